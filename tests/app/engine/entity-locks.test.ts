import { describe, expect } from "bun:test"
import { EntityLocks, layer } from "@omnium-ongoing/app/engine/EntityLocks"
import { Deferred, Effect, Exit, Fiber } from "effect"
import { itEffect } from "../../support/ItEffect.ts"

const locked = <A, E>(tenant: string, entity: string, work: Effect.Effect<A, E>) =>
  EntityLocks.use((locks) => locks.withLock(tenant, entity)(work))

describe("the locks of entities", () => {
  itEffect("let one at a time work on an entity, in the order in which they came", () =>
    Effect.gen(function* () {
      const seen: Array<string> = []
      const slow = (name: string) =>
        Effect.gen(function* () {
          seen.push(`${name} begins`)
          yield* Effect.yieldNow
          seen.push(`${name} ends`)
        })
      yield* Effect.forEach(["a", "b", "c"], (name) => locked("epic", "A-1", slow(name)), { concurrency: "unbounded" })
      expect(seen).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"])
    }).pipe(Effect.provide(layer))
  )

  itEffect("keep no other entity and no other tenant waiting", () =>
    Effect.gen(function* () {
      const held = yield* Deferred.make<void>()
      const holder = yield* Effect.forkChild(locked("epic", "A-1", Deferred.await(held)))
      yield* Effect.yieldNow
      expect(yield* locked("epic", "A-2", Effect.succeed("done"))).toBe("done")
      expect(yield* locked("other", "A-1", Effect.succeed("done"))).toBe("done")
      yield* Deferred.succeed(held, undefined)
      yield* Fiber.join(holder)
    }).pipe(Effect.provide(layer))
  )

  itEffect("are free again after a failure, a defect and an interruption", () =>
    Effect.gen(function* () {
      for (const broken of [Effect.fail("no"), Effect.die("no"), Effect.interrupt]) {
        expect(Exit.isFailure(yield* Effect.exit(locked("epic", "A-1", broken)))).toBe(true)
      }
      const held = yield* Effect.forkChild(locked("epic", "A-1", Effect.never))
      const waiting = yield* Effect.forkChild(locked("epic", "A-1", Effect.never))
      yield* Effect.yieldNow
      yield* Fiber.interrupt(waiting)
      yield* Fiber.interrupt(held)
      expect(yield* locked("epic", "A-1", Effect.succeed("done"))).toBe("done")
    }).pipe(Effect.provide(layer))
  )
})
