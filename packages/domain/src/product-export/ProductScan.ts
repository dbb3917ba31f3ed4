import { DateTime, Effect, Option, type Stream } from "effect"
import type { OmniumProduct } from "../omnium/OmniumProduct.ts"
import { goodsOwnersOf, isOngoingStore } from "../omnium/OngoingStore.ts"
import type { OngoingGoodsOwnerId } from "../ongoing/Identifiers.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium, type OmniumError, type OmniumProductPage } from "../ports/Omnium.ts"
import { productItem } from "../sync/ProductItem.ts"
import { scan } from "../sync/Scan.ts"
import { noCounts, skippedAlso } from "../sync/SyncReport.ts"
import { articlesOf } from "./ProductArticles.ts"

const beginning = DateTime.makeUnsafe(0)

/** Products with available inventory in an Ongoing warehouse that were modified since the last complete scan. */
export const productScan = Effect.fn("productScan")(function* (run: string) {
  const omnium = yield* Omnium
  const warehouses = (yield* omnium.stores).filter(isOngoingStore).map((store) => store.id)
  return yield* changed("ExportProducts", run, (modifiedSince) =>
    omnium.products({ modifiedSince, inStockIn: warehouses })
  )
})

/** Products deleted since the last complete scan. */
export const deletedProductScan = Effect.fn("deletedProductScan")(function* (run: string) {
  const omnium = yield* Omnium
  return yield* changed("DeletedProducts", run, (modifiedSince) => omnium.deletedProducts(modifiedSince))
})

/** Those of which an article would be written otherwise than it was the last time. */
const changed = Effect.fnUntraced(function* (
  task: string,
  run: string,
  pages: (since: DateTime.Utc) => Stream.Stream<OmniumProductPage, OmniumError>
) {
  const tenant = yield* CurrentTenant
  const omnium = yield* Omnium
  const journal = yield* Journal
  const owners = goodsOwnersOf(yield* omnium.stores)
  if (owners.length === 0) return noCounts
  const at = { tenant: tenant.id, task, scope: "" }
  const before = Option.getOrUndefined(yield* journal.cursor(at.tenant, at.task, at.scope))
  return yield* scan({
    // The catalogue is older than the go-live line: the first scan takes all of it.
    pages: pages(before ?? beginning),
    rows: (page, counts) =>
      Effect.gen(function* () {
        const items = []
        for (const owner of owners) {
          for (const product of yield* unlike(page.products, owner)) {
            items.push(productItem({ product: product.productId, owner, tenant, source: "poll", run }))
          }
        }
        return { items, counts: skippedAlso(counts, "unchanged", page.products.length * owners.length - items.length) }
      }),
    commit: journal.commit,
    cursor: { at, before }
  })
})

const unlike = Effect.fnUntraced(function* (products: ReadonlyArray<OmniumProduct>, owner: OngoingGoodsOwnerId) {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  const wanted = products.map((product) => ({ product, articles: articlesOf(product, owner) }))
  const keys = wanted.flatMap(({ articles }) => articles.map((article) => article.key))
  const written = yield* journal.intentsAmong(tenant.id, "product-export", keys)
  const hashes = new Map(
    written.filter((intent) => intent.state === "confirmed").map((intent) => [intent.key, intent.hash])
  )
  return wanted
    .filter(({ product, articles }) =>
      articles.some(({ key, hash }) => hashes.get(key) !== hash && !(product.isDeleted && !hashes.has(key)))
    )
    .map(({ product }) => product)
})
