import { DateTime, type Duration } from "effect"
import type { OngoingGoodsOwnerId, OngoingPurchaseOrderId, OngoingStatus } from "../ongoing/Identifiers.ts"
import { closedWithoutRest, receivedStatus } from "../ongoing/PurchaseOrderStatus.ts"

/** A purchase order of a delivery, which is read by its number in every run as long as the warehouse works on it. */
export interface WatchedPurchaseOrder {
  readonly tenant: string
  readonly goodsOwnerId: OngoingGoodsOwnerId
  readonly purchaseOrderId: OngoingPurchaseOrderId
  readonly purchaseOrderNumber: string
  readonly until: DateTime.Utc
}

/** Goods may come much later than they were promised. */
const whileOpen: Duration.Input = "180 days"
/** What is corrected on the day it came is found at once. */
const onceEnded: Duration.Input = "1 day"

/** What happens later still is found, only not in every run. */
export const watchedUntil = (status: OngoingStatus | undefined, now: DateTime.Utc): DateTime.Utc => {
  const isEnded = status !== undefined && (status === receivedStatus || closedWithoutRest.has(status))
  return DateTime.addDuration(now, isEnded ? onceEnded : whileOpen)
}
