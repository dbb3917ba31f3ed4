import { layer as omniumHttp } from "@omnium-ongoing/adapters-omnium/OmniumHttp"
import { layer as ongoingHttp } from "@omnium-ongoing/adapters-ongoing/OngoingHttp"
import { layer as omniumInMemory } from "@omnium-ongoing/omnium-simulator/OmniumInMemory"
import { createOmniumSimulator } from "@omnium-ongoing/omnium-simulator/OmniumSimulator"
import { layer as ongoingInMemory } from "@omnium-ongoing/ongoing-simulator/OngoingInMemory"
import { createOngoingSimulator } from "@omnium-ongoing/ongoing-simulator/OngoingSimulator"
import type { Host } from "@omnium-ongoing/simulator-kit/World"
import { DateTime, Effect, Layer, Redacted } from "effect"
import { FetchHttpClient } from "effect/http"
import { TestClock } from "effect/testing"
import {
  omniumInventoryContract,
  ongoingInventoryContract,
  type StockedOmnium,
  type StockedOngoing
} from "./inventory.contract.ts"

const start = Date.parse("2026-11-02T08:00:00Z")
const host: Host = { now: () => start, later: () => () => {}, send: async () => new Response() }

type Send = (request: Request) => Promise<Response>

const over = (send: Send) =>
  Layer.provide(
    FetchHttpClient.layer,
    Layer.succeed(
      FetchHttpClient.Fetch,
      // The client calls it with an address and what is to be sent, and uses nothing else of it.
      ((url: string | URL, init?: RequestInit) => send(new Request(String(url), init))) as typeof globalThis.fetch
    )
  )

const asked = async (send: Send, method: string, url: string, body: unknown, authorization?: string) => {
  const response = await send(
    new Request(url, {
      method,
      headers: { "content-type": "application/json", ...(authorization === undefined ? {} : { authorization }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    })
  )
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`)
  return text
}

const articles = 1001
const basic = `Basic ${btoa("demo:demo")}`

const ongoing = Effect.gen(function* () {
  yield* TestClock.setTime(start)
  const simulator = createOngoingSimulator({ host, orders: 0, articles: 0, selfCheck: true })
  const base = "http://ongoing.test"
  const api = (method: string, path: string, body?: object) =>
    Effect.promise(() => asked(simulator.fetch, method, `${base}/demo/api/v1${path}`, body, basic))
  const back = (method: string, path: string, body?: object) =>
    Effect.promise(() => asked(simulator.fetch, method, `${base}/_simulator/${path}`, body))
  const place: Omit<StockedOngoing, "ongoing"> = {
    articles,
    now: Effect.map(back("GET", "clock"), (text) => DateTime.toUtc(DateTime.makeUnsafe(String(JSON.parse(text).now)))),
    pass: (seconds) =>
      Effect.andThen(
        back("POST", "clock", { advance: `PT${seconds}S` }),
        Effect.asVoid(TestClock.adjust(`${seconds} seconds`))
      ),
    putArticle: (articleNumber, more = {}) =>
      Effect.asVoid(
        api("PUT", "/articles", {
          goodsOwnerId: 7,
          articleNumber,
          articleName: articleNumber,
          productCode: articleNumber,
          ...more
        })
      ),
    find: (number, warehouseId, quantity) =>
      Effect.asVoid(back("POST", `articles/${number}/adjust`, { goodsOwnerId: 7, warehouseId, quantity }))
  }
  for (let number = 1; number <= articles; number++) {
    yield* place.putArticle(`A-${number}`)
    for (const warehouse of [1, 2]) yield* place.find(`A-${number}`, warehouse, 10)
  }
  yield* place.pass(60)
  return { simulator, place, base }
})

ongoingInventoryContract({
  name: "the adapter, over the simulator in this process",
  open: Effect.map(ongoing, ({ simulator, place, base }) => ({
    ...place,
    ongoing: ongoingHttp({
      host: new URL(`${base}/demo/api/v1`),
      username: "demo",
      password: Redacted.make("demo")
    }).pipe(Layer.provide(over(simulator.fetch)))
  }))
})

ongoingInventoryContract({
  name: "in memory",
  open: Effect.map(ongoing, ({ simulator, place }) => ({ ...place, ongoing: ongoingInMemory(simulator.world().state) }))
})

const rows = 2100

const omnium = Effect.gen(function* () {
  yield* TestClock.setTime(start)
  const simulator = createOmniumSimulator({ host, orders: 0, products: 0, selfCheck: true })
  const base = "http://omnium.test"
  const api = (method: string, path: string, body?: unknown) =>
    Effect.promise(async () => {
      const token = await asked(simulator.fetch, "POST", `${base}/api/Token?clientId=demo&clientSecret=demo`, undefined)
      return asked(simulator.fetch, method, `${base}/api${path}`, body, `Bearer ${token}`)
    })
  const numbers = Array.from({ length: rows }, (_, index) => index + 1)
  const warehouseCode = "epic_company_main_warehouse"
  for (let from = 0; from < rows; from += 1000) {
    const some = numbers.slice(from, from + 1000)
    yield* api(
      "PUT",
      "/Inventory/UpdateMany",
      some.map((n) => ({ sku: `S-${n}`, warehouseCode, inventory: 10 }))
    )
    yield* api(
      "POST",
      "/Products/AddMany",
      some.map((n) => ({ productId: `P-${n}`, skuId: `S-${n}`, name: `P-${n}` }))
    )
  }
  const line = { lineItemId: "1", code: "S-1", quantity: 1, placedPrice: 1, taxRate: 25 }
  const order = {
    id: "O-1",
    orderType: "Online",
    status: "New",
    marketId: "epic_market_no",
    storeId: "epic_webshop_no",
    orderForm: { lineItems: [line], shipments: [{ shipmentId: "1", warehouseCode, lineItems: [line] }] }
  }
  const place: Omit<StockedOmnium, "omnium"> = {
    rows,
    pass: (seconds) =>
      Effect.andThen(
        Effect.promise(() => asked(simulator.fetch, "POST", `${base}/_simulator/clock`, { advance: `PT${seconds}S` })),
        Effect.asVoid(TestClock.adjust(`${seconds} seconds`))
      ),
    deleteProduct: (id) => Effect.asVoid(api("DELETE", `/Products/${id}`)),
    order: Effect.asVoid(api("POST", "/Orders", order))
  }
  return { simulator, place, base }
})

omniumInventoryContract({
  name: "the adapter, over the simulator in this process",
  open: Effect.map(omnium, ({ simulator, place, base }) => ({
    ...place,
    omnium: omniumHttp({ host: new URL(base), clientId: "demo", clientSecret: Redacted.make("demo") }).pipe(
      Layer.provide(over(simulator.fetch))
    )
  }))
})

omniumInventoryContract({
  name: "in memory",
  open: Effect.map(omnium, ({ simulator, place }) => ({ ...place, omnium: omniumInMemory(simulator.world().state) }))
})
