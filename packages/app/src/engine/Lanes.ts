import { Journal } from "@omnium-ongoing/domain/ports/Journal"
import { CrashPoint } from "@omnium-ongoing/domain/ports/Upstream"
import { Cause, Context, DateTime, Deferred, Duration, Effect, FiberMap, Latch, Layer, Option } from "effect"
import type { EntityLocks } from "./EntityLocks.ts"
import { runItem } from "./ItemRun.ts"
import type { Metrics } from "./Metrics.ts"
import type { Tenants } from "./Tenants.ts"
import { Upstreams } from "./Upstreams.ts"
import { Wakes } from "./Wakes.ts"

/** Does the work of the journal: a fiber for each lane, an item at a time, woken by rows and by time. */
export class Lanes extends Context.Service<
  Lanes,
  {
    /** Ends when the next item of any lane has ended or waits. Ask for it before looking whether one has to wait. */
    readonly nextEnd: Effect.Effect<Effect.Effect<void>>
    /** Lets all who wait for an end look again. */
    readonly lookAgain: Effect.Effect<void>
  }
>()("@omnium-ongoing/app/engine/Lanes") {}

/** How long a lane waits when the journal itself fails, such as with a full disk, or something that nobody foresaw. */
const journalPause = Duration.seconds(5)

/** A clock that is put right by less than that keeps nothing waiting. */
const smallStep = Duration.minutes(1)

export const layer = Layer.effect(
  Lanes,
  Effect.gen(function* () {
    const journal = yield* Journal
    const upstreams = yield* Upstreams
    const wakes = yield* Wakes
    const context = yield* Effect.context<Journal | Upstreams | Metrics | Tenants | EntityLocks>()
    const fibers = yield* FiberMap.make<string>()
    const latches = new Map<string, Latch.Latch>()
    let end = yield* Deferred.make<void>()
    // The clock may have been set back while no process was there to see it.
    let latest = Option.getOrElse(yield* journal.lastWritten, () => DateTime.makeUnsafe(0))

    const ended = Effect.gen(function* () {
      const before = end
      end = yield* Deferred.make<void>()
      yield* Deferred.succeed(before, undefined)
    })

    // What failed may have been the wake of another lane.
    const pause = Effect.all([ended, Effect.sleep(journalPause), wakes.everyLane])

    const step = (lane: string, latch: Latch.Latch) =>
      Effect.gen(function* () {
        yield* latch.close
        const crash = yield* CrashPoint
        const now = yield* DateTime.now
        if (DateTime.isLessThan(DateTime.addDuration(now, smallStep), latest)) yield* journal.comeForward(now)
        latest = now
        const without = [...(yield* upstreams.stopped).keys()]
        const item = yield* journal.next({ lane, now, without })
        if (Option.isSome(item)) {
          yield* crash("item begun")
          yield* runItem(item.value)
          yield* crash("item ended")
          const { tenant, key } = item.value
          yield* wakes.lanes(yield* journal.lanesOf(tenant, key))
          return yield* ended
        }
        const due = yield* journal.nextDue({ lane, now, without })
        yield* Option.match(due, {
          onNone: () => latch.await,
          onSome: (at) => Effect.raceFirst(latch.await, Effect.sleep(DateTime.distance(now, at)))
        })
      }).pipe(
        Effect.catchTag("JournalError", (error) =>
          Effect.andThen(
            Effect.logError("the journal failed", { operation: error.operation, reason: error.reason, lane }),
            pause
          )
        ),
        // A lane that died would never be woken again.
        Effect.catchDefect((defect) =>
          Effect.andThen(Effect.logError("a lane failed unexpectedly", { lane }, Cause.die(defect)), pause)
        )
      )

    const wake = (lane: string) =>
      Effect.suspend(() => {
        const known = latches.get(lane)
        if (known !== undefined) return Effect.asVoid(known.open)
        const latch = Latch.makeUnsafe(false)
        latches.set(lane, latch)
        return Effect.asVoid(
          FiberMap.run(fibers, lane, Effect.forever(step(lane, latch)).pipe(Effect.provide(context)))
        )
      })

    yield* wakes.next.pipe(
      Effect.flatMap(({ lane }) =>
        lane === undefined
          ? Effect.andThen(
              Effect.forEach([...latches.keys()], wake, { discard: true }),
              // Whoever waits for an end waits for work that may have been stopped.
              ended
            )
          : wake(lane)
      ),
      Effect.forever,
      Effect.forkScoped
    )
    yield* journal.waitForLost
    yield* Effect.flatMap(journal.lanes, (lanes) => wakes.lanes(lanes))
    return Lanes.of({ nextEnd: Effect.sync(() => Deferred.await(end)), lookAgain: ended })
  })
)
