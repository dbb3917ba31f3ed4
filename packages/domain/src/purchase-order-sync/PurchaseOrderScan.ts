import { Array, Effect, Option } from "effect"
import { openDeliveryStatuses } from "../omnium/OmniumDelivery.ts"
import { PropertyKey } from "../omnium/OmniumNames.ts"
import { propertyOf } from "../omnium/OmniumOrder.ts"
import { goodsOwnerIdOf, isOngoingStore } from "../omnium/OngoingStore.ts"
import type { OngoingGoodsOwnerId } from "../ongoing/Identifiers.ts"
import type { OngoingPurchaseOrderState } from "../ongoing/OngoingPurchaseOrderState.ts"
import { deliveryIdOf } from "../ongoing/PurchaseOrderOwner.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium } from "../ports/Omnium.ts"
import { Ongoing } from "../ports/Ongoing.ts"
import { ofGoodsOwner } from "../sync/Lane.ts"
import { scan } from "../sync/Scan.ts"
import { skippedAlso } from "../sync/SyncReport.ts"
import type { NewItem } from "../sync/WorkItem.ts"
import { fingerprint } from "./Fingerprint.ts"

export const purchaseOrderSyncTask = "SyncPurchaseOrders"

/** Ongoing takes the numbers as repeated keys of the query, so a batch must fit into an address. */
const numbersAtOnce = 50

/**
 * Finds the purchase orders of a goods owner that may have to be brought to Omnium: those whose status changed or of
 * which something was received since the last complete scan, and those of open deliveries, whose figures the warehouse
 * may have corrected without either.
 */
export const purchaseOrderScan = Effect.fn("purchaseOrderScan")(function* (owner: OngoingGoodsOwnerId, run: string) {
  const tenant = yield* CurrentTenant
  const ongoing = yield* Ongoing
  const omnium = yield* Omnium
  const journal = yield* Journal
  const at = { tenant: tenant.id, task: purchaseOrderSyncTask, scope: String(owner) }
  const before = Option.getOrUndefined(yield* journal.cursor(at.tenant, at.task, at.scope))
  const item = (state: OngoingPurchaseOrderState): NewItem => ({
    tenant: tenant.id,
    flow: "purchase-order-sync",
    key: deliveryIdOf(state),
    reference: String(state.purchaseOrderId),
    lane: ofGoodsOwner(tenant.installation, owner),
    source: "poll",
    run
  })
  const changed = yield* scan({
    pages: ongoing.purchaseOrdersChangedSince(owner, before ?? tenant.from),
    rows: (page, counts) =>
      Effect.map(Effect.filter(page.purchaseOrders, isUnlike), (states) => ({
        items: states.map(item),
        counts: skippedAlso(counts, "unchanged", page.purchaseOrders.length - states.length)
      })),
    commit: journal.commit,
    cursor: { at, before }
  })
  const stores = (yield* omnium.stores)
    .filter((store) => isOngoingStore(store) && Option.contains(goodsOwnerIdOf(store), owner))
    .map((store) => store.id)
  const open = yield* omnium.deliveries({ stores, statuses: openDeliveryStatuses })
  const exported = open.deliveries.filter(
    (delivery) => propertyOf(delivery.properties, PropertyKey.OngoingPurchaseOrderId) !== undefined
  )
  let counts = changed
  for (const deliveries of Array.chunksOf(exported, numbersAtOnce)) {
    const found = yield* ongoing.purchaseOrdersByNumber(
      owner,
      deliveries.map((delivery) => delivery.id)
    )
    const states = yield* Effect.filter(found, isUnlike)
    counts = skippedAlso(counts, "unchanged", found.length - states.length)
    if (states.length > 0) yield* journal.commit({ items: states.map(item) })
  }
  return counts
})

/** Whether its state is not the one that was last brought to Omnium. */
const isUnlike = Effect.fnUntraced(function* (state: OngoingPurchaseOrderState) {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  const last = Option.getOrUndefined(yield* journal.intent(tenant.id, "purchase-order-sync", deliveryIdOf(state)))
  return last === undefined || last.state === "open" || last.hash !== fingerprint(state)
})
