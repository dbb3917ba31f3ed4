import { describe, expect, test } from "bun:test"
import { Redacted } from "effect"
import { ConnectorWorld, omniumHost, ongoingHost, type WorldOptions } from "../support/ConnectorWorld.ts"
import { broken } from "../support/Network.ts"
import type { ItemSeen } from "../support/Seen.ts"
import type { ShopOrder } from "../support/ShopOrder.ts"

const open = (options: WorldOptions = {}, SyncOrders = false) =>
  ConnectorWorld.open({
    ...options,
    tenant: () => ({
      connector: {
        Host: new URL(`http://${ongoingHost}/demo/api/v1`),
        Username: "demo",
        Password: Redacted.make("demo"),
        SyncOrders,
        SyncPurchaseOrders: false,
        SyncInventory: false,
        SyncReturns: true
      }
    })
  })

/** An order that has been sent; its id in Ongoing. */
const sent = async (world: ConnectorWorld, id: string, order: ShopOrder = {}): Promise<number> => {
  const { orderInfo } = await world.exported(id, { quantity: 3, ...order })
  await world.act(orderInfo.orderId, "release", "allocate", "pick", "ship")
  return orderInfo.orderId
}

const orderLine = (rowNumber: string, numberOfItems: number) => ({
  rowNumber,
  articleNumber: "0123ABC",
  numberOfItems
})

/** An order that somebody else has put into Ongoing, sent; its id. */
const elsewhere = async (world: ConnectorWorld, orderNumber: string, more: object = {}): Promise<number> => {
  await world.ongoingApi("PUT", "/orders", {
    goodsOwnerId: 7,
    orderNumber,
    deliveryDate: "2026-11-05",
    consignee: { name: "Kari Testesen", address1: "Storgata 12B", postCode: "9008", city: "Tromsø", countryCode: "NO" },
    warehouseId: 1,
    orderLines: [orderLine("1", 2)],
    ...more
  })
  const [order] = await world.inOngoing(orderNumber)
  const id = order?.orderInfo.orderId ?? 0
  await world.act(id, "release", "allocate", "pick", "ship")
  return id
}

const comesBack = (world: ConnectorWorld, order: number, quantity: number, cause?: string) =>
  world.warehouse(`orders/${order}/return`, {
    lines: [{ rowNumber: "1", quantity, ...(cause === undefined ? {} : { cause }) }]
  })

const syncReturns = (world: ConnectorWorld) =>
  world.run("OngoingSyncScheduledTask", "epic", { only: ["returns"] }) as Promise<{
    readonly operations: ReadonlyArray<object>
  }>

interface Seen {
  readonly status: string
  readonly properties?: ReadonlyArray<{ readonly key: string; readonly value?: string }>
  readonly returnOrderForms?: ReadonlyArray<{
    readonly returnId: string
    readonly storeId?: string
    readonly returnType?: string
    readonly creditPayment?: boolean
    readonly properties?: ReadonlyArray<{ readonly key: string; readonly value?: string }>
    readonly lineItems: ReadonlyArray<{
      readonly lineItemId: string
      readonly returnQuantity: number
      readonly returnType?: string
      readonly returnReason?: string
      readonly updateStock?: boolean
    }>
  }>
}

const inOmnium = async (world: ConnectorWorld, id: string) => {
  // Tests assert what they read of it.
  const order = (await world.omnium("GET", `/Orders/${id}`)) as Seen
  const returns = order.returnOrderForms ?? []
  return {
    status: order.status,
    returns,
    /** How many items all the returns hold. */
    returned: returns.flatMap((each) => each.lineItems).reduce((sum, line) => sum + line.returnQuantity, 0),
    property: (key: string) => order.properties?.find((each) => each.key === key)?.value
  }
}

const reported = async (world: ConnectorWorld, order: number): Promise<ReadonlyArray<number | null>> => {
  // Tests assert what they read of it.
  const { orderLines } = (await world.ongoingApi("GET", `/orders/${order}`)) as {
    readonly orderLines: ReadonlyArray<{ readonly reportedReturnedNumberOfItems: number | null }>
  }
  return orderLines.map((line) => line.reportedReturnedNumberOfItems)
}

const unfinished = async (world: ConnectorWorld): Promise<ReadonlyArray<ItemSeen>> =>
  (await world.items()).filter((item) => !["done", "skipped", "coalesced"].includes(item.state))

const creations = (world: ConnectorWorld) =>
  world.network.callsTo(omniumHost("epic")).filter((call) => call.path.endsWith("/Return"))

const reports = (world: ConnectorWorld) =>
  world.network.callsTo(ongoingHost).filter((call) => call.path.endsWith("/reportedReturnedNumberOfItems"))

