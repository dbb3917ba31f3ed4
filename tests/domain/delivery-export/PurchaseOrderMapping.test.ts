import { describe, expect, test } from "bun:test"
import {
  type DeliveryToMap,
  purchaseOrderHash,
  purchaseOrderMapping,
  samePurchaseOrder
} from "@omnium-ongoing/domain/delivery-export/PurchaseOrderMapping"
import { OngoingGoodsOwnerId, OngoingWarehouseId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import type { OngoingPurchaseOrder } from "@omnium-ongoing/domain/ongoing/OngoingPurchaseOrder"
import fc from "fast-check"
import {
  exampleDelivery,
  exampleDeliveryLine,
  examplePurchaseOrder,
  examplePurchaseOrderLine
} from "../../support/DeliveryExamples.ts"

const map = (from: Partial<DeliveryToMap> = {}): OngoingPurchaseOrder =>
  purchaseOrderMapping({
    delivery: exampleDelivery(),
    lines: [exampleDeliveryLine()],
    goodsOwnerId: OngoingGoodsOwnerId.make(7),
    warehouseId: OngoingWarehouseId.make(1),
    ...from
  })

describe("Delivery Mapping", () => {
  test("Delivery.Id → PurchaseOrderNumber, and the mark by which we know it again", () => {
    expect(map()).toMatchObject({ purchaseOrderNumber: "D-1", goodsOwnerPurchaseOrderId: "D-1" })
  })

  test("Supplier.Name → SupplierInfo.SupplierName, Supplier.Id → SupplierInfo.SupplierNumber: of several the first", () => {
    const delivery = exampleDelivery({ suppliers: ["Tindeby", "Fjellvåg"], supplierIds: ["S200", "S300"] })
    expect(map({ delivery }).supplierInfo).toEqual({ supplierName: "Tindeby", supplierNumber: "S200" })
    expect(map({ delivery: exampleDelivery({ suppliers: [], supplierIds: [] }) })).not.toHaveProperty("supplierInfo")
  })

  test("InvoiceNumber → ReferenceNumber", () => {
    expect(map().referenceNumber).toBe("F-77")
    expect(map({ delivery: exampleDelivery({ invoiceNumber: undefined }) })).not.toHaveProperty("referenceNumber")
  })

  test("the expected arrival is a day; none is left out", () => {
    expect(map().inDate).toBe("2026-11-20")
    expect(map({ delivery: exampleDelivery({ estimatedTimeOfArrival: undefined }) })).not.toHaveProperty("inDate")
  })

  test("a line is what is to come of it, received or not, on a row of its own for ever", () => {
    const lines = [
      exampleDeliveryLine({ lineItemId: "a", quantity: 10, canceledQuantity: 3, deliveredQuantity: 5 }),
      exampleDeliveryLine({ lineItemId: "b", quantity: 2, canceledQuantity: 2 })
    ]
    expect(map({ lines }).purchaseOrderLines).toEqual([
      { rowNumber: "a", articleNumber: "0123ABC", numberOfItems: 7, externalOrderLineId: "a" }
    ])
  })

  test("what was received of it changes nothing that is written", () => {
    const hashOf = (deliveredQuantity: number) =>
      purchaseOrderHash(map({ lines: [exampleDeliveryLine({ deliveredQuantity })] }))
    expect(hashOf(4)).toBe(hashOf(0))
  })
})

const line = fc.record({
  lineItemId: fc.stringMatching(/^[a-z0-9]{1,6}$/),
  code: fc.stringMatching(/^[A-Z0-9]{1,4}$/),
  quantity: fc.integer({ min: 1, max: 50 })
})
const lines = fc.uniqueArray(line, { minLength: 1, maxLength: 6, selector: (each) => each.lineItemId })

describe("the hash", () => {
  test("does not know the sequence of the lines, and knows everything else", () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 0, max: 5 }), (some, changed) => {
        const made = some.map((each) => exampleDeliveryLine(each))
        const hash = purchaseOrderHash(map({ lines: made }))
        expect(purchaseOrderHash(map({ lines: [...made].reverse() }))).toBe(hash)
        const at = changed % made.length
        const other = made.map((each, index) => (index === at ? { ...each, quantity: each.quantity + 1 } : each))
        expect(purchaseOrderHash(map({ lines: other }))).not.toBe(hash)
      })
    )
  })
})

describe("what Ongoing holds", () => {
  const stateOf = (wanted: OngoingPurchaseOrder) =>
    examplePurchaseOrder({
      lines: wanted.purchaseOrderLines.map((each, index) =>
        examplePurchaseOrderLine({
          purchaseOrderLineId: index + 1,
          rowNumber: each.rowNumber,
          articleNumber: each.articleNumber,
          advised: each.numberOfItems
        })
      )
    })

  test("is what we want if it was written so, in whatever sequence", () => {
    fc.assert(
      fc.property(lines, (some) => {
        const wanted = map({ lines: some.map((each) => exampleDeliveryLine(each)) })
        const state = stateOf(wanted)
        expect(samePurchaseOrder(wanted, state)).toBe(true)
        expect(samePurchaseOrder(wanted, { ...state, lines: [...state.lines].reverse() })).toBe(true)
      })
    )
  })

  test.each([
    ["another number", { purchaseOrderNumber: "D-2" }],
    ["another reference", { referenceNumber: "F-78" }],
    ["another day", { inDate: "2026-11-21" }],
    ["another supplier", { supplierNumber: "S300" }],
    ["a line more", { lines: [examplePurchaseOrderLine(), examplePurchaseOrderLine({ rowNumber: "2" })] }],
    ["a line less", { lines: [] }],
    ["another quantity", { lines: [examplePurchaseOrderLine({ advised: 9 })] }],
    ["another article", { lines: [examplePurchaseOrderLine({ articleNumber: "0124CDE" })] }]
  ])("is not what we want with %s", (_, with_) => {
    expect(samePurchaseOrder(map(), examplePurchaseOrder())).toBe(true)
    expect(samePurchaseOrder(map(), examplePurchaseOrder(with_))).toBe(false)
  })
})
