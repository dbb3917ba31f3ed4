import { describe, expect } from "bun:test"
import { layer, Wakes } from "@omnium-ongoing/app/engine/Wakes"
import { Effect, Fiber } from "effect"
import { itEffect } from "../../support/ItEffect.ts"

describe("wakes", () => {
  itEffect("name each lane once, in order, or all of them", () =>
    Effect.gen(function* () {
      const wakes = yield* Wakes
      yield* wakes.lanes(["a", "b", "a"])
      yield* wakes.everyLane
      expect([yield* wakes.next, yield* wakes.next, yield* wakes.next]).toEqual([
        { lane: "a" },
        { lane: "b" },
        { lane: undefined }
      ])
    }).pipe(Effect.provide(layer))
  )

  itEffect("of no lane wake nobody; whoever waits gets the next one", () =>
    Effect.gen(function* () {
      const wakes = yield* Wakes
      const waiting = yield* Effect.forkChild(wakes.next)
      yield* wakes.lanes([])
      yield* Effect.yieldNow
      expect(waiting.pollUnsafe()).toBeUndefined()
      yield* wakes.lanes(["a"])
      expect(yield* Fiber.join(waiting)).toEqual({ lane: "a" })
    }).pipe(Effect.provide(layer))
  )
})
