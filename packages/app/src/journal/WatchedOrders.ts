import type { OngoingGoodsOwnerId, OngoingOrderId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import { longest, type WatchedOrder, type WatchRead } from "@omnium-ongoing/domain/sync/WatchedOrder"
import { Array, DateTime, Effect } from "effect"
import type { SqlClient } from "effect/sql"
import { millis, type WatchedRow, watchedOrder, watchedRow } from "./Rows.ts"

export const make = (sql: SqlClient.SqlClient) => ({
  /** One by one: a batch may hold the same order twice, and the later one stands. */
  put: (orders: ReadonlyArray<WatchedOrder>) =>
    Effect.forEach(
      orders,
      (order) => sql`INSERT INTO watched ${sql.insert(watchedRow(order))}
        ON CONFLICT (tenant, order_id) DO UPDATE SET goods_owner_id = excluded.goods_owner_id,
          order_number = excluded.order_number, key = excluded.key, fingerprint = excluded.fingerprint,
          exported_at = excluded.exported_at, sent_at = excluded.sent_at,
          tracking_due = excluded.tracking_due, next_read = excluded.next_read`,
      { discard: true }
    ),

  /** What brought an order to Omnium meanwhile has given it another time, and stands. */
  read: (reads: ReadonlyArray<WatchRead>) =>
    Effect.forEach(
      reads,
      ({ order, ...next }) => {
        const { next_read, tracking_due } = watchedRow({ ...order, ...next })
        return sql`UPDATE watched SET next_read = ${next_read}, tracking_due = ${tracking_due}
          WHERE tenant = ${order.tenant} AND order_id = ${order.orderId} AND next_read IS ${watchedRow(order).next_read}`
      },
      { discard: true }
    ),

  among: (tenant: string, orders: ReadonlyArray<OngoingOrderId>) =>
    Effect.map(
      Effect.forEach(
        Array.chunksOf(orders, 500),
        (ids) => sql<WatchedRow>`SELECT * FROM watched WHERE tenant = ${tenant} AND order_id IN ${sql.in(ids)}
          ORDER BY order_id`
      ),
      (chunks) => chunks.flat().map(watchedOrder)
    ),

  /** Also what is due later than anything can be: our clock was ahead when that was reckoned. */
  due: (tenant: string, owner: OngoingGoodsOwnerId, now: DateTime.Utc, limit: number) =>
    Effect.map(
      sql<WatchedRow>`SELECT * FROM watched
        WHERE tenant = ${tenant} AND goods_owner_id = ${owner}
          AND (next_read <= ${millis(now)} OR next_read > ${millis(DateTime.addDuration(now, longest))})
        ORDER BY next_read, order_id LIMIT ${limit}`,
      Array.map(watchedOrder)
    )
})
