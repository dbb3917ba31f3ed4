import type { Audit, ExternalWrite } from "@omnium-ongoing/domain/sync/Audit"
import { Array, DateTime, Effect } from "effect"
import type { SqlClient } from "effect/sql"
import { keysOf } from "./ItemQueries.ts"
import { type AuditRow, auditOf, millis } from "./Rows.ts"

export const make = (sql: SqlClient.SqlClient) => ({
  /** Gives the audit's id. */
  sent: Effect.fnUntraced(function* ({ tenant, item, system, operation, key }: ExternalWrite) {
    const at = millis(yield* DateTime.now)
    const [row] = yield* sql<{ readonly id: number }>`INSERT INTO audits
      ${sql.insert({ tenant, item, system, operation, key, at, outcome: "sent" })} RETURNING id`
    // RETURNING gives one row for the one inserted.
    return row!.id
  }),

  answered: Effect.fnUntraced(function* (id: number, outcome: Exclude<Audit["outcome"], "sent">, message: string) {
    yield* sql`UPDATE audits SET outcome = ${outcome}, message = ${message === "" ? null : message},
      finished_at = ${millis(yield* DateTime.now)} WHERE id = ${id}`
  }),

  ofOrder: (tenant: string, orderId: string) =>
    Effect.map(
      sql<AuditRow>`SELECT * FROM audits WHERE tenant = ${tenant} AND ${keysOf(sql, orderId)} ORDER BY id`,
      Array.map(auditOf)
    )
})
