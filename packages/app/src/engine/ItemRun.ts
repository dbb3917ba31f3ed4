import { deliveryErrors } from "@omnium-ongoing/domain/delivery-errors/DeliveryErrors"
import { deliveryExport } from "@omnium-ongoing/domain/delivery-export/DeliveryExport"
import { deliveryIntake } from "@omnium-ongoing/domain/delivery-export/DeliveryIntake"
import { noteBooked } from "@omnium-ongoing/domain/inventory-sync/BookedStockIntake"
import { inventoryOfSku } from "@omnium-ongoing/domain/inventory-sync/HeldStockSync"
import { orderCancellation } from "@omnium-ongoing/domain/order-cancellation/OrderCancellation"
import { orderErrors } from "@omnium-ongoing/domain/order-errors/OrderErrors"
import { orderExport } from "@omnium-ongoing/domain/order-export/OrderExport"
import { orderIntake } from "@omnium-ongoing/domain/order-export/OrderIntake"
import { orderSync } from "@omnium-ongoing/domain/order-sync/OrderSync"
import { trackingSync } from "@omnium-ongoing/domain/order-sync/TrackingSync"
import type { BlobStorage, BlobStorageError } from "@omnium-ongoing/domain/ports/BlobStorage"
import type { CurrentTenant } from "@omnium-ongoing/domain/ports/CurrentTenant"
import { Journal, type JournalError } from "@omnium-ongoing/domain/ports/Journal"
import type { Omnium, OmniumError } from "@omnium-ongoing/domain/ports/Omnium"
import type { Ongoing, OngoingError } from "@omnium-ongoing/domain/ports/Ongoing"
import { CallGuard, CrashPoint } from "@omnium-ongoing/domain/ports/Upstream"
import { productErrors } from "@omnium-ongoing/domain/product-errors/ProductErrors"
import { productExport } from "@omnium-ongoing/domain/product-export/ProductExport"
import { productIntake } from "@omnium-ongoing/domain/product-export/ProductIntake"
import { purchaseOrderSync } from "@omnium-ongoing/domain/purchase-order-sync/PurchaseOrderSync"
import { returnErrors } from "@omnium-ongoing/domain/return-sync/ReturnErrors"
import { returnSync } from "@omnium-ongoing/domain/return-sync/ReturnSync"
import { ofTenant } from "@omnium-ongoing/domain/sync/Lane"
import { done, type Flow, type NewItem, type Outcome, type WorkItem } from "@omnium-ongoing/domain/sync/WorkItem"
import { Cause, DateTime, Effect, Option, Random } from "effect"
import { EntityLocks } from "./EntityLocks.ts"
import { afterFailure, attempts } from "./FailurePolicy.ts"
import { Metrics } from "./Metrics.ts"
import { settingsMayBeWrong, Tenants } from "./Tenants.ts"
import { Upstreams } from "./Upstreams.ts"

type Ports = Ongoing | Omnium | CurrentTenant | Journal | BlobStorage

type Run = (
  item: WorkItem
) => Effect.Effect<Outcome, OngoingError | OmniumError | JournalError | BlobStorageError, Ports>

const flows: Readonly<Record<Flow, Run>> = {
  "order-intake": orderIntake,
  "order-export": orderExport,
  "order-cancellation": orderCancellation,
  "order-sync": orderSync,
  "order-tracking": trackingSync,
  "order-errors": orderErrors,
  "product-intake": productIntake,
  "product-export": productExport,
  "product-errors": productErrors,
  "return-sync": returnSync,
  "return-errors": returnErrors,
  "delivery-intake": deliveryIntake,
  "delivery-export": deliveryExport,
  "delivery-errors": deliveryErrors,
  "purchase-order-sync": purchaseOrderSync,
  "inventory-sync": inventoryOfSku
}

/** Flows whose key is the id of the entity, whatever signs it has. */
const keyedById: ReadonlySet<Flow> = new Set([
  "order-intake",
  "order-errors",
  "product-intake",
  "product-export",
  "product-errors",
  "delivery-intake",
  "delivery-export",
  "delivery-errors",
  "purchase-order-sync"
])

/** The stock of a warehouse is compared by one at a time, scan or item. */
export const stockOf = (store: string): string => `inventory ${store}`

