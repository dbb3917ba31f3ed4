import { type Article, isKit } from "../Article.ts"
import { shownStock, stockChangedAt } from "../ShownStock.ts"
import { articleByNumber, articlesFrom, movedArticlesFrom, type Warehouse } from "../Warehouse.ts"
import { ApiError } from "./ApiError.ts"
import type { Desk } from "./Desk.ts"
import { wholeSeconds } from "./Query.ts"

const oneDay = 24 * 60 * 60 * 1000

/** What the lists of articles and of their stock have in common. */
interface ArticlePage {
  readonly goodsOwnerId?: number
  readonly articleSystemIdFrom?: number
  readonly maxArticlesToGet?: number
  readonly stockInfoChangedFrom?: number
  readonly onlyArticlesInStock?: boolean
}

/** A page of the goods owner's articles by ascending id. */
export const selectArticles = (
  desk: Desk,
  query: ArticlePage,
  numbers: ReadonlyArray<string> | undefined,
  filter: (article: Article) => boolean
): ReadonlyArray<Article> => {
  const { warehouse } = desk
  const owner = desk.owner(query)
  const { stockInfoChangedFrom: since, articleSystemIdFrom = 0, maxArticlesToGet = Number.POSITIVE_INFINITY } = query
  if (since !== undefined && since < wholeSeconds(desk.world.clock.now()) - oneDay)
    throw new ApiError(400, "stockInfoChangedFrom must be within 24 hours of the current time.")
  const candidates =
    numbers === undefined
      ? since === undefined
        ? articlesFrom(warehouse, articleSystemIdFrom)
        : movedArticlesFrom(warehouse, articleSystemIdFrom)
      : [...new Set(numbers)]
          .flatMap((number) => articleByNumber(warehouse, owner, number) ?? [])
          .sort((one, other) => one.id - other.id)
  const found: Array<Article> = []
  for (const article of candidates) {
    if (found.length >= maxArticlesToGet) break
    if (article.ownerId !== owner || article.id < articleSystemIdFrom) continue
    if (since !== undefined && wholeSeconds(stockChangedAt(warehouse, article)) < since) continue
    if (query.onlyArticlesInStock === true && !isInStock(warehouse, article)) continue
    if (filter(article)) found.push(article)
  }
  return found
}

/** In at least one warehouse. */
const isInStock = (warehouse: Warehouse, article: Article): boolean =>
  isKit(article)
    ? warehouse.sites.keys().some((id) => shownStock(warehouse, article, [id]).numberOfItems > 0)
    : article.levels.some((entry) => entry.level.numberOfItems > 0)
