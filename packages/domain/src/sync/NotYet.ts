import { DateTime, Duration } from "effect"
import type { Cause } from "./Cause.ts"
import type { Outcome, WorkItem } from "./WorkItem.ts"

/** Omnium calls before it saves: what it has just announced may be missing, queued or locked for so long. */
export const patience = Duration.minutes(15)

/** Waits, a little longer each time, until the patience with a just announced entity is over; then it is dead. */
export const notYet = (item: WorkItem, now: DateTime.Utc, otherwise: Cause, message: string): Outcome => {
  const age = DateTime.distance(item.createdAt, now)
  if (Duration.isGreaterThanOrEqualTo(age, patience)) return { _tag: "Dead", cause: otherwise, message }
  const wait = Duration.clamp(Duration.times(age, 0.5), {
    minimum: Duration.seconds(2),
    maximum: Duration.minutes(2)
  })
  return { _tag: "Later", cause: "not-yet", message, notBefore: DateTime.addDuration(now, wait), attempt: false }
}
