import { Effect, Exit, Scope } from "effect"

/** What is open until the scope closes, and how to close it, do something meanwhile, and open it anew. */
export const renewable = Effect.fnUntraced(function* <E, R>(open: Effect.Effect<unknown, E, R>) {
  const outer = yield* Effect.scope
  let scope = yield* Scope.fork(outer)
  yield* Scope.provide(open, scope)
  return <E2, R2>(meanwhile: Effect.Effect<unknown, E2, R2>) =>
    Effect.gen(function* () {
      yield* Scope.close(scope, Exit.void)
      yield* meanwhile
      scope = yield* Scope.fork(outer)
      yield* Scope.provide(open, scope)
    })
})
