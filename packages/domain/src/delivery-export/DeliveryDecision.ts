import { DateTime, Option } from "effect"
import { isOpenDelivery, type OmniumDelivery } from "../omnium/OmniumDelivery.ts"
import type { OmniumStore } from "../omnium/OmniumSettings.ts"
import { goodsOwnerIdOf, isOngoingStore, warehouseIdOf } from "../omnium/OngoingStore.ts"
import type { OngoingGoodsOwnerId, OngoingWarehouseId } from "../ongoing/Identifiers.ts"
import { type Cause, causes } from "../sync/Cause.ts"

export type DeliveryDecision =
  | { readonly _tag: "Export"; readonly goodsOwnerId: OngoingGoodsOwnerId; readonly warehouseId: OngoingWarehouseId }
  | { readonly _tag: "Skipped"; readonly cause: Cause; readonly message: string }
  | { readonly _tag: "Dead"; readonly cause: Cause; readonly message: string }

export interface DeliveryToDecide {
  readonly delivery: OmniumDelivery
  readonly stores: ReadonlyArray<OmniumStore>
  /** The tenant's go-live line. */
  readonly from: DateTime.Utc
}

/** Of a purchase order number Ongoing keeps 50 characters. */
const longestId = 50

/** Whether a delivery goes to Ongoing: what does not concern Ongoing is skipped, what a person must mend is dead. */
export const deliveryDecision = ({ delivery, stores, from }: DeliveryToDecide): DeliveryDecision => {
  const created = delivery.created ?? delivery.modified
  if (created !== undefined && DateTime.isLessThan(created, from)) {
    return skipped("older-than-from", "The delivery is older than the tenant's go-live line (`from`).")
  }
  const store = stores.find((each) => each.id === delivery.warehouseCode)
  if (store === undefined || !isOngoingStore(store)) {
    return skipped("not-an-ongoing-warehouse", "The delivery's warehouse is not marked IsOngoingStore.")
  }
  if (!isOpenDelivery(delivery)) return skipped("delivery-not-open", `The delivery is ${delivery.status}.`)
  const goodsOwnerId = Option.getOrUndefined(goodsOwnerIdOf(store))
  if (goodsOwnerId === undefined) {
    return dead("no-goods-owner-id", `The store ${store.id} has no numeric OngoingGoodsOwnerId. Add it, then retry.`)
  }
  const warehouseId = Option.getOrUndefined(warehouseIdOf(store))
  if (warehouseId === undefined) {
    return dead("no-warehouse-id", `The store ${store.id} has no numeric OngoingWarehouseId. Add it, then retry.`)
  }
  if (delivery.id.length > longestId) return dead("delivery-id-too-long", causes["delivery-id-too-long"].words)
  return { _tag: "Export", goodsOwnerId, warehouseId }
}

const skipped = (cause: Cause, message: string): DeliveryDecision => ({ _tag: "Skipped", cause, message })

const dead = (cause: Cause, message: string): DeliveryDecision => ({ _tag: "Dead", cause, message })
