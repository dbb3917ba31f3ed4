import { describe, expect, test } from "bun:test"
import { routes } from "@omnium-ongoing/app/http/App"
import { Redacted } from "effect"
import {
  ConnectorWorld,
  json,
  omniumHost,
  ongoingHost,
  secretOf,
  type WorldOptions
} from "../support/ConnectorWorld.ts"
import { broken } from "../support/Network.ts"
import { mainWarehouse } from "../support/ShopOrder.ts"

/** Two tenants on one installation of Ongoing, each with a goods owner of its own. */
const apart = async (options: WorldOptions = {}) => {
  const world = await ConnectorWorld.open({
    tenants: ["epic", "rival"],
    ...options,
    ongoing: { goodsOwners: [7, 8], ...options.ongoing }
  })
  for (const [id, warehouse] of [
    [mainWarehouse, "1"],
    ["epic_company_second_warehouse", "2"]
  ]) {
    const externalIdsList = [
      { providerName: "OngoingGoodsOwnerId", id: "8" },
      { providerName: "OngoingWarehouseId", id: warehouse }
    ]
    await world.omnium("PATCH", "/Stores/PatchStore", { id, externalIdsList }, "rival")
  }
  return world
}

/** Two tenants on one goods owner. */
const together = (options: WorldOptions = {}) => ConnectorWorld.open({ tenants: ["epic", "rival"], ...options })

const statusOf = async (world: ConnectorWorld, id: string, tenant = "epic") =>
  (await world.inOmnium(id, tenant)).orderForm.shipments[0]?.orderStatus

const neverRun = () => Promise.reject(new Error("Listing routes runs nothing."))
const ofATenant = routes(neverRun, "0.0.0").filter(
  ({ access, path }) => access === "admin" && path.includes("/:tenant")
)

describe("S2: under one tenant's address", () => {
  test("there are routes to look at", () => {
    expect(ofATenant.length).toBeGreaterThanOrEqual(5)
  })

  test.each(ofATenant)("$method $path shows nothing of another tenant", async ({ method, path }) => {
    await using world = await apart({ ongoing: { settings: { unknownArticles: "refuse" } } })
    await world.exported("A-1")
    await world.place("SECRET-1", { sku: "SECRET-SKU" }, "rival")
    await world.release("SECRET-1", "rival")
    expect(await world.items({ key: "SECRET-1" }, "rival")).not.toEqual([])
    const paths = ["exportPoll", "OngoingSyncScheduledTask", "OngoingProductSyncScheduledTask"].map((task) =>
      path.replace(":tenant", "epic").replace(":task", task).replace(":orderNumber", "SECRET-1")
    )
    for (const filled of new Set(paths)) {
      const answer = world.admin(method, filled)
      await world.quiet()
      const text = await (await answer).text()
      expect([filled, text.includes("SECRET") || text.includes("rival")]).toEqual([filled, false])
      if (path.includes(":orderNumber")) expect((await answer).status).toBe(404)
    }
  })

  test("a list that is narrowed to another tenant's key, or paged from its items, is empty or its own", async () => {
    await using world = await apart()
    await world.exported("A-1")
    await world.place("SECRET-1", {}, "rival")
    await world.release("SECRET-1", "rival")
    expect(await world.items({ key: "SECRET-1" })).toEqual([])
    const [theirs] = await world.items({}, "rival")
    const answer = await world.admin("GET", `/api/tenants/epic/items?before=${(theirs?.id ?? 0) + 1}`)
    // The shape of our own API.
    const items = (await json(answer)) as ReadonlyArray<{ readonly tenant: string }>
    expect(items.length).toBeGreaterThan(0)
    expect(items.filter(({ tenant }) => tenant !== "epic")).toEqual([])
  })
})

