import { DateTime, Effect, Option, Schema } from "effect"
import { isClosedDelivery } from "../omnium/OmniumDelivery.ts"
import { PropertyKey } from "../omnium/OmniumNames.ts"
import { type Property, propertyOf } from "../omnium/OmniumOrder.ts"
import { goodsOwnerIdOf } from "../omnium/OngoingStore.ts"
import { OngoingPurchaseOrderId } from "../ongoing/Identifiers.ts"
import * as OngoingRowNumber from "../ongoing/OngoingRowNumber.ts"
import { belongsTo } from "../ongoing/PurchaseOrderOwner.ts"
import { closedWithoutRest, purchaseOrderStatusName } from "../ongoing/PurchaseOrderStatus.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium } from "../ports/Omnium.ts"
import { Ongoing } from "../ports/Ongoing.ts"
import { CrashPoint } from "../ports/Upstream.ts"
import { causes } from "../sync/Cause.ts"
import type { Intent } from "../sync/Intent.ts"
import type { StaleStock } from "../sync/StaleStock.ts"
import { watchedUntil } from "../sync/WatchedPurchaseOrder.ts"
import { done, type Outcome, type WorkItem } from "../sync/WorkItem.ts"
import { deviation } from "./Deviation.ts"
import { fingerprint } from "./Fingerprint.ts"
import { goodsReception, hasRest, type Received, ReceptionLine, takenBack, unknownRows } from "./GoodsReception.ts"

const RequestJson = Schema.fromJsonString(Schema.Array(ReceptionLine))
const decodeRequest = Schema.decodeUnknownEffect(RequestJson)
const encodeRequest = Schema.encodeSync(RequestJson)

/** Brings one purchase order to its delivery: what was received, then its end, its deviation and its status. */
export const purchaseOrderSync = Effect.fn("purchaseOrderSync")(function* (item: WorkItem) {
  const tenant = yield* CurrentTenant
  const ongoing = yield* Ongoing
  const omnium = yield* Omnium
  const journal = yield* Journal
  const id = OngoingPurchaseOrderId.make(Number(item.reference))
  const state = Option.getOrUndefined(yield* ongoing.purchaseOrder(id))
  if (state === undefined) return notOurs(`Ongoing has no purchase order ${item.reference}.`)
  const delivery = Option.getOrUndefined(yield* omnium.delivery(item.key))
  if (delivery === undefined) return notOurs(`Omnium has no delivery ${item.key}.`)
  const lines = yield* omnium.deliveryLines(delivery.id)
  const marked = propertyOf(delivery.properties, PropertyKey.OngoingPurchaseOrderId)
  const rows = new Set(lines.map((line) => OngoingRowNumber.make(line.lineItemId)))
  if (!belongsTo(state, { id: delivery.id, purchaseOrderId: marked, rows })) {
    return notOurs(
      `The Ongoing purchase order ${state.purchaseOrderNumber} is not that of the delivery ${delivery.id}.`
    )
  }
  if (delivery.created !== undefined && DateTime.isLessThan(delivery.created, tenant.from)) {
    return { _tag: "Skipped", cause: "older-than-from", message: `The delivery ${delivery.id} is older.` } as const
  }

  const before = Option.getOrUndefined(yield* journal.intent(tenant.id, "purchase-order-sync", item.key))
  const finished = before?.state === "open" ? yield* finish(item, before) : undefined
  if (finished?._tag === "Dead") return finished
  const kept = (finished?.intent ?? before)?.kept ?? {}
  const write = { tenant: tenant.id, item: item.id, system: "omnium", key: item.key } as const
  const known: Received = {
    state,
    warehouseCode: delivery.warehouseCode ?? "",
    lines,
    booked: bookedBy(kept)
  }

  // What is received after it was voided is not the delivery's any more, unless it was revived; what was before, is.
  const shown = propertyOf(delivery.properties, PropertyKey.OngoingPurchaseOrderStatus)
  const wasClosed = shown !== undefined && closedWithoutRest.has(Number(shown))
  const isClosed = closedWithoutRest.has(state.status)
  const reception = wasClosed && isClosed ? [] : goodsReception(known)
  const intent: Intent = {
    tenant: tenant.id,
    flow: "purchase-order-sync",
    key: item.key,
    state: "open",
    request: encodeRequest(reception),
    hash: fingerprint(state),
    kept
  }
  const booked = yield* book(item, intent, reception, reception)
  if (booked._tag === "Dead") return booked

  yield* (yield* CrashPoint)("purchase order sync before cancel")
  const cancels = isClosed && !wasClosed && !isClosedDelivery(delivery) && hasRest(known)
  if (cancels) {
    yield* journal.recorded({ ...write, operation: "PUT /api/Deliveries" }, omnium.cancelDelivery(delivery.id))
  }
  yield* (yield* CrashPoint)("purchase order sync before comment")
  const comment = deviation(known)
  const comments = comment !== undefined && !delivery.internalComments.includes(comment)
  if (comments) {
    yield* journal.recorded(
      { ...write, operation: "POST /api/Deliveries/{deliveryId}/AddInternalDeliveryComment" },
      omnium.addInternalDeliveryComment(delivery.id, comment)
    )
  }
  yield* (yield* CrashPoint)("purchase order sync before status")
  const properties: ReadonlyArray<Property> = [
    ...(marked === String(id) ? [] : [{ key: PropertyKey.OngoingPurchaseOrderId, value: String(id) }]),
    ...(shown === String(state.status)
      ? []
      : [{ key: PropertyKey.OngoingPurchaseOrderStatus, value: String(state.status) }])
  ]
  if (properties.length > 0) {
    yield* journal.recorded(
      { ...write, operation: "PATCH /api/Deliveries/{deliveryId}" },
      omnium.setDeliveryProperties(delivery.id, properties)
    )
  }
  const until = watchedUntil(state.status, yield* DateTime.now)
  const { purchaseOrderNumber } = state
  yield* journal.commit({
    intents: [{ ...booked.intent, hash: fingerprint(state) }],
    watchedPurchaseOrders: (yield* omnium.stores)
      .filter((store) => store.id === delivery.warehouseCode)
      .flatMap((store) => Option.toArray(goodsOwnerIdOf(store)))
      .map((goodsOwnerId) => ({ tenant: tenant.id, goodsOwnerId, purchaseOrderId: id, purchaseOrderNumber, until }))
  })

  const problem = problemWith(known)
  if (problem !== undefined) return problem
  if (reception.length === 0 && !cancels && !comments && properties.length === 0) {
    return { _tag: "Skipped", cause: "unchanged", message: causes.unchanged.words } satisfies Outcome
  }
  return done(
    [
      `Ongoing status ${state.status} (${purchaseOrderStatusName(state.status) ?? "not one of those that are known"}).`,
      ...reception.map((line) => `${line.deliveredQuantity} of ${line.code} received.`),
      ...(cancels ? ["The rest is cancelled."] : [])
    ].join(" ")
  ) satisfies Outcome
})

