import { folded, type KnownLevel, type Unseen } from "@omnium-ongoing/domain/sync/KnownLevel"
import { Array, Effect } from "effect"
import type { SqlClient } from "effect/sql"
import { instant, millis } from "./Rows.ts"

/** Only this folder writes rows, so what is closed in the domain is closed here. */
type Row = Pick<KnownLevel, "tenant" | "warehouse" | "article" | "sku" | "kind"> & {
  readonly folded: string
  readonly sellable: number | null
  readonly seen_at: number
  readonly matched: number
}

const levelRow = ({ seenAt, sellable, matched, ...level }: KnownLevel): Row => ({
  ...level,
  folded: folded(level.sku),
  sellable: sellable ?? null,
  seen_at: millis(seenAt),
  matched: matched ? 1 : 0
})

const knownLevel = ({ folded: _, seen_at, sellable, matched, ...row }: Row): KnownLevel => ({
  ...row,
  sellable: sellable ?? undefined,
  seenAt: instant(seen_at),
  matched: matched === 1
})

export const make = (sql: SqlClient.SqlClient) => ({
  put: (levels: ReadonlyArray<KnownLevel>) =>
    Effect.forEach(
      Array.chunksOf(levels.map(levelRow), 500),
      (rows) => sql`INSERT INTO levels ${sql.insert(rows)}
        ON CONFLICT (tenant, warehouse, article) DO UPDATE SET sku = excluded.sku, folded = excluded.folded,
          kind = excluded.kind, sellable = excluded.sellable, seen_at = excluded.seen_at,
          matched = MAX(levels.matched AND levels.sku = excluded.sku, excluded.matched)`,
      { discard: true }
    ),

  among: (tenant: string, warehouse: string, skus: ReadonlyArray<string>) =>
    Effect.map(
      Effect.forEach(
        Array.chunksOf(Array.dedupe(skus.map(folded)), 500),
        (some) => sql<Row>`SELECT * FROM levels
          WHERE tenant = ${tenant} AND warehouse = ${warehouse} AND folded IN ${sql.in(some)}`
      ),
      (chunks) => chunks.flat().map(knownLevel)
    ),

  any: (tenant: string, warehouse: string) =>
    Effect.map(
      sql`SELECT 1 FROM levels WHERE tenant = ${tenant} AND warehouse = ${warehouse} AND sellable IS NOT NULL LIMIT 1`,
      (rows) => rows.length > 0
    ),

  unmatched: (tenant: string, warehouse: string) =>
    Effect.map(
      sql<{ readonly count: number }>`SELECT COUNT(*) AS count FROM levels WHERE tenant = ${tenant}
        AND warehouse = ${warehouse} AND matched = 0 AND kind = 'stock' AND sellable <> 0`,
      ([row]) => row?.count ?? 0
    ),

  unseen: ({ tenant, warehouse, before }: Unseen, limit: number) =>
    Effect.map(
      sql<Row>`SELECT * FROM levels WHERE tenant = ${tenant} AND warehouse = ${warehouse}
        AND seen_at < ${millis(before)} AND matched = 1 ORDER BY article LIMIT ${limit}`,
      Array.map(knownLevel)
    ),

  forget: ({ tenant, warehouse, before }: Unseen) =>
    sql`DELETE FROM levels WHERE tenant = ${tenant} AND warehouse = ${warehouse} AND seen_at < ${millis(before)}`
})
