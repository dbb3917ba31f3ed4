import type { NotedTraits } from "./ItemTraits.ts"
import { forLines, type LineQuantity, pickReserved, reserveOn, Supply } from "./LineWork.ts"
import {
  allocatedOn,
  componentsOf,
  leftOn,
  type Order,
  type OrderLine,
  type Parcel,
  pickedOn,
  sentOn,
  shownOn,
  type Tracking,
  total,
  withoutAllocation,
  withPicksSent,
  withStatus
} from "./Order.ts"
import {
  allocated,
  cancelled,
  collected,
  inError,
  orderStatuses,
  partlySent,
  picked,
  readyForPickUp,
  released,
  sent,
  standardText,
  statusText
} from "./OrderStatuses.ts"
import { lockOf, newOrder } from "./OrderUpsert.ts"
import { Refusal, refused } from "./Refusal.ts"
import { refuseLacking, statusOr } from "./Statuses.ts"
import { roundQuantity } from "./Stock.ts"
import { type Act, nextId, orderByNumber, saveOrder, type Warehouse } from "./Warehouse.ts"

/** What the staff and the carrier do with an order. Each action is refused, with the reason, where they could not. */

export const release = (warehouse: Warehouse, order: Order, act: Act): Order | Refusal =>
  order.status >= released || order.status === inError
    ? refused(
        `${stateOf(order)}: ${order.status === inError ? "its error must be mended first" : "it is released already"}.`
      )
    : (refuseLackingStatus(warehouse, released) ?? save(warehouse, withStatus(order, released, act.now), act))

/** Reserves goods: the rows named, or all that can be. */
export const allocate = (
  warehouse: Warehouse,
  order: Order,
  rows: ReadonlyArray<LineQuantity> | undefined,
  act: Act
): Order | Refusal => {
  if (order.status < released) return refused(`${stateOf(order)}: it must be released first.`)
  if (order.status >= picked && order.status !== partlySent) return refused(`${stateOf(order)}: it is past allocation.`)
  const supply = new Supply(warehouse, order)
  const next = forLines(order, rows, (line, row) => {
    const open = roundQuantity(leftOn(order, line) - allocatedOn(line))
    if (row === undefined) return reserveOn(warehouse, line, supply.takeUpTo(line, open))
    if (row.quantity > open) return tooMany(order, row, open, "to allocate")
    const quantity = supply.take(line, row.quantity)
    return quantity instanceof Refusal ? quantity : reserveOn(warehouse, line, quantity)
  })
  if (next instanceof Refusal) return next
  if (total(next, allocatedOn) === total(order, allocatedOn))
    return refused(`${stateOf(order)}: nothing can be allocated.`)
  const status = order.status === partlySent ? partlySent : statusFor(warehouse, order, allocated)
  return save(warehouse, withStatus({ ...next, updated: act.now }, status, act.now), act)
}

/** Takes goods from the shelves: those reserved for the line first, then free ones. */
export const pick = (
  warehouse: Warehouse,
  order: Order,
  rows: ReadonlyArray<LineQuantity & NotedTraits> | undefined,
  act: Act
): Order | Refusal => {
  if (order.status < released) return refused(`${stateOf(order)}: it must be released first.`)
  if (order.status >= sent) return refused(`${stateOf(order)}: it can no longer be picked.`)
  const supply = new Supply(warehouse, order)
  const next = forLines(order, rows, (line, row) => {
    const left = leftOn(order, line)
    if (row !== undefined && row.quantity > left) return tooMany(order, row, left, "to pick")
    const reserved = Math.min(allocatedOn(line), row?.quantity ?? left)
    const rest = roundQuantity((row?.quantity ?? left) - reserved)
    const unreserved = row === undefined ? supply.takeUpTo(line, rest) : supply.take(line, rest)
    if (unreserved instanceof Refusal) return unreserved
    return pickReserved(
      warehouse,
      reserveOn(warehouse, line, unreserved),
      roundQuantity(reserved + unreserved),
      row,
      act.now
    )
  })
  if (next instanceof Refusal) return next
  if (total(next, pickedOn) === total(order, pickedOn)) return refused(`${stateOf(order)}: nothing can be picked.`)
  const touched = { ...next, updated: act.now, lastPicked: act.now }
  const status = leftToPick(touched) === 0 ? statusFor(warehouse, order, picked) : order.status
  return save(warehouse, withStatus(touched, status, act.now), act)
}

