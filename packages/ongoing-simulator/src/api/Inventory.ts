import { Schema } from "effect"
import type { Adjustment } from "../Adjustment.ts"
import type { Article } from "../Article.ts"
import { statusByCode } from "../ArticleItemStatuses.ts"
import { type ArticleItem, articleItems } from "../ArticleItems.ts"
import { historicalInventory } from "../HistoricalInventory.ts"
import { reportAdjustment } from "../InventoryEvent.ts"
import { purchaseOrderStatusText } from "../PurchaseOrderStatuses.ts"
import { missing } from "../Refusal.ts"
import { putEntry } from "../Register.ts"
import type { Warehouse } from "../Warehouse.ts"
import { flag, Integer, RequiredText } from "../wire/Fields.ts"
import { dateTime, sentDate } from "../wire/Instants.ts"
import { ownerOf, pair, siteOf } from "../wire/Pairs.ts"
import { invalid } from "./ApiError.ts"
import { selectArticles } from "./ArticleSelection.ts"
import type { Api, Ask, Desk } from "./Desk.ts"
import type { Query } from "./Query.ts"

export const adjustmentsQuery = {
  goodsOwnerId: "int",
  from: "time",
  to: "time",
  toTime: "time",
  isReported: "flag"
} as const

export const articleItemsQuery = {
  goodsOwnerId: "int",
  articleNumber: "text",
  articleNumbers: "texts",
  articleSystemIdFrom: "int",
  maxArticlesToGet: "count",
  locationNames: "texts",
  articleItemStatusCodes: "texts",
  batchNumbers: "texts"
} as const

export const historicalQuery = { goodsOwnerId: "int", stockDate: "time", warehouseId: "int" } as const

export const PutStatus = Schema.Struct({
  goodsOwnerId: Integer,
  code: RequiredText,
  name: RequiredText,
  isLocked: flag,
  isLockedForSale: flag
})

/** Stock in detail, and the events that corrected it. */
export const inventory = (api: Api, desk: Desk): void => {
  api.get("/articleItems", (ask) => {
    const itemsOf = (query: Query<typeof articleItemsQuery>, article: Article) =>
      articleItems(article)
        .map((item) => shownItem(desk.warehouse, article, item))
        .filter(
          ({ location, status, batch }) =>
            (query.locationNames?.includes(location) ?? true) &&
            (query.articleItemStatusCodes?.includes(status?.code ?? "") ?? true) &&
            (query.batchNumbers?.includes(batch) ?? true)
        )
    const found = desk.list(ask, articleItemsQuery, (query) => {
      const numbers = query.articleNumber === undefined ? query.articleNumbers : [query.articleNumber]
      const articles = selectArticles(desk, query, numbers, (article) => itemsOf(query, article).length > 0)
      return articles.map((article) => ({ article, items: itemsOf(query, article) }))
    })
    return Response.json(
      found.map(({ article, items }) => ({
        articleSystemId: article.id,
        articleNumber: article.number,
        goodsOwner: ownerOf(desk.warehouse, article.ownerId),
        items
      }))
    )
  })
  api.get("/articleItems/statuses", (ask) =>
    Response.json({
      articleItemStatuses: desk
        .entries(ask, desk.warehouse.articleItemStatuses)
        .map(({ ownerId: _, ...status }) => status)
    })
  )
  api.put("/articleItems/statuses", async (ask) => {
    const sent = await desk.body(ask, PutStatus, "a")
    const { code, name, isLocked, isLockedForSale } = sent
    const entry = {
      ownerId: desk.owner(sent),
      code,
      name,
      isLocked: isLocked ?? false,
      isLockedForSale: isLockedForSale ?? false
    }
    const done = desk.granted(
      putEntry(desk.warehouse, desk.warehouse.articleItemStatuses, entry, undefined, desk.act(ask))
    )
    return Response.json({ articleItemStatusId: done.id, success: true, message: null })
  })
  api.get("/articles/historicalInventory", (ask) => {
    const query = desk.query(ask, historicalQuery)
    const owner = desk.owner(query)
    if (query.stockDate === undefined) throw invalid({ stockDate: ["stockDate is required."] })
    const found = historicalInventory(desk.warehouse, owner, query.stockDate, query.warehouseId)
    const articles = found.map(({ article, quantity }) => ({
      ...named(article),
      numberOfItems: quantity,
      articleItems: null
    }))
    return Response.json([{ articles }])
  })
  api.get("/inventoryAdjustments", (ask) => {
    const query = desk.query(ask, adjustmentsQuery)
    const owner = desk.owner(query)
    const end = query.toTime ?? query.to ?? Number.POSITIVE_INFINITY
    const found = desk.warehouse.adjustments.values().filter(
      // Both bounds are strict.
      ({ ownerId, at, isReported }) =>
        ownerId === owner &&
        at > (query.from ?? Number.NEGATIVE_INFINITY) &&
        at < end &&
        (query.isReported ?? isReported) === isReported
    )
    const groups = Map.groupBy(found, (adjustment) => adjustment.articleId)
    return Response.json([...groups].map(([articleId, group]) => adjustmentGroup(desk.warehouse, articleId, group)))
  })
  api.get("/inventoryAdjustments/:inventoryId{[0-9]+}", (ask) => {
    const id = inventoryId(ask)
    const known = desk.warehouse.adjustments.get(id)
    const adjustment = desk.granted(known ?? missing(`There is no inventory adjustment ${id}.`))
    return Response.json(adjustmentGroup(desk.warehouse, adjustment.articleId, [adjustment]))
  })
  api.patch("/inventoryAdjustments/:inventoryId{[0-9]+}/articles/:articleSystemId{[0-9]+}/setReported", (ask) => {
    const articleId = Number(ask.req.param("articleSystemId"))
    const done = desk.granted(reportAdjustment(desk.warehouse, inventoryId(ask), articleId, desk.act(ask)))
    return Response.json({
      message: null,
      items: [{ inventoryArticleItemId: done.id, articleItemId: done.articleItemId }]
    })
  })
}

