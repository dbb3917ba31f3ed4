import { Journal } from "@omnium-ongoing/domain/ports/Journal"
import type { WorkItem } from "@omnium-ongoing/domain/sync/WorkItem"
import { DateTime, Duration, Effect, Option, Schema } from "effect"
import type { Context } from "hono"
import { Doctor } from "../engine/Doctor.ts"
import { TaskRunner } from "../engine/TaskRunner.ts"
import { Tenants } from "../engine/Tenants.ts"
import { Upstreams } from "../engine/Upstreams.ts"
import { type Acted, dismiss, retry } from "../engine/WorkList.ts"
import { limits, readJson } from "./Body.ts"
import { AuditJson, auditJson, ItemJson, itemJson, itemStates, ReportJson, reportJson } from "./ItemJson.ts"
import { problem } from "./Problem.ts"
import type { Route, Run } from "./Route.ts"
import { TaskJson, taskJson } from "./TaskJson.ts"

const itemsAtOnce = 200

const RunRequest = Schema.Struct({
  only: Schema.optionalKey(Schema.NonEmptyArray(Schema.String)),
  full: Schema.optionalKey(Schema.Boolean)
})
const DrainRequest = Schema.Struct({
  timeoutSeconds: Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 3600 })).pipe(
    Schema.withDecodingDefaultKey(Effect.succeed(60))
  )
})
const DismissRequest = Schema.Struct({ note: Schema.String.check(Schema.isMinLength(1), Schema.isMaxLength(500)) })

const DoctorJson = Schema.Struct({
  tenant: Schema.String,
  findings: Schema.Array(
    Schema.Struct({
      severity: Schema.Literals(["ok", "warning", "error"]),
      check: Schema.String,
      message: Schema.String,
      advice: Schema.String
    })
  )
})

/** The decoded body, or the answer that says what is wrong with it. Unknown members are named, not ignored. */
const decoded = async <S extends Schema.ConstraintDecoder<unknown>>(
  c: Context,
  schema: S
): Promise<S["Type"] | Response> => {
  const body = await readJson(c.req.raw, limits.other)
  if (body._tag === "TooLarge") return problem(c, 413, "Content Too Large")
  if (body._tag === "Malformed") return problem(c, 400, "Bad Request", "The body is not JSON.")
  const result = Schema.decodeUnknownResult(schema, { errors: "all", onExcessProperty: "error" })(body.json)
  return result._tag === "Success" ? result.success : problem(c, 400, "Bad Request", String(result.failure))
}

const knownTenant = (id: string) => Effect.map(Tenants, (tenants) => tenants.get(id) !== undefined)

const noTenant = (c: Context) =>
  Effect.map(Tenants, ({ all }) => {
    const ids = all.map(({ tenant }) => tenant.id).join(", ")
    return problem(c, 404, "Not Found", `There is no such tenant. There are: ${ids}.`)
  })

const acted = (c: Context, result: Acted): Response => {
  // A form of the page comes back to the page.
  if (result._tag === "Item" && (c.req.header("accept") ?? "").includes("text/html")) return c.redirect("/", 303)
  switch (result._tag) {
    case "Item":
      return c.json(itemJson(result.item))
    case "Unknown":
      return problem(c, 404, "Not Found", "There is no such item.")
    case "Closed":
      return problem(c, 409, "Conflict", `The item is ${result.item.state}; only a dead or held one can be acted on.`)
  }
}

const noteOf = async (c: Context): Promise<{ readonly note: string } | Response> => {
  if (!(c.req.header("content-type") ?? "").startsWith("application/x-www-form-urlencoded")) {
    return decoded(c, DismissRequest)
  }
  const note = (await c.req.parseBody()).note
  return typeof note === "string" && note.trim() !== "" && note.length <= 500
    ? { note }
    : problem(c, 400, "Bad Request", "A note of up to 500 characters says why.")
}

const idOf = (c: Context): number => {
  const text = c.req.param("id") ?? ""
  return /^\d{1,15}$/.test(text) ? Number(text) : 0
}

