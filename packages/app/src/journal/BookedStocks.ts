import type { BookedStock } from "@omnium-ongoing/domain/sync/BookedStock"
import type { StaleStock } from "@omnium-ongoing/domain/sync/StaleStock"
import { Array, Effect } from "effect"
import type { SqlClient } from "effect/sql"

type Row = Pick<StaleStock, "warehouse" | "sku"> & { readonly quantity: number }

const without = (rows: ReadonlyArray<Row>, others: ReadonlyArray<Row>): ReadonlyArray<Row> =>
  rows.filter(
    (row) =>
      !others.some(
        (other) => other.sku === row.sku && other.warehouse === row.warehouse && other.quantity === row.quantity
      )
  )

export const make = (sql: SqlClient.SqlClient) => ({
  /** Gives the stock of which more or less is booked now. */
  put: (shipments: ReadonlyArray<BookedStock>) =>
    Effect.forEach(
      shipments,
      Effect.fnUntraced(function* ({ tenant, key, warehouse, lines }) {
        const before = yield* sql<Row>`DELETE FROM booked WHERE tenant = ${tenant} AND key = ${key}
          RETURNING warehouse, sku, quantity`
        const rows = lines.map(({ sku, quantity }) => ({ tenant, key, warehouse, sku, quantity }))
        for (const some of Array.chunksOf(rows, 500)) yield* sql`INSERT INTO booked ${sql.insert(some)}`
        return [...without(before, rows), ...without(rows, before)].map(({ warehouse, sku }) => ({
          tenant,
          warehouse,
          sku
        }))
      })
    ).pipe(Effect.map((changed): ReadonlyArray<StaleStock> => changed.flat())),

  of: (tenant: string, warehouse: string, skus: ReadonlyArray<string>) =>
    Effect.map(
      sql<{ readonly sku: string; readonly quantity: number }>`SELECT sku, SUM(quantity) AS quantity FROM booked
        WHERE tenant = ${tenant} AND warehouse = ${warehouse}
          AND sku IN (SELECT value FROM json_each(${JSON.stringify(skus)})) GROUP BY sku`,
      (rows) => new Map(rows.map(({ sku, quantity }) => [sku, quantity]))
    )
})
