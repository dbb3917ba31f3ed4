import { describe, expect, test } from "bun:test"
import { ConnectorWorld, ongoingHost, secretOf } from "../support/ConnectorWorld.ts"
import { deliveryOf, exportedPurchase, propertyOf, purchase, purchaseOrders, receive } from "../support/Purchase.ts"
import { shopWarehouse } from "../support/ShopOrder.ts"

const puts = (world: ConnectorWorld) =>
  world.network.callsTo(ongoingHost).filter((call) => call.method === "PUT" && call.path.endsWith("/purchaseOrders"))

/** The one that failed; what our own writes announce again joins it. */
const deadItem = async (world: ConnectorWorld) => {
  const [dead, ...more] = await world.items({ state: "dead" })
  if (dead === undefined || more.length > 0) throw new Error(`${more.length + (dead === undefined ? 0 : 1)} are dead.`)
  return dead
}

const change = async (world: ConnectorWorld, id: string, members: object) => {
  await world.omnium("PATCH", `/Deliveries/${id}`, members)
  await world.quiet()
}

describe("a delivery that is announced", () => {
  test("is one purchase order with the mission's rows, whose id Omnium shows", async () => {
    await using world = await ConnectorWorld.open()
    await purchase(world, "D-1")
    await change(world, "D-1", { invoiceNumber: "F-77" })
    const [order, ...more] = await purchaseOrders(world)
    expect(more).toEqual([])
    expect(order?.purchaseOrderInfo).toMatchObject({
      purchaseOrderNumber: "D-1",
      goodsOwnerPurchaseOrderId: "D-1",
      referenceNumber: "F-77",
      inDate: "2026-11-20"
    })
    expect(order?.supplierInfo).toMatchObject({ supplierNumber: "S200", supplierName: "Tindeby" })
    expect(order?.purchaseOrderLines).toMatchObject([
      { rowNumber: "D-1-1", article: { articleNumber: "0123ABC" }, advisedNumberOfItems: 10 },
      { rowNumber: "D-1-2", article: { articleNumber: "0125ENG" }, advisedNumberOfItems: 4 }
    ])
    const delivery = await deliveryOf(world, "D-1")
    expect(propertyOf(delivery, "OngoingPurchaseOrderId")).toBe(String(order?.purchaseOrderInfo.purchaseOrderId))
    expect(delivery.deliveryStatus).toBe("New")
  })

  test.each([
    ["the export model", { delivery: { id: "D-1" } }],
    ["the workflow request", { value: { id: "D-1" }, workflowStep: {} }],
    ["a bare delivery", { id: "D-1", deliveryStatus: "New" }],
    ["an event", { id: "event-1", className: "Delivery", objectId: "D-1" }],
    ["a button", { guiExtension: {}, eventData: { objectId: "D-1", className: "Delivery" } }]
  ])("may come as %s", async (_, body) => {
    await using world = await ConnectorWorld.open({ announced: false })
    await purchase(world, "D-1")
    const secret = { authorization: `Bearer ${secretOf("epic")}` }
    const answer = await world.door("POST", "/tenants/epic/workflow/OngoingDeliveryExporter", body, secret)
    await world.quiet()
    expect(answer.status).toBe(200)
    expect(await purchaseOrders(world, "D-1")).toHaveLength(1)
  })

  test("may come as an event at the events' door; an event of another class is left", async () => {
    await using world = await ConnectorWorld.open({ announced: false })
    await purchase(world, "D-1")
    const secret = { authorization: `Bearer ${secretOf("epic")}` }
    const send = (className: string) =>
      world.door("POST", "/tenants/epic/events/omnium", { id: "e", className, objectId: "D-1" }, secret)
    expect((await send("Supplier")).status).toBe(200)
    await world.quiet()
    expect(await world.items()).toEqual([])
    expect((await send("Delivery")).status).toBe(200)
    await world.quiet()
    expect(await purchaseOrders(world, "D-1")).toHaveLength(1)
  })

  test("is found by the poll if nothing announced it, and not again while it stays as it is", async () => {
    await using world = await ConnectorWorld.open({ announced: false })
    await purchase(world, "D-1")
    await purchase(world, "D-2", { warehouse: shopWarehouse })
    const report = await world.run("exportPoll")
    expect(report).toMatchObject({ operations: [{}, { name: "ExportDeliveries", failed: [] }] })
    expect((await purchaseOrders(world)).map((order) => order.purchaseOrderInfo.purchaseOrderNumber)).toEqual(["D-1"])
    const calls = world.network.callsTo(ongoingHost).length
    await world.pass("1 hour")
    await world.run("exportPoll")
    await world.pass("1 hour")
    expect(await world.run("exportPoll")).toMatchObject({ operations: [{}, { done: 0, skipped: [] }] })
    expect(world.network.callsTo(ongoingHost)).toHaveLength(calls)
  })

  test("comes after the articles it names", async () => {
    await using world = await ConnectorWorld.open({ ongoing: { settings: { unknownArticles: "refuse" } } })
    await purchase(world, "D-1")
    const sent = world.network.callsTo(ongoingHost).filter((call) => call.method === "PUT")
    expect(await purchaseOrders(world, "D-1")).toHaveLength(1)
    const kinds = sent.map((call) => call.path.split("/").at(-1) ?? "")
    expect([...new Set(kinds), kinds.indexOf("purchaseOrders")]).toEqual([
      "articles",
      "purchaseOrders",
      kinds.length - 1
    ])
  })

  test("is written once, however often it is saved without a change that Ongoing knows", async () => {
    await using world = await ConnectorWorld.open()
    await exportedPurchase(world, "D-1")
    await change(world, "D-1", { deliveryTrackingNumber: "T-1" })
    await change(world, "D-1", { deliveryProvider: "DHL" })
    expect(puts(world)).toHaveLength(1)
  })

  test("is written again when it has changed, and keeps its id and everything else of its properties", async () => {
    await using world = await ConnectorWorld.open()
    const id = await exportedPurchase(world, "D-1")
    const { properties = [] } = await deliveryOf(world, "D-1")
    await change(world, "D-1", {
      properties: [...properties, { key: "Gate", value: "7", keyGroup: "Yard", valueType: "String" }],
      estimatedTimeOfArrival: "2026-12-01T08:00:00Z"
    })
    const [order] = await purchaseOrders(world, "D-1")
    expect(order?.purchaseOrderInfo).toMatchObject({ purchaseOrderId: id, inDate: "2026-12-01" })
    expect(puts(world)).toHaveLength(2)
    expect((await deliveryOf(world, "D-1")).properties).toContainEqual({
      key: "Gate",
      value: "7",
      keyGroup: "Yard",
      valueType: "String"
    })
  })
})

