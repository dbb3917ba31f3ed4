import { ExternalIdProvider, PropertyKey } from "../omnium/OmniumNames.ts"
import {
  externalIdOf,
  isOn,
  type OmniumOrder,
  type OmniumPackage,
  type OmniumShipment,
  propertyOf
} from "../omnium/OmniumOrder.ts"
import type { OmniumOrderStatus, OmniumOrderType } from "../omnium/OmniumSettings.ts"
import { ongoingStatuses } from "../omnium/OrderStatus.ts"
import type { OngoingOrderState } from "../ongoing/OngoingOrderState.ts"
import { sentInFull, sentStatuses } from "../ongoing/StatusMeaning.ts"
import type { ShipmentUpdate } from "../ports/Omnium.ts"
import type { Cause } from "../sync/Cause.ts"
import { type Delivery, deliveryOf, isDelivered } from "./DeliveredLines.ts"
import { forward, mappedStatus } from "./StatusMapping.ts"
import { outboundTracking, packages, returnTracking } from "./Tracking.ts"

export interface StateToBring {
  readonly order: OmniumOrder
  readonly shipment: OmniumShipment
  readonly orderType: OmniumOrderType | undefined
  readonly state: OngoingOrderState
  /** Of labels that are stored already. */
  readonly labelLink?: string
  readonly returnLabelLink?: string
}

export interface OrderUpdate {
  /** The one call that brings everything; none when Omnium has it all. */
  readonly update: ShipmentUpdate | undefined
  /** Lines that are delivered and not marked so, by `lineItemId`. */
  readonly deliveredLines: ReadonlyArray<string>
  readonly notes: ReadonlyArray<Note>
}

export interface Note {
  readonly cause: Extract<Cause, "status-not-mapped" | "delivered-short">
  readonly message: string
}

/** What Omnium has to be told of an order: its status, and with it tracking and labels, so that mails can show them. */
export const orderUpdate = (about: StateToBring): OrderUpdate => {
  const { order, shipment, orderType, state } = about
  const delivery = deliveryOf(shipment, state)
  const mapped = mappedStatus(orderType, state.status)
  const current = shipment.orderStatus ?? order.status
  const marked = isOn(propertyOf(shipment.properties, PropertyKey.IsDeliveredShipment))
  const short = !marked && !delivery.complete && saysSent(mapped, state)
  const moves =
    orderType !== undefined && mapped !== undefined && !short && forward(orderType, current, mapped, state.status)
  const arrived = delivery.complete && (mapped?.isDeliveredStatus || sentStatuses.has(state.status))
  const fields = {
    ...trackingFields(shipment, state),
    ...labelFields(about),
    ...packageFields(shipment, state),
    ...(externalIdOf(shipment.externalIds, ExternalIdProvider.OngoingOrderId) === undefined && {
      externalIds: [{ providerName: ExternalIdProvider.OngoingOrderId, id: String(state.orderId) }]
    }),
    ...(arrived && !marked && { properties: [{ key: PropertyKey.IsDeliveredShipment, value: "true" }] })
  }
  const place = { orderId: order.id, shipmentId: shipment.shipmentId }
  return {
    update:
      moves || Object.keys(fields).length > 0
        ? { ...place, status: moves ? mapped.name : current, runWorkflow: moves, ...fields }
        : undefined,
    deliveredLines: newlyDelivered(shipment, delivery),
    notes: [...(mapped === undefined ? [notMapped(order, state)] : []), ...(short ? [deliveredShort(delivery)] : [])]
  }
}

/** Whether the warehouse, or the status it is mapped to, claims that the whole order is on its way. */
const saysSent = (mapped: OmniumOrderStatus | undefined, state: OngoingOrderState): boolean =>
  sentInFull.has(state.status) ||
  (sentStatuses.has(state.status) &&
    mapped !== undefined &&
    (mapped.isDeliveredStatus || ongoingStatuses(mapped).some((number) => sentInFull.has(number))))

/**
 * Only what Ongoing knows and Omnium has otherwise: nothing is wiped. What Omnium has before shipping, such as an id of
 * Porterbuddy, gives way to a waybill, but not to a parcel number.
 */
const trackingFields = (shipment: OmniumShipment, state: OngoingOrderState) => {
  const outbound = outboundTracking(state)
  const back = returnTracking(state)
  const replaces = outbound?.isWaybill === true || shipment.trackingNumber === undefined
  return {
    ...changed("trackingNumber", replaces ? outbound?.number : undefined, shipment.trackingNumber),
    ...changed("trackingLink", replaces ? outbound?.link : undefined, shipment.trackingLink),
    ...changed("returnTrackingNumber", back?.number, shipment.returnTrackingNumber),
    ...changed("returnTrackingLink", back?.link, shipment.returnTrackingLink)
  }
}

const labelFields = ({ shipment, labelLink, returnLabelLink }: StateToBring) => ({
  ...changed("labelLink", labelLink, shipment.labelLink),
  ...changed("returnLabelLink", returnLabelLink, shipment.returnLabelLink)
})

const changed = <Field extends keyof ShipmentUpdate>(
  field: Field,
  wanted: string | undefined,
  found: string | undefined
): { readonly [K in Field]?: string } =>
  // A computed key widens to any string; there is but this one.
  wanted === undefined || wanted === found ? {} : ({ [field]: wanted } as { readonly [K in Field]: string })

const packageFields = (shipment: OmniumShipment, state: OngoingOrderState) => {
  const wanted = packages(shipment.packages, state)
  const alike = (one: OmniumPackage, other: OmniumPackage | undefined) =>
    one.trackingNumber === other?.trackingNumber && one.trackingLink === other?.trackingLink
  return wanted.every((each, index) => alike(each, shipment.packages[index])) ? {} : { packages: wanted }
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
    message: `The warehouse has sent less than was ordered (${missing.join(", ")}). The status stays until someone decides.`
  }
}
