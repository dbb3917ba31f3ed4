import { type Article, articleKind } from "./Article.ts"
import { foreignOwner, missing, type Refusal, refused } from "./Refusal.ts"
import { register } from "./Register.ts"
import { type Act, articleByNumber, nextId, ownerKey, saveArticle, type Warehouse } from "./Warehouse.ts"
import type { PostArticle } from "./wire/PostArticle.ts"

/** Creates the article or replaces it, matched by goods owner and article number, or by its id when one is given. */
export const putArticle = (
  warehouse: Warehouse,
  sent: PostArticle,
  id: number | undefined,
  act: Act
): { readonly article: Article; readonly created: boolean } | Refusal => {
  if (!warehouse.owners.has(sent.goodsOwnerId)) return foreignOwner(sent.goodsOwnerId)
  const sameNumber = articleByNumber(warehouse, sent.goodsOwnerId, sent.articleNumber)
  const known = id === undefined ? sameNumber : warehouse.articles.get(id)
  if (id !== undefined && known === undefined) return missing(`There is no article with articleSystemId ${id}.`)
  if (id !== undefined && sameNumber !== undefined && sameNumber.id !== id)
    return refused(`The article number '${sent.articleNumber}' is already used by another article.`)
  const refusal = refuseStructure(warehouse, sent) ?? refuseBarCode(warehouse, sent, known)
  if (refusal !== undefined) return refusal
  const article =
    known === undefined
      ? undefined
      : {
          ...known,
          ...articleKind(sent),
          number: sent.articleNumber,
          sent: withKnownClasses(known, sent),
          dataUpdated: act.now
        }
  if (
    known !== undefined &&
    article !== undefined &&
    known.keepsStock &&
    !article.keepsStock &&
    known.levels.some((entry) => entry.level.numberOfItems !== 0)
  )
    return refused(`The article '${known.number}' has stock and must remain a stock article.`)
  for (const each of sent.articleClassesInfo?.classes ?? [])
    register(warehouse, warehouse.articleClasses, sent.goodsOwnerId, each, act)
  if (known === undefined || article === undefined)
    return { article: createArticle(warehouse, sent, act), created: true }
  saveArticle(warehouse, article, act)
  return { article, created: false }
}

const refuseStructure = (warehouse: Warehouse, sent: PostArticle): Refusal | undefined => {
  const definition = sent.structureDefinition
  if (definition === null || definition === undefined) return undefined
  if ((definition.rows ?? []).length === 0)
    return refused(`The structure definition of article '${sent.articleNumber}' has no rows.`)
  for (const { articleNumber, numberOfItems } of definition.rows ?? []) {
    const component = articleByNumber(warehouse, sent.goodsOwnerId, articleNumber)
    const what = `The component article '${articleNumber}' of '${sent.articleNumber}'`
    if (component === undefined) return refused(`${what} does not exist.`)
    if (!(numberOfItems > 0)) return refused(`${what} must have a quantity above 0.`)
    if (articleNumber === sent.articleNumber || !component.keepsStock) return refused(`${what} keeps no stock.`)
  }
  return undefined
}

/** Among active articles a bar code is unique; an inactive one keeps its own, but nobody minds. */
const refuseBarCode = (warehouse: Warehouse, sent: PostArticle, known: Article | undefined): Refusal | undefined => {
  const barCode = sent.isActive === false ? "" : (sent.barCodeInfo?.barCode ?? "")
  const holder = warehouse.barCodes.get(ownerKey(sent.goodsOwnerId, barCode))
  return holder === undefined || holder === known?.id
    ? undefined
    : refused(
        `The bar code '${barCode}' of article '${sent.articleNumber}' is already used by article ` +
          `'${warehouse.articles.get(holder)?.number}'.`
      )
}

/** Classes are added to the known ones when the sender says so. */
const withKnownClasses = (known: Article, sent: PostArticle): PostArticle => {
  const info = sent.articleClassesInfo
  if (info?.handlingMode !== "Add") return sent
  const classes = new Map(
    [...(known.sent.articleClassesInfo?.classes ?? []), ...(info.classes ?? [])].map((each) => [each.code, each])
  )
  return { ...sent, articleClassesInfo: { ...info, classes: [...classes.values()] } }
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
    ...articleKind(sent),
    created: act.now,
    dataUpdated: act.now,
    stockChanged: null,
    lastIn: null,
    levels: [],
    receipts: []
  }
  saveArticle(warehouse, article, act)
  return article
}
