import { Schema } from "effect"
import type { OmniumDeliveryLine } from "../omnium/OmniumDelivery.ts"
import { type OngoingPurchaseOrderState, receivedByRow } from "../ongoing/OngoingPurchaseOrderState.ts"
import * as OngoingRowNumber from "../ongoing/OngoingRowNumber.ts"

/** What is booked of one line in one goods reception. */
export const ReceptionLine = Schema.Struct({
  lineItemId: Schema.String,
  purchaseOrderId: Schema.String,
  /** The SKU. */
  code: Schema.String,
  deliveredQuantity: Schema.Finite,
  /** The store id of the warehouse that received. */
  warehouseCode: Schema.String,
  goodsReceptionId: Schema.String,
  /** What will have been delivered of the line in all. */
  upTo: Schema.Finite
})
export type ReceptionLine = typeof ReceptionLine.Type

/** How much of each line, by its id, the connector knows to be booked: Omnium's own figure may lag behind. */
export type Booked = ReadonlyMap<string, number>

export interface Received {
  readonly state: OngoingPurchaseOrderState
  readonly warehouseCode: string
  readonly lines: ReadonlyArray<OmniumDeliveryLine>
  readonly booked: Booked
}

export interface LineQuantities {
  readonly line: OmniumDeliveryLine
  readonly received: number
  /** Delivered according to Omnium, or to what is known to be booked there. */
  readonly delivered: number
}

/** Quantities may have decimals, and sums of them may be a trifle off. */
const tolerance = 1e-6

const rounded = (quantity: number): number => Math.round(quantity * 1e6) / 1e6

export const lineQuantities = ({ state, lines, booked }: Received): ReadonlyArray<LineQuantities> => {
  const received = receivedByRow(state)
  return lines.map((line) => ({
    line,
    received: rounded(received.get(OngoingRowNumber.make(line.lineItemId)) ?? 0),
    delivered: Math.max(line.deliveredQuantity, booked.get(line.lineItemId) ?? 0)
  }))
}

/**
 * What Ongoing has received and Omnium has not booked yet, each line with an id that is the same whenever the same
 * quantity is reached: booking it twice is refused by Omnium.
 */
export const goodsReception = (about: Received): ReadonlyArray<ReceptionLine> =>
  lineQuantities(about)
    .filter(({ received, delivered }) => received - delivered > tolerance)
    .map(({ line, received, delivered }) => ({
      lineItemId: line.lineItemId,
      purchaseOrderId: line.purchaseOrderId,
      code: line.code,
      deliveredQuantity: rounded(received - delivered),
      warehouseCode: about.warehouseCode,
      goodsReceptionId: `ongoing-${about.state.purchaseOrderId}-${line.lineItemId}-${received}`,
      upTo: received
    }))

/** Lines of which more is to come, once what was received is booked. */
export const hasRest = (about: Received): boolean =>
  lineQuantities(about).some(
    ({ line, received, delivered }) => line.quantity - line.canceledQuantity - Math.max(received, delivered) > tolerance
  )

/** Lines of which we have booked more than Ongoing says was received: goods reception knows no way back. */
export const takenBack = (about: Received): ReadonlyArray<LineQuantities> =>
  lineQuantities(about).filter(({ line, received }) => (about.booked.get(line.lineItemId) ?? 0) - received > tolerance)

/** What Ongoing has received on rows that the delivery does not have. */
export const unknownRows = ({ state, lines }: Pick<Received, "state" | "lines">) => {
  const known = new Set(lines.map((line) => OngoingRowNumber.make(line.lineItemId)))
  return state.lines.filter((line) => line.received > tolerance && !known.has(line.rowNumber))
}