/** Finishes the reception that may already be booked, with its own lines. */
const finish = Effect.fn("purchaseOrderSync.finish")(function* (item: WorkItem, intent: Intent) {
  // What cannot be read was not written by this code: a defect.
  const lines = yield* Effect.orDie(decodeRequest(intent.request))
  return yield* book(item, intent, lines, yield* absentOf(lines))
})

/** Books those lines that are not booked yet. */
const book = Effect.fn("purchaseOrderSync.book")(function* (
  item: WorkItem,
  intent: Intent,
  lines: ReadonlyArray<ReceptionLine>,
  missing: ReadonlyArray<ReceptionLine>
) {
  const omnium = yield* Omnium
  const journal = yield* Journal
  const confirmed: Intent = {
    ...intent,
    state: "confirmed",
    request: "",
    // The reception is booked, the rest of the purchase order is not brought yet.
    hash: "",
    kept: { ...intent.kept, ...Object.fromEntries(lines.map((line) => [line.lineItemId, String(line.upTo)])) }
  }
  const write = {
    tenant: intent.tenant,
    item: item.id,
    system: "omnium",
    operation: "POST /api/Deliveries/{deliveryId}/ProcessGoodsReception",
    key: item.key
  } as const
  let absent = missing
  while (absent.length > 0) {
    const refusal = yield* journal
      .recorded(
        { ...write, intent, stale: absent.map(movedBy(intent)) },
        omnium.receiveGoods(item.key, absent),
        () => ({
          intents: [confirmed]
        })
      )
      .pipe(
        Effect.as(undefined),
        Effect.catchReason("OmniumError", "Refused", (reason) => Effect.succeed(reason.message))
      )
    if (refusal === undefined) return { _tag: "Booked", intent: confirmed } as const
    // It is refused as a whole because of one id that was used before: the others are still to be booked.
    const still = yield* absentOf(absent)
    if (still.length === absent.length) {
      yield* journal.commit({ intents: [{ ...intent, state: "refused", request: "" }] })
      return { _tag: "Dead", cause: "refused-by-omnium", message: refusal } as const
    }
    absent = still
  }
  if (lines.length > 0) yield* journal.commit({ intents: [confirmed] })
  return { _tag: "Booked", intent: confirmed } as const
})

const movedBy =
  ({ tenant }: Intent) =>
  ({ warehouseCode, code }: ReceptionLine): StaleStock => ({ tenant, warehouse: warehouseCode, sku: code })

/** Lines whose goods reception has not been booked. */
const absentOf = Effect.fnUntraced(function* (lines: ReadonlyArray<ReceptionLine>) {
  const omnium = yield* Omnium
  const ids = yield* omnium.goodsReceptionIds([...new Set(lines.map((line) => line.purchaseOrderId))])
  return lines.filter((line) => !ids.has(line.goodsReceptionId))
})

/** What a person has to look into, though everything else was brought. */
const problemWith = (received: Received): Outcome | undefined => {
  const unknown = unknownRows(received).map(
    (line) => `${line.received} of ${line.articleNumber} (row ${line.rowNumber})`
  )
  if (unknown.length > 0) {
    const message = `Received on lines that the delivery does not have: ${unknown.join(", ")}.`
    return { _tag: "Held", cause: "received-unknown-line", message }
  }
  const less = takenBack(received).map(({ line, received }) => `${line.code} (line ${line.lineItemId}): ${received}`)
  if (less.length === 0) return undefined
  return { _tag: "Held", cause: "received-less", message: `Less is received than was booked: ${less.join(", ")}.` }
}

const notOurs = (message: string): Outcome => ({ _tag: "Skipped", cause: "purchase-order-not-ours", message })

const bookedBy = (kept: Intent["kept"]): Received["booked"] =>
  new Map(Object.entries(kept).map(([lineItemId, upTo]) => [lineItemId, Number(upTo)]))