/** Hands the order to the carrier: sent, or partly sent when something is left. What is left loses its reservation. */
export const ship = (warehouse: Warehouse, order: Order, act: Act): Order | Refusal => {
  const refusal = refuseShipping(warehouse, order)
  if (refusal !== undefined) return refusal
  const outbound = order.parcels.filter((parcel) => !parcel.isReturn)
  const inbound = order.parcels.filter((parcel) => parcel.isReturn)
  const next: Order = {
    ...order,
    lines: order.lines.map((line) => withPicksSent(withoutAllocation(line), act.now)),
    tracking: withTracking(order.tracking, outbound, act.now),
    returnTracking: withTracking(order.returnTracking, inbound, act.now),
    wayBill: order.wayBill ?? firstWaybill(outbound),
    returnWayBill: order.returnWayBill ?? firstWaybill(inbound),
    updated: act.now
  }
  const status = leftToPick(order) > 0 ? statusFor(warehouse, order, partlySent) : sent
  return save(warehouse, withStatus(next, status, act.now), act)
}

export const refuseShipping = (warehouse: Warehouse, order: Order): Refusal | undefined => {
  if (order.status < released) return refused(`${stateOf(order)}: it must be released and picked first.`)
  if (order.status >= sent) return refused(`${stateOf(order)}: it is sent already.`)
  const before = total(order, sentOn)
  if (total(order, pickedOn) <= before)
    return refused(`${stateOf(order)}: nothing${before > 0 ? " more" : ""} is picked that could be sent.`)
  return refuseLackingStatus(warehouse, sent)
}

export const collect = (warehouse: Warehouse, order: Order, act: Act): Order | Refusal => {
  if (order.status >= collected) return refused(`${stateOf(order)}: there is nothing to fetch.`)
  if (order.status < picked) return refused(`${stateOf(order)}: it must be picked first.`)
  if (leftToPick(order) > 0)
    return refused(`${stateOf(order)} and has goods left to pick: close it short or make a back order first.`)
  const lines = order.lines.map((line) => withPicksSent(line, act.now))
  return (
    refuseLackingStatus(warehouse, collected) ??
    save(warehouse, withStatus({ ...order, lines, updated: act.now }, collected, act.now), act)
  )
}

/** The carrier has brought it to where the customer fetches it. */
export const arriveAtPickUpPoint = (warehouse: Warehouse, order: Order, act: Act): Order | Refusal =>
  order.status === sent
    ? (refuseLackingStatus(warehouse, readyForPickUp) ??
      save(warehouse, withStatus(order, readyForPickUp, act.now), act))
    : refused(`${stateOf(order)}: only an order that is sent, and not yet fetched, reaches a pick-up point.`)

/** Drops what is left. */
export const closeShort = (warehouse: Warehouse, order: Order, act: Act): Order | Refusal =>
  refuseDividing(warehouse, order) ?? save(warehouse, closed(warehouse, order, act.now), act)

/** Moves what is left to an order of its own, which names this one. */
export const backOrder = (
  warehouse: Warehouse,
  order: Order,
  act: Act
): { readonly order: Order; readonly backOrder: Order } | Refusal => {
  const refusal = refuseDividing(warehouse, order)
  if (refusal !== undefined) return refusal
  const rest: Order = {
    ...newOrder(act.now, warehouse.settings.orderStartStatus),
    id: nextId(warehouse, "order"),
    ownerId: order.ownerId,
    number: backOrderNumber(warehouse, order),
    header: order.header,
    consigneeId: order.consigneeId,
    warehouseId: order.warehouseId,
    backOrderFor: order.id,
    lines: restOf(warehouse, order)
  }
  const original = save(warehouse, closed(warehouse, order, act.now), act)
  return { order: original, backOrder: save(warehouse, rest, act) }
}

export const cancel = (warehouse: Warehouse, order: Order, act: Act): Order | Refusal => {
  if (order.status === cancelled)
    return warehouse.settings.secondCancel === "accept"
      ? order
      : refused(`Order '${order.number}' is already cancelled.`)
  if (order.refusesCancel) return refused(`Order '${order.number}' cannot be cancelled: the warehouse declined.`)
  const lock = lockOf(warehouse, order)
  if (lock !== undefined) return refused(`Order '${order.number}' cannot be cancelled because ${lock}.`)
  return refuseLackingStatus(warehouse, cancelled) ?? save(warehouse, withStatus(order, cancelled, act.now), act)
}

export const refuseCancel = (warehouse: Warehouse, order: Order, on: boolean, act: Act): Order =>
  save(warehouse, { ...order, refusesCancel: on }, act)

