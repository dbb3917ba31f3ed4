import type { Audit } from "@omnium-ongoing/domain/sync/Audit"
import { causes } from "@omnium-ongoing/domain/sync/Cause"
import type { SyncReport } from "@omnium-ongoing/domain/sync/SyncReport"
import type { ItemState, WorkItem } from "@omnium-ongoing/domain/sync/WorkItem"
import { DateTime, Schema } from "effect"

const iso = (time: DateTime.Utc | undefined): string | null => (time === undefined ? null : DateTime.formatIso(time))

export const itemStates = [
  "open",
  "done",
  "skipped",
  "coalesced",
  "dead",
  "held"
] as const satisfies ReadonlyArray<ItemState>

const OrNone = { text: Schema.NullOr(Schema.String), number: Schema.NullOr(Schema.Int) }

export const ItemJson = Schema.Struct({
  id: Schema.Int,
  tenant: Schema.String,
  flow: Schema.String,
  key: Schema.String,
  state: Schema.Literals(itemStates),
  source: Schema.String,
  attempts: Schema.Int,
  createdAt: OrNone.text,
  notBefore: OrNone.text,
  finishedAt: OrNone.text,
  cause: OrNone.text,
  causeInWords: OrNone.text,
  fixer: OrNone.text,
  message: OrNone.text,
  coalescedInto: OrNone.number,
  reference: OrNone.text
})
export type ItemJson = typeof ItemJson.Type

export const AuditJson = Schema.Struct({
  at: OrNone.text,
  finishedAt: OrNone.text,
  item: Schema.Int,
  system: Schema.Literals(["ongoing", "omnium"]),
  operation: Schema.String,
  key: Schema.String,
  outcome: Schema.Literals(["sent", "confirmed", "refused", "unknown"]),
  message: OrNone.text
})

export const ReportJson = Schema.Struct({
  task: Schema.String,
  tenant: Schema.String,
  startedAt: OrNone.text,
  finishedAt: OrNone.text,
  operations: Schema.Array(
    Schema.Struct({
      name: Schema.String,
      done: Schema.Int,
      skipped: Schema.Array(Schema.Struct({ reason: Schema.String, count: Schema.Int })),
      held: Schema.Int,
      failed: Schema.Array(Schema.Struct({ key: Schema.String, cause: Schema.String, message: Schema.String })),
      calls: Schema.Struct({ ongoing: Schema.Int, omnium: Schema.Int })
    })
  )
})

/** An item as operators see it: with its cause in words and who can do something about it. */
export const itemJson = (item: WorkItem): ItemJson => ({
  id: item.id,
  tenant: item.tenant,
  flow: item.flow,
  key: item.key,
  state: item.state,
  source: item.source,
  attempts: item.attempts,
  createdAt: iso(item.createdAt),
  notBefore: iso(item.notBefore),
  finishedAt: iso(item.finishedAt),
  cause: item.cause ?? null,
  causeInWords: item.cause === undefined ? null : causes[item.cause].words,
  fixer: item.cause === undefined ? null : causes[item.cause].fixer,
  message: item.message ?? null,
  coalescedInto: item.coalescedInto ?? null,
  reference: item.reference ?? null
})

export const auditJson = (audit: Audit): typeof AuditJson.Type => ({
  at: iso(audit.at),
  finishedAt: iso(audit.finishedAt),
  item: audit.item,
  system: audit.system,
  operation: audit.operation,
  key: audit.key,
  outcome: audit.outcome,
  message: audit.message ?? null
})

export const reportJson = (report: SyncReport): typeof ReportJson.Type => ({
  ...report,
  startedAt: iso(report.startedAt),
  finishedAt: iso(report.finishedAt)
})
