import type { Audit, ExternalWrite } from "@omnium-ongoing/domain/sync/Audit"
import type { WorkItem } from "@omnium-ongoing/domain/sync/WorkItem"
import { Array, DateTime, Effect, Option } from "effect"
import type { SqlClient } from "effect/sql"
import { keysOf } from "./ItemQueries.ts"
import { type AuditRow, auditOf, instant, millis } from "./Rows.ts"

/** Milliseconds after which a write that was sent does not arrive any more: twice the time-out of a call. */
export const arrives = 60_000

/** Writes of one key within that time, or of all that were under way. */
const mostAtOnce = 1000

const unsettled = (sql: SqlClient.SqlClient, now: DateTime.Utc) =>
  sql`outcome IN ('sent', 'unknown') AND at > ${millis(now) - arrives}`

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

  /**
   * Items of which a write got no answer, with the time at which the last of these cannot arrive any more. What was sent
   * by a clock that has been set back since counts as sent now.
   */
  lost: (now: DateTime.Utc) =>
    // Those that were under way lately are among the latest; the index by id finds these.
    sql<{ readonly item: number; readonly settles: number }>`
      SELECT item, MIN(MAX(at), ${millis(now)}) + ${arrives} AS settles FROM audits
      WHERE ${unsettled(sql, now)}
      AND id > (SELECT COALESCE(MAX(id), 0) FROM audits) - ${mostAtOnce} GROUP BY item`,

  /**
   * Without the item's own, nor with what was sent by a clock that has been set back since: who knows when that was. Of
   * this process more is known.
   */
  lostBefore: ({ id, tenant, key, source }: WorkItem, now: DateTime.Utc) =>
    Effect.map(
      sql<{ readonly settles: number | null }>`SELECT MAX(at) + ${arrives} AS settles FROM (
        SELECT at, item, outcome FROM audits WHERE tenant = ${tenant} AND key = ${key} ORDER BY id DESC LIMIT ${mostAtOnce})
        WHERE ${unsettled(sql, now)} AND at <= ${millis(now)}
        AND (item <> ${id} OR ${source} = 'operator')`,
      ([row]) => Option.map(Option.fromNullishOr(row?.settles), instant)
    ),

  ofOrder: (tenant: string, orderId: string) =>
    Effect.map(
      sql<AuditRow>`SELECT * FROM audits WHERE tenant = ${tenant} AND ${keysOf(sql, orderId)} ORDER BY id`,
      Array.map(auditOf)
    )
})
