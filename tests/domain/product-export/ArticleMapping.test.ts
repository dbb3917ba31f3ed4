import { describe, expect, test } from "bun:test"
import type { OmniumSku } from "@omnium-ongoing/domain/omnium/OmniumProduct"
import { OngoingGoodsOwnerId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import { articleMapping, deletedArticle } from "@omnium-ongoing/domain/product-export/ArticleMapping"
import fc from "fast-check"
import { exampleSku } from "../../support/ProductExamples.ts"

const owner = OngoingGoodsOwnerId.make(7)
const mapped = (with_: Partial<OmniumSku> = {}) => articleMapping(exampleSku(with_), owner)

describe("Product Mapping", () => {
  test("SkuId → ArticleNumber", () => {
    expect(mapped({ skuId: "S 1/æ" }).articleNumber).toBe("S 1/æ")
  })

  test("SkuId → ProductCode", () => {
    expect(mapped({ skuId: "S 1/æ" }).productCode).toBe("S 1/æ")
  })

  test("Weight → Weight, in kilograms", () => {
    expect(mapped({ weight: 0.52 }).weight).toBe(0.52)
    for (const weight of [undefined, 0, -1]) expect(mapped({ weight })).not.toHaveProperty("weight")
  })

  test("Ean → BarCodeInfo.BarCode, none rather than the one before", () => {
    expect(mapped({ ean: "7038010001234" }).barCode).toBe("7038010001234")
    expect(mapped({ ean: undefined }).barCode).toBe("")
  })

  test("Description → Description, as text", () => {
    const description = "<p>Varm&nbsp;&amp; <b>god</b>.</p>\n<ul><li>Ull &#248; &#xE6;</li></ul> 2 &lt; 3 &quot;x&quot;"
    expect(mapped({ description }).description).toBe('Varm & god . Ull ø æ 2 < 3 "x"')
    expect(mapped({ description: "&amp;lt;" }).description).toBe("&lt;")
    expect(mapped()).not.toHaveProperty("description")
  })

  test("Name + Color → ArticleName, the colour once", () => {
    expect(mapped({ name: "Ullgenser", color: "Rød" }).articleName).toBe("Ullgenser Rød")
    expect(mapped({ name: "Ullgenser rød, herre", color: "Rød" }).articleName).toBe("Ullgenser rød, herre")
    expect(mapped({ name: "Ullgenser" }).articleName).toBe("Ullgenser")
    expect(mapped({ name: undefined, color: "Rød" }).articleName).toBe("0123ABC Rød")
  })

  test("Color → ArticleColor", () => {
    expect(mapped({ color: "Rød" }).articleColor).toBe("Rød")
  })

  test("Size → ArticleSize", () => {
    expect(mapped({ size: "XL" }).articleSize).toBe("XL")
  })

  test("Brand → SupplierInfo.SupplierName", () => {
    expect(mapped({ brand: "Fjellvang" }).supplierName).toBe("Fjellvang")
  })

  test("SupplierSkuId → SupplierInfo.SupplierArticleNumber", () => {
    expect(mapped({ supplierSkuId: "FV-1" }).supplierArticleNumber).toBe("FV-1")
  })

  test("MainImageUrl → LinkToPicture", () => {
    expect(mapped({ mainImageUrl: "https://cdn.test/1.jpg" }).linkToPicture).toBe("https://cdn.test/1.jpg")
  })

  test("is active, and the goods owner's; what the product does not say is left to the warehouse", () => {
    expect(mapped({ name: undefined })).toEqual({
      goodsOwnerId: owner,
      articleNumber: "0123ABC",
      productCode: "0123ABC",
      articleName: "0123ABC",
      isActive: true,
      barCode: ""
    })
  })
})

describe("a description", () => {
  test("takes a time that grows with its length only, whatever it holds", () => {
    // A search that begins anew at every character does not come to its end before the test does.
    for (const part of ["<", "<a", "< ", "&", "&#", " ", "<p>", "&lt;"]) {
      expect(mapped({ description: part.repeat(1_000_000) }).description?.length).toBeLessThanOrEqual(20_000)
    }
  })

  test("is text that JSON can carry, whatever it holds", () => {
    const piece = fc.constantFrom("<p>", "</p>", "<", ">", "&#55357;", "&#xD83D;", "&#x0;", "&amp;", "🧶", " ", "å")
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { description } = mapped({ description: pieces.join("") })
        expect(description?.isWellFormed()).toBe(true)
        expect(description).not.toMatch(/<\/?p>/)
      })
    )
  })
})

describe("Deleted Products", () => {
  test("IsActive is set to false, and the barcode is cleared; the rest stays", () => {
    const sku = exampleSku({ ean: "7038010001234", color: "Rød", weight: 1 })
    expect(deletedArticle(sku, owner)).toEqual({ ...articleMapping(sku, owner), isActive: false, barCode: "" })
  })
})
