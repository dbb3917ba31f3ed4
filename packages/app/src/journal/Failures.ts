import type { FailedCall } from "@omnium-ongoing/domain/ports/Journal"
import { Effect } from "effect"
import type { SqlClient } from "effect/sql"
import { instant, millis } from "./Rows.ts"

interface FailureRow {
  readonly host: string
  readonly operation: string
  readonly tenant: string
  readonly at: number
}

/** More of one operation than any limit counts. */
const kept = 20

export const make = (sql: SqlClient.SqlClient) => ({
  all: Effect.map(
    sql<FailureRow>`SELECT host, operation, tenant, at FROM failures ORDER BY at, rowid`,
    (rows): ReadonlyArray<FailedCall> => rows.map((row) => ({ ...row, at: instant(row.at) }))
  ),

  save: ({ host, operation, tenant, at }: FailedCall) =>
    Effect.andThen(
      sql`INSERT INTO failures ${sql.insert({ host, operation, tenant, at: millis(at) })}`,
      sql`DELETE FROM failures WHERE host = ${host} AND operation = ${operation} AND rowid NOT IN
        (SELECT rowid FROM failures WHERE host = ${host} AND operation = ${operation} ORDER BY rowid DESC LIMIT ${kept})`
    ),

  forget: (host: string, operation: string) =>
    sql`DELETE FROM failures WHERE host = ${host} AND operation = ${operation}`
})
