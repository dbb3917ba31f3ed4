import { describe, expect, test } from "bun:test"
import { type Answer, mainWarehouse, orderOf, sandbox } from "./Sandbox.ts"

const twoShipments = (id: string) => {
  const lines = ["1", "2"].map((lineItemId) => ({ lineItemId, code: "0123ABC", placedPrice: 100, quantity: 10 }))
  return orderOf(id, 1, {
    orderForm: {
      lineItems: lines,
      shipments: lines.map((line) => ({
        shipmentId: line.lineItemId,
        warehouseCode: mainWarehouse,
        shippingTotal: 79,
        lineItems: [line]
      }))
    }
  })
}

const statuses = (order: Answer) => [
  order.status,
  ...order.orderForm.shipments.map((shipment: Answer) => shipment.orderStatus)
]

describe("a status with shipment information", () => {
  test("belongs to the shipment, and carries what the connector knows in one call", async () => {
    const { ok } = await sandbox()
    await ok("POST", "/api/Orders", orderOf("A"))
    const result = await ok("POST", "/api/Orders/A/UpdateStatus", {
      status: "Ship",
      skipRunWorkflow: true,
      shipmentInfo: {
        shipmentId: "1",
        trackingNumber: "LX123NO",
        trackingUrl: "https://track.example.com/LX123NO",
        labelLink: "https://labels.example.com/1",
        returnTrackingNumber: "R1",
        externalIds: [{ providerName: "OngoingOrderId", id: "101" }],
        properties: [{ key: "IsDeliveredShipment", value: "false" }],
        packages: [{ id: "P1", shipmentTracking: { shipmentTrackingNumber: "LX123NO" } }]
      }
    })
    expect(result.isAborted).toBe(false)
    expect(result.order.orderForm.shipments[0]).toMatchObject({
      orderStatus: "Ship",
      prevStatus: "New",
      status: "Shipped",
      shipmentTrackingNumber: "LX123NO",
      shipmentTrackingLink: "https://track.example.com/LX123NO",
      shipmentLabelLink: "https://labels.example.com/1",
      returnTrackingNumber: "R1",
      packages: [{ id: "P1" }]
    })
    const again = await ok("POST", "/api/Orders/A/UpdateStatus", {
      status: "Ship",
      skipRunWorkflow: true,
      shipmentInfo: {
        shipmentId: "1",
        externalIds: [
          { providerName: "OngoingOrderId", id: "101" },
          { providerName: "Other", id: "7" }
        ],
        properties: [{ key: "isdeliveredshipment", value: "true" }]
      }
    })
    const shipment = again.order.orderForm.shipments[0]
    expect(shipment.externalIds).toEqual([
      { providerName: "OngoingOrderId", id: "101" },
      { providerName: "Other", id: "7" }
    ])
    expect(shipment.properties).toHaveLength(1)
    expect(shipment.properties[0].value).toBe("true")
    expect(shipment.shipmentTrackingNumber).toBe("LX123NO")
  })

  test("moves the head only when all shipments stand alike, or some have left", async () => {
    const { ok } = await sandbox()
    await ok("POST", "/api/Orders", twoShipments("A"))
    const move = async (shipmentId: string, status: string) =>
      statuses(
        (
          await ok("POST", "/api/Orders/A/UpdateStatus", {
            status,
            skipRunWorkflow: true,
            shipmentInfo: { shipmentId }
          })
        ).order
      )
    expect(await move("1", "InProgressWarehouse")).toEqual(["New", "InProgressWarehouse", "New"])
    expect(await move("2", "InProgressWarehouse")).toEqual([
      "InProgressWarehouse",
      "InProgressWarehouse",
      "InProgressWarehouse"
    ])
    expect(await move("1", "Completed")).toEqual(["PartiallyShipped", "Completed", "InProgressWarehouse"])
    expect(await move("2", "Completed")).toEqual(["Completed", "Completed", "Completed"])
  })

  test("follows mainOrderStatus where one is configured", async () => {
    const { ok, back } = await sandbox()
    await back("PUT", "orderTypes", [
      {
        Name: "Online",
        OrderStatuses: [
          { Name: "New", Order: 1 },
          { Name: "Ship", Order: 2, MainOrderStatus: "Completed", IsDeliveredStatus: "true" },
          { Name: "Completed", Order: 3, UnknownMember: 1 }
        ]
      }
    ])
    await ok("POST", "/api/Orders", orderOf("A"))
    const { order } = await ok("POST", "/api/Orders/A/UpdateStatus", {
      status: "Ship",
      shipmentInfo: { shipmentId: "1" }
    })
    expect(statuses(order)).toEqual(["Completed", "Ship"])
  })

  test("without a shipment id is the order's and all its shipments'", async () => {
    const { ok } = await sandbox()
    await ok("POST", "/api/Orders", twoShipments("A"))
    const { order } = await ok("POST", "/api/Orders/A/UpdateStatus", { status: "OrderCanceled" })
    expect(statuses(order)).toEqual(["OrderCanceled", "OrderCanceled", "OrderCanceled"])
    expect(order.orderForm.shipments[0].status).toBe("Cancelled")
  })

  test("is refused for an unknown status or shipment, or none", async () => {
    const { api, ok } = await sandbox()
    await ok("POST", "/api/Orders", orderOf("A"))
    const update = (body: unknown) => api("POST", "/api/Orders/A/UpdateStatus", body)
    expect((await update({ status: "Gone" })).status).toBe(400)
    expect((await update({ shipmentInfo: { shipmentId: "1" } })).status).toBe(400)
    expect((await update({ status: "Ship", shipmentInfo: { shipmentId: "9" } })).status).toBe(404)
    expect((await api("POST", "/api/Orders/B/UpdateStatus", { status: "Ship" })).status).toBe(404)
  })
})

