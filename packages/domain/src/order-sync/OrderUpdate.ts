import { isCancelled } from "../omnium/Cancelled.ts"
import { ExternalIdProvider, PropertyKey } from "../omnium/OmniumNames.ts"
import { externalIdOf, isOn, type OmniumOrder, type OmniumShipment, propertyOf } from "../omnium/OmniumOrder.ts"
import type { OmniumOrderType } from "../omnium/OmniumSettings.ts"
import type { OngoingOrderState } from "../ongoing/OngoingOrderState.ts"
import { cancelledStatus, sentInFull, sentStatuses } from "../ongoing/StatusMeaning.ts"
import type { PartialDelivery, ShipmentUpdate } from "../ports/Omnium.ts"
import type { Cause } from "../sync/Cause.ts"
import { type Delivery, deliveryOf, isDelivered } from "./DeliveredLines.ts"
import { deliveredParts, notYetBrought, withoutTaken } from "./DeliveredParts.ts"
import { partialDelivery } from "./PartialDelivery.ts"
import { packageFields, textField, trackingFields, unused } from "./ShipmentFields.ts"
import { forward, mappedStatus } from "./StatusMapping.ts"

export interface StateToBring {
  readonly order: OmniumOrder
  readonly shipment: OmniumShipment
  readonly orderType: OmniumOrderType | undefined
  readonly state: OngoingOrderState
  /** Of labels that are stored already, the oldest first. */
  readonly labelLinks?: ReadonlyArray<string>
  readonly returnLabelLinks?: ReadonlyArray<string>
}

export interface OrderUpdate {
  /** The one call that brings status, tracking and labels to the shipment; none when Omnium has it all. */
  readonly update: ShipmentUpdate | undefined
  /** The call that brings parcels and labels that came later to the latest part. */
  readonly late: ShipmentUpdate | undefined
  /** The part that has been sent while something is left. */
  readonly partial: PartialDelivery | undefined
  /** Lines of the shipment that are delivered and not marked so, by `lineItemId`. */
  readonly deliveredLines: ReadonlyArray<string>
  readonly notes: ReadonlyArray<Note>
}

export interface Note {
  readonly cause: Extract<Cause, "status-not-mapped" | "delivered-short" | "over-delivered" | "shipped-after-cancel">
  readonly message: string
}

/** What Omnium has to be told of an order: its status, and with it tracking and labels, so that mails can show them. */
export const orderUpdate = (about: StateToBring): OrderUpdate => {
  const { order, shipment, orderType, state } = about
  const delivery = deliveryOf(order, shipment, state)
  const mapped = mappedStatus(orderType, state.status)
  const current = shipment.orderStatus ?? order.status
  const cancelled = isCancelled(order, shipment, orderType)
  const marked = isOn(propertyOf(shipment.properties, PropertyKey.IsDeliveredShipment))
  const sent = sentStatuses.has(state.status)
  const partial = marked || cancelled ? undefined : partialDelivery(about, delivery)
  const isShort = !marked && !delivery.complete
  const moves =
    orderType !== undefined &&
    mapped !== undefined &&
    partial === undefined &&
    !(!delivery.complete && sent) &&
    (!cancelled || state.status === cancelledStatus) &&
    forward(orderType, current, mapped, state.status)
  const isAnySent = delivery.lines.some((line) => line.delivered > 0)
  const arrived = delivery.complete && !marked && isAnySent && (mapped?.isDeliveredStatus || sent)
  const fields = {
    ...(partial === undefined ? bringing(about, isShort) : {}),
    ...(externalIdOf(shipment.externalIds, ExternalIdProvider.OngoingOrderId) === undefined && {
      externalIds: [{ providerName: ExternalIdProvider.OngoingOrderId, id: String(state.orderId) }]
    }),
    ...(arrived && { properties: [{ key: PropertyKey.IsDeliveredShipment, value: "true" }] })
  }
  const place = { orderId: order.id, shipmentId: shipment.shipmentId }
  const update =
    moves || Object.keys(fields).length > 0
      ? { ...place, status: moves ? mapped.name : current, runWorkflow: moves, ...fields }
      : undefined
  return {
    update,
    late: isShort && partial === undefined ? lateDetails(about) : undefined,
    partial,
    deliveredLines: partial === undefined ? newlyDelivered(shipment, delivery) : [],
    notes: [
      ...(mapped === undefined ? [notMapped(order, state)] : []),
      ...(isShort && !cancelled && sentInFull.has(state.status) ? [deliveredShort(delivery)] : []),
      ...(cancelled ? [] : overDelivered(delivery)),
      ...(cancelled && sent && isAnySent ? [shippedAfterCancel(state)] : [])
    ]
  }
}

