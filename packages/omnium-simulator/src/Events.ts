import type { Order } from "./Order.ts"
import type { Product } from "./Product.ts"

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
  productPatched: { operationId: 140105, category: "Updated", message: "Product patched" },
  productDeleted: { operationId: 140101, category: "Deleted", message: "Product deleted" }
} as const

export type Operation = (typeof operations)[keyof typeof operations]

export const orderEvent = (
  operation: Operation,
  order: Order,
  previous: Order | undefined,
  shipmentId: string | undefined,
  id: string,
  now: string
): OmniumEvent => ({
  id,
  ...operation,
  timestamp: now,
  className: "Order",
  subClassName: order.orderType,
  objectId: order.id,
  objectNumber: order.orderNumber,
  ...(order.marketId === undefined ? {} : { market: order.marketId }),
  ...(order.storeId === undefined ? {} : { storeId: order.storeId }),
  status: order.status,
  ...(previous === undefined ? {} : { previousStatus: previous.status }),
  user: "API",
  origin: "API",
  isError: false,
  tags: order.tags,
  attachments: shipmentId === undefined ? [] : [{ name: "ShipmentId", value: shipmentId }]
})

export const productEvent = (operation: Operation, product: Product, id: string, now: string): OmniumEvent => ({
  id,
  ...operation,
  timestamp: now,
  className: "Product",
  objectId: product.id,
  objectNumber: product.productId,
  ...(product.status === undefined ? {} : { status: product.status }),
  user: "API",
  origin: "API",
  isError: false,
  tags: [],
  attachments: []
})

export const isWanted = (subscription: Subscription, event: OmniumEvent): boolean =>
  (["className", "subClassName", "category", "status", "market", "storeId"] as const).every(
    (member) =>
      subscription[member] === undefined || subscription[member].toLowerCase() === event[member]?.toLowerCase()
  ) &&
  (subscription.operationId === undefined || subscription.operationId === event.operationId)
