import type { RequestRow } from "@omnium-ongoing/simulator-kit/RequestLog"
import type { Call, World } from "@omnium-ongoing/simulator-kit/World"
import type { Limits, Tenant } from "../Tenant.ts"
import type { Operation } from "./Exchange.ts"
import { isReading, operationOf } from "./Operations.ts"

/** As far back as the log is looked through for calls that are still in flight. */
const lookBack = 1000
const refillMilliseconds = 10_000

export interface TooMany {
  readonly reason: string
  /** Seconds. */
  readonly retryAfter: number
}

/** Which limit of its API user or its tenant this call would break, while limits are on. */
export const limiter = (world: World<Tenant>) => {
  let bucket: { readonly limits: Limits; readonly left: number; readonly filledAt: number } | undefined
  const taken = (limits: Limits): TooMany | undefined => {
    const now = world.clock.now()
    const { left, filledAt } =
      bucket?.limits === limits && bucket.filledAt <= now ? bucket : { left: limits.bucketCapacity, filledAt: now }
    const refills = Math.floor((now - filledAt) / refillMilliseconds)
    const filled = Math.min(limits.bucketCapacity, left + refills * limits.bucketRefill)
    const at = filledAt + refills * refillMilliseconds
    bucket = { limits, left: Math.max(0, filled - 1), filledAt: at }
    return filled > 0
      ? undefined
      : {
          reason: `The ${limits.bucketCapacity} calls of this API user are used up; every 10 seconds bring ${limits.bucketRefill}`,
          retryAfter: Math.ceil((at + refillMilliseconds - now) / 1000)
        }
  }
  return (operation: Operation, call: Call): TooMany | undefined => {
    const { limits } = world.state.settings
    if (limits === undefined || operation.isPublic === true) return undefined
    const others = inFlightBefore(world.requests.since(world.requests.count - lookBack), call)
    const over = (ofKind: (other: Operation) => boolean, most: number, what: string): TooMany | undefined =>
      others.filter(ofKind).length < most
        ? undefined
        : { reason: `${most} ${what} are in flight already, which is the most`, retryAfter: 1 }
    const isStock = isStockRead(operation)
    return (
      over(() => true, limits.concurrentPerTenant, "calls of this tenant") ??
      (isStock
        ? over(isStockRead, limits.concurrentStockReads, "reads of products and inventory")
        : over((other) => !isStockRead(other), limits.concurrentPerUser, "calls of this API user")) ??
      (isBatchWrite(operation)
        ? over(isBatchWrite, limits.concurrentBatchWrites, "batch writes of this API user")
        : undefined) ??
      taken(limits)
    )
  }
}

/** What began before this call and has no answer yet; tokens do not count. */
const inFlightBefore = (rows: ReadonlyArray<RequestRow>, call: Call): ReadonlyArray<Operation> => {
  const own = rows.findIndex((row) => row.requestId === call.requestId)
  return rows
    .slice(0, own === -1 ? rows.length : own)
    .filter((row) => row.durationMs === null)
    .flatMap((row) => operationOf(row.method, row.path) ?? [])
}

const isStockRead = (operation: Operation): boolean =>
  isReading(operation) && /^\/api\/(products|inventory)\//i.test(operation.path)

const isBatchWrite = (operation: Operation): boolean => !isReading(operation) && operation.path.endsWith("Many")
