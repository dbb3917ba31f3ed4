import type { SyncReport } from "@omnium-ongoing/domain/sync/SyncReport"
import { Array, DateTime, Effect, Option } from "effect"
import type { SqlClient } from "effect/sql"

/** A report as it is stored: instants as ISO texts. */
type StoredReport = Omit<SyncReport, "startedAt" | "finishedAt"> & Record<"startedAt" | "finishedAt", string>

const reportOf = (text: string): SyncReport => {
  const stored: StoredReport = JSON.parse(text)
  return {
    ...stored,
    startedAt: DateTime.makeUnsafe(stored.startedAt),
    finishedAt: DateTime.makeUnsafe(stored.finishedAt)
  }
}

export const make = (sql: SqlClient.SqlClient) => ({
  save: (report: SyncReport) => {
    const { tenant, task, startedAt, finishedAt } = report
    const stored: StoredReport = {
      ...report,
      startedAt: DateTime.formatIso(startedAt),
      finishedAt: DateTime.formatIso(finishedAt)
    }
    return sql`INSERT INTO runs ${sql.insert({ tenant, task, report: JSON.stringify(stored) })}
      ON CONFLICT (tenant, task) DO UPDATE SET report = excluded.report`
  },

  last: (tenant: string, task: string) =>
    Effect.map(
      sql<{ readonly report: string }>`SELECT report FROM runs WHERE tenant = ${tenant} AND task = ${task}`,
      (rows) => Option.map(Array.head(rows), (row) => reportOf(row.report))
    )
})
