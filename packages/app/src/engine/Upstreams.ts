import { Omnium, type OmniumError } from "@omnium-ongoing/domain/ports/Omnium"
import { Ongoing, type OngoingError } from "@omnium-ongoing/domain/ports/Ongoing"
import {
  CallGuard,
  type Guard,
  type System,
  Unauthorised,
  type UpstreamReason
} from "@omnium-ongoing/domain/ports/Upstream"
import { Context, Duration, Effect, Layer, Option, Semaphore } from "effect"
import { FailureBudget } from "./FailureBudget.ts"
import { Metrics } from "./Metrics.ts"
import { forgetSettings, type RunningTenant, Tenants } from "./Tenants.ts"
import { Wakes } from "./Wakes.ts"

/** For whom calls are made. Calls for one lane are made one at a time. */
export interface Caller {
  readonly tenant: string
  readonly lane?: string
  readonly run?: string
}

/** What a failure says about the rest: the host is down for all, the credentials for the tenant, or it is the item's own. */
export type Verdict = "host" | "credentials" | "item"

/** After so many refusals in a row a tenant's credentials are not tried again for an hour, or until somebody asks. */
const refusalsBelieved = 2

export class Upstreams extends Context.Service<
  Upstreams,
  {
    readonly guard: (caller: Caller) => Guard
    /** Judges a failure by asking the host once whether it answers at all. */
    readonly judge: (tenant: string, system: System, reason: UpstreamReason) => Effect.Effect<Verdict>
    /** Tenants that cannot work at the moment, with the system that is the reason. */
    readonly stopped: Effect.Effect<ReadonlyMap<string, { readonly system: System; readonly why: Verdict }>>
    /** A person has mended something: credentials are tried again, settings read again. */
    readonly tryAgain: (tenant: string) => Effect.Effect<void>
    readonly callsOf: (run: string) => Effect.Effect<{ readonly ongoing: number; readonly omnium: number }>
    readonly forgetRun: (run: string) => Effect.Effect<void>
  }
>()("@omnium-ongoing/app/engine/Upstreams") {}

/** What a probe tells: the calls may also be used up, and nobody was asked. */
type Probed = "up" | "down" | "unclear" | "unasked"

const statusOf = (reason: UpstreamReason): string => {
  switch (reason._tag) {
    case "Refused":
      return String(reason.status)
    case "Unavailable":
    case "UnknownOutcome":
      return Option.match(reason.status, { onNone: () => "none", onSome: String })
    case "Unauthorised":
      return "401"
    case "NotFound":
      return "404"
    case "Conflict":
      return "409"
    case "Throttled":
      return "429"
    case "MalformedAnswer":
      return "malformed"
  }
}

