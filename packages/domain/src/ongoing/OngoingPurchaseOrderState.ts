import type { OngoingGoodsOwnerId, OngoingPurchaseOrderId, OngoingStatus } from "./Identifiers.ts"

/** What the warehouse has received of a line. Quantities may have decimals. */
export interface OngoingPurchaseOrderLineState {
  readonly purchaseOrderLineId: number
  readonly rowNumber: string
  readonly articleNumber: string
  readonly advised: number
  /** In all, over any number of receipts; corrections may lower it. */
  readonly received: number
}

/** A purchase order as Ongoing shows it. Absent, null and empty texts are all `undefined`. */
export interface OngoingPurchaseOrderState {
  readonly purchaseOrderId: OngoingPurchaseOrderId
  readonly goodsOwnerId: OngoingGoodsOwnerId | undefined
  readonly purchaseOrderNumber: string
  /** Older installations do not show it. */
  readonly goodsOwnerPurchaseOrderId: string | undefined
  readonly status: OngoingStatus
  readonly statusText: string | undefined
  readonly referenceNumber: string | undefined
  /** `YYYY-MM-DD`. */
  readonly inDate: string | undefined
  readonly supplierNumber: string | undefined
  readonly lines: ReadonlyArray<OngoingPurchaseOrderLineState>
}

/** What has been received of each row, by its number; the warehouse may have divided a row. */
export const receivedByRow = (state: OngoingPurchaseOrderState): ReadonlyMap<string, number> => {
  const received = new Map<string, number>()
  for (const line of state.lines) received.set(line.rowNumber, (received.get(line.rowNumber) ?? 0) + line.received)
  return received
}

export const receptionHasBegun = (state: OngoingPurchaseOrderState): boolean =>
  state.lines.some((line) => line.received !== 0)
