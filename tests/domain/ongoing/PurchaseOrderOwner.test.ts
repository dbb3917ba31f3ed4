import { describe, expect, test } from "bun:test"
import { belongsTo, deliveryIdOf } from "@omnium-ongoing/domain/ongoing/PurchaseOrderOwner"
import { examplePurchaseOrder, examplePurchaseOrderLine } from "../../support/DeliveryExamples.ts"

const delivery = { id: "D-1", purchaseOrderId: undefined, rows: new Set(["1", "2"]) }

describe("a purchase order is the delivery's", () => {
  test("by our mark and a row of ours; by its number where an installation shows no mark", () => {
    expect(belongsTo(examplePurchaseOrder(), delivery)).toBe(true)
    expect(belongsTo(examplePurchaseOrder({ purchaseOrderNumber: "renamed" }), delivery)).toBe(true)
    expect(belongsTo(examplePurchaseOrder({ goodsOwnerPurchaseOrderId: undefined }), delivery)).toBe(true)
  })

  test("not if it has no row of ours: another tenant of the goods owner may have a delivery of the same id", () => {
    const lines = [examplePurchaseOrderLine({ rowNumber: "theirs" })]
    expect(belongsTo(examplePurchaseOrder({ lines }), delivery)).toBe(false)
    expect(belongsTo(examplePurchaseOrder({ lines: [] }), delivery)).toBe(false)
  })

  test("not if it bears another mark", () => {
    expect(belongsTo(examplePurchaseOrder({ goodsOwnerPurchaseOrderId: "D-2" }), delivery)).toBe(false)
    expect(deliveryIdOf(examplePurchaseOrder({ goodsOwnerPurchaseOrderId: "D-2" }))).toBe("D-2")
  })

  test("if Omnium has noted its id, whatever became of number and rows", () => {
    const state = examplePurchaseOrder({ purchaseOrderNumber: "x", goodsOwnerPurchaseOrderId: "y", lines: [] })
    expect(belongsTo(state, { ...delivery, purchaseOrderId: "60001" })).toBe(true)
    expect(belongsTo(state, { ...delivery, purchaseOrderId: "6000" })).toBe(false)
  })
})