export const layer = Layer.effect(
  Upstreams,
  Effect.gen(function* () {
    const tenants = yield* Tenants
    const budget = yield* FailureBudget
    const metrics = yield* Metrics
    const wakes = yield* Wakes
    const scope = yield* Effect.scope
    /** Hosts, and credentials that were never taken. */
    const down = new Set<string>()
    const refusals = new Map<string, number>()
    /** Credentials with which a call has succeeded since the start. */
    const proven = new Set<string>()
    const laneGates = new Map<string, Semaphore.Semaphore>()
    const calls = new Map<string, { ongoing: number; omnium: number }>()
    const credential = (tenant: string, system: System) => `${tenant} ${system}`
    const believed = (tenant: string, system: System) =>
      (refusals.get(credential(tenant, system)) ?? 0) >= refusalsBelieved

    /** Once refusals are believed, an hour passes before one more call may find out that somebody has mended it. */
    const refused = (tenant: string, system: System) => {
      const name = credential(tenant, system)
      refusals.set(name, (refusals.get(name) ?? 0) + 1)
      return believed(tenant, system)
        ? Effect.sync(() => refusals.set(name, refusalsBelieved - 1)).pipe(
            Effect.andThen(wakes.everyLane),
            Effect.delay("1 hour"),
            Effect.forkIn(scope)
          )
        : Effect.void
    }

    const gateOf = (lane: string) => {
      const gate = laneGates.get(lane) ?? Semaphore.makeUnsafe(1)
      laneGates.set(lane, gate)
      return gate
    }

    const guard =
      (caller: Caller): Guard =>
      ({ system, operation }) =>
      (call) => {
        const host = tenants.get(caller.tenant)?.hosts[system] ?? ""
        const made = Effect.suspend(() => {
          const count = caller.run === undefined ? undefined : (calls.get(caller.run) ?? { ongoing: 0, omnium: 0 })
          if (count !== undefined && caller.run !== undefined) {
            count[system]++
            calls.set(caller.run, count)
          }
          return call
        }).pipe(
          Effect.tap(() => metrics.upstreamRequest(system, operation, "2xx")),
          Effect.tapError((reason) => metrics.upstreamRequest(system, operation, statusOf(reason))),
          Effect.tap(() =>
            Effect.sync(() => {
              refusals.delete(credential(caller.tenant, system))
              proven.add(credential(caller.tenant, system))
            })
          ),
          Effect.tapError((reason) => (reason._tag === "Unauthorised" ? refused(caller.tenant, system) : Effect.void))
        )
        const admitted = system === "ongoing" ? budget.spend(host, operation, caller.tenant)(made) : made
        const known = Effect.suspend(() =>
          believed(caller.tenant, system)
            ? Effect.fail(
                new Unauthorised({ message: "the credentials have been refused before; they are not tried again" })
              )
            : admitted
        )
        return system === "ongoing" && caller.lane !== undefined
          ? Semaphore.withPermit(gateOf(caller.lane), known)
          : known
      }

    const ping = (running: RunningTenant, system: System): Effect.Effect<void, UpstreamReason> => {
      const asked: Effect.Effect<void, OngoingError | OmniumError> =
        system === "ongoing" ? Context.get(running.ports, Ongoing).ping : Context.get(running.ports, Omnium).ping
      return asked.pipe(
        Effect.mapError((error) => error.reason),
        Effect.provideService(CallGuard, guard({ tenant: running.tenant.id }))
      )
    }

    /** What the host answered: that it refuses us is an answer, and 500 may be one, to credentials it never took. */
    const probed = (running: RunningTenant, system: System) =>
      Effect.match(ping(running, system), {
        onSuccess: (): Probed => "up",
        onFailure: (reason) => {
          if (["Unauthorised", "Refused", "NotFound", "Conflict"].includes(reason._tag)) return "up"
          if (reason._tag === "Throttled") return "unasked"
          return statusOf(reason) === "500" && !proven.has(credential(running.tenant.id, system)) ? "unclear" : "down"
        }
      })

    const firstWait = Duration.seconds(10)
    const longestWait = { down: Duration.minutes(2), unasked: Duration.minutes(2), unclear: Duration.hours(1) }

    /** Whom the host may still answer when this tenant has no calls left: the next one that is there. */
    const another = (running: RunningTenant, system: System, place: string): RunningTenant => {
      const there = tenants.all.filter(({ hosts }) => hosts[system] === place)
      return there[(there.indexOf(running) + 1) % there.length] ?? running
    }

    const waitUntilUp = (
      running: RunningTenant,
      system: System,
      place: string,
      wait = firstWait
    ): Effect.Effect<void> =>
      Effect.gen(function* () {
        yield* Effect.sleep(wait)
        // Somebody has asked to try again.
        if (!down.has(place)) return
        const state = yield* probed(running, system)
        if (state !== "up") {
          const next = state === "unasked" ? another(running, system, place) : running
          return yield* waitUntilUp(next, system, place, Duration.min(Duration.times(wait, 2), longestWait[state]))
        }
        down.delete(place)
        yield* Effect.logInfo("host answers again", { host: running.hosts[system] })
        yield* wakes.everyLane
      })

    return Upstreams.of({
      guard,
      judge: (tenant, system, reason) =>
        Effect.gen(function* () {
          if (reason._tag === "Unauthorised") return "credentials"
          // A gateway in front of a system that is away may answer with a page of its own.
          const maybeAway = ["Unavailable", "UnknownOutcome", "MalformedAnswer"].includes(reason._tag)
          if (!maybeAway) return "item"
          const running = tenants.get(tenant)
          if (running === undefined) return "item"
          const host = running.hosts[system]
          const own = credential(tenant, system)
          if (down.has(host) || down.has(own)) return "host"
          const state = yield* probed(running, system)
          // What others have used up says nothing of a host that has served this tenant.
          if (state === "up" || (state === "unasked" && proven.has(own))) return "item"
          // Credentials that were never taken say nothing of the host, which may serve other tenants.
          const place = state === "down" ? host : own
          if (!down.has(place)) {
            down.add(place)
            yield* Effect.logWarning("host does not answer", { host, system, answer: statusOf(reason) })
            yield* Effect.forkIn(waitUntilUp(running, system, place), scope)
          }
          return "host"
        }),
      stopped: Effect.sync(() => {
        const stopped = new Map<string, { readonly system: System; readonly why: Verdict }>()
        for (const { tenant, hosts } of tenants.all) {
          for (const system of ["ongoing", "omnium"] as const) {
            if (believed(tenant.id, system)) stopped.set(tenant.id, { system, why: "credentials" })
            const isDown = down.has(hosts[system]) || down.has(credential(tenant.id, system))
            if (isDown) stopped.set(tenant.id, { system, why: "host" })
          }
        }
        return stopped
      }),
      tryAgain: (tenant) =>
        Effect.gen(function* () {
          for (const system of ["ongoing", "omnium"] as const) {
            refusals.delete(credential(tenant, system))
            down.delete(credential(tenant, system))
          }
          const running = tenants.get(tenant)
          if (running !== undefined) yield* forgetSettings(running)
          yield* wakes.everyLane
        }),
      callsOf: (run) => Effect.sync(() => ({ ...(calls.get(run) ?? { ongoing: 0, omnium: 0 }) })),
      forgetRun: (run) => Effect.sync(() => void calls.delete(run))
    })
  })
)
