import { describe, expect } from "bun:test"
import type { OmniumProduct } from "@omnium-ongoing/domain/omnium/OmniumProduct"
import { Omnium, type OmniumError, type OmniumProductPage } from "@omnium-ongoing/domain/ports/Omnium"
import { DateTime, Effect, type Layer, Option, Stream } from "effect"
import { TestClock } from "effect/testing"
import { itEffect } from "../support/ItEffect.ts"

/** An Omnium of our own, with a warehouse, whose assortment and clock are in our hands. */
export interface ProductSystem {
  readonly layer: Layer.Layer<Omnium>
  readonly warehouse: string
  readonly putProduct: (members: object) => Effect.Effect<void>
  readonly deleteProduct: (id: string) => Effect.Effect<void>
  readonly deleteVariant: (id: string, sku: string) => Effect.Effect<void>
  /** Removes a product without a trace. */
  readonly removeProduct: (id: string) => Effect.Effect<void>
  readonly stock: (sku: string, quantity: number) => Effect.Effect<void>
  readonly passSeconds: (seconds: number) => Effect.Effect<void>
}

export interface ProductSubject {
  readonly name: string
  /** A system of its own for each test. */
  readonly open: Effect.Effect<ProductSystem>
}

const beginning = DateTime.makeUnsafe("2000-01-01T00:00:00Z")

const sweater = {
  id: "W1_no",
  productId: "W1",
  language: "no",
  name: "Ullgenser",
  description: "<p>Varm</p>",
  brand: "Fjellvang",
  weight: 0.52,
  supplierSkuId: "FV",
  mainImageUrl: "https://cdn.example/w1.jpg",
  variants: [
    { skuId: "W1-S", color: "Rød", size: "S", ean: "1", weight: 0.4, supplierSkuId: "FV-S", name: "Genser S" },
    { skuId: "W1-M", gtins: ["", "2"], externalIds: [{ providerName: "ERP", id: "9" }] }
  ]
}
const bag = { id: "B1_no", productId: "B1", skuId: "B1", name: "Nett", isVirtual: true, externalIds: [] }

const read = (id: string) => Omnium.use((omnium) => Effect.map(omnium.product(id), Option.getOrThrow))
const collected = (pages: Stream.Stream<OmniumProductPage, OmniumError>) =>
  Effect.map(Stream.runCollect(pages), (found) => found.flatMap((page) => page.products))
const modified = (modifiedSince: DateTime.Utc, more: { readonly inStockIn?: ReadonlyArray<string> } = {}) =>
  Omnium.use((omnium) => collected(omnium.products({ modifiedSince, ...more })))
const deleted = (since: DateTime.Utc) => Omnium.use((omnium) => collected(omnium.deletedProducts(since)))
const ids = (products: ReadonlyArray<OmniumProduct>) => [...new Set(products.map((each) => each.productId))].sort()
const ours = (products: ReadonlyArray<OmniumProduct>) => ids(products).filter((id) => id === "W1" || id === "B1")
const existing = (...skus: ReadonlyArray<string>) =>
  Effect.map(
    Omnium.use((omnium) => omnium.existingSkus(skus)),
    (found) => [...found].sort()
  )

