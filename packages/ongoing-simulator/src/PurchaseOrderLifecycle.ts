import { unrecorded } from "@omnium-ongoing/simulator-kit/Ledger"
import type { ArticleReceipt } from "./Article.ts"
import { statusByCode } from "./ArticleItemStatuses.ts"
import { type NotedTraits, withTraits } from "./ItemTraits.ts"
import type { LineQuantity } from "./LineWork.ts"
import {
  type AnnouncedItem,
  anythingReceived,
  isOpen,
  type PurchaseOrder,
  type PurchaseOrderLine,
  receivedOn,
  withPurchaseOrderStatus
} from "./PurchaseOrder.ts"
import {
  aborted,
  arrivedStatus,
  deviating,
  finished,
  purchaseOrderStatuses,
  purchaseOrderStatusText,
  receiving,
  voided
} from "./PurchaseOrderStatuses.ts"
import { lockOfPurchaseOrder } from "./PurchaseOrderUpsert.ts"
import { type Refusal, refused } from "./Refusal.ts"
import { refuseLacking, statusOr } from "./Statuses.ts"
import { roundQuantity } from "./Stock.ts"
import { type Act, nextId, savePurchaseOrder, type Warehouse } from "./Warehouse.ts"

/** What the staff of the warehouse do with goods that arrive. */

type ReceivedRow = LineQuantity & NotedTraits

/** Takes in goods: the rows named, also more than were advised, or all that is still to come. Several rounds are normal. */
export const receive = (
  warehouse: Warehouse,
  order: PurchaseOrder,
  rows: ReadonlyArray<ReceivedRow> | undefined,
  act: Act
): PurchaseOrder | Refusal => {
  if (!isOpen(order)) return refused(`${stateOf(warehouse, order)}: nothing more is received on it.`)
  const quantities: ReadonlyArray<ReceivedRow> =
    rows ??
    order.lines.flatMap((line) => {
      const quantity = roundQuantity(line.advised - receivedOn(line))
      return quantity > 0 ? [{ rowNumber: line.sent.rowNumber, quantity }] : []
    })
  if (quantities.length === 0) return refused(`${stateOf(warehouse, order)}: nothing more is to come.`)
  for (const { rowNumber, quantity } of quantities) {
    if (!order.lines.some((line) => line.sent.rowNumber === rowNumber))
      return refused(`Purchase order '${order.number}' has no row ${rowNumber}.`)
    if (!(quantity > 0)) return refused(`The quantity of row ${rowNumber} must be above 0.`)
  }
  let next = order
  for (const row of quantities)
    next = {
      ...next,
      lines: next.lines.map((line) =>
        line.sent.rowNumber === row.rowNumber ? receivedLine(warehouse, order, line, row, act) : line
      )
    }
  const done = { ...next, lastReceived: act.now, changed: act.now }
  const status = Math.max(order.status, statusOr(purchaseOrderStatuses(warehouse.settings), receiving, order.status))
  return save(warehouse, withPurchaseOrderStatus(done, status, act.now), act)
}

/** The goods stand at the dock, unopened. */
export const arrive = (warehouse: Warehouse, order: PurchaseOrder, act: Act): PurchaseOrder | Refusal => {
  const status = arrivedStatus(warehouse.settings)
  if (order.status >= receiving || anythingReceived(order))
    return refused(`${stateOf(warehouse, order)}: it has arrived before.`)
  if (order.status === status) return refused(`${stateOf(warehouse, order)} already.`)
  return moved(warehouse, order, status, act)
}

/** Ends the reception. What came short or over is a deviation, unless the staff accept it. */
export const finish = (
  warehouse: Warehouse,
  order: PurchaseOrder,
  acceptsDeviation: boolean,
  act: Act
): PurchaseOrder | Refusal => {
  if (!isOpen(order) && !(order.status === deviating && acceptsDeviation))
    return refused(`${stateOf(warehouse, order)}: it is finished already.`)
  if (!anythingReceived(order)) return refused(`${stateOf(warehouse, order)}: nothing of it is received; cancel it.`)
  const isComplete = order.lines.every((line) => receivedOn(line) === line.advised)
  return moved(warehouse, order, isComplete || acceptsDeviation ? finished : deviating, act)
}

