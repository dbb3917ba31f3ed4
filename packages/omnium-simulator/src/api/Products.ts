import { type Operation as EventOperation, operations as events, productEvent } from "../Events.ts"
import { checkedPage } from "../Paging.ts"
import {
  deletedProduct,
  matchesProduct,
  type Product,
  patchProduct,
  patchVariant,
  putProduct,
  type Variant,
  withAvailability
} from "../Product.ts"
import { refuse } from "../Refusal.ts"
import { continueScroll, startScroll } from "../Scroll.ts"
import { availabilityOf, findProduct, saveProduct, takeNumber } from "../Tenant.ts"
import { ProductMembers, ProductPatch, ProductSearch, VariantPatch } from "../wire/Product.ts"
import { list } from "../wire/Shape.ts"
import { noContent } from "./Answer.ts"
import { announce } from "./Dispatching.ts"
import type { Exchange, Operation } from "./Exchange.ts"

const scrollBatch = 1000
const maxMany = 1000

const requireProduct = (exchange: Exchange, id: string): Product =>
  findProduct(exchange.tenant, id) ?? refuse(404, `Product ${id} does not exist`)

const shown = (exchange: Exchange, product: Product): Product =>
  withAvailability(product, (sku) => availabilityOf(exchange.tenant, sku))

const variantOf = (exchange: Exchange, product: Product, sku: string): Variant =>
  shown(exchange, product).variants.find((variant) => variant.skuId === sku) ??
  refuse(404, `Product ${product.productId} has no variant '${sku}'`)

