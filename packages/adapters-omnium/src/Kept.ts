import { Clock, Duration, Effect, Exit } from "effect"

/**
 * What is asked for once in its life, by the time that passes: a clock that is put back makes nothing last longer. A
 * failure is not kept, the next caller asks again. Gives how to have it and how to forget it.
 */
export const make = Effect.fnUntraced(function* <A, E, R>(
  asked: Effect.Effect<A, E, R>,
  lifeOf: (answer: A) => Duration.Duration
): Effect.fn.Return<readonly [current: Effect.Effect<A, E, R>, forget: Effect.Effect<void>]> {
  let endsAt = Duration.infinity
  const elapsed = Effect.map(Clock.monotonicTimeNanos, Duration.nanos)
  const fetched = Effect.tap(asked, (answer) =>
    Effect.map(elapsed, (now) => {
      endsAt = Duration.sum(now, lifeOf(answer))
    })
  )
  const [cached, forget] = yield* Effect.cachedInvalidateWithTTL(fetched, (exit) =>
    Exit.isSuccess(exit) ? Duration.infinity : Duration.negativeInfinity
  )
  const current = Effect.flatMap(elapsed, (now) => {
    if (Duration.isLessThan(now, endsAt)) return cached
    // Whoever comes next joins this one.
    endsAt = Duration.infinity
    return Effect.andThen(forget, cached)
  })
  return [current, forget]
})
