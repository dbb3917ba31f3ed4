import { describe, expect, test } from "bun:test"
import { type Answer, mainWarehouse, orderOf, sandbox } from "./Sandbox.ts"

const [sku, other] = ["0123ABC", "OTHER-1"]

/** A purchase order of ten and four, put on no delivery yet. */
const ordered = async () => {
  const box = await sandbox({ products: 4 })
  await box.ok("PUT", "/api/PurchaseOrders", {
    id: "P",
    storeId: mainWarehouse,
    supplierId: "S100",
    supplierName: "Havgapet Tekstil AS",
    purchaseOrderForm: {
      lineItems: [
        { lineItemId: "a", code: sku, quantity: 10 },
        { lineItemId: "b", code: other, quantity: 4 }
      ]
    }
  })
  const lines = async (id: string): Promise<ReadonlyArray<Answer>> =>
    box.ok("GET", `/api/Deliveries/${id}/PurchaseOrderLines`)
  const stock = async (code: string) =>
    (await box.ok("GET", `/api/Inventory/${code}?warehouseIds=${mainWarehouse}`))[0]?.inventory ?? 0
  return { ...box, lines, stock }
}

const delivered = async () => {
  const box = await ordered()
  await box.ok("POST", "/api/Deliveries/CreateDelivery/P?newDeliveryId=D", [{ lineItemId: "a" }, { lineItemId: "b" }])
  const receive = (...received: ReadonlyArray<readonly [line: string, quantity: number, id?: string]>) =>
    box.api(
      "POST",
      "/api/Deliveries/D/ProcessGoodsReception",
      received.map(([lineItemId, deliveredQuantity, goodsReceptionId]) => ({
        lineItemId,
        deliveredQuantity,
        goodsReceptionId,
        warehouseCode: mainWarehouse
      }))
    )
  return { ...box, receive }
}

