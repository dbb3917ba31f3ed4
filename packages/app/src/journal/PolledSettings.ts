import type { PolledSettings } from "@omnium-ongoing/domain/sync/PolledSettings"
import { Array, Effect, Option } from "effect"
import type { SqlClient } from "effect/sql"

export const make = (sql: SqlClient.SqlClient) => ({
  put: ({ tenant, task, hash }: PolledSettings) =>
    sql`INSERT INTO polled_settings ${sql.insert({ tenant, task, hash })}
      ON CONFLICT (tenant, task) DO UPDATE SET hash = excluded.hash`,

  hash: (tenant: string, task: string) =>
    Effect.map(
      sql<{ readonly hash: string }>`SELECT hash FROM polled_settings WHERE tenant = ${tenant} AND task = ${task}`,
      (rows) => Option.map(Array.head(rows), (row) => row.hash)
    )
})
