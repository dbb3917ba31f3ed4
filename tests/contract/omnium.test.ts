import { afterAll, test } from "bun:test"
import { layer as overHttp } from "@omnium-ongoing/adapters-omnium/OmniumHttp"
import { layer as inMemory } from "@omnium-ongoing/omnium-simulator/OmniumInMemory"
import { createOmniumSimulator } from "@omnium-ongoing/omnium-simulator/OmniumSimulator"
import type { Host } from "@omnium-ongoing/simulator-kit/World"
import { Effect, Layer, Redacted } from "effect"
import { FetchHttpClient } from "effect/http"
import { TestClock } from "effect/testing"
import { type DeliverySubject, deliveryContract, type NewDelivery } from "./deliveries.contract.ts"
import { type NewOrder, type OmniumSubject, omniumContract } from "./omnium.contract.ts"
import { type ProductSubject, passing, productContract } from "./products.contract.ts"

type Send = (request: Request) => Promise<Response>

const start = Date.parse("2026-11-01T08:00:00Z")
const host: Host = {
  now: () => start,
  later: () => () => {},
  send: () => Promise.resolve(new Response(null, { status: 200 }))
}
const simulator = createOmniumSimulator({ host, orders: 0, products: 1, selfCheck: true })
const server = simulator.listen({ port: 0 })
afterAll(() => server.stop())

const adapter = (base: string, send: Send, credentials: { readonly clientId: string; readonly clientSecret: string }) =>
  overHttp({
    host: new URL(base),
    clientId: credentials.clientId,
    clientSecret: Redacted.make(credentials.clientSecret)
  }).pipe(
    Layer.provide(FetchHttpClient.layer),
    Layer.provide(
      Layer.mergeAll(
        // The client calls it with an address and what is to be sent, and uses nothing else of it.
        Layer.succeed(FetchHttpClient.Fetch, ((url: string | URL, init?: RequestInit) =>
          send(new Request(String(url), init))) as typeof globalThis.fetch),
        Layer.succeed(FetchHttpClient.RequestInit, { redirect: "error" })
      )
    )
  )

const wireOrder = ({ id, orderNumber = id, marketId = "epic_market_no", status = "New", shipments = 1 }: NewOrder) => {
  const lines = Array.from({ length: shipments }, (_, index) => ({
    lineItemId: String(index + 1),
    code: "0123ABC",
    quantity: 2,
    placedPrice: 99,
    taxRate: 25
  }))
  return {
    id,
    orderNumber,
    marketId,
    status,
    orderType: "Online",
    storeId: "epic_webshop_no",
    orderForm: {
      lineItems: lines,
      shipments: lines.map((line) => ({
        shipmentId: line.lineItemId,
        warehouseCode: "epic_company_main_warehouse",
        lineItems: [line]
      }))
    }
  }
}

/** The system's own API, used as a shop and a tester would. */
const doors = (base: string, send: Send, credentials: { readonly clientId: string; readonly clientSecret: string }) => {
  const call = async (method: string, path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const response = await send(
      new Request(`${base}${path}`, {
        method,
        headers: { "content-type": "application/json", ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) })
      })
    )
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return text
  }
  const api = (method: string, path: string, body: unknown) =>
    Effect.promise(async () => {
      const token = await call("POST", `/api/Token?${new URLSearchParams(credentials)}`, undefined)
      return call(method, path, body, { authorization: `Bearer ${token}` })
    })
  const back = (method: string, path: string, body?: unknown) =>
    Effect.promise(() => call(method, `/_simulator/${path}`, body))
  return { api, back }
}

const createAll = (api: ReturnType<typeof doors>["api"]) => (orders: ReadonlyArray<NewOrder>) =>
  orders.length > 10
    ? Effect.forEach(
        Array.from({ length: Math.ceil(orders.length / 1000) }, (_, page) =>
          orders.slice(page * 1000, page * 1000 + 1000)
        ),
        (page) => api("POST", "/api/Orders/AddMany", page.map(wireOrder)),
        { discard: true }
      )
    : Effect.forEach(orders, (order) => api("POST", "/api/Orders", wireOrder(order)), { discard: true })

const warehouse = "epic_company_main_warehouse"

const purchaseOrder = ({ id, purchaseOrderId }: NewDelivery) => ({
  id: purchaseOrderId,
  status: "Confirmed",
  storeId: warehouse,
  supplierId: "S200",
  supplierName: "Tindeby",
  purchaseOrderForm: {
    lineItems: [
      { lineItemId: `${id}-1`, code: "0123ABC", quantity: 10 },
      { lineItemId: `${id}-2`, code: "0124CDE", quantity: 4 }
    ]
  }
})

const purchasing = (base: string, send: Send) => {
  const { api, back } = doors(base, send, demo)
  return {
    warehouse,
    otherStore: "epic_webshop_no",
    createDelivery: (delivery: NewDelivery) =>
      Effect.andThen(
        api("POST", "/api/PurchaseOrders", purchaseOrder(delivery)),
        api(
          "POST",
          `/api/Deliveries/CreateDelivery/${delivery.purchaseOrderId}?newDeliveryId=${delivery.id}`,
          [1, 2].map((line) => ({ lineItemId: `${delivery.id}-${line}` }))
        )
      ),
    change: (id: string, members: object) =>
      Effect.flatMap(api("GET", `/api/Deliveries/${id}`, undefined), (text) =>
        Effect.asVoid(api("PUT", "/api/Deliveries", { ...JSON.parse(text), ...members }))
      ),
    lockDelivery: (id: string) => Effect.asVoid(back("POST", "locks", { entity: "Delivery", id, seconds: 60 }))
  }
}

