import { DateTime, Effect, Option, Schema } from "effect"
import type { OmniumDelivery, OmniumDeliveryLine } from "../omnium/OmniumDelivery.ts"
import { PropertyKey } from "../omnium/OmniumNames.ts"
import { propertyOf } from "../omnium/OmniumOrder.ts"
import { OngoingPurchaseOrderId } from "../ongoing/Identifiers.ts"
import { OngoingPurchaseOrder } from "../ongoing/OngoingPurchaseOrder.ts"
import { type OngoingPurchaseOrderState, receptionHasBegun } from "../ongoing/OngoingPurchaseOrderState.ts"
import * as OngoingRowNumber from "../ongoing/OngoingRowNumber.ts"
import { belongsTo } from "../ongoing/PurchaseOrderOwner.ts"
import { closedWithoutRest } from "../ongoing/PurchaseOrderStatus.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { type Commit, Journal } from "../ports/Journal.ts"
import { Omnium } from "../ports/Omnium.ts"
import { Ongoing, type OngoingError } from "../ports/Ongoing.ts"
import { CrashPoint } from "../ports/Upstream.ts"
import { type Cause, causes } from "../sync/Cause.ts"
import type { Intent } from "../sync/Intent.ts"
import { watchedUntil } from "../sync/WatchedPurchaseOrder.ts"
import { done, type Outcome, type WorkItem } from "../sync/WorkItem.ts"
import { deliveryDecision } from "./DeliveryDecision.ts"
import { missingDelivery } from "./DeliveryIntake.ts"
import { purchaseOrderHash, purchaseOrderMapping, samePurchaseOrder } from "./PurchaseOrderMapping.ts"

const RequestJson = Schema.fromJsonString(OngoingPurchaseOrder)
const decodeRequest = Schema.decodeUnknownEffect(RequestJson)
const encodeRequest = Schema.encodeSync(RequestJson)

/** What an export came to; with the id of the purchase order if it is ours, however it came to that. */
interface Sent {
  readonly id?: OngoingPurchaseOrderId
  readonly outcome: Outcome
}

/** Exports a delivery as one purchase order, then writes its id to Omnium. Every step may be done again. */
export const deliveryExport = Effect.fn("deliveryExport")(function* (item: WorkItem) {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  const omnium = yield* Omnium
  const intent = Option.getOrUndefined(yield* journal.intent(tenant.id, "delivery-export", item.key))
  const sent =
    intent?.state === "open"
      ? // What cannot be read was not written by this code: a defect.
        yield* Effect.flatMap(Effect.orDie(decodeRequest(intent.request)), (order) => finish(item, intent, order))
      : yield* begin(item, intent)
  if (sent.id === undefined) return sent.outcome
  yield* (yield* CrashPoint)("delivery export before write-back")
  const delivery = Option.getOrUndefined(yield* omnium.delivery(item.key))
  if (delivery === undefined || markedId(delivery) === String(sent.id)) return sent.outcome
  yield* journal.recorded(
    {
      tenant: tenant.id,
      item: item.id,
      system: "omnium",
      operation: "PATCH /api/Deliveries/{deliveryId}",
      key: item.key
    },
    omnium.setDeliveryProperties(delivery.id, [{ key: PropertyKey.OngoingPurchaseOrderId, value: String(sent.id) }])
  )
  return sent.outcome._tag === "Skipped" ? exported(sent.id).outcome : sent.outcome
})

