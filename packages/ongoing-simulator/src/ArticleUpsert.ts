import { type Article, keepsStock } from "./Article.ts"
import { missing, Refusal, refused } from "./Refusal.ts"
import { register } from "./Register.ts"
import { type Act, articleByNumber, nextId, saveArticle, type Warehouse } from "./Warehouse.ts"
import type { PostArticle } from "./wire/PostArticle.ts"

/** Creates the article or replaces it, matched by goods owner and article number, or by its id when one is given. */
export const putArticle = (
  warehouse: Warehouse,
  sent: PostArticle,
  id: number | undefined,
  act: Act
): { readonly article: Article; readonly created: boolean } | Refusal => {
  if (!warehouse.owners.has(sent.goodsOwnerId))
    return new Refusal("forbidden", `The user has no access to goods owner ${sent.goodsOwnerId}.`)
  const sameNumber = articleByNumber(warehouse, sent.goodsOwnerId, sent.articleNumber)
  const known = id === undefined ? sameNumber : warehouse.articles.get(id)
  if (id !== undefined && known === undefined) return missing(`There is no article with articleSystemId ${id}.`)
  if (id !== undefined && sameNumber !== undefined && sameNumber.id !== id)
    return refused(`The article number '${sent.articleNumber}' is already used by another article.`)
  for (const row of sent.structureDefinition?.rows ?? [])
    if (articleByNumber(warehouse, sent.goodsOwnerId, row.articleNumber) === undefined)
      return refused(`The component article '${row.articleNumber}' of '${sent.articleNumber}' does not exist.`)
  const article = known === undefined ? undefined : { ...known, number: sent.articleNumber, sent, dataUpdated: act.now }
  if (
    known !== undefined &&
    article !== undefined &&
    keepsStock(known) &&
    !keepsStock(article) &&
    known.levels.some((entry) => entry.level.numberOfItems !== 0)
  )
    return refused(`The article '${known.number}' has stock and must remain a stock article.`)
  for (const each of sent.articleClassesInfo?.classes ?? [])
    register(warehouse, warehouse.articleClasses, sent.goodsOwnerId, each, act)
  if (known === undefined || article === undefined)
    return { article: createArticle(warehouse, sent, act), created: true }
  if (known.number !== article.number) warehouse.articleIds.delete(`${known.ownerId}/${known.number}`)
  saveArticle(warehouse, article, act)
  return { article, created: false }
}

/** An order that names an unknown article makes a bare one: a number and nothing else. */
export const bareArticle = (warehouse: Warehouse, ownerId: number, articleNumber: string, act: Act): Article =>
  createArticle(warehouse, { goodsOwnerId: ownerId, articleNumber }, act)

const createArticle = (warehouse: Warehouse, sent: PostArticle, act: Act): Article => {
  const article: Article = {
    id: nextId(warehouse, "article"),
    ownerId: sent.goodsOwnerId,
    number: sent.articleNumber,
    sent,
    created: act.now,
    dataUpdated: act.now,
    stockChanged: null,
    lastIn: null,
    levels: []
  }
  saveArticle(warehouse, article, act)
  return article
}
