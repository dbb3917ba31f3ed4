import type { Host } from "@omnium-ongoing/simulator-kit/World"
import { type Clock, Duration, Effect } from "effect"

/** Effect's clock by the time of a host; once the process is dead, its sleeps never end. */
export const hostClock = (
  { now, later }: Pick<Host, "now" | "later">,
  process: { readonly alive: boolean } = { alive: true }
): Clock.Clock => {
  const nanos = () => BigInt(now()) * 1_000_000n
  return {
    currentTimeMillisUnsafe: now,
    currentTimeMillis: Effect.sync(now),
    currentTimeNanosUnsafe: nanos,
    currentTimeNanos: Effect.sync(nanos),
    monotonicTimeNanosUnsafe: nanos,
    monotonicTimeNanos: Effect.sync(nanos),
    sleep: (duration) => {
      const milliseconds = Duration.toMillis(duration)
      if (!Number.isFinite(milliseconds)) return Effect.never
      return Effect.callback<void>((resume) => {
        const cancel = later(milliseconds, () => {
          if (process.alive) resume(Effect.void)
        })
        return Effect.sync(cancel)
      })
    }
  }
}