describe("a delivery", () => {
  test("is made of lines of a purchase order; of a line that comes in parts, a part is split off", async () => {
    const { ok, lines } = await ordered()
    const delivery = await ok(
      "POST",
      "/api/Deliveries/CreateDelivery/P?newDeliveryId=D&expectedDeliveryDate=2026-11-20T00:00:00Z",
      [{ lineItemId: "a", quantity: 6 }, { code: other }]
    )
    expect(delivery).toMatchObject({
      id: "D",
      deliveryStatus: "New",
      warehouseCode: mainWarehouse,
      suppliers: ["Havgapet Tekstil AS"],
      supplierIds: ["S100"],
      estimatedTimeOfArrival: "2026-11-20T00:00:00.000Z"
    })
    expect((await lines("D")).map((line) => [line.lineItemId, line.code, line.quantity])).toEqual([
      ["b", other, 4],
      ["a-D", sku, 6]
    ])
    const order = await ok("GET", "/api/PurchaseOrders/P")
    const rest = order.purchaseOrderForm.lineItems.find((line: Answer) => line.lineItemId === "a")
    expect(rest).toMatchObject({ quantity: 4, deliveredQuantity: 0 })
    expect(rest.deliveryId).toBeUndefined()
    await ok("POST", "/api/Deliveries/CreateDelivery/P?existingDeliveryId=D", [{ lineItemId: "a" }])
    expect((await lines("D")).reduce((sum, line) => sum + line.quantity, 0)).toBe(14)
  })

  test("leaves nothing open when the rest is cancelled, and refuses what is not open", async () => {
    const { ok, api } = await ordered()
    const create = (path: string, body: unknown) => api("POST", `/api/Deliveries/CreateDelivery/${path}`, body)
    expect((await create("P", [{ lineItemId: "a", quantity: 11 }])).status).toBe(400)
    expect((await create("P", [{ lineItemId: "z" }])).status).toBe(400)
    expect((await create("NONE", [{ lineItemId: "a" }])).status).toBe(404)
    await ok("POST", "/api/Deliveries/CreateDelivery/P?newDeliveryId=D&cancelRemainingLineItems=true", [
      { lineItemId: "a", quantity: 6 }
    ])
    const { purchaseOrderForm } = await ok("GET", "/api/PurchaseOrders/P")
    expect(
      purchaseOrderForm.lineItems.map((line: Answer) => [line.lineItemId, line.quantity, line.canceledQuantity])
    ).toEqual([
      ["a", 4, 4],
      ["b", 4, 4],
      ["a-D", 6, 0]
    ])
    expect((await create("P", [{ lineItemId: "a-D" }])).status).toBe(400)
  })

  test("is replaced as a whole by PUT; PATCH replaces the lists it names and knows no status", async () => {
    const { ok, api, pass } = await delivered()
    const properties = [{ key: "OngoingPurchaseOrderId", value: "77" }]
    await ok("PATCH", "/api/Deliveries/D", { invoiceNumber: "F1", properties: [{ key: "kept", value: "no" }] })
    pass(1000)
    const patched = await ok("PATCH", "/api/Deliveries/D", { properties })
    expect(patched).toMatchObject({ invoiceNumber: "F1", properties, modified: "2026-11-01T08:00:01.000Z" })
    const refused = await api("PATCH", "/api/Deliveries/D", { deliveryStatus: "Completed" })
    expect(refused.status).toBe(400)
    expect(JSON.stringify(await refused.json())).toContain("deliveryStatus")
    const { invoiceNumber: _, ...rest } = patched
    await ok("PUT", "/api/Deliveries", { ...rest, deliveryStatus: "Cancelled", isAutoDeliveryStatusDisabled: true })
    const put = await ok("GET", "/api/Deliveries/D")
    expect(put).toMatchObject({ deliveryStatus: "Cancelled", properties })
    expect(put.invoiceNumber).toBeUndefined()
    expect((await api("PUT", "/api/Deliveries", { id: "D", deliveryStatus: "Lost" })).status).toBe(400)
    await ok("PUT", "/api/Deliveries/UpdateMany", [{ id: "D" }, { id: "E", warehouseCode: mainWarehouse }])
    expect(await ok("GET", "/api/Deliveries/D")).toMatchObject({ deliveryStatus: "New", properties: [] })
    expect((await ok("GET", "/api/Deliveries/E")).warehouseCode).toBe(mainWarehouse)
  })

  test("is found by status, warehouse, supplier, purchase order and arrival, and not by when it was modified", async () => {
    const { ok, api } = await delivered()
    const ids = async (search: Readonly<Record<string, unknown>>) =>
      (await ok("POST", "/api/Deliveries/Search", search)).result.map((delivery: Answer) => delivery.id)
    expect(await ids({ selectedStatuses: ["New"], selectedStores: [mainWarehouse] })).toEqual(["D1001", "D"])
    expect(await ids({ purchaseOrderNumber: "P" })).toEqual(["D"])
    expect(await ids({ supplierIds: ["S100"], selectedDeliveries: ["D"] })).toEqual(["D"])
    expect(await ids({ estimatedTimeOfArrivalTo: "2026-02-01" })).toEqual(["D1001"])
    expect(await ids({ selectedStatuses: ["Completed"] })).toEqual([])
    expect((await api("POST", "/api/Deliveries/Search", { modifiedFrom: "2026-01-01" })).status).toBe(400)
  })

  test("keeps internal and public comments apart, and frees its lines when it is deleted", async () => {
    const { ok, api } = await delivered()
    await ok("POST", "/api/Deliveries/D/AddInternalDeliveryComment", { detail: "check" })
    await ok("POST", "/api/Deliveries/D/AddPublicDeliveryComment", { detail: "hello" })
    expect(await ok("GET", "/api/Deliveries/D")).toMatchObject({
      deliveryNotes: [{ detail: "check" }],
      publicDeliveryNotes: [{ detail: "hello" }]
    })
    await ok("DELETE", "/api/Deliveries/D")
    expect((await api("GET", "/api/Deliveries/D")).status).toBe(404)
    await ok("POST", "/api/Deliveries/CreateDelivery/P", [{ lineItemId: "a" }])
  })

  test("calls the exporter whenever it is saved, and raises an event", async () => {
    const box = await sandbox({ connector: { url: "http://connector.test", secret: "s3cret" } })
    const properties = [{ key: "OngoingPurchaseOrderId", value: "77" }]
    await box.ok("PUT", "/api/Deliveries", { id: "D", warehouseCode: mainWarehouse })
    await box.ok("PATCH", "/api/Deliveries/D", { properties })
    await box.ok("PATCH", "/api/Deliveries/D", { properties })
    box.pass(0)
    await box.until(() => box.sent.length === 4)
    const exports = box.sent.filter((call) => call.path === "/tenants/epic/workflow/OngoingDeliveryExporter")
    expect(exports.map((call) => [call.authorization, call.body.value])).toMatchObject([
      ["Bearer s3cret", { id: "D", properties: [] }],
      ["Bearer s3cret", { id: "D", properties }]
    ])
    const told = box.sent.filter((call) => call.path === "/tenants/epic/events/omnium").map((call) => call.body)
    expect(told).toMatchObject([
      { className: "Delivery", operationId: 352116, objectId: "D", storeId: mainWarehouse },
      { className: "Delivery", operationId: 352113, objectId: "D" }
    ])
  })

  test("of an internal transfer takes the goods out of the giving warehouse when it is made", async () => {
    const { ok } = await sandbox({ products: 4 })
    const from = "epic_company_second_warehouse"
    await ok("POST", "/api/PurchaseOrders", {
      id: "T",
      storeId: mainWarehouse,
      supplierWarehouseCode: from,
      purchaseOrderForm: { lineItems: [{ lineItemId: "t", code: sku, quantity: 5 }] }
    })
    const delivery = await ok("POST", "/api/Deliveries/CreateDelivery/T", [{ lineItemId: "t" }])
    expect(delivery).toMatchObject({ orderType: "InternalTransfer", supplierWarehouseCode: from })
    const stock = async () => (await ok("GET", `/api/Inventory/${sku}`)).slice(0, 2).map((row: Answer) => row.inventory)
    expect(await stock()).toEqual([100, 20])
    await ok("POST", `/api/Deliveries/${delivery.id}/ProcessGoodsReception`, [
      { lineItemId: "t", deliveredQuantity: 5 }
    ])
    expect(await stock()).toEqual([105, 20])
  })
})

