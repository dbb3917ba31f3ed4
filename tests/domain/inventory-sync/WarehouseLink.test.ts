import { expect, test } from "bun:test"
import { warehouseLinks } from "@omnium-ongoing/domain/inventory-sync/WarehouseLink"
import type { OmniumStore } from "@omnium-ongoing/domain/omnium/OmniumSettings"

const store = (id: string, owner?: string, warehouse?: string, isOngoing = "true"): OmniumStore => ({
  id,
  name: id,
  isWarehouse: true,
  properties: [{ key: "IsOngoingStore", value: isOngoing }],
  externalIds: [
    ...(owner === undefined ? [] : [{ providerName: "OngoingGoodsOwnerId", id: owner }]),
    ...(warehouse === undefined ? [] : [{ providerName: "OngoingWarehouseId", id: warehouse }])
  ]
})

const linked = (...stores: ReadonlyArray<OmniumStore>) => {
  const { links, failures } = warehouseLinks(stores)
  return [links.map((link) => link.store), failures.map(({ key, cause }) => [key, cause])]
}

test("every Ongoing store with both ids is linked, whichever of the two it shares", () => {
  expect(linked(store("a", "7", "1"), store("b", "7", "2"), store("c", "8", "1"))).toEqual([["a", "b", "c"], []])
})

test("other stores are no matter", () => {
  expect(linked(store("a", "7", "1", "false"), store("b", undefined, undefined, "no"))).toEqual([[], []])
})

test("a store without its ids says which is missing, and stops no other", () => {
  expect(linked(store("a", undefined, "1"), store("b", "7", "one"), store("c", "7", "1"))).toEqual([
    ["c"],
    [
      ["a", "no-goods-owner-id"],
      ["b", "no-warehouse-id"]
    ]
  ])
})

test("two stores of the same goods would both offer them: neither is linked", () => {
  expect(linked(store("a", "7", "1"), store("b", "7", "1"), store("c", "7", "2"))).toEqual([
    ["c"],
    [
      ["a", "warehouse-linked-twice"],
      ["b", "warehouse-linked-twice"]
    ]
  ])
})
