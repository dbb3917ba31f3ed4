import { Option } from "effect"
import type { OmniumOrder, OmniumShipment } from "../omnium/OmniumOrder.ts"
import type { OngoingOrderState, OngoingTracking } from "../ongoing/OngoingOrderState.ts"
import { keyOf } from "./OngoingDeliveryKey.ts"

/** The shipments that partial deliveries have made of an order, apart from the one that is looked at. */
export const deliveredParts = (order: OmniumOrder, but: OmniumShipment): ReadonlyArray<OmniumShipment> =>
  order.shipments.filter((shipment) => shipment !== but && Option.isSome(keyOf(shipment)))

/** The state without the parcels and tracking that those shipments carry. */
export const notYetBrought = (state: OngoingOrderState, parts: ReadonlyArray<OmniumShipment>): OngoingOrderState => {
  const carried = new Set(
    parts.flatMap((part) => [part.trackingNumber, ...part.packages.flatMap((each) => [each.id, each.trackingNumber])])
  )
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
