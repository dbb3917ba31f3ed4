import { describe, expect, test } from "bun:test"
import { type DeliveryToDecide, deliveryDecision } from "@omnium-ongoing/domain/delivery-export/DeliveryDecision"
import { exampleDelivery } from "../../support/DeliveryExamples.ts"
import { at, exampleStore } from "../../support/OrderExamples.ts"

const decide = (about: Partial<DeliveryToDecide>) =>
  deliveryDecision({
    delivery: exampleDelivery(),
    stores: [exampleStore({ id: "other", properties: [] }), exampleStore()],
    from: at("2026-11-01T00:00:00Z"),
    ...about
  })

describe("delivery export: a delivery to an IsOngoingStore warehouse", () => {
  test.each(["New", "Confirmed", "InProgress", "inprogress"])("that is %s goes to its goods owner", (status) => {
    const delivery = exampleDelivery({ status })
    expect(decide({ delivery })).toMatchObject({ _tag: "Export", goodsOwnerId: 7, warehouseId: 1 })
  })

  test.each(["Completed", "OnHold", "Cancelled", ""])("that is '%s' does not", (status) => {
    expect(decide({ delivery: exampleDelivery({ status }) })).toMatchObject({ cause: "delivery-not-open" })
  })

  test("goes at the very go-live line, not a millisecond before (R26)", () => {
    expect(decide({ from: at("2026-11-02T10:00:00.000Z") })._tag).toBe("Export")
    expect(decide({ from: at("2026-11-02T10:00:00.001Z") })).toMatchObject({ cause: "older-than-from" })
  })

  test("of which only the change is dated is as old as that", () => {
    const delivery = exampleDelivery({ created: undefined })
    expect(decide({ delivery, from: at("2026-11-03T00:00:00Z") })).toMatchObject({ cause: "older-than-from" })
  })

  test("has a number of 50 characters at most", () => {
    expect(decide({ delivery: exampleDelivery({ id: "D".repeat(50) }) })._tag).toBe("Export")
    expect(decide({ delivery: exampleDelivery({ id: "D".repeat(51) }) })).toMatchObject({
      _tag: "Dead",
      cause: "delivery-id-too-long"
    })
  })
})

describe("delivery export: what is missing", () => {
  test.each(["other", "unknown", undefined])("a delivery to %p does not concern Ongoing", (warehouseCode) => {
    expect(decide({ delivery: exampleDelivery({ warehouseCode }) })).toMatchObject({
      _tag: "Skipped",
      cause: "not-an-ongoing-warehouse"
    })
  })

  test.each([
    ["OngoingGoodsOwnerId", "no-goods-owner-id"],
    ["OngoingWarehouseId", "no-warehouse-id"]
  ])("a store without %s is for a person", (provider, cause) => {
    const store = exampleStore()
    const externalIds = store.externalIds.filter((id) => id.providerName !== provider)
    expect(decide({ stores: [{ ...store, externalIds }] })).toMatchObject({ _tag: "Dead", cause })
  })
})
