import { mergeProperties, present } from "./Merge.ts"
import { mapLines, type Order, type OrderLine } from "./Order.ts"
import { orderProblems } from "./OrderLaws.ts"
import { lineOf, orderDiscountPercent, summed, withLinesOfShipments } from "./OrderTotals.ts"
import { orderTypeOf, statusOf } from "./OrderTypes.ts"
import { refuse } from "./Refusal.ts"
import { storedLine, storedReturn, storedShipment } from "./StoredParts.ts"
import type { AddComment, OrderLineMembers, OrderMembers, ShipmentMembers } from "./wire/Order.ts"
import type { Comment, PropertyItem } from "./wire/Parts.ts"
import type { OrderType } from "./wire/Settings.ts"

/** What a command needs to know beside the order itself. */
export interface OrderContext {
  /** ISO 8601, UTC. */
  readonly now: string
  readonly orderTypes: ReadonlyArray<OrderType>
  /** Members of a line that are taken from the product when they were not sent. */
  readonly productLine: (sku: string) => OrderLineMembers
}

export const createOrder = (sent: OrderMembers, id: string, context: OrderContext): Order =>
  storedOrder(sent, id, context.now, context)

/** A full update: what was not sent is gone, except what identifies the order. */
export const replaceOrder = (existing: Order, sent: OrderMembers, context: OrderContext): Order => {
  refuseReadOnly(existing)
  return storedOrder(
    { orderNumber: existing.orderNumber, orderType: existing.orderType, status: existing.status, ...sent },
    existing.id,
    existing.created,
    context
  )
}

export const cancelLine = (order: Order, lineItemId: string, context: OrderContext): Order => {
  refuseReadOnly(order)
  const before = requireLine(order, lineItemId)
  const changed = withLinesOfShipments(
    mapLines(order, (line) =>
      line.lineItemId === lineItemId && cancellable(line) > 0
        ? { ...line, canceledQuantity: line.canceledQuantity + cancellable(line), canceledDate: context.now }
        : line
    )
  )
  if (requireLine(changed, lineItemId).canceledQuantity === before.canceledQuantity) {
    refuse(400, `Order line ${lineItemId} has nothing left to cancel`)
  }
  return touched(changed, context)
}

/** What has been delivered stays so, and what came back must have left. */
const cancellable = (line: OrderLine): number =>
  line.quantity - line.canceledQuantity - Math.max(line.deliveredQuantity, line.returnQuantity)

export const addLineProperties = (
  order: Order,
  updates: ReadonlyArray<{ readonly lineItemId?: string; readonly properties?: ReadonlyArray<PropertyItem> }>,
  context: OrderContext
): Order => {
  refuseReadOnly(order)
  for (const update of updates) requireLine(order, update.lineItemId ?? "")
  return touched(
    updates.reduce(
      (changed, update) =>
        mapLines(changed, (line) =>
          line.lineItemId === update.lineItemId
            ? { ...line, properties: mergeProperties(line.properties, update.properties ?? []) }
            : line
        ),
      order
    ),
    context
  )
}

/** A comment is public, so seen by the customer, unless it says that it is internal. */
export const addComment = (order: Order, sent: AddComment, id: string, context: OrderContext): Order => {
  const comment: Comment = {
    id,
    created: context.now,
    ...present({ creator: sent.createdBy, detail: sent.commentText, tags: sent.tags })
  }
  return touched(
    sent.commentType?.toLowerCase() === "internal"
      ? { ...order, orderNotes: [...order.orderNotes, { ...comment, type: "Internal" }] }
      : { ...order, publicOrderNotes: [...order.publicOrderNotes, { ...comment, type: "Public" }] },
    context
  )
}

/** Every write moves `modified`, so a client sees its own writes again in a delta. */
export const touched = (order: Order, context: Pick<OrderContext, "now">): Order => ({
  ...order,
  modified: context.now
})

export const refuseReadOnly = (order: Order): void => {
  if (order.isReadOnly === true) refuse(400, `Order ${order.id} is read-only`)
}

export const refuseQueued = (order: Order): void => {
  if (order.status === "Queued") refuse(400, `Order ${order.id} is queued and cannot be updated`)
  refuseReadOnly(order)
}

export const requireLine = (order: Order, lineItemId: string): OrderLine =>
  order.orderForm.lineItems.find((line) => line.lineItemId === lineItemId) ??
  refuse(404, `Order ${order.id} has no order line '${lineItemId}'`)

const storedOrder = (sent: OrderMembers, id: string, created: string, context: OrderContext): Order => {
  const type = orderTypeOf(context.orderTypes, sent.orderType)
  const status = statusOf(type, sent.status ?? "New")
  const form = sent.orderForm ?? {}
  const discountPercent = orderDiscountPercent(form.discounts ?? [])
  const sentShipments = form.shipments ?? []
  const shipped = sentShipments.flatMap((shipment) => shipment.lineItems ?? [])
  const sentLines =
    form.lineItems !== undefined && form.lineItems.length > 0
      ? form.lineItems.map((line) => ({ ...shipped.find((copy) => copy.lineItemId === line.lineItemId), ...line }))
      : shipped
  const lineItems = sentLines.map((line, position) => storedLine(line, position, discountPercent, context))
  const shipments = sentShipments.map((shipment, position) =>
    storedShipment(shipment, position, status, shipmentLines(shipment, sentShipments.length, lineItems), context.now)
  )
  const order = summed({
    ...sent,
    id,
    orderNumber: sent.orderNumber ?? id,
    orderType: type.name ?? "",
    status: status.name ?? "",
    created,
    modified: context.now,
    orderForm: {
      ...form,
      shipments,
      lineItems,
      payments: form.payments ?? [],
      discounts: form.discounts ?? [],
      properties: mergeProperties([], form.properties ?? [])
    },
    returnOrderForms: (sent.returnOrderForms ?? []).map((form) => storedReturn(form, status, context)),
    orderNotes: sent.orderNotes ?? [],
    publicOrderNotes: sent.publicOrderNotes ?? [],
    properties: mergeProperties([], sent.properties ?? []),
    externalIds: sent.externalIds ?? [],
    errors: sent.errors ?? [],
    tags: sent.tags ?? [],
    isReadOnly: sent.isReadOnly ?? false
  })
  refuseImpossible(order)
  return order
}

/** A single shipment that names no lines ships the whole order. */
const shipmentLines = (
  shipment: ShipmentMembers,
  shipmentCount: number,
  lines: ReadonlyArray<OrderLine>
): ReadonlyArray<OrderLine> => {
  const sent = shipment.lineItems ?? []
  if (sent.length === 0) return shipmentCount === 1 ? lines : []
  return sent.map((copy, position) => {
    const id = copy.lineItemId ?? String(position + 1)
    const line =
      lines.find((candidate) => candidate.lineItemId === id) ??
      refuse(400, `Order line '${id}' of shipment '${shipment.shipmentId}' is not among the lines of the order`)
    return copy.quantity === undefined || copy.quantity === line.quantity ? line : lineOf(line, copy.quantity)
  })
}

/** What a client sent makes no order: lines that repeat, quantities that do not go together. */
export const refuseImpossible = (order: Order): void => {
  const [problem] = orderProblems(order)
  if (problem !== undefined) refuse(400, problem)
}