/** Omnium cannot create returns until somebody sets what it lacks. */
const noReturnsInOmnium = async (world: ConnectorWorld) => {
  const settings = await world.omnium("GET", "/Settings/OrderSettings")
  await world.omniumBack("PUT", "orderSettings", { returnSettings: { returnTypes: [{ id: "Angrerett" }] } })
  return () => world.omniumBack("PUT", "orderSettings", settings)
}

describe("a return that the warehouse has registered", () => {
  test("becomes a return in Omnium, and only then is it reported to Ongoing", async () => {
    await using world = await open()
    const id = await sent(world, "A-1")
    await comesBack(world, id, 2, "angrerett")
    expect(await syncReturns(world)).toMatchObject({ operations: [{ name: "SyncReturns", done: 1, failed: [] }] })

    const order = await inOmnium(world, "A-1")
    expect(order.returns).toHaveLength(1)
    expect(order.returns[0]).toMatchObject({
      storeId: "epic_company_main_warehouse",
      returnType: "Angrerett",
      creditPayment: false,
      lineItems: [{ lineItemId: "1", returnQuantity: 2, returnType: "Angrerett", updateStock: false }]
    })
    expect(order.returns[0]?.properties).toContainEqual({ key: "ReturnedByOngoing", value: "true" })
    expect(order.property("ReturnedByOngoing")).toBe("true")
    expect(order.property("OngoingReturnError")).toBeUndefined()
    expect(order.status).toBe("PartiallyReturned")
    expect(await reported(world, id)).toEqual([2])
    const [created] = creations(world)
    const [report] = reports(world)
    expect(created?.at).toBeLessThanOrEqual(report?.at ?? 0)
    expect(world.network.calls.indexOf(created!)).toBeLessThan(world.network.calls.indexOf(report!))

    await world.pass("5 minutes")
    expect(await syncReturns(world)).toMatchObject({ operations: [{ done: 0, held: 0, failed: [] }] })
    expect(creations(world)).toHaveLength(1)
    expect(await unfinished(world)).toEqual([])
  })

  test("adds nothing to the stock in Omnium (C19)", async () => {
    await using world = await open()
    const id = await sent(world, "A-1")
    const stock = () => world.omnium("GET", "/Inventory/0123ABC")
    const before = await stock()
    await comesBack(world, id, 3)
    await syncReturns(world)
    expect((await inOmnium(world, "A-1")).returned).toBe(3)
    expect(await stock()).toEqual(before)
  })

  test("and is cancelled in Omnium leaves the order in Ongoing as it is (C20)", async () => {
    await using world = await open()
    const { orderInfo } = await world.exported("A-1", { quantity: 3 })
    await world.act(orderInfo.orderId, "release", "allocate")
    await world.warehouse(`orders/${orderInfo.orderId}/pick`, { lines: [{ rowNumber: "1", quantity: 2 }] })
    await world.act(orderInfo.orderId, "ship")
    await comesBack(world, orderInfo.orderId, 1)
    await syncReturns(world)
    const [made] = (await inOmnium(world, "A-1")).returns
    const before = await world.inOngoing()
    await world.omnium("POST", "/Returns/A-1/UpdateStatus", { returnId: made?.returnId, status: "Canceled" })
    expect((await inOmnium(world, "A-1")).returns).toMatchObject([{ returnId: made?.returnId, status: "Canceled" }])
    await world.announce({ id: "A-1" })
    await world.run("exportPoll")
    expect(world.network.calls.filter((call) => call.method === "DELETE")).toEqual([])
    expect(await world.inOngoing()).toEqual(before)
  })

  test("in several goes becomes a return each time, of what is new", async () => {
    await using world = await open()
    const id = await sent(world, "A-1")
    for (const cause of ["Angrerett", "Reklamasjon", "Moths in it"]) {
      await comesBack(world, id, 1, cause)
      await syncReturns(world)
    }
    const { returns, status } = await inOmnium(world, "A-1")
    expect(
      returns.map((each) => each.lineItems.map((line) => [line.returnQuantity, line.returnType, line.returnReason]))
    ).toEqual([[[1, "Angrerett", undefined]], [[1, "Reklamasjon", undefined]], [[1, undefined, "Moths in it"]]])
    expect(status).toBe("Returned")
    expect(await reported(world, id)).toEqual([3])
  })

  test("of an order that was delivered in parts is of both parts of its line (R8)", async () => {
    await using world = await open()
    const { orderInfo } = await world.exported("A-1", { quantity: 5 })
    const id = orderInfo.orderId
    const parcel = (number: string, quantity: number) => ({
      parcels: [{ parcelNumber: number, waybill: number, lines: [{ rowNumber: "1", quantity }] }]
    })
    await world.act(id, "release", "allocate")
    await world.warehouse(`orders/${id}/pick`, { lines: [{ rowNumber: "1", quantity: 3 }] })
    await world.warehouse(`orders/${id}/pack`, parcel("W-1", 3))
    const syncOrders = () => world.run("OngoingSyncScheduledTask", "epic", { only: ["orders"] })
    await world.pass("10 minutes")
    await syncOrders()
    await world.act(id, "pick")
    await world.warehouse(`orders/${id}/ship`, parcel("W-2", 2))
    await world.pass("10 minutes")
    await syncOrders()
    expect((await world.inOmnium("A-1")).orderForm.shipments).toHaveLength(2)
    await comesBack(world, id, 4)
    await syncReturns(world)
    const { returns, returned } = await inOmnium(world, "A-1")
    expect(returns).toHaveLength(1)
    expect(returns[0]?.lineItems.map((line) => line.returnQuantity)).toEqual([2, 2])
    expect(returned).toBe(4)
    expect(await reported(world, id)).toEqual([4])
  })

  test("before Omnium knows that the goods were sent is brought by the run after it does", async () => {
    await using world = await open({}, true)
    const id = await sent(world, "A-1")
    await comesBack(world, id, 2)
    await syncReturns(world)
    expect(await world.item("return-sync")).toMatchObject({ state: "skipped", cause: "not-delivered-yet" })
    expect(await reported(world, id)).toEqual([null])
    await world.run("OngoingSyncScheduledTask", "epic", { only: ["orders"] })
    await syncReturns(world)
    expect((await inOmnium(world, "A-1")).returned).toBe(2)
    expect(await reported(world, id)).toEqual([2])
  })

  test("is not brought while SyncReturns is off", async () => {
    await using world = await ConnectorWorld.open()
    const id = await sent(world, "A-1")
    await comesBack(world, id, 1)
    expect(await world.sync()).toMatchObject({ operations: [{ name: "SyncOrders" }] })
    expect((await inOmnium(world, "A-1")).returns).toEqual([])
    expect(await reported(world, id)).toEqual([null])
  })

  test("of an order older than the go-live line is left alone, whoever exported it when (R26)", async () => {
    await using world = await open({ from: "2026-11-02T09:00:00Z" })
    const before = async (id: string) => {
      const order = await elsewhere(world, `${id}-1`, { goodsOwnerOrderId: `${id}/1` })
      await comesBack(world, order, 1)
      return order
    }
    for (const id of ["A-1", "A-2"]) await world.place(id)
    const first = await before("A-1")
    await world.pass("2 hours")
    const second = await before("A-2")
    const skipped = [{ reason: "older-than-from", count: 2 }]
    expect(await syncReturns(world)).toMatchObject({ operations: [{ done: 0, failed: [], skipped }] })
    for (const id of ["A-1", "A-2"]) expect((await inOmnium(world, id)).returns).toEqual([])
    expect([await reported(world, first), await reported(world, second)]).toEqual([[null], [null]])
  })

  test("of an order of nobody here is left alone, and not asked about at every run", async () => {
    await using world = await open()
    const orderId = await elsewhere(world, "S-1-1")
    await comesBack(world, orderId, 1)
    for (let run = 0; run < 3; run++) {
      await syncReturns(world)
      await world.pass("5 minutes")
    }
    expect((await world.items()).filter((item) => item.flow === "return-sync")).toMatchObject([
      { state: "skipped", cause: "order-not-ours" }
    ])
    expect(await reported(world, orderId)).toEqual([null])
  })
})