describe("S18: a webhook", () => {
  /** Both tenants have an order of this id; only the other one's is exported, and sent. */
  const twins = async () => {
    const world = await apart()
    await world.place("X-1")
    await world.place("X-1", {}, "rival")
    await world.release("X-1", "rival")
    const [order] = await world.inOngoing("X-1-1", 8)
    if (order === undefined) throw new Error("The other tenant's order was exported.")
    await world.act(order.orderInfo.orderId, "release", "allocate", "pick", "ship")
    return { world, orderId: order.orderInfo.orderId }
  }
  const webhook = (world: ConnectorWorld, tenant: string, secret: string, orderId: number, goodsOwnerId: number) =>
    world.door(
      "POST",
      `/tenants/${tenant}/webhooks/ongoing`,
      { orderId, goodsOwnerId, goodsOwnerOrderId: "X-1/1", webhookEventId: 1 },
      { "x-auth-token": secretOf(secret) }
    )

  test("of one tenant at another's address is refused, and nothing is stored", async () => {
    const { world, orderId } = await twins()
    await using _ = world
    const before = (await world.items()).length
    expect((await webhook(world, "epic", "rival", orderId, 8)).status).toBe(401)
    expect((await webhook(world, "rival", "epic", orderId, 7)).status).toBe(401)
    await world.quiet()
    expect(await world.items()).toHaveLength(before)
  })

  test.each([7, 8])(
    "that names an order of another goods owner brings nothing of it to the tenant's Omnium, whatever it says it is (%d)",
    async (goodsOwnerId) => {
      const { world, orderId } = await twins()
      await using _ = world
      const before = JSON.stringify(await world.inOmnium("X-1"))
      const since = world.network.calls.length
      expect((await webhook(world, "epic", "epic", orderId, goodsOwnerId)).status).toBe(200)
      await world.quiet()
      expect(await world.item("order-sync", "X-1")).toMatchObject({ state: "skipped", cause: "order-not-ours" })
      expect(JSON.stringify(await world.inOmnium("X-1"))).toBe(before)
      const asked = world.network.calls.slice(since).filter((call) => call.host === omniumHost("epic"))
      expect(asked.filter((call) => call.path.includes("/Orders"))).toEqual([])
      // The same hint at the right address does its work.
      expect((await webhook(world, "rival", "rival", orderId, 8)).status).toBe(200)
      await world.quiet()
      expect(await statusOf(world, "X-1", "rival")).toBe("Ship")
    }
  )
})

test("S39: a wrong password is tried twice, and the other tenant on the same host goes on", async () => {
  await using world = await apart({
    scheduled: true,
    tenant: (id) =>
      id === "epic"
        ? {
            connector: {
              Host: new URL(`http://${ongoingHost}/demo/api/v1`),
              Username: "demo",
              Password: Redacted.make("wrong"),
              SyncOrders: true,
              SyncPurchaseOrders: false,
              SyncInventory: false,
              SyncReturns: false
            }
          }
        : {}
  })
  for (const id of ["A-1", "A-2", "A-3"]) {
    await world.place(id)
    await world.release(id)
    await world.place(id.replace("A", "B"), {}, "rival")
    await world.release(id.replace("A", "B"), "rival")
    await world.pass("10 minutes")
  }
  const wrong = `Basic ${btoa("demo:wrong")}`
  const calls = world.network.callsTo(ongoingHost)
  expect(calls.filter((call) => call.authorization === wrong)).toHaveLength(2)
  const sent = await world.inOngoing(undefined, 8)
  expect(sent.map((order) => order.orderInfo.orderNumber).sort()).toEqual(["B-1-1", "B-2-1", "B-3-1"])
  const [order] = sent
  await world.act(order?.orderInfo.orderId ?? 0, "release", "allocate", "pick")
  await world.pass("6 minutes")
  expect(await statusOf(world, order?.orderInfo.orderNumber.slice(0, 3) ?? "", "rival")).toBe("PackedAndReady")
  expect((await world.items()).filter((item) => item.state === "dead" || item.attempts > 0)).toEqual([])
})

