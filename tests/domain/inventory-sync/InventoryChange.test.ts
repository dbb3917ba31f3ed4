import { expect, test } from "bun:test"
import { inventoryChange, wanted } from "@omnium-ongoing/domain/inventory-sync/InventoryChange"
import fc from "fast-check"

/** Six decimals at most, as quantities have. */
const quantity = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map((each) => each / 1e6)

test("the change brings what is held to what is wanted, and a second one changes nothing", () => {
  fc.assert(
    fc.property(quantity, quantity, (shall, is) => {
      const held = is + inventoryChange(shall, is)
      expect(held).toBeCloseTo(shall, 6)
      expect(inventoryChange(shall, held)).toBe(0)
    })
  )
})

test("decimals leave no dust, and nothing is never minus nothing", () => {
  expect(inventoryChange(0.3, 0.1 + 0.2)).toBe(0)
  expect(inventoryChange(0.1 + 0.2, 0.1)).toBe(0.2)
  expect(Object.is(inventoryChange(0.1, 0.1000000001), 0)).toBe(true)
})

test.each([
  ["inventory", 8],
  ["available", 11],
  ["precise", 10]
] as const)("compared with %s, Omnium is to hold %p", (compareWith, shall) => {
  expect(wanted(compareWith, { sellable: 8, reserved: 3, booked: 2 })).toBe(shall)
})
