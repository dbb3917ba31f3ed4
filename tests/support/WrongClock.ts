import { Clock } from "@omnium-ongoing/domain/ports/Clock"
import { Duration, Effect } from "effect"

/** The clock on the wall is so far ahead, or behind; time passes as it does. */
export const withClockAhead = (by: Duration.Input) => {
  const ahead = Duration.toMillis(by)
  return Effect.updateService(Clock.Clock, (clock): Clock.Clock => {
    const millis = () => clock.currentTimeMillisUnsafe() + ahead
    const nanos = () => clock.currentTimeNanosUnsafe() + BigInt(ahead) * 1_000_000n
    return {
      ...clock,
      currentTimeMillisUnsafe: millis,
      currentTimeMillis: Effect.sync(millis),
      currentTimeNanosUnsafe: nanos,
      currentTimeNanos: Effect.sync(nanos)
    }
  })
}
