import { Effect, Option } from "effect"
import type { OmniumOrder, OmniumShipment } from "../omnium/OmniumOrder.ts"
import type { OngoingOrderState } from "../ongoing/OngoingOrderState.ts"
import { cancelledStatus, sentInFull } from "../ongoing/StatusMeaning.ts"
import { Ongoing } from "../ports/Ongoing.ts"
import { deliveryOf, isNew } from "./DeliveredLines.ts"

/**
 * Whether what the shipment misses may still come with another order: with a back order into which the warehouse has
 * moved it, or with the order that this one is a back order for. Of them all, what is brought last tells what is missing.
 */
export const isAwaited = Effect.fn("isAwaited")(function* (
  order: OmniumOrder,
  shipment: OmniumShipment,
  state: OngoingOrderState
) {
  const others = (yield* family(state)).filter((other) => other.orderId !== state.orderId)
  const isUnderWay = ({ status }: OngoingOrderState) => status !== cancelledStatus && !sentInFull.has(status)
  const isToBeBrought = (other: OngoingOrderState) => deliveryOf(order, shipment, other).lines.some(isNew)
  return others.some((other) => isUnderWay(other) || isToBeBrought(other))
})

/** An order with all that is moved from one to the other of them. */
const family = Effect.fnUntraced(function* (state: OngoingOrderState) {
  const ongoing = yield* Ongoing
  const found = new Map([[state.orderId, state]])
  // What is added is visited as well.
  for (const { orderId, goodsOwnerId, backOrderForOrderId: original } of found.values()) {
    const of = original === undefined || found.has(original) ? [] : Option.toArray(yield* ongoing.order(original))
    const moved = goodsOwnerId === undefined ? [] : yield* ongoing.backOrdersOf(goodsOwnerId, orderId)
    for (const each of [...of, ...moved]) found.set(each.orderId, each)
  }
  return [...found.values()]
})