describe("a partial delivery", () => {
  const deliver = { lineItemUpdates: [{ lineItemId: "1", deliveredQuantity: 8 }], status: "Ship" }
  const newShipment = {
    shipmentId: "2",
    trackingNumber: "T2",
    externalIds: [{ providerName: "OngoingOrderId", id: "101" }],
    properties: [{ key: "IsDeliveredShipment", value: "true" }]
  }

  test("makes a new shipment of what was delivered and leaves the rest where it was", async () => {
    const { ok } = await sandbox()
    await ok("POST", "/api/Orders", orderOf("A", 10))
    const { order } = await ok("POST", "/api/Orders/A/OrderLinesUpdate", { ...deliver, shipmentInfo: newShipment })
    expect(statuses(order)).toEqual(["PartiallyShipped", "New", "Ship"])
    expect(order.orderForm.shipments[0].lineItems).toMatchObject([
      { lineItemId: "1", quantity: 2, deliveredQuantity: 0, extendedPrice: 99 }
    ])
    expect(order.orderForm.shipments[1]).toMatchObject({
      shipmentId: "2",
      warehouseCode: mainWarehouse,
      shippingMethodName: "PostNord",
      address: { line1: "Lille Grensen 3" },
      shipmentTrackingNumber: "T2",
      externalIds: [{ providerName: "OngoingOrderId", id: "101" }],
      lineItems: [{ lineItemId: "1-2", code: "0123ABC", quantity: 8, deliveredQuantity: 8 }]
    })
    expect(order.orderForm.lineItems.map((line: Answer) => [line.lineItemId, line.quantity])).toEqual([
      ["1", 2],
      ["1-2", 8]
    ])
    expect(order.orderForm.total).toBe(495)
  })

  test("said twice is refused instead of delivered twice", async () => {
    const { api, ok } = await sandbox()
    await ok("POST", "/api/Orders", orderOf("A", 10))
    const update = {
      ...deliver,
      lineItemUpdates: [{ lineItemId: "1", deliveredQuantity: 5 }],
      shipmentInfo: newShipment
    }
    await ok("POST", "/api/Orders/A/OrderLinesUpdate", update)
    expect((await api("POST", "/api/Orders/A/OrderLinesUpdate", update)).status).toBe(400)
    expect((await ok("GET", "/api/Orders/A")).orderForm.shipments).toHaveLength(2)
  })

  test("beyond what is left is refused", async () => {
    const { api, ok } = await sandbox()
    await ok("POST", "/api/Orders", orderOf("A", 10))
    const lineItemUpdates = [{ lineItemId: "1", deliveredQuantity: 9, canceledQuantity: 2 }]
    for (const shipmentId of ["1", "2"]) {
      const response = await api("POST", "/api/Orders/A/OrderLinesUpdate", {
        lineItemUpdates,
        shipmentInfo: { shipmentId }
      })
      expect(response.status).toBe(400)
    }
  })

  test("on the shipment that exists sets its quantities, as the documentation's first call does", async () => {
    const { ok } = await sandbox()
    await ok("POST", "/api/Orders", twoShipments("A"))
    const { order } = await ok("POST", "/api/Orders/A/OrderLinesUpdate", {
      lineItemUpdates: [{ lineItemId: "1", deliveredQuantity: 8, canceledQuantity: 1 }],
      shipmentInfo: { shipmentId: "1" }
    })
    expect(order.orderForm.shipments[0].lineItems).toMatchObject([{ deliveredQuantity: 8, canceledQuantity: 1 }])
    expect(order.orderForm.lineItems[0]).toMatchObject({ quantity: 10, deliveredQuantity: 8, canceledQuantity: 1 })
    expect(order.orderForm.shipments).toHaveLength(2)
  })

  test("moves the shipping cost to the new shipment unless it is to stay", async () => {
    const { ok } = await sandbox()
    for (const [id, kept, totals] of [
      ["A", false, [0, 79, 79]],
      ["B", true, [79, 79, 0]]
    ] as const) {
      await ok("POST", "/api/Orders", twoShipments(id))
      const { order } = await ok(`POST`, `/api/Orders/${id}/OrderLinesUpdate`, {
        lineItemUpdates: [{ lineItemId: "1", deliveredQuantity: 8 }],
        shipmentInfo: { shipmentId: "3" },
        isShippingCostKeptForExistingShipment: kept
      })
      expect(order.orderForm.shipments.map((shipment: Answer) => shipment.shippingTotal)).toEqual([...totals])
    }
  })

  test("of a line that two shipments share keeps the sum of the line", async () => {
    const { ok } = await sandbox()
    const line = { lineItemId: "1", code: "0123ABC", placedPrice: 100, quantity: 10 }
    await ok("POST", "/api/Orders", {
      id: "A",
      orderForm: {
        lineItems: [line],
        shipments: [6, 4].map((quantity, index) => ({
          shipmentId: String(index + 1),
          lineItems: [{ ...line, quantity }]
        }))
      }
    })
    const { order } = await ok("POST", "/api/Orders/A/OrderLinesUpdate", {
      lineItemUpdates: [{ lineItemId: "1", deliveredQuantity: 5 }],
      shipmentInfo: { shipmentId: "3" }
    })
    expect(order.orderForm.lineItems.map((it: Answer) => [it.lineItemId, it.quantity])).toEqual([
      ["1", 5],
      ["1-3", 5]
    ])
    expect(order.orderForm.total).toBe(1000)
    const cancelled = await ok("POST", "/api/Orders/A/OrderLines/1/Cancel")
    expect(
      cancelled.orderForm.shipments.map((shipment: Answer) =>
        shipment.lineItems.map((it: Answer) => it.quantity - it.canceledQuantity)
      )
    ).toEqual([[0], [0], [5]])
  })

  test("of everything moves the whole line with its id", async () => {
    const { ok } = await sandbox()
    await ok("POST", "/api/Orders", orderOf("A", 10))
    const { order } = await ok("POST", "/api/Orders/A/OrderLinesUpdate", {
      lineItemUpdates: [{ lineItemId: "1", deliveredQuantity: 10 }],
      shipmentInfo: { shipmentId: "2" }
    })
    expect(order.orderForm.lineItems).toHaveLength(1)
    expect(order.orderForm.shipments[1].lineItems).toMatchObject([{ lineItemId: "1", deliveredQuantity: 10 }])
  })
})

