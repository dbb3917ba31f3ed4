import { Journal } from "@omnium-ongoing/domain/ports/Journal"
import { DateTime, Duration, Effect, Option } from "effect"
import { Metrics } from "../engine/Metrics.ts"
import { Tenants } from "../engine/Tenants.ts"
import { problem } from "./Problem.ts"
import type { Route, Run } from "./Route.ts"

const seconds = (from: DateTime.Utc, to: DateTime.Utc): number => Duration.toSeconds(DateTime.distance(from, to))

/** Counters count by themselves; what is measured is measured when somebody asks. */
const measured = Effect.gen(function* () {
  const journal = yield* Journal
  const metrics = yield* Metrics
  const now = yield* DateTime.now
  for (const { tenant, tasks } of (yield* Tenants).all) {
    const { byState, oldestOpen } = yield* journal.counts(tenant.id, now)
    yield* metrics.openItems(tenant.id, byState.open, oldestOpen === undefined ? 0 : seconds(oldestOpen, now))
    for (const { task } of tasks) {
      const last = Option.getOrUndefined(yield* journal.lastRun(tenant.id, task))
      if (last?.operations.every((operation) => operation.failed.length === 0)) {
        const at = last.finishedAt.epochMilliseconds / 1000
        yield* metrics.taskSucceeded(tenant.id, task, at, now.epochMilliseconds / 1000)
      }
    }
  }
  return yield* metrics.text
})

export const monitoring = (run: Run): ReadonlyArray<Route> => [
  {
    method: "GET",
    path: "/livez",
    access: "anyone",
    summary: "200 while the process serves.",
    answer: { type: "text/plain" },
    handler: (c) => c.text("ok\n")
  },
  {
    method: "GET",
    path: "/readyz",
    access: "anyone",
    summary: "200 while the connector's own parts work. The two systems are not its parts.",
    answer: { type: "text/plain" },
    problems: [503],
    handler: async (c) => {
      const trouble = await run(
        Effect.flatMap(Journal, (journal) => journal.works).pipe(
          Effect.as(""),
          Effect.catchTag("JournalError", ({ message }) => Effect.succeed(message))
        )
      )
      return trouble === "" ? c.text("ok\n") : problem(c, 503, "Service Unavailable", trouble)
    }
  },
  {
    method: "GET",
    path: "/metrics",
    access: "anyone",
    summary: "Prometheus metrics.",
    answer: { type: "text/plain" },
    handler: async (c) =>
      c.text(await run(measured), 200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" })
  }
]
