import { Array, DateTime, Effect, Option } from "effect"
import type { OngoingGoodsOwnerId } from "../ongoing/Identifiers.ts"
import type { OngoingOrderState } from "../ongoing/OngoingOrderState.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Ongoing } from "../ports/Ongoing.ts"
import { firstRead } from "../sync/Cursor.ts"
import { ofGoodsOwner } from "../sync/Lane.ts"
import { scan } from "../sync/Scan.ts"
import { skippedAlso } from "../sync/SyncReport.ts"
import { nextRead, type WatchedOrder } from "../sync/WatchedOrder.ts"
import type { NewItem } from "../sync/WorkItem.ts"
import { fingerprint } from "./Fingerprint.ts"
import { keyOf } from "./MatchedOrderSync.ts"
import { isUntracked, trackingPatience } from "./Tracking.ts"

export const orderSyncTask = "SyncOrders"

/** Ongoing takes the numbers as repeated keys of the query, so a batch must fit into an address. */
const numbersAtOnce = 50

/** Watched orders that are read again in one run at most. */
const watchedAtOnce = 500

/**
 * Finds the orders of a goods owner that may have to be brought to Omnium: those whose status changed since the last
 * complete scan, and exported ones whose parcels, files or quantities may have changed without their status.
 */
export const orderScan = Effect.fn("orderScan")(function* (owner: OngoingGoodsOwnerId, run: string) {
  const tenant = yield* CurrentTenant
  const ongoing = yield* Ongoing
  const journal = yield* Journal
  const at = { tenant: tenant.id, task: orderSyncTask, scope: String(owner) }
  const before = Option.getOrUndefined(yield* journal.cursor(at.tenant, at.task, at.scope))
  const changed = yield* scan({
    pages: ongoing.ordersChangedSince(owner, before ?? firstRead(tenant.from)),
    rows: (page, counts) =>
      Effect.map(unlike(page.orders), (orders) => ({
        items: orders.map((state) => syncItem(state, owner, run, tenant)),
        counts: skippedAlso(counts, "unchanged", page.orders.length - orders.length)
      })),
    commit: journal.commit,
    cursor: { at, before }
  })
  const now = yield* DateTime.now
  // One that is due later than any can be was reckoned by a clock that has been put back since.
  const latestDue = DateTime.addDuration(now, trackingPatience)
  const due = (yield* journal.dueWatched(tenant.id, owner, now, watchedAtOnce)).map((order) =>
    order.trackingDue === undefined ? order : { ...order, trackingDue: DateTime.min(order.trackingDue, latestDue) }
  )
  let counts = changed
  for (const watched of Array.chunksOf(due, numbersAtOnce)) {
    const states = yield* ongoing.ordersByNumber(
      owner,
      watched.map((order) => order.orderNumber)
    )
    const orders = (yield* unlike(states)).filter((state) => watched.some((order) => order.orderId === state.orderId))
    counts = skippedAlso(counts, "unchanged", watched.length - orders.length)
    const untracked = new Set(states.filter(isUntracked).map((state) => state.orderId))
    const isOverdue = ({ orderId, trackingDue }: WatchedOrder) =>
      trackingDue !== undefined && DateTime.isLessThanOrEqualTo(trackingDue, now) && untracked.has(orderId)
    yield* journal.commit({
      items: [
        ...orders.map((state) => syncItem(state, owner, run, tenant)),
        ...watched.filter(isOverdue).map((order) => trackingItem(order, owner, run, tenant))
      ],
      watchReads: watched.map((order) => ({
        order,
        trackingDue: isOverdue(order) ? undefined : order.trackingDue,
        nextRead: nextRead(order, now)
      }))
    })
  }
  return counts
})

/** Those whose state is not the one that was last brought to Omnium. */
const unlike = Effect.fnUntraced(function* (states: ReadonlyArray<OngoingOrderState>) {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  const watched = yield* journal.watchedAmong(
    tenant.id,
    states.map((state) => state.orderId)
  )
  const known = new Map(watched.map((order) => [order.orderId, order.fingerprint]))
  return states.filter((state) => known.get(state.orderId) !== fingerprint(state))
})

interface OwnTenant {
  readonly id: string
  readonly installation: string
}

const trackingItem = (order: WatchedOrder, owner: OngoingGoodsOwnerId, run: string, tenant: OwnTenant): NewItem => ({
  tenant: tenant.id,
  flow: "order-tracking",
  key: order.key,
  reference: String(order.orderId),
  lane: ofGoodsOwner(tenant.installation, owner),
  source: "poll",
  run
})

const syncItem = (state: OngoingOrderState, owner: OngoingGoodsOwnerId, run: string, tenant: OwnTenant): NewItem => ({
  tenant: tenant.id,
  flow: "order-sync",
  key: keyOf(state),
  reference: String(state.orderId),
  lane: ofGoodsOwner(tenant.installation, owner),
  source: "poll",
  run
})
