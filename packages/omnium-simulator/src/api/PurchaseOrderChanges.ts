import { type Operation as EventOperation, purchaseOrderEvent } from "../Events.ts"
import type { PurchaseOrder } from "../PurchaseOrder.ts"
import { savePurchaseOrder } from "../Purchasing.ts"
import { refuse } from "../Refusal.ts"
import { takeNumber } from "../Tenant.ts"
import { announce } from "./Dispatching.ts"
import type { Exchange } from "./Exchange.ts"

export const requirePurchaseOrder = (exchange: Exchange, id: string): PurchaseOrder =>
  exchange.tenant.purchaseOrders.get(id) ?? refuse(404, `Purchase order ${id} does not exist`)

/** For writing: not while another operation holds it. */
export const openPurchaseOrder = (exchange: Exchange, id: string): PurchaseOrder => {
  const order = requirePurchaseOrder(exchange, id)
  exchange.refuseLocked("PurchaseOrder", id)
  return order
}

export const savePurchase = (exchange: Exchange, order: PurchaseOrder, event: EventOperation): PurchaseOrder => {
  const before = exchange.tenant.purchaseOrders.get(order.id)
  savePurchaseOrder(exchange.tenant, order, exchange.write)
  announcePurchase(exchange, before, order, event)
  return order
}

export const announcePurchase = (
  exchange: Exchange,
  before: PurchaseOrder | undefined,
  after: PurchaseOrder,
  event: EventOperation
): void => {
  const id = String(takeNumber(exchange.tenant))
  announce(exchange.world, purchaseOrderEvent(event, after, before, id, exchange.isoNow))
}
