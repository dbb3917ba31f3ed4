import { Effect, Option } from "effect"
import { ExternalIdProvider } from "../omnium/OmniumNames.ts"
import { externalIdOf, type OmniumOrder, type OmniumShipment } from "../omnium/OmniumOrder.ts"
import { keyOf as deliveryKeyOn } from "../omnium/OngoingDeliveryKey.ts"
import { parse as parseMark } from "../ongoing/GoodsOwnerOrderId.ts"
import { parse as parseNumber } from "../ongoing/OngoingOrderNumber.ts"
import type { OngoingOrderState } from "../ongoing/OngoingOrderState.ts"
import { Omnium } from "../ports/Omnium.ts"

/** The Omnium shipment's key, by the mark in the order; an order without our mark is its own. */
export const keyOf = (state: Pick<OngoingOrderState, "orderId" | "goodsOwnerOrderId">): string =>
  Option.isSome(parseMark(state.goodsOwnerOrderId ?? "")) ? (state.goodsOwnerOrderId ?? "") : `ongoing/${state.orderId}`

/**
 * The shipment that an Ongoing order is of: the one that bears its id in Omnium; one without an id, by our mark; that of
 * a back order by the mark alone, because its shipment bears the original's id. Staff may put another order's mark into
 * an order, which then still is that of whoever bears its id.
 */
export const matchedShipment = Effect.fn("matchedShipment")(function* (state: OngoingOrderState) {
  const omnium = yield* Omnium
  const id = String(state.orderId)
  const idOn = (shipment: OmniumShipment) => externalIdOf(shipment.externalIds, ExternalIdProvider.OngoingOrderId)
  const shipmentIn = (orders: ReadonlyArray<OmniumOrder>, fits: (shipment: OmniumShipment) => boolean) => {
    for (const order of orders) {
      const shipment = order.shipments.find(fits)
      if (shipment !== undefined) return { order, shipment }
    }
    return undefined
  }
  const isOwn = (shipment: OmniumShipment) => idOn(shipment) === id && Option.isNone(deliveryKeyOn(shipment))

  const mark = Option.getOrUndefined(parseMark(state.goodsOwnerOrderId ?? ""))
  const order = mark === undefined ? Option.none() : yield* omnium.order(mark.orderId)
  const marked = shipmentIn(Option.toArray(order), (shipment) => shipment.shipmentId === mark?.shipmentId)
  if (marked !== undefined && (state.backOrderForOrderId !== undefined || idOn(marked.shipment) === id)) return marked
  const own = shipmentIn(yield* omnium.ordersByShipmentExternalId(id), isOwn)
  if (own !== undefined) return own
  if (mark !== undefined) return marked !== undefined && idOn(marked.shipment) === undefined ? marked : undefined
  const number = Option.getOrUndefined(parseNumber(state.orderNumber))
  if (number === undefined) return undefined
  return shipmentIn(
    yield* omnium.ordersByNumber(number.orderNumber),
    (shipment) => shipment.shipmentId === number.shipmentId && isOwn(shipment)
  )
})