describe("a delivery that Omnium does not know", () => {
  const secret = { authorization: `Bearer ${secretOf("epic")}` }

  test("is not yet for 15 minutes; then a workflow call is dead, and an event was perhaps about its deletion", async () => {
    await using world = await ConnectorWorld.open({ announced: false })
    await world.door("POST", "/tenants/epic/workflow/OngoingDeliveryExporter", { delivery: { id: "D-1" } }, secret)
    const event = { id: "e", className: "Delivery", objectId: "D-2" }
    await world.door("POST", "/tenants/epic/events/omnium", event, secret)
    await world.pass("14 minutes")
    expect((await world.items()).map((item) => [item.state, item.cause])).toEqual([
      ["open", "not-yet"],
      ["open", "not-yet"]
    ])
    await world.pass("3 minutes")
    expect(await world.item("delivery-intake", "D-1")).toMatchObject({ state: "dead", cause: "delivery-not-found" })
    expect(await world.item("delivery-intake", "D-2")).toMatchObject({ state: "skipped", cause: "delivery-not-found" })
  })

  test("is exported if Omnium saves it in the meantime", async () => {
    await using world = await ConnectorWorld.open({ announced: false })
    await world.door("POST", "/tenants/epic/workflow/OngoingDeliveryExporter", { delivery: { id: "D-1" } }, secret)
    await world.pass("1 minute")
    await purchase(world, "D-1")
    await world.pass("3 minutes")
    expect(await purchaseOrders(world, "D-1")).toHaveLength(1)
  })

  test("any more is held: somebody decides about its purchase order", async () => {
    await using world = await ConnectorWorld.open()
    const id = await exportedPurchase(world, "D-1")
    await world.omnium("DELETE", "/Deliveries/D-1")
    await world.door("POST", "/tenants/epic/events/omnium", { className: "Delivery", objectId: "D-1" }, secret)
    await world.quiet()
    const [held] = await world.items({ state: "held" })
    expect(held).toMatchObject({ flow: "delivery-intake", cause: "delivery-deleted" })
    expect(held?.message).toContain(String(id))
  })
})

