import { Option } from "effect"
import { ExternalIdProvider, PropertyKey } from "../omnium/OmniumNames.ts"
import { externalIdOf, type OmniumOrder, propertyOf } from "../omnium/OmniumOrder.ts"
import { parse as parseKey, make as shipmentKey } from "../ongoing/GoodsOwnerOrderId.ts"
import type { Intent } from "./Intent.ts"

/** Where to find the exports of an order's shipments in the journal; none has so many. */
export const exportsOf = (tenant: string, orderId: string) =>
  [tenant, "order-export", { after: `${orderId}/`, before: `${orderId}0` }, 1000] as const

/** Exports of shipments that the order has no longer under their id. */
export const withoutShipment = (exports: ReadonlyArray<Intent>, order: OmniumOrder): ReadonlyArray<Intent> => {
  const existing = new Set<string>(order.shipments.map(({ shipmentId }) => shipmentKey(order.id, shipmentId)))
  return exports.filter(
    ({ key }) => !existing.has(key) && Option.exists(parseKey(key), ({ orderId }) => orderId === order.id)
  )
}

/** Those of them that may be in Ongoing and are no other shipment's: what was deleted after it was exported. */
export const vanished = (exports: ReadonlyArray<Intent>, order: OmniumOrder): ReadonlyArray<Intent> => {
  // A part that was delivered bears the id of the order it was taken from.
  const whole = order.shipments.filter(
    ({ properties }) => propertyOf(properties, PropertyKey.OngoingDeliveryKey) === undefined
  )
  // An order without any is not believed: whoever deletes all of it cancels it.
  if (whole.length === 0) return []
  const borne = new Set(whole.map(({ externalIds }) => externalIdOf(externalIds, ExternalIdProvider.OngoingOrderId)))
  return withoutShipment(exports, order).filter(({ state, reference }) =>
    reference === undefined ? state === "open" : !borne.has(reference)
  )
}
