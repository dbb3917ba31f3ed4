import type { WriteOutcome } from "@omnium-ongoing/domain/sync/Audit"
import {
  type StaleMark,
  type StaleStock,
  type StockCompared,
  type StockMoved,
  settlesAt
} from "@omnium-ongoing/domain/sync/StaleStock"
import { Array, DateTime, Effect } from "effect"
import type { SqlClient } from "effect/sql"
import { instant, millis } from "./Rows.ts"

type Row = {
  readonly sku: string
  readonly settles_at: number
  readonly known: number
  readonly adjusts: number
}

const mark = (row: Row): StaleMark => ({
  sku: row.sku,
  settlesAt: instant(row.settles_at),
  isKnown: row.known === 1,
  isOfOmniumOnly: row.adjusts === 1
})

/** Where a mark has the number of its call; numbers begin with one. */
const noCall = 0

export const make = (sql: SqlClient.SqlClient) => {
  const skusOf = (stock: ReadonlyArray<StaleStock>) => JSON.stringify(stock.map(({ sku }) => sku))

  /** A later mark stands for an earlier one whose end is known: there are as many as SKUs, and not as calls. */
  const put = Effect.fnUntraced(function* (
    tenant: string,
    write: number,
    stock: ReadonlyArray<StaleStock>,
    adjusts: number
  ) {
    const settles = millis(settlesAt(yield* DateTime.now))
    for (const [warehouse, some] of Map.groupBy(stock, (each) => each.warehouse)) {
      yield* sql`DELETE FROM stale_stock WHERE tenant = ${tenant} AND warehouse = ${warehouse}
        AND sku IN (SELECT value FROM json_each(${skusOf(some)})) AND known = 1`
      yield* sql`INSERT INTO stale_stock (tenant, warehouse, sku, write, settles_at, known, adjusts)
        SELECT ${tenant}, ${warehouse}, value, ${write}, ${settles}, 0, ${adjusts} FROM json_each(${skusOf(some)})
        WHERE true ON CONFLICT DO NOTHING`
    }
  })

  return {
    /** As long as the end is not known, the call counts as one that may still arrive. */
    sent: ({ stale = [], adjusts = [] }: StockMoved, tenant: string, write: number) =>
      Effect.andThen(put(tenant, write, stale, 0), put(tenant, write, adjusts, 1)),

    answered: Effect.fnUntraced(function* (write: number, outcome: Exclude<WriteOutcome, "sent">) {
      const now = yield* DateTime.now
      if (outcome === "confirmed") yield* sql`DELETE FROM stale_stock WHERE write = ${write} AND adjusts = 1`
      const known = outcome === "unknown" ? 0 : 1
      yield* sql`UPDATE stale_stock SET known = ${known}, settles_at = ${millis(known === 1 ? now : settlesAt(now))}
        WHERE write = ${write}`
    }),

    /** What it shall be has changed, without any call: what has been read before that is not compared with it. */
    changed: Effect.fnUntraced(function* (stock: ReadonlyArray<StaleStock>) {
      const now = millis(yield* DateTime.now)
      for (const { tenant, warehouse, sku } of stock) {
        yield* sql`INSERT INTO stale_stock (tenant, warehouse, sku, write, settles_at, known, adjusts)
          VALUES (${tenant}, ${warehouse}, ${sku}, ${noCall}, ${now}, 1, 0)
          ON CONFLICT DO UPDATE SET settles_at = excluded.settles_at`
      }
    }),

    /** Nothing waits longer than for what was sent just now: the clock was put back to this time. */
    comeForward: (now: DateTime.Utc) => {
      const settles = millis(settlesAt(now))
      return sql`UPDATE stale_stock SET settles_at = ${settles} WHERE settles_at > ${settles}`
    },

    compared: ({ tenant, warehouse, skus, began }: StockCompared) =>
      sql`DELETE FROM stale_stock WHERE tenant = ${tenant} AND warehouse = ${warehouse}
        AND sku IN (SELECT value FROM json_each(${JSON.stringify(skus)})) AND settles_at < ${millis(began)}`,

    among: (tenant: string, warehouse: string, skus: ReadonlyArray<string>) =>
      Effect.map(
        sql<Row>`SELECT sku, settles_at, known, adjusts FROM stale_stock WHERE tenant = ${tenant} AND warehouse = ${warehouse}
          AND sku IN (SELECT value FROM json_each(${JSON.stringify(skus)})) ORDER BY sku, write`,
        Array.map(mark)
      ),

    skus: (tenant: string, warehouse: string, after: string, limit: number) =>
      Effect.map(
        sql<{ readonly sku: string }>`SELECT DISTINCT sku FROM stale_stock
          WHERE tenant = ${tenant} AND warehouse = ${warehouse} AND sku > ${after} ORDER BY sku LIMIT ${limit}`,
        Array.map((row) => row.sku)
      )
  }
}
