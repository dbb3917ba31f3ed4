import type { Delivery } from "./Delivery.ts"
import { type Receipt, type ReceptionContext, releasedOrder } from "./GoodsReception.ts"
import { isFinished, type PurchaseOrder, type PurchaseOrderLine, withLines, withStatus } from "./PurchaseOrder.ts"
import { refuse } from "./Refusal.ts"
import { isoOf, moveStock, saveOrder, type Tenant, type Write } from "./Tenant.ts"

/** The status of a purchase order of which nothing is open any more. */
const receivedStatus = "Completed"

/** Keeps a purchase order; the ids of its lines must be nobody else's, and no quantity below nothing. */
export const savePurchaseOrder = (tenant: Tenant, order: PurchaseOrder, write: Write): void => {
  const lines = order.purchaseOrderForm.lineItems
  const taken = lines.find((line) => (tenant.purchaseOrderOfLine.get(line.lineItemId) ?? order.id) !== order.id)
  if (taken !== undefined) refuse(400, `Line id '${taken.lineItemId}' belongs to another purchase order`)
  if (new Set(lines.map((line) => line.lineItemId)).size < lines.length) {
    refuse(400, `A line id occurs twice in purchase order ${order.id}`)
  }
  const negative = lines.find(
    ({ quantity, deliveredQuantity, canceledQuantity }) => Math.min(quantity, deliveredQuantity, canceledQuantity) < 0
  )
  if (negative !== undefined) refuse(400, `Purchase order line ${negative.lineItemId}: a quantity is negative`)
  for (const line of tenant.purchaseOrders.get(order.id)?.purchaseOrderForm.lineItems ?? []) {
    tenant.purchaseOrderOfLine.delete(line.lineItemId)
    if (line.deliveryId !== undefined) {
      tenant.purchaseOrdersOfDelivery.set(
        line.deliveryId,
        without(tenant.purchaseOrdersOfDelivery.get(line.deliveryId), order.id)
      )
    }
  }
  tenant.purchaseOrders.set(order.id, order, write.record)
  indexPurchaseOrder(tenant, order)
}

/** Where its lines are found by their ids and by their deliveries. */
export const indexPurchaseOrder = (
  tenant: Pick<Tenant, "purchaseOrderOfLine" | "purchaseOrdersOfDelivery">,
  order: PurchaseOrder
): void => {
  for (const line of order.purchaseOrderForm.lineItems) {
    tenant.purchaseOrderOfLine.set(line.lineItemId, order.id)
    if (line.deliveryId === undefined) continue
    const orders = tenant.purchaseOrdersOfDelivery.get(line.deliveryId) ?? new Set()
    tenant.purchaseOrdersOfDelivery.set(line.deliveryId, new Set(orders).add(order.id))
  }
}

const without = (ids: ReadonlySet<string> | undefined, id: string): ReadonlySet<string> => {
  const rest = new Set(ids)
  rest.delete(id)
  return rest
}

export const purchaseOrdersOf = (tenant: Tenant, deliveryId: string): ReadonlyArray<PurchaseOrder> =>
  [...(tenant.purchaseOrdersOfDelivery.get(deliveryId) ?? [])].flatMap((id) => tenant.purchaseOrders.get(id) ?? [])

export const linesOfDelivery = (tenant: Tenant, deliveryId: string): ReadonlyArray<PurchaseOrderLine> =>
  purchaseOrdersOf(tenant, deliveryId).flatMap((order) =>
    order.purchaseOrderForm.lineItems.filter((line) => line.deliveryId === deliveryId)
  )

const purchaseOrderLine = (tenant: Tenant, lineItemId: string): PurchaseOrderLine | undefined =>
  tenant.purchaseOrders
    .get(tenant.purchaseOrderOfLine.get(lineItemId) ?? "")
    ?.purchaseOrderForm.lineItems.find((line) => line.lineItemId === lineItemId)

/** What a goods reception finds in the tenant. */
export const receptionContext = (tenant: Tenant, now: string): ReceptionContext => ({
  now,
  line: (lineItemId) => purchaseOrderLine(tenant, lineItemId),
  store: (warehouseCode) => tenant.stores.get(warehouseCode),
  warehouseOf: (line) =>
    tenant.deliveries.get(line.deliveryId ?? "")?.warehouseCode ??
    tenant.purchaseOrders.get(line.purchaseOrderId)?.storeId,
  isUsed: (goodsReceptionId) => tenant.goodsReceptionIds.has(goodsReceptionId)
})

/** Its lines stay with their purchase orders. */
export const deleteDelivery = (tenant: Tenant, delivery: Delivery, write: Write): void => {
  const now = isoOf(write.now)
  for (const order of purchaseOrdersOf(tenant, delivery.id)) {
    const freed = order.purchaseOrderForm.lineItems.flatMap(({ deliveryId, ...line }) =>
      deliveryId === delivery.id ? [line] : []
    )
    savePurchaseOrder(tenant, withLines(order, freed, now), write)
  }
  tenant.deliveries.delete(delivery.id, write.record)
}

/**
 * Books receipts in the order the real system does: the lines, the status of their purchase order, the order lines
 * that waited for the goods, the stock. Returns the purchase orders as they are afterwards.
 */
export const bookReceipts = (
  tenant: Tenant,
  receipts: ReadonlyArray<Receipt>,
  write: Write
): ReadonlyArray<PurchaseOrder> => {
  const now = isoOf(write.now)
  const byOrder = Map.groupBy(receipts, (receipt) => receipt.line.purchaseOrderId)
  const orders = [...byOrder].flatMap(([id, received]) => {
    const before = tenant.purchaseOrders.get(id)
    if (before === undefined) return []
    // Of a line that is received twice in one call the last receipt has the sum.
    const last = new Map(received.map(({ line }) => [line.lineItemId, line]))
    const counted = withLines(before, [...last.values()], now)
    const order = isFinished(counted.purchaseOrderForm.lineItems) ? withStatus(counted, receivedStatus, now) : counted
    savePurchaseOrder(tenant, order, write)
    return [order]
  })
  releaseWaiting(tenant, receipts, write)
  for (const { stock, line, goodsReceptionId } of receipts) {
    const inventory = tenant.settings.switches.receiveAddsStock ? stock.inventory : 0
    // Without goods and without an id there is nothing to remember.
    if (inventory === 0 && goodsReceptionId === undefined) continue
    moveStock(
      tenant,
      { ...stock, inventory },
      {
        transactionType: "GoodsReception",
        reason: `Goods reception of purchase order ${line.purchaseOrderId}`,
        purchaseOrderId: line.purchaseOrderId,
        ...(goodsReceptionId === undefined ? {} : { goodsReceptionId })
      },
      write
    )
  }
  return orders
}

const releaseWaiting = (tenant: Tenant, receipts: ReadonlyArray<Receipt>, write: Write): void => {
  const arrived = new Map<string, number>()
  for (const { stock } of receipts) arrived.set(stock.sku, (arrived.get(stock.sku) ?? 0) + stock.inventory)
  for (const order of [...tenant.orders.values()]) {
    const released = releasedOrder(order, arrived, isoOf(write.now))
    if (released !== undefined) saveOrder(tenant, released, write)
  }
}
