import type { BookedStock } from "@omnium-ongoing/domain/sync/BookedStock"
import { Array, Effect } from "effect"
import type { SqlClient } from "effect/sql"

export const make = (sql: SqlClient.SqlClient) => ({
  put: (shipments: ReadonlyArray<BookedStock>) =>
    Effect.forEach(
      shipments,
      Effect.fnUntraced(function* ({ tenant, key, warehouse, lines }) {
        yield* sql`DELETE FROM booked WHERE tenant = ${tenant} AND key = ${key}`
        const rows = lines.map(({ sku, quantity }) => ({ tenant, key, warehouse, sku, quantity }))
        for (const some of Array.chunksOf(rows, 500)) yield* sql`INSERT INTO booked ${sql.insert(some)}`
      }),
      { discard: true }
    ),

  of: (tenant: string, warehouse: string, skus: ReadonlyArray<string>) =>
    Effect.map(
      sql<{ readonly sku: string; readonly quantity: number }>`SELECT sku, SUM(quantity) AS quantity FROM booked
        WHERE tenant = ${tenant} AND warehouse = ${warehouse}
          AND sku IN (SELECT value FROM json_each(${JSON.stringify(skus)})) GROUP BY sku`,
      (rows) => new Map(rows.map(({ sku, quantity }) => [sku, quantity]))
    )
})
