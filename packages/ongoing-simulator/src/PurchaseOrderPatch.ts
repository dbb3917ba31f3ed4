import { statusOf } from "./ArticleItemStatuses.ts"
import { type PurchaseOrder, type PurchaseOrderHeader, type PurchaseOrderLine, receivedOn } from "./PurchaseOrder.ts"
import { isCancelled } from "./PurchaseOrderLifecycle.ts"
import { finished } from "./PurchaseOrderStatuses.ts"
import { missing, Refusal, refused } from "./Refusal.ts"
import { type Act, nextId, savePurchaseOrder, type Warehouse } from "./Warehouse.ts"
import type { PostArticleItem } from "./wire/PostPurchaseOrder.ts"

/** Changes fields of the header or the number, whatever has been received, until it is finished or cancelled. */
export const patchPurchaseOrder = (
  warehouse: Warehouse,
  order: PurchaseOrder,
  change: { readonly header?: Partial<PurchaseOrderHeader>; readonly number?: string },
  act: Act
): PurchaseOrder | Refusal => {
  if (order.status === finished || isCancelled(order))
    return refused(`Purchase order '${order.number}' has status ${order.status} and cannot be changed any more.`)
  const { header, number = order.number } = change
  return save(warehouse, { ...order, number, header: { ...order.header, ...header }, changed: act.now }, act)
}

export const patchPurchaseOrderLine = (
  warehouse: Warehouse,
  order: PurchaseOrder,
  lineId: number,
  change: (line: PurchaseOrderLine) => PurchaseOrderLine,
  act: Act
): PurchaseOrder | Refusal => {
  if (!order.lines.some((line) => line.id === lineId))
    return missing(`Purchase order '${order.number}' has no line with purchaseOrderLineId ${lineId}.`)
  const lines = order.lines.map((line) => (line.id === lineId ? change(line) : line))
  return save(warehouse, { ...order, lines }, act)
}

/** The integration has taken note of all that was received. */
export const reportReceived = (warehouse: Warehouse, order: PurchaseOrder, act: Act): PurchaseOrder =>
  save(warehouse, { ...order, lines: order.lines.map((line) => ({ ...line, reported: receivedOn(line) })) }, act)

export interface AnnouncedResult {
  readonly purchaseOrderLineId: number
  readonly articleItemId: number | null
  readonly success: boolean
  readonly message: string | null
}

/** Tells of concrete items that will come: the next receipts of their lines are these. */
export const announceItems = (
  warehouse: Warehouse,
  order: PurchaseOrder,
  items: ReadonlyArray<PostArticleItem>,
  act: Act
): ReadonlyArray<AnnouncedResult> => {
  const lines = new Map(order.lines.map((line) => [line.id, line]))
  const results = items.map((item): AnnouncedResult => {
    const { purchaseOrderLineId } = item
    const line = lines.get(purchaseOrderLineId)
    if (line === undefined) {
      const message = `Purchase order '${order.number}' has no line with purchaseOrderLineId ${purchaseOrderLineId}.`
      return { purchaseOrderLineId, articleItemId: null, success: false, message }
    }
    const status = statusOf(warehouse, order.ownerId, { id: item.statusId }, act)
    if (status instanceof Refusal)
      return { purchaseOrderLineId, articleItemId: null, success: false, message: status.message }
    const articleItemId = nextId(warehouse, "articleItem")
    const announced = {
      articleItemId,
      serial: item.serial ?? null,
      batch: item.batch ?? null,
      container: item.container ?? null,
      caseNumber: item.caseNumber ?? null,
      comment: item.comment ?? null,
      weight: item.weight ?? null,
      expiryDate: item.expiryDate ?? null,
      statusCode: status?.code ?? line.statusCode
    }
    lines.set(line.id, { ...line, announced: [...line.announced, announced] })
    return { purchaseOrderLineId, articleItemId, success: true, message: null }
  })
  if (results.some((result) => result.success))
    save(warehouse, { ...order, lines: [...lines.values()], changed: act.now }, act)
  return results
}

const save = (warehouse: Warehouse, order: PurchaseOrder, act: Act): PurchaseOrder => {
  savePurchaseOrder(warehouse, order, act)
  return order
}