/** What becomes of the first creation of the return. */
const lostAnswers: ReadonlyArray<readonly [string, object]> = [
  ["the answer is lost", { fault: "reset", phase: "after" }],
  ["the call is lost", { fault: "reset", phase: "before" }],
  ["the answer is 504, and the return is made", { fault: "status", status: 504, phase: "after" }],
  ["the answer is 500, and the return is not made", { fault: "status", status: 500, phase: "before" }],
  ["the answer names no return", { fault: "missing-id", phase: "after" }],
  ["the answer is HTML with 200", { fault: "html", phase: "after" }],
  ["the answer comes too late", { fault: "hang", phase: "after" }],
  ["too many calls were made", { fault: "status", status: 429, phase: "before" }]
]

describe("R15: one return in Omnium, although", () => {
  test.each(lostAnswers)("%s", async (_, fault) => {
    await using world = await open()
    const id = await sent(world, "A-1")
    await comesBack(world, id, 2)
    await world.omniumBack("POST", "faults", { path: "/api/Returns/{orderId}/Return", count: 1, ...fault })
    const run = syncReturns(world)
    await world.pass("10 minutes")
    await run
    await syncReturns(world)
    expect((await inOmnium(world, "A-1")).returns.map((each) => each.lineItems.length)).toEqual([1])
    expect((await inOmnium(world, "A-1")).returned).toBe(2)
    expect(await reported(world, id)).toEqual([2])
    expect(await unfinished(world)).toEqual([])
  })

  test("the lost call arrives after all, 50 seconds later", async () => {
    await using world = await open()
    const id = await sent(world, "A-1")
    await comesBack(world, id, 2)
    let late: (() => Promise<unknown>) | undefined
    world.network.between = async (request, forward, call) => {
      if (late !== undefined || !call.path.endsWith("/Return")) return forward(request)
      late = () => forward(request)
      return new Promise(() => {})
    }
    const run = syncReturns(world)
    await world.pass("50 seconds")
    await late?.()
    await world.pass("10 minutes")
    await run
    expect(creations(world)).toHaveLength(1)
    expect((await inOmnium(world, "A-1")).returned).toBe(2)
    expect(await reported(world, id)).toEqual([2])
  })

  test("it was made, its report was not, and more came back before the restart: 1 of 3, then 3 of 3 (C19)", async () => {
    await using world = await open()
    const id = await sent(world, "A-1")
    await comesBack(world, id, 1)
    world.diesAt = (point) => point === "return before report"
    await syncReturns(world).catch(() => {})
    expect(world.isDead).toBe(true)
    world.diesAt = () => false
    await comesBack(world, id, 2)
    await world.restart()
    await world.pass("5 minutes")
    await syncReturns(world)
    expect((await inOmnium(world, "A-1")).returned).toBe(3)
    expect(await reported(world, id)).toEqual([3])
  })

  test("the journal is forgotten (R27)", async () => {
    await using world = await open()
    const id = await sent(world, "A-1")
    await comesBack(world, id, 2)
    await syncReturns(world)
    world.journal((database) => database.exec("DELETE FROM items; DELETE FROM intents; DELETE FROM audits"))
    // As if the report had not arrived either.
    const { orderLines } = (await world.ongoingApi("GET", `/orders/${id}`)) as {
      readonly orderLines: ReadonlyArray<{ readonly id: number }>
    }
    const line = `/orders/${id}/lines/${orderLines[0]?.id}/reportedReturnedNumberOfItems`
    await world.ongoingApi("PATCH", line, { reportedReturnedNumberOfItems: 0 })
    await syncReturns(world)
    expect((await inOmnium(world, "A-1")).returned).toBe(2)
    expect(await reported(world, id)).toEqual([2])
  })
})