/** The Omnium entity that an item's key names: the key is its id, or an order's id and a shipment's. */
const entityOf = (item: Pick<WorkItem, "key" | "flow" | "reference">): string => {
  if (item.flow === "inventory-sync") return stockOf(item.reference ?? "")
  const at = item.key.lastIndexOf("/")
  return keyedById.has(item.flow) || at < 0 ? item.key : item.key.slice(0, at)
}

/** Flows after which an order may be booked in Ongoing, or not any more. */
const booking: ReadonlySet<Flow> = new Set(["order-intake", "order-export", "order-cancellation", "order-sync"])

/** Runs an item once and puts what became of it into the journal. Fails only when the journal does. */
export const runItem = Effect.fnUntraced(function* (item: WorkItem) {
  const journal = yield* Journal
  const metrics = yield* Metrics
  const outcome = yield* outcomeOf(item)
  yield* (yield* CrashPoint)(`${item.flow} not noted`)
  const { outcomes, items } = yield* consequences(item, outcome)
  yield* journal.commit({ outcomes, items })
  if (outcome._tag === "Later") yield* metrics.retry(systemOf(outcome.cause), outcome.cause)
  else yield* metrics.itemEnded(item.tenant, item.flow, outcome._tag.toLowerCase())
  const running = (yield* Tenants).get(item.tenant)
  if (running !== undefined && (outcome._tag === "Dead" || outcome._tag === "Held")) {
    yield* settingsMayBeWrong(running, [outcome.cause])
  }
  const needsSomebody =
    outcome._tag === "Dead" ||
    outcome._tag === "Held" ||
    (outcome._tag === "Later" && outcome.cause.endsWith("-credentials"))
  const level = needsSomebody ? Effect.logWarning : Effect.logInfo
  yield* level("item ended").pipe(
    Effect.annotateLogs({
      item: item.id,
      tenant: item.tenant,
      flow: item.flow,
      key: item.key,
      outcome: outcome._tag,
      ...("cause" in outcome ? { cause: outcome.cause } : {})
    })
  )
})

const outcomeOf = Effect.fnUntraced(function* (item: WorkItem) {
  const journal = yield* Journal
  const settles = Option.getOrUndefined(yield* journal.lostBefore(item))
  if (settles !== undefined) {
    const message = "A write of what came before it may still arrive."
    return { _tag: "Later", cause: "outcome-unknown", message, notBefore: settles, attempt: false } as const
  }
  const running = (yield* Tenants).get(item.tenant)
  if (running === undefined) {
    return { _tag: "Held", cause: "tenant-removed", message: `There is no tenant ${item.tenant}.` } as const
  }
  const upstreams = yield* Upstreams
  const locks = yield* EntityLocks
  const failed = (system: "ongoing" | "omnium") => (error: OngoingError | OmniumError) =>
    Effect.gen(function* () {
      const { reason } = error
      const verdict = yield* upstreams.judge(item.tenant, system, reason)
      return afterFailure({ item, system, reason, verdict, now: yield* DateTime.now, jitter: yield* Random.next })
    })
  return yield* flows[item.flow](item).pipe(
    Effect.tap(booking.has(item.flow) ? noteBooked(entityOf(item)) : Effect.void),
    locks.withLock(item.tenant, entityOf(item)),
    Effect.catchTags({
      OngoingError: failed("ongoing"),
      OmniumError: failed("omnium"),
      BlobStorageError: (error) => unable(item, "storage-failed", error.message)
    }),
    // What nobody foresaw: the item ends visibly instead of stopping its lane.
    Effect.catchCause((cause) =>
      Cause.hasInterrupts(cause) || cause.reasons.some(Cause.isFailReason)
        ? Effect.failCause(cause)
        : Effect.andThen(
            Effect.logError("item failed unexpectedly", cause),
            unable(item, "unexpected-failure", "The connector failed unexpectedly; see its log.")
          )
    ),
    Effect.provideService(CallGuard, upstreams.guard(item)),
    Effect.provide(running.ports)
  )
})

