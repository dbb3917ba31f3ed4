import { describe, expect, test } from "bun:test"
import { Redacted } from "effect"
import { ConnectorWorld, ongoingHost, start } from "../support/ConnectorWorld.ts"
import { mainWarehouse, shopOrder, shopWarehouse } from "../support/ShopOrder.ts"

const ongoingIds = (ids: ReadonlyArray<{ readonly providerName?: string; readonly id: string }> | undefined) =>
  (ids ?? []).filter((each) => each.providerName === "OngoingOrderId").map((each) => each.id)

/** What Omnium shows of the connector's errors. */
const errorsOn = async (world: ConnectorWorld, id: string) =>
  ((await world.inOmnium(id)).errors ?? []).map(({ message, status }) => `${status} ${message}`)

const puts = (world: ConnectorWorld) =>
  world.network.callsTo(ongoingHost).filter((call) => call.method === "PUT" && call.path.endsWith("/orders"))

describe("an order that is announced", () => {
  test("is one order in Ongoing, whose id and status Omnium shows", async () => {
    await using world = await ConnectorWorld.open()
    const { orderInfo } = await world.exported("A-1")
    expect(orderInfo).toMatchObject({ orderNumber: "A-1-1", goodsOwnerOrderId: "A-1/1" })
    const order = await world.inOmnium("A-1")
    const [shipment] = order.orderForm.shipments
    expect(shipment?.orderStatus).toBe("InProgressWarehouse")
    expect(ongoingIds(shipment?.externalIds)).toEqual([String(orderInfo.orderId)])
    expect(ongoingIds(order.externalIds)).toEqual([String(orderInfo.orderId)])
    expect(puts(world)).toHaveLength(1)
  })

  test.each(["A-1", "A-1-2-3", "2026-000-1", "-A", "A--"])("may have hyphens in its number: %s", async (id) => {
    await using world = await ConnectorWorld.open()
    const { orderInfo } = await world.exported(id)
    expect(orderInfo.orderNumber).toBe(`${id}-1`)
    await world.act(orderInfo.orderId, "release", "allocate", "pick")
    await world.sync()
    expect((await world.inOmnium(id)).orderForm.shipments[0]?.orderStatus).toBe("PackedAndReady")
  })

  test("is found by the poll if nothing announced it", async () => {
    await using world = await ConnectorWorld.open({ announced: false })
    await world.place("A-1")
    await world.release("A-1")
    await world.place("A-2")
    expect(await world.items()).toEqual([])
    const report = await world.run("exportPoll")
    expect(report).toMatchObject({
      // The order, and the article it names.
      operations: [{ name: "ExportOrders", done: 2, failed: [] }, { done: 0 }]
    })
    expect((await world.inOngoing()).map((order) => order.orderInfo.orderNumber)).toEqual(["A-1-1"])
  })

  test("is one order, however many announce it at once", async () => {
    await using world = await ConnectorWorld.open({ announced: false })
    await world.place("A-1")
    await world.release("A-1")
    const event = { id: "event-1", className: "Order", objectId: "A-1" }
    const secret = { authorization: "Bearer webhook secret of epic" }
    const send = (path: string, body: unknown) => world.door("POST", `/tenants/epic/${path}`, body, secret)
    const polled = world.admin("POST", "/api/tenants/epic/tasks/exportPoll/run")
    const answers = await Promise.all([
      send("events/omnium", event),
      send("workflow/OngoingOrderExporter", shopOrder("A-1")),
      send("events/omnium", event),
      send("workflow/OngoingOrderExporter", { value: shopOrder("A-1") }),
      send("events/omnium", { ...event, id: "event-2" })
    ])
    await world.quiet()
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200])
    expect((await polled).status).toBe(200)
    expect(await world.inOngoing("A-1-1")).toHaveLength(1)
    expect(puts(world)).toHaveLength(1)
    expect((await world.items()).filter((item) => item.state === "open" || item.state === "dead")).toEqual([])
    expect(await errorsOn(world, "A-1")).toEqual([])
  })

  test("has an order in Ongoing for each of its shipments", async () => {
    await using world = await ConnectorWorld.open()
    await world.place("A-1", { warehouses: [mainWarehouse, "epic_company_second_warehouse", shopWarehouse] })
    await world.release("A-1")
    const numbers = (await world.inOngoing()).map((order) => order.orderInfo.orderNumber)
    expect(numbers.sort()).toEqual(["A-1-1", "A-1-2"])
  })
})

/** What it takes to make an Ongoing warehouse of a store. */
const becomesOngoing = (world: ConnectorWorld, id: string) =>
  world.omnium("PATCH", "/Stores/PatchStore", {
    id,
    properties: [{ key: "IsOngoingStore", value: "true" }],
    externalIdsList: [
      { providerName: "OngoingGoodsOwnerId", id: "7" },
      { providerName: "OngoingWarehouseId", id: "1" }
    ]
  })

