import { mergeExternalIds, mergeProperties, present } from "./Merge.ts"
import { mapShipments, type Order, type OrderLine, type Shipment } from "./Order.ts"
import { type OrderContext, refuseQueued, touched } from "./OrderLifecycle.ts"
import { withLinesOfShipments } from "./OrderTotals.ts"
import { findStatus, isShipped, orderTypeOf, statusOf } from "./OrderTypes.ts"
import { refuse } from "./Refusal.ts"
import type { UpdateShipmentInfo, UpdateStatusPatch } from "./wire/Order.ts"
import type { OrderStatus, OrderType } from "./wire/Settings.ts"

/** An order after a status was set, and what its workflow runs for. */
export interface StatusChange {
  readonly order: Order
  readonly status: OrderStatus
  /** The one shipment that was named, if one was. */
  readonly shipmentId: string | undefined
}

/** With a shipment named, the status is that shipment's; without, it is the order's and all its shipments'. */
export const updateStatus = (order: Order, patch: UpdateStatusPatch, context: OrderContext): StatusChange => {
  refuseQueued(order)
  const type = orderTypeOf(context.orderTypes, order.orderType)
  const info = patch.shipmentInfo ?? {}
  const name = patch.status ?? info.orderStatus
  if (name === undefined || name === "") refuse(400, "Status is missing")
  const status = statusOf(type, name ?? "")
  const shipmentStatus = info.orderStatus === undefined ? status : statusOf(type, info.orderStatus)
  const shipmentId = info.shipmentId
  if (shipmentId !== undefined) requireShipment(order, shipmentId)
  const changed = mapShipments(order, (shipment) =>
    shipmentId === undefined || shipment.shipmentId === shipmentId
      ? entered(withShipmentInfo(shipment, info), shipmentStatus, context.now)
      : shipment
  )
  const lined = withLinesOfShipments(changed)
  return {
    order: touched(
      shipmentId === undefined ? withHead(lined, status, context.now) : rolledUp(lined, type, context.now),
      context
    ),
    status,
    shipmentId
  }
}

const requireShipment = (order: Order, shipmentId: string): Shipment =>
  order.orderForm.shipments.find((shipment) => shipment.shipmentId === shipmentId) ??
  refuse(404, `Order ${order.id} has no shipment '${shipmentId}'`)

/** The head follows when all shipments stand alike, and is partly shipped when only some have left. */
export const rolledUp = (order: Order, type: OrderType, now: string): Order => {
  const names = new Set(order.orderForm.shipments.map((shipment) => shipment.orderStatus))
  const [only] = names
  if (only === undefined) return order
  if (names.size === 1) {
    const status = statusOf(type, only)
    return withHead(order, findStatus(type, status.mainOrderStatus ?? "") ?? status, now)
  }
  const partly = findStatus(type, "PartiallyShipped")
  return partly !== undefined && [...names].some((name) => isShipped(findStatus(type, name)))
    ? withHead(order, partly, now)
    : order
}

/** What an update says about a shipment; its names differ from the shipment's own. */
export const withShipmentInfo = (shipment: Shipment, info: UpdateShipmentInfo): Shipment => ({
  ...shipment,
  ...present({
    shipmentTrackingNumber: info.trackingNumber,
    shipmentTrackingLink: info.trackingUrl,
    shipmentLabelLink: info.labelLink,
    returnTrackingNumber: info.returnTrackingNumber,
    returnTrackingLink: info.returnTrackingLink,
    returnLabelLink: info.returnLabelLink,
    packages: info.packages,
    warehouseCode: info.warehouseCode,
    servicePointId: info.servicePointId,
    shippingMethodName: info.shipmentMethodName,
    shippingMethodProductId: info.shippingMethodProductId,
    comment: info.comment,
    pickUpPointInformation: info.pickUpPointInformation
  }),
  externalIds: mergeExternalIds(shipment.externalIds, info.externalIds ?? []),
  properties: mergeProperties(shipment.properties, info.properties ?? [])
})

/** The shipment in a status it enters; entering a delivered one delivers what is left of its lines. */
export const entered = (shipment: Shipment, status: OrderStatus, now: string): Shipment => {
  const name = status.name ?? ""
  if (shipment.orderStatus === name) return shipment
  const last = shipment.orderStatusLog?.at(-1)?.timestamp
  return {
    ...shipment,
    orderStatus: name,
    prevStatus: shipment.orderStatus,
    // A cancelled shipment holds nothing any more, even where the status was set up without its effect on shipments.
    status: status.shipmentStatusUpdate ?? (status.isCanceledStatus === true ? "Cancelled" : shipment.status),
    orderStatusLog: [
      ...(shipment.orderStatusLog ?? []),
      {
        status: name,
        timestamp: now,
        ...(last === undefined ? {} : { durationSincePreviousMs: Date.parse(now) - Date.parse(last) })
      }
    ],
    ...(status.isDeliveredStatus === true
      ? { completed: now, lineItems: shipment.lineItems.map((line) => deliveredLine(line, now)) }
      : {})
  }
}

const deliveredLine = (line: OrderLine, now: string): OrderLine => {
  const delivered = line.quantity - line.canceledQuantity
  return delivered === line.deliveredQuantity
    ? line
    : { ...line, deliveredQuantity: delivered, deliveredDate: line.deliveredDate ?? now }
}

export const withHead = (order: Order, status: OrderStatus, now: string): Order => ({
  ...order,
  status: status.name ?? order.status,
  ...(status.isDeliveredStatus === true ? { completed: order.completed ?? now } : {})
})