export const productContract = (subject: ProductSubject) =>
  describe(`Omnium port, products: ${subject.name}`, () => {
    const it = (sentence: string, body: (system: ProductSystem) => Effect.Effect<unknown, unknown, Omnium>) =>
      itEffect(sentence, () =>
        Effect.gen(function* () {
          const system = yield* subject.open
          yield* system.putProduct(sweater)
          yield* system.putProduct(bag)
          yield* system.stock("W1-S", 3)
          yield* Effect.provide(body(system), system.layer)
        })
      )

    it("a product has its variants, each with what it does not say itself", () =>
      Effect.gen(function* () {
        const { skus, ...product } = yield* read("W1")
        expect(product).toMatchObject({ productId: "W1", hasVariants: true })
        expect(skus[0]).toMatchObject({
          skuId: "W1-S",
          name: "Genser S",
          description: "<p>Varm</p>",
          brand: "Fjellvang",
          color: "Rød",
          size: "S",
          ean: "1",
          weight: 0.4,
          supplierSkuId: "FV-S",
          mainImageUrl: "https://cdn.example/w1.jpg",
          isVirtual: false,
          isDeleted: false
        })
        expect(skus[1]).toMatchObject({
          skuId: "W1-M",
          name: "Ullgenser",
          color: undefined,
          size: undefined,
          ean: "2",
          weight: 0.52,
          supplierSkuId: "FV",
          externalIds: [{ providerName: "ERP", id: "9" }]
        })
      }))

    it("a product without variants is its own SKU", () =>
      Effect.gen(function* () {
        const product = yield* read("B1")
        expect(product.hasVariants).toBe(false)
        expect(product.skus).toMatchObject([{ skuId: "B1", name: "Nett", isVirtual: true }])
      }))

    it("a product is read by its id, or by the SKU of one of its variants, or is none", () =>
      Effect.gen(function* () {
        expect((yield* read("W1-M")).productId).toBe("W1")
        expect(yield* Omnium.use((omnium) => omnium.product("W1-XXL"))).toEqual(Option.none())
      }))

    it("a SKU says what is available of it, and where some of it lies", ({ warehouse }) =>
      Effect.gen(function* () {
        const { skus } = yield* read("W1")
        expect(skus.map(({ availableInventory }) => availableInventory)).toEqual([3, 0])
        expect(skus[0]?.stockedIn).toEqual([warehouse])
        expect(skus[1]?.stockedIn ?? []).toEqual([])
      }))

    it("those modified since are found, deleted ones not", (system) =>
      Effect.gen(function* () {
        expect(ours(yield* modified(beginning))).toEqual(["B1", "W1"])
        yield* system.passSeconds(60)
        const since = yield* DateTime.now
        expect(yield* modified(since)).toEqual([])
        yield* system.putProduct({ ...sweater, brand: "Lyngmo" })
        expect(ids(yield* modified(since))).toEqual(["W1"])
        yield* system.deleteProduct("W1")
        expect(yield* modified(since)).toEqual([])
      }))

    it("those in stock in a warehouse are found, if that is asked for", ({ warehouse }) =>
      Effect.gen(function* () {
        expect(ours(yield* modified(beginning, { inStockIn: [warehouse] }))).toEqual(["W1"])
        expect(ours(yield* modified(beginning, { inStockIn: ["epic_company_shop_warehouse"] }))).toEqual([])
        expect(yield* modified(beginning, { inStockIn: [] })).toEqual([])
      }))

    it("those of several languages are found in each of them", ({ putProduct }) =>
      Effect.gen(function* () {
        yield* putProduct({ ...sweater, id: "W1_en", language: "en", name: "Sweater" })
        const found = (yield* modified(beginning)).filter(({ productId }) => productId === "W1")
        expect(found).toHaveLength(2)
      }))

    it("those deleted since are found, with all their SKUs deleted", (system) =>
      Effect.gen(function* () {
        expect(ours(yield* deleted(beginning))).toEqual([])
        yield* system.passSeconds(60)
        const since = yield* DateTime.now
        yield* system.deleteProduct("W1")
        const [product, ...more] = yield* deleted(since)
        expect(more).toEqual([])
        expect(product?.skus.map((sku) => [sku.skuId, sku.isDeleted])).toEqual([
          ["W1-S", true],
          ["W1-M", true]
        ])
        yield* system.passSeconds(1)
        expect(yield* deleted(DateTime.add(since, { seconds: 1 }))).toEqual([])
      }))

    it("one that was removed altogether is not among those deleted", ({ removeProduct }) =>
      Effect.gen(function* () {
        yield* removeProduct("W1")
        expect(ours(yield* deleted(beginning))).toEqual([])
        expect(yield* Omnium.use((omnium) => omnium.product("W1"))).toEqual(Option.none())
      }))

    it("a variant that is deleted alone says so", ({ deleteVariant }) =>
      Effect.gen(function* () {
        yield* deleteVariant("W1", "W1-M")
        expect((yield* read("W1")).skus.map((sku) => sku.isDeleted)).toEqual([false, true])
      }))

    it("of SKUs those exist that are there and not deleted", (system) =>
      Effect.gen(function* () {
        expect(yield* existing("W1-S", "W1-M", "B1", "W1-XXL", "W1")).toEqual(["B1", "W1-M", "W1-S"])
        expect(yield* existing()).toEqual([])
        yield* system.deleteVariant("W1", "W1-M")
        expect(yield* existing("W1-S", "W1-M")).toEqual(["W1-S"])
        yield* system.deleteProduct("B1")
        yield* system.removeProduct("W1")
        expect(yield* existing("W1-S", "B1")).toEqual([])
      }))

    it("of 200 SKUs those exist that do", (system) =>
      Effect.gen(function* () {
        const skus = Array.from({ length: 200 }, (_, index) => `M1-${index}`)
        yield* system.putProduct({ productId: "M1", variants: skus.slice(0, 150).map((skuId) => ({ skuId })) })
        expect((yield* existing(...skus)).length).toBe(150)
      }))

    it("SKUs have the external ids that are set, and those of other SKUs stay", () =>
      Effect.gen(function* () {
        const id = { providerName: "OngoingArticleId", id: "11_7" }
        const product = yield* read("W1")
        yield* Omnium.use((omnium) => omnium.setProductExternalIds(product, [{ skuId: "W1-S", externalIds: [id] }]))
        const { skus } = yield* read("W1")
        expect(skus.map((sku) => sku.externalIds)).toEqual([[id], [{ providerName: "ERP", id: "9" }]])
        const bag = yield* read("B1")
        yield* Omnium.use((omnium) => omnium.setProductExternalIds(bag, [{ skuId: "B1", externalIds: [id] }]))
        expect((yield* read("B1")).skus[0]?.externalIds).toEqual([id])
        expect(skus[0]).toMatchObject({ ean: "1", color: "Rød" })
      }))

    it("properties are added or updated by key, and none when empty", () =>
      Effect.gen(function* () {
        const set = (value: string, key = "OngoingExportError") =>
          Effect.flatMap(read("W1"), (product) =>
            Omnium.use((omnium) => omnium.setProductProperties(product, [{ key, value }]))
          )
        yield* set("1", "Other")
        yield* set("refused")
        yield* set("refused again")
        expect((yield* read("W1")).properties).toEqual([
          { key: "Other", value: "1" },
          { key: "OngoingExportError", value: "refused again" }
        ])
        yield* set("")
        expect((yield* read("W1")).properties).toEqual([{ key: "Other", value: "1" }])
      }))

    it("what is written stands in every language, and counts as a change only if it is one", (system) =>
      Effect.gen(function* () {
        yield* system.putProduct({ ...sweater, id: "W1_en", language: "en", name: "Sweater" })
        const product = yield* read("W1")
        const externalIds = [{ providerName: "OngoingArticleId", id: "11_7" }]
        const write = Omnium.use((omnium) => omnium.setProductExternalIds(product, [{ skuId: "W1-S", externalIds }]))
        yield* write
        for (const id of ["W1_no", "W1_en"]) expect((yield* read(id)).skus[0]?.externalIds).toEqual(externalIds)
        yield* system.passSeconds(60)
        const since = yield* DateTime.now
        yield* write
        expect(yield* modified(since)).toEqual([])
      }))

    it("a product that is not there cannot be written", ({ removeProduct }) =>
      Effect.gen(function* () {
        const product = yield* read("W1")
        yield* removeProduct("W1")
        const set = Omnium.use((omnium) => omnium.setProductProperties(product, [{ key: "a", value: "b" }]))
        expect((yield* Effect.flip(set)).reason._tag).toBe("NotFound")
      }))
  })

/** Passes time for the program and for the system. */
export const passing = (advance: (duration: string) => Effect.Effect<void>) => (seconds: number) =>
  Effect.andThen(advance(`PT${seconds}S`), TestClock.adjust(`${seconds} seconds`))
