import type { OngoingGoodsOwnerId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import type { WatchedPurchaseOrder } from "@omnium-ongoing/domain/sync/WatchedPurchaseOrder"
import { Array, type DateTime, Effect } from "effect"
import type { SqlClient } from "effect/sql"
import { millis } from "./Rows.ts"

export const make = (sql: SqlClient.SqlClient) => ({
  /** One by one: a batch may hold the same one twice, and the later stands. */
  put: (orders: ReadonlyArray<WatchedPurchaseOrder>) =>
    Effect.forEach(
      orders,
      ({ tenant, purchaseOrderId, goodsOwnerId, purchaseOrderNumber, until }) =>
        sql`INSERT INTO watched_purchase_orders ${sql.insert({
          tenant,
          purchase_order_id: purchaseOrderId,
          goods_owner_id: goodsOwnerId,
          purchase_order_number: purchaseOrderNumber,
          watched_until: millis(until)
        })} ON CONFLICT (tenant, purchase_order_id) DO UPDATE SET goods_owner_id = excluded.goods_owner_id,
          purchase_order_number = excluded.purchase_order_number, watched_until = excluded.watched_until`,
      { discard: true }
    ),

  numbers: (tenant: string, owner: OngoingGoodsOwnerId, now: DateTime.Utc, limit: number) =>
    Effect.map(
      sql<{ readonly purchase_order_number: string }>`SELECT purchase_order_number FROM watched_purchase_orders
        WHERE tenant = ${tenant} AND goods_owner_id = ${owner} AND watched_until > ${millis(now)}
        ORDER BY purchase_order_id LIMIT ${limit}`,
      Array.map((row) => row.purchase_order_number)
    )
})
