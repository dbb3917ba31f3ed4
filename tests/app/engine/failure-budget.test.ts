import { describe, expect, test } from "bun:test"
import { FailureBudget, layer as failureBudget, lockOut, waiting } from "@omnium-ongoing/app/engine/FailureBudget"
import { layer as database } from "@omnium-ongoing/app/journal/Database"
import { layer as journalSqlite } from "@omnium-ongoing/app/journal/JournalSqlite"
import {
  Refused,
  Throttled,
  Unavailable,
  UnknownOutcome,
  type UpstreamReason
} from "@omnium-ongoing/domain/ports/Upstream"
import { Clock, Deferred, Duration, Effect, Fiber, Layer, Option } from "effect"
import { TestClock } from "effect/testing"
import fc from "fast-check"
import { itEffect } from "../../support/ItEffect.ts"
import { withClockAhead } from "../../support/WrongClock.ts"

/** A budget with nothing in its journal yet. */
const journal = () => Layer.fresh(journalSqlite.pipe(Layer.provide(Layer.orDie(database(":memory:")))))
const layer = failureBudget.pipe(Layer.provide(journal()))

const window = Duration.toMillis(lockOut.window)
const refused = new Refused({ status: 400, message: "no" })
const neverArrived = new Unavailable({ status: Option.none(), message: "no connection" })

interface Planned {
  readonly at: number
  readonly tenant: string
  readonly lasts: number
  readonly ends: "well" | "refused" | "unknown" | "never arrived"
}

const planned: fc.Arbitrary<Planned> = fc.record({
  at: fc.integer({ min: 0, max: 40 * 60_000 }),
  tenant: fc.constantFrom("a", "b", "c", "d"),
  lasts: fc.integer({ min: 0, max: 30_000 }),
  ends: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom("refused" as const, "unknown" as const) },
    { weight: 1, arbitrary: fc.constantFrom("well" as const, "never arrived" as const) }
  )
})

const endings: Readonly<Record<Planned["ends"], Effect.Effect<void, UpstreamReason>>> = {
  well: Effect.void,
  refused: Effect.fail(refused),
  unknown: Effect.fail(new UnknownOutcome({ status: Option.some(500), message: "?" })),
  "never arrived": Effect.fail(neverArrived)
}

/** The longest run of failures within the window that the vendor sees. */
const worstRun = (calls: ReadonlyArray<Planned>) =>
  Effect.gen(function* () {
    const budget = yield* FailureBudget
    let failures: ReadonlyArray<number> = []
    let worst = 0
    const call = ({ at, tenant, lasts, ends }: Planned) =>
      Effect.gen(function* () {
        yield* Effect.sleep(lasts)
        const now = yield* Clock.currentTimeMillis
        if (ends === "well") failures = []
        if (ends === "refused" || ends === "unknown")
          failures = [...failures.filter((time) => time > now - window), now]
        worst = Math.max(worst, failures.length)
        return yield* endings[ends]
      }).pipe(budget.spend("ongoing.test", "PUT /orders", tenant), Effect.ignore, Effect.delay(at))
    const fibers = yield* Effect.forEach(calls, (each) => Effect.forkChild(call(each)))
    yield* TestClock.adjust("2 hours")
    yield* Effect.forEach(fibers, Fiber.join)
    return worst
  }).pipe(Effect.provide(layer))

