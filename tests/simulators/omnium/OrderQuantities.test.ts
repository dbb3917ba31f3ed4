import { describe, expect, test } from "bun:test"
import { type Answer, mainWarehouse, orderOf, sandbox } from "./Sandbox.ts"

const second = "epic_company_second_warehouse"

/** Five of one line, two of them on shipment 1 and three on shipment 2. */
const shared = (id: string, third = 3) => {
  const line = { lineItemId: "1", code: "0123ABC", quantity: 5, placedPrice: 100, taxRate: 25 }
  return {
    id,
    status: "New",
    orderForm: {
      lineItems: [line],
      shipments: [
        { shipmentId: "1", warehouseCode: mainWarehouse, lineItems: [{ ...line, quantity: 2 }] },
        { shipmentId: "2", warehouseCode: second, lineItems: [{ ...line, quantity: third }] }
      ]
    }
  }
}

const parts = ({ orderForm }: Answer, member: string) => [
  orderForm.lineItems[0][member],
  ...orderForm.shipments.map((shipment: Answer) => shipment.lineItems[0][member])
]

test("a return without an id is refused, sent with an order or patched onto it", async () => {
  const { api, ok } = await sandbox()
  const message = "Order A: a return has no returnId"
  const returnOrderForms = [{ returnComment: "too small" }]
  const created = await api("POST", "/api/Orders", { ...orderOf("A"), returnOrderForms })
  expect([created.status, await created.json()]).toEqual([400, message])
  await ok("POST", "/api/Orders", orderOf("A"))
  const patched = await api("PATCH", "/api/Orders/A/PatchOrder", { returnOrderForms })
  expect([patched.status, await patched.json()]).toEqual([400, message])
})

describe("a line on several shipments", () => {
  test("is refused when its parts are not the whole", async () => {
    const { api } = await sandbox()
    const response = await api("POST", "/api/Orders", shared("A", 4))
    expect(response.status).toBe(400)
    expect(await response.json()).toBe("Order A, line 1: quantity is 5, on its shipments it is 6")
  })

  test("is patched on the shipment that was named, and summed on the order", async () => {
    const { ok } = await sandbox()
    await ok("POST", "/api/Orders", shared("A"))
    const lineItems = [{ lineItemId: "1", deliveredQuantity: 3, comment: "gift" }]
    const order = await ok("PATCH", "/api/OrderShipments/A", [{ shipmentId: "2", lineItems }])
    expect(parts(order, "deliveredQuantity")).toEqual([3, 0, 3])
    expect(parts(order, "comment")).toEqual(["gift", "gift", "gift"])
  })

  test("takes returned goods on one part after the other", async () => {
    const { ok } = await sandbox()
    await ok("POST", "/api/Orders", shared("A"))
    await ok("POST", "/api/Returns/A/Return", {
      storeId: mainWarehouse,
      returns: [{ lineItemId: "1", returnQuantity: 4 }]
    })
    expect(parts(await ok("GET", "/api/Orders/A"), "returnQuantity")).toEqual([4, 2, 2])
  })

  test("keeps a shipment from being deleted alone", async () => {
    const { api } = await sandbox()
    await api("POST", "/api/Orders", shared("A"))
    const response = await api("DELETE", "/api/OrderShipments/A/DeleteShipments", ["1"])
    expect([response.status, await response.json()]).toEqual([
      400,
      "Order line 1 is on another shipment too; move it there before deleting"
    ])
  })
})

test("what came back is not cancelled any more", async () => {
  const { ok } = await sandbox()
  await ok("POST", "/api/Orders", shared("A"))
  const moves = [{ shipmentId: "1", lineItemIds: ["1"] }]
  await ok("PUT", "/api/OrderShipments/A/AddOrderLinesToShipment", moves)
  await ok("POST", "/api/Returns/A/Return", {
    storeId: mainWarehouse,
    returns: [{ lineItemId: "1", returnQuantity: 2 }]
  })
  const order = await ok("POST", "/api/Orders/A/OrderLines/1/Cancel")
  expect(order.orderForm.lineItems).toMatchObject([{ quantity: 5, returnQuantity: 2, canceledQuantity: 3 }])
})

test("open orders follow when reserving is switched off and on", async () => {
  const { ok, back } = await sandbox()
  await ok("POST", "/api/Orders", shared("A"))
  const reserved = async () => {
    const items = await ok("GET", `/api/Inventory/0123ABC?warehouseIds=${mainWarehouse}`)
    return items[0].reservedInventory
  }
  expect(await reserved()).toBe(2)
  await back("PUT", "switches", { reserveAtOrder: false })
  expect(await reserved()).toBe(0)
  await back("PUT", "switches", { reserveAtOrder: true })
  expect(await reserved()).toBe(2)
})

test("only what is open on each shipment is cancelled", async () => {
  const { ok, api } = await sandbox()
  await ok("POST", "/api/Orders", shared("A"))
  await ok("PATCH", "/api/OrderShipments/A", [
    { shipmentId: "1", lineItems: [{ lineItemId: "1", returnQuantity: 2 }] },
    { shipmentId: "2", lineItems: [{ lineItemId: "1", deliveredQuantity: 2 }] }
  ])
  const order = await ok("POST", "/api/Orders/A/OrderLines/1/Cancel")
  expect(parts(order, "canceledQuantity")).toEqual([1, 0, 1])
  expect((await api("POST", "/api/Orders/A/OrderLines/1/Cancel")).status).toBe(400)
})

test("a part gets an id of its own, also when its name was used before", async () => {
  const { ok } = await sandbox()
  await ok("POST", "/api/Orders", orderOf("A", 5))
  const ids = (order: Answer) => order.orderForm.lineItems.map((line: Answer) => [line.lineItemId, line.quantity])
  const split = (lineItemId: string) =>
    ok("POST", "/api/Orders/A/OrderLinesUpdate", {
      lineItemUpdates: [{ lineItemId, splitQuantity: 1 }],
      shipmentInfo: { shipmentId: "2" }
    })
  const [line] = ids((await split("1")).order)
  await ok("DELETE", "/api/OrderShipments/A/DeleteShipments", ["2"])
  expect(line).toEqual(["1", 4])
  expect(ids((await split("1")).order)).toEqual([
    ["1", 3],
    ["1-2", 1],
    ["1-2-2", 1]
  ])
})

test("so does the part of a purchase order line whose delivery was deleted", async () => {
  const { ok } = await sandbox()
  const purchaseOrderForm = { lineItems: [{ lineItemId: "L", code: "0123ABC", quantity: 5 }] }
  await ok("POST", "/api/PurchaseOrders", { id: "P", storeId: mainWarehouse, purchaseOrderForm })
  const deliver = () =>
    ok("POST", "/api/Deliveries/CreateDelivery/P?newDeliveryId=D", [{ lineItemId: "L", quantity: 2 }])
  await deliver()
  await ok("DELETE", "/api/Deliveries/D")
  await deliver()
  const order = await ok("GET", "/api/PurchaseOrders/P")
  const lines = order.purchaseOrderForm.lineItems.map((line: Answer) => [line.lineItemId, line.quantity])
  expect(lines).toEqual([
    ["L", 1],
    ["L-D", 2],
    ["L-D-2", 2]
  ])
})
