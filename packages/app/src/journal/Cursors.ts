import type { Cursor } from "@omnium-ongoing/domain/sync/Cursor"
import { Array, Effect, Option } from "effect"
import type { SqlClient } from "effect/sql"
import { instant, millis } from "./Rows.ts"

export const make = (sql: SqlClient.SqlClient) => ({
  /** An earlier position than the stored one is what a repeated read gives: it changes nothing. */
  advance: ({ tenant, task, scope, position }: Cursor) =>
    sql`INSERT INTO cursors ${sql.insert({ tenant, task, scope, position: millis(position) })}
      ON CONFLICT (tenant, task, scope) DO UPDATE SET position = excluded.position
      WHERE excluded.position > cursors.position`,

  get: (tenant: string, task: string, scope: string) =>
    Effect.map(
      sql<{ readonly position: number }>`SELECT position FROM cursors
        WHERE tenant = ${tenant} AND task = ${task} AND scope = ${scope}`,
      (rows) => Option.map(Array.head(rows), (row) => instant(row.position))
    )
})