const inventoryId = (ask: Ask): number => Number(ask.req.param("inventoryId"))

const shownItem = (warehouse: Warehouse, { ownerId }: Article, item: ArticleItem) => {
  const order = item.receipt === null ? undefined : warehouse.purchaseOrders.get(item.receipt.purchaseOrderId)
  const received = order?.lines
    .find((line) => line.id === item.receipt?.purchaseOrderLineId)
    ?.receipts.find((receipt) => receipt.articleItemId === item.articleItemId)
  return {
    articleItemId: item.articleItemId,
    numberOfItems: item.quantity,
    inDate: dateTime(item.inDate),
    batch: received?.batch ?? "",
    container: received?.container ?? "",
    serial: received?.serial ?? "",
    location: "A-01-01",
    comment: received?.comment ?? "",
    expiryDate: sentDate(received?.expiryDate),
    isLocked: item.lock !== "none",
    isLockedForSale: item.lock === "lockedForSale",
    status: pair(statusByCode(warehouse, ownerId, received?.statusCode ?? null)),
    warehouse: siteOf(warehouse, item.warehouseId),
    purchaseOrderInfo:
      order === undefined || item.receipt === null
        ? null
        : {
            purchaseOrderId: order.id,
            purchaseOrderNumber: order.number,
            purchaseOrderLineId: item.receipt.purchaseOrderLineId,
            purchaseOrderStatus: {
              number: order.status,
              text: purchaseOrderStatusText(order.status, warehouse.settings)
            }
          },
    lockCauses: {
      byAllocation: false,
      byInventory: false,
      byItemLock: item.lock !== "none" && item.receipt === null,
      byLocation: false,
      byStatus: item.lock !== "none" && item.receipt !== null,
      byWarehouseTransferOrder: false
    }
  }
}

const adjustmentGroup = (warehouse: Warehouse, articleId: number, adjustments: ReadonlyArray<Adjustment>) => ({
  article: pricedOrNull(warehouse.articles.get(articleId)),
  inventoryAdjustments: adjustments.map((adjustment) => ({
    inventoryId: adjustment.id,
    numberOfItems: adjustment.quantity,
    inventoryTime: dateTime(adjustment.at),
    articleItemComment: "",
    inventoryItemComment: "",
    inventoryAdjustmentCause: adjustment.cause,
    location: "A-01-01",
    batchNumber: "",
    serial: "",
    articleItemStatus: null,
    expiryDate: null,
    warehouse: siteOf(warehouse, adjustment.warehouseId),
    prices: null,
    articleItemClasses: null
  }))
})

const named = (article: Article) => ({
  articleSystemId: article.id,
  articleNumber: article.number,
  articleName: article.sent.articleName ?? "",
  productCode: article.sent.productCode ?? ""
})

const pricedOrNull = (article: Article | undefined) =>
  article === undefined ? null : { ...named(article), prices: null }