describe("R19: the failure budget", () => {
  test("never lets five failures in a row happen in ten minutes, whoever calls whenever", async () => {
    // Close together as well as far apart: the dangerous ones overlap.
    const schedules = fc.integer({ min: 1, max: 200 }).chain((density) =>
      fc.array(
        planned.map((call) => ({ ...call, at: Math.floor(call.at / density) })),
        { minLength: 4, maxLength: 40 }
      )
    )
    await fc.assert(
      fc.asyncProperty(schedules, async (calls) => {
        const worst = await Effect.runPromise(worstRun(calls).pipe(Effect.scoped, Effect.provide(TestClock.layer())))
        return worst < lockOut.failures
      }),
      { numRuns: 200, endOnFailure: true }
    )
  })

  const spend = (tenant: string, call: Effect.Effect<string, UpstreamReason>, operation = "PUT /orders", host = "h") =>
    FailureBudget.use((budget) => budget.spend(host, operation, tenant)(call))
  const failing = (tenant: string, operation?: string) => Effect.flip(spend(tenant, Effect.fail(refused), operation))
  const tagOf = (effect: Effect.Effect<UpstreamReason, string, FailureBudget>) => Effect.map(effect, ({ _tag }) => _tag)

  itEffect("half-open: another tenant probes, the same one waits, until the window has passed", () =>
    Effect.gen(function* () {
      for (let times = 0; times < 3; times++) expect(yield* tagOf(failing("a"))).toBe("Refused")
      const waits = yield* failing("a")
      expect(waits).toBeInstanceOf(Throttled)
      expect(waits).toMatchObject({ retryAfter: Option.some(Duration.minutes(10)) })
      expect(yield* tagOf(failing("b"))).toBe("Refused")
      // One before the limit: nobody, not even a third one.
      expect(yield* tagOf(failing("c"))).toBe("Throttled")
      yield* TestClock.adjust("9 minutes")
      expect(yield* tagOf(failing("c"))).toBe("Throttled")
      yield* TestClock.adjust("1 minute")
      expect(yield* spend("a", Effect.succeed("well"))).toBe("well")
    }).pipe(Effect.provide(layer))
  )

  itEffect("a probe that goes well opens it for all", () =>
    Effect.gen(function* () {
      for (let times = 0; times < 3; times++) yield* failing("a")
      expect(yield* spend("b", Effect.succeed("well"))).toBe("well")
      for (let times = 0; times < 3; times++) expect(yield* tagOf(failing("a"))).toBe("Refused")
    }).pipe(Effect.provide(layer))
  )

  itEffect("makes no call when it refuses", () =>
    Effect.gen(function* () {
      let calls = 0
      const counted = Effect.suspend(() => {
        calls++
        return Effect.fail(refused)
      })
      for (let times = 0; times < 10; times++) yield* Effect.flip(spend("a", counted))
      expect(calls).toBe(3)
    }).pipe(Effect.provide(layer))
  )

  const again = <A, E, R>(process: Effect.Effect<A, E, R | FailureBudget>) =>
    Effect.provide(process, Layer.fresh(failureBudget))

  itEffect("is not forgotten when the process ends, and neither is a success", () =>
    Effect.gen(function* () {
      yield* again(Effect.all([failing("a"), failing("a"), failing("a")]))
      expect(yield* again(Effect.all([tagOf(failing("a")), tagOf(failing("b"))]))).toEqual(["Refused", "Throttled"])
      for (let times = 0; times < 3; times++) expect(yield* again(tagOf(failing("a")))).toBe("Throttled")
      yield* TestClock.adjust("10 minutes")
      yield* again(Effect.all([failing("a"), spend("b", Effect.succeed("well"))]))
      expect(yield* again(Effect.all([tagOf(failing("a")), tagOf(failing("a"))]))).toEqual(["Refused", "Refused"])
    }).pipe(Effect.provide(journal()))
  )

  itEffect("gives whoever starts a process one call: what failed may have been mended", () =>
    Effect.gen(function* () {
      yield* again(Effect.all([failing("a"), failing("a"), failing("a")]))
      expect(yield* again(spend("a", Effect.succeed("well")))).toBe("well")
      expect(yield* again(Effect.all([tagOf(failing("a")), tagOf(failing("a"))]))).toEqual(["Refused", "Refused"])
    }).pipe(Effect.provide(journal()))
  )

  for (const ahead of [25, -25]) {
    const told = ahead > 0 ? "on" : "back"
    itEffect(`is not misled by a clock that is put ${told}: Ongoing counts by its own`, () =>
      Effect.gen(function* () {
        const waits = { retryAfter: Option.some(Duration.minutes(9)) }
        for (let times = 0; times < 3; times++) yield* failing("a")
        yield* TestClock.adjust("1 minute")
        expect(yield* withClockAhead(Duration.hours(ahead))(failing("a"))).toMatchObject(waits)
      }).pipe(Effect.provide(layer))
    )
  }

  itEffect("waits no longer than ten minutes for failures of an earlier process, whatever its clock was", () =>
    Effect.gen(function* () {
      const failures = Effect.all([failing("a"), failing("a"), failing("a"), failing("b")])
      yield* withClockAhead("25 hours")(again(failures))
      expect(yield* again(failing("c"))).toMatchObject({ retryAfter: Option.some(Duration.minutes(10)) })
    }).pipe(Effect.provide(journal()))
  )

  itEffect("is one for each host and operation", () =>
    Effect.gen(function* () {
      for (let times = 0; times < 3; times++) yield* failing("a")
      expect(yield* tagOf(failing("a", "GET /orders"))).toBe("Refused")
      expect(yield* spend("a", Effect.succeed("well"), "PUT /orders", "another host")).toBe("well")
      expect(yield* tagOf(failing("a"))).toBe("Throttled")
    }).pipe(Effect.provide(layer))
  )

  itEffect("does not count a call that never arrived, or one that was not made", () =>
    Effect.gen(function* () {
      for (let times = 0; times < 6; times++) yield* Effect.flip(spend("a", Effect.fail(neverArrived)))
      const limited = new Throttled({ retryAfter: Option.none(), message: "429" })
      for (let times = 0; times < 6; times++) yield* Effect.flip(spend("a", Effect.fail(limited)))
      expect(yield* spend("a", Effect.succeed("well"))).toBe("well")
    }).pipe(Effect.provide(layer))
  )

  itEffect("two failures under way at once leave the third caller waiting for what becomes of them", () =>
    Effect.gen(function* () {
      const answer = yield* Deferred.make<never, UpstreamReason>()
      const under = (tenant: string) => Effect.forkChild(Effect.flip(spend(tenant, Deferred.await(answer))))
      const fibers = [yield* under("a"), yield* under("b")]
      let begun = false
      const third = yield* Effect.forkChild(
        spend(
          "c",
          Effect.sync(() => {
            begun = true
            return "well"
          })
        )
      )
      yield* Effect.yieldNow
      expect(begun).toBe(false)
      yield* Deferred.fail(answer, refused)
      yield* Effect.forEach(fibers, Fiber.join)
      expect(yield* Fiber.join(third)).toBe("well")
    }).pipe(Effect.provide(layer))
  )

  test("tells how long to wait: until the third last failure is ten minutes old", () => {
    const failures = [0, 60_000, 120_000, 180_000].map((at) => ({ at, tenant: "a" }))
    expect(waiting(failures, "b", 200_000)).toEqual(Option.some(Duration.millis(60_000 + window - 200_000)))
    expect(waiting(failures, "b", 60_000 + window)).toEqual(Option.none())
    expect(waiting([], "b", 0)).toEqual(Option.none())
  })
})