describe("a return that Omnium cannot have (C18)", () => {
  test("is given up, stands in OngoingReturnError, is reported, and does not come again", async () => {
    await using world = await open()
    const id = await sent(world, "A-1")
    await noReturnsInOmnium(world)
    await comesBack(world, id, 1, "Angrerett")
    expect(await syncReturns(world)).toMatchObject({ operations: [{ failed: [{ cause: "refused-by-omnium" }] }] })
    const dead = await world.item("return-sync")
    expect(dead).toMatchObject({ state: "dead", cause: "refused-by-omnium" })
    expect(dead.message).toContain("DefaultReturnOrderType")
    const order = await inOmnium(world, "A-1")
    expect(order.returns).toEqual([])
    expect(order.property("OngoingReturnError")).toContain("refused-by-omnium: ")
    expect(order.property("OngoingReturnError")).toContain("DefaultReturnOrderType")
    expect(order.property("OngoingReturnError")).toContain(`Ongoing order ${id}`)
    expect(order.property("ReturnedByOngoing")).toBeUndefined()
    expect(await reported(world, id)).toEqual([1])
    for (let run = 0; run < 3; run++) {
      await world.pass("5 minutes")
      expect(await syncReturns(world)).toMatchObject({ operations: [{ done: 0, failed: [] }] })
    }
    expect(creations(world)).toHaveLength(1)
    expect(reports(world)).toHaveLength(1)
    expect(await unfinished(world)).toMatchObject([{ id: dead.id }])
  })

  test.each(["open", "dismissed"])("is reported again when a report was undone since (%s)", async (state) => {
    await using world = await open()
    const id = await sent(world, "A-1")
    await noReturnsInOmnium(world)
    await comesBack(world, id, 1, "Angrerett")
    await syncReturns(world)
    const dead = await world.item("return-sync")
    if (state === "dismissed") {
      await world.admin("POST", `/api/items/${dead.id}/dismiss`, { note: "Refunded by hand." })
      await world.quiet()
    }
    // As a report does that arrives later than a minute.
    const report = reports(world)[0]?.path.replace(/^.*(?=\/orders)/, "") ?? ""
    await world.ongoingApi("PATCH", report, { reportedReturnedNumberOfItems: 0 })
    await syncReturns(world)
    expect(await reported(world, id)).toEqual([1])
    expect(creations(world)).toHaveLength(1)
    const since = reports(world).length
    await syncReturns(world)
    expect(reports(world)).toHaveLength(since)
    expect(await unfinished(world)).toMatchObject(state === "open" ? [{ id: dead.id }] : [])
  })

  test("stays given up when a run that began before has seen it too", async () => {
    await using world = await open()
    const id = await sent(world, "A-1")
    await noReturnsInOmnium(world)
    await comesBack(world, id, 1, "Angrerett")
    const later = (milliseconds: number) =>
      new Promise<void>((resolve) => void world.time.later(milliseconds, () => resolve()))
    let isLost = false
    world.network.between = async (request, forward, call) => {
      const isCreation = call.path.endsWith("/Return")
      if (isCreation && !isLost) {
        isLost = true
        throw broken("ECONNRESET")
      }
      const answer = await forward(request)
      // The run reads before the request is repeated, and notes what it has read while that is under way.
      if (isCreation || call.path.endsWith("/orders")) await later(isCreation ? 5000 : 3000)
      return answer
    }
    const first = syncReturns(world)
    await world.pass("10 seconds")
    await first
    await world.pass("54 seconds")
    const second = syncReturns(world)
    await world.pass("5 minutes")
    await second
    expect(creations(world)).toHaveLength(2)
    expect((await world.items()).filter((item) => item.flow === "return-sync")).toMatchObject([
      { state: "coalesced" },
      { state: "dead", cause: "refused-by-omnium" }
    ])
    expect((await inOmnium(world, "A-1")).property("OngoingReturnError")).toContain("DefaultReturnOrderType")
    expect(await reported(world, id)).toEqual([1])
  })

  test("is made by a retry once that was mended, is not reported again, and the error is gone", async () => {
    await using world = await open()
    const id = await sent(world, "A-1")
    const mend = await noReturnsInOmnium(world)
    await comesBack(world, id, 1, "Angrerett")
    await syncReturns(world)
    const dead = await world.item("return-sync")
    await world.retry(dead)
    expect(await world.item("return-sync")).toMatchObject({ id: dead.id, state: "dead" })
    await mend()
    await world.retry(dead)
    const order = await inOmnium(world, "A-1")
    expect(order.returns).toMatchObject([{ lineItems: [{ returnQuantity: 1, returnType: "Angrerett" }] }])
    expect(order.property("OngoingReturnError")).toBeUndefined()
    expect(order.property("ReturnedByOngoing")).toBe("true")
    expect(reports(world)).toHaveLength(1)
    expect(await unfinished(world)).toEqual([])
    expect((await world.admin("POST", `/api/items/${dead.id}/retry`)).status).toBe(409)
  })

  test("stays given up while more of its line comes back, and that is made by itself", async () => {
    await using world = await open()
    const id = await sent(world, "A-1")
    const mend = await noReturnsInOmnium(world)
    await comesBack(world, id, 1)
    await syncReturns(world)
    const dead = await world.item("return-sync")
    await mend()
    await comesBack(world, id, 2)
    await syncReturns(world)
    expect((await inOmnium(world, "A-1")).returned).toBe(2)
    expect((await inOmnium(world, "A-1")).property("OngoingReturnError")).toContain("refused-by-omnium")
    expect(await reported(world, id)).toEqual([3])
    expect(await unfinished(world)).toMatchObject([{ id: dead.id, state: "dead" }])
    await world.retry(dead)
    expect((await inOmnium(world, "A-1")).returned).toBe(3)
    expect((await inOmnium(world, "A-1")).property("OngoingReturnError")).toBeUndefined()
    expect(await reported(world, id)).toEqual([3])
  })

  test("and is retried before Omnium knows that the goods were sent is not lost: it is made once Omnium does", async () => {
    await using world = await open({}, true)
    const { orderInfo } = await world.exported("A-1", { quantity: 3 })
    const id = orderInfo.orderId
    const syncOrders = () => world.run("OngoingSyncScheduledTask", "epic", { only: ["orders"] })
    await world.act(id, "release", "allocate", "pick")
    await world.warehouse(`orders/${id}/ship`, {})
    await world.pass("10 minutes")
    await syncOrders()
    const mend = await noReturnsInOmnium(world)
    await comesBack(world, id, 1)
    await syncReturns(world)
    const dead = await world.item("return-sync")
    expect(dead.state).toBe("dead")
    await mend()
    await world.omnium("POST", "/Orders/A-1/UpdateStatus", { status: "InProgress" })
    await world.retry(dead)
    expect(await world.item("return-sync")).toMatchObject({ id: dead.id, state: "open", cause: "not-delivered-yet" })
    await world.pass("8 hours")
    expect((await inOmnium(world, "A-1")).returned).toBe(1)
    expect(await reported(world, id)).toEqual([1])
    expect(await unfinished(world)).toEqual([])
  })

  test("and is retried does not hold up the sync that tells Omnium of the delivery", async () => {
    await using world = await open({}, true)
    const { orderInfo } = await world.exported("A-1", { quantity: 10 })
    const id = orderInfo.orderId
    const sendFive = async (parcel: number) => {
      await world.warehouse(`orders/${id}/pick`, { lines: [{ rowNumber: "1", quantity: 5 }] })
      await world.warehouse(`orders/${id}/ship`, { parcels: [{ parcelNumber: `P-${parcel}`, waybill: `W-${parcel}` }] })
    }
    await world.act(id, "release", "allocate")
    await sendFive(1)
    await world.run("OngoingSyncScheduledTask", "epic", { only: ["orders"] })
    const mend = await noReturnsInOmnium(world)
    await comesBack(world, id, 4)
    await syncReturns(world)
    const dead = await world.item("return-sync")
    expect(dead.state).toBe("dead")
    await mend()
    await sendFive(2)
    await comesBack(world, id, 3)
    await world.retry(dead)
    void world.run("OngoingSyncScheduledTask").catch(() => {})
    await world.pass("3 minutes")
    expect((await inOmnium(world, "A-1")).returned).toBe(7)
    expect(await reported(world, id)).toEqual([7])
    expect(await unfinished(world)).toEqual([])
  })

  test("and then another of the same order, both stand in OngoingReturnError, and each is retried by itself", async () => {
    await using world = await open()
    const id = await sent(world, "A-1")
    const mend = await noReturnsInOmnium(world)
    await comesBack(world, id, 1)
    await syncReturns(world)
    const first = await world.item("return-sync")
    await comesBack(world, id, 2)
    await syncReturns(world)
    const second = await world.item("return-sync")
    expect([first.state, second.state, second.id === first.id]).toEqual(["dead", "dead", false])
    expect((await inOmnium(world, "A-1")).property("OngoingReturnError")?.split(" | ")).toHaveLength(2)
    expect(await reported(world, id)).toEqual([3])
    await mend()
    await world.retry(second)
    expect((await inOmnium(world, "A-1")).returned).toBe(2)
    expect((await inOmnium(world, "A-1")).property("OngoingReturnError")?.split(" | ")).toHaveLength(1)
    await world.retry(first)
    expect((await inOmnium(world, "A-1")).returned).toBe(3)
    expect((await inOmnium(world, "A-1")).property("OngoingReturnError")).toBeUndefined()
  })

  test("and another before the first could be reported: each stands for its own items only (R15)", async () => {
    await using world = await open()
    const id = await sent(world, "A-1")
    await noReturnsInOmnium(world)
    await comesBack(world, id, 1)
    world.network.between = (request, forward, call) =>
      call.path.endsWith("/reportedReturnedNumberOfItems") ? Promise.reject(broken("ECONNRESET")) : forward(request)
    await syncReturns(world)
    expect(await reported(world, id)).toEqual([null])
    await comesBack(world, id, 2)
    await syncReturns(world)
    world.network.between = (request, forward) => forward(request)
    await world.pass("1 hour")
    expect(await reported(world, id)).toEqual([3])
    const error = (await inOmnium(world, "A-1")).property("OngoingReturnError") ?? ""
    expect([...error.matchAll(/line \d+: (\d+)\]/g)].map(([, quantity]) => quantity)).toEqual(["1", "2"])
  })

  test("and is retried while a later one of its line is lost on its way: both are made (R15)", async () => {
    await using world = await open()
    const { orderInfo } = await world.exported("A-1", { quantity: 5 })
    const id = orderInfo.orderId
    await world.act(id, "release", "allocate")
    await world.warehouse(`orders/${id}/pick`, { lines: [{ rowNumber: "1", quantity: 3 }] })
    await world.warehouse(`orders/${id}/ship`, { parcels: [{ parcelNumber: "W-1", waybill: "W-1" }] })
    await world.run("OngoingSyncScheduledTask", "epic", { only: ["orders"] })
    await world.act(id, "pick")
    await world.warehouse(`orders/${id}/ship`, { parcels: [{ parcelNumber: "W-2", waybill: "W-2" }] })
    await world.run("OngoingSyncScheduledTask", "epic", { only: ["orders"] })
    const mend = await noReturnsInOmnium(world)
    await comesBack(world, id, 1)
    await syncReturns(world)
    const dead = await world.item("return-sync")
    await mend()
    await comesBack(world, id, 3)
    world.network.between = (request, forward, call) =>
      call.path.endsWith("/Return") ? Promise.reject(broken("ECONNRESET")) : forward(request)
    await syncReturns(world)
    world.network.between = (request, forward) => forward(request)
    await world.retry(dead)
    await world.pass("10 minutes")
    expect((await inOmnium(world, "A-1")).returned).toBe(4)
    expect(await reported(world, id)).toEqual([4])
    expect(await unfinished(world)).toEqual([])
  })

  test("may be dismissed with a note: the error is gone, and it never comes back, whatever else does", async () => {
    await using world = await open()
    const id = await sent(world, "A-1")
    const mend = await noReturnsInOmnium(world)
    await comesBack(world, id, 1)
    await syncReturns(world)
    const dead = await world.item("return-sync")
    await world.admin("POST", `/api/items/${dead.id}/dismiss`, { note: "Refunded by hand." })
    await world.quiet()
    expect((await inOmnium(world, "A-1")).property("OngoingReturnError")).toBeUndefined()
    await mend()
    await comesBack(world, id, 2)
    await syncReturns(world)
    expect((await inOmnium(world, "A-1")).returned).toBe(2)
    expect(await reported(world, id)).toEqual([3])
    expect(await unfinished(world)).toEqual([])
  })

  test("may be dismissed before its error stands on the order: it is reported all the same", async () => {
    await using world = await open()
    const id = await sent(world, "A-1")
    const mend = await noReturnsInOmnium(world)
    await comesBack(world, id, 1)
    world.network.between = (request, forward, call) =>
      call.path.endsWith("/PatchOrder") ? Promise.resolve(new Response("", { status: 429 })) : forward(request)
    await syncReturns(world)
    const dead = await world.item("return-sync")
    expect([dead.state, await reported(world, id)]).toEqual(["dead", [null]])
    await world.admin("POST", `/api/items/${dead.id}/dismiss`, { note: "Refunded by hand." })
    world.network.between = (request, forward) => forward(request)
    await mend()
    await world.pass("10 minutes")
    expect(await reported(world, id)).toEqual([1])
    await syncReturns(world)
    const order = await inOmnium(world, "A-1")
    expect([order.returned, order.property("OngoingReturnError")]).toEqual([0, undefined])
    expect(await unfinished(world)).toEqual([])
  })

  test("has more than the order has left to return", async () => {
    await using world = await open()
    const id = await sent(world, "A-1")
    const returns = [{ lineItemId: "1", returnQuantity: 2 }]
    await world.omnium("POST", "/Returns/A-1/Return", { storeId: "epic_company_main_warehouse", returns })
    await comesBack(world, id, 2)
    await syncReturns(world)
    expect(await world.item("return-sync")).toMatchObject({ state: "dead", cause: "return-exceeds-order" })
    expect((await inOmnium(world, "A-1")).property("OngoingReturnError")).toContain("2 of 0123ABC came back")
    expect(creations(world)).toEqual([])
    expect(await reported(world, id)).toEqual([2])
  })

  test("is of a line that the order does not have; the other lines are returned all the same", async () => {
    await using world = await open()
    const { orderInfo } = await world.exported("A-1", { quantity: 3 })
    // Staff add a line of their own.
    await elsewhere(world, "A-1-1", {
      goodsOwnerOrderId: "A-1/1",
      orderLines: [orderLine("1", 3), orderLine("staff", 1)]
    })
    await world.warehouse(`orders/${orderInfo.orderId}/return`, {
      lines: [
        { rowNumber: "1", quantity: 1 },
        { rowNumber: "staff", quantity: 1 }
      ]
    })
    await syncReturns(world)
    expect(await world.item("return-sync")).toMatchObject({ state: "dead", cause: "return-line-unknown" })
    const seen = await inOmnium(world, "A-1")
    expect(seen.returned).toBe(1)
    expect(seen.property("OngoingReturnError")).toContain("row staff")
    // The item that is given up stands for that line only.
    expect(seen.property("OngoingReturnError")).toMatch(/\[Ongoing order \d+, line \d+: 1\]$/)
    expect(await reported(world, orderInfo.orderId)).toEqual([1, 1])
  })

  test("is of an order that is cancelled there", async () => {
    await using world = await open()
    const id = await sent(world, "A-1")
    await world.omnium("POST", "/Orders/A-1/UpdateStatus", { status: "OrderCanceled", skipRunWorkflow: true })
    await world.quiet()
    await comesBack(world, id, 1)
    await syncReturns(world)
    expect(await world.item("return-sync")).toMatchObject({ state: "dead", cause: "return-of-cancelled-order" })
    expect((await inOmnium(world, "A-1")).property("OngoingReturnError")).toContain("is cancelled in Omnium")
    expect(await reported(world, id)).toEqual([1])
  })

  test("fails five times while others succeed: only then is it given up and reported", async () => {
    await using world = await open()
    const [id, other] = [await sent(world, "A-1"), await sent(world, "A-2")]
    world.network.between = (request, forward, call) =>
      call.path.endsWith("/A-1/Return") ? Promise.resolve(new Response("", { status: 500 })) : forward(request)
    await comesBack(world, id, 1)
    const run = syncReturns(world)
    await world.pass("2 minutes")
    await run
    expect(await reported(world, id)).toEqual([null])
    expect((await inOmnium(world, "A-1")).property("OngoingReturnError")).toBeUndefined()
    for (let hour = 0; hour < 10; hour++) {
      await comesBack(world, other, 0.25)
      await syncReturns(world)
      await world.pass("1 hour")
    }
    expect(await world.items({ state: "dead" })).toMatchObject([{ key: "A-1/1", cause: "attempts-exhausted" }])
    expect(await reported(world, id)).toEqual([1])
    expect((await inOmnium(world, "A-1")).property("OngoingReturnError")).toContain("attempts-exhausted")
    expect((await inOmnium(world, "A-2")).returned).toBe(2.5)
  })
})

