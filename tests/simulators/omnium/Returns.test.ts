import { describe, expect, test } from "bun:test"
import { type Answer, mainWarehouse, orderOf, sandbox } from "./Sandbox.ts"

const shipped = async () => {
  const box = await sandbox()
  await box.ok("POST", "/api/Orders", orderOf("A", 10, { orderNumber: "A-100" }))
  await box.ok("POST", "/api/Orders/A/UpdateStatus", { status: "Completed" })
  const stock = async () => (await box.ok("GET", `/api/Inventory/0123ABC?warehouseIds=${mainWarehouse}`))[0].inventory
  return { ...box, stock }
}

const back = (returnQuantity: number, more: Readonly<Record<string, unknown>> = {}) => ({
  storeId: mainWarehouse,
  returns: [{ lineItemId: "1", returnQuantity, returnType: "FeilStorrelse", returnReason: "too small", ...more }]
})

describe("a return", () => {
  test("is a form of its own on the order, found by id or number of the order", async () => {
    const { ok } = await shipped()
    const form = await ok("POST", "/api/Returns/A-100/Return", {
      ...back(3),
      properties: [{ key: "ReturnedByOngoing", value: "true" }]
    })
    expect(form).toMatchObject({
      status: "Completed",
      storeId: mainWarehouse,
      properties: [{ key: "ReturnedByOngoing", value: "true" }],
      lineItems: [{ lineItemId: "1", code: "0123ABC", returnQuantity: 3, returnType: "FeilStorrelse" }]
    })
    expect(form.rmaNumber).not.toBe("")
    const order = await ok("GET", "/api/Orders/A")
    expect(order).toMatchObject({ status: "PartiallyReturned", returnOrderForms: [{ returnId: form.returnId }] })
    expect(order.orderForm.lineItems[0].returnQuantity).toBe(3)
    await ok("POST", "/api/Returns/A/Return", back(7))
    expect((await ok("GET", "/api/Orders/A")).status).toBe("Returned")
  })

  test("puts goods back only when it says that stock is to be updated", async () => {
    const { ok, stock } = await shipped()
    await ok("POST", "/api/Returns/A/Return", back(3))
    expect(await stock()).toBe(90)
    const { returnId } = await ok("POST", "/api/Returns/A/Return", back(2, { isStockUpdated: true }))
    expect(await stock()).toBe(92)
    const { result } = await ok("POST", "/api/Inventory/SearchTransactions", { orderId: "A", take: 1, page: 1 })
    expect(result).toMatchObject([{ inventoryChange: 2, returnOrderId: returnId }])
  })

  test("is refused beyond what was ordered, of an unknown type, or without the tenant's setting", async () => {
    const { api, ok, back: backDoor } = await shipped()
    await ok("POST", "/api/Returns/A/Return", back(8))
    const tooMuch = await api("POST", "/api/Returns/A/Return", back(3))
    expect(tooMuch.status).toBe(400)
    expect(await tooMuch.json()).toBe("Order line 1: only 2 can be returned")
    expect((await api("POST", "/api/Returns/A/Return", back(1, { returnType: "Moths" }))).status).toBe(400)
    expect((await api("POST", "/api/Returns/A/Return", back(1, { lineItemId: "9" }))).status).toBe(404)
    await backDoor("PUT", "orderSettings", { ReturnSettings: { ReturnTypes: [{ Id: "FeilStorrelse" }] } })
    const unset = await api("POST", "/api/Returns/A/Return", back(1))
    expect(unset.status).toBe(400)
    expect(await unset.json()).toContain("DefaultReturnOrderType")
    expect((await ok("GET", "/api/Orders/A")).returnOrderForms).toHaveLength(1)
  })

  test("that comes with an order, or with a change of it, is shown as whole as any other", async () => {
    const { ok } = await sandbox()
    const form = { returnId: "R", shipments: [{ lineItems: [{ code: "0123ABC" }] }], lineItems: [{ code: "0123ABC" }] }
    const whole = {
      shipments: [
        { shipmentId: "1", status: "Released", orderStatus: "New", packages: [], lineItems: [{ quantity: 0 }] }
      ],
      lineItems: [{ lineItemId: "1", quantity: 0, returnQuantity: 0 }]
    }
    expect(await ok("POST", "/api/Orders", { ...orderOf("A"), returnOrderForms: [form] })).toMatchObject({
      returnOrderForms: [{ returnId: "R", ...whole }]
    })
    await ok("PATCH", "/api/Orders/A/PatchOrder", { returnOrderForms: [{ ...form, returnId: "S" }] })
    await ok("PATCH", "/api/Returns/A/R", { ...form, replaceLineItemsArray: true })
    expect((await ok("GET", "/api/Orders/A")).returnOrderForms).toMatchObject([whole, whole])
  })

  test("is changed by its id, and found by when it changed", async () => {
    const { ok, pass } = await shipped()
    const { returnId } = await ok("POST", "/api/Returns/A/Return", back(1))
    pass(60_000)
    await ok("PATCH", `/api/Returns/A/${returnId}`, { properties: [{ key: "k", value: "v" }] })
    await ok("POST", "/api/Returns/A/UpdateStatus", { returnId, status: "Credited" })
    const { result } = await ok("POST", "/api/Returns/SearchReturnOrders", { modifiedFrom: "2026-11-01T08:01:00Z" })
    expect(result).toMatchObject([
      { orderId: "A", orderNumber: "A-100", returnOrderForm: { returnId, status: "Credited", lineItems: [{}] } }
    ])
    const later: Answer = await ok("POST", "/api/Returns/SearchReturnOrders", { modifiedFrom: "2026-11-01T08:01:01Z" })
    expect(later.totalHits).toBe(0)
  })
})
