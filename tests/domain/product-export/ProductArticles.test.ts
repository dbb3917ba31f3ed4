import { describe, expect, test } from "bun:test"
import { OngoingGoodsOwnerId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import { articlesOf, isWanted, type NewArticles } from "@omnium-ongoing/domain/product-export/ProductArticles"
import { refusedByOngoing } from "@omnium-ongoing/domain/product-export/RefusedArticles"
import { exampleProduct, exampleSku } from "../../support/ProductExamples.ts"

const owner = OngoingGoodsOwnerId.make(7)
const asked: NewArticles = { _tag: "Asked" }
const available: NewArticles = { _tag: "Available", warehouses: new Set(["main"]) }

describe("the articles of a product", () => {
  test("are one for each variant that lies in a warehouse, under a key of the goods owner and the SKU", () => {
    const skus = [
      exampleSku({ skuId: "a" }),
      exampleSku({ skuId: "gift", isVirtual: true }),
      exampleSku({ skuId: "b" })
    ]
    const articles = articlesOf(exampleProduct({ skus }), owner)
    expect(articles.map(({ key }) => key)).toEqual(["7 a", "7 b"])
    expect(articles.map(({ article }) => article.articleNumber)).toEqual(["a", "b"])
  })

  test("are inactive for the variants that are deleted, and for them only", () => {
    const skus = [exampleSku({ skuId: "a", isDeleted: true, ean: "1" }), exampleSku({ skuId: "b", ean: "2" })]
    const articles = articlesOf(exampleProduct({ skus }), owner).map(({ article }) => article)
    expect(articles.map(({ isActive, barCode }) => [isActive, barCode])).toEqual([
      [false, ""],
      [true, "2"]
    ])
  })

  test("hash alike only if they would be written alike", () => {
    const [one] = articlesOf(exampleProduct(), owner)
    const hashOf = (with_: Parameters<typeof exampleSku>[0]) =>
      articlesOf(exampleProduct({ skus: [exampleSku(with_)] }), owner)[0]?.hash
    expect(hashOf({ availableInventory: 99, externalIds: [{ providerName: "x", id: "1" }] })).toBe(one?.hash ?? "")
    expect(hashOf({ weight: 0 })).toBe(one?.hash ?? "")
    for (const with_ of [{ ean: "1" }, { weight: 1 }, { size: "M" }, { isDeleted: true }]) {
      expect(hashOf(with_)).not.toBe(one?.hash ?? "")
    }
  })
})

describe("a SKU is exported", () => {
  test("if some of it is available in an Ongoing warehouse", () => {
    expect(isWanted(exampleSku(), false, available)).toBe(true)
    expect(isWanted(exampleSku({ availableInventory: 0 }), false, available)).toBe(false)
    expect(isWanted(exampleSku({ availableInventory: -2 }), false, available)).toBe(false)
    expect(isWanted(exampleSku({ stockedIn: ["shop"] }), false, available)).toBe(false)
    expect(isWanted(exampleSku({ stockedIn: [] }), false, available)).toBe(false)
  })

  test("if some of it is available, and Omnium does not tell where", () => {
    expect(isWanted(exampleSku({ stockedIn: undefined }), false, available)).toBe(true)
  })

  test("if it is asked for, available or not", () => {
    expect(isWanted(exampleSku({ availableInventory: 0, stockedIn: [] }), false, asked)).toBe(true)
  })

  test("if it was exported before, whatever has become of it", () => {
    expect(isWanted(exampleSku({ availableInventory: 0 }), true, available)).toBe(true)
    expect(isWanted(exampleSku({ isDeleted: true }), true, available)).toBe(true)
  })

  test("but not because it was deleted", () => {
    expect(isWanted(exampleSku({ isDeleted: true }), false, asked)).toBe(false)
    expect(isWanted(exampleSku({ isDeleted: true }), false, available)).toBe(false)
  })
})

describe("articles that Ongoing refuses", () => {
  test("are told with its words, five of them", () => {
    const refused = (count: number) =>
      refusedByOngoing(Array.from({ length: count }, (_, index) => ({ number: `S${index}`, message: "No." })))
    expect(refused(1)).toEqual({ _tag: "Dead", cause: "refused-by-ongoing", message: "S0: No." })
    expect(refused(7).message).toBe("S0: No. S1: No. S2: No. S3: No. S4: No. And 2 more.")
  })
})