describe("what does not concern Ongoing is skipped and says why", () => {
  test("the warehouse is not run by Ongoing", async () => {
    await using world = await ConnectorWorld.open()
    await purchase(world, "D-1", { warehouse: shopWarehouse })
    expect(await world.item("delivery-intake")).toMatchObject({ state: "skipped", cause: "not-an-ongoing-warehouse" })
    expect(world.network.callsTo(ongoingHost)).toEqual([])
  })

  test("but not for good: as soon as it is, and the connector has read so, it is exported", async () => {
    await using world = await ConnectorWorld.open({ scheduled: true })
    await purchase(world, "D-0", { warehouse: shopWarehouse })
    await world.pass("3 hours")
    await world.omnium("PATCH", "/Stores/PatchStore", {
      id: shopWarehouse,
      properties: [{ key: "IsOngoingStore", value: "true" }],
      externalIdsList: [
        { providerName: "OngoingGoodsOwnerId", id: "7" },
        { providerName: "OngoingWarehouseId", id: "1" }
      ]
    })
    await purchase(world, "D-1", { warehouse: shopWarehouse })
    expect(await world.item("delivery-intake", "D-1")).toMatchObject({ state: "skipped" })
    await world.pass("62 minutes")
    for (const id of ["D-0", "D-1"]) expect(await purchaseOrders(world, id)).toHaveLength(1)
  })

  test("the delivery is older than the go-live line (R26)", async () => {
    await using world = await ConnectorWorld.open({ from: "2026-11-02T09:00:00Z" })
    await purchase(world, "D-1")
    await world.pass("2 hours")
    await change(world, "D-1", { invoiceNumber: "F-1" })
    expect(await world.item("delivery-intake")).toMatchObject({ state: "skipped", cause: "older-than-from" })
    const report = await world.run("exportPoll")
    expect(report).toMatchObject({ operations: [{}, { done: 0, skipped: [{ reason: "older-than-from", count: 1 }] }] })
    expect(world.network.callsTo(ongoingHost)).toEqual([])
  })

  test("the delivery is on hold", async () => {
    await using world = await ConnectorWorld.open({ announced: false })
    await purchase(world, "D-1")
    await world.omnium("PUT", "/Deliveries", { ...(await deliveryOf(world, "D-1")), deliveryStatus: "OnHold" })
    expect(await world.run("exportPoll")).toMatchObject({ operations: [{}, { done: 0 }] })
    expect(await purchaseOrders(world)).toEqual([])
  })
})

