import { it } from "bun:test"
import { Cause, Effect, Exit, Layer, type Scope } from "effect"
import { TestClock, TestConsole } from "effect/testing"

const TestEnvironment = Layer.mergeAll(TestClock.layer(), TestConsole.layer)

/** A test that is an Effect, with a clock that stands still (at 1970-01-01) until it is adjusted. */
export const itEffect = <E>(name: string, body: () => Effect.Effect<unknown, E, Scope.Scope>) =>
  it(name, async () => {
    const exit = await Effect.runPromiseExit(body().pipe(Effect.scoped, Effect.provide(TestEnvironment)))
    if (Exit.isFailure(exit)) throw Cause.squash(exit.cause)
  })
