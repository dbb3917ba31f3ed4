import { findProduct, productDocuments, saveProduct, shownProduct } from "../Assortment.ts"
import { type Operation as EventOperation, operations as events, productEvent } from "../Events.ts"
import { pageOf } from "../Paging.ts"
import {
  deletedProduct,
  deletedVariant,
  type Product,
  patchProduct,
  patchVariant,
  putProduct,
  type Variant
} from "../Product.ts"
import { fieldsOf } from "../ProductFields.ts"
import { findProducts } from "../ProductSearching.ts"
import { refuse } from "../Refusal.ts"
import { takeNumber } from "../Tenant.ts"
import { batchResult, ProductResult, ProductsResult, ProductView, searchResult } from "../wire/Answer.ts"
import { ProductMembers, ProductPatch, ProductSearch, VariantMembers, VariantPatch } from "../wire/Product.ts"
import { list, text } from "../wire/Shape.ts"
import { noContent } from "./Answer.ts"
import { announce } from "./Dispatching.ts"
import type { Exchange, Operation } from "./Exchange.ts"
import { continueProducts, scrollProducts } from "./ProductScroll.ts"

const maxMany = 1000

const requireProduct = (exchange: Exchange, id: string): Product =>
  findProduct(exchange.tenant, id) ?? refuse(404, `Product ${id} does not exist`)

const shown = (exchange: Exchange, product: Product): Product => shownProduct(exchange.tenant, product)

const variantOf = (exchange: Exchange, product: Product, sku: string): Variant =>
  shown(exchange, product).variants.find((variant) => variant.skuId === sku) ??
  refuse(404, `Product ${product.productId} has no variant '${sku}'`)

const store = (exchange: Exchange, product: Product, event: EventOperation): void => {
  exchange.refuseLocked("Product", product.productId)
  saveProduct(exchange.tenant, product, exchange.write)
  announce(exchange.world, productEvent(event, product, String(takeNumber(exchange.tenant)), exchange.isoNow))
}

/** Changes every language of a product, or the one whose document is named. */
const change = (exchange: Exchange, id: string, event: EventOperation, changed: (product: Product) => Product) => {
  const documents = productDocuments(exchange.tenant, id)
  if (documents.length === 0) refuse(404, `Product ${id} does not exist`)
  const after = documents.map(changed).filter((product, position) => product !== documents[position])
  for (const product of after) store(exchange, product, event)
  const isModified = after.length > 0
  return {
    totalCount: 1,
    updatedCount: isModified ? 1 : 0,
    unchangedCount: isModified ? 0 : 1,
    notFoundCount: 0,
    errorCount: 0,
    isModified,
    notFoundIds: []
  }
}

const count = (
  total: { updatedCount: number; unchangedCount: number; isModified: boolean },
  by: number,
  isModified: boolean
) => {
  if (isModified) total.updatedCount += by
  else total.unchangedCount += by
  total.isModified ||= isModified
}

const put = (exchange: Exchange, sent: ProductMembers, event: EventOperation): Product => {
  const id = sent.id ?? sent.productId ?? ""
  const product = putProduct(exchange.tenant.products.get(id), sent, exchange.isoNow)
  store(exchange, product, event)
  return product
}

const many = <A>(sent: ReadonlyArray<A>): ReadonlyArray<A> =>
  sent.length > maxMany ? refuse(400, `At most ${maxMany} products can be sent at once`) : sent

/** The list view leaves out what only the full model has. */
const listView = ({ status: _status, availableInventory: _available, errors: _errors, ...product }: Product) => product