describe("an export that fails is told on the delivery, and is not told any more when it is solved", () => {
  const stranger = (world: ConnectorWorld, number: string) =>
    world.ongoingApi("PUT", "/purchaseOrders", {
      goodsOwnerId: 7,
      purchaseOrderNumber: number,
      purchaseOrderLines: [{ rowNumber: "1", articleNumber: "0123ABC", numberOfItems: 3 }]
    })

  test("a number that somebody else uses is not overwritten", async () => {
    await using world = await ConnectorWorld.open()
    await stranger(world, "D-1")
    await purchase(world, "D-1")
    expect(await deadItem(world)).toMatchObject({ flow: "delivery-export", cause: "purchase-order-number-taken" })
    const [order, ...more] = await purchaseOrders(world)
    expect(more).toEqual([])
    expect(order?.purchaseOrderLines).toMatchObject([{ rowNumber: "1", advisedNumberOfItems: 3 }])
    const delivery = await deliveryOf(world, "D-1")
    expect(propertyOf(delivery, "OngoingPurchaseOrderId")).toBeUndefined()
    expect(propertyOf(delivery, "OngoingExportError")).toStartWith("purchase-order-number-taken: ")
    expect(delivery.deliveryNotes.map((note) => [note.type, note.detail?.split(":", 2)])).toEqual([
      ["Internal", ["Ongoing", " purchase-order-number-taken"]]
    ])
    expect(delivery.publicDeliveryNotes).toEqual([])
  })

  test("a store without goods owner, which somebody mends", async () => {
    await using world = await ConnectorWorld.open()
    const path = "/Stores/epic_company_main_warehouse"
    const store = (await world.omnium("GET", path)) as {
      readonly externalIdsList: ReadonlyArray<{ providerName: string }>
    }
    const rest = store.externalIdsList.filter((each) => each.providerName !== "OngoingGoodsOwnerId")
    await world.omnium("PUT", "/Stores", { ...store, externalIdsList: rest })
    await purchase(world, "D-1")
    const dead = await deadItem(world)
    expect(dead.cause).toBe("no-goods-owner-id")
    expect(propertyOf(await deliveryOf(world, "D-1"), "OngoingExportError")).toStartWith("no-goods-owner-id: ")

    await world.omnium("PUT", "/Stores", store)
    await world.retry(dead)
    expect(await purchaseOrders(world, "D-1")).toHaveLength(1)
    const delivery = await deliveryOf(world, "D-1")
    expect(propertyOf(delivery, "OngoingExportError") ?? "").toBe("")
    expect(delivery.deliveryNotes).toHaveLength(1)
  })

  test("a change after reception has begun leaves Ongoing's version, and says so once", async () => {
    await using world = await ConnectorWorld.open()
    const id = await exportedPurchase(world, "D-1")
    await receive(world, id, { "D-1-1": 2 })
    await change(world, "D-1", { invoiceNumber: "F-late" })
    await change(world, "D-1", { deliveryProvider: "DHL" })
    const [order] = await purchaseOrders(world, "D-1")
    expect(order?.purchaseOrderInfo.referenceNumber).toBeNull()
    expect(puts(world)).toHaveLength(1)
    const delivery = await deliveryOf(world, "D-1")
    expect(propertyOf(delivery, "OngoingPurchaseOrderId")).toBe(String(id))
    expect(propertyOf(delivery, "OngoingExportError")).toStartWith("ongoing-version-stands: ")
    expect(delivery.deliveryNotes).toHaveLength(1)
    expect((await deadItem(world)).cause).toBe("ongoing-version-stands")
  })

  test("a status that locks it without a receipt does the same", async () => {
    await using world = await ConnectorWorld.open()
    const id = await exportedPurchase(world, "D-1")
    await world.warehouse(`purchaseOrders/${id}/status`, { number: 300 })
    await change(world, "D-1", { invoiceNumber: "F-late" })
    expect((await deadItem(world)).cause).toBe("ongoing-version-stands")
    await change(world, "D-1", { deliveryProvider: "DHL" })
    expect(puts(world)).toHaveLength(2)
  })

  test("is told once, though the answer to its comment was lost", async () => {
    await using world = await ConnectorWorld.open()
    let lost = 0
    world.network.between = async (request, forward) => {
      const response = await forward(request)
      if (!request.url.endsWith("/AddInternalDeliveryComment") || lost > 0) return response
      lost++
      return new Response("", { status: 504 })
    }
    await stranger(world, "D-1")
    await purchase(world, "D-1")
    await world.pass("5 minutes")
    expect(lost).toBe(1)
    expect((await deliveryOf(world, "D-1")).deliveryNotes).toHaveLength(1)
    expect((await world.items()).filter((item) => item.state === "open")).toEqual([])
  })

  test("a part that was received in Omnium before is not exported: Ongoing would count from nothing", async () => {
    await using world = await ConnectorWorld.open({ announced: false })
    await purchase(world, "D-1")
    await world.omnium("POST", "/Deliveries/D-1/ProcessGoodsReception", [
      {
        lineItemId: "D-1-1",
        deliveredQuantity: 1,
        warehouseCode: "epic_company_main_warehouse",
        goodsReceptionId: "hand"
      }
    ])
    await world.run("exportPoll")
    expect(await world.item("delivery-export")).toMatchObject({ state: "dead", cause: "received-before-export" })
    expect(await purchaseOrders(world)).toEqual([])
  })
})

describe("an answer that is lost", () => {
  test("is read back: the purchase order is one, and it is ours", async () => {
    await using world = await ConnectorWorld.open()
    let lost = 0
    world.network.between = async (request, forward) => {
      const response = await forward(request)
      if (request.method !== "PUT" || !request.url.endsWith("/purchaseOrders") || lost > 0) return response
      lost++
      return new Response("", { status: 502 })
    }
    await purchase(world, "D-1")
    await world.pass("5 minutes")
    expect(lost).toBe(1)
    expect(await purchaseOrders(world)).toHaveLength(1)
    expect(puts(world)).toHaveLength(1)
    expect(propertyOf(await deliveryOf(world, "D-1"), "OngoingPurchaseOrderId")).toBeDefined()
    expect((await world.items()).filter((item) => item.state === "open" || item.state === "dead")).toEqual([])
  })

  test("and refused when it is repeated, because reception has begun: it is ours all the same", async () => {
    await using world = await ConnectorWorld.open()
    world.network.between = async (request, forward) => {
      const response = await forward(request)
      if (request.method !== "PUT" || !request.url.endsWith("/purchaseOrders") || response.status !== 200)
        return response
      const [order] = await purchaseOrders(world, "D-1")
      await receive(world, order?.purchaseOrderInfo.purchaseOrderId ?? 0, { "D-1-1": 1 })
      return new Response("", { status: 502 })
    }
    await purchase(world, "D-1")
    await world.pass("5 minutes")
    expect(propertyOf(await deliveryOf(world, "D-1"), "OngoingPurchaseOrderId")).toBeDefined()
    expect((await world.items()).filter((item) => item.state === "open" || item.state === "dead")).toEqual([])
  })
})
