import { isPickable, remaining } from "../omnium/LinesToShip.ts"
import type { OmniumOrder, OmniumShipment } from "../omnium/OmniumOrder.ts"
import { deliveredBefore } from "../omnium/OngoingDeliveryKey.ts"
import type { OngoingLineState, OngoingOrderState } from "../ongoing/OngoingOrderState.ts"
import * as OngoingRowNumber from "../ongoing/OngoingRowNumber.ts"
import { sentStatuses } from "../ongoing/StatusMeaning.ts"
import { trackingLink } from "./Tracking.ts"

export interface DeliveredLine {
  readonly lineItemId: string
  readonly rowNumber: string
  /** What Omnium still expects of it on this shipment. */
  readonly ordered: number
  /** What was asked for on this shipment, delivered or not. */
  readonly asked: number
  /** What has been delivered of it and is not in Omnium yet. */
  readonly delivered: number
}

export interface Delivery {
  readonly lines: ReadonlyArray<DeliveredLine>
  /** Nothing is missing on any line. */
  readonly complete: boolean
  /** How much of each row Omnium holds as delivered once these lines are. */
  readonly booked: ReadonlyMap<string, number>
  /** What the warehouse has sent beyond what was asked for: it is not booked. */
  readonly over: ReadonlyArray<OverDelivered>
}

export interface OverDelivered {
  readonly line: string
  readonly delivered: number
  readonly asked: number
}

/** What of the shipment the warehouse has delivered since the last partial delivery, line by line. */
export const deliveryOf = (order: OmniumOrder, shipment: OmniumShipment, state: OngoingOrderState): Delivery => {
  const byRow = deliveredByRow(state)
  const before = deliveredBefore(order.shipments, state.orderId)
  const lines = shipment.lines.filter(isPickable).map((line) => {
    const rowNumber = OngoingRowNumber.make(line.lineItemId)
    return {
      lineItemId: line.lineItemId,
      rowNumber,
      ordered: remaining(line),
      asked: line.quantity - line.canceledQuantity,
      delivered: Math.max(0, (byRow.get(rowNumber) ?? 0) - (before.get(rowNumber) ?? 0))
    }
  })
  const onShipment = new Set(lines.map((line) => line.rowNumber))
  const ofLines = lines
    .filter((line) => line.delivered > line.asked + tolerance)
    .map(({ lineItemId, delivered, asked }) => ({ line: lineItemId, delivered, asked }))
  // Lines that partial deliveries took with them as a whole are known by their row only.
  const ofParts = [...before]
    .filter(([row, asked]) => !onShipment.has(row) && (byRow.get(row) ?? 0) > asked + tolerance)
    .map(([row, asked]) => ({ line: row, delivered: byRow.get(row) ?? 0, asked }))
  return {
    lines,
    complete: lines.every((line) => isDelivered(line)),
    booked: new Map(
      lines.map(({ rowNumber, delivered, ordered }) => [
        rowNumber,
        (before.get(rowNumber) ?? 0) + Math.min(delivered, ordered)
      ])
    ),
    over: [...ofLines, ...ofParts]
  }
}

/** Quantities may have decimals, and sums of them may be a trifle off. */
export const tolerance = 1e-6

/** Whether something of it has been delivered that Omnium expects and has not been told. */
export const isNew = (line: DeliveredLine): boolean => line.delivered > 0 && line.ordered > 0

export const isDelivered = (line: DeliveredLine): boolean => line.delivered >= line.ordered - tolerance

/** Whether a parcel can be followed by the customer: by a waybill or by a link. */
export const isFollowed = (parcel: OngoingOrderState["parcels"][number]): boolean =>
  (parcel.waybill ?? trackingLink(parcel.trackingUrl)) !== undefined

/**
 * Delivered is what lies in a parcel that can be followed. Where nothing does, because no outbound parcel can be or the
 * warehouse does not tell what is in its parcels, it is what has been picked, once the status says sent.
 */
const deliveredByRow = (state: OngoingOrderState): ReadonlyMap<string, number> => {
  const followed = new Set(
    state.parcels.filter((parcel) => !parcel.isReturnParcel && isFollowed(parcel)).map((parcel) => parcel.parcelId)
  )
  const inFollowed = (line: OngoingLineState) =>
    line.inParcels.reduce((sum, { parcelId, quantity }) => sum + (followed.has(parcelId) ? quantity : 0), 0)
  const areContentsTold = state.lines.some((line) => inFollowed(line) > 0)
  const sent = sentStatuses.has(state.status)
  const byRow = new Map<string, number>()
  for (const line of state.lines) {
    const delivered = areContentsTold ? inFollowed(line) : sent ? line.picked : 0
    byRow.set(line.rowNumber, (byRow.get(line.rowNumber) ?? 0) + delivered)
  }
  return byRow
}
