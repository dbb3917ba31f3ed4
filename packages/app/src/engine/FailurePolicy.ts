import type { System, UpstreamReason } from "@omnium-ongoing/domain/ports/Upstream"
import type { Cause } from "@omnium-ongoing/domain/sync/Cause"
import { notYet, patience } from "@omnium-ongoing/domain/sync/NotYet"
import type { Outcome, WorkItem } from "@omnium-ongoing/domain/sync/WorkItem"
import { DateTime, Duration, Option } from "effect"
import type { Verdict } from "./Upstreams.ts"

/** An item that alone fails is tried so often. */
export const attempts = 5

const first = Duration.seconds(15)
const longest = Duration.hours(1)

/**
 * A write without an answer may still arrive, and would undo what came after it: nothing more of its item is sent before
 * a minute has passed since. Half of it was waited for the answer.
 */
const landed = Duration.seconds(30)

/** A quarter of a minute, then four times as long each time, jittered by half so that many do not come back at once. */
const backoff = (attempt: number, jitter: number): Duration.Duration =>
  Duration.min(Duration.times(first, 4 ** attempt * (0.75 + jitter / 2)), longest)

export interface Failed {
  readonly item: WorkItem
  readonly system: System
  readonly reason: UpstreamReason
  readonly verdict: Verdict
  readonly now: DateTime.Utc
  /** In [0, 1). */
  readonly jitter: number
}

/** What becomes of an item whose run ended in a failed call. */
export const afterFailure = ({ item, system, reason, verdict, now, jitter }: Failed): Outcome => {
  const { message } = reason
  const wait = (cause: Cause, wait: Duration.Duration, attempt: boolean): Outcome => ({
    _tag: "Later",
    cause,
    message,
    notBefore: DateTime.addDuration(now, wait),
    attempt
  })
  const again = (cause: Cause): Outcome =>
    item.attempts + 1 >= attempts
      ? { _tag: "Dead", cause: "attempts-exhausted", message: `${message} (${attempts} attempts)` }
      : wait(cause, backoff(item.attempts, jitter), true)
  const justTriggered = system === "omnium" && Duration.isLessThan(DateTime.distance(item.createdAt, now), patience)

  switch (reason._tag) {
    case "Unauthorised":
      return wait(`${system}-credentials`, Duration.minutes(1), false)
    case "Throttled":
      return wait(
        "calls-limited",
        Option.getOrElse(reason.retryAfter, () => Duration.minutes(1)),
        false
      )
    case "Unavailable":
      return verdict === "host" ? wait(`${system}-unavailable`, Duration.zero, false) : again(`${system}-unavailable`)
    case "UnknownOutcome": {
      const later = verdict === "host" ? wait("outcome-unknown", Duration.zero, false) : again("outcome-unknown")
      return Option.isSome(reason.status) ? later : notBefore(later, DateTime.addDuration(now, landed))
    }
    case "MalformedAnswer":
      return verdict === "host" ? wait(`${system}-unavailable`, Duration.zero, false) : again("malformed-answer")
    case "Conflict":
      return justTriggered ? notYet(item, now, "refused-by-omnium", message) : again(`locked-in-${system}`)
    case "NotFound":
      return justTriggered
        ? notYet(item, now, "refused-by-omnium", message)
        : { _tag: "Dead", cause: `refused-by-${system}`, message }
    case "Refused":
      return { _tag: "Dead", cause: `refused-by-${system}`, message }
  }
}

const notBefore = (outcome: Outcome, earliest: DateTime.Utc): Outcome =>
  outcome._tag === "Later" ? { ...outcome, notBefore: DateTime.max(outcome.notBefore, earliest) } : outcome