/** Tracking and labels for the shipment itself: what earlier partial deliveries took with them is left out. */
const bringing = (about: StateToBring, isShort: boolean) => {
  const { order, shipment, labelLinks, returnLabelLinks } = about
  const parts = deliveredParts(order, shipment, about.state.orderId)
  const own = withoutTaken(shipment, parts, about.state)
  const taken = own === shipment ? {} : { packages: own.packages }
  if (isShort && parts.length > 0) return taken
  const state = notYetBrought(about.state, parts)
  return {
    ...trackingFields(shipment, state),
    ...textField(
      "labelLink",
      unused(
        labelLinks,
        parts.map((part) => part.labelLink)
      ),
      shipment.labelLink
    ),
    ...textField(
      "returnLabelLink",
      unused(
        returnLabelLinks,
        parts.map((part) => part.returnLabelLink)
      ),
      shipment.returnLabelLink
    ),
    ...taken,
    ...packageFields(own, state)
  }
}

/** Parcels and labels that came without new quantities, while the rest is still to come, belong to the latest part. */
const lateDetails = (about: StateToBring): ShipmentUpdate | undefined => {
  const parts = deliveredParts(about.order, about.shipment, about.state.orderId)
  const latest = parts.at(-1)
  if (latest === undefined) return undefined
  const earlier = parts.slice(0, -1)
  const label = unused(
    about.labelLinks,
    earlier.map((part) => part.labelLink)
  )
  const returnLabel = unused(
    about.returnLabelLinks,
    earlier.map((part) => part.returnLabelLink)
  )
  const fields = {
    ...packageFields(latest, notYetBrought(about.state, earlier)),
    ...textField("labelLink", latest.labelLink ?? label, latest.labelLink),
    ...textField("returnLabelLink", latest.returnLabelLink ?? returnLabel, latest.returnLabelLink)
  }
  return Object.keys(fields).length === 0
    ? undefined
    : {
        orderId: about.order.id,
        shipmentId: latest.shipmentId,
        status: latest.orderStatus ?? about.order.status,
        runWorkflow: false,
        ...fields
      }
}

const newlyDelivered = (shipment: OmniumShipment, delivery: Delivery): ReadonlyArray<string> => {
  const marked = new Set(
    shipment.lines
      .filter((line) => isOn(propertyOf(line.properties, PropertyKey.IsOrderLineDelivered)))
      .map((line) => line.lineItemId)
  )
  return delivery.lines
    .filter((line) => line.delivered > 0 && isDelivered(line) && !marked.has(line.lineItemId))
    .map((line) => line.lineItemId)
}

const notMapped = (order: OmniumOrder, state: OngoingOrderState): Note => ({
  cause: "status-not-mapped",
  message:
    `No status of order type ${order.orderType} has Ongoing status ${state.status}` +
    `${state.statusText === undefined ? "" : ` (${state.statusText})`} in its OngoingStatus property. Add it there.`
})

const deliveredShort = (delivery: Delivery): Note => {
  const missing = delivery.lines
    .filter((line) => !isDelivered(line))
    .map((line) => `line ${line.lineItemId}: ${line.delivered} of ${line.ordered}`)
  return {
    cause: "delivered-short",
    message: `The warehouse has closed the order with less than was ordered (${missing.join(", ")}).`
  }
}

const overDelivered = (delivery: Delivery): ReadonlyArray<Note> => {
  const over = delivery.over.map(({ line, delivered, asked }) => `line ${line}: ${delivered} of ${asked}`)
  return over.length === 0
    ? []
    : [{ cause: "over-delivered", message: `The warehouse has sent more than was ordered (${over.join(", ")}).` }]
}

const shippedAfterCancel = (state: OngoingOrderState): Note => ({
  cause: "shipped-after-cancel",
  message: `The order ${state.orderNumber} was shipped after the cancel was refused. Stop the parcel, or refund it.`
})
