import { Effect } from "effect"
import { hasArticleIdOf } from "../omnium/OngoingArticleId.ts"
import type { OngoingGoodsOwnerId } from "../ongoing/Identifiers.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Ongoing } from "../ports/Ongoing.ts"
import { articleKey } from "../sync/ProductItem.ts"
import type { ProductArticle } from "./ProductArticles.ts"

/** How the journal knows articles that were exported, and which others were: a journal may be older than they are. */
export const earlierExport = Effect.fn("earlierExport")(function* (
  articles: ReadonlyArray<ProductArticle>,
  owner: OngoingGoodsOwnerId
) {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  const ongoing = yield* Ongoing
  const keys = new Set(articles.map(({ key }) => key))
  const intents = yield* journal.intentsAmong(tenant.id, "product-export", [...keys])
  const last = new Map(intents.map((intent) => [intent.key, intent]))
  const marked = articles
    .filter(({ sku, key }) => sku.isDeleted && !last.has(key) && hasArticleIdOf(sku.externalIds, owner))
    .map(({ sku }) => sku.skuId)
  // The id stays in Omnium for good: only what is in use yet is to be taken out of it.
  const found = marked.length === 0 ? [] : yield* ongoing.articlesByNumber(owner, marked)
  const inUse = new Set(
    found
      .filter(({ article }) => article.isActive || article.barCode !== "")
      .map(({ article }) => articleKey(article.articleNumber, owner))
  )
  return { last, isExported: (key: string): boolean => last.has(key) || inUse.has(key) }
})
