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
  const marked = articles.filter(({ sku, key }) => !last.has(key) && hasArticleIdOf(sku.externalIds, owner))
  // The id stays in Omnium for good: of what is deleted, only what is in use yet is to be taken out of it.
  const deleted = marked.filter(({ sku }) => sku.isDeleted).map(({ sku }) => sku.skuId)
  const found = deleted.length === 0 ? [] : yield* ongoing.articlesByNumber(owner, deleted)
  const inUse = new Set(
    found
      .filter(({ article }) => article.isActive || article.barCode !== "")
      .map(({ article }) => articleKey(article.articleNumber, owner))
  )
  // What is sold out since is not wanted for its stock, and has to stay up to date all the same.
  const living = new Set(marked.filter(({ sku }) => !sku.isDeleted).map(({ key }) => key))
  return { last, isExported: (key: string): boolean => last.has(key) || inUse.has(key) || living.has(key) }
})
