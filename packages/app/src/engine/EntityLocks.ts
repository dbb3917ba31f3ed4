import { Context, Effect, Layer, Semaphore } from "effect"

/** Read-merge-write of one entity is done by one fiber at a time, whichever lane it comes from. */
export class EntityLocks extends Context.Service<
  EntityLocks,
  {
    readonly withLock: (
      tenant: string,
      entity: string
    ) => <A, E, R>(work: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  }
>()("@omnium-ongoing/app/engine/EntityLocks") {}

export const layer = Layer.sync(EntityLocks, () => {
  const locks = new Map<string, { readonly semaphore: Semaphore.Semaphore; users: number }>()
  return EntityLocks.of({
    withLock: (tenant, entity) => (work) =>
      Effect.acquireUseRelease(
        Effect.sync(() => {
          const name = `${tenant} ${entity}`
          const lock = locks.get(name) ?? { semaphore: Semaphore.makeUnsafe(1), users: 0 }
          locks.set(name, lock)
          lock.users++
          return { name, lock }
        }),
        ({ lock }) => Semaphore.withPermit(lock.semaphore, work),
        ({ name, lock }) =>
          Effect.sync(() => {
            if (--lock.users === 0) locks.delete(name)
          })
      )
  })
})
