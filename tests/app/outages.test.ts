import { describe, expect, test } from "bun:test"
import { ConnectorWorld, omniumHost, ongoingHost } from "../support/ConnectorWorld.ts"
import { broken } from "../support/Network.ts"
import { delivered, exportedPurchase, receive } from "../support/Purchase.ts"
import { shopOrder } from "../support/ShopOrder.ts"
import { find, inventoryOf, openStock, sellableIn } from "../support/Stock.ts"

/** Ways in which a whole system is away. */
const outages: Readonly<Record<string, () => Promise<Response>>> = {
  "refuses connections": () => Promise.reject(broken("ConnectionRefused")),
  "answers everything with 503": async () => new Response("Service Unavailable", { status: 503 }),
  "does not answer": () => new Promise(() => {})
}

const away = (world: ConnectorWorld, host: string, how: string) => {
  world.network.between = (request, forward, call) =>
    call.host === host ? (outages[how] ?? forward)(request) : forward(request)
}
const back = (world: ConnectorWorld) => {
  world.network.between = (request, forward) => forward(request)
}

const systems = [
  { system: "Ongoing", host: ongoingHost },
  { system: "Omnium", host: omniumHost("epic") }
] as const

describe.each(systems)("$system is away for two hours", ({ host }) => {
  test.each(Object.keys(outages))("and %s: nothing is lost, no attempt is spent, few calls are made", async (how) => {
    await using world = await ConnectorWorld.open({ scheduled: true })
    const shipped = await world.exported("A-1")
    await world.place("A-2")
    away(world, host, how)
    await world.act(shipped.orderInfo.orderId, "release", "allocate", "pick")
    await world.release("A-2")
    const since = world.time.now
    await world.pass("1 hour")
    await world.place("A-3")
    await world.release("A-3")
    await world.pass("1 hour")

    const during = await world.items()
    expect(during.filter((item) => item.state === "dead" || item.state === "held" || item.attempts > 0)).toEqual([])
    expect(during.filter((item) => item.state === "open").length).toBeGreaterThanOrEqual(2)
    expect(world.network.callsTo(host, since).length).toBeLessThan(100)
    expect(await world.inOngoing()).toHaveLength(1)

    back(world)
    await world.pass("8 minutes")
    const numbers = (await world.inOngoing()).map((order) => order.orderInfo.orderNumber)
    expect(numbers.sort()).toEqual(["A-1-1", "A-2-1", "A-3-1"])
    const after = await world.items()
    expect(after.filter((item) => !["done", "skipped", "coalesced"].includes(item.state))).toEqual([])
    expect(after.filter((item) => item.attempts > 0)).toEqual([])
    expect((await world.inOmnium("A-1")).orderForm.shipments[0]?.orderStatus).toBe("PackedAndReady")
    for (const id of ["A-2", "A-3"]) {
      const order = await world.inOmnium(id)
      expect(order.orderForm.shipments[0]?.orderStatus).toBe("InProgressWarehouse")
      expect(order.errors ?? []).toEqual([])
    }
    expect(world.log.some((line) => line.includes("host answers again"))).toBe(true)
  })
})

