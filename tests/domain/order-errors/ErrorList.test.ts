import { describe, expect, test } from "bun:test"
import type { OrderError } from "@omnium-ongoing/domain/omnium/OmniumOrder"
import { errorList } from "@omnium-ongoing/domain/order-errors/ErrorList"
import { at } from "../../support/OrderExamples.ts"

const noOwner = {
  shipmentId: "1",
  cause: "no-goods-owner-id",
  message: "The store main has no OngoingGoodsOwnerId.",
  occurred: at("2026-11-02T10:00:00Z")
} as const

const shown = (with_: Partial<OrderError> = {}): OrderError => ({
  key: "OngoingExport",
  message: "no-goods-owner-id: The store main has no OngoingGoodsOwnerId.",
  referenceId: "1",
  status: "New",
  severity: "Error",
  occurred: at("2026-11-01T10:00:00Z"),
  ...with_
})

describe("Export Failures: errors are stored on the entity", () => {
  test("an open one becomes New, with its cause, its shipment and its time", () => {
    expect(errorList([], [noOwner])).toEqual([
      {
        key: "OngoingExport",
        referenceId: "1",
        message: "no-goods-owner-id: The store main has no OngoingGoodsOwnerId.",
        status: "New",
        occurred: noOwner.occurred
      }
    ])
  })

  test.each(["New", "Active"])("one that is shown as %s already changes nothing", (status) => {
    expect(errorList([shown({ status })], [noOwner])).toBeUndefined()
    expect(errorList([], [])).toBeUndefined()
  })

  test("one that is no longer open becomes Solved, once", () => {
    const solved = errorList([shown()], [])
    expect(solved).toMatchObject([{ referenceId: "1", status: "Solved", message: shown().message }])
    expect(errorList([shown({ status: "Solved" })], [])).toBeUndefined()
  })

  test("one that is open again is New again, from then on", () => {
    expect(errorList([shown({ status: "Solved" })], [noOwner])).toMatchObject([
      { status: "New", occurred: noOwner.occurred }
    ])
  })

  test("one whose words change keeps its time and is not doubled", () => {
    const changed = errorList([shown()], [{ ...noOwner, message: "Other words: as clear." }])
    expect(changed).toMatchObject([
      { message: "no-goods-owner-id: Other words: as clear.", status: "New", occurred: shown().occurred }
    ])
    expect(changed).toHaveLength(1)
  })

  test("there is one for each shipment and cause", () => {
    const open = [noOwner, noOwner, { ...noOwner, shipmentId: "2" }, { ...noOwner, cause: "address-missing" } as const]
    expect(errorList([], open)?.map((each) => [each.referenceId, each.message.split(":")[0]])).toEqual([
      ["1", "no-goods-owner-id"],
      ["2", "no-goods-owner-id"],
      ["1", "address-missing"]
    ])
  })

  test("of two open ones of a shipment and cause the latest is shown", () => {
    const later = { ...noOwner, message: "Later.", occurred: at("2026-11-03T10:00:00Z") }
    expect(errorList([], [later, noOwner])).toMatchObject([{ message: "no-goods-owner-id: Later." }])
  })

  test("the earlier ones stay in the list beside a new one, for the list replaces the whole", () => {
    const list = errorList([shown({ referenceId: "2" }), shown({ status: "Solved", referenceId: "3" })], [noOwner])
    expect(list?.map((each) => [each.referenceId, each.status])).toEqual([
      ["1", "New"],
      ["2", "Solved"],
      ["3", "Solved"]
    ])
  })

  test("errors of others are none of ours", () => {
    expect(errorList([shown({ key: "Payment" })], [])).toBeUndefined()
  })
})
