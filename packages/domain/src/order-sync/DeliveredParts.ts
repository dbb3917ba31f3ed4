import { Option } from "effect"
import { ExternalIdProvider } from "../omnium/OmniumNames.ts"
import { externalIdOf, type OmniumOrder, type OmniumShipment } from "../omnium/OmniumOrder.ts"
import { keyOf } from "../omnium/OngoingDeliveryKey.ts"
import type { OngoingOrderId } from "../ongoing/Identifiers.ts"
import type { OngoingOrderState, OngoingTracking } from "../ongoing/OngoingOrderState.ts"

/**
 * The shipments that partial deliveries of this Ongoing order have made of the shipment, or of the one it is a back
 * order for. Another shipment of the same Omnium order has its own.
 */
export const deliveredParts = (
  order: OmniumOrder,
  but: OmniumShipment,
  ongoingOrder: OngoingOrderId
): ReadonlyArray<OmniumShipment> => {
  const own = new Set([String(ongoingOrder), externalIdOf(but.externalIds, ExternalIdProvider.OngoingOrderId)])
  return order.shipments.filter(
    (shipment) => shipment !== but && Option.exists(keyOf(shipment), (key) => own.has(String(key.order)))
  )
}

/** The numbers that parcels go by. */
const carriedBy = (parts: ReadonlyArray<OmniumShipment>): ReadonlySet<string | undefined> =>
  new Set(
    parts.flatMap((part) => [part.trackingNumber, ...part.packages.flatMap((each) => [each.id, each.trackingNumber])])
  )

/**
 * The shipment without the packages that a part of it has taken along: the order was packed as a whole, and then more
 * was ordered.
 */
export const withoutTaken = (shipment: OmniumShipment, parts: ReadonlyArray<OmniumShipment>): OmniumShipment => {
  const carried = carriedBy(parts)
  const isTaken = (number: string | undefined) => number !== undefined && carried.has(number)
  const left = shipment.packages.filter((each) => !isTaken(each.trackingNumber ?? each.id))
  return left.length === shipment.packages.length ? shipment : { ...shipment, packages: left }
}

/** The state without the parcels and tracking that those shipments carry. */
export const notYetBrought = (state: OngoingOrderState, parts: ReadonlyArray<OmniumShipment>): OngoingOrderState => {
  const carried = carriedBy(parts)
  if (carried.size === 0) return state
  const isNew = (number: string | undefined) => number === undefined || !carried.has(number)
  const tracked = (each: OngoingTracking) => isNew(each.waybill)
  return {
    ...state,
    waybill: isNew(state.waybill) ? state.waybill : undefined,
    tracking: state.tracking.filter(tracked),
    parcels: state.parcels.filter(
      (parcel) => parcel.isReturnParcel || (isNew(parcel.waybill) && isNew(parcel.parcelNumber))
    )
  }
}
