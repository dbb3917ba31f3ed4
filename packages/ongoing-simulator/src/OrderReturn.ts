import { noteAdjustment } from "./InventoryEvent.ts"
import { forLines, type LineQuantity, splitItems } from "./LineWork.ts"
import { type LineItem, type Order, type OrderLine, returnedOn, sentOn, total, withStatus } from "./Order.ts"
import { stateOf } from "./OrderLifecycle.ts"
import { Refusal, refused } from "./Refusal.ts"
import { putEntry } from "./Register.ts"
import type { ReturnOrder, ReturnOrderLine } from "./ReturnOrder.ts"
import { noteArrival, openRows } from "./ReturnOrderLifecycle.ts"
import { roundQuantity } from "./Stock.ts"
import { type Act, ownerKey, type ReturnCause, saveOrder, type Warehouse } from "./Warehouse.ts"

export interface ReturnedLine extends LineQuantity {
  /** A code of the register of return causes; an unknown one is added to it. */
  readonly cause?: string | undefined
  readonly comment?: string | undefined
  /** Whether the goods are taken out of the stock again; without it the cause says so. */
  readonly scrap?: boolean | undefined
}

/**
 * Goods that came back are booked on what was picked, oldest first. A cause that scraps takes them out of the stock
 * again. With a return order, what it still expects comes back unless rows are named.
 */
export const returnGoods = (
  warehouse: Warehouse,
  order: Order,
  rows: ReadonlyArray<ReturnedLine> | undefined,
  returnOrder: ReturnOrder | undefined,
  act: Act
): Order | Refusal => {
  if (total(order, sentOn) === 0) return refused(`${stateOf(order)}: nothing of it was sent, so nothing can come back.`)
  if (returnOrder !== undefined && returnOrder.orderId !== order.id)
    return refused(`Return order '${returnOrder.number}' is not for order '${order.number}'.`)
  const expected = rows ?? (returnOrder === undefined ? undefined : openRows(order, returnOrder))
  const next = forLines(order, expected, (line, row) => {
    const possible = roundQuantity(sentOn(line) - returnedOn(line))
    const quantity = row?.quantity ?? possible
    if (quantity > possible)
      return refused(
        `Of row ${line.sent.rowNumber} of order '${order.number}' ${possible} can come back, not ${quantity}.`
      )
    const returnLine = returnOrder?.lines.find((each) => each.sent.customerOrderLine.orderLineId === knownLineId(line))
    const cause = causeOf(warehouse, order.ownerId, row?.cause, returnLine)
    const returned = {
      at: act.now,
      cause: cause === null ? null : { code: cause.code, name: cause.name },
      scrapped: row?.scrap ?? cause?.isRemoveCause ?? false,
      comment: row?.comment ?? null,
      returnOrderLineId: returnLine?.id ?? null
    }
    const isOut = (item: LineItem) => item.sentAt !== null && item.returned === null
    return { ...line, items: splitItems(warehouse, line.items, quantity, isOut, { returned }) }
  })
  if (next instanceof Refusal) return next
  if (total(next, returnedOn) === total(order, returnedOn)) return refused(`${stateOf(order)}: nothing can come back.`)
  registerCauses(warehouse, next, act)
  const touched = { ...next, updated: act.now, lastReturned: act.now }
  const { returnStatus } = warehouse.settings
  const done = returnStatus === null ? touched : withStatus(touched, returnStatus, act.now)
  saveOrder(warehouse, done, act)
  noteScrap(warehouse, order, done, act)
  if (returnOrder !== undefined) noteArrival(warehouse, done, returnOrder, act)
  return done
}

/** The id of the line that the goods owner knows: a component belongs to its kit's. */
const knownLineId = (line: OrderLine): number => line.kit?.lineId ?? line.id

const causeOf = (
  warehouse: Warehouse,
  ownerId: number,
  given: string | undefined,
  returnLine: ReturnOrderLine | undefined
): Omit<ReturnCause, "id"> | null => {
  const code = given ?? returnLine?.sent.returnCause?.code ?? ""
  if (code === "") return null
  const name = returnLine?.sent.returnCause?.name ?? code
  return warehouse.returnCauses.get(ownerKey(ownerId, code)) ?? { ...plainCause, ownerId, code, name }
}

const plainCause = { comment: null, isRemoveCause: false, isChangeCause: false, isReturnCommentMandatory: false }

const registerCauses = (warehouse: Warehouse, { ownerId, lines }: Order, act: Act): void => {
  for (const { returned } of lines.flatMap((line) => line.items)) {
    const cause = returned?.cause ?? null
    if (cause !== null && !warehouse.returnCauses.has(ownerKey(ownerId, cause.code)))
      putEntry(warehouse, warehouse.returnCauses, { ...plainCause, ...cause, ownerId }, undefined, act)
  }
}

/** Scrapped goods never raise the stock; the list of inventory events tells of them nevertheless. */
const noteScrap = (warehouse: Warehouse, before: Order, after: Order, act: Act): void => {
  const known = new Set(
    before.lines.flatMap((line) =>
      line.items.filter((item) => item.returned !== null).map((item) => item.articleItemId)
    )
  )
  for (const line of after.lines)
    for (const item of line.items)
      if (item.returned?.scrapped === true && !known.has(item.articleItemId))
        noteAdjustment(
          warehouse,
          {
            ownerId: after.ownerId,
            articleId: line.articleId,
            articleItemId: item.articleItemId,
            warehouseId: after.warehouseId,
            quantity: -item.quantity,
            cause: item.returned.cause,
            isCount: false,
            returnRemovedByOrder: after.id
          },
          act
        )
}
