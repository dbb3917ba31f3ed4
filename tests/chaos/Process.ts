import { type Clock, Duration, Effect, type Scheduler } from "effect"
import type { Mortal, World } from "./World.ts"

/** Steps of a fiber after which it lets others go first; Effect's own default. */
const stepsInARow = 2048

/** One life of the connector. Once killed nothing of it runs again, finalizers included: so it is with `kill -9`. */
export class Process implements Mortal {
  alive = true
  readonly clock: Clock.Clock
  readonly scheduler: Scheduler.Scheduler

  /** `ahead`: how far its clock is ahead of everybody else's. */
  constructor(world: World, ahead: () => number) {
    const millis = () => world.now + ahead()
    const nanos = () => BigInt(millis()) * 1_000_000n
    const sinceStart = () => BigInt(world.now) * 1_000_000n
    this.clock = {
      currentTimeMillisUnsafe: millis,
      currentTimeMillis: Effect.sync(millis),
      currentTimeNanosUnsafe: nanos,
      currentTimeNanos: Effect.sync(nanos),
      monotonicTimeNanosUnsafe: sinceStart,
      monotonicTimeNanos: Effect.sync(sinceStart),
      sleep: (duration) => {
        const milliseconds = Math.ceil(Duration.toMillis(duration))
        if (milliseconds <= 0) return Effect.yieldNow
        if (!Number.isFinite(milliseconds)) return Effect.never
        return Effect.callback<void>((resume) => {
          const event = world.at(world.now + milliseconds, this, () => resume(Effect.void))
          return Effect.sync(() => {
            event.cancelled = true
          })
        })
      }
    }
    this.scheduler = {
      executionMode: "async",
      shouldYield: (fiber) => {
        // Asked before every step of every fiber.
        if (!world.inTurn && world.handlers === 0 && this.alive) world.foreign++
        return fiber.currentOpCount >= stepsInARow
      },
      makeDispatcher: () => ({
        scheduleTask: (task) => {
          if (this.alive) world.ready(this, task)
        },
        flush: () => {}
      })
    }
  }

  kill(): void {
    this.alive = false
  }
}