/** Tried again at growing distances, until its attempts are used up. */
const unable = (item: WorkItem, cause: "storage-failed" | "unexpected-failure", message: string) =>
  Effect.map(
    DateTime.now,
    (now): Outcome =>
      item.attempts + 1 >= attempts
        ? { _tag: "Dead", cause, message }
        : {
            _tag: "Later",
            cause,
            message,
            notBefore: DateTime.add(now, { minutes: 2 ** item.attempts }),
            attempt: true
          }
  )

/**
 * What an outcome means for other items: the same failure of the same thing is one row; a success solves earlier
 * failures; and whenever what a person should see of an order changes, the order in Omnium is told.
 */
const consequences = Effect.fnUntraced(function* (item: WorkItem, outcome: Outcome) {
  const journal = yield* Journal
  const own = { item: item.id, outcome }
  if (outcome._tag === "Later" || outcome._tag === "Coalesced" || isNotice(item)) return { outcomes: [own], items: [] }
  const unsolved = (yield* journal.items({
    tenant: item.tenant,
    flow: item.flow,
    key: item.key,
    states: ["dead", "held"],
    limit: 100
  })).filter((other) => other.key === item.key && other.id !== item.id && isAnsweredBy(item, outcome, other))
  const failure = outcome._tag === "Dead" || outcome._tag === "Held"
  if (failure) {
    const known = unsolved.find((other) => other.cause === outcome.cause && other.message === outcome.message)
    if (known !== undefined) {
      const into: Outcome = { _tag: "Coalesced", into: known.id, message: `As item ${known.id}.` }
      return { outcomes: [{ item: item.id, outcome: into }], items: [] }
    }
  }
  // What failed before is answered by what came of it now, whatever that is.
  const solved = unsolved.map((other) => ({ item: other.id, outcome: done(`Settled by item ${item.id}.`) }))
  const tell = failure || solved.length > 0 || item.source === "operator"
  return { outcomes: [own, ...solved], items: tell ? noticesOf(item) : [] }
})

/** Whose trouble it is that an item waits; our own where the cause names no system. */
const systemOf = (cause: string): string =>
  cause.startsWith("ongoing-") ? "ongoing" : cause.startsWith("omnium-") ? "omnium" : "connector"

/** Telling is not told of. */
const isNotice = ({ flow }: WorkItem): boolean =>
  flow === "order-errors" || flow === "delivery-errors" || flow === "product-errors"

/** Of one key, but different things: returns one after the other, a product at two goods owners, a back order. */
const byReference: ReadonlySet<Flow> = new Set(["return-sync", "product-export", "order-sync", "order-tracking"])

/** What the shipment misses is told by whichever of its Ongoing orders is looked at. */
const isOfThemAll = ({ flow, cause }: WorkItem): boolean => !byReference.has(flow) || cause === "delivered-short"

const isAnsweredBy = (item: WorkItem, outcome: Outcome, other: WorkItem): boolean =>
  item.reference === other.reference || (isOfThemAll(other) && !isOfAnother(item, outcome))

/** A webhook took one thing for another: of what really has that key nothing has become. */
const isOfAnother = (item: WorkItem, outcome: Outcome): boolean =>
  (outcome._tag === "Skipped" && outcome.cause === "order-not-ours") ||
  (outcome._tag === "Done" && outcome.next.some(({ flow, key }) => flow === item.flow && key !== item.key))

/** What tells the entity in Omnium that something a person should see has changed. */
export const noticesOf = (item: WorkItem): ReadonlyArray<NewItem> => {
  const notice = { tenant: item.tenant, source: "connector" } as const
  switch (item.flow) {
    case "return-errors":
    case "inventory-sync":
      return []
    case "return-sync": {
      const { key, lane, reference } = item
      return [{ ...notice, flow: "return-errors", key, lane, ...(reference === undefined ? {} : { reference }) }]
    }
    case "product-intake":
    case "product-export":
      return [{ ...notice, flow: "product-errors", key: item.key, lane: ofTenant(item.tenant) }]
    case "delivery-intake":
    case "delivery-export":
    case "purchase-order-sync":
      return [{ ...notice, flow: "delivery-errors", key: item.key, lane: ofTenant(item.tenant) }]
    default:
      return [{ ...notice, flow: "order-errors", key: entityOf(item), lane: ofTenant(item.tenant) }]
  }
}
