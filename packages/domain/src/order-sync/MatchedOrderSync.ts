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

/** The shipment that an Ongoing order is of: by our mark; else by the external id in Omnium; else by the number, if the shipment is not another order's. */
export const matchedShipment = Effect.fn("matchedShipment")(function* (state: OngoingOrderState) {
  const omnium = yield* Omnium
  const id = String(state.orderId)
  const marked = (shipment: OmniumShipment) => externalIdOf(shipment.externalIds, ExternalIdProvider.OngoingOrderId)
  const shipmentIn = (orders: ReadonlyArray<OmniumOrder>, fits: (shipment: OmniumShipment) => boolean) => {
    for (const order of orders) {
      const shipment = order.shipments.find(fits)
      if (shipment !== undefined) return { order, shipment }
    }
    return undefined
  }
  const isPart = (shipment: OmniumShipment) => Option.isSome(deliveryKeyOn(shipment))
  const free = (shipment: OmniumShipment) => marked(shipment) === undefined || marked(shipment) === id

  const mark = Option.getOrUndefined(parseMark(state.goodsOwnerOrderId ?? ""))
  if (mark !== undefined) {
    const order = yield* omnium.order(mark.orderId)
    const match = shipmentIn(
      Option.toArray(order),
      (shipment) =>
        shipment.shipmentId === mark.shipmentId && (free(shipment) || state.backOrderForOrderId !== undefined)
    )
    if (match !== undefined) return match
  }
  const byId = shipmentIn(
    yield* omnium.ordersByShipmentExternalId(id),
    (shipment) => marked(shipment) === id && !isPart(shipment)
  )
  if (byId !== undefined || mark !== undefined) return byId
  const number = Option.getOrUndefined(parseNumber(state.orderNumber))
  if (number === undefined) return undefined
  return shipmentIn(
    yield* omnium.ordersByNumber(number.orderNumber),
    (shipment) => shipment.shipmentId === number.shipmentId && marked(shipment) === id && !isPart(shipment)
  )
})
