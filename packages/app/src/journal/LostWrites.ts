import { Clock } from "@omnium-ongoing/domain/ports/Clock"
import type { UpstreamReason } from "@omnium-ongoing/domain/ports/Upstream"
import { type ExternalWrite, writeOutcome } from "@omnium-ongoing/domain/sync/Audit"
import type { WorkItem } from "@omnium-ongoing/domain/sync/WorkItem"
import { Effect, Option } from "effect"
import { arrives } from "./Audits.ts"

interface Lost {
  readonly write: Pick<ExternalWrite, "tenant" | "key" | "item">
  /** In milliseconds that have passed for this process: whatever its clock is put to, a request travels no longer. */
  readonly sentAt: number
  /** Nobody has answered it, or only somebody on the way. */
  isOnItsWay: boolean
}

const passed = Effect.map(Clock.monotonicTimeNanos, (nanos) => Number(nanos / 1_000_000n))

/** Answers of whoever stands before a system: they do not tell what became of the request. */
const gateway: ReadonlySet<number> = new Set([502, 503, 504])

const isOnItsWay = (reason: UpstreamReason): boolean =>
  reason._tag === "UnknownOutcome" &&
  Option.match(reason.status, { onNone: () => true, onSome: (status) => gateway.has(status) })

/** Writes of this process whose end is not known. What those of earlier processes were, only the journal knows. */
export const make = () => {
  let lost: ReadonlyArray<Lost> = []
  const recent = (now: number) => lost.filter(({ sentAt }) => sentAt > now - arrives)
  const without = (one: Lost) => {
    lost = lost.filter((other) => other !== one)
  }
  return {
    sent: ({ tenant, key, item }: ExternalWrite) =>
      Effect.map(passed, (sentAt) => {
        const one: Lost = { write: { tenant, key, item }, sentAt, isOnItsWay: false }
        lost = [...recent(sentAt), one]
        return one
      }),

    confirmed: without,

    failed: (one: Lost, reason: UpstreamReason) => {
      if (writeOutcome(reason) === "refused") without(one)
      else one.isOnItsWay = isOnItsWay(reason)
    },

    /** Milliseconds until what went before the item cannot arrive any more, its own writes among it. */
    before: ({ id, tenant, key, source }: WorkItem) =>
      Effect.map(passed, (now) => {
        const its = recent(now).filter(
          ({ write, isOnItsWay }) =>
            write.tenant === tenant && write.key === key && (write.item !== id || source === "operator" || isOnItsWay)
        )
        return its.length === 0 ? 0 : Math.max(...its.map(({ sentAt }) => sentAt + arrives - now))
      })
  }
}
