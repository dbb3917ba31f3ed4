import { DateTime, Duration, Effect, Option, Struct } from "effect"
import { isCancelled } from "../omnium/Cancelled.ts"
import { ExternalIdProvider, PropertyKey } from "../omnium/OmniumNames.ts"
import { externalIdOf, type OmniumOrder, type OmniumShipment, propertyOf } from "../omnium/OmniumOrder.ts"
import type { OmniumOrderType } from "../omnium/OmniumSettings.ts"
import { goodsOwnerIdOf } from "../omnium/OngoingStore.ts"
import { parse as parseKey, make as shipmentKey } from "../ongoing/GoodsOwnerOrderId.ts"
import { OngoingOrderId } from "../ongoing/Identifiers.ts"
import { isNumber, make as numberOf } from "../ongoing/OngoingOrderNumber.ts"
import type { OngoingOrderState } from "../ongoing/OngoingOrderState.ts"
import { cancelledStatus, sentInFull } from "../ongoing/StatusMeaning.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium } from "../ports/Omnium.ts"
import { Ongoing } from "../ports/Ongoing.ts"
import { CrashPoint } from "../ports/Upstream.ts"
import type { Intent } from "../sync/Intent.ts"
import { requestOf } from "../sync/OrderRequest.ts"
import { cancelUnder, latestUpdate, lookedAt } from "../sync/StatusUpdate.ts"
import { exportsOf, vanished } from "../sync/VanishedExport.ts"
import { done, type NewItem, type Outcome, type WorkItem } from "../sync/WorkItem.ts"

/**
 * From here on until it is cancelled Ongoing refuses for certain. Each refusal would count towards the failures after
 * which it locks every caller out, so that late cancels would keep others until these are too late too.
 */
const picked = 400

/** Long enough for a lost order to have landed, or never to land: twice the time-out. */
const landed = Duration.seconds(60)

/**
 * Brings a cancellation in Omnium to Ongoing: the order gets status 1000, or the refusal becomes visible. A cancel is a
 * request; what has become of the order is read back, never told from the words of an answer.
 */
