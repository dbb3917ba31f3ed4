import { describe, expect } from "bun:test"
import { Omnium } from "@omnium-ongoing/domain/ports/Omnium"
import { DateTime, Effect, Option, Stream } from "effect"
import { itEffect } from "../../support/ItEffect.ts"
import { exampleProduct, exampleSku } from "../../support/ProductExamples.ts"
import { json, omniumFake, reasonOf, sentJson } from "./OmniumFake.ts"

const since = DateTime.makeUnsafe("2026-11-02T08:00:00.000Z")
const counters = (more: object = {}) => json({ updatedCount: 1, notFoundCount: 0, errorCount: 0, ...more })

const excludedFields = { isPricesExcluded: true, isAssetsExcluded: true, isProductCategoriesExcluded: true }

describe("products", () => {
  itEffect("are scrolled to the end of a snapshot, without what an export does not need", () => {
    const batches = [
      { result: [{ productId: "A", skuId: "A" }], scrollId: "s/1" },
      { result: [{ id: "B_no", productId: "B", skuId: "B" }], scrollId: "s/2" },
      { result: [] }
    ]
    const fake = omniumFake((_, count) => json(batches[count - 1]))
    return Effect.gen(function* () {
      const pages = yield* Omnium.use((omnium) => Stream.runCollect(omnium.products({ modifiedSince: since })))
      expect(pages.flatMap((page) => page.products.map((product) => product.productId))).toEqual(["A", "B"])
      expect(fake.calls.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
        "POST /api/Products/Scroll",
        "GET /api/Products/Scroll/s%2F1",
        "GET /api/Products/Scroll/s%2F2"
      ])
      expect(sentJson(fake.calls[0])).toEqual({
        modifiedFrom: "2026-11-02T08:00:00.000Z",
        excludedFields,
        isFacetsDisabled: true
      })
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("are asked for by stock only if that is wanted, and never by an empty list of warehouses", () => {
    const fake = omniumFake(() => json({ result: [] }))
    return Effect.gen(function* () {
      const omnium = yield* Omnium
      yield* Stream.runDrain(omnium.products({ modifiedSince: since, inStockIn: ["main"] }))
      yield* Stream.runDrain(omnium.products({ modifiedSince: since, inStockIn: [] }))
      expect(fake.calls.map(sentJson)).toEqual([
        {
          modifiedFrom: "2026-11-02T08:00:00.000Z",
          isInStock: true,
          inStockWarehouseIds: ["main"],
          excludedFields,
          isFacetsDisabled: true
        }
      ])
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("that are deleted have to be asked for", () => {
    const fake = omniumFake(() => json({ result: [{ productId: "A", skuId: "A", status: "Deleted" }] }))
    return Effect.gen(function* () {
      const [page] = yield* Omnium.use((omnium) => Stream.runCollect(Stream.take(omnium.deletedProducts(since), 1)))
      expect(page?.products[0]?.skus[0]?.isDeleted).toBe(true)
      expect(sentJson(fake.calls[0])).toMatchObject({ isDeleted: true, modifiedFrom: "2026-11-02T08:00:00.000Z" })
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("may say little, and say nothing as null", () => {
    const nothing = { name: null, weight: null, ean: null, gtins: null, inventory: null, isVirtual: null }
    const product = { id: "A_no", productId: null, variants: [{ skuId: "A-1", ...nothing, externalIds: null }, {}] }
    return Effect.gen(function* () {
      const found = Option.getOrThrow(yield* Omnium.use((omnium) => omnium.product("A")))
      expect(found).toEqual(
        exampleProduct({
          productId: "A_no",
          skus: [exampleSku({ skuId: "A-1", name: undefined, availableInventory: 0, stockedIn: undefined })]
        })
      )
    }).pipe(Effect.provide(omniumFake(() => json(product)).layer))
  })

  itEffect("weigh what the variant says, and if it says nothing or none what the product says", () => {
    const variants = [{ skuId: "1", weight: 0.4 }, { skuId: "2", weight: 0 }, { skuId: "3" }]
    return Effect.gen(function* () {
      const found = Option.getOrThrow(yield* Omnium.use((omnium) => omnium.product("A")))
      expect(found.skus.map((sku) => sku.weight)).toEqual([0.4, 0.5, 0.5])
    }).pipe(Effect.provide(omniumFake(() => json({ productId: "A", weight: 0.5, variants })).layer))
  })

  itEffect("lie where Omnium says that they do, of the variant if it tells, else of the product", () => {
    const at = (warehouseCode: string, quantity?: number) => ({
      warehouseCode,
      ...(quantity !== undefined && { quantity })
    })
    const variants = [{ skuId: "1", inventory: [at("main", 3), at("shop", 0), at("far")] }, { skuId: "2" }]
    return Effect.gen(function* () {
      const found = Option.getOrThrow(yield* Omnium.use((omnium) => omnium.product("A")))
      expect(found.skus.map((sku) => sku.stockedIn)).toEqual([["main"], ["shop"]])
    }).pipe(Effect.provide(omniumFake(() => json({ productId: "A", variants, inventory: [at("shop", 1)] })).layer))
  })

  itEffect("without an id are no answer", () =>
    Effect.gen(function* () {
      expect((yield* reasonOf((omnium) => omnium.product("A")))._tag).toBe("MalformedAnswer")
    }).pipe(Effect.provide(omniumFake(() => json({ name: "A" })).layer))
  )
})

describe("SKUs that exist", () => {
  itEffect("are asked for together, and those not found one by one", () => {
    const answers: Readonly<Record<string, () => Response>> = {
      "/api/Products/C": () => json({ productId: "P", variants: [{ skuId: "C" }] }),
      "/api/Products/D": () => json({ productId: "D", skuId: "D", status: "Deleted" }),
      "/api/Products/Scroll": () =>
        json({ result: [{ productId: "A", variants: [{ skuId: "A" }, { skuId: "B", status: "Deleted" }] }] })
    }
    const fake = omniumFake(({ url }) => answers[url.pathname]?.() ?? json({ message: "no" }, { status: 404 }))
    return Effect.gen(function* () {
      const found = yield* Omnium.use((omnium) => omnium.existingSkus(["A", "B", "C", "D", "E"]))
      expect([...found]).toEqual(["A", "C"])
      expect(fake.calls.map(({ url }) => url.pathname)).toEqual([
        "/api/Products/Scroll",
        ...["B", "C", "D", "E"].map((sku) => `/api/Products/${sku}`)
      ])
      expect(sentJson(fake.calls[0])).toEqual({
        productIds: ["A", "B", "C", "D", "E"],
        includedFields: {
          specificFields: ["id", "productId", "skuId", "status", "variants.skuId", "variants.status"]
        },
        isFacetsDisabled: true
      })
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("are none of none, without a call: an empty filter means every product", () => {
    const fake = omniumFake(() => json({ result: [] }))
    return Effect.gen(function* () {
      expect((yield* Omnium.use((omnium) => omnium.existingSkus([]))).size).toBe(0)
      expect(fake.calls).toEqual([])
    }).pipe(Effect.provide(fake.layer))
  })
})

describe("what is written on a product", () => {
  const externalIds = [{ providerName: "OngoingArticleId", id: "11_7" }]

  itEffect("are external ids of variants by SKU, and of a product without variants its own", () => {
    const fake = omniumFake(() => counters())
    return Effect.gen(function* () {
      const omnium = yield* Omnium
      const skus = [{ skuId: "A-1", externalIds }]
      yield* omnium.setProductExternalIds(exampleProduct({ productId: "A/1" }), skus)
      yield* omnium.setProductExternalIds(exampleProduct({ productId: "B", hasVariants: false }), skus)
      expect(fake.calls.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
        "PATCH /api/Products/A%2F1",
        "PATCH /api/Products/B"
      ])
      expect(fake.calls.map(sentJson)).toEqual([
        { productId: "A/1", variants: skus },
        { productId: "B", externalIds }
      ])
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("are properties beside those that are there", () => {
    const fake = omniumFake(() => counters())
    return Effect.gen(function* () {
      const properties = [{ key: "OngoingExportError", value: "no" }]
      yield* Omnium.use((omnium) => omnium.setProductProperties(exampleProduct({ productId: "A" }), properties))
      expect(sentJson(fake.calls[0])).toEqual({ productId: "A", properties, keepExistingCustomProperties: true })
    }).pipe(Effect.provide(fake.layer))
  })

  for (const answer of [{ errorCount: 1, errorMessage: "Locked" }, { notFoundCount: 1 }]) {
    itEffect(`is refused if the answer counts it so: ${JSON.stringify(answer)}`, () =>
      Effect.gen(function* () {
        const reason = yield* reasonOf((omnium) =>
          omnium.setProductExternalIds(exampleProduct(), [{ skuId: "A-1", externalIds }])
        )
        expect(reason).toMatchObject({
          _tag: "Refused",
          message: answer.errorMessage ?? "the product was not found"
        })
      }).pipe(Effect.provide(omniumFake(() => counters(answer)).layer))
    )
  }
})
