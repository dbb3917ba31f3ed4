import * as OmniumHttp from "@omnium-ongoing/adapters-omnium/OmniumHttp"
import * as OngoingHttp from "@omnium-ongoing/adapters-ongoing/OngoingHttp"
import { pingCommand } from "@omnium-ongoing/adapters-ongoing/Ping"
import { CurrentTenant } from "@omnium-ongoing/domain/ports/CurrentTenant"
import type { Tenant } from "@omnium-ongoing/domain/sync/Tenant"
import { Effect, Layer, References } from "effect"
import { HttpClient } from "effect/http"
import * as Doctor from "./engine/Doctor.ts"
import * as EntityLocks from "./engine/EntityLocks.ts"
import * as FailureBudget from "./engine/FailureBudget.ts"
import * as Lanes from "./engine/Lanes.ts"
import * as Metrics from "./engine/Metrics.ts"
import { ScheduledTasks } from "./engine/ScheduledTask.ts"
import * as TaskRunner from "./engine/TaskRunner.ts"
import { type RunningTenant, Tenants } from "./engine/Tenants.ts"
import * as Upstreams from "./engine/Upstreams.ts"
import * as Wakes from "./engine/Wakes.ts"
import * as WakingJournal from "./engine/WakingJournal.ts"
import * as JournalSqlite from "./journal/JournalSqlite.ts"
import type { Settings, TenantSettings } from "./Settings.ts"
import { exportPollScheduledTask } from "./scheduled-tasks/ExportPoll.ts"
import { ongoingProductSyncScheduledTask } from "./scheduled-tasks/OngoingProductSyncScheduledTask.ts"
import { ongoingSyncScheduledTask } from "./scheduled-tasks/OngoingSyncScheduledTask.ts"

export const version = "0.1.0"

/** A tenant's two systems, each with its own credentials and its own connections. */
const running = Effect.fnUntraced(function* (settings: TenantSettings, scheduled: boolean) {
  const { id, from, connector, omnium, exportStatuses, inventory, tasks, timeZone } = settings
  const tenant: Tenant = {
    id,
    from,
    installation: connector.Host.href.replace(/\/api\/v1$/, ""),
    exportStatuses,
    compareWith: inventory.compareWith,
    syncsOrders: connector.SyncOrders
  }
  const ports = yield* Layer.build(
    Layer.mergeAll(
      OngoingHttp.layer({ host: connector.Host, username: connector.Username, password: connector.Password }),
      OmniumHttp.layer(omnium),
      Layer.succeed(CurrentTenant, tenant)
    )
  )
  return {
    tenant,
    syncPurchaseOrders: connector.SyncPurchaseOrders,
    syncOrders: connector.SyncOrders,
    syncReturns: connector.SyncReturns,
    syncInventory: connector.SyncInventory,
    timeZone,
    hosts: { ongoing: connector.Host.host, omnium: omnium.host.host },
    sameCall: pingCommand(connector.Host, connector.Username),
    environment: `${omnium.host.href} ${omnium.clientId}`,
    ports,
    tasks: scheduled ? Object.entries(tasks).map(([task, cron]) => ({ task, cron, timeZone })) : []
  } satisfies RunningTenant
})

const tenants = (settings: Settings, scheduled: boolean) =>
  Layer.effect(
    Tenants,
    Effect.map(
      Effect.forEach(settings.tenants, (tenant) => running(tenant, scheduled)),
      (all) => Tenants.of({ all, get: (id) => all.find((each) => each.tenant.id === id) })
    )
  )

const tasks = Layer.effect(
  ScheduledTasks,
  Effect.map(ongoingSyncScheduledTask, (sync) =>
    ScheduledTasks.of([sync, ongoingProductSyncScheduledTask, exportPollScheduledTask])
  )
)

/** Whether label links lead to a service: to this one, if it is its own address. */
const labelLinks = (publicUrl: URL) =>
  Effect.map(HttpClient.HttpClient, (http): Doctor.LabelLinks => {
    const url = publicUrl.href.replace(/\/$/, "")
    return {
      publicUrl: url,
      failure: http.get(`${url}/livez`).pipe(
        Effect.timeout("10 seconds"),
        Effect.match({
          onSuccess: ({ status }) => (status === 200 ? undefined : `it answers ${status}`),
          onFailure: () => "no answer"
        })
      )
    }
  })

/**
 * The whole service but its doors. It needs the journal's database, the blob storage and a way to make HTTP calls;
 * without `scheduled` its tasks run only when they are asked to.
 */
export const connector = (settings: Settings, options: { readonly scheduled: boolean }) => {
  const ground = Layer.mergeAll(
    Metrics.layer(version),
    EntityLocks.layer,
    Wakes.layer,
    tenants(settings, options.scheduled)
  )
  const journal = WakingJournal.layer.pipe(Layer.provide(JournalSqlite.layer))
  const doctor = Layer.unwrap(Effect.map(labelLinks(settings.publicUrl), Doctor.layer))
  return Layer.mergeAll(TaskRunner.layer, doctor).pipe(
    Layer.provide(tasks),
    Layer.provideMerge(Lanes.layer),
    Layer.provideMerge(Upstreams.layer),
    Layer.provide(FailureBudget.layer),
    Layer.provideMerge(journal),
    Layer.provideMerge(ground),
    // Nobody collects spans, and each call and SQL statement would make one.
    Layer.provideMerge(Layer.succeed(References.TracerEnabled, false))
  )
}