/** By the goods owner: only before goods reception has begun. */
export const cancelPurchaseOrder = (warehouse: Warehouse, order: PurchaseOrder, act: Act): PurchaseOrder | Refusal => {
  if (isCancelled(order)) return refused(`Purchase order '${order.number}' is already cancelled.`)
  const lock = lockOfPurchaseOrder(warehouse, order)
  if (lock !== undefined) return refused(`Purchase order '${order.number}' cannot be cancelled because ${lock}.`)
  return moved(warehouse, order, voided, act)
}

/** By the staff: also when a part has come, which stays in stock. */
export const abandon = (warehouse: Warehouse, order: PurchaseOrder, act: Act): PurchaseOrder | Refusal =>
  isOpen(order)
    ? moved(warehouse, order, voided, act)
    : refused(`${stateOf(warehouse, order)}: there is nothing left to cancel.`)

/** The number alone, as staff or an integration may set it. */
export const setPurchaseOrderStatus = (
  warehouse: Warehouse,
  order: PurchaseOrder,
  status: number,
  act: Act
): PurchaseOrder | Refusal =>
  purchaseOrderStatusText(status, warehouse.settings) === null
    ? refused(`There is no purchase order status with number ${status}.`)
    : save(warehouse, withPurchaseOrderStatus(order, status, act.now), act)

const moved = (warehouse: Warehouse, order: PurchaseOrder, status: number, act: Act): PurchaseOrder | Refusal =>
  refuseLacking(purchaseOrderStatuses(warehouse.settings), status, "purchase order status") ??
  save(warehouse, withPurchaseOrderStatus(order, status, act.now), act)

export const isCancelled = (order: PurchaseOrder): boolean => order.status === voided || order.status === aborted

const stateOf = (warehouse: Warehouse, order: PurchaseOrder): string =>
  `Purchase order '${order.number}' has status ${order.status} ` +
  `(${purchaseOrderStatusText(order.status, warehouse.settings) ?? "unnamed"})`

/** An item that was announced comes in as what it was announced to be. */
const receivedLine = (
  warehouse: Warehouse,
  order: PurchaseOrder,
  line: PurchaseOrderLine,
  row: ReceivedRow,
  act: Act
): PurchaseOrderLine => {
  const { quantity } = row
  const [expected = plainItem(warehouse, line), ...announced] = line.announced
  const item = withTraits(expected, row)
  const status = statusByCode(warehouse, order.ownerId, item.statusCode)
  const lock = status?.isLockedForSale ? "lockedForSale" : status?.isLocked ? "locked" : "none"
  const article = warehouse.articles.get(line.articleId)
  if (line.keepsStock && article !== undefined) {
    const receipt: ArticleReceipt = {
      articleItemId: item.articleItemId,
      warehouseId: order.warehouseId,
      quantity,
      at: act.now,
      purchaseOrderId: order.id,
      purchaseOrderLineId: line.id,
      lock
    }
    const stocked = { ...article, lastIn: act.now, receipts: [...article.receipts, receipt] }
    // The ledger tells it as stock, once the purchase order is saved.
    warehouse.articles.set(article.id, stocked, unrecorded)
  }
  return { ...line, announced, receipts: [...line.receipts, { ...item, quantity, at: act.now, lock }] }
}

const plainItem = (warehouse: Warehouse, { sent, statusCode }: PurchaseOrderLine): AnnouncedItem => ({
  articleItemId: nextId(warehouse, "articleItem"),
  serial: sent.serialNumber ?? null,
  batch: sent.batchNumber ?? null,
  container: null,
  caseNumber: null,
  comment: null,
  weight: sent.weight ?? null,
  statusCode,
  expiryDate: sent.expiryDate ?? null
})

const save = (warehouse: Warehouse, order: PurchaseOrder, act: Act): PurchaseOrder => {
  savePurchaseOrder(warehouse, order, act)
  return order
}
