import { Schema } from "effect"
import { type Article, isKit } from "../Article.ts"
import { putArticle } from "../ArticleUpsert.ts"
import { shownStock } from "../ShownStock.ts"
import { articleByNumber, ownerKey } from "../Warehouse.ts"
import { date, flag, Integer, integer, list, parseInstant } from "../wire/Fields.ts"
import { getArticle, getInventoryPerWarehouse } from "../wire/GetArticle.ts"
import { PostArticle } from "../wire/PostArticle.ts"
import { selectArticles } from "./ArticleSelection.ts"
import type { Api, Ask, Desk } from "./Desk.ts"
import { type Query, wholeSeconds } from "./Query.ts"

export const articlesQuery = {
  goodsOwnerId: "int",
  articleNumber: "text",
  articleNumbers: "texts",
  articleSystemIdFrom: "int",
  maxArticlesToGet: "count",
  stockInfoChangedFrom: "time",
  articleDataLastUpdatedFrom: "time",
  onlyArticlesInStock: "flag",
  productCode: "text",
  productCodes: "texts",
  articleNameContains: "texts",
  articleClassIds: "ints",
  barCodes: "texts",
  onlyArticlesBelowStockLimit: "flag",
  onlyArticlesBelowStockLimitConsideringNumberOfBookedItems: "flag",
  isObsolete: "flag"
} as const

export const inventoryQuery = {
  goodsOwnerId: "int",
  articleSystemIdFrom: "int",
  maxArticlesToGet: "count",
  articleNumbers: "texts",
  warehouseIds: "ints",
  onlyArticlesInStock: "flag",
  excludeStructureArticles: "flag",
  excludeNonStockArticles: "flag",
  stockInfoChangedFrom: "time"
} as const

export const structuresQuery = { goodsOwnerId: "int", articleKind: "text", articleNumbers: "texts" } as const

export const ArticlesByQuery = Schema.Struct({
  goodsOwnerId: Integer,
  articleNumbers: list(Schema.String),
  articleSystemIdFrom: integer,
  maxArticlesToGet: integer,
  stockInfoChangedFrom: date,
  articleDataLastUpdatedFrom: date,
  onlyArticlesInStock: flag,
  productCodes: list(Schema.String),
  articleNameContains: list(Schema.String),
  articleClassIds: list(Integer),
  barCodes: list(Schema.String),
  onlyArticlesBelowStockLimit: flag,
  onlyArticlesBelowStockLimitConsideringNumberOfBookedItems: flag,
  isObsolete: flag
}).annotate({ identifier: "ArticlesByQueryModel" })

type ArticlesQuery = Query<typeof articlesQuery>

