import { describe, expect, test } from "bun:test"
import { catalogue, catalogueItem, eanCheckDigit } from "@omnium-ongoing/simulator-kit/Catalogue"

describe("the catalogue", () => {
  test("begins with 0123ABC whatever the seed", () => {
    for (const seed of [0, 1, 42, -7]) expect(catalogue(seed, 1)[0]?.sku).toBe("0123ABC")
  })

  test("gives the same item for a seed and an index, however many are asked for", () => {
    expect(catalogue(42, 50)[17]).toEqual(catalogueItem(42, 17))
    expect(catalogue(42, 18)[17]).toEqual(catalogueItem(42, 17))
    expect(catalogueItem(43, 17)).not.toEqual(catalogueItem(42, 17))
  })

  test("has unique SKUs, even when case is ignored, and unique EANs", () => {
    const items = catalogue(7, 5000)
    expect(new Set(items.map((item) => item.sku.toLowerCase())).size).toBe(5000)
    expect(new Set(items.map((item) => item.ean)).size).toBe(5000)
  })

  test("ends every EAN with its check digit", () => {
    expect(eanCheckDigit("400638133393")).toBe(1)
    for (const { ean } of catalogue(7, 200)) {
      expect(ean).toMatch(/^\d{13}$/)
      const weighted = [...ean].reduce((sum, digit, position) => sum + Number(digit) * (position % 2 === 0 ? 1 : 3), 0)
      expect(weighted % 10).toBe(0)
    }
  })

  test("groups variants of one colour and different sizes under a product", () => {
    const variants = catalogue(7, 4)
    expect(new Set(variants.map((item) => item.productId)).size).toBe(1)
    expect(new Set(variants.map((item) => item.size)).size).toBe(4)
  })
})
