import { describe, expect, test } from "bun:test"
import { afterFailure, attempts } from "@omnium-ongoing/app/engine/FailurePolicy"
import type { Verdict } from "@omnium-ongoing/app/engine/Upstreams"
import {
  Conflict,
  MalformedAnswer,
  NotFound,
  Refused,
  type System,
  Throttled,
  Unauthorised,
  Unavailable,
  UnknownOutcome,
  type UpstreamReason
} from "@omnium-ongoing/domain/ports/Upstream"
import type { causes } from "@omnium-ongoing/domain/sync/Cause"
import type { WorkItem } from "@omnium-ongoing/domain/sync/WorkItem"
import { DateTime, Duration, Option } from "effect"
import fc from "fast-check"

const created = DateTime.makeUnsafe("2026-11-02T08:00:00Z")

const item = (tried = 0): WorkItem => ({
  id: 1,
  tenant: "epic",
  flow: "order-export",
  key: "A-1/1",
  lane: "ongoing demo 7",
  source: "workflow",
  state: "open",
  attempts: tried,
  createdAt: created,
  notBefore: undefined,
  finishedAt: undefined,
  cause: undefined,
  message: undefined,
  coalescedInto: undefined
})

const message = "in their own words"
const reasons = {
  Unauthorised: new Unauthorised({ message }),
  Refused: new Refused({ status: 400, message }),
  NotFound: new NotFound({ message }),
  Conflict: new Conflict({ message }),
  Unavailable: new Unavailable({ status: Option.some(503), message }),
  Throttled: new Throttled({ retryAfter: Option.none(), message }),
  UnknownOutcome: new UnknownOutcome({ status: Option.none(), message }),
  MalformedAnswer: new MalformedAnswer({ message })
} satisfies Readonly<Record<UpstreamReason["_tag"], UpstreamReason>>

const judged = (
  reason: UpstreamReason,
  { system = "ongoing" as System, verdict = "item" as Verdict, tried = 0, age = Duration.hours(1), jitter = 0.5 } = {}
) => {
  const now = DateTime.addDuration(created, age)
  const outcome = afterFailure({ item: item(tried), system, reason, verdict, now, jitter })
  return {
    outcome,
    seconds: outcome._tag === "Later" ? Duration.toSeconds(DateTime.distance(now, outcome.notBefore)) : undefined
  }
}

/** What becomes of an item: [reason, system, verdict] → [tag, cause, whether the attempt counts]. */
const table: ReadonlyArray<
  readonly [keyof typeof reasons, System, Verdict, "Later" | "Dead", keyof typeof causes, boolean | undefined]
> = [
  ["Unauthorised", "ongoing", "credentials", "Later", "ongoing-credentials", false],
  ["Unauthorised", "omnium", "credentials", "Later", "omnium-credentials", false],
  ["Refused", "ongoing", "item", "Dead", "refused-by-ongoing", undefined],
  ["Refused", "omnium", "item", "Dead", "refused-by-omnium", undefined],
  ["NotFound", "ongoing", "item", "Dead", "refused-by-ongoing", undefined],
  ["NotFound", "omnium", "item", "Dead", "refused-by-omnium", undefined],
  ["Conflict", "ongoing", "item", "Later", "locked-in-ongoing", true],
  ["Conflict", "omnium", "item", "Later", "locked-in-omnium", true],
  ["Unavailable", "ongoing", "host", "Later", "ongoing-unavailable", false],
  ["Unavailable", "ongoing", "item", "Later", "ongoing-unavailable", true],
  ["Unavailable", "omnium", "host", "Later", "omnium-unavailable", false],
  ["Unavailable", "omnium", "item", "Later", "omnium-unavailable", true],
  ["Throttled", "ongoing", "item", "Later", "calls-limited", false],
  ["Throttled", "omnium", "item", "Later", "calls-limited", false],
  ["UnknownOutcome", "ongoing", "host", "Later", "outcome-unknown", false],
  ["UnknownOutcome", "omnium", "item", "Later", "outcome-unknown", true],
  ["MalformedAnswer", "ongoing", "item", "Later", "malformed-answer", true],
  ["MalformedAnswer", "omnium", "item", "Later", "malformed-answer", true]
]