describe("a goods reception", () => {
  test("counts the lines, fills the shelves and moves the statuses along, again and again", async () => {
    const { ok, lines, stock, receive } = await delivered()
    expect((await receive(["a", 3, "r1"])).status).toBe(200)
    expect(await ok("GET", "/api/Deliveries/D")).toMatchObject({ deliveryStatus: "InProgress" })
    expect((await ok("GET", "/api/PurchaseOrders/P")).status).toBe("New")
    expect([await stock(sku), await stock(other)]).toEqual([103, 0])
    await receive(["a", 7, "r2"], ["b", 1, "r3"])
    expect((await lines("D")).map((line) => [line.lineItemId, line.deliveredQuantity])).toEqual([
      ["a", 10],
      ["b", 1]
    ])
    await ok("POST", "/api/PurchaseOrders/P/OrderLines/b/Cancel")
    await receive(["a", 0])
    expect(await ok("GET", "/api/Deliveries/D")).toMatchObject({ deliveryStatus: "Completed" })
    expect((await ok("GET", "/api/PurchaseOrders/P")).status).toBe("Completed")
    expect([await stock(sku), await stock(other)]).toEqual([110, 1])
    const { result } = await ok("POST", "/api/Inventory/SearchTransactions", { purchaseOrderId: "P", take: 9, page: 1 })
    expect(result.map((row: Answer) => [row.goodsReceptionId, row.inventoryChange])).toEqual([
      ["r3", 1],
      ["r2", 7],
      ["r1", 3]
    ])
  })

  test("is refused as a whole when an id was used before, and the ids are listed", async () => {
    const { receive, stock, lines } = await delivered()
    await receive(["a", 3, "r1"], ["b", 1, "r2"])
    const again = await receive(["a", 2, "r3"], ["b", 1, "r2"], ["a", 3, "r1"])
    expect(again.status).toBe(400)
    expect(await again.json()).toBe("Goods reception ids have already been used: r2, r1")
    expect(await stock(sku)).toBe(103)
    expect((await lines("D"))[0].deliveredQuantity).toBe(3)
  })

  test("of any delivery is not protected against being sent twice", async () => {
    const { ok, stock } = await delivered()
    const reception = [{ lineItemId: "a", deliveredQuantity: 2, warehouseCode: mainWarehouse, goodsReceptionId: "r1" }]
    await ok("POST", "/api/Deliveries/ProcessGoodsReception", reception)
    await ok("POST", "/api/Deliveries/ProcessGoodsReception", reception)
    expect(await stock(sku)).toBe(104)
  })

  test("counts a line that is received twice in one call, and goes back in time with a snapshot", async () => {
    const { back, lines, receive } = await delivered()
    const received = async () => (await lines("D"))[0].deliveredQuantity
    await back("POST", "snapshots/before")
    await receive(["a", 2, "r1"], ["a", 3, "r2"])
    expect(await received()).toBe(5)
    await back("POST", "snapshots/after")
    await back("PUT", "snapshots/copied", await back("GET", "snapshots/after"))
    await back("POST", "snapshots/before/restore")
    expect((await receive(["a", 4, "r1"])).status).toBe(200)
    expect(await received()).toBe(4)
    await back("POST", "snapshots/copied/restore")
    expect(await received()).toBe(5)
    expect((await receive(["a", 1, "r1"])).status).toBe(400)
  })

  test("needs a warehouse, lines of the delivery, and no negative quantity", async () => {
    const { ok, api, receive, stock } = await delivered()
    const to = (warehouseCode: string) =>
      api("POST", "/api/Deliveries/D/ProcessGoodsReception", [
        { lineItemId: "a", deliveredQuantity: 1, warehouseCode: mainWarehouse },
        { lineItemId: "b", deliveredQuantity: 1, warehouseCode }
      ])
    expect((await to("epic_webshop_no")).status).toBe(400)
    expect((await to("nowhere")).status).toBe(400)
    await ok("PATCH", "/api/Stores/PatchStore", { id: "epic_company_second_warehouse", isVirtual: true })
    expect((await to("epic_company_second_warehouse")).status).toBe(400)
    expect((await receive(["PO1001-1", 1])).status).toBe(400)
    expect((await receive(["a", -1])).status).toBe(400)
    expect(await stock(sku)).toBe(100)
  })

  test("leaves a status alone that is kept by hand, and stock where the switch says so", async () => {
    const { ok, back, receive, stock } = await delivered()
    await ok("PUT", "/api/Deliveries", {
      ...(await ok("GET", "/api/Deliveries/D")),
      deliveryStatus: "OnHold",
      isAutoDeliveryStatusDisabled: true
    })
    await back("PUT", "switches", { receiveAddsStock: false })
    await receive(["a", 10, "r1"], ["b", 4, "r2"])
    expect((await ok("GET", "/api/Deliveries/D")).deliveryStatus).toBe("OnHold")
    expect([await stock(sku), await stock(other)]).toEqual([100, 0])
    expect((await receive(["a", 1, "r1"])).status).toBe(400)
  })

  test("frees order lines that waited for the goods, oldest order first, as far as the goods go", async () => {
    const { ok, receive } = await delivered()
    const waiting = (id: string, quantity: number) => {
      const order = orderOf(id, quantity)
      const [line] = order.orderForm.lineItems
      return { ...order, orderForm: { ...order.orderForm, lineItems: [{ ...line, isAwaitingPurchaseOrder: true }] } }
    }
    for (const [id, quantity] of [
      ["A", 3],
      ["B", 3]
    ] as const)
      await ok("POST", "/api/Orders", waiting(id, quantity))
    const waits = async (id: string) =>
      (await ok("GET", `/api/Orders/${id}`)).orderForm.lineItems[0].isAwaitingPurchaseOrder
    await receive(["a", 4])
    expect([await waits("A"), await waits("B")]).toEqual([false, true])
    await receive(["a", 4])
    expect(await waits("B")).toBe(false)
  })
})
