import type { Order, OrderHeader, OrderLine } from "./Order.ts"
import { stateOf } from "./OrderLifecycle.ts"
import { collected } from "./OrderStatuses.ts"
import { refuseTransporter } from "./OrderUpsert.ts"
import { missing, type Refusal, refused } from "./Refusal.ts"
import { type Act, saveOrder, type Warehouse } from "./Warehouse.ts"
import type { PostOrderLine } from "./wire/PostOrder.ts"

/** Changes single fields of the header, whatever has been picked, until the order is finished. */
export const patchHeader = (
  warehouse: Warehouse,
  order: Order,
  change: Partial<OrderHeader>,
  act: Act
): Order | Refusal =>
  patch(warehouse, order, { header: { ...order.header, ...change } }, act, () =>
    refuseTransporter(warehouse, order.ownerId, change.transporter)
  )

/** Another number; that it is unique is not checked. */
export const renumber = (warehouse: Warehouse, order: Order, number: string, act: Act): Order | Refusal =>
  patch(warehouse, order, { number }, act)

/** Order-level waybills and tracking come from the carrier: they may come at any time and move no time of change. */
export const patchWaybills = (
  warehouse: Warehouse,
  order: Order,
  change: Partial<Pick<Order, "wayBill" | "returnWayBill">>,
  act: Act
): Order => {
  const next = { ...order, ...change }
  saveOrder(warehouse, next, act)
  return next
}

export const putTracking = (
  warehouse: Warehouse,
  order: Order,
  tracking: { readonly waybill: string; readonly trackingUrl: string; readonly isReturnTracking: boolean },
  act: Act
): Order => {
  const member = tracking.isReturnTracking ? "returnTracking" : "tracking"
  const others = order[member].filter((entry) => entry.waybill !== tracking.waybill)
  const { waybill, trackingUrl } = tracking
  const next = { ...order, [member]: [...others, { waybill, trackingUrl, created: act.now }] }
  saveOrder(warehouse, next, act)
  return next
}

/** Changes fields of one line as they were sent, whatever has been picked, until the order is finished. */
export const patchLine = (
  warehouse: Warehouse,
  order: Order,
  lineId: number,
  change: (sent: PostOrderLine) => PostOrderLine,
  act: Act
): Order | Refusal => {
  if (order.status >= collected) return refused(`${stateOf(order)} and cannot be changed any more.`)
  if (!order.lines.some((line) => line.id === lineId)) return noLine(order, lineId)
  const lines = order.lines.map((line) => (line.id === lineId ? { ...line, sent: change(line.sent) } : line))
  const next = { ...order, lines, updated: act.now }
  saveOrder(warehouse, next, act)
  return next
}

/** What the integration says that it has taken note of, on one line. Accepted at any status. */
export const report = (
  warehouse: Warehouse,
  order: Order,
  lineId: number,
  change: { readonly reported: number } | { readonly reportedReturned: number },
  act: Act
): Order | Refusal => {
  if (Object.values(change).some((quantity) => quantity < 0)) return refused("A reported quantity cannot be negative.")
  if (!order.lines.some((line) => line.id === lineId)) return noLine(order, lineId)
  const lines = order.lines.map((line) => (line.id === lineId ? { ...line, ...change } : line))
  const next = { ...order, lines }
  saveOrder(warehouse, next, act)
  return next
}

export const reportAll = (
  warehouse: Warehouse,
  order: Order,
  change: (line: OrderLine, order: Order) => OrderLine,
  act: Act
): Order => {
  const next = { ...order, lines: order.lines.map((line) => change(line, order)) }
  saveOrder(warehouse, next, act)
  return next
}

const noLine = (order: Order, lineId: number): Refusal =>
  missing(`Order '${order.number}' has no line with orderLineId ${lineId}.`)

const patch = (
  warehouse: Warehouse,
  order: Order,
  change: Partial<Order>,
  act: Act,
  refuse: () => Refusal | undefined = () => undefined
): Order | Refusal => {
  if (order.status >= collected) return refused(`${stateOf(order)} and cannot be changed any more.`)
  const refusal = refuse()
  if (refusal !== undefined) return refusal
  const next = { ...order, ...change, updated: act.now, headerUpdated: act.now }
  saveOrder(warehouse, next, act)
  return next
}
