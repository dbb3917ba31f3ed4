import { Array, DateTime, type Duration, Effect, Option } from "effect"
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
import { type Cursor, firstRead } from "../sync/Cursor.ts"
import { ofGoodsOwner } from "../sync/Lane.ts"
import { scan } from "../sync/Scan.ts"
import { noCounts, skippedAlso, together } from "../sync/SyncReport.ts"
import type { Tenant } from "../sync/Tenant.ts"
import type { NewItem } from "../sync/WorkItem.ts"
import { fingerprint } from "./Fingerprint.ts"

export const purchaseOrderSyncTask = "SyncPurchaseOrders"

/** Ongoing takes the numbers as repeated keys of the query, so a batch must fit into an address. */
const numbersAtOnce = 50

/** As many are read in each run, with as many calls as it takes to ask for all that has changed. */
const mostByNumber = 2 * numbersAtOnce

/** How often what is not asked in every run is asked. */
const restEvery: Duration.Input = "1 hour"

/**
 * Finds the purchase orders of a goods owner that may have to be brought to Omnium. Those that the warehouse works on
 * are read by their number, which shows everything that changed, while they are few. Once an hour, or always if they are
 * many, Ongoing is asked for those whose status changed or of which something was received; and once an hour those of
 * open deliveries are read that this connector does not know of.
 */
export const purchaseOrderScan = Effect.fn("purchaseOrderScan")(function* (owner: OngoingGoodsOwnerId, run: string) {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  const now = yield* DateTime.now
  const at = { tenant: tenant.id, task: purchaseOrderSyncTask, scope: String(owner) }
  const whole = { ...at, scope: `${at.scope} everything` }
  const before = Option.getOrUndefined(yield* journal.cursor(at.tenant, at.task, at.scope))
  const last = Option.getOrUndefined(yield* journal.cursor(whole.tenant, whole.task, whole.scope))
  const isDue =
    last === undefined ||
    DateTime.isLessThanOrEqualTo(DateTime.addDuration(last, restEvery), now) ||
    // It was read off a clock that has been wrong.
    DateTime.isGreaterThan(last, now)
  const watched = yield* journal.watchedPurchaseOrders(tenant.id, owner, now, mostByNumber + 1)
  const areFew = watched.length <= mostByNumber
  const changed = isDue || !areFew ? yield* changedSince(owner, run, { at, before }) : noCounts
  const numbers = [...(areFew ? watched : []), ...(isDue ? yield* ofOpenDeliveries(owner) : [])]
  const read = yield* byNumber(owner, run, Array.dedupe(numbers))
  if (isDue) yield* journal.commit({ cursor: { ...whole, position: now } })
  return together(changed, read)
})

const changedSince = Effect.fnUntraced(function* (
  owner: OngoingGoodsOwnerId,
  run: string,
  cursor: { readonly at: Omit<Cursor, "position">; readonly before: DateTime.Utc | undefined }
) {
  const tenant = yield* CurrentTenant
  const ongoing = yield* Ongoing
  const journal = yield* Journal
  return yield* scan({
    pages: ongoing.purchaseOrdersChangedSince(owner, cursor.before ?? firstRead(tenant.from)),
    rows: (page, counts) =>
      Effect.map(Effect.filter(page.purchaseOrders, isUnlike), (states) => ({
        items: states.map(itemOf(owner, run, tenant)),
        counts: skippedAlso(counts, "unchanged", page.purchaseOrders.length - states.length)
      })),
    commit: journal.commit,
    cursor
  })
})

/** What Omnium has noted, though the journal may not know it. */
const ofOpenDeliveries = Effect.fnUntraced(function* (owner: OngoingGoodsOwnerId) {
  const omnium = yield* Omnium
  const stores = (yield* omnium.stores)
    .filter((store) => isOngoingStore(store) && Option.contains(goodsOwnerIdOf(store), owner))
    .map((store) => store.id)
  const { deliveries } = yield* omnium.deliveries({ stores, statuses: openDeliveryStatuses })
  return deliveries
    .filter((delivery) => propertyOf(delivery.properties, PropertyKey.OngoingPurchaseOrderId) !== undefined)
    .map((delivery) => delivery.id)
})

const byNumber = Effect.fnUntraced(function* (owner: OngoingGoodsOwnerId, run: string, numbers: ReadonlyArray<string>) {
  const tenant = yield* CurrentTenant
  const ongoing = yield* Ongoing
  const journal = yield* Journal
  let counts = noCounts
  for (const some of Array.chunksOf(numbers, numbersAtOnce)) {
    const found = yield* ongoing.purchaseOrdersByNumber(owner, some)
    const states = yield* Effect.filter(found, isUnlike)
    counts = skippedAlso(counts, "unchanged", found.length - states.length)
    if (states.length > 0) yield* journal.commit({ items: states.map(itemOf(owner, run, tenant)) })
  }
  return counts
})

const itemOf =
  (owner: OngoingGoodsOwnerId, run: string, tenant: Tenant) =>
  (state: OngoingPurchaseOrderState): NewItem => ({
    tenant: tenant.id,
    flow: "purchase-order-sync",
    key: deliveryIdOf(state),
    reference: String(state.purchaseOrderId),
    lane: ofGoodsOwner(tenant.installation, owner),
    source: "poll",
    run
  })

/** Whether its state is not the one that was last brought to Omnium. */
const isUnlike = Effect.fnUntraced(function* (state: OngoingPurchaseOrderState) {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  const last = Option.getOrUndefined(yield* journal.intent(tenant.id, "purchase-order-sync", deliveryIdOf(state)))
  return last === undefined || last.state === "open" || last.hash !== fingerprint(state)
})
