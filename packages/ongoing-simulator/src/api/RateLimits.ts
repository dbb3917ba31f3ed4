import type { RateLimit, Settings } from "../Settings.ts"
import type { Warehouse } from "../Warehouse.ts"
import { ApiError, errorBody } from "./ApiError.ts"
import { type Desk, type Guard, operationOf } from "./Desk.ts"

/** Answers 429 where a setting says that it is enough. */
export const rateLimited = (desk: Desk): Guard => {
  const limits = new RateLimits()
  const counted: Guard = async (request, path, next) => {
    const { warehouse, world } = desk
    const call = { now: world.clock.now(), operation: operationOf(request.method, path), caller: userOf(request) }
    const wait = limits.wait(warehouse, call)
    if (wait !== undefined) return tooMany(warehouse.settings, call, wait)
    const answer = await next()
    limits.note(warehouse, call, answer.ok)
    return answer
  }
  return (request, path, next) =>
    desk.warehouse.settings.rateLimits.length === 0 ? next() : counted(request, path, next)
}

const tooMany = (settings: Settings, { now, operation }: Call, wait: number): Response => {
  const seconds = Math.ceil(wait / 1000)
  const error = new ApiError(429, `Too many calls of ${operation}. Try again in ${seconds} seconds.`)
  const headers = new Headers()
  if (settings.retryAfter === "seconds") headers.set("retry-after", String(seconds))
  if (settings.retryAfter === "date") headers.set("retry-after", new Date(now + seconds * 1000).toUTCString())
  return Response.json(errorBody(error, settings), { status: 429, headers })
}

/** The name before the password, or nothing. */
const userOf = ({ headers }: Request): string => {
  const encoded = /^Basic ((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/.exec(
    headers.get("authorization") ?? ""
  )
  return atob(encoded?.[1] ?? "").split(":")[0] ?? ""
}

interface Call {
  readonly now: number
  /** Method and path template: `PUT /orders/{id}`. */
  readonly operation: string
  readonly caller: string
}

/**
 * The two kinds of limit that the vendor describes, each by caller and operation over a sliding window. What was
 * counted belongs to the state of the world it was counted in: a reset or a restored snapshot begins anew.
 */
class RateLimits {
  readonly #counted = new WeakMap<Warehouse, Map<string, ReadonlyArray<number>>>()

  /** Milliseconds until the call may be made; undefined if it may be made now. */
  wait(warehouse: Warehouse, call: Call): number | undefined {
    const waits = limitsOn(warehouse, call).flatMap(({ limit, key }) => {
      const times = this.#times(warehouse, limit, key, call.now)
      const first = times.at(-limit.calls)
      return first === undefined ? [] : [first + windowOf(limit) - call.now]
    })
    return waits.length === 0 ? undefined : Math.max(...waits)
  }

  note(warehouse: Warehouse, call: Call, succeeded: boolean): void {
    for (const { limit, key } of limitsOn(warehouse, call)) {
      const times = this.#times(warehouse, limit, key, call.now)
      const isReset = limit.kind === "consecutiveFailures" && succeeded
      this.#of(warehouse).set(key, isReset ? [] : [...times, call.now].slice(-limit.calls))
    }
  }

  #times(warehouse: Warehouse, limit: RateLimit, key: string, now: number): ReadonlyArray<number> {
    const times = this.#of(warehouse).get(key) ?? []
    return times.filter((time) => time <= now && now - time < windowOf(limit))
  }

  #of(warehouse: Warehouse): Map<string, ReadonlyArray<number>> {
    const known = this.#counted.get(warehouse)
    if (known !== undefined) return known
    const counted = new Map<string, ReadonlyArray<number>>()
    this.#counted.set(warehouse, counted)
    return counted
  }
}

const windowOf = ({ minutes }: RateLimit): number => minutes * 60_000

const limitsOn = ({ settings }: Warehouse, { operation, caller }: Call) =>
  settings.rateLimits
    .map((limit, index) => ({ limit, key: `${index} ${operation} ${caller}` }))
    .filter(({ limit }) => limit.operation === undefined || template(limit.operation) === operation)

/** The names of path parameters do not matter. */
const template = (operation: string): string => operation.replaceAll(/\{\w+\}/g, "{id}")
