import type { OngoingPurchaseOrderState } from "../ongoing/OngoingPurchaseOrderState.ts"
import { requestHash } from "../sync/RequestHash.ts"

/** Everything of a purchase order that is brought to Omnium, so that one in which none of it changed is left alone. */
export const fingerprint = ({ purchaseOrderId, status, lines }: OngoingPurchaseOrderState): string =>
  requestHash([
    purchaseOrderId,
    status,
    [...lines]
      .sort((one, other) => one.purchaseOrderLineId - other.purchaseOrderLineId)
      .map(({ rowNumber, articleNumber, advised, received }) => [rowNumber, articleNumber, advised, received])
  ])
