import type { System } from "@omnium-ongoing/domain/ports/Upstream"
import { Context, Effect, Layer, Metric } from "effect"
import { PrometheusMetrics } from "effect/observability"

const upstreamRequests = Metric.counter("connector_upstream_requests_total", {
  description: "Calls to the other systems, by what came of them",
  incremental: true
})
const items = Metric.counter("connector_items_total", {
  description: "Work items that ended, by outcome",
  incremental: true
})
const retries = Metric.counter("connector_retries_total", {
  description: "Runs of work items that will be done again, by reason",
  incremental: true
})
const refusedCalls = Metric.counter("connector_refused_calls_total", {
  description: "Calls of Omnium and Ongoing without the secret of a configured tenant",
  incremental: true
})
const openItems = Metric.gauge("connector_open_items", { description: "Work items that are not ended" })
const oldestOpenItem = Metric.gauge("connector_oldest_open_item_seconds", {
  description: "Age of the oldest open work item"
})
const syncLag = Metric.gauge("connector_sync_lag_seconds", { description: "Time since the last run that ended well" })
const lastSuccess = Metric.gauge("connector_last_success_timestamp_seconds", {
  description: "When the last run that ended well finished"
})
const buildInfo = Metric.gauge("connector_build_info", { description: "1, with the version as label" })

/** What monitoring sees. Labels hold no ids of orders and no addresses. */
export class Metrics extends Context.Service<
  Metrics,
  {
    readonly upstreamRequest: (system: System, operation: string, status: string) => Effect.Effect<void>
    readonly itemEnded: (tenant: string, flow: string, outcome: string) => Effect.Effect<void>
    readonly retry: (system: string, reason: string) => Effect.Effect<void>
    readonly refusedCall: (system: System) => Effect.Effect<void>
    readonly openItems: (tenant: string, count: number, oldestSeconds: number) => Effect.Effect<void>
    readonly taskSucceeded: (tenant: string, task: string, atSeconds: number, nowSeconds: number) => Effect.Effect<void>
    readonly text: Effect.Effect<string>
  }
>()("@omnium-ongoing/app/engine/Metrics") {}

export const layer = (version: string) =>
  Layer.effect(
    Metrics,
    Effect.gen(function* () {
      const registry = new Map()
      const own = <A>(effect: Effect.Effect<A>) => Effect.provideService(effect, Metric.MetricRegistry, registry)
      yield* own(Metric.update(Metric.withAttributes(buildInfo, { version }), 1))
      return Metrics.of({
        upstreamRequest: (system, operation, status) =>
          own(Metric.update(Metric.withAttributes(upstreamRequests, { system, operation, status }), 1)),
        itemEnded: (tenant, flow, outcome) =>
          own(Metric.update(Metric.withAttributes(items, { tenant, flow, outcome }), 1)),
        retry: (system, reason) => own(Metric.update(Metric.withAttributes(retries, { system, reason }), 1)),
        refusedCall: (system) => own(Metric.update(Metric.withAttributes(refusedCalls, { system }), 1)),
        openItems: (tenant, count, oldestSeconds) =>
          own(
            Effect.andThen(
              Metric.update(Metric.withAttributes(openItems, { tenant }), count),
              Metric.update(Metric.withAttributes(oldestOpenItem, { tenant }), oldestSeconds)
            )
          ),
        taskSucceeded: (tenant, task, atSeconds, nowSeconds) =>
          own(
            Effect.andThen(
              Metric.update(Metric.withAttributes(lastSuccess, { tenant, task }), atSeconds),
              Metric.update(Metric.withAttributes(syncLag, { tenant, task }), nowSeconds - atSeconds)
            )
          ),
        text: own(PrometheusMetrics.format())
      })
    })
  )
