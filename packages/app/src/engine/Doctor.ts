import { doctor } from "@omnium-ongoing/domain/doctor/Doctor"
import type { Finding } from "@omnium-ongoing/domain/doctor/Finding"
import { labelLinkFinding } from "@omnium-ongoing/domain/doctor/LabelLinkFinding"
import { goodsOwnersOf } from "@omnium-ongoing/domain/omnium/OngoingStore"
import { Journal } from "@omnium-ongoing/domain/ports/Journal"
import { Omnium } from "@omnium-ongoing/domain/ports/Omnium"
import { CallGuard } from "@omnium-ongoing/domain/ports/Upstream"
import { Context, Effect, Layer } from "effect"
import { ScheduledTasks } from "./ScheduledTask.ts"
import { type RunningTenant, Tenants } from "./Tenants.ts"
import { Upstreams } from "./Upstreams.ts"

/** Looks at what a tenant's connector stands on. */
export class Doctor extends Context.Service<
  Doctor,
  { readonly examine: (on: RunningTenant) => Effect.Effect<ReadonlyArray<Finding>> }
>()("@omnium-ongoing/app/engine/Doctor") {}

export interface LabelLinks {
  readonly publicUrl: string
  /** Why the service is not reached there, if it is not. */
  readonly failure: Effect.Effect<string | undefined>
}

export const layer = (labelLinks: LabelLinks) =>
  Layer.effect(
    Doctor,
    Effect.gen(function* () {
      const journal = yield* Journal
      const tenants = yield* Tenants
      const upstreams = yield* Upstreams
      const tasks = (yield* ScheduledTasks).map((task) => task.name)

      const neighbour = ({ tenant, environment, ports }: RunningTenant) =>
        Context.get(ports, Omnium).stores.pipe(
          Effect.map((stores) => ({ tenant: tenant.id, environment, goodsOwners: goodsOwnersOf(stores) })),
          Effect.provideService(CallGuard, upstreams.guard({ tenant: tenant.id }))
        )

      return Doctor.of({
        examine: (on) =>
          Effect.gen(function* () {
            // Whoever asks has mended something: what was believed or kept of it is asked for again.
            yield* upstreams.tryAgain(on.tenant.id)
            const others = tenants.all.filter(
              ({ tenant }) => tenant.id !== on.tenant.id && tenant.installation === on.tenant.installation
            )
            const findings = yield* doctor({
              switches: {
                SyncOrders: on.syncOrders,
                SyncPurchaseOrders: on.syncPurchaseOrders,
                SyncReturns: on.syncReturns,
                SyncInventory: on.syncInventory
              },
              environment: on.environment,
              sameCall: on.sameCall,
              neighbours: Effect.forEach(others, neighbour),
              tasks
            }).pipe(
              Effect.provideService(Journal, journal),
              Effect.provideService(CallGuard, upstreams.guard({ tenant: on.tenant.id })),
              Effect.provide(on.ports)
            )
            return [...findings, labelLinkFinding(labelLinks.publicUrl, yield* labelLinks.failure)]
          })
      })
    })
  )