const change = (exchange: Exchange, before: Product, after: Product, event: EventOperation) => {
  exchange.refuseLocked("Product", before.productId)
  const isModified = after !== before
  if (isModified) {
    saveProduct(exchange.tenant, after, exchange.write)
    announce(exchange.world, productEvent(event, after, String(takeNumber(exchange.tenant)), exchange.isoNow))
  }
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

const search = (exchange: Exchange, wanted: ProductSearch): ReadonlyArray<Product> => {
  const found: Array<Product> = []
  for (const product of exchange.tenant.products.values()) {
    const candidate = shown(exchange, product)
    if (matchesProduct(candidate, wanted)) found.push(candidate)
  }
  return found
}

const put = (exchange: Exchange, sent: ProductMembers): Product => {
  const known = findProduct(exchange.tenant, sent.productId ?? sent.id ?? "")
  const product = putProduct(known, sent, exchange.isoNow)
  exchange.refuseLocked("Product", product.productId)
  saveProduct(exchange.tenant, product, exchange.write)
  return product
}

/** The list view leaves out what only the full model has. */
const listView = ({ status: _status, availableInventory: _available, errors: _errors, ...product }: Product) => product

export const products: ReadonlyArray<Operation> = [
  {
    method: "POST",
    path: "/api/Products/Scroll",
    summary: "The first batch of a snapshot of the full products that match",
    body: ProductSearch,
    run: (exchange) => {
      const { tenant, now } = exchange
      const found = search(exchange, exchange.read(ProductSearch))
      return Response.json(startScroll(tenant.scrolls, "Products", found, scrollBatch, takeNumber(tenant), now))
    }
  },
  {
    method: "GET",
    path: "/api/Products/Scroll/{scrollId}",
    summary: "The next batch of a scroll",
    run: (exchange) =>
      Response.json(continueScroll(exchange.tenant.scrolls, "Products", exchange.param("scrollId"), exchange.now))
  },
  {
    method: "POST",
    path: "/api/Products/SearchProducts",
    summary: "A page of list views of the products that match",
    body: ProductSearch,
    run: (exchange) => {
      const wanted = exchange.read(ProductSearch)
      const { take, page } = checkedPage(wanted)
      const found = search(exchange, wanted)
      const result = found.slice(page * take, (page + 1) * take).map(listView)
      return Response.json({ result, totalHits: found.length, facets: [], isValid: true })
    }
  },
  {
    method: "PATCH",
    path: "/api/Products/PatchMany",
    summary: "Changes products and variants by their ids",
    body: list(ProductPatch),
    run: (exchange) => {
      const patches = exchange.read(list(ProductPatch))
      if (patches.length > maxMany) refuse(400, `At most ${maxMany} products can be sent at once`)
      const notFoundIds: Array<string> = []
      const total = { totalCount: patches.length, updatedCount: 0, unchangedCount: 0 }
      for (const patch of patches) {
        const id = patch.productId ?? patch.id ?? patch.skuId ?? ""
        const before = findProduct(exchange.tenant, id)
        if (before === undefined) {
          notFoundIds.push(id)
          continue
        }
        const after = patchProduct(before, patch, exchange.isoNow)
        const result = change(exchange, before, after, events.productPatched)
        total.updatedCount += result.updatedCount
        total.unchangedCount += result.unchangedCount
      }
      return Response.json({
        productUpdateResultTotal: {
          ...total,
          notFoundCount: notFoundIds.length,
          errorCount: 0,
          isModified: total.updatedCount > 0,
          notFoundIds
        }
      })
    }
  },
  {
    method: "POST",
    path: "/api/Products",
    summary: "Creates a product, or replaces it",
    body: ProductMembers,
    run: (exchange) => Response.json(put(exchange, exchange.read(ProductMembers)))
  },
  {
    method: "POST",
    path: "/api/Products/AddMany",
    summary: "Creates products, or replaces them",
    body: list(ProductMembers),
    run: (exchange) => {
      for (const sent of exchange.read(list(ProductMembers))) put(exchange, sent)
      return noContent()
    }
  },
  {
    method: "GET",
    path: "/api/Products/Variants/{variantId}",
    summary: "One variant by its SKU",
    run: (exchange) => {
      const sku = exchange.param("variantId")
      return Response.json(variantOf(exchange, requireProduct(exchange, sku), sku))
    }
  },
  {
    method: "GET",
    path: "/api/Products/{productId}",
    summary: "One product, by its id or the SKU of one of its variants",
    run: (exchange) => Response.json(shown(exchange, requireProduct(exchange, exchange.param("productId"))))
  },
  {
    method: "GET",
    path: "/api/Products/{id}/raw",
    summary: "One product by its document id",
    run: (exchange) => {
      const product = requireProduct(exchange, exchange.param("id"))
      return product.id === exchange.param("id")
        ? Response.json(shown(exchange, product))
        : refuse(404, `Product document ${exchange.param("id")} does not exist`)
    }
  },
  {
    method: "GET",
    path: "/api/Products/{productId}/Variants",
    summary: "The variants of a product",
    run: (exchange) => Response.json(shown(exchange, requireProduct(exchange, exchange.param("productId"))).variants)
  },
  {
    method: "GET",
    path: "/api/Products/{productId}/Variants/{variantId}",
    summary: "One variant of a product",
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
    run: (exchange) => {
      const patch = exchange.read(ProductPatch)
      const before = requireProduct(exchange, exchange.param("productId"))
      return Response.json(
        change(exchange, before, patchProduct(before, patch, exchange.isoNow), events.productPatched)
      )
    }
  },
  {
    method: "PATCH",
    path: "/api/Products/{productId}/Variants",
    summary: "Changes what was sent of several variants",
    body: list(VariantPatch),
    run: (exchange) => {
      const variants = exchange.read(list(VariantPatch))
      const before = requireProduct(exchange, exchange.param("productId"))
      return Response.json(
        change(exchange, before, patchProduct(before, { variants }, exchange.isoNow), events.productPatched)
      )
    }
  },
  {
    method: "PATCH",
    path: "/api/Products/{productId}/Variants/{variantId}",
    summary: "Changes what was sent of one variant",
    body: VariantPatch,
    run: (exchange) => {
      const patch = exchange.read(VariantPatch)
      const before = requireProduct(exchange, exchange.param("productId"))
      const after = patchVariant(before, exchange.param("variantId"), patch, exchange.isoNow)
      return Response.json(change(exchange, before, after, events.productPatched))
    }
  },
  {
    method: "DELETE",
    path: "/api/Products/{productId}",
    summary: "Sets the status Deleted",
    run: (exchange) => {
      const before = requireProduct(exchange, exchange.param("productId"))
      change(exchange, before, deletedProduct(before, exchange.isoNow), events.productDeleted)
      return noContent()
    }
  }
]
