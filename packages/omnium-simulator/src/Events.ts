import type { Delivery } from "./Delivery.ts"
import { present } from "./Merge.ts"
import type { Order } from "./Order.ts"
import type { Product } from "./Product.ts"
import type { PurchaseOrder } from "./PurchaseOrder.ts"

/** Who is told about which events; a filter that is not given lets all pass. */
export interface Subscription {
  readonly url: string
  readonly secret?: string
  readonly className?: string
  readonly subClassName?: string
  readonly category?: string
  readonly operationId?: number
  readonly status?: string
  readonly market?: string
  readonly storeId?: string
}

/** What a webhook of an event subscription carries: that something happened, never the entity. */
export interface OmniumEvent {
  readonly id: string
  readonly operationId: number
  readonly timestamp: string
  readonly message: string
  readonly className: string
  readonly subClassName?: string
  readonly objectId: string
  readonly objectNumber?: string
  readonly category: string
  readonly market?: string
  readonly storeId?: string
  readonly status?: string
  readonly previousStatus?: string
  readonly user: string
  readonly origin: string
  readonly isError: boolean
  readonly tags: ReadonlyArray<string>
  readonly attachments: ReadonlyArray<{ readonly name: string; readonly value: string }>
}

/** What happened, by the ids the system numbers its operations with. */
export const operations = {
  orderAdded: { operationId: 110106, category: "Added", message: "Order added" },
  orderStatusUpdated: { operationId: 310101, category: "Updated", message: "Order status updated" },
  partialShipmentCreated: { operationId: 110101, category: "Created", message: "Partial shipment created" },
  orderLineCancelled: { operationId: 310106, category: "Canceled", message: "Order line cancelled" },
  returnCreated: { operationId: 318100, category: "Created", message: "Return created" },
  orderProcessed: { operationId: 110108, category: "Updated", message: "Order processed" },
  productSaved: { operationId: 510102, category: "Updated", message: "Product saved" },
  productPatched: { operationId: 140105, category: "Updated", message: "Product patched" },
  productDeleted: { operationId: 140101, category: "Deleted", message: "Product deleted" },
  purchaseOrderCreated: { operationId: 351100, category: "Created", message: "Purchase order created" },
  purchaseOrderUpdated: { operationId: 351101, category: "Updated", message: "Purchase order updated" },
  purchaseOrderPatched: { operationId: 351102, category: "Updated", message: "Purchase order patched" },
  purchaseOrderStatusUpdated: { operationId: 351103, category: "Updated", message: "Purchase order status updated" },
  purchaseOrderLineCancelled: { operationId: 351104, category: "Canceled", message: "Purchase order line cancelled" },
  goodsReceived: { operationId: 352112, category: "Updated", message: "Goods received" },
  deliveryPatched: { operationId: 352113, category: "Updated", message: "Delivery patched" },
  deliveryDeleted: { operationId: 352114, category: "Deleted", message: "Delivery deleted" },
  deliveryUpdated: { operationId: 352115, category: "Updated", message: "Delivery updated" },
  deliveryCreated: { operationId: 352116, category: "Created", message: "Delivery created" }
} as const

export type Operation = (typeof operations)[keyof typeof operations]

const event = (
  operation: Operation,
  id: string,
  now: string,
  about: Pick<OmniumEvent, "className" | "objectId"> & Partial<OmniumEvent>
): OmniumEvent => ({
  id,
  ...operation,
  timestamp: now,
  user: "API",
  origin: "API",
  isError: false,
  tags: [],
  attachments: [],
  ...about
})

export const orderEvent = (
  operation: Operation,
  order: Order,
  previous: Order | undefined,
  shipmentId: string | undefined,
  id: string,
  now: string
): OmniumEvent =>
  event(operation, id, now, {
    className: "Order",
    subClassName: order.orderType,
    objectId: order.id,
    objectNumber: order.orderNumber,
    ...present({ market: order.marketId, storeId: order.storeId, previousStatus: previous?.status }),
    status: order.status,
    tags: order.tags,
    attachments: shipmentId === undefined ? [] : [{ name: "ShipmentId", value: shipmentId }]
  })

export const productEvent = (operation: Operation, product: Product, id: string, now: string): OmniumEvent =>
  event(operation, id, now, {
    className: "Product",
    objectId: product.id,
    objectNumber: product.productId,
    ...present({ status: product.status })
  })

export const deliveryEvent = (
  operation: Operation,
  delivery: Delivery,
  previous: Delivery | undefined,
  id: string,
  now: string
): OmniumEvent =>
  event(operation, id, now, {
    className: "Delivery",
    objectId: delivery.id,
    objectNumber: delivery.id,
    ...present({
      subClassName: delivery.orderType,
      storeId: delivery.warehouseCode,
      previousStatus: previous?.deliveryStatus
    }),
    status: delivery.deliveryStatus,
    tags: delivery.tags ?? []
  })

export const purchaseOrderEvent = (
  operation: Operation,
  order: PurchaseOrder,
  previous: PurchaseOrder | undefined,
  id: string,
  now: string
): OmniumEvent =>
  event(operation, id, now, {
    className: "PurchaseOrder",
    objectId: order.id,
    ...present({
      objectNumber: order.purchaseOrderNumber,
      subClassName: order.orderType,
      market: order.marketId,
      storeId: order.storeId,
      previousStatus: previous?.status
    }),
    status: order.status,
    tags: order.tags ?? []
  })

export const isWanted = (subscription: Subscription, event: OmniumEvent): boolean =>
  (["className", "subClassName", "category", "status", "market", "storeId"] as const).every(
    (member) =>
      subscription[member] === undefined || subscription[member].toLowerCase() === event[member]?.toLowerCase()
  ) &&
  (subscription.operationId === undefined || subscription.operationId === event.operationId)
