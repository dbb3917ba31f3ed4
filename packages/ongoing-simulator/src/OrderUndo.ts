import { forLines, type LineQuantity, splitItems } from "./LineWork.ts"
import { allocatedOn, type LineItem, type Order, quantityOn, sentOn, total, withStatus } from "./Order.ts"
import { stateOf } from "./OrderLifecycle.ts"
import { allocated, orderStatuses, partlySent, picked, released, sent } from "./OrderStatuses.ts"
import { Refusal, refused } from "./Refusal.ts"
import { statusOr } from "./Statuses.ts"
import { type Act, saveOrder, type Warehouse } from "./Warehouse.ts"

/** What the staff take back. Each action is refused, with the reason, where the goods are no longer theirs to move. */

/** Frees goods that are reserved: on the rows named, or all. */
export const undoAllocation = (
  warehouse: Warehouse,
  order: Order,
  rows: ReadonlyArray<LineQuantity> | undefined,
  act: Act
): Order | Refusal =>
  undo(warehouse, order, rows, { goods: "reserved", qualifies: (item) => item.pickedAt === null, change: null }, act)

/** Puts picked goods back on the shelves, as long as they are in no parcel and have not left. */
export const undoPick = (
  warehouse: Warehouse,
  order: Order,
  rows: ReadonlyArray<LineQuantity> | undefined,
  act: Act
): Order | Refusal => {
  if (order.status >= sent) return refused(`${stateOf(order)}: its goods have left.`)
  if (order.closedShort) return refused(`${stateOf(order)} and was closed short: nothing is left to be picked on it.`)
  const qualifies = (item: LineItem) => item.pickedAt !== null && item.packedAt === null && item.sentAt === null
  return undo(warehouse, order, rows, { goods: "picked and neither packed nor sent", qualifies, change: null }, act)
}

/** Takes goods out of a parcel that has not left: the rows named, or all. */
export const unpack = (
  warehouse: Warehouse,
  order: Order,
  parcelNumber: string,
  rows: ReadonlyArray<LineQuantity> | undefined,
  act: Act
): Order | Refusal => {
  const parcel = order.parcels.find((each) => each.number === parcelNumber)
  if (parcel === undefined) return refused(`Order '${order.number}' has no parcel with number '${parcelNumber}'.`)
  const qualifies = (item: LineItem) => item.parcelId === parcel.id && item.sentAt === null
  const change = { parcelId: null, packedAt: null }
  return undo(warehouse, order, rows, { goods: `in parcel '${parcelNumber}' and not sent`, qualifies, change }, act)
}

interface Undoing {
  /** What must be true of the goods, for the refusal. */
  readonly goods: string
  readonly qualifies: (item: LineItem) => boolean
  /** What becomes of them; null takes them off the order. */
  readonly change: Partial<LineItem> | null
}

const undo = (
  warehouse: Warehouse,
  order: Order,
  rows: ReadonlyArray<LineQuantity> | undefined,
  { goods, qualifies, change }: Undoing,
  act: Act
): Order | Refusal => {
  if (total(order, (line) => quantityOn(line, qualifies)) === 0)
    return refused(`${stateOf(order)}: nothing is ${goods}.`)
  const next = forLines(order, rows, (line, row) => {
    const possible = quantityOn(line, qualifies)
    const quantity = row?.quantity ?? possible
    return quantity > possible
      ? refused(
          `Row ${line.sent.rowNumber} of order '${order.number}' has ${possible} that are ${goods}, not ${quantity}.`
        )
      : { ...line, items: splitItems(warehouse, line.items, quantity, qualifies, change) }
  })
  if (next instanceof Refusal) return next
  const done = withStatus({ ...next, updated: act.now }, statusAfter(warehouse, order, next), act.now)
  saveOrder(warehouse, done, act)
  return done
}

/** Where the order stands once less is done on it. */
const statusAfter = ({ settings }: Warehouse, before: Order, order: Order): number => {
  const isLess = total(order, itemsOn) < total(before, itemsOn)
  if (!isLess || (order.status !== allocated && order.status !== picked)) return order.status
  const status = total(order, sentOn) > 0 ? partlySent : total(order, allocatedOn) > 0 ? allocated : released
  return statusOr(orderStatuses(settings), status, released)
}

const itemsOn = (line: Order["lines"][number]): number => quantityOn(line, () => true)
