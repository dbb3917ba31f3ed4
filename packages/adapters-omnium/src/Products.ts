import type { OmniumProduct } from "@omnium-ongoing/domain/omnium/OmniumProduct"
import type { Omnium, OmniumProductPage } from "@omnium-ongoing/domain/ports/Omnium"
import { OmniumError } from "@omnium-ongoing/domain/ports/Omnium"
import { Refused } from "@omnium-ongoing/domain/ports/Upstream"
import { DateTime, Effect, Option, Schema, type Semaphore, Stream } from "effect"
import { HttpClientRequest } from "effect/http"
import { type OmniumClient, segment } from "./OmniumClient.ts"
import { scroll } from "./Scroll.ts"
import { WireCounters } from "./wire/Answers.ts"
import { toProduct, WireProduct, WireProductPage } from "./wire/Product.ts"

const readProduct = Schema.decodeUnknownResult(WireProduct)
const readPage = Schema.decodeUnknownResult(WireProductPage)
const readCounters = Schema.decodeUnknownResult(WireCounters)

const getProduct = { operation: "GET /api/Products/{productId}", write: false }
const startScroll = { operation: "POST /api/Products/Scroll", write: false }
const continueScroll = { operation: "GET /api/Products/Scroll/{scrollId}", write: false }
const patchProduct = { operation: "PATCH /api/Products/{productId}", write: true }

type Products = Pick<
  Omnium["Service"],
  "products" | "deletedProducts" | "existingSkus" | "product" | "setProductExternalIds" | "setProductProperties"
>

/** What the export does not need is most of a product. */
const without = {
  excludedFields: { isPricesExcluded: true, isAssetsExcluded: true, isProductCategoriesExcluded: true }
}

/** Only what names a SKU and says whether it is deleted. */
const named = {
  includedFields: { specificFields: ["id", "productId", "skuId", "status", "variants.skuId", "variants.status"] }
}

const namedSkus = (product: OmniumProduct): ReadonlyArray<string> =>
  product.skus.flatMap((sku) => (sku.isDeleted ? [] : [sku.skuId]))

/** `scrollStarts` has one permit: Omnium asks that no two scrolls are started at the same time. */
export const products = (client: OmniumClient, scrollStarts: Semaphore.Semaphore): Products => {
  const pages = (filter: object, fields: object = without): Stream.Stream<OmniumProductPage, OmniumError> =>
    scroll({
      operation: continueScroll.operation,
      idOf: (row) => row.id ?? row.productId ?? "",
      start: scrollStarts.withPermit(
        client.call(
          startScroll,
          HttpClientRequest.post("/api/Products/Scroll").pipe(
            HttpClientRequest.bodyJsonUnsafe({ ...filter, ...fields, isFacetsDisabled: true })
          ),
          readPage
        )
      ),
      next: Effect.fnUntraced(function* (scrollId) {
        const path = yield* segment(scrollId, continueScroll.operation)
        return yield* client.call(continueScroll, HttpClientRequest.get(`/api/Products/Scroll/${path}`), readPage)
      })
    }).pipe(Stream.map(({ rows, readAt }) => ({ products: rows.map(toProduct), readAt })))

  const patch = Effect.fnUntraced(function* (productId: string, body: object) {
    const path = yield* segment(productId, patchProduct.operation)
    const request = HttpClientRequest.patch(`/api/Products/${path}`).pipe(HttpClientRequest.bodyJsonUnsafe(body))
    const { value } = yield* client.call(patchProduct, request, readCounters)
    if (value.errorCount > 0 || value.notFoundCount > 0) {
      const message = value.errorMessage || (value.notFoundCount > 0 ? "the product was not found" : "the patch failed")
      return yield* new OmniumError({
        operation: patchProduct.operation,
        reason: new Refused({ status: 200, message })
      })
    }
  })

  const product = Effect.fn("Omnium.product")(
    function* (id: string) {
      const path = yield* segment(id, getProduct.operation)
      const { value } = yield* client.call(getProduct, HttpClientRequest.get(`/api/Products/${path}`), readProduct)
      return Option.some(toProduct(value))
    },
    Effect.catchReason("OmniumError", "NotFound", () => Effect.succeedNone)
  )

  return {
    products: ({ modifiedSince, inStockIn }) =>
      inStockIn?.length === 0
        ? Stream.empty
        : pages({
            modifiedFrom: DateTime.formatIso(modifiedSince),
            ...(inStockIn !== undefined && { isInStock: true, inStockWarehouseIds: inStockIn })
          }),

    deletedProducts: (since) => pages({ modifiedFrom: DateTime.formatIso(since), isDeleted: true }),

    existingSkus: Effect.fn("Omnium.existingSkus")(function* (skus) {
      // To Omnium an empty filter means every product; to us it means none.
      if (skus.length === 0) return new Set<string>()
      const found = yield* Stream.runCollect(pages({ productIds: skus }, named))
      const existing = new Set(found.flatMap((page) => page.products.flatMap(namedSkus)))
      // It is not told whether that filter finds variants by their SKU; reading one by its SKU is.
      for (const sku of skus.filter((each) => !existing.has(each))) {
        if (Option.exists(yield* product(sku), (found) => namedSkus(found).includes(sku))) existing.add(sku)
      }
      return new Set(skus.filter((sku) => existing.has(sku)))
    }),

    product,

    setProductExternalIds: Effect.fn("Omnium.setProductExternalIds")(function* (product, skus) {
      yield* patch(
        product.productId,
        product.hasVariants
          ? { productId: product.productId, variants: skus }
          : { productId: product.productId, externalIds: skus[0]?.externalIds ?? [] }
      )
    }),

    setProductProperties: Effect.fn("Omnium.setProductProperties")(function* (product, properties) {
      yield* patch(product.productId, {
        productId: product.productId,
        properties,
        keepExistingCustomProperties: true
      })
    })
  }
}