export const orderCancellation = Effect.fn("orderCancellation")(function* (item: WorkItem) {
  const tenant = yield* CurrentTenant
  const omnium = yield* Omnium
  const ongoing = yield* Ongoing
  const journal = yield* Journal
  const key = Option.getOrThrow(parseKey(item.key))
  const shipmentOf = (from: OmniumOrder | undefined) =>
    from?.shipments.find((each) => each.shipmentId === key.shipmentId)
  const read = Option.getOrUndefined(yield* omnium.order(key.orderId))
  const orderType = (yield* omnium.orderTypes).find((type) => type.name === read?.orderType)
  const isSetBack = yield* setBack(item, shipmentOf(read), orderType)
  const order = isSetBack ? Option.getOrUndefined(yield* omnium.order(key.orderId)) : read
  const shipment = shipmentOf(order)
  const exports = yield* journal.intentsBetween(...exportsOf(tenant.id, key.orderId))
  const exported = exports.find((each) => each.key === item.key)
  const isVanished = order !== undefined && vanished(exports, order).some((each) => each.key === item.key)
  if (order === undefined || (shipment === undefined && !isVanished)) {
    return { _tag: "Skipped", cause: "order-not-found", message: `Omnium has no ${item.key}.` } satisfies Outcome
  }
  if (shipment !== undefined && !isCancelled(order, shipment, orderType)) {
    return { _tag: "Skipped", cause: "not-cancelled", message: `${item.key} is not cancelled.` } satisfies Outcome
  }
  const state = yield* shipment === undefined ? exportedBy(exported) : exportedAs(order, shipment)
  if (state === undefined) {
    if (exported?.state !== "open") return done("Ongoing has no such order.")
    // The export's answer was lost, and it may still arrive. Once it cannot, it is never sent again.
    const now = yield* DateTime.now
    const settled = DateTime.addDuration(item.createdAt, landed)
    if (DateTime.isLessThan(now, settled)) {
      return {
        _tag: "Later",
        cause: "outcome-unknown",
        message: "Whether the order reached Ongoing is not known yet.",
        notBefore: settled,
        attempt: false
      } satisfies Outcome
    }
    yield* journal.commit({ intents: [{ ...exported, state: "refused", request: "" }] })
    return done("The order never reached Ongoing.")
  }
  const other = state.goodsOwnerOrderId
  if (other !== undefined && other !== item.key && (exported !== undefined || Option.isSome(parseKey(other)))) {
    const message = `Ongoing order ${state.orderId} (${state.orderNumber}) is now that of ${other}: somebody wrote another order over it. It was not cancelled.`
    return { _tag: "Dead", cause: "order-number-taken", message } satisfies Outcome
  }
  if (state.status === cancelledStatus) return yield* confirmed(item, exported, state, shipment)
  // What was missing of it is not wanted any more: order sync finds that it is complete.
  if (sentInFull.has(state.status) && order.shipments.some(isDeliveredPartOf(state, order, orderType))) {
    yield* journal.commit({ intents: [cancelledIntent(item, state), ...ended(exported, shipment)] })
    return done(`Ongoing order ${state.orderId} is closed: nothing of it is left to cancel.`, [
      syncOf(item, String(state.orderId))
    ])
  }
  const asked = Option.getOrUndefined(yield* journal.intent(tenant.id, "order-cancellation", item.key))
  const refusedBefore =
    asked?.state === "refused" && asked.hash === String(state.status) ? asked.kept.refusal : undefined
  if (refusedBefore !== undefined && item.source !== "operator") return refused(refusedBefore)

  if (state.status >= picked && item.source !== "operator") {
    const message = `Ongoing order ${state.orderNumber} is ${state.statusText ?? state.status} and was not cancelled: its goods are picked.`
    yield* journal.commit({ intents: [refusedIntent(item, state, message)] })
    return refused(message)
  }

  yield* (yield* CrashPoint)("cancel before request")
  const write = { tenant: tenant.id, item: item.id, system: "ongoing", key: item.key } as const
  const refusal = yield* journal
    .recorded({ ...write, operation: "DELETE /orders/{orderId}" }, ongoing.cancelOrder(state.orderId))
    .pipe(
      Effect.as(undefined),
      Effect.catchTag("OngoingError", (error) =>
        error.reason._tag === "Refused" || error.reason._tag === "NotFound"
          ? Effect.succeed(error.reason.message)
          : Effect.fail(error)
      )
    )
  const after = Option.getOrUndefined(yield* ongoing.order(state.orderId))
  if (after === undefined || after.status === cancelledStatus) return yield* confirmed(item, exported, state, shipment)
  const message = `Ongoing order ${state.orderNumber} is ${after.statusText ?? after.status} and was not cancelled: ${refusal ?? "no reason was given"}`
  // Asked again only by a person, or once the warehouse has gone on: refusals count towards Ongoing's limit of failures.
  yield* journal.commit({ intents: [refusedIntent(item, after, message)] })
  return refused(message)
})

/** Gives the shipment the cancel again that an update of ours overwrote; tells whether it had to. */
const setBack = Effect.fnUntraced(function* (
  item: WorkItem,
  shipment: OmniumShipment | undefined,
  orderType: OmniumOrderType | undefined
) {
  const journal = yield* Journal
  const omnium = yield* Omnium
  const update = Option.getOrUndefined(yield* journal.intent(...latestUpdate(item.tenant, item.key)))
  const isAskedAgain = update?.state === "refused" && item.source === "operator"
  if (shipment === undefined || update === undefined || !(update.state === "open" || isAskedAgain)) return false
  const cancel = cancelUnder(update, shipment, orderType)
  const known = { intents: [lookedAt(update)] }
  if (cancel === undefined) {
    yield* journal.commit(known)
    return false
  }
  const { orderId, shipmentId } = Option.getOrThrow(parseKey(item.key))
  const operation = "POST /api/Orders/{orderId}/UpdateStatus"
  // It may have been given up while the cancel was missing.
  const reference = externalIdOf(shipment.externalIds, ExternalIdProvider.OngoingOrderId)
  yield* journal.recorded(
    { tenant: item.tenant, item: item.id, system: "omnium", operation, key: item.key },
    // What is refused would be refused again: this item is given up visibly, and the order's sync goes on.
    Effect.tapError(omnium.updateShipment({ orderId, shipmentId, status: cancel, runWorkflow: false }), ({ reason }) =>
      reason._tag === "Refused"
        ? Effect.ignore(journal.commit({ intents: [{ ...update, state: "refused" }] }))
        : Effect.void
    ),
    () => ({ ...known, items: reference === undefined ? [] : [syncOf(item, reference)] })
  )
  return true
})