const assortment = (base: string, send: Send) => {
  const { api, back } = doors(base, send, demo)
  return {
    putProduct: (members: object) => Effect.asVoid(api("POST", "/api/Products", members)),
    deleteProduct: (id: string) => Effect.asVoid(api("DELETE", `/api/Products/${id}`, undefined)),
    deleteVariant: (id: string, sku: string) =>
      Effect.asVoid(api("DELETE", `/api/Products/${id}/Variants/${sku}`, undefined)),
    removeProduct: (id: string) => Effect.asVoid(back("DELETE", `products/${id}`)),
    stock: (sku: string, inventory: number) =>
      Effect.asVoid(api("PUT", "/api/Inventory/UpdateMany", [{ sku, warehouseCode: warehouse, inventory }])),
    passSeconds: passing((advance) => Effect.asVoid(back("POST", "clock", { advance })))
  }
}

const demo = { clientId: "demo", clientSecret: "demo" }
let worlds = 0

/** A world of its own for each test, whose time stands still, and the test's with it. */
const simulated = (origin: string, send: Send) =>
  Effect.gen(function* () {
    yield* TestClock.setTime(start)
    const world = `contract-${++worlds}`
    const base = `${origin}/ns/${world}`
    const { api, back } = doors(base, send, demo)
    yield* back("PUT", "workflow", { url: "http://connector.test/workflow", secret: "s" })
    const deliveries = Effect.map(
      back("GET", "eventDeliveries"),
      // The back door's list, as the simulator describes it.
      (text) => JSON.parse(text) as ReadonlyArray<{ readonly kind: string; readonly name: string }>
    )
    return {
      world,
      base,
      prefix: "C-",
      create: createAll(api),
      ...purchasing(base, send),
      ...assortment(base, send),
      settled: Effect.void,
      controls: {
        lock: (id: string) => Effect.asVoid(back("POST", "locks", { entity: "Order", id, seconds: 60 })),
        addWarehouse: (id: string) => Effect.asVoid(api("PUT", "/api/Stores", { id, isWarehouse: true })),
        many: 2001,
        wrongCredentials: adapter(base, send, { ...demo, clientSecret: "wrong" }),
        faults: {
          add: (rule: Readonly<Record<string, unknown>>) => Effect.asVoid(back("POST", "faults", rule)),
          clear: Effect.asVoid(back("DELETE", "faults"))
        },
        advance: (duration: string) => Effect.asVoid(back("POST", "clock", { advance: duration })),
        steps: Effect.map(deliveries, (rows) => rows.filter(({ kind }) => kind === "workflow").map(({ name }) => name))
      }
    }
  })

type SimulatedSubject = OmniumSubject & DeliverySubject & ProductSubject

const overSimulator = (name: string, origin: string, send: Send): SimulatedSubject => ({
  name,
  offers: ["lock", "addWarehouse", "many", "wrongCredentials", "faults", "advance", "steps"],
  open: Effect.map(simulated(origin, send), (system) => ({ ...system, layer: adapter(system.base, send, demo) }))
})

const subjects: ReadonlyArray<SimulatedSubject> = [
  {
    name: "in memory",
    offers: ["lock", "addWarehouse", "many"],
    open: Effect.map(simulated("http://omnium.test", simulator.fetch), ({ controls, ...system }) => ({
      ...system,
      layer: inMemory(simulator.world(system.world).state),
      controls: { lock: controls.lock, addWarehouse: controls.addWarehouse, many: controls.many }
    }))
  },
  overSimulator("adapter, simulator in this process", "http://omnium.test", simulator.fetch),
  overSimulator("adapter, simulator behind a port", server.url, fetch)
]

for (const subject of subjects) {
  omniumContract(subject)
  deliveryContract(subject)
  productContract(subject)
}

/** A tenant set up as the simulators' seed is, which may keep the orders of the contract. */
const { OMNIUM_HOST, OMNIUM_CLIENT_ID, OMNIUM_CLIENT_SECRET } = process.env
if (OMNIUM_HOST !== undefined && OMNIUM_CLIENT_ID !== undefined && OMNIUM_CLIENT_SECRET !== undefined) {
  const base = OMNIUM_HOST.replace(/\/+$/, "")
  const credentials = { clientId: OMNIUM_CLIENT_ID, clientSecret: OMNIUM_CLIENT_SECRET }
  omniumContract({
    name: "adapter, real system",
    offers: ["wrongCredentials"],
    open: Effect.sync(() => ({
      layer: adapter(base, fetch, credentials),
      prefix: `contract-${crypto.randomUUID()}-`,
      create: createAll(doors(base, fetch, credentials).api),
      settled: TestClock.withLive(Effect.sleep("5 seconds")),
      controls: { wrongCredentials: adapter(base, fetch, { ...credentials, clientSecret: "wrong" }) }
    }))
  })
} else {
  const reason = "skipped: OMNIUM_HOST, OMNIUM_CLIENT_ID and OMNIUM_CLIENT_SECRET are not set"
  // biome-ignore lint/suspicious/noSkippedTests: a run that did not happen is shown
  test.skip(`Omnium port: adapter, real system (${reason})`, () => {})
  console.log(`Omnium contract against the real system: ${reason}`)
}