/** Decides on the delivery as Omnium has it, and sends it unless Ongoing holds it already. */
const begin = Effect.fn("deliveryExport.begin")(function* (item: WorkItem, last: Intent | undefined) {
  const tenant = yield* CurrentTenant
  const omnium = yield* Omnium
  const delivery = Option.getOrUndefined(yield* omnium.delivery(item.key))
  if (delivery === undefined) return { outcome: yield* missingDelivery(item) } satisfies Sent
  const decision = deliveryDecision({ delivery, stores: yield* omnium.stores, from: tenant.from })
  if (decision._tag !== "Export") return { outcome: decision } satisfies Sent
  const lines = yield* omnium.deliveryLines(delivery.id)
  const { goodsOwnerId, warehouseId } = decision
  const wanted = purchaseOrderMapping({ delivery, lines, goodsOwnerId, warehouseId })
  if (wanted.purchaseOrderLines.length === 0) return { outcome: skipped("nothing-to-receive") } satisfies Sent
  const hash = purchaseOrderHash(wanted)
  const known = last?.hash === hash && item.source !== "operator" ? last : undefined
  if (known?.kept.refusal !== undefined) return refusedBefore(known)
  if (known?.state === "confirmed" && known.reference !== undefined) {
    return { id: OngoingPurchaseOrderId.make(Number(known.reference)), outcome: skipped("unchanged") } satisfies Sent
  }

  const held = yield* heldBy(wanted, delivery)
  const rows = rowsOf(lines)
  const own = held.find((state) => belongsTo(state, { id: delivery.id, purchaseOrderId: markedId(delivery), rows }))
  const stranger = held.find((state) => state !== own)
  if (own === undefined && stranger !== undefined) return { outcome: taken(stranger) } satisfies Sent
  if (own !== undefined && closedWithoutRest.has(own.status)) {
    return { id: own.purchaseOrderId, outcome: skipped("purchase-order-closed") } satisfies Sent
  }
  if (own === undefined && lines.some((line) => line.deliveredQuantity > 0)) {
    return { outcome: dead("received-before-export", causes["received-before-export"].words) } satisfies Sent
  }
  const request = encodeRequest(wanted)
  const intent: Intent = {
    tenant: tenant.id,
    flow: "delivery-export",
    key: item.key,
    state: "open",
    request,
    hash,
    kept: {}
  }
  return yield* send(item, intent, wanted, own)
})

/** Finishes the request that may already have arrived, with its own content. */
const finish = Effect.fn("deliveryExport.finish")(function* (
  item: WorkItem,
  intent: Intent,
  wanted: OngoingPurchaseOrder
) {
  const ongoing = yield* Ongoing
  const held = yield* ongoing.purchaseOrdersByNumber(wanted.goodsOwnerId, [wanted.purchaseOrderNumber])
  const own = held.find((state) => isOf(wanted, state))
  const [stranger] = held
  if (own === undefined && stranger !== undefined) {
    const sent = taken(stranger)
    yield* refused(intent, sent)
    return { outcome: sent } satisfies Sent
  }
  return yield* send(item, intent, wanted, own)
})

const send = Effect.fn("deliveryExport.send")(function* (
  item: WorkItem,
  intent: Intent,
  wanted: OngoingPurchaseOrder,
  own: OngoingPurchaseOrderState | undefined
) {
  const ongoing = yield* Ongoing
  const journal = yield* Journal
  const now = yield* DateTime.now
  const confirmed = (id: OngoingPurchaseOrderId): Commit => ({
    intents: [{ ...intent, state: "confirmed", request: "", reference: String(id) }],
    watchedPurchaseOrders: [
      {
        tenant: intent.tenant,
        goodsOwnerId: wanted.goodsOwnerId,
        purchaseOrderId: id,
        purchaseOrderNumber: wanted.purchaseOrderNumber,
        until: watchedUntil(own?.status, now)
      }
    ]
  })
  /** Ours and as we want it: however the answers were lost, it is done. */
  const settled = (state: OngoingPurchaseOrderState) =>
    Effect.as(journal.commit(confirmed(state.purchaseOrderId)), exported(state.purchaseOrderId))
  const stands = (state: OngoingPurchaseOrderState, words: string) =>
    Effect.gen(function* () {
      const outcome = dead("ongoing-version-stands", `Purchase order ${state.purchaseOrderNumber}: ${words}`)
      yield* refused(intent, outcome)
      return { id: state.purchaseOrderId, outcome } satisfies Sent
    })

  if (own !== undefined && samePurchaseOrder(wanted, own)) return yield* settled(own)
  if (own !== undefined && own.purchaseOrderNumber !== wanted.purchaseOrderNumber) {
    return yield* stands(
      own,
      `the warehouse has renamed ${wanted.purchaseOrderNumber} to this. It is not written again.`
    )
  }
  if (own !== undefined && receptionHasBegun(own)) {
    return yield* stands(own, causes["ongoing-version-stands"].words)
  }
  const write = {
    tenant: intent.tenant,
    item: item.id,
    system: "ongoing",
    operation: "PUT /purchaseOrders",
    key: item.key
  } as const
  return yield* journal.recorded({ ...write, intent }, ongoing.putPurchaseOrder(wanted), confirmed).pipe(
    Effect.map((id): Sent => exported(id)),
    Effect.catchTag("OngoingError", (error: OngoingError) => {
      const { reason } = error
      if (reason._tag !== "Refused") return Effect.fail(error)
      // It may be refused because an earlier one, whose answer was lost, was taken and reception has begun since.
      return Effect.gen(function* () {
        const after = yield* ongoing.purchaseOrdersByNumber(wanted.goodsOwnerId, [wanted.purchaseOrderNumber])
        const kept = after.find((state) => isOf(wanted, state))
        if (kept !== undefined && samePurchaseOrder(wanted, kept)) return yield* settled(kept)
        if (kept !== undefined) return yield* stands(kept, reason.message)
        const outcome = dead("refused-by-ongoing", reason.message)
        yield* refused(intent, outcome)
        return { outcome } satisfies Sent
      })
    })
  )
})

