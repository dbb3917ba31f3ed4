import { describe, expect, test } from "bun:test"
import { type Answer, mainWarehouse, orderOf, sandbox } from "./Sandbox.ts"

describe("plain lists of orders", () => {
  test("number their pages from 1, and filter by store, status, type and time", async () => {
    const { ok, pass } = await sandbox()
    for (const id of ["A", "B", "C"]) {
      await ok("POST", "/api/Orders", orderOf(id))
      pass(1000)
    }
    await ok("POST", "/api/Orders/B/UpdateStatus", { status: "InProgress", skipRunWorkflow: true })
    const list = async (query: string): Promise<ReadonlyArray<string>> =>
      (await ok("GET", `/api/Orders/GetOrders${query}`)).map((order: Answer) => order.id)
    expect(await list("?pageSize=2")).toEqual(["A", "C"])
    expect(await list("?pageSize=2&page=2")).toEqual(["B"])
    expect(await list("?status=InProgress")).toEqual(["B"])
    expect(await list("?storeId=nowhere")).toEqual([])
    expect(await list("?changedSince=2026-11-01T08:00:03Z")).toEqual(["B"])
    expect(await list("/ByOrderType?orderTypes=Online&orderTypes=Pos")).toHaveLength(3)
    expect(await list("/ByOrderType?orderTypes=Pos")).toEqual([])
    expect(await ok("POST", "/api/Orders/ExistMany", ["A", "Z"])).toEqual(["A"])
  })
})

describe("shipments of an order", () => {
  const divided = async () => {
    const box = await sandbox()
    const order = orderOf("A", 10)
    const [shipment] = order.orderForm.shipments
    const lineItems = ["1", "2"].map((lineItemId) => ({ lineItemId, code: "0123ABC", quantity: 5, placedPrice: 10 }))
    const shipments = [
      { ...shipment, shipmentId: "1", lineItems },
      { ...shipment, shipmentId: "2", lineItems: [], warehouseCode: "epic_company_second_warehouse" }
    ]
    await box.ok("POST", "/api/Orders", { ...order, orderForm: { ...order.orderForm, lineItems, shipments } })
    const reserved = async () =>
      (await box.ok("GET", "/api/Inventory/0123ABC"))
        .map((item: Answer) => [item.warehouseCode, item.reservedInventory])
        .slice(0, 2)
    return { ...box, reserved }
  }

  test("take over lines, and what is reserved for them", async () => {
    const { ok, api, reserved } = await divided()
    const path = "/api/OrderShipments/A/AddOrderLinesToShipment"
    const { orderForm } = await ok("PUT", path, [{ shipmentId: "2", lineItemIds: ["2"] }])
    expect(orderForm.shipments.map((it: Answer) => it.lineItems.map((line: Answer) => line.lineItemId))).toEqual([
      ["1"],
      ["2"]
    ])
    expect(orderForm.shipments.map((it: Answer) => it.subTotal)).toEqual([25, 25])
    expect(await reserved()).toEqual([
      [mainWarehouse, 5],
      ["epic_company_second_warehouse", 5]
    ])
    expect((await api("PUT", path, [{ shipmentId: "9", lineItemIds: ["2"] }])).status).toBe(404)
    expect((await api("PUT", path, [{ shipmentId: "2", lineItemIds: ["9"] }])).status).toBe(404)
  })

  test("can be deleted; their lines stay with the order and hold no stock", async () => {
    const { ok, reserved } = await divided()
    const { orderForm } = await ok("DELETE", "/api/OrderShipments/A/DeleteShipments", ["1"])
    expect(orderForm.shipments.map((it: Answer) => it.shipmentId)).toEqual(["2"])
    expect(orderForm.lineItems).toHaveLength(2)
    expect(await reserved()).toEqual([
      [mainWarehouse, 0],
      ["epic_company_second_warehouse", 0]
    ])
  })

  test("are cancelled one by one, calling the step of the cancelled status, until the order follows", async () => {
    const { ok, sent, pass, until } = await sandbox({ connector: { url: "http://connector.test", secret: "s" } })
    const order = orderOf("A", 10)
    const [shipment] = order.orderForm.shipments
    const lineItems = ["1", "2"].map((lineItemId) => ({ lineItemId, code: "0123ABC", quantity: 5 }))
    const shipments = lineItems.map((line) => ({ ...shipment, shipmentId: line.lineItemId, lineItems: [line] }))
    await ok("POST", "/api/Orders", { ...order, orderForm: { ...order.orderForm, lineItems, shipments } })
    await ok("POST", "/api/Orders/A/UpdateStatus", { status: "OrderCanceled", shipmentInfo: { shipmentId: "1" } })
    expect(await ok("GET", "/api/Orders/A")).toMatchObject({
      status: "New",
      orderForm: { shipments: [{ orderStatus: "OrderCanceled", status: "Cancelled" }, { orderStatus: "New" }] }
    })
    await ok("POST", "/api/Orders/A/UpdateStatus", { status: "OrderCanceled", shipmentInfo: { shipmentId: "2" } })
    expect((await ok("GET", "/api/Orders/A")).status).toBe("OrderCanceled")
    await ok("POST", "/api/Orders/A/OrderLines/1/Cancel?sendNotifications=true")
    pass(0)
    const cancellations = () => sent.filter((call) => call.path.endsWith("/workflow/OngoingOrderCancellation"))
    const events = () => sent.filter((call) => call.path.endsWith("/events/omnium")).map((call) => call.body)
    await until(() => cancellations().length === 2 && events().length === 4)
    expect(events().map((event) => [event.operationId, event.attachments])).toEqual([
      [110106, []],
      [310101, [{ name: "ShipmentId", value: "1" }]],
      [310101, [{ name: "ShipmentId", value: "2" }]],
      [310106, []]
    ])
  })
})

test("an edited order is told of, and its workflow runs when it is asked for", async () => {
  const { ok, sent, pass, until } = await sandbox({ connector: { url: "http://connector.test", secret: "s" } })
  await ok("POST", "/api/Orders", orderOf("A", 1))
  const edit = orderOf("A", 4, { status: "InProgress" })
  await ok("POST", "/api/Orders/Update", edit)
  await ok("POST", "/api/Orders/UpdateMany?runWorkflow=true", [edit, orderOf("B", 1)])
  pass(0)
  await until(() => sent.length === 5)
  expect(sent.map((call) => call.body.operationId ?? call.path.split("/").at(-1))).toEqual([
    110106,
    110108,
    110108,
    "OngoingOrderExporter",
    110106
  ])
  expect((await ok("GET", "/api/Orders/A")).orderForm.lineItems[0].quantity).toBe(4)
  const log = await ok("POST", "/api/EventLog/Search", {
    eventLogModel: "Order",
    marketIds: ["epic_market_no"],
    take: 2,
    page: 1
  })
  expect([log.totalHits, log.result.map((entry: Answer) => entry.objectId)]).toEqual([4, ["A", "A"]])
})
