import type { System } from "@omnium-ongoing/domain/ports/Upstream"
import { Clock, Effect, Random, Schema } from "effect"
import { type Context, Hono } from "hono"
import { Metrics } from "../engine/Metrics.ts"
import type { Settings } from "../Settings.ts"
import { guarded } from "./Access.ts"
import { admin } from "./Admin.ts"
import { doors } from "./Doors.ts"
import { labels } from "./Labels.ts"
import { monitoring } from "./Monitoring.ts"
import { openApi } from "./OpenApi.ts"
import { page } from "./Page.tsx"
import { problem } from "./Problem.ts"
import type { Route, Run, Services } from "./Route.ts"

/** All routes there are. A route that is not in this list does not exist, and none is here without its access. */
export const routes = (run: Run, version: string): ReadonlyArray<Route> => {
  const described = [...doors(run), ...monitoring(run), ...labels(run), ...admin(run), ...page(run)]
  const description: Route = {
    method: "GET",
    path: "/openapi.json",
    access: "anyone",
    summary: "This description.",
    answer: { json: Schema.Unknown },
    handler: (c) => c.json(openApi([...described, description], version))
  }
  return [...described, description]
}

/** Every refused call is counted, but told at most once a minute: anybody can make them. */
const refusals = () => {
  let toldAt = Number.NEGATIVE_INFINITY
  return Effect.fnUntraced(function* (system: System, tenant: string) {
    yield* Metrics.use((metrics) => metrics.refusedCall(system))
    const now = yield* Clock.currentTimeMillis
    if (now - toldAt < 60_000) return
    toldAt = now
    yield* Effect.logWarning("a call was refused: its tenant is not configured, or its secret is wrong", {
      system,
      // As somebody wrote it into the address.
      tenant: tenant.slice(0, 100)
    })
  })
}

/** The connector's HTTP side as one handler, with the services it was built with. */
export const httpApp = (settings: Settings, version: string) =>
  Effect.gen(function* () {
    const services = yield* Effect.context<Services>()
    const run: Run = Effect.runPromiseWith(services)
    const log = (effect: Effect.Effect<void, never, Services>) => Effect.runForkWith(services)(effect)
    const refusal = refusals()
    const refused = (c: Context, system: System) => void log(refusal(system, c.req.param("tenant") ?? ""))
    const app: ConnectorApp = new Hono()
    app.use(async (c, next) => {
      c.set("waitsLong", c.env?.waitsLong ?? (() => {}))
      c.set("requestId", (await run(Random.nextIntBetween(0, 2 ** 48))).toString(36).padStart(10, "0"))
      c.header("x-content-type-options", "nosniff")
      c.header("x-request-id", c.get("requestId"))
      await next()
    })
    for (const route of routes(run, version)) {
      app.on(route.method, route.path, guarded(settings, route.access, refused), route.handler)
    }
    app.notFound((c) => problem(c, 404, "Not Found"))
    app.onError((error, c) => {
      // The message may hold what was sent; it goes to the log by its name only.
      log(Effect.logError("request failed", { path: c.req.routePath, error: error.name }))
      return problem(c, 500, "Internal Server Error", "The connector's log has the details.")
    })
    return app
  })

export type ConnectorApp = Hono<{
  Bindings: {
    /** Called when the answer may take hours: then the connection is not idle. */
    readonly waitsLong?: () => void
  }
}>

declare module "hono" {
  interface ContextVariableMap {
    requestId: string
    waitsLong: () => void
  }
}