/** By number, and by the id that Omnium has noted: the warehouse may have renamed it. */
const heldBy = Effect.fnUntraced(function* (wanted: OngoingPurchaseOrder, delivery: OmniumDelivery) {
  const ongoing = yield* Ongoing
  const held = yield* ongoing.purchaseOrdersByNumber(wanted.goodsOwnerId, [wanted.purchaseOrderNumber])
  const marked = markedId(delivery)
  if (marked === undefined || !/^\d{1,9}$/.test(marked)) return held
  if (held.some((state) => String(state.purchaseOrderId) === marked)) return held
  const noted = yield* ongoing.purchaseOrder(OngoingPurchaseOrderId.make(Number(marked)))
  return [...Option.toArray(noted), ...held]
})

const markedId = (delivery: OmniumDelivery): string | undefined =>
  propertyOf(delivery.properties, PropertyKey.OngoingPurchaseOrderId)

const rowsOf = (lines: ReadonlyArray<OmniumDeliveryLine>): ReadonlySet<string> =>
  new Set(lines.map((line) => OngoingRowNumber.make(line.lineItemId)))

/** Whether the purchase order is the one that was sent. */
const isOf = (wanted: OngoingPurchaseOrder, state: OngoingPurchaseOrderState): boolean =>
  belongsTo(state, {
    id: wanted.goodsOwnerPurchaseOrderId,
    purchaseOrderId: undefined,
    rows: new Set(wanted.purchaseOrderLines.map((line) => line.rowNumber))
  })

type Dead = Extract<Outcome, { _tag: "Dead" }>

const dead = (cause: Cause, message: string): Dead => ({ _tag: "Dead", cause, message })

const skipped = (cause: Cause): Outcome => ({ _tag: "Skipped", cause, message: causes[cause].words })

const exported = (id: OngoingPurchaseOrderId) => ({ id, outcome: done(`Ongoing purchase order ${id}.`) }) satisfies Sent

/** A PUT would overwrite it: numbers are not unique over the tenants of a goods owner. */
const taken = (stranger: OngoingPurchaseOrderState): Dead =>
  dead(
    "purchase-order-number-taken",
    `The number ${stranger.purchaseOrderNumber} is already used by the Ongoing purchase order ` +
      `${stranger.purchaseOrderId}. Nothing was overwritten.`
  )

/** The very same request is not sent again, unless a person asks for it. */
const refused = (intent: Intent, { cause, message }: Dead) =>
  Effect.flatMap(Journal, (journal) =>
    journal.commit({ intents: [{ ...intent, state: "refused", request: "", kept: { cause, refusal: message } }] })
  )

const refusedBefore = ({ kept }: Intent): Sent => ({
  outcome: dead(
    kept.cause === "ongoing-version-stands" || kept.cause === "purchase-order-number-taken"
      ? kept.cause
      : "refused-by-ongoing",
    kept.refusal ?? ""
  )
})
