import type { Adjustment } from "../Adjustment.ts"
import type { Article } from "../Article.ts"
import { type ArticleItem, articleItems } from "../ArticleItems.ts"
import { reportAdjustment } from "../InventoryEvent.ts"
import { purchaseOrderStatusText } from "../PurchaseOrderStatuses.ts"
import type { Warehouse } from "../Warehouse.ts"
import { dateTime } from "../wire/Instants.ts"
import { ownerOf, siteOf } from "../wire/Pairs.ts"
import { ApiError } from "./ApiError.ts"
import { selectArticles } from "./ArticleSelection.ts"
import type { Api, Ask, Desk } from "./Desk.ts"

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
  maxArticlesToGet: "int",
  locationNames: "absent",
  articleItemStatusCodes: "absent",
  batchNumbers: "absent"
} as const

/** Stock in detail, and the events that corrected it. */
export const inventory = (api: Api, desk: Desk): void => {
  api.get("/articleItems", (ask) => {
    const query = desk.query(ask, articleItemsQuery)
    const numbers = query.articleNumber === undefined ? query.articleNumbers : [query.articleNumber]
    return Response.json(
      selectArticles(desk, query, numbers, (article) => articleItems(article).length > 0).map((article) => ({
        articleSystemId: article.id,
        articleNumber: article.number,
        goodsOwner: ownerOf(desk.warehouse, article.ownerId),
        items: articleItems(article).map((item) => articleItem(desk.warehouse, item))
      }))
    )
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
    const adjustment = desk.warehouse.adjustments.get(id)
    if (adjustment === undefined) throw new ApiError(404, `There is no inventory adjustment ${id}.`)
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

const articleItem = (warehouse: Warehouse, item: ArticleItem) => {
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
    expiryDate: received?.expiryDate?.slice(0, 10) ?? null,
    isLocked: item.lock !== "none",
    isLockedForSale: item.lock === "lockedForSale",
    status: null,
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
      byItemLock: item.lock !== "none",
      byLocation: false,
      byStatus: false,
      byWarehouseTransferOrder: false
    }
  }
}

const adjustmentGroup = (warehouse: Warehouse, articleId: number, adjustments: ReadonlyArray<Adjustment>) => ({
  article: groupArticle(warehouse.articles.get(articleId)),
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

const groupArticle = (article: Article | undefined) =>
  article === undefined
    ? null
    : {
        articleSystemId: article.id,
        articleNumber: article.number,
        articleName: article.sent.articleName ?? "",
        productCode: article.sent.productCode ?? "",
        prices: null
      }