const refused = (message: string): Outcome => ({ _tag: "Held", cause: "cancel-refused", message })

const intentOf = (item: WorkItem, state: OngoingOrderState): Omit<Intent, "state" | "hash" | "kept"> => ({
  tenant: item.tenant,
  flow: "order-cancellation",
  key: item.key,
  request: "",
  reference: String(state.orderId)
})

const cancelledIntent = (item: WorkItem, state: OngoingOrderState): Intent => ({
  ...intentOf(item, state),
  state: "confirmed",
  hash: "",
  kept: {}
})

const refusedIntent = (item: WorkItem, state: OngoingOrderState, refusal: string): Intent => ({
  ...intentOf(item, state),
  state: "refused",
  hash: String(state.status),
  kept: { refusal }
})

/** What was delivered before the rest was cancelled, and is wanted. */
const isDeliveredPartOf =
  (state: OngoingOrderState, order: OmniumOrder, orderType: OmniumOrderType | undefined) =>
  (part: OmniumShipment): boolean =>
    propertyOf(part.properties, PropertyKey.OngoingDeliveryKey) !== undefined &&
    externalIdOf(part.externalIds, ExternalIdProvider.OngoingOrderId) === String(state.orderId) &&
    !isCancelled(order, part, orderType)

const syncOf = (item: WorkItem, reference: string): NewItem => ({
  tenant: item.tenant,
  flow: "order-sync",
  key: item.key,
  reference,
  lane: item.lane,
  source: "connector"
})

/**
 * Remembered, so that the order's later changes do not ask again; an export that is still open is never finished. One
 * whose shipment is gone is forgotten: a shipment may get its id again.
 */
const confirmed = Effect.fnUntraced(function* (
  item: WorkItem,
  exported: Intent | undefined,
  state: OngoingOrderState,
  shipment: OmniumShipment | undefined
) {
  const journal = yield* Journal
  yield* journal.commit({ intents: [cancelledIntent(item, state), ...ended(exported, shipment)] })
  return done(`Ongoing order ${state.orderId} has status ${cancelledStatus}.`)
})

const ended = (exported: Intent | undefined, shipment: OmniumShipment | undefined): ReadonlyArray<Intent> => {
  if (exported === undefined) return []
  const closed: Intent = { ...exported, state: "refused", request: "" }
  if (shipment === undefined) return [{ ...Struct.omit(closed, ["reference"]), hash: "", kept: {} }]
  return exported.state === "open" ? [closed] : []
}

/** By its id in Omnium; else, because the answer to the export may have been lost, by its number and our mark. */
const exportedAs = Effect.fnUntraced(function* (order: OmniumOrder, shipment: OmniumShipment) {
  const ongoing = yield* Ongoing
  const omnium = yield* Omnium
  const id = externalIdOf(shipment.externalIds, ExternalIdProvider.OngoingOrderId)
  if (id !== undefined) return Option.getOrUndefined(yield* ongoing.order(OngoingOrderId.make(Number(id))))
  const store = (yield* omnium.stores).find((each) => each.id === shipment.warehouseCode)
  const owner = store === undefined ? undefined : Option.getOrUndefined(goodsOwnerIdOf(store))
  const number = numberOf(order.orderNumber, shipment.shipmentId)
  if (owner === undefined || !isNumber(number)) return undefined
  const mark = shipmentKey(order.id, shipment.shipmentId)
  return (yield* ongoing.ordersByNumber(owner, [number])).find((state) => state.goodsOwnerOrderId === mark)
})

/** Of a shipment that Omnium has no longer only the journal tells. */
const exportedBy = Effect.fnUntraced(function* (exported: Intent | undefined) {
  const ongoing = yield* Ongoing
  if (exported === undefined) return undefined
  if (exported.reference !== undefined) {
    return Option.getOrUndefined(yield* ongoing.order(OngoingOrderId.make(Number(exported.reference))))
  }
  const sent = yield* requestOf(exported)
  const held = yield* ongoing.ordersByNumber(sent.goodsOwnerId, [sent.orderNumber])
  return held.find((state) => state.goodsOwnerOrderId === exported.key)
})
