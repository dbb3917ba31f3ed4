import type { Adjustment } from "../Adjustment.ts"
import type { Order } from "../Order.ts"
import { statusText } from "../OrderStatuses.ts"
import type { PurchaseOrder } from "../PurchaseOrder.ts"
import { ownerKey, type Warehouse } from "../Warehouse.ts"

/** What an event tells beside its ids and its time; small on purpose: a receiver fetches the object by its path. */
export interface Payload {
  /** The vendor's name for the id of the webhook. */
  readonly webhookIdName: string
  readonly path: string | null
  readonly members: Readonly<Record<string, unknown>>
}

export const orderPayload = (warehouse: Warehouse, order: Order): Payload => ({
  webhookIdName: "webhookOrdersId",
  path: `/api/v1/orders/${order.id}`,
  members: {
    ...orderKeys(order),
    consigneeOrderNumber: order.header.consigneeOrderNumber ?? null,
    ...ownerMembers(warehouse, order.ownerId),
    orderStatus: { number: order.status, text: statusText(order.status, warehouse.settings) },
    tracking: [...order.tracking, ...order.returnTracking].map((tracking) => ({
      waybill: tracking.waybill,
      trackingUrl: tracking.trackingUrl,
      isReturn: order.returnTracking.includes(tracking)
    })),
    parcels: order.parcels.map((parcel) => ({
      id: parcel.id,
      parcelNumber: parcel.number,
      isReturnParcel: parcel.isReturn,
      tracking: { trackingUrl: parcel.trackingUrl }
    }))
  }
})

export const purchaseOrderPayload = (warehouse: Warehouse, order: PurchaseOrder): Payload => {
  const type = warehouse.purchaseOrderTypes.get(ownerKey(order.ownerId, order.header.purchaseOrderType?.code ?? ""))
  return {
    webhookIdName: "webhookPurchaseOrdersId",
    path: `/api/v1/purchaseOrders/${order.id}`,
    members: {
      purchaseOrderId: order.id,
      purchaseOrderNumber: order.number,
      goodsOwnerPurchaseOrderId: order.header.goodsOwnerPurchaseOrderId ?? null,
      ...ownerMembers(warehouse, order.ownerId),
      purchaseOrderStatus: { number: order.status },
      purchaseOrderType: type === undefined ? null : { purchaseOrderTypeId: type.id, purchaseOrderTypeCode: type.code },
      purchaseOrderClasses: []
    }
  }
}

/** One for every item that came back. */
export const returnPayloads = (warehouse: Warehouse, before: Order, after: Order): ReadonlyArray<Payload> => {
  const known = new Set(
    before.lines.flatMap((line) =>
      line.items.filter((item) => item.returned !== null).map((item) => item.articleItemId)
    )
  )
  return after.lines.flatMap((line) =>
    line.items.flatMap((item) =>
      item.returned === null || known.has(item.articleItemId)
        ? []
        : [
            {
              webhookIdName: "webhookPickedArticleItemsId",
              path: `/api/v1/orders/${after.id}`,
              members: {
                ...orderKeys(after),
                ...ownerMembers(warehouse, after.ownerId),
                orderLineId: line.id,
                ...articleMembers(warehouse, line.articleId),
                articleItemId: item.articleItemId,
                numberOfItems: item.quantity,
                returnCause: item.returned.cause,
                isAllocated: false,
                isPicked: false,
                isPacked: false,
                isReturned: true,
                isDeleted: false
              }
            }
          ]
    )
  )
}

export const adjustmentPayload = (warehouse: Warehouse, adjustment: Adjustment): Payload => ({
  webhookIdName: "webhookInventoryId",
  path: `/api/v1/inventoryAdjustments/${adjustment.id}`,
  members: {
    ...ownerMembers(warehouse, adjustment.ownerId),
    ...articleMembers(warehouse, adjustment.articleId),
    articleItemId: adjustment.articleItemId,
    inventoryId: adjustment.id,
    transactionNumberOfItems: adjustment.quantity,
    inventoryAdjustmentCause: adjustment.cause,
    isCountInventory: adjustment.isCount,
    returnRemovedByOrder: adjustment.returnRemovedByOrder === null ? null : { orderId: adjustment.returnRemovedByOrder }
  }
})

const orderKeys = (order: Order) => ({
  orderId: order.id,
  orderNumber: order.number,
  goodsOwnerOrderId: order.header.goodsOwnerOrderId ?? null
})

const ownerMembers = (warehouse: Warehouse, ownerId: number) => ({
  goodsOwnerId: ownerId,
  goodsOwnerName: warehouse.owners.get(ownerId)?.name ?? null
})

const articleMembers = (warehouse: Warehouse, articleId: number) => ({
  articleSystemId: articleId,
  articleNumber: warehouse.articles.get(articleId)?.number ?? null
})
