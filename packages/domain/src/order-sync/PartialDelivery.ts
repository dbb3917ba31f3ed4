import { ExternalIdProvider, PropertyKey } from "../omnium/OmniumNames.ts"
import type { OmniumOrder, OmniumShipment } from "../omnium/OmniumOrder.ts"
import { make as deliveryKey } from "../omnium/OngoingDeliveryKey.ts"
import type { OngoingOrderState } from "../ongoing/OngoingOrderState.ts"
import type { PartialDelivery } from "../ports/Omnium.ts"
import { type Delivery, isFollowed, isNew } from "./DeliveredLines.ts"
import { deliveredParts, notYetBrought } from "./DeliveredParts.ts"
import type { StateToBring } from "./OrderUpdate.ts"
import { trackingFields, unused } from "./ShipmentFields.ts"
import { mappedStatus } from "./StatusMapping.ts"
import { packages } from "./Tracking.ts"

/** Sent: what a part that is on its way is, whatever the order as a whole is. */
const sent = 450

/** The part that has been sent since the last one, as a new shipment; none while nothing new was, or when nothing is left. */
export const partialDelivery = (about: StateToBring, delivery: Delivery): PartialDelivery | undefined => {
  const { order, shipment, orderType } = about
  const lines = delivery.lines.filter(isNew).map((line) => ({
    lineItemId: line.lineItemId,
    deliveredQuantity: Math.min(line.delivered, line.ordered)
  }))
  if (delivery.complete || lines.length === 0) return undefined
  const parts = deliveredParts(order, shipment, about.state.orderId)
  const state = sentSoFar(notYetBrought(about.state, parts))
  const status = mappedStatus(orderType, sent) ?? mappedStatus(orderType, state.status)
  const labelLink = unused(
    about.labelLinks,
    parts.map((part) => part.labelLink)
  )
  const returnLabelLink = unused(
    about.returnLabelLinks,
    parts.map((part) => part.returnLabelLink)
  )
  return {
    orderId: order.id,
    shipmentId: nextShipmentId(order),
    status: status?.name ?? shipment.orderStatus ?? order.status,
    lines,
    ...trackingFields({ ...shipment, ...nothingTracked }, state),
    ...(labelLink === undefined ? {} : { labelLink }),
    ...(returnLabelLink === undefined ? {} : { returnLabelLink }),
    packages: packages([], state),
    externalIds: [{ providerName: ExternalIdProvider.OngoingOrderId, id: String(state.orderId) }],
    properties: [
      { key: PropertyKey.IsDeliveredShipment, value: "true" },
      { key: PropertyKey.OngoingDeliveryKey, value: deliveryKey(state.orderId, delivery.booked) }
    ]
  }
}

const nothingTracked = {
  trackingNumber: undefined,
  trackingLink: undefined,
  returnTrackingNumber: undefined,
  returnTrackingLink: undefined
} satisfies Partial<OmniumShipment>

/** Where parcels can be followed, those that cannot are still in the warehouse. */
const sentSoFar = (state: OngoingOrderState): OngoingOrderState =>
  state.parcels.some((parcel) => !parcel.isReturnParcel && isFollowed(parcel))
    ? { ...state, parcels: state.parcels.filter((parcel) => parcel.isReturnParcel || isFollowed(parcel)) }
    : state

/** Shipments are numbered; what is no number does not count. */
const nextShipmentId = (order: OmniumOrder): string =>
  String(
    order.shipments.reduce(
      (highest, { shipmentId }) => (/^\d{1,9}$/.test(shipmentId) ? Math.max(highest, Number(shipmentId)) : highest),
      0
    ) + 1
  )
