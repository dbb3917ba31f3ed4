import { type DateTime, Effect, Option } from "effect"
import type { ExternalId } from "../omnium/OmniumOrder.ts"
import { make as articleIdOf, withArticleId } from "../omnium/OngoingArticleId.ts"
import { OngoingGoodsOwnerId } from "../ongoing/Identifiers.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium } from "../ports/Omnium.ts"
import { CrashPoint } from "../ports/Upstream.ts"
import { causes } from "../sync/Cause.ts"
import { productItem } from "../sync/ProductItem.ts"
import { done, isFirm, type NewItem, type Outcome, type WorkItem } from "../sync/WorkItem.ts"
import { earlierExport } from "./EarlierExport.ts"
import { goneProductExport } from "./GoneProductExport.ts"
import { movedSkus } from "./MovedSkuExport.ts"
import { articlesOf, isWanted, type NewArticles, type ProductArticle, whatIsAvailable } from "./ProductArticles.ts"
import { putArticle, waitsUntil } from "./PutArticleExport.ts"
import { type RefusedArticle, refusedByOngoing } from "./RefusedArticles.ts"

/** Writes the articles of one product at one goods owner that are not as they should be, and their ids to Omnium. */
export const productExport = Effect.fn("productExport")(function* (item: WorkItem) {
  const omnium = yield* Omnium
  const journal = yield* Journal
  const tenant = yield* CurrentTenant
  const owner = OngoingGoodsOwnerId.make(Number(item.reference))
  const product = Option.getOrUndefined(yield* omnium.product(item.key))
  if (product === undefined) return yield* goneProductExport(item)
  // Asked for by a SKU, because an order names it, the others of its product can wait for the scheduled task.
  const all = articlesOf(product, owner)
  const named = all.filter(({ sku }) => sku.skuId === item.key)
  const articles = named.length > 0 && item.key !== product.productId ? named : all
  const { last, isExported } = yield* earlierExport(articles, owner)
  const newArticles: NewArticles = isFirm(item.source) ? { _tag: "Asked" } : whatIsAvailable(yield* omnium.stores)
  const isDying = ({ sku, key, hash }: ProductArticle) =>
    sku.isDeleted && isExported(key) && last.get(key)?.hash !== hash
  const moved = yield* movedSkus(articles.filter(isDying).map(({ sku }) => sku.skuId))

  let count = 0
  let waits: DateTime.Utc | undefined
  const refused: Array<RefusedArticle> = []
  const ids: Array<{ readonly skuId: string; readonly externalIds: ReadonlyArray<ExternalId> }> = []
  const next: Array<NewItem> = []
  for (const { sku, article, key } of articles) {
    const before = last.get(key)
    if (!isWanted(sku, isExported(key), newArticles) || moved.has(sku.skuId)) continue
    const put = yield* putArticle(item, key, article, before)
    if (put._tag === "Refused") {
      refused.push({ number: article.articleNumber, message: put.message })
      continue
    }
    if (put._tag === "Waits") {
      waits = put.until
      continue
    }
    if (put._tag === "Written") {
      count++
      // It may have been refused when it was asked for by its SKU: then that is settled too.
      if (before?.state === "refused" && sku.skuId !== item.key) {
        next.push(productItem({ product: sku.skuId, owner, tenant, source: "connector", run: item.run }))
      }
    }
    const externalIds = withArticleId(sku.externalIds, articleIdOf(put.id, owner))
    if (externalIds !== undefined && !sku.isDeleted) ids.push({ skuId: sku.skuId, externalIds })
  }
  yield* (yield* CrashPoint)("product export before write-back")
  if (ids.length > 0) {
    yield* journal.recorded(
      {
        tenant: item.tenant,
        item: item.id,
        system: "omnium",
        operation: "PATCH /api/Products/{productId}",
        key: item.key
      },
      omnium.setProductExternalIds(product, ids)
    )
  }
  if (waits !== undefined) return waitsUntil(waits)
  if (refused.length > 0) return refusedByOngoing(refused)
  return count === 0 && ids.length === 0
    ? ({ _tag: "Skipped", cause: "unchanged", message: causes.unchanged.words } satisfies Outcome)
    : (done(`${count} of ${articles.length} articles written.`, next) satisfies Outcome)
})
