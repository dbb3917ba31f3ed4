import { DateTime, Effect, Option } from "effect"
import { cancelOverwritten } from "../omnium/Cancelled.ts"
import { ExternalIdProvider, exportedStatus, queuedStatus } from "../omnium/OmniumNames.ts"
import { type ExternalId, externalIdOf, type OmniumOrder, type OmniumShipment } from "../omnium/OmniumOrder.ts"
import type { OmniumOrderType } from "../omnium/OmniumSettings.ts"
import { parse as parseKey, make as shipmentKey } from "../ongoing/GoodsOwnerOrderId.ts"
import { OngoingOrderId } from "../ongoing/Identifiers.ts"
import type { OngoingOrderState } from "../ongoing/OngoingOrderState.ts"
import { pickedStatus } from "../ongoing/StatusMeaning.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { type Commit, Journal } from "../ports/Journal.ts"
import { Omnium } from "../ports/Omnium.ts"
import { Ongoing } from "../ports/Ongoing.ts"
import { CrashPoint } from "../ports/Upstream.ts"
import { causes } from "../sync/Cause.ts"
import type { Intent } from "../sync/Intent.ts"
import { notYet } from "../sync/NotYet.ts"
import { latestUpdate, lookedAt, statusUpdate } from "../sync/StatusUpdate.ts"
import { done, type NewItem, type Outcome, type WorkItem } from "../sync/WorkItem.ts"
import { exportAddress, exportDecision, isChangeable } from "./ExportDecision.ts"
import { orderHash, sameOrder } from "./OrderMapping.ts"
import { finishOrder, numberTaken, putOrder, refusedByOngoing, type Sent, takeUpOrder } from "./PutOrderExport.ts"
import { wantedOrder } from "./WantedOrder.ts"

/**
 * Exports one shipment as one Ongoing order, then writes its id and status to Omnium; or brings what was changed since
 * to the exported order. Every step may be done again.
 */
export const orderExport = Effect.fn("orderExport")(function* (item: WorkItem) {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  const last = Option.getOrUndefined(yield* journal.intent(tenant.id, "order-export", item.key))
  const sent = last?.state === "open" ? yield* finishOrder(item, last) : yield* begin(item, last)
  if (sent._tag !== "Confirmed") return sent
  yield* (yield* CrashPoint)("export before write-back")
  return yield* writeBack(item, sent)
})

/** Decides on the order as Omnium has it, and sends it unless Ongoing holds it already. */
const begin = Effect.fn("orderExport.begin")(function* (item: WorkItem, last: Intent | undefined) {
  const tenant = yield* CurrentTenant
  const omnium = yield* Omnium
  const ongoing = yield* Ongoing
  const now = yield* DateTime.now
  const found = yield* shipmentOf(item)
  if (found._tag !== "Found") return found
  const { order, shipment } = found
  const store = (yield* omnium.stores).find((each) => each.id === shipment.warehouseCode)
  const orderType = (yield* omnium.orderTypes).find((type) => type.name === order.orderType)
  const decision = exportDecision({
    order,
    shipment,
    store,
    orderType,
    from: tenant.from,
    exportStatuses: tenant.exportStatuses,
    trigger: item.source
  })
  if (decision._tag === "Dead") return decision
  const marked = externalIdOf(shipment.externalIds, ExternalIdProvider.OngoingOrderId)
  if (decision._tag === "Skip") {
    const skipped = { _tag: "Skipped", cause: decision.cause, message: causes[decision.cause].words } as const
    if (decision.cause !== "already-exported" || marked === undefined || store === undefined) return skipped
    // After a crash between the two write-backs the shipment has its id, and the order does not.
    if (!carries(order.externalIds, marked))
      return { _tag: "Confirmed", id: OngoingOrderId.make(Number(marked)), replaced: undefined } as const
    if (!isChangeable(order, shipment, orderType)) return skipped
  }
  const address = decision._tag === "Export" ? decision : store && exportAddress({ order, shipment }, store)
  if (address?._tag !== "Export")
    return { _tag: "Skipped", cause: "unchanged", message: causes.unchanged.words } as const

  const options = order.marketId === undefined ? [] : yield* omnium.shipmentOptions(order.marketId)
  const wantedAfter = (firstDate: string | undefined) =>
    wantedOrder({ order, shipment, address, options, firstDate, now })
  if (marked !== undefined && orderHash(wantedAfter(last?.kept.deliveryDate)) === last?.hash) {
    const refusal = last.kept.refusal
    if (refusal === undefined) return { _tag: "Skipped", cause: "unchanged", message: causes.unchanged.words } as const
    if (item.source !== "operator") return { _tag: "Held", cause: "change-refused", message: refusal } as const
  }
  const held = yield* ongoing.ordersByNumber(address.goodsOwnerId, [address.number])
  const mark = shipmentKey(order.id, shipment.shipmentId)
  if (last === undefined && marked !== undefined) {
    // An order with another mark may be from before this connector; one that is picked is not changed any more.
    const ours = held.find((state) => String(state.orderId) === marked && state.goodsOwnerOrderId === mark)
    if (ours === undefined || ours.status >= pickedStatus) return alreadyExported
    return yield* takeUpOrder(item, wantedAfter(ours.deliveryDate), ours)
  }
  const stranger = numberTaken(held, address.number, mark)
  if (stranger !== undefined) return stranger
  const wanted = wantedAfter(last?.kept.deliveryDate ?? held[0]?.deliveryDate)
  const others = last === undefined && marked === undefined ? held.filter((state) => !sameOrder(wanted, state)) : []
  const other = others.find((state) => state.goodsOwnerOrderId === wanted.goodsOwnerOrderId)
  if (other !== undefined) return exportedByAnother(other)
  const hash = orderHash(wanted)
  const untold = last?.state === "confirmed" && marked === undefined && last.hash !== hash ? last.reference : undefined
  const exported = held.find((state) => String(state.orderId) === untold)
  // Refused, a change would pass for the export whose answer was lost: Omnium is told of the export first.
  if (exported !== undefined) {
    return { _tag: "Confirmed", id: exported.orderId, replaced: undefined, isChanged: true } as const
  }
  const refusal = last?.state === "refused" && last.hash === hash ? last.kept.refusal : undefined
  if (refusal !== undefined && item.source !== "operator") return refusedByOngoing(refusal)
  return yield* putOrder(item, wanted, held, last, marked !== undefined)
})