/** What operators and their scripts use. */
export const admin = (run: Run): ReadonlyArray<Route> => [
  {
    method: "GET",
    path: "/api/tasks",
    access: "admin",
    summary: "The scheduled tasks of every tenant: last run, next run and result.",
    answer: { json: Schema.Array(TaskJson) },
    handler: async (c) => {
      const overview = await run(Effect.flatMap(TaskRunner, (tasks) => tasks.overview))
      return c.json(overview.map(taskJson))
    }
  },
  {
    method: "POST",
    path: "/api/tenants/:tenant/tasks/:task/run",
    access: "admin",
    summary: "Runs a scheduled task and answers with its report when it has finished; 409 if it is running.",
    body: RunRequest,
    answer: { json: ReportJson },
    problems: [400, 404, 409, 413],
    handler: async (c) => {
      const body = await decoded(c, RunRequest)
      if (body instanceof Response) return body
      c.get("waitsLong")()
      const tenant = c.req.param("tenant") ?? ""
      return run(
        Effect.gen(function* () {
          const tasks = yield* TaskRunner
          if (yield* knownTenant(tenant)) yield* Effect.flatMap(Upstreams, (upstreams) => upstreams.tryAgain(tenant))
          return c.json(reportJson(yield* tasks.run(tenant, c.req.param("task") ?? "", body)))
        }).pipe(
          Effect.catchTag("TaskRefused", ({ why, message }) =>
            Effect.succeed(
              why === "running"
                ? problem(c, 409, "Conflict", message)
                : problem(
                    c,
                    why === "unknown-operation" ? 400 : 404,
                    why === "unknown-operation" ? "Bad Request" : "Not Found",
                    message
                  )
            )
          )
        )
      )
    }
  },
  {
    method: "POST",
    path: "/api/tenants/:tenant/drain",
    access: "admin",
    summary: "Waits until nothing is due: 200 with what is left open, held and dead, else 504.",
    body: DrainRequest,
    answer: { json: Schema.Struct({ open: Schema.Int, held: Schema.Int, dead: Schema.Int }) },
    problems: [400, 404, 413, 504],
    handler: async (c) => {
      const body = await decoded(c, DrainRequest)
      if (body instanceof Response) return body
      c.get("waitsLong")()
      const tenant = c.req.param("tenant") ?? ""
      return run(
        Effect.gen(function* () {
          if (!(yield* knownTenant(tenant))) return yield* noTenant(c)
          const tasks = yield* TaskRunner
          const journal = yield* Journal
          const drained = yield* Effect.timeoutOption(tasks.drained(tenant), Duration.seconds(body.timeoutSeconds))
          const { byState, due } = yield* journal.counts(tenant, yield* DateTime.now)
          return Option.isSome(drained)
            ? c.json({ open: byState.open, held: byState.held, dead: byState.dead })
            : problem(c, 504, "Gateway Timeout", `${due} items are still due.`)
        })
      )
    }
  },
  {
    method: "GET",
    path: "/api/doctor",
    access: "admin",
    summary: "Looks at what the connector of every tenant stands on, and says what to do about what is wrong.",
    answer: { json: Schema.Array(DoctorJson) },
    handler: async (c) =>
      c.json(
        await run(
          Effect.gen(function* () {
            const { examine } = yield* Doctor
            return yield* Effect.forEach((yield* Tenants).all, (on) =>
              Effect.map(examine(on), (findings) => ({ tenant: on.tenant.id, findings }))
            )
          })
        )
      )
  },
  {
    method: "GET",
    path: "/api/tenants/:tenant/doctor",
    access: "admin",
    summary: "Looks at what the tenant's connector stands on, and says what to do about what is wrong.",
    answer: { json: DoctorJson },
    problems: [404],
    handler: (c) => {
      const tenant = c.req.param("tenant") ?? ""
      return run(
        Effect.gen(function* () {
          const on = (yield* Tenants).get(tenant)
          if (on === undefined) return yield* noTenant(c)
          const { examine } = yield* Doctor
          return c.json({ tenant, findings: yield* examine(on) })
        })
      )
    }
  },
  {
    method: "GET",
    path: "/api/tenants/:tenant/items",
    access: "admin",
    summary: "The list of work, newest first; `state` and `key` narrow it, `before` pages it.",
    query: { state: Schema.Literals(itemStates), key: Schema.String, before: Schema.Int },
    answer: { json: Schema.Array(ItemJson) },
    problems: [400, 404],
    handler: async (c) => {
      const tenant = c.req.param("tenant") ?? ""
      const state = c.req.query("state")
      const known = itemStates.find((each) => each === state)
      if (state !== undefined && known === undefined) {
        return problem(
          c,
          400,
          "Bad Request",
          `There is no state ${JSON.stringify(state)}; there are ${itemStates.join(", ")}.`
        )
      }
      const key = c.req.query("key")
      const before = Number(c.req.query("before") ?? Number.NaN)
      return run(
        Effect.gen(function* () {
          if (!(yield* knownTenant(tenant))) return yield* noTenant(c)
          const journal = yield* Journal
          const items = yield* journal.items({
            tenant,
            limit: itemsAtOnce,
            ...(known === undefined ? {} : { states: [known] }),
            ...(key === undefined ? {} : { key }),
            ...(Number.isSafeInteger(before) ? { before } : {})
          })
          return c.json(items.map(itemJson))
        })
      )
    }
  },
  {
    method: "POST",
    path: "/api/items/:id/retry",
    access: "admin",
    summary: "Puts a dead or held item back to work.",
    answer: { json: ItemJson },
    isForm: true,
    problems: [404, 409],
    handler: async (c) => acted(c, await run(retry(idOf(c))))
  },
  {
    method: "POST",
    path: "/api/items/:id/dismiss",
    access: "admin",
    summary: "Gives a dead or held item up for good; the note says why.",
    body: DismissRequest,
    answer: { json: ItemJson },
    isForm: true,
    problems: [400, 404, 409, 413],
    handler: async (c) => {
      const body = await noteOf(c)
      return body instanceof Response ? body : acted(c, await run(dismiss(idOf(c), body.note)))
    }
  },
  {
    method: "GET",
    path: "/api/tenants/:tenant/orders/:orderNumber",
    access: "admin",
    summary: "Everything done for an order, in order: its work items and each write to the two systems.",
    answer: {
      json: Schema.Struct({ order: Schema.String, items: Schema.Array(ItemJson), writes: Schema.Array(AuditJson) })
    },
    problems: [404],
    handler: (c) => {
      const tenant = c.req.param("tenant") ?? ""
      const order = c.req.param("orderNumber") ?? ""
      return run(
        Effect.gen(function* () {
          if (!(yield* knownTenant(tenant))) return yield* noTenant(c)
          const journal = yield* Journal
          const items: ReadonlyArray<WorkItem> = yield* journal.items({ tenant, key: order, limit: itemsAtOnce })
          const writes = yield* journal.audits(tenant, order)
          if (items.length === 0 && writes.length === 0) {
            return problem(c, 404, "Not Found", "Nothing has been done for an order of this number.")
          }
          return c.json({ order, items: items.map(itemJson).reverse(), writes: writes.map(auditJson) })
        })
      )
    }
  }
]
