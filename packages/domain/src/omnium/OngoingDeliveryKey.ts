import { Option, Schema } from "effect"
import { OngoingOrderId } from "../ongoing/Identifiers.ts"
import { PropertyKey } from "./OmniumNames.ts"
import { type OmniumShipment, propertyOf } from "./OmniumOrder.ts"

/**
 * What a partial delivery stands for: an Ongoing order, and how much of each of its rows Omnium has as delivered since
 * then, in all. It is written on the shipment, so that what was delivered before can be told from Omnium alone.
 */
export const OngoingDeliveryKey = Schema.Struct({
  order: OngoingOrderId,
  rows: Schema.Record(Schema.String, Schema.Finite)
})
export type OngoingDeliveryKey = typeof OngoingDeliveryKey.Type

const text = Schema.fromJsonString(OngoingDeliveryKey)
const decode = Schema.decodeOption(text)

/** The same key is always the same text: rows in order. */
export const make = (order: OngoingOrderId, rows: ReadonlyMap<string, number>): string =>
  Schema.encodeSync(text)({
    order,
    rows: Object.fromEntries([...rows].sort(([one], [other]) => (one < other ? -1 : 1)))
  })

export const keyOf = (shipment: OmniumShipment): Option.Option<OngoingDeliveryKey> =>
  Option.flatMap(Option.fromUndefinedOr(propertyOf(shipment.properties, PropertyKey.OngoingDeliveryKey)), decode)

/** How much of each row of the Ongoing order Omnium holds as delivered by partial deliveries. */
export const deliveredBefore = (
  shipments: ReadonlyArray<OmniumShipment>,
  order: OngoingOrderId
): ReadonlyMap<string, number> => {
  const before = new Map<string, number>()
  for (const shipment of shipments) {
    const key = Option.getOrUndefined(keyOf(shipment))
    if (key?.order !== order) continue
    for (const [row, quantity] of Object.entries(key.rows)) {
      before.set(row, Math.max(before.get(row) ?? 0, quantity))
    }
  }
  return before
}