describe("stock", () => {
  const stock = async (ok: Awaited<ReturnType<typeof sandbox>>["ok"]) => {
    const [item] = await ok("GET", `/api/Inventory/0123ABC?warehouseIds=${mainWarehouse}`)
    return [item.inventory, item.reservedInventory]
  }

  test("is reserved at the order, taken out when it ships, and told in transactions", async () => {
    const { ok } = await sandbox()
    await ok("POST", "/api/Orders", orderOf("A", 10))
    expect(await stock(ok)).toEqual([100, 10])
    await ok("POST", "/api/Orders/A/OrderLinesUpdate", {
      lineItemUpdates: [{ lineItemId: "1", deliveredQuantity: 8 }],
      status: "Ship",
      shipmentInfo: { shipmentId: "2" }
    })
    expect(await stock(ok)).toEqual([92, 2])
    await ok("POST", "/api/Orders/A/UpdateStatus", { status: "Completed", shipmentInfo: { shipmentId: "1" } })
    expect(await stock(ok)).toEqual([90, 0])
    await ok("POST", "/api/Orders/A/UpdateStatus", { status: "Returned" })
    expect(await stock(ok)).toEqual([90, 0])
    const { result } = await ok("POST", "/api/Inventory/SearchTransactions", { orderId: "A", take: 10, page: 1 })
    expect(result.map((row: Answer) => [row.inventoryChange, row.reservedInventoryChange])).toEqual([
      [-2, -2],
      [-8, -8],
      [0, 10]
    ])
  })

  test("leaves with a shipment whose lines nobody counted, once", async () => {
    const { ok } = await sandbox()
    await ok("POST", "/api/Orders", orderOf("A", 10))
    for (const status of ["Ship", "PartiallyReturned", "Completed"]) {
      await ok("POST", "/api/Orders/A/UpdateStatus", { status, shipmentInfo: { shipmentId: "1" } })
      expect(await stock(ok)).toEqual([90, 0])
    }
  })

  test("is given back by a deleted order", async () => {
    const { ok } = await sandbox()
    await ok("POST", "/api/Orders", orderOf("A", 10))
    await ok("DELETE", "/api/Orders/A")
    expect((await ok("GET", "/api/Orders/A")).status).toBe("Deleted")
    expect(await stock(ok)).toEqual([100, 0])
  })

  test("is given back by a cancelled order, and left alone when the switches are off", async () => {
    const { ok, back } = await sandbox()
    await ok("POST", "/api/Orders", orderOf("A", 10))
    await ok("POST", "/api/Orders/A/UpdateStatus", { status: "OrderCanceled" })
    expect(await stock(ok)).toEqual([100, 0])
    await back("PUT", "switches", { reserveAtOrder: false, reduceAtShip: false })
    await ok("POST", "/api/Orders", orderOf("B", 10, { status: "Completed" }))
    expect(await stock(ok)).toEqual([100, 0])
  })
})
