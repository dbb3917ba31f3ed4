import type { FullScan } from "@omnium-ongoing/domain/sync/FullScan"
import { Array, Effect, Option } from "effect"
import type { SqlClient } from "effect/sql"
import { instant, millis } from "./Rows.ts"

type Row = {
  readonly tenant: string
  readonly warehouse: string
  readonly scope: string
  readonly began_at: number
  readonly next: number
  readonly complete: number
}

const fullScan = ({ began_at, complete, ...row }: Row): FullScan => ({
  ...row,
  beganAt: instant(began_at),
  isComplete: complete === 1
})

export const make = (sql: SqlClient.SqlClient) => ({
  put: ({ beganAt, isComplete, ...scan }: FullScan) =>
    sql`INSERT INTO full_scans ${sql.insert({ ...scan, began_at: millis(beganAt), complete: isComplete ? 1 : 0 })}
      ON CONFLICT (tenant, warehouse) DO UPDATE SET scope = excluded.scope, began_at = excluded.began_at,
        next = excluded.next, complete = excluded.complete`,

  get: (tenant: string, warehouse: string) =>
    Effect.map(sql<Row>`SELECT * FROM full_scans WHERE tenant = ${tenant} AND warehouse = ${warehouse}`, (rows) =>
      Option.map(Array.head(rows), fullScan)
    )
})
