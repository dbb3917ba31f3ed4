import { Duration, Effect, Option } from "effect"
import { OngoingOrderId } from "../ongoing/Identifiers.ts"
import { Ongoing } from "../ports/Ongoing.ts"
import { done, type Outcome, type WorkItem } from "../sync/WorkItem.ts"
import { isUntracked, trackingPatience } from "./Tracking.ts"

/** Shows a person that an order was sent and still cannot be followed; solved as soon as it can. */
export const trackingSync = Effect.fn("trackingSync")(function* (item: WorkItem) {
  const ongoing = yield* Ongoing
  const state = Option.getOrUndefined(yield* ongoing.order(OngoingOrderId.make(Number(item.reference))))
  if (state === undefined || !isUntracked(state)) return done("No tracking is missing.")
  return {
    _tag: "Held",
    cause: "sent-without-tracking",
    message:
      `The order ${state.orderNumber} was sent, and ${Duration.toMinutes(trackingPatience)} minutes later Ongoing had ` +
      "neither a waybill nor a parcel number for it: the customer cannot follow it. Book its transport in Ongoing, or " +
      "enter the waybill there; it then comes to Omnium by itself. Dismiss this if it was handed over without a parcel."
  } satisfies Outcome
})
