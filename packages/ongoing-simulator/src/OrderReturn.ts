import { forLines, type LineQuantity, splitItems } from "./LineWork.ts"
import { type Order, pickedOn, returnedOn, total, withStatus } from "./Order.ts"
import { stateOf } from "./OrderLifecycle.ts"
import { cancelled, partlySent } from "./OrderStatuses.ts"
import { Refusal, refused } from "./Refusal.ts"
import { putEntry } from "./Register.ts"
import { roundQuantity } from "./Stock.ts"
import { type Act, ownerKey, type ReturnCause, saveOrder, type Warehouse } from "./Warehouse.ts"

export interface ReturnedLine extends LineQuantity {
  /** A code of the register of return causes; an unknown one is added to it. */
  readonly cause?: string | undefined
}

/** Goods that came back are booked on what was picked, oldest first. A cause that scraps keeps them out of the stock. */
export const returnGoods = (
  warehouse: Warehouse,
  order: Order,
  rows: ReadonlyArray<ReturnedLine> | undefined,
  act: Act
): Order | Refusal => {
  if (order.status < partlySent || order.status === cancelled)
    return refused(`${stateOf(order)}: nothing of it was sent, so nothing can come back.`)
  const next = forLines(order, rows, (line, row) => {
    const possible = roundQuantity(pickedOn(line) - returnedOn(line))
    const quantity = row?.quantity ?? possible
    if (quantity > possible)
      return refused(
        `Of row ${line.sent.rowNumber} of order '${order.number}' ${possible} can come back, not ${quantity}.`
      )
    const cause = row?.cause === undefined ? null : causeOf(warehouse, order.ownerId, row.cause)
    const returned = {
      at: act.now,
      cause: cause === null ? null : { code: cause.code, name: cause.name },
      scrapped: cause?.isRemoveCause ?? false
    }
    const isOut = (item: (typeof line.items)[number]) => item.pickedAt !== null && item.returned === null
    return { ...line, items: splitItems(warehouse, line.items, quantity, isOut, { returned }) }
  })
  if (next instanceof Refusal) return next
  if (total(next, returnedOn) === total(order, returnedOn)) return refused(`${stateOf(order)}: nothing can come back.`)
  for (const { cause } of rows ?? [])
    if (cause !== undefined && !warehouse.returnCauses.has(ownerKey(order.ownerId, cause)))
      putEntry(warehouse, warehouse.returnCauses, causeOf(warehouse, order.ownerId, cause), undefined, act)
  const touched = { ...next, updated: act.now, lastReturned: act.now }
  const { returnStatus } = warehouse.settings
  const done = returnStatus === null ? touched : withStatus(touched, returnStatus, act.now)
  saveOrder(warehouse, done, act)
  return done
}

const causeOf = (warehouse: Warehouse, ownerId: number, code: string): Omit<ReturnCause, "id"> =>
  warehouse.returnCauses.get(ownerKey(ownerId, code)) ?? {
    ownerId,
    code,
    name: code,
    comment: null,
    isRemoveCause: false,
    isChangeCause: false,
    isReturnCommentMandatory: false
  }
