import { describe, expect, test } from "bun:test"
import { type Answer, mainWarehouse, sandbox } from "./Sandbox.ts"

const order = (id: string, changes: Readonly<Record<string, unknown>> = {}) => ({
  id,
  storeId: mainWarehouse,
  supplierId: "S100",
  externalIds: [{ providerName: "Erp", id: `E-${id}` }],
  purchaseOrderForm: {
    lineItems: [{ lineItemId: `${id}a`, code: "0123ABC", quantity: 10, placedPrice: 12.5 }]
  },
  ...changes
})

describe("a purchase order", () => {
  test("is created once, replaced as a whole, and knows its products and totals", async () => {
    const { ok, api } = await sandbox({ products: 4 })
    const created = await ok("POST", "/api/PurchaseOrders", order("P"))
    expect(created).toMatchObject({
      status: "New",
      purchaseOrderNumber: "P",
      versionId: "1",
      purchaseOrderForm: { total: 125, lineItems: [{ purchaseOrderId: "P", brand: expect.any(String) }] }
    })
    expect((await api("POST", "/api/PurchaseOrders", order("P"))).status).toBe(409)
    const put = await ok("PUT", "/api/PurchaseOrders", order("P", { name: "again", externalIds: [] }))
    expect(put).toMatchObject({ versionId: "2", name: "again", externalIds: [], created: created.created })
    const stolen = order("Q", { purchaseOrderForm: { lineItems: [{ lineItemId: "Pa", quantity: 1 }] } })
    expect((await api("POST", "/api/PurchaseOrders", stolen)).status).toBe(400)
  })

  test("has no quantity below nothing, however it is written", async () => {
    const { ok, api } = await sandbox({ products: 4 })
    const before = await ok("POST", "/api/PurchaseOrders", order("P"))
    for (const name of ["quantity", "deliveredQuantity", "canceledQuantity"]) {
      const negative = { purchaseOrderForm: { lineItems: [{ lineItemId: "Pa", quantity: 1, [name]: -1e-300 }] } }
      for (const [method, path] of [
        ["PUT", "/api/PurchaseOrders"],
        ["PATCH", "/api/PurchaseOrders/P"]
      ] as const) {
        const refused = await api(method, path, { ...(method === "PUT" ? { id: "P" } : {}), ...negative })
        expect([method, name, refused.status, await refused.json()]).toEqual([
          method,
          name,
          400,
          "Purchase order line Pa: a quantity is negative"
        ])
      }
    }
    expect(await ok("GET", "/api/PurchaseOrders/P")).toEqual(before)
  })

  test("is patched by its flags, and its status set by a call of its own", async () => {
    const { ok, api } = await sandbox({ products: 4 })
    await ok("POST", "/api/PurchaseOrders", order("P"))
    const extra = { purchaseOrderForm: { lineItems: [{ lineItemId: "Pb", code: "X", quantity: 2 }] } }
    const ids = (answer: Answer) => answer.purchaseOrderForm.lineItems.map((line: Answer) => line.lineItemId)
    const merged = await ok("PATCH", "/api/PurchaseOrders/P", {
      ...extra,
      externalIds: [{ providerName: "B", id: "2" }]
    })
    expect(ids(merged)).toEqual(["Pa", "Pb"])
    expect(merged.externalIds).toHaveLength(2)
    const replaced = await ok("PATCH", "/api/PurchaseOrders/P", {
      ...extra,
      externalIds: [{ providerName: "B", id: "2" }],
      keepExistingOrderLines: false,
      keepExistingListItems: false
    })
    expect(ids(replaced)).toEqual(["Pb"])
    expect(replaced.externalIds).toEqual([{ providerName: "B", id: "2" }])
    const confirmed = await ok("POST", "/api/PurchaseOrders/P/UpdateStatus", {
      status: "confirmed",
      expectedDeliveryDate: "2026-12-01"
    })
    expect(confirmed).toMatchObject({ status: "Confirmed", expectedDeliveryDate: "2026-12-01T00:00:00.000Z" })
    expect((await api("POST", "/api/PurchaseOrders/P/UpdateStatus", { status: "Eaten" })).status).toBe(400)
  })

  test("is shown with its supplier and store, searched, and scrolled", async () => {
    const { ok, pass } = await sandbox({ products: 4 })
    await ok("PUT", "/api/Suppliers", { id: "S100", name: "Havgapet Tekstil AS" })
    await ok("POST", "/api/PurchaseOrders", order("P"))
    pass(60_000)
    await ok("POST", "/api/PurchaseOrders", order("Q", { status: "Confirmed" }))
    expect(await ok("GET", "/api/PurchaseOrders/Extended/P")).toMatchObject({
      id: "P",
      supplier: { name: "Havgapet Tekstil AS" },
      store: { id: mainWarehouse }
    })
    const ids = async (path: string, search: Readonly<Record<string, unknown>>) =>
      (await ok("POST", `/api/PurchaseOrders/${path}`, search)).result.map((found: Answer) => found.id)
    expect(await ids("Search", { externalIds: ["E-P"] })).toEqual(["P"])
    expect(await ids("Search", { selectedStatuses: ["Confirmed"], supplierId: "S100" })).toContain("Q")
    expect(await ids("Search", { modifiedFrom: "2026-11-01T08:01:00Z" })).toEqual(["Q"])
    const { scrollId, result } = await ok("POST", "/api/PurchaseOrders/Scroll", { selectedStores: [mainWarehouse] })
    expect(result).toHaveLength(3)
    expect((await ok("GET", `/api/PurchaseOrders/Scroll/${scrollId}`)).result).toEqual([])
  })

  test("cancels what is not delivered of a line, tells of it, and is locked like any entity", async () => {
    const { ok, api, back } = await sandbox({ products: 4 })
    await ok("POST", "/api/PurchaseOrders", order("P"))
    await ok("POST", "/api/Deliveries/CreateDelivery/P?newDeliveryId=D", [{ lineItemId: "Pa" }])
    await ok("POST", "/api/Deliveries/D/ProcessGoodsReception", [{ lineItemId: "Pa", deliveredQuantity: 4 }])
    const { purchaseOrderForm } = await ok("POST", "/api/PurchaseOrders/P/OrderLines/Pa/Cancel")
    expect(purchaseOrderForm.lineItems).toMatchObject([{ deliveredQuantity: 4, canceledQuantity: 6 }])
    expect((await api("POST", "/api/PurchaseOrders/P/OrderLines/Pa/Cancel")).status).toBe(400)
    const log = await ok("POST", "/api/EventLog/Search", { eventLogModel: "PurchaseOrder", objectId: "P" })
    expect(log.result.map((entry: Answer) => entry.eventLogType)).toEqual(["Canceled", "Updated", "Updated", "Created"])
    await back("POST", "locks", { entity: "PurchaseOrder", id: "P", seconds: 30 })
    expect((await api("POST", "/api/PurchaseOrders/P/UpdateStatus", { status: "OnHold" })).status).toBe(409)
  })
})

describe("a supplier", () => {
  test("is replaced as a whole and found by what it is", async () => {
    const { ok, api, pass } = await sandbox({ empty: true })
    await ok("PUT", "/api/Suppliers", { id: "S1", name: "One AS", externalIds: [{ providerName: "Erp", id: "11" }] })
    pass(1000)
    await ok("PUT", "/api/Suppliers", { id: "S2", name: "Two AS", email: "two@example.com" })
    await ok("PUT", "/api/Suppliers", { id: "S2", name: "Two AS" })
    expect((await ok("GET", "/api/Suppliers/S2")).email).toBeUndefined()
    const ids = async (search: Readonly<Record<string, unknown>>) =>
      (await ok("POST", "/api/Suppliers/Search", search)).result.map((supplier: Answer) => supplier.id)
    expect(await ids({})).toEqual(["S1", "S2"])
    expect(await ids({ externalIds: ["11"] })).toEqual(["S1"])
    expect(await ids({ modifiedFrom: "2026-11-01T08:00:01Z" })).toEqual(["S2"])
    expect(await ids({ searchText: "two" })).toEqual(["S2"])
    expect((await api("GET", "/api/Suppliers/S3")).status).toBe(404)
  })
})