describe("Ongoing answers 500 to every call", () => {
  const failing = (world: ConnectorWorld) => world.warehouse("faults", { fault: "reject-fetch-client" })

  const mended = async (world: ConnectorWorld) => {
    await world.ongoing.fetch(new Request(`http://${ongoingHost}/_simulator/faults`, { method: "DELETE" }))
  }

  test("from the first on: it is asked a few times in two hours, and the work goes on when it is mended (C5)", async () => {
    await using world = await ConnectorWorld.open({ scheduled: true })
    await failing(world)
    for (const id of ["A-1", "A-2"]) {
      await world.place(id)
      await world.release(id)
    }
    await world.pass("2 hours")
    expect(world.network.callsTo(ongoingHost).length).toBeLessThanOrEqual(12)
    expect((await world.items()).filter((item) => item.state === "dead" || item.attempts > 0)).toEqual([])
    await mended(world)
    await world.pass("70 minutes")
    expect(await world.inOngoing()).toHaveLength(2)
  })

  test("from the first on, until somebody who has mended it asks to try again (C5)", async () => {
    await using world = await ConnectorWorld.open()
    await failing(world)
    await world.place("A-1")
    await world.release("A-1")
    await world.pass("2 hours")
    await mended(world)
    await world.sync()
    expect(await world.inOngoing()).toHaveLength(1)
  })

  test("of one tenant, whose user is wrong: another's work goes on (C5)", async () => {
    await using world = await ConnectorWorld.open({ scheduled: true, tenants: ["epic", "other"] })
    await world.stop()
    const [epic, other] = world.settings.tenants
    if (epic === undefined || other === undefined) throw new Error("There are two tenants.")
    const wrong = { ...other.connector, Username: "wrong" }
    world.settings = { ...world.settings, tenants: [epic, { ...other, connector: wrong }] }
    await world.start()
    world.network.between = (request, forward, call) =>
      call.authorization === `Basic ${btoa("wrong:demo")}`
        ? Promise.resolve(Response.json({ Message: "An error has occurred." }, { status: 500 }))
        : forward(request)
    await world.place("B-1", {}, "other")
    await world.release("B-1", "other")
    await world.pass("10 minutes")
    await world.place("A-1")
    await world.release("A-1")
    await world.pass("20 minutes")
    expect((await world.inOngoing()).map(({ orderInfo }) => orderInfo.orderNumber)).toEqual(["A-1-1"])
    expect((await world.items({}, "other")).filter((item) => item.state === "dead" || item.attempts > 0)).toEqual([])
  })

  test("of two tenants, whose probes use up what may fail: a third one's work goes on (C5)", async () => {
    await using world = await ConnectorWorld.open({ tenants: ["good", "bada", "badb"] })
    await world.stop()
    const tenants = world.settings.tenants.map((tenant) =>
      tenant.id === "good" ? tenant : { ...tenant, connector: { ...tenant.connector, Username: "wrong" } }
    )
    world.settings = { ...world.settings, tenants }
    await world.start()
    await world.exported("G-0", {}, "good")
    const failure = () => Promise.resolve(Response.json({ Message: "An error has occurred." }, { status: 500 }))
    world.network.between = (request, forward, call) =>
      call.authorization === `Basic ${btoa("wrong:demo")}` || call.body.includes('"POISON-1"')
        ? failure()
        : forward(request)
    for (const [id, tenant] of [
      ["A-1", "bada"],
      ["B-1", "badb"]
    ] as const) {
      await world.place(id, {}, tenant)
      await world.release(id, tenant)
      await world.pass("35 seconds")
    }
    await world.pass("1 minute")
    for (const id of ["POISON", "G-1"]) {
      await world.place(id, {}, "good")
      await world.release(id, "good")
    }
    await world.pass("2 minutes")
    expect((await world.inOngoing()).map(({ orderInfo }) => orderInfo.orderNumber)).toContain("G-1-1")
  })

  test("after it has taken the credentials: it is asked often, and is back within minutes (C5)", async () => {
    await using world = await ConnectorWorld.open({ scheduled: true })
    await world.exported("A-1")
    await failing(world)
    await world.place("A-2")
    await world.release("A-2")
    await world.pass("2 hours")
    await mended(world)
    await world.pass("10 minutes")
    expect(await world.inOngoing()).toHaveLength(2)
  })
})

/** What becomes of the first PUT of an order. */
const lostAnswers: ReadonlyArray<readonly [string, object]> = [
  ["the answer is lost (C10)", { fault: "reset", phase: "after" }],
  ["the call is lost", { fault: "reset", phase: "before" }],
  ["the answer is 504, and the order is stored (C10)", { fault: "status", status: 504, phase: "after" }],
  ["the answer is 500, and the order is not stored", { fault: "status", status: 500, phase: "before" }],
  ["the answer is 201 without an id (C9)", { fault: "missing-id", phase: "after" }],
  ["the answer is 201 with null for the id (C9)", { fault: "null-id", phase: "after" }],
  ["the answer is HTML with 200, and the order is stored (C9)", { fault: "html", phase: "after" }],
  ["the answer is HTML with 200, and the order is not stored", { fault: "html", phase: "before" }],
  ["the answer is empty (C9)", { fault: "empty", phase: "after" }],
  ["the answer is cut off (C9)", { fault: "truncate", phase: "after" }],
  ["the answer comes too late", { fault: "hang", phase: "after" }]
]

