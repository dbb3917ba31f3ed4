import { Clock } from "@omnium-ongoing/domain/ports/Clock"
import { Journal, type JournalError } from "@omnium-ongoing/domain/ports/Journal"
import { Throttled, type UpstreamReason } from "@omnium-ongoing/domain/ports/Upstream"
import { Context, DateTime, Duration, Effect, Layer, Option, Semaphore } from "effect"

/**
 * Ongoing locks a caller out of an operation after some consecutive failures in a sliding window (its documentation
 * gives five in ten minutes as the example; one success starts anew). All tenants of the process are one caller.
 */
export const lockOut = { failures: 5, window: Duration.minutes(10) }

interface Failure {
  /** In milliseconds that have passed for this process: Ongoing counts on whatever our clock is put to. */
  readonly at: number
  readonly tenant: string
}

/** Two before the limit nobody who has just failed may try again; one before it, nobody at all. */
const unprovenLimit = lockOut.failures - 2
const limit = lockOut.failures - 1

/** With this many in flight at once, all of them may fail and the limit is still not reached. */
const inFlight = limit - (unprovenLimit - 1)

/** How long this tenant has to wait, none if it may call now. */
export const waiting = (
  failures: ReadonlyArray<Failure>,
  tenant: string,
  now: number
): Option.Option<Duration.Duration> => {
  const recent = failures.filter((failure) => failure.at > now - Duration.toMillis(lockOut.window))
  const open =
    recent.length < unprovenLimit || (recent.length < limit && !recent.some((failure) => failure.tenant === tenant))
  if (open) return Option.none()
  const until = recent[recent.length - unprovenLimit]
  return Option.some(Duration.millis((until?.at ?? now) + Duration.toMillis(lockOut.window) - now))
}

/** Whether the vendor may have counted it: a call that never arrived, or that we did not make, it did not. */
const counts = (reason: UpstreamReason): boolean =>
  reason._tag !== "Throttled" && !(reason._tag === "Unavailable" && Option.isNone(reason.status))

export class FailureBudget extends Context.Service<
  FailureBudget,
  {
    /** Makes the call if the budget of (host, operation) allows it, else fails with `Throttled` without a call. */
    readonly spend: (
      host: string,
      operation: string,
      tenant: string
    ) => <A>(call: Effect.Effect<A, UpstreamReason>) => Effect.Effect<A, UpstreamReason>
  }
>()("@omnium-ongoing/app/engine/FailureBudget") {}

const passed = Effect.map(Clock.monotonicTimeNanos, (nanos) => Number(nanos / 1_000_000n))

/** No tenant has such an id. */
const earlierProcess = ""

interface Budget {
  failures: ReadonlyArray<Failure>
  readonly gate: Semaphore.Semaphore
}

/** The vendor goes on counting while this process is restarted, so its count is in the journal too. */
export const layer = Layer.effect(
  FailureBudget,
  Effect.gen(function* () {
    const journal = yield* Journal
    const budgets = new Map<string, Budget>()
    const budgetOf = (host: string, operation: string): Budget => {
      const name = `${host} ${operation}`
      const budget = budgets.get(name) ?? { failures: [], gate: Semaphore.makeUnsafe(inFlight) }
      budgets.set(name, budget)
      return budget
    }
    const add = (budget: Budget, failure: Failure) => {
      budget.failures = [...budget.failures, failure].slice(-lockOut.failures)
    }
    // Whoever starts a process may have mended what failed in the one before, so every tenant has the probe of another.
    const [started, now] = [yield* passed, yield* Clock.currentTimeMillis]
    for (const { host, operation, at } of yield* journal.failures) {
      // One of a time to come was noted by a clock that has been put back since.
      const age = Math.max(0, now - at.epochMilliseconds)
      add(budgetOf(host, operation), { at: started - age, tenant: earlierProcess })
    }
    // What the journal cannot keep this process still remembers.
    const kept = (stored: Effect.Effect<void, JournalError>) =>
      Effect.catchTag(stored, "JournalError", ({ reason }) =>
        Effect.logWarning("the count of failed calls was not stored", { reason })
      )

    return FailureBudget.of({
      spend: (host, operation, tenant) => (call) => {
        const budget = budgetOf(host, operation)
        // A probe that is under way is the only one: it takes the whole gate.
        const weight = () => (budget.failures.length >= unprovenLimit ? inFlight : 1)
        const failed = Effect.gen(function* () {
          add(budget, { at: yield* passed, tenant })
          yield* kept(journal.saveFailure({ host, operation, tenant, at: yield* DateTime.now }))
        })
        const succeeded = Effect.suspend(() => {
          if (budget.failures.length === 0) return Effect.void
          budget.failures = []
          return kept(journal.forgetFailures(host, operation))
        })
        const admitted = Effect.gen(function* () {
          const wait = waiting(budget.failures, tenant, yield* passed)
          if (Option.isSome(wait)) {
            return yield* new Throttled({
              retryAfter: wait,
              message:
                `${operation} has failed several times in a row, and Ongoing would lock us out of it. ` +
                `It is called again in ${Math.ceil(Duration.toMinutes(wait.value))} minutes at the latest`
            })
          }
          return yield* call.pipe(
            Effect.tap(() => succeeded),
            Effect.tapError((reason) => (counts(reason) ? failed : Effect.void))
          )
        })
        // While it waited for its turn, others may have failed: then it needs more of the gate than it asked for.
        return Effect.gen(function* () {
          for (;;) {
            const asked = weight()
            const turn = Effect.suspend(() => (weight() > asked ? Effect.succeedNone : Effect.asSome(admitted)))
            const result = yield* Semaphore.withPermits(budget.gate, asked, turn)
            if (Option.isSome(result)) return result.value
          }
        })
      }
    })
  })
)
