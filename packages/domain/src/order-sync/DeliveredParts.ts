import { Option } from "effect"
import { ExternalIdProvider } from "../omnium/OmniumNames.ts"
import { externalIdOf, type OmniumOrder, type OmniumShipment } from "../omnium/OmniumOrder.ts"
import { deliveredBefore, keyOf } from "../omnium/OngoingDeliveryKey.ts"
import type { OngoingOrderId } from "../ongoing/Identifiers.ts"
import type { OngoingOrderState, OngoingParcel, OngoingTracking } from "../ongoing/OngoingOrderState.ts"
import { isFollowed, tolerance } from "./DeliveredLines.ts"

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
export const withoutTaken = (
  shipment: OmniumShipment,
  parts: ReadonlyArray<OmniumShipment>,
  state: OngoingOrderState
): OmniumShipment => {
  const carried = carriedBy(parts)
  const own = new Set(notYetBrought(state, parts).parcels.flatMap((each) => [each.waybill, each.parcelNumber]))
  const isTaken = (number: string | undefined) => number !== undefined && carried.has(number) && !own.has(number)
  const left = shipment.packages.filter((each) => !isTaken(each.trackingNumber ?? each.id))
  return left.length === shipment.packages.length ? shipment : { ...shipment, packages: left }
}

/** The state without the parcels and tracking that those shipments carry. */
export const notYetBrought = (state: OngoingOrderState, parts: ReadonlyArray<OmniumShipment>): OngoingOrderState => {
  const carried = carriedBy(parts)
  if (carried.size === 0) return state
  const isNew = (number: string | undefined) => number === undefined || !carried.has(number)
  const tracked = (each: OngoingTracking) => isNew(each.waybill)
  const isOfThem = ofParts(state, parts)
  return {
    ...state,
    waybill: isNew(state.waybill) ? state.waybill : undefined,
    tracking: state.tracking.filter(tracked),
    parcels: state.parcels.filter(
      (parcel) => parcel.isReturnParcel || (isNew(parcel.parcelNumber) && (isNew(parcel.waybill) || !isOfThem(parcel)))
    )
  }
}

/**
 * Whether a parcel with the waybill of a part went with the parts: a waybill may be that of several parcels, sent one
 * after the other, and its package names but one of them. What lies in it, and in those before it, tells.
 */
const ofParts = (state: OngoingOrderState, parts: ReadonlyArray<OmniumShipment>) => {
  const before = deliveredBefore(parts, state.orderId)
  const sent = new Set(
    state.parcels.filter((each) => !each.isReturnParcel && isFollowed(each)).map((each) => each.parcelId)
  )
  return ({ parcelId }: OngoingParcel): boolean => {
    const upTo = new Map<string, number>()
    for (const { rowNumber, inParcels } of state.lines) {
      const inThem = inParcels.filter((each) => sent.has(each.parcelId) && each.parcelId <= parcelId)
      const quantity = inThem.reduce((sum, each) => sum + each.quantity, 0)
      upTo.set(rowNumber, (upTo.get(rowNumber) ?? 0) + quantity)
    }
    return [...upTo].every(([row, quantity]) => quantity <= (before.get(row) ?? 0) + tolerance)
  }
}
