import type { Audit } from "@omnium-ongoing/domain/sync/Audit"
import { causes } from "@omnium-ongoing/domain/sync/Cause"
import type { SyncReport } from "@omnium-ongoing/domain/sync/SyncReport"
import type { WorkItem } from "@omnium-ongoing/domain/sync/WorkItem"
import { DateTime } from "effect"

const iso = (time: DateTime.Utc | undefined): string | null => (time === undefined ? null : DateTime.formatIso(time))

/** An item as operators see it: with its cause in words and who can do something about it. */
export const itemJson = (item: WorkItem) => ({
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

export type ItemJson = ReturnType<typeof itemJson>

export const auditJson = (audit: Audit) => ({
  at: iso(audit.at),
  finishedAt: iso(audit.finishedAt),
  item: audit.item,
  system: audit.system,
  operation: audit.operation,
  key: audit.key,
  outcome: audit.outcome,
  message: audit.message ?? null
})

export const reportJson = (report: SyncReport) => ({
  ...report,
  startedAt: iso(report.startedAt),
  finishedAt: iso(report.finishedAt)
})
