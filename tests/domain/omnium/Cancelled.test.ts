import { describe, expect, test } from "bun:test"
import { cancelOverwritten, isCancelled } from "@omnium-ongoing/domain/omnium/Cancelled"
import type { OmniumOrderLine, OmniumShipment } from "@omnium-ongoing/domain/omnium/OmniumOrder"
import {
  exampleLine,
  exampleOrder,
  exampleOrderType,
  exampleShipment,
  exampleStatus
} from "../../support/OrderExamples.ts"

const shipmentWith = (with_: Partial<OmniumShipment>) =>
  isCancelled(exampleOrder(), exampleShipment({ orderStatus: "InProgressWarehouse", ...with_ }), exampleOrderType)

describe("cancelled is a shipment", () => {
  test("whose order is, by a cancelling status of its type or by one of Omnium's own", () => {
    for (const status of ["OrderCanceled", "ordercanceled", "OrderCanceledByCustomer", "OrderCanceledByStore"]) {
      expect([status, isCancelled(exampleOrder({ status }), exampleShipment(), exampleOrderType)]).toEqual([
        status,
        true
      ])
      expect(isCancelled(exampleOrder({ status }), exampleShipment(), undefined)).toBe(true)
    }
  })

  test("which is itself, in the order's words or in the shipment's own", () => {
    expect(shipmentWith({ orderStatus: "OrderCanceled" })).toBe(true)
    expect(shipmentWith({ status: "Cancelled" })).toBe(true)
    expect(shipmentWith({ status: "Packing" })).toBe(false)
  })

  test("whose status means 1000 in Ongoing, although it is not marked as cancelling", () => {
    const type = {
      name: "Online",
      statuses: [exampleStatus("Stopped", 10, "900, 1000"), exampleStatus("Go", 20, "400")]
    }
    expect(isCancelled(exampleOrder({ status: "Stopped" }), exampleShipment(), type)).toBe(true)
    expect(isCancelled(exampleOrder({ status: "Go" }), exampleShipment({ orderStatus: "Go" }), type)).toBe(false)
  })

  const lines: ReadonlyArray<readonly [boolean, ReadonlyArray<Partial<OmniumOrderLine>>]> = [
    [true, [{ quantity: 2, canceledQuantity: 2 }]],
    [true, [{ quantity: 2, canceledQuantity: 2 }, { isVirtualProduct: true }]],
    [true, [{ quantity: 2, canceledQuantity: 2 }, { isPackageBrokeDown: true }]],
    [false, [{ quantity: 2, canceledQuantity: 1 }]],
    [false, [{ quantity: 2, canceledQuantity: 2 }, { quantity: 1 }]],
    [false, [{ quantity: 2, canceledQuantity: 2, deliveredQuantity: 1 }]],
    [false, [{ isVirtualProduct: true, quantity: 1, canceledQuantity: 1 }]],
    [false, []]
  ]
  test.each(lines)("of which nothing is wanted any more: %p %p", (cancelled, given) => {
    expect(shipmentWith({ lines: given.map((line) => exampleLine(line)) })).toBe(cancelled)
  })
})

test.each([
  ["InProgress", "New", "InProgressWarehouse", "InProgress", false],
  ["InProgress", "New", "InProgressWarehouse", "OrderCanceled", true],
  ["InProgress", "New", "InProgressWarehouse", "ordercanceled", true],
  ["InProgress", "New", "InProgressWarehouse", "PickedUp", false],
  ["InProgress", "New", "InProgressWarehouse", undefined, false],
  // Written as it was read: what came between is told from what was before that already.
  ["Ship", "InProgress", "Ship", "InProgress", false],
  ["Ship", "InProgress", "Ship", "OrderCanceled", true],
  ["Ship", "OrderCanceled", "Ship", "OrderCanceled", false],
  ["OrderCanceled", "InProgress", "OrderCanceled", "InProgress", false]
] as const)("read as %s after %s, written as %s, before that %s: overwrites a cancel: %p", (...about) => {
  const [read, readBefore, written, previous, overwritten] = about
  expect(cancelOverwritten(exampleOrderType, { read, readBefore, written }, previous)).toBe(
    overwritten ? previous : undefined
  )
})