export const products: ReadonlyArray<Operation> = [
  {
    method: "POST",
    path: "/api/Products/Scroll",
    summary: "The first batch of a snapshot of the full products that match",
    body: ProductSearch,
    answer: batchResult(ProductView),
    run: (exchange) => {
      const search = exchange.read(ProductSearch)
      return scrollProducts(exchange, findProducts(exchange.tenant, search), search)
    }
  },
  {
    method: "GET",
    path: "/api/Products/Scroll/{scrollId}",
    summary: "The next batch of a scroll",
    answer: batchResult(ProductView),
    run: continueProducts
  },
  {
    method: "POST",
    path: "/api/Products/SearchProducts",
    summary: "A page of list views of the products that match",
    body: ProductSearch,
    answer: searchResult(ProductView),
    run: (exchange) => {
      const search = exchange.read(ProductSearch)
      const found = findProducts(exchange.tenant, search)
      const fields = fieldsOf(search)
      const result = pageOf(found, search).map((product) => fields(listView(shown(exchange, product))))
      return Response.json({ result, totalHits: found.length, facets: [], isValid: true })
    }
  },
  {
    method: "PATCH",
    path: "/api/Products/PatchMany",
    summary: "Changes products and variants by their ids",
    body: list(ProductPatch),
    query: { excludeProductExport: "flag" },
    answer: ProductsResult,
    run: (exchange) => {
      const patches = many(exchange.read(list(ProductPatch)))
      const notFoundIds: Array<string> = []
      const products = { totalCount: patches.length, updatedCount: 0, unchangedCount: 0, isModified: false }
      const variants = { totalCount: 0, updatedCount: 0, unchangedCount: 0, isModified: false }
      for (const patch of patches) {
        const id = patch.id ?? patch.productId ?? patch.skuId ?? ""
        if (findProduct(exchange.tenant, id) === undefined) {
          notFoundIds.push(id)
          continue
        }
        const { isModified } = change(exchange, id, events.productPatched, (product) =>
          patchProduct(product, patch, exchange.isoNow)
        )
        count(products, 1, isModified)
        const sent = patch.variants?.filter((variant) => variant.skuId !== undefined).length ?? 0
        variants.totalCount += sent
        count(variants, sent, isModified)
      }
      return Response.json({
        productUpdateResultTotal: { ...products, notFoundCount: notFoundIds.length, errorCount: 0, notFoundIds },
        variantUpdateResultTotal: { ...variants, notFoundCount: 0, errorCount: 0, notFoundIds: [] }
      })
    }
  },
  {
    method: "POST",
    path: "/api/Products",
    summary: "Creates a product, or replaces it",
    body: ProductMembers,
    answer: ProductMembers,
    run: (exchange) => Response.json(put(exchange, exchange.read(ProductMembers), events.productSaved))
  },
  {
    method: "POST",
    path: "/api/Products/AddMany",
    summary: "Creates products, or replaces them",
    body: list(ProductMembers),
    run: (exchange) => {
      for (const sent of many(exchange.read(list(ProductMembers)))) put(exchange, sent, events.productSaved)
      return noContent()
    }
  },
  {
    method: "POST",
    path: "/api/Products/UpdateMany",
    summary: "Changes products or creates them; external ids are added, properties overwritten",
    body: list(ProductMembers),
    run: (exchange) => {
      for (const sent of many(exchange.read(list(ProductMembers)))) {
        const id = sent.id ?? sent.productId ?? ""
        if (findProduct(exchange.tenant, id) === undefined) put(exchange, sent, events.productSaved)
        else {
          change(exchange, id, events.productSaved, (product) =>
            patchProduct(product, { ...sent, keepExistingCustomProperties: false }, exchange.isoNow)
          )
        }
      }
      return noContent()
    }
  },
  {
    method: "GET",
    path: "/api/Products/Variants/{variantId}",
    summary: "One variant by its SKU",
    answer: VariantMembers,
    run: (exchange) => {
      const sku = exchange.param("variantId")
      return Response.json(variantOf(exchange, requireProduct(exchange, sku), sku))
    }
  },
  {
    method: "GET",
    path: "/api/Products/{productId}",
    summary: "One product, by its id or the SKU of one of its variants",
    answer: ProductMembers,
    run: (exchange) => Response.json(shown(exchange, requireProduct(exchange, exchange.param("productId"))))
  },
  {
    method: "GET",
    path: "/api/Products/{id}/raw",
    summary: "One product by its document id",
    answer: ProductMembers,
    run: (exchange) => {
      const id = exchange.param("id")
      const product = exchange.tenant.products.get(id) ?? refuse(404, `Product document ${id} does not exist`)
      return Response.json(shown(exchange, product))
    }
  },
  {
    method: "GET",
    path: "/api/Products/{productId}/Variants",
    summary: "The variants of a product",
    answer: list(VariantMembers),
    run: (exchange) => Response.json(shown(exchange, requireProduct(exchange, exchange.param("productId"))).variants)
  },
  {
    method: "GET",
    path: "/api/Products/{productId}/Variants/{variantId}",
    summary: "One variant of a product",
    answer: VariantMembers,
    run: (exchange) =>
      Response.json(
        variantOf(exchange, requireProduct(exchange, exchange.param("productId")), exchange.param("variantId"))
      )
  },
  {
    method: "PATCH",
    path: "/api/Products/{productId}",
    summary: "Changes what was sent of a product and its variants",
    body: ProductPatch,
    answer: ProductResult,
    run: (exchange) => {
      const patch = exchange.read(ProductPatch)
      return Response.json(
        change(exchange, exchange.param("productId"), events.productPatched, (product) =>
          patchProduct(product, patch, exchange.isoNow)
        )
      )
    }
  },
  {
    method: "PATCH",
    path: "/api/Products/{productId}/Variants",
    summary: "Changes what was sent of several variants",
    body: list(VariantPatch),
    answer: ProductResult,
    run: (exchange) => {
      const variants = exchange.read(list(VariantPatch))
      return Response.json(
        change(exchange, exchange.param("productId"), events.productPatched, (product) =>
          patchProduct(product, { variants }, exchange.isoNow)
        )
      )
    }
  },
  {
    method: "PATCH",
    path: "/api/Products/{productId}/Variants/{variantId}",
    summary: "Changes what was sent of one variant",
    body: VariantPatch,
    answer: ProductResult,
    run: (exchange) => {
      const patch = exchange.read(VariantPatch)
      return Response.json(
        change(exchange, exchange.param("productId"), events.productPatched, (product) =>
          patchVariant(product, exchange.param("variantId"), patch, exchange.isoNow)
        )
      )
    }
  },
  {
    method: "DELETE",
    path: "/api/Products/DeleteMany",
    summary: "Sets the status of several products to Deleted; one that is unknown stops nothing",
    body: list(text),
    run: (exchange) => {
      for (const id of many(exchange.read(list(text)))) {
        if (findProduct(exchange.tenant, id) === undefined) continue
        change(exchange, id, events.productDeleted, (product) => deletedProduct(product, exchange.isoNow))
      }
      return noContent()
    }
  },
  {
    method: "DELETE",
    path: "/api/Products/{productId}",
    summary: "Sets the status Deleted",
    run: (exchange) => {
      change(exchange, exchange.param("productId"), events.productDeleted, (product) =>
        deletedProduct(product, exchange.isoNow)
      )
      return noContent()
    }
  },
  {
    method: "DELETE",
    path: "/api/Products/{productId}/Variants/{variantId}",
    summary: "Sets the status of one variant to Deleted",
    run: (exchange) => {
      const sku = exchange.param("variantId")
      change(exchange, exchange.param("productId"), events.productDeleted, (product) =>
        deletedVariant(product, variantOf(exchange, product, sku).skuId, exchange.isoNow)
      )
      return noContent()
    }
  }
]