describe("R1: one order in Ongoing, although", () => {
  test.each(lostAnswers)("%s", async (_, fault) => {
    await using world = await ConnectorWorld.open()
    await world.warehouse("faults", { method: "PUT", path: "/orders", count: 1, ...fault })
    await world.place("A-1")
    await world.release("A-1")
    await world.pass("10 minutes")
    const orders = await world.inOngoing()
    expect(orders.map((order) => order.orderInfo.orderNumber)).toEqual(["A-1-1"])
    const ids = (await world.inOmnium("A-1")).orderForm.shipments[0]?.externalIds?.map((each) => each.id)
    expect(ids).toEqual([String(orders[0]?.orderInfo.orderId)])
    const stored = (await world.ongoing.world().ledger.since(0)).filter((row) => row.kind === "order")
    expect(stored.filter((row) => row.before === null)).toHaveLength(1)
    expect((await world.items()).filter((item) => !["done", "skipped"].includes(item.state))).toEqual([])
  })

  test("the answer is lost and the warehouse has begun before it is read back (C10)", async () => {
    await using world = await ConnectorWorld.open()
    world.network.between = async (request, forward, call) => {
      const response = await forward(request)
      if (call.method !== "PUT" || call.host !== ongoingHost) return response
      const [order] = await world.inOngoing()
      await world.act(order?.orderInfo.orderId ?? 0, "release", "allocate", "pick")
      back(world)
      throw broken("ECONNRESET")
    }
    await world.place("A-1")
    await world.release("A-1")
    await world.pass("10 minutes")
    expect(await world.inOngoing()).toHaveLength(1)
    expect((await world.inOmnium("A-1")).orderForm.shipments[0]?.externalIds).toHaveLength(1)
    expect(await world.items({ state: "dead" })).toEqual([])
  })

  test("the answers of Omnium's write-back are lost", async () => {
    await using world = await ConnectorWorld.open()
    await world.omniumBack("POST", "faults", {
      method: "POST",
      path: "/UpdateStatus",
      count: 1,
      fault: "reset",
      phase: "after"
    })
    await world.omniumBack("POST", "faults", {
      method: "PATCH",
      path: "/PatchOrder",
      count: 1,
      fault: "html",
      phase: "after"
    })
    await world.place("A-1")
    await world.announce(shopOrder("A-1"))
    await world.pass("15 minutes")
    const order = await world.inOmnium("A-1")
    expect(order.orderForm.shipments[0]?.externalIds).toHaveLength(1)
    expect(order.externalIds).toHaveLength(1)
    expect(await world.inOngoing()).toHaveLength(1)
    expect(await world.items({ state: "dead" })).toEqual([])
  })
})

test.each([25, 49])(
  "after %i hours without the connector nothing is lost, and nothing is refused for its age twice (C7)",
  async (hours) => {
    await using world = await openStock()
    const { orderInfo } = await world.exported("A-1")
    const purchaseOrderId = await exportedPurchase(world, "D-1", { quantities: [10] })
    await world.sync()
    await world.stop()
    await world.act(orderInfo.orderId, "release", "allocate", "pick")
    await receive(world, purchaseOrderId, { "D-1-1": 10 })
    await find(world, 5)
    await world.pass(`${hours} hours`)
    await world.start()
    await world.sync()
    await world.pass("5 minutes")
    const since = world.time.now
    await world.sync()
    const refused = world.network.callsTo(ongoingHost, since).filter((call) => call.outcome !== 200)
    expect(refused).toEqual([])
    expect((await world.inOmnium("A-1")).orderForm.shipments[0]?.orderStatus).toBe("PackedAndReady")
    expect(await delivered(world, "D-1")).toEqual([10])
    expect(await inventoryOf(world)).toBe((await sellableIn(world)).get("0123ABC") ?? Number.NaN)
    expect(await world.items({ state: "dead" })).toEqual([])
  }
)