test("what was skipped by settings that were old already is found when the new ones are read", async () => {
  await using world = await ConnectorWorld.open({ scheduled: true })
  await world.place("A-0")
  await world.release("A-0")
  await world.pass("10 minutes")
  await becomesOngoing(world, shopWarehouse)
  await world.place("A-1", { warehouse: shopWarehouse })
  await world.release("A-1")
  await world.place("A-2", { warehouse: shopWarehouse })
  await world.omnium("POST", "/Orders/A-2/UpdateStatus", { status: "InProgress", skipRunWorkflow: true })
  await world.pass("30 minutes")
  expect(await world.item("order-intake")).toMatchObject({ state: "skipped", cause: "not-an-ongoing-warehouse" })
  const items = (await world.items({ key: "A-0" })).length
  await world.pass("25 minutes")
  const numbers = (await world.inOngoing()).map((order) => order.orderInfo.orderNumber)
  expect(numbers.sort()).toEqual(["A-0-1", "A-1-1", "A-2-1"])
  expect(await world.items({ key: "A-0" })).toHaveLength(items)
})

test("what was skipped long before its warehouse became one of Ongoing's is found as soon as it is", async () => {
  await using world = await ConnectorWorld.open({ scheduled: true })
  await world.place("A-1", { warehouse: shopWarehouse })
  await world.release("A-1")
  await world.pass("5 hours")
  expect(await world.item("order-intake")).toMatchObject({ state: "skipped", cause: "not-an-ongoing-warehouse" })
  await becomesOngoing(world, shopWarehouse)
  await world.pass("62 minutes")
  expect(await world.inOngoing("A-1-1")).toHaveLength(1)
})

describe("so is what waits of an order", () => {
  const withReturns = () => ({
    connector: {
      Host: new URL(`http://${ongoingHost}/demo/api/v1`),
      Username: "demo",
      Password: Redacted.make("demo"),
      SyncOrders: true,
      SyncPurchaseOrders: false,
      SyncInventory: false,
      SyncReturns: true
    }
  })

  const partlySent = async (world: ConnectorWorld) => {
    const { orderInfo } = await world.exported("A-1", { warehouses: [mainWarehouse, shopWarehouse] })
    await world.act(orderInfo.orderId, "release", "pick", "ship")
    await world.pass("5 hours")
    return orderInfo.orderId
  }

  test("that another warehouse has sent a part of", async () => {
    await using world = await ConnectorWorld.open({ scheduled: true })
    await partlySent(world)
    expect((await world.inOmnium("A-1")).status).toBe("PartiallyShipped")
    await becomesOngoing(world, shopWarehouse)
    await world.pass("62 minutes")
    expect(await world.inOngoing("A-1-2")).toHaveLength(1)
  })

  test("of which what was sent has come back", async () => {
    await using world = await ConnectorWorld.open({ scheduled: true, tenant: withReturns })
    await world.warehouse(`orders/${await partlySent(world)}/return`, { lines: [{ rowNumber: "1", quantity: 1 }] })
    await world.pass("5 hours")
    expect((await world.inOmnium("A-1")).status).toBe("PartiallyReturned")
    await becomesOngoing(world, shopWarehouse)
    await world.pass("62 minutes")
    expect(await world.inOngoing("A-1-2")).toHaveLength(1)
  })
})

describe("what does not concern Ongoing is skipped and says why", () => {
  test("the warehouse is not run by Ongoing", async () => {
    await using world = await ConnectorWorld.open()
    await world.place("A-1", { warehouse: shopWarehouse })
    await world.release("A-1")
    expect(await world.item("order-intake")).toMatchObject({ state: "skipped", cause: "not-an-ongoing-warehouse" })
    expect(world.network.callsTo(ongoingHost)).toEqual([])
    expect(await errorsOn(world, "A-1")).toEqual([])
  })

  test("the order is older than the go-live line (R26)", async () => {
    await using world = await ConnectorWorld.open({ from: "2026-11-02T09:00:00Z" })
    await world.place("A-1")
    await world.pass("2 hours")
    await world.release("A-1")
    expect(await world.item("order-intake")).toMatchObject({ state: "skipped", cause: "older-than-from" })
    const report = await world.run("exportPoll")
    expect(report).toMatchObject({
      operations: [{ done: 0, skipped: [{ reason: "older-than-from", count: 1 }] }, { done: 0 }]
    })
    expect(world.network.callsTo(ongoingHost)).toEqual([])
  })
})

describe("an order that Omnium does not know", () => {
  test("is not yet for 15 minutes, then dead, and says so", async () => {
    await using world = await ConnectorWorld.open()
    await world.announce(shopOrder("A-1"))
    await world.pass("14 minutes")
    expect(await world.item("order-intake")).toMatchObject({ state: "open", cause: "not-yet", attempts: 0 })
    await world.pass("3 minutes")
    const dead = await world.item("order-intake")
    expect(dead).toMatchObject({ state: "dead", cause: "order-not-found" })
    expect(dead.message).toContain("does not know the order A-1")
    const minutes = (Date.parse(dead.finishedAt ?? "") - Date.parse(start)) / 60_000
    expect(minutes).toBeGreaterThanOrEqual(15)
    expect(minutes).toBeLessThan(17)
    expect(world.network.calls.length).toBeLessThan(30)
  })

  test("is exported if Omnium saves it in the meantime", async () => {
    await using world = await ConnectorWorld.open()
    await world.announce(shopOrder("A-1"))
    await world.pass("10 seconds")
    await world.place("A-1")
    await world.pass("10 seconds")
    expect(await world.inOngoing("A-1-1")).toHaveLength(1)
  })
})

