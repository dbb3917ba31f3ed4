import type { DateTime } from "effect"
import type { Cause } from "./Cause.ts"
import type { WorkItem } from "./WorkItem.ts"

export interface Failure {
  readonly key: string
  readonly cause: Cause
  readonly message: string
}

/** What an operation of a task came to. */
export interface OperationReport {
  readonly name: string
  readonly done: number
  readonly skipped: ReadonlyArray<{ readonly reason: Cause | "coalesced"; readonly count: number }>
  /** Held for a person or a fact, or waiting for another try. */
  readonly held: number
  readonly failed: ReadonlyArray<Failure>
  readonly calls: { readonly ongoing: number; readonly omnium: number }
}

export interface SyncReport {
  readonly task: string
  readonly tenant: string
  readonly startedAt: DateTime.Utc
  readonly finishedAt: DateTime.Utc
  readonly operations: ReadonlyArray<OperationReport>
}

export interface Counts {
  readonly done: number
  readonly held: number
  readonly skipped: ReadonlyMap<Cause | "coalesced", number>
  readonly failed: ReadonlyArray<Failure>
}

export const noCounts: Counts = { done: 0, held: 0, skipped: new Map(), failed: [] }

export const skippedAlso = (counts: Counts, reason: Cause | "coalesced", count = 1): Counts =>
  count === 0
    ? counts
    : { ...counts, skipped: new Map(counts.skipped).set(reason, (counts.skipped.get(reason) ?? 0) + count) }

export const counted = (counts: Counts, item: WorkItem): Counts => {
  switch (item.state) {
    case "done":
      return { ...counts, done: counts.done + 1 }
    case "skipped":
      return skippedAlso(counts, item.cause ?? "unchanged")
    case "coalesced":
      return skippedAlso(counts, "coalesced")
    case "dead":
      return {
        ...counts,
        failed: [
          ...counts.failed,
          { key: item.key, cause: item.cause ?? "unexpected-failure", message: item.message ?? "" }
        ]
      }
    case "held":
    case "open":
      return { ...counts, held: counts.held + 1 }
  }
}

export const operationReport = (name: string, counts: Counts, calls: OperationReport["calls"]): OperationReport => ({
  name,
  done: counts.done,
  skipped: [...counts.skipped].map(([reason, count]) => ({ reason, count })),
  held: counts.held,
  failed: counts.failed,
  calls
})

export const together = (one: Counts, other: Counts): Counts => ({
  done: one.done + other.done,
  held: one.held + other.held,
  failed: [...one.failed, ...other.failed],
  skipped: [...other.skipped].reduce((sum, [reason, count]) => skippedAlso(sum, reason, count), one).skipped
})