describe("what becomes of an item whose call failed", () => {
  test.each(table)("%s by %s, judged as of the %s: %s, %s", (tag, system, verdict, becomes, cause, counts) => {
    const { outcome } = judged(reasons[tag], { system, verdict })
    expect(outcome).toMatchObject({ _tag: becomes, cause, message })
    if (outcome._tag === "Later") expect(outcome.attempt).toBe(counts ?? false)
  })

  test("every reason is in the table, for both systems", () => {
    const missing = Object.keys(reasons).flatMap((tag) =>
      ["ongoing", "omnium"].filter((system) => !table.some(([each, of]) => each === tag && of === system))
    )
    expect(missing).toEqual([])
  })

  test.each(table.filter((row) => row[5] === true))("%s by %s: dead after five attempts", (tag, system, verdict) => {
    for (let tried = 0; tried < attempts; tried++) {
      const { outcome } = judged(reasons[tag], { system, verdict, tried })
      expect(outcome._tag).toBe(tried < 4 ? "Later" : "Dead")
      if (tried === 4)
        expect(outcome).toMatchObject({ cause: "attempts-exhausted", message: `${message} (5 attempts)` })
    }
  })

  test.each(table.filter((row) => row[5] === false))("%s by %s, of the %s: waits for ever", (tag, system, verdict) => {
    const { outcome } = judged(reasons[tag], { system, verdict, tried: 4, age: Duration.days(30) })
    expect(outcome).toMatchObject({ _tag: "Later", attempt: false })
  })

  test("waits four times as long each time, jittered by a quarter to either side", () => {
    const wait = (tried: number, jitter: number) => judged(reasons.MalformedAnswer, { tried, jitter }).seconds
    expect([0, 1, 2, 3].map((tried) => wait(tried, 0.5))).toEqual([15, 60, 240, 960])
    expect([wait(0, 0), wait(0, 1)]).toEqual([11.25, 18.75])
  })

  test("keeps to Retry-After, however long it is", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400 }), fc.integer({ min: 0, max: 10 }), (seconds, tried) => {
        const reason = new Throttled({ retryAfter: Option.some(Duration.seconds(seconds)), message })
        const seen = judged(reason, { tried })
        return seen.seconds === seconds && seen.outcome._tag === "Later" && !seen.outcome.attempt
      })
    )
    expect(judged(reasons.Throttled).seconds).toBe(60)
  })

  test("of a host that is down it waits for the host, not for a time", () => {
    expect(judged(reasons.Unavailable, { verdict: "host" }).seconds).toBe(0)
    const answered = new UnknownOutcome({ status: Option.some(502), message })
    expect(judged(answered, { verdict: "host" }).seconds).toBe(0)
  })

  test("of a write that nothing was heard of it waits until that cannot arrive any more", () => {
    for (const verdict of ["item", "host"] as const) {
      expect(judged(reasons.UnknownOutcome, { verdict }).seconds).toBe(30)
    }
    expect(judged(reasons.UnknownOutcome, { tried: 1 }).seconds).toBe(60)
    expect(judged(new UnknownOutcome({ status: Option.some(502), message })).seconds).toBe(15)
  })

  test.each(["NotFound", "Conflict"] as const)("%s by Omnium of what was just triggered is not yet", (tag) => {
    for (const minutes of [0, 1, 14.9]) {
      const seen = judged(reasons[tag], { system: "omnium", age: Duration.minutes(minutes), tried: 4 })
      expect(seen.outcome).toMatchObject({ _tag: "Later", cause: "not-yet", attempt: false })
      expect(seen.seconds).toBeGreaterThanOrEqual(2)
      expect(seen.seconds).toBeLessThanOrEqual(120)
    }
    expect(judged(reasons[tag], { system: "omnium", age: Duration.minutes(15), tried: 4 }).outcome._tag).toBe("Dead")
    expect(judged(reasons[tag], { system: "ongoing", age: Duration.zero }).outcome).not.toMatchObject({
      cause: "not-yet"
    })
  })
})
