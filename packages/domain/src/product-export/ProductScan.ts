import { DateTime, type Duration, Effect, Option, type Stream } from "effect"
import type { OmniumProduct } from "../omnium/OmniumProduct.ts"
import { goodsOwnersOf } from "../omnium/OngoingStore.ts"
import type { OngoingGoodsOwnerId } from "../ongoing/Identifiers.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium, type OmniumError, type OmniumProductPage } from "../ports/Omnium.ts"
import { productItem } from "../sync/ProductItem.ts"
import { scan } from "../sync/Scan.ts"
import { type Counts, noCounts, skippedAlso, together } from "../sync/SyncReport.ts"
import { earlierExport } from "./EarlierExport.ts"
import { articlesOf, isWanted, whatIsAvailable } from "./ProductArticles.ts"

const beginning = DateTime.makeUnsafe(0)

const deletedTask = "DeletedProducts"

/** Omnium's search leaves deleted products out, so they are asked for on their own, and hardly ever there are any. */
const deletedEvery: Duration.Input = "1 hour"

/**
 * Products that were modified since the last complete scan, or all of them: with available inventory in an Ongoing
 * warehouse, or exported before. A search for those in stock would leave out what was exported and is sold out.
 */
export const productScan = Effect.fn("productScan")(function* (run: string, isFullAskedFor: boolean) {
  const omnium = yield* Omnium
  return yield* changed(
    "ExportProducts",
    run,
    (since) => omnium.products({ modifiedSince: isFullAskedFor ? beginning : since }),
    // A new product may have the barcode that a deleted one gives up, so that one comes first.
    deleted(run)
  )
})

/** Products deleted since the last complete scan, if that was long ago or all is asked for. */
export const deletedProductScan = Effect.fn("deletedProductScan")(function* (run: string, isFullAskedFor: boolean) {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  const last = Option.getOrUndefined(yield* journal.cursor(tenant.id, deletedTask, ""))
  const now = yield* DateTime.now
  const isLately = last !== undefined && DateTime.isLessThan(now, DateTime.addDuration(last, deletedEvery))
  return isLately && !isFullAskedFor ? noCounts : yield* deleted(run)
})

const deleted = (run: string) =>
  Effect.flatMap(Omnium, (omnium) =>
    changed(deletedTask, run, (since) => omnium.deletedProducts(since), Effect.succeed(noCounts))
  )

/** Those of which an article would be written otherwise than it was the last time; `first` goes before them. */
const changed = Effect.fnUntraced(function* <E, R>(
  task: string,
  run: string,
  pages: (since: DateTime.Utc) => Stream.Stream<OmniumProductPage, OmniumError>,
  first: Effect.Effect<Counts, E, R>
) {
  const tenant = yield* CurrentTenant
  const omnium = yield* Omnium
  const journal = yield* Journal
  const owners = goodsOwnersOf(yield* omnium.stores)
  if (owners.length === 0) return noCounts
  const at = { tenant: tenant.id, task, scope: "" }
  const before = Option.getOrUndefined(yield* journal.cursor(at.tenant, at.task, at.scope))
  let isFirst = true
  return yield* scan({
    // The catalogue is older than the go-live line: the first scan takes all of it.
    pages: pages(before ?? beginning),
    rows: ({ products }, counts) =>
      Effect.gen(function* () {
        const items = []
        for (const owner of owners) {
          for (const product of yield* unlike(products, owner)) {
            items.push(productItem({ product, owner, tenant, source: "poll", run }))
          }
        }
        const earlier = isFirst && items.length > 0 ? yield* first : noCounts
        isFirst &&= items.length === 0
        const read = new Set(products.map((product) => product.productId)).size * owners.length
        return { items, counts: skippedAlso(together(counts, earlier), "unchanged", read - items.length) }
      }),
    commit: journal.commit,
    cursor: { at, before }
  })
})

/** The ids of products whose articles are not as they were written the last time, be it in vain. */
export const unlike = Effect.fn("unlike")(function* (
  products: ReadonlyArray<OmniumProduct>,
  owner: OngoingGoodsOwnerId
) {
  const newArticles = whatIsAvailable(yield* (yield* Omnium).stores)
  const wanted = products.map((product) => ({ id: product.productId, articles: articlesOf(product, owner) }))
  const { last, isExported } = yield* earlierExport(
    wanted.flatMap(({ articles }) => articles),
    owner
  )
  const isLike = (articles: (typeof wanted)[number]["articles"]) =>
    articles.every(({ sku, key, hash }) => {
      const before = last.get(key)
      return !isWanted(sku, isExported(key), newArticles) || (before?.hash === hash && before.state !== "open")
    })
  // A product is there once for each of its languages, and its articles were written in one of them.
  return [...Map.groupBy(wanted, ({ id }) => id)]
    .filter(([, languages]) => !languages.some(({ articles }) => isLike(articles)))
    .map(([id]) => id)
})
