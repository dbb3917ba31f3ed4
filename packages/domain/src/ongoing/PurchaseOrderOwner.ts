import type { OngoingPurchaseOrderState } from "./OngoingPurchaseOrderState.ts"

export interface KnownDelivery {
  readonly id: string
  /** What the delivery's property `OngoingPurchaseOrderId` says. */
  readonly purchaseOrderId: string | undefined
  readonly rows: ReadonlySet<string>
}

/** The delivery a purchase order would belong to, by our mark, else by its number. */
export const deliveryIdOf = (
  state: Pick<OngoingPurchaseOrderState, "purchaseOrderNumber" | "goodsOwnerPurchaseOrderId">
): string => state.goodsOwnerPurchaseOrderId ?? state.purchaseOrderNumber

/**
 * Whether a purchase order is the delivery's. Numbers are not unique over the tenants of a goods owner, the ids of lines
 * are; and what Omnium has noted on the delivery is true even if every line was changed since.
 */
export const belongsTo = (state: OngoingPurchaseOrderState, delivery: KnownDelivery): boolean =>
  String(state.purchaseOrderId) === delivery.purchaseOrderId ||
  (deliveryIdOf(state) === delivery.id && state.lines.some((line) => delivery.rows.has(line.rowNumber)))