const alreadyExported = {
  _tag: "Skipped",
  cause: "already-exported",
  message: causes["already-exported"].words
} as const

/** It has this shipment's mark, and neither the journal nor Omnium knows of it: two tenants may have equal order ids. */
const exportedByAnother = ({ orderNumber, orderId }: OngoingOrderState): Outcome => ({
  _tag: "Dead",
  cause: "order-number-taken",
  message:
    `The Ongoing order ${orderId} has the number ${orderNumber} and other content. Nothing was overwritten. ` +
    `If it is this shipment's, give the shipment the external id ${ExternalIdProvider.OngoingOrderId} ${orderId} in Omnium.`
})

/** Writes id and status in one call, to the order as it is now: it may have been cancelled while it was exported. */
const writeBack = Effect.fn("orderExport.writeBack")(function* (
  item: WorkItem,
  { id, replaced, isChanged = false }: Extract<Sent, { readonly _tag: "Confirmed" }>
) {
  const omnium = yield* Omnium
  const journal = yield* Journal
  const found = yield* shipmentOf(item)
  if (found._tag !== "Found") return found
  const { order, shipment } = found
  const externalId = { providerName: ExternalIdProvider.OngoingOrderId, id: String(id) }
  const write = { tenant: item.tenant, item: item.id, system: "omnium", key: item.key } as const
  const { tenant, key, lane } = item
  const next: ReadonlyArray<NewItem> = isChanged
    ? [{ tenant, flow: "order-export", key, lane, source: "connector" }]
    : []
  const latest = Option.getOrUndefined(yield* journal.intent(...latestUpdate(tenant, key)))
  const cancellation: Commit = { items: [{ tenant, flow: "order-cancellation", key, lane, source: "connector" }] }
  if (!carries(shipment.externalIds, externalId.id)) {
    const orderType = (yield* omnium.orderTypes).find((type) => type.name === order.orderType)
    const read = shipment.orderStatus ?? order.status
    const written = statusAfterExport(order, shipment, orderType)
    const statuses = { read, readBefore: shipment.previousStatus, written }
    const intent = statusUpdate(tenant, key, statuses)
    yield* journal.recorded(
      { ...write, operation: "POST /api/Orders/{orderId}/UpdateStatus", intent },
      omnium.updateShipment({
        orderId: order.id,
        shipmentId: shipment.shipmentId,
        status: written,
        runWorkflow: false,
        externalIds: [externalId]
      }),
      ({ previousStatus }) =>
        cancelOverwritten(orderType, statuses, previousStatus) === undefined
          ? { intents: [lookedAt(intent)] }
          : cancellation
    )
  } else if (latest?.state === "open") yield* journal.commit(cancellation)
  if (!carries(order.externalIds, externalId.id)) {
    yield* journal.recorded(
      { ...write, operation: "PATCH /api/Orders/{orderId}/PatchOrder" },
      omnium.addOrderExternalIds(order.id, [externalId])
    )
  }
  const told = replaced === undefined ? "" : ` What the warehouse had written was replaced by Omnium's: ${replaced}.`
  return done(`Ongoing order ${id}.${told}`, next)
})

/** `InProgressWarehouse`, unless the shipment has moved on or was cancelled while it was exported. */
const statusAfterExport = (order: OmniumOrder, shipment: OmniumShipment, type: OmniumOrderType | undefined): string => {
  const place = (name: string) => type?.statuses.find((status) => status.name === name)
  const current = shipment.orderStatus ?? order.status
  const isBefore = (place(current)?.order ?? 0) < (place(exportedStatus)?.order ?? 0)
  return isBefore && !place(current)?.isCanceledStatus ? exportedStatus : current
}

const carries = (ids: ReadonlyArray<ExternalId>, id: string): boolean =>
  ids.some((each) => each.providerName === ExternalIdProvider.OngoingOrderId && each.id === id)

const shipmentOf = Effect.fn("orderExport.shipmentOf")(function* (item: WorkItem) {
  const omnium = yield* Omnium
  const now = yield* DateTime.now
  const key = Option.getOrThrow(parseKey(item.key))
  const order = Option.getOrUndefined(yield* omnium.order(key.orderId))
  if (order === undefined) {
    return notYet(item, now, "order-not-found", `Omnium does not know the order ${key.orderId}.`)
  }
  if (order.status === queuedStatus) {
    return notYet(item, now, "refused-by-omnium", `Omnium still has the order ${order.id} in its queue.`)
  }
  const shipment = order.shipments.find((each) => each.shipmentId === key.shipmentId)
  if (shipment === undefined) {
    return notYet(item, now, "shipment-not-found", `The order ${order.id} has no shipment ${key.shipmentId}.`)
  }
  return { _tag: "Found", order, shipment } as const
})