/** Something comes back and is brought to Omnium; the connector may die and be started again on the way. */
const play = async (
  world: ConnectorWorld,
  story: "made" | "given up",
  diesAt: ConnectorWorld["diesAt"] = () => false
) => {
  const id = await sent(world, "A-1")
  world.points.length = 0
  world.diesAt = diesAt
  const mend = story === "given up" ? await noReturnsInOmnium(world) : () => {}
  await comesBack(world, id, 2, "Angrerett")
  const alive = async () => {
    if (world.isDead) await world.restart()
    await world.pass("2 minutes")
  }
  await syncReturns(world).catch(() => {})
  await alive()
  await syncReturns(world).catch(() => {})
  await alive()
  if (story === "given up") {
    await mend()
    const dead = await world.item("return-sync")
    // Whoever asks a connector that dies gets no answer.
    if (dead.state === "dead") await world.retry(dead).catch(() => {})
    await alive()
  }
  await syncReturns(world).catch(() => {})
  await alive()
  return id
}

describe.each(["made", "given up"] as const)(
  "a death between any two steps of a return that is %s (R15, R22)",
  async (story) => {
    /** The points that it passes, each once for every time it is passed. */
    const points = await (async () => {
      await using world = await open()
      await play(world, story)
      const counted = new Map<string, number>()
      return world.points.map((point) => {
        const nth = (counted.get(point) ?? 0) + 1
        counted.set(point, nth)
        return [point, nth] as const
      })
    })()

    test("every point that has a name is passed", () => {
      const expected =
        story === "made"
          ? [
              "return before create",
              "POST /api/Returns/{orderId}/Return answered",
              "return before report",
              "PATCH /orders/{orderId}/lines/{orderLineId}/reportedReturnedNumberOfItems answered"
            ]
          : ["return before create", "PATCH /api/Orders/{orderId}/PatchOrder answered", "return error before report"]
      expect(expected.filter((name) => !points.some(([point]) => point === name))).toEqual([])
    })

    test.each(points)("%s, time %i", async (point, nth) => {
      await using world = await open()
      let deaths = 0
      const id = await play(world, story, (name) => {
        const dies = name === point && world.points.filter((passed) => passed === point).length === nth
        if (dies) deaths++
        return dies
      })
      expect([deaths, world.isDead]).toEqual([1, false])
      const order = await inOmnium(world, "A-1")
      expect(order.returned).toBe(2)
      expect(order.returns).toHaveLength(1)
      expect(order.property("ReturnedByOngoing")).toBe("true")
      expect(order.property("OngoingReturnError")).toBeUndefined()
      expect(await reported(world, id)).toEqual([2])
      expect(await unfinished(world)).toEqual([])
    })
  }
)