export const articles = (api: Api, desk: Desk): void => {
  const put = async (ask: Ask, id: number | undefined) => {
    const sent = await desk.body(ask, PostArticle, "a")
    const { article, created } = desk.granted(putArticle(desk.warehouse, sent, id, desk.act(ask)))
    const message = `Article '${article.number}' was ${created ? "created" : "updated"}.`
    return ask.env.json({ articleSystemId: article.id, message })
  }
  api.put("/articles", (ask) => put(ask, undefined))
  api.put("/articles/:articleSystemId{[0-9]+}", (ask) => put(ask, Number(ask.req.param("articleSystemId"))))

  const select = (query: ArticlesQuery): ReadonlyArray<Article> =>
    selectArticles(
      desk,
      query,
      query.articleNumber === undefined ? query.articleNumbers : [query.articleNumber],
      (article) => matches(desk, query, article)
    )
  const answer = (ask: Ask, found: ReadonlyArray<Article>) =>
    ask.env.json(found.map((article) => getArticle(desk.warehouse, article)))
  api.get("/articles", (ask) => answer(ask, desk.list(ask, articlesQuery, select)))
  api.post("/articles/byQuery", async (ask) => {
    const { stockInfoChangedFrom, articleDataLastUpdatedFrom, ...sent } = await desk.body(ask, ArticlesByQuery, "q")
    const given = Object.entries({
      ...sent,
      stockInfoChangedFrom: seconds(stockInfoChangedFrom),
      articleDataLastUpdatedFrom: seconds(articleDataLastUpdatedFrom)
    }).filter(([, value]) => value !== null && value !== undefined)
    // The schema above has the members of the query with the same types, less the absent ones just left out.
    return answer(ask, select(Object.fromEntries(given) as ArticlesQuery))
  })
  api.get("/articles/:articleSystemId{[0-9]+}", (ask) => ask.env.json(getArticle(desk.warehouse, desk.article(ask))))

  api.get("/articles/inventoryPerWarehouse", (ask) => {
    const { warehouseIds } = desk.query(ask, inventoryQuery)
    const found = desk.list(ask, inventoryQuery, (query) =>
      selectArticles(
        desk,
        query,
        query.articleNumbers,
        (article) =>
          !(query.excludeStructureArticles === true && isKit(article)) &&
          !(query.excludeNonStockArticles === true && !article.keepsStock && !isKit(article))
      )
    )
    return ask.env.json(found.map((article) => getInventoryPerWarehouse(desk.warehouse, article, warehouseIds)))
  })
  api.get("/articles/structureDefinitions", (ask) => {
    const found = desk.list(ask, structuresQuery, (query) =>
      selectArticles(desk, query, query.articleNumbers, (article) =>
        query.articleKind === undefined
          ? article.sent.structureDefinition !== undefined && article.sent.structureDefinition !== null
          : article.kind === query.articleKind
      )
    )
    return ask.env.json(found.map((article) => structure(desk, article)))
  })
  api.get("/articles/:articleSystemId{[0-9]+}/structureDefinition", (ask) =>
    ask.env.json(structure(desk, desk.article(ask)))
  )
}

const seconds = (sent: string | null | undefined): number | undefined => {
  const milliseconds = typeof sent === "string" ? parseInstant(sent) : undefined
  return milliseconds === undefined ? undefined : wholeSeconds(milliseconds)
}

const matches = (desk: Desk, query: ArticlesQuery, article: Article): boolean => {
  const { productCode, productCodes, articleNameContains, articleClassIds, barCodes, isObsolete } = query
  const { articleDataLastUpdatedFrom } = query
  const { warehouse } = desk
  return (
    (query.articleNumbers?.includes(article.number) ?? true) &&
    (productCode === undefined || article.sent.productCode === productCode) &&
    (productCodes?.includes(article.sent.productCode ?? "") ?? true) &&
    (articleNameContains?.every((part) => article.sent.articleName?.includes(part)) ?? true) &&
    (articleClassIds === undefined ||
      (article.sent.articleClassesInfo?.classes ?? []).some(({ code }) =>
        articleClassIds.includes(warehouse.articleClasses.get(ownerKey(article.ownerId, code))?.id ?? -1)
      )) &&
    (barCodes?.includes(article.sent.barCodeInfo?.barCode ?? "") ?? true) &&
    (isObsolete === undefined || (article.sent.storageProperties?.isObsolete ?? false) === isObsolete) &&
    (articleDataLastUpdatedFrom === undefined || wholeSeconds(article.dataUpdated) >= articleDataLastUpdatedFrom) &&
    (query.onlyArticlesBelowStockLimit !== true ||
      shownStock(warehouse, article, undefined).numberOfItems < (article.sent.stockLimit ?? 0)) &&
    (query.onlyArticlesBelowStockLimitConsideringNumberOfBookedItems !== true ||
      shownStock(warehouse, article, undefined).sellable < (article.sent.stockLimit ?? 0))
  )
}

const structure = (desk: Desk, article: Article) => ({
  articleSystemId: article.id,
  articleNumber: article.number,
  articleKind: article.kind,
  rows: (article.sent.structureDefinition?.rows ?? []).map((row) => ({
    articleSystemId: articleByNumber(desk.warehouse, article.ownerId, row.articleNumber)?.id ?? null,
    articleNumber: row.articleNumber,
    numberOfItems: row.numberOfItems
  }))
})
