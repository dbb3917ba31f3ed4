import { DateTime, Duration, Effect } from "effect"
import type { OmniumShipment } from "../omnium/OmniumOrder.ts"
import type { OngoingOrderState } from "../ongoing/OngoingOrderState.ts"
import { Journal } from "../ports/Journal.ts"
import { causes } from "../sync/Cause.ts"
import { done, type NewItem, type Outcome, type WorkItem } from "../sync/WorkItem.ts"
import { rounded } from "./Spans.ts"

/** Whether Omnium has still to be told of the delivery of what came back. */
export const isUndelivered = (
  state: OngoingOrderState,
  shipments: ReadonlyArray<OmniumShipment>,
  now: DateTime.Utc
): boolean => returnedOf(state) > deliveredOf(shipments) && cameLately(state, now)

/**
 * What somebody asks for again has been reported long ago, so no later run finds it: it waits itself, but behind what
 * may bring the delivery, or cancel it.
 */
export const notDeliveredYet = Effect.fnUntraced(function* (item: WorkItem, now: DateTime.Utc) {
  const cause = "not-delivered-yet"
  const message = causes[cause].words
  if (item.source !== "operator") return { _tag: "Skipped", cause, message } satisfies Outcome
  const { tenant, key, flow, reference = "" } = item
  const open = yield* (yield* Journal).items({ tenant, key, states: ["open"], limit: 100 })
  if (open.some((other) => other.key === key && other.flow !== flow)) return done(message, [sameBut(item, reference)])
  const notBefore = DateTime.addDuration(now, untilAskedAgain)
  return { _tag: "Later", cause, message, notBefore, attempt: false } satisfies Outcome
})

/** Other work of the order waits behind it for so long. */
const untilAskedAgain = Duration.minutes(1)

/** A round of the seldomest task. */
const untilDelivered = Duration.hours(7)

/** Whoever sends no deliveries is waited for no longer. */
const cameLately = (state: OngoingOrderState, now: DateTime.Utc): boolean =>
  state.lines
    .flatMap((line) => line.returnedItems)
    .some(
      ({ returned }) =>
        returned !== undefined && DateTime.isGreaterThan(DateTime.addDuration(returned, untilDelivered), now)
    )

const returnedOf = (state: OngoingOrderState): number =>
  rounded(state.lines.reduce((sum, line) => sum + line.returned, 0))

const deliveredOf = (shipments: ReadonlyArray<OmniumShipment>): number =>
  rounded(
    shipments
      .flatMap(({ status, lines }) =>
        lines.map((line) => (status === shipped ? line.quantity - line.canceledQuantity : line.deliveredQuantity))
      )
      .reduce((sum, quantity) => sum + quantity, 0)
  )

const shipped = "Shipped"

export const sameBut = ({ tenant, flow, key, lane, source, run }: WorkItem, reference: string): NewItem => ({
  ...{ tenant, flow, key, lane, source, reference },
  ...(run === undefined ? {} : { run })
})