describe("what a person has to mend is dead, shown on the order, and goes on after a retry", () => {
  const store = { id: mainWarehouse, externalIdsList: [{ providerName: "OngoingWarehouseId", id: "1" }] }

  test("the store has no OngoingGoodsOwnerId", async () => {
    await using world = await ConnectorWorld.open()
    await world.omnium("PATCH", "/Stores/PatchStore", store)
    await world.place("A-1")
    await world.release("A-1")
    const dead = await world.item("order-export")
    expect(dead).toMatchObject({ state: "dead", cause: "no-goods-owner-id" })
    expect(await (await world.admin("GET", "/api/tenants/epic/items?state=dead")).text()).toContain("No Goods Owner ID")
    expect(await errorsOn(world, "A-1")).toEqual([`New no-goods-owner-id: ${dead.message}`])

    await world.omnium("PATCH", "/Stores/PatchStore", {
      ...store,
      externalIdsList: [...store.externalIdsList, { providerName: "OngoingGoodsOwnerId", id: "7" }]
    })
    await world.retry(dead)
    expect(await world.inOngoing("A-1-1")).toHaveLength(1)
    expect(await errorsOn(world, "A-1")).toEqual([`Solved no-goods-owner-id: ${dead.message}`])
  })

  test("the number belongs to another order in Ongoing: nothing is overwritten (R1)", async () => {
    await using world = await ConnectorWorld.open()
    await world.ongoingApi("PUT", "/orders", {
      goodsOwnerId: 7,
      orderNumber: "A-1-1",
      deliveryDate: "2026-11-05",
      consignee: { name: "A stranger", address1: "Bjørkelia 7", postCode: "0877", city: "Oslo", countryCode: "NO" },
      warehouseId: 1,
      orderLines: [{ rowNumber: "1", articleNumber: "0123ABC", numberOfItems: 9 }]
    })
    const before = await world.inOngoing()
    await world.place("A-1")
    await world.release("A-1")
    const dead = await world.item("order-export")
    expect(dead).toMatchObject({ state: "dead", cause: "order-number-taken" })
    expect(dead.message).toContain("The number A-1-1 is already used by")
    expect(await world.inOngoing()).toEqual(before)
    expect(puts(world)).toEqual([])
    expect(await errorsOn(world, "A-1")).toEqual([`New order-number-taken: ${dead.message}`])
    expect(ongoingIds((await world.inOmnium("A-1")).orderForm.shipments[0]?.externalIds)).toEqual([])
  })

  test("Ongoing refuses the order: its own words stand on the order in Omnium", async () => {
    await using world = await ConnectorWorld.open({ ongoing: { settings: { unknownArticles: "refuse" } } })
    await world.place("A-1", { sku: "NO-SUCH-ARTICLE" })
    await world.release("A-1")
    const dead = await world.item("order-export")
    expect(dead).toMatchObject({ state: "dead", cause: "refused-by-ongoing" })
    expect(dead.message).toContain("NO-SUCH-ARTICLE")
    expect(await errorsOn(world, "A-1")).toEqual([`New refused-by-ongoing: ${dead.message}`])
    expect(puts(world)).toHaveLength(1)

    // R19: what was refused is not repeated unchanged, whoever announces it again.
    await world.announce(shopOrder("A-1"))
    await world.run("exportPoll")
    expect(puts(world)).toHaveLength(1)
    expect(await errorsOn(world, "A-1")).toEqual([`New refused-by-ongoing: ${dead.message}`])
    expect((await world.items({ state: "dead" })).map((item) => item.id)).toEqual([dead.id])

    await world.retry(dead)
    expect(puts(world)).toHaveLength(2)
  })

  test("a dismissed item is closed with the note, and its error is gone", async () => {
    await using world = await ConnectorWorld.open()
    await world.omnium("PATCH", "/Stores/PatchStore", store)
    await world.place("A-1")
    await world.release("A-1")
    const dead = await world.item("order-export")
    const answer = await world.admin("POST", `/api/items/${dead.id}/dismiss`, { note: "Sent by hand." })
    expect(answer.status).toBe(200)
    await world.quiet()
    expect(await world.item("order-export")).toMatchObject({
      state: "skipped",
      cause: "dismissed",
      message: "Sent by hand."
    })
    expect(await errorsOn(world, "A-1")).toEqual([`Solved no-goods-owner-id: ${dead.message}`])
    expect((await world.admin("POST", `/api/items/${dead.id}/retry`)).status).toBe(409)
    expect((await world.admin("POST", "/api/items/999/retry")).status).toBe(404)
    expect((await world.admin("POST", `/api/items/${dead.id}/dismiss`)).status).toBe(400)
  })
})
