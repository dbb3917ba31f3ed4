import { folded, type KnownLevel, type Unseen } from "@omnium-ongoing/domain/sync/KnownLevel"
import { Array, Effect } from "effect"
import type { SqlClient } from "effect/sql"
import { instant, millis } from "./Rows.ts"

/** Only this folder writes rows, so what is closed in the domain is closed here. */
type Row = Pick<KnownLevel, "article" | "sku"> & {
  readonly sellable: number | null
  readonly seen_at: number
  /** The SKU that matched, which may have been renamed since. */
  readonly matched_sku: string | null
}

/** In the order of the columns. */
const cells = ({ tenant, warehouse, article, sku, sellable, seenAt, matched }: KnownLevel) => [
  tenant,
  warehouse,
  article,
  sku,
  folded(sku),
  sellable ?? null,
  millis(seenAt),
  matched ? sku : null
]

const knownLevel =
  (tenant: string, warehouse: string) =>
  ({ article, sku, sellable, seen_at, matched_sku }: Row): KnownLevel => ({
    tenant,
    warehouse,
    article,
    sku,
    sellable: sellable ?? undefined,
    seenAt: instant(seen_at),
    matched: matched_sku === sku
  })

/** A page of a thousand rows goes in as one JSON text: as parameters it would cost many times the memory. */
const inserted = (sql: SqlClient.SqlClient, rows: string) =>
  sql`INSERT INTO levels (tenant, warehouse, article, sku, folded, sellable, seen_at, matched_sku)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, CAST(value ->> 5 AS REAL), value ->> 6,
      value ->> 7
    FROM json_each(${rows}) WHERE true`

export const make = (sql: SqlClient.SqlClient) => ({
  put: Effect.fnUntraced(function* (levels: ReadonlyArray<KnownLevel>) {
    const rows = JSON.stringify(levels.map(cells))
    // Most are as they were. Setting all columns of a row writes its entries in the indexes anew.
    yield* sql`${inserted(sql, rows)} ON CONFLICT (tenant, warehouse, article) DO UPDATE SET seen_at = excluded.seen_at
      WHERE sku = excluded.sku AND folded = excluded.folded AND sellable IS excluded.sellable
        AND matched_sku IS COALESCE(excluded.matched_sku, matched_sku)`
    const [written] = yield* sql<{ readonly count: number }>`SELECT changes() AS count`
    if (written?.count === levels.length) return
    yield* sql`${inserted(sql, rows)} ON CONFLICT (tenant, warehouse, article) DO UPDATE SET sku = excluded.sku,
      folded = excluded.folded, sellable = excluded.sellable, seen_at = excluded.seen_at,
      matched_sku = COALESCE(excluded.matched_sku, levels.matched_sku)`
  }),

  among: (tenant: string, warehouse: string, skus: ReadonlyArray<string>) =>
    Effect.map(
      // Without being told, SQLite would rather read all levels of the warehouse.
      sql<Row>`SELECT article, sku, sellable, seen_at, matched_sku FROM levels INDEXED BY levels_by_sku
        WHERE tenant = ${tenant} AND warehouse = ${warehouse}
        AND folded IN (SELECT value FROM json_each(${JSON.stringify(skus.map(folded))}))`,
      Array.map(knownLevel(tenant, warehouse))
    ),

  any: (tenant: string, warehouse: string) =>
    Effect.map(
      sql`SELECT 1 FROM levels WHERE tenant = ${tenant} AND warehouse = ${warehouse} AND sellable IS NOT NULL LIMIT 1`,
      (rows) => rows.length > 0
    ),

  unmatched: (tenant: string, warehouse: string) =>
    Effect.map(
      sql<{ readonly count: number }>`SELECT COUNT(*) AS count FROM levels WHERE tenant = ${tenant}
        AND warehouse = ${warehouse} AND matched_sku IS NOT sku AND sellable <> 0`,
      ([row]) => row?.count ?? 0
    ),

  lost: ({ tenant, warehouse, before }: Unseen, limit: number) =>
    Effect.map(
      sql<{ readonly matched_sku: string }>`SELECT matched_sku FROM levels
        WHERE tenant = ${tenant} AND warehouse = ${warehouse} AND matched_sku IS NOT NULL
          AND (seen_at < ${millis(before)} OR matched_sku <> sku) ORDER BY article LIMIT ${limit}`,
      Array.map((row) => row.matched_sku)
    ),

  forget: Effect.fnUntraced(function* ({ tenant, warehouse, before }: Unseen) {
    yield* sql`DELETE FROM levels
      WHERE tenant = ${tenant} AND warehouse = ${warehouse} AND seen_at < ${millis(before)}`
    yield* sql`UPDATE levels SET matched_sku = NULL
      WHERE tenant = ${tenant} AND warehouse = ${warehouse} AND matched_sku <> sku`
  })
})