test("two tenants on one goods owner never have two writes in flight", async () => {
  await using world = await together()
  let inFlight = 0
  let most = 0
  const waiting: Array<() => void> = []
  world.network.between = async (request, forward, call) => {
    if (call.host !== ongoingHost || call.method === "GET") return forward(request)
    most = Math.max(most, ++inFlight)
    await new Promise<void>((resolve) => waiting.push(resolve))
    const response = await forward(request)
    inFlight--
    return response
  }
  for (const number of [1, 2, 3]) {
    await world.place(`A-${number}`)
    await world.place(`B-${number}`, {}, "rival")
    await world.release(`A-${number}`)
    await world.release(`B-${number}`, "rival")
  }
  for (let writes = 0; waiting.length > 0; writes++) {
    expect([writes, waiting.length]).toEqual([writes, 1])
    waiting.shift()?.()
    await world.quiet()
  }
  expect(most).toBe(1)
  const numbers = (await world.inOngoing()).map((order) => order.orderInfo.orderNumber).sort()
  expect(numbers).toEqual(["A-1-1", "A-2-1", "A-3-1", "B-1-1", "B-2-1", "B-3-1"])
})

/** What may be wrong with the first tenant. */
const troubles: Readonly<Record<string, (world: ConnectorWorld) => void>> = {
  "its Omnium refuses connections": (world) => void world.network.down.add(omniumHost("epic")),
  "its Omnium answers everything with 503": (world) => {
    world.network.between = (request, forward, call) =>
      call.host === omniumHost("epic") ? Promise.resolve(new Response("", { status: 503 })) : forward(request)
  },
  "its Omnium does not answer": (world) => {
    world.network.between = (request, forward, call) =>
      call.host === omniumHost("epic") ? new Promise(() => {}) : forward(request)
  },
  "every second connection to its Omnium breaks": (world) => {
    let turn = 0
    world.network.between = (request, forward, call) =>
      call.host === omniumHost("epic") && ++turn % 2 === 0 ? Promise.reject(broken("ECONNRESET")) : forward(request)
  }
}

describe("on one goods owner, another tenant's order is exported within two minutes, although", () => {
  test.each(Object.keys(troubles))("%s", async (trouble) => {
    await using world = await together({ scheduled: true })
    for (let number = 1; number <= 10; number++) await world.place(`A-${number}`)
    troubles[trouble]?.(world)
    for (let number = 1; number <= 10; number++) await world.release(`A-${number}`)
    await world.place("B-1", {}, "rival")
    await world.release("B-1", "rival")
    await world.pass("2 minutes")
    expect(await world.inOngoing("B-1-1")).toHaveLength(1)
    expect(await statusOf(world, "B-1", "rival")).toBe("InProgressWarehouse")
  })

  test("twenty of its orders are poison (C24)", async () => {
    await using world = await together({ scheduled: true, ongoing: { settings: { unknownArticles: "refuse" } } })
    for (let number = 1; number <= 20; number++) {
      await world.place(`A-${number}`, { sku: "NO-SUCH-ARTICLE" })
      await world.release(`A-${number}`)
    }
    await world.place("B-1", {}, "rival")
    await world.release("B-1", "rival")
    await world.pass("2 minutes")
    expect(await world.inOngoing("B-1-1")).toHaveLength(1)
    expect(await statusOf(world, "B-1", "rival")).toBe("InProgressWarehouse")
    expect(await world.items({ state: "dead" }, "rival")).toEqual([])
  })
})

test("of two tenants with equal order ids on one goods owner the second overwrites nothing of the first (C20)", async () => {
  await using world = await together()
  await world.exported("A-1", { quantity: 2 })
  await world.place("A-1", { quantity: 5 }, "rival")
  await world.release("A-1", "rival")
  const [dead] = await world.items({ state: "dead" }, "rival")
  expect(dead).toMatchObject({ flow: "order-export", cause: "order-number-taken" })
  const [order, ...others] = await world.inOngoing("A-1-1")
  expect(others).toEqual([])
  expect(order?.orderLines.map((line) => line.orderedNumberOfItems)).toEqual([2])
})
