import type { Intent } from "@omnium-ongoing/domain/sync/Intent"
import type { Flow } from "@omnium-ongoing/domain/sync/WorkItem"
import { Array, Effect, Option } from "effect"
import type { SqlClient } from "effect/sql"
import { type IntentRow, intentOf, intentRow } from "./Rows.ts"

/** SQLite takes many parameters, but not any number of them. */
const keysPerQuery = 500

export const make = (sql: SqlClient.SqlClient) => ({
  put: (intents: ReadonlyArray<Intent>) =>
    Effect.forEach(
      intents,
      (intent) => sql`INSERT INTO intents ${sql.insert(intentRow(intent))}
        ON CONFLICT (tenant, flow, key) DO UPDATE SET state = excluded.state, request = excluded.request,
          hash = excluded.hash, kept = excluded.kept, reference = excluded.reference`,
      { discard: true }
    ),

  get: (tenant: string, flow: Flow, key: string) =>
    Effect.map(
      sql<IntentRow>`SELECT * FROM intents WHERE tenant = ${tenant} AND flow = ${flow} AND key = ${key}`,
      (rows) => Option.map(Array.head(rows), intentOf)
    ),

  among: (tenant: string, flow: Flow, keys: ReadonlyArray<string>) =>
    Effect.map(
      Effect.forEach(
        Array.chunksOf(keys, keysPerQuery),
        (some) =>
          sql<IntentRow>`SELECT * FROM intents WHERE tenant = ${tenant} AND flow = ${flow} AND key IN ${sql.in(some)}`
      ),
      (found) => found.flat().map(intentOf)
    ),

  between: (tenant: string, flow: Flow, { after, before }: { after: string; before: string }, limit: number) =>
    Effect.map(
      sql<IntentRow>`SELECT * FROM intents WHERE tenant = ${tenant} AND flow = ${flow}
        AND key > ${after} AND key < ${before} ORDER BY key LIMIT ${limit}`,
      Array.map(intentOf)
    )
})
