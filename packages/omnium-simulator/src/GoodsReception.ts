import type { Order } from "./Order.ts"
import { mapLines } from "./Order.ts"
import type { PurchaseOrderLine } from "./PurchaseOrder.ts"
import { refuse } from "./Refusal.ts"
import type { StockChange } from "./Stock.ts"
import type { Store } from "./Store.ts"
import type { GoodsReceptionLine } from "./wire/Delivery.ts"

/** What the lines of a reception refer to. */
export interface ReceptionContext {
  readonly now: string
  readonly line: (lineItemId: string) => PurchaseOrderLine | undefined
  readonly store: (warehouseCode: string) => Store | undefined
  /** The warehouse of the line's delivery or purchase order. */
  readonly warehouseOf: (line: PurchaseOrderLine) => string | undefined
  /** Whether a transaction bears this id already. */
  readonly isUsed: (goodsReceptionId: string) => boolean
}

/** One line of a reception: the line after it, and what goes on the shelves. */
export interface Receipt {
  readonly line: PurchaseOrderLine
  readonly stock: StockChange
  readonly goodsReceptionId: string | undefined
}

/** The receipts of a reception, in order. A reception with a line that cannot be received is refused as a whole. */
export const receive = (sent: ReadonlyArray<GoodsReceptionLine>, context: ReceptionContext): ReadonlyArray<Receipt> => {
  const lines = new Map<string, PurchaseOrderLine>()
  return sent.map((reception) => {
    const id = reception.lineItemId ?? refuse(400, "LineItemId is missing")
    const line = lines.get(id) ?? context.line(id) ?? refuse(400, `Purchase order line '${id}' does not exist`)
    const quantity = reception.deliveredQuantity ?? 0
    if (quantity < 0) refuse(400, `Purchase order line ${id}: the delivered quantity is negative`)
    const warehouseCode =
      reception.warehouseCode ??
      context.warehouseOf(line) ??
      refuse(400, `Purchase order line ${id}: WarehouseCode is missing`)
    const store = context.store(warehouseCode)
    if (store?.isWarehouse !== true || store.isVirtual === true) {
      refuse(400, `'${warehouseCode}' is not a warehouse that can receive goods`)
    }
    const received = {
      ...line,
      deliveredQuantity: line.deliveredQuantity + quantity,
      ...(quantity > 0 ? { deliveredDate: line.deliveredDate ?? context.now } : {})
    }
    lines.set(id, received)
    return {
      line: received,
      stock: {
        sku: line.code ?? "",
        warehouseCode,
        inventory: line.updateStock === false ? 0 : quantity,
        reserved: 0
      },
      goodsReceptionId: reception.goodsReceptionId
    }
  })
}

/** On the route of one delivery, ids of earlier receptions and lines of other deliveries are refused. */
export const refuseForeign = (
  sent: ReadonlyArray<GoodsReceptionLine>,
  deliveryId: string,
  context: ReceptionContext
): void => {
  for (const { lineItemId } of sent) {
    if (lineItemId !== undefined && context.line(lineItemId)?.deliveryId !== deliveryId) {
      refuse(400, `Line '${lineItemId}' does not belong to delivery ${deliveryId}`)
    }
  }
  const ids = sent.flatMap((line) => line.goodsReceptionId ?? [])
  const repeated = [...new Set(ids)].filter(context.isUsed)
  if (repeated.length > 0) refuse(400, `Goods reception ids have already been used: ${repeated.join(", ")}`)
}

/** Lines that waited for these goods no longer do, oldest orders first; `undefined` when the order had none. */
export const releasedOrder = (order: Order, arrived: Map<string, number>, now: string): Order | undefined => {
  const released = new Set<string>()
  for (const line of order.orderForm.lineItems) {
    const left = arrived.get(line.code ?? "") ?? 0
    if (line.isAwaitingPurchaseOrder !== true || left < line.quantity) continue
    arrived.set(line.code ?? "", left - line.quantity)
    released.add(line.lineItemId)
  }
  if (released.size === 0) return undefined
  const changed = mapLines(order, (line) =>
    released.has(line.lineItemId) ? { ...line, isAwaitingPurchaseOrder: false } : line
  )
  return { ...changed, modified: now }
}
