import { isPickable, remaining } from "../omnium/LinesToShip.ts"
import type { OmniumShipment } from "../omnium/OmniumOrder.ts"
import type { OngoingLineState, OngoingOrderState } from "../ongoing/OngoingOrderState.ts"
import * as OngoingRowNumber from "../ongoing/OngoingRowNumber.ts"
import { sentStatuses } from "../ongoing/StatusMeaning.ts"
import { trackingLink } from "./Tracking.ts"

export interface DeliveredLine {
  readonly lineItemId: string
  /** What Omnium still expects of it. */
  readonly ordered: number
  readonly delivered: number
}

export interface Delivery {
  readonly lines: ReadonlyArray<DeliveredLine>
  /** Nothing is missing on any line. */
  readonly complete: boolean
}

/** What of the shipment the warehouse has delivered, line by line. */
export const deliveryOf = (shipment: OmniumShipment, state: OngoingOrderState): Delivery => {
  const delivered = deliveredByRow(state)
  const lines = shipment.lines.filter(isPickable).map((line) => ({
    lineItemId: line.lineItemId,
    ordered: remaining(line),
    delivered: delivered.get(OngoingRowNumber.make(line.lineItemId)) ?? 0
  }))
  return { lines, complete: lines.every((line) => isDelivered(line)) }
}

/** Quantities may have decimals, and sums of them may be a trifle off. */
const tolerance = 1e-6

export const isDelivered = (line: DeliveredLine): boolean => line.delivered >= line.ordered - tolerance

/**
 * Delivered is what lies in a parcel that can be followed. Where no outbound parcel can be, it is what has been picked,
 * once the status says sent.
 */
export const deliveredByRow = (state: OngoingOrderState): ReadonlyMap<string, number> => {
  const followed = new Set(
    state.parcels
      .filter((parcel) => !parcel.isReturnParcel && (parcel.waybill ?? trackingLink(parcel.trackingUrl)) !== undefined)
      .map((parcel) => parcel.parcelId)
  )
  const inFollowed = (line: OngoingLineState) =>
    line.inParcels.reduce((sum, { parcelId, quantity }) => sum + (followed.has(parcelId) ? quantity : 0), 0)
  const sent = sentStatuses.has(state.status)
  const byRow = new Map<string, number>()
  for (const line of state.lines) {
    const delivered = followed.size > 0 ? inFollowed(line) : sent ? line.picked : 0
    byRow.set(line.rowNumber, (byRow.get(line.rowNumber) ?? 0) + delivered)
  }
  return byRow
}