/** The number alone, as staff or an integration may set it. */
export const setStatus = (warehouse: Warehouse, order: Order, status: number, act: Act): Order | Refusal => {
  if (statusText(status, warehouse.settings) === null) return refused(`There is no order status with number ${status}.`)
  if (status >= picked && total(order, allocatedOn) > 0)
    return refused(
      `Order '${order.number}' has goods that are allocated but not picked, so status ${status} is refused.`
    )
  if (status === cancelled && total(order, pickedOn) > 0)
    return refused(`Order '${order.number}' has picked goods and cannot be cancelled.`)
  const isOut = status >= partlySent && status < cancelled
  const lines = isOut ? order.lines.map((line) => withPicksSent(line, act.now)) : order.lines
  return save(warehouse, withStatus({ ...order, lines, statusSetByHand: true }, status, act.now), act)
}

export const stateOf = (order: Order): string =>
  `Order '${order.number}' has status ${order.status} (${standardText(order.status) ?? "unnamed"})`

const refuseLackingStatus = ({ settings }: Warehouse, status: number): Refusal | undefined =>
  refuseLacking(orderStatuses(settings), status, "order status")

/** Steps that an installation has no number for leave the status alone. */
const statusFor = ({ settings }: Warehouse, order: Order, status: number): number =>
  statusOr(orderStatuses(settings), status, order.status)

const leftToPick = (order: Order): number => total(order, (line) => leftOn(order, line))

const save = (warehouse: Warehouse, order: Order, act: Act): Order => {
  saveOrder(warehouse, order, act)
  return order
}

const tooMany = (order: Order, row: LineQuantity, left: number, purpose: string): Refusal =>
  refused(`Row ${row.rowNumber} of order '${order.number}' has ${left} left ${purpose}, not ${row.quantity}.`)

const refuseDividing = (warehouse: Warehouse, order: Order): Refusal | undefined => {
  if (leftToPick(order) === 0) return refused(`${stateOf(order)}: nothing is left on it.`)
  if (total(order, pickedOn) === 0) return refused(`${stateOf(order)}: nothing of it is picked; cancel it instead.`)
  return refuseLackingStatus(warehouse, sent)
}

const closed = (warehouse: Warehouse, order: Order, now: number): Order =>
  withStatus(
    { ...order, closedShort: true, updated: now, lines: order.lines.map(withoutAllocation) },
    total(order, sentOn) === total(order, pickedOn) ? sent : statusFor(warehouse, order, picked),
    now
  )

/** What is left, on new lines with the old row numbers; a kit comes along while a component of it is left. */
const restOf = (warehouse: Warehouse, order: Order): ReadonlyArray<OrderLine> => {
  const ids = new Map<number, number>()
  return order.lines.flatMap((line) => {
    const components = componentsOf(order, line)
    const isLeft = [line, ...components].some((each) => leftOn(order, each) > 0)
    if (!isLeft) return []
    const left =
      components.length === 0 ? leftOn(order, line) : roundQuantity(line.ordered - shownOn(order, line, pickedOn))
    const id = nextId(warehouse, "orderLine")
    ids.set(line.id, id)
    const rest = {
      ...line,
      id,
      sent: { ...line.sent, numberOfItems: left },
      kit: line.kit === null ? null : { ...line.kit, lineId: ids.get(line.kit.lineId) ?? line.kit.lineId },
      ordered: left,
      items: [],
      reported: null,
      reportedReturned: null
    }
    return [rest]
  })
}

/** The vendor does not say how a back order is numbered. */
const backOrderNumber = (warehouse: Warehouse, order: Order): string => {
  for (let suffix = 1; ; suffix++) {
    const number = `${order.number}-${suffix}`
    if (orderByNumber(warehouse, order.ownerId, number) === undefined) return number
  }
}

const firstWaybill = (parcels: ReadonlyArray<Parcel>): string | null =>
  parcels.find((parcel) => parcel.waybill !== null)?.waybill ?? null

/** An entry for each waybill among the parcels that has none yet. */
const withTracking = (
  tracking: ReadonlyArray<Tracking>,
  parcels: ReadonlyArray<Parcel>,
  created: number
): ReadonlyArray<Tracking> => {
  const entries = new Map(tracking.map((entry) => [entry.waybill, entry]))
  for (const { waybill, trackingUrl } of parcels)
    if (waybill !== null && !entries.has(waybill))
      entries.set(waybill, { waybill, trackingUrl: trackingUrl ?? "", created })
  return [...entries.values()]
}
