import { expect, test } from "bun:test"
import { bookedStock } from "@omnium-ongoing/domain/inventory-sync/BookedLines"
import { exampleLine, exampleOrder, exampleOrderType, exampleShipment } from "../../support/OrderExamples.ts"

const externalIds = [{ providerName: "OngoingOrderId", id: "4711" }]
const lines = [
  exampleLine({ lineItemId: "1", code: "A", quantity: 5, canceledQuantity: 1, deliveredQuantity: 1 }),
  exampleLine({ lineItemId: "2", code: "A", quantity: 2 }),
  exampleLine({ lineItemId: "3", code: "B", quantity: 1, deliveredQuantity: 1 })
]

const booked = (shipment: Parameters<typeof exampleShipment>[0], status = "InProgressWarehouse") =>
  bookedStock(
    "epic",
    exampleOrder({ status, shipments: [exampleShipment({ orderStatus: status, lines, ...shipment })] }),
    exampleOrderType
  )[0]?.lines

test("what is left to ship of an exported shipment is booked, each SKU once", () => {
  expect(booked({ externalIds })).toEqual([{ sku: "A", quantity: 5 }])
})

test.each([
  ["that Ongoing does not have", { externalIds: [] }, "InProgress"],
  ["that has left", { externalIds, status: "Shipped" }, "Ship"],
  ["that is cancelled", { externalIds }, "OrderCanceled"]
] as const)("nothing is booked of a shipment %s", (_, shipment, status) => {
  expect(booked(shipment, status)).toEqual([])
})
