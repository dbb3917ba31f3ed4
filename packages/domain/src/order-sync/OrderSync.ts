import { DateTime, type Duration, Effect, Option } from "effect"
import { cancelOverwritten, isCancelled } from "../omnium/Cancelled.ts"
import { PropertyKey, queuedStatus } from "../omnium/OmniumNames.ts"
import { isOn, type OmniumOrder, type OmniumShipment, propertyOf } from "../omnium/OmniumOrder.ts"
import { goodsOwnersOf } from "../omnium/OngoingStore.ts"
import { make as shipmentKey } from "../ongoing/GoodsOwnerOrderId.ts"
import { OngoingOrderId } from "../ongoing/Identifiers.ts"
import type { OngoingFile, OngoingOrderState } from "../ongoing/OngoingOrderState.ts"
import { cancelledStatus, pickedStatus, sentInFull, sentStatuses } from "../ongoing/StatusMeaning.ts"
import { BlobStorage } from "../ports/BlobStorage.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium } from "../ports/Omnium.ts"
import { Ongoing } from "../ports/Ongoing.ts"
import { CrashPoint } from "../ports/Upstream.ts"
import { causes } from "../sync/Cause.ts"
import { notYet } from "../sync/NotYet.ts"
import { lookedAt, statusUpdate } from "../sync/StatusUpdate.ts"
import { nextRead } from "../sync/WatchedOrder.ts"
import { done, type NewItem, type Outcome, type WorkItem } from "../sync/WorkItem.ts"
import { isAwaited } from "./BackOrderSync.ts"
import { deliveredParts } from "./DeliveredParts.ts"
import { fingerprint } from "./Fingerprint.ts"
import { labelsAmong } from "./Labels.ts"
import { cancellationOf, finishUpdate, syncOf } from "./LostUpdateSync.ts"
import { keyOf, matchedShipment } from "./MatchedOrderSync.ts"
import { orderUpdate } from "./OrderUpdate.ts"
import { finishDelivery, sendDelivery } from "./PartialDeliverySync.ts"
import { shipmentStock } from "./ShipmentStock.ts"
import { isUntracked, trackingPatience } from "./Tracking.ts"

/** Brings one Ongoing order to its Omnium shipment: status, tracking and labels in one call, then what came later of a part, then the lines. */
export const orderSync = Effect.fn("orderSync")(function* (item: WorkItem) {
  const tenant = yield* CurrentTenant
  const ongoing = yield* Ongoing
  const omnium = yield* Omnium
  const journal = yield* Journal
  const now = yield* DateTime.now
  const state = Option.getOrUndefined(yield* ongoing.order(OngoingOrderId.make(Number(item.reference))))
  if (state === undefined) return notOurs(`Ongoing has no order ${item.reference}.`)
  if (!(yield* isOfOwnGoodsOwner(state))) {
    return notOurs(
      `The Ongoing order ${state.orderNumber} is of a goods owner that no Ongoing store of this tenant names.`
    )
  }
  const found = yield* matchedShipment(state)
  // A webhook may name one order by its id and another by its mark, and staff may put another mark into an order: the
  // shipment that it is matched to says whose turn it is.
  const own = found === undefined ? keyOf(state) : shipmentKey(found.order.id, found.shipment.shipmentId)
  if (item.key !== own) {
    return done("It has another key, and is passed on under that.", [{ ...syncOf(item), key: own }])
  }
  if (found === undefined)
    return notOurs(`No shipment of this tenant belongs to the Ongoing order ${state.orderNumber}.`)
  const { order, shipment } = found
  if (order.status === queuedStatus) {
    return notYet(item, now, "refused-by-omnium", `Omnium still has the order ${order.id} in its queue.`)
  }
  const unfinished = yield* finishDelivery(item, order)
  if (unfinished !== undefined) return unfinished
  const key = shipmentKey(order.id, shipment.shipmentId)
  const orderType = (yield* omnium.orderTypes).find((type) => type.name === order.orderType)
  const overwritten = yield* finishUpdate(item, order, shipment, orderType)
  if (overwritten !== undefined) return overwritten

  const files = labelsAmong(
    isUnderWay(state) || state.status === pickedStatus ? yield* ongoing.orderFiles(state.orderId) : []
  )
  const labelLinks = yield* Effect.forEach(files.labels, (file) => stored(state, file))
  const returnLabelLinks = yield* Effect.forEach(files.returnLabels, (file) => stored(state, file))
  const { update, late, partial, deliveredLines, notes } = orderUpdate({
    order,
    shipment,
    orderType,
    state,
    labelLinks,
    returnLabelLinks
  })

  const write = { tenant: tenant.id, item: item.id, system: "omnium", key } as const
  const operation = "POST /api/Orders/{orderId}/UpdateStatus"
  yield* (yield* CrashPoint)("sync before update")
  if (partial !== undefined) return yield* sendDelivery(item, order, partial)
  if (update !== undefined) {
    const statuses = {
      read: shipment.orderStatus ?? order.status,
      readBefore: shipment.previousStatus,
      written: update.status
    }
    const intent = statusUpdate(tenant.id, write.key, statuses)
    const overwrote = (previous: string | undefined) => cancelOverwritten(orderType, statuses, previous) !== undefined
    const { previousStatus } = yield* journal.recorded(
      {
        ...write,
        operation,
        stale: update.runWorkflow ? shipmentStock(tenant.id, [shipment]) : [],
        intent
      },
      omnium.updateShipment(update),
      (updated) => (overwrote(updated.previousStatus) ? {} : { intents: [lookedAt(intent)] })
    )
    if (overwrote(previousStatus)) {
      return done("The order was cancelled at the same time.", [cancellationOf(item, order, shipment), syncOf(item)])
    }
  }
  if (late !== undefined) yield* journal.recorded({ ...write, operation }, omnium.updateShipment(late))
  const lines = [...deliveredLines, ...unmarkedLines(order, shipment, state)]
  if (lines.length > 0) {
    const properties = [{ key: PropertyKey.IsOrderLineDelivered, value: "true" }]
    yield* journal.recorded(
      { ...write, operation: "PUT /api/Orders/{orderId}/AddOrderLineProperties" },
      omnium.setOrderLineProperties(
        order.id,
        lines.map((lineItemId) => ({ lineItemId, properties }))
      )
    )
  }
  yield* (yield* CrashPoint)("sync before watch")
  const watched = Option.getOrUndefined(yield* journal.watched(tenant.id, state.orderId))
  const exportedAt = watched?.exportedAt ?? state.created ?? now
  const sentAt = sentStatuses.has(state.status) ? (state.shipped ?? now) : undefined
  const untracked = isUntracked(state)
  const firstDue = watched?.sentAt === undefined ? DateTime.addDuration(now, trackingPatience) : watched.trackingDue
  const trackingDue = untracked ? firstDue : undefined
  const mayStillGet = sentAt === undefined || DateTime.isLessThan(now, DateTime.addDuration(sentAt, labelPatience))
  const awaitsLabel = isUnderWay(state) && labelLinks.length === 0 && mayStillGet
  if (state.goodsOwnerId !== undefined) {
    yield* journal.commit({
      items: untracked ? [] : yield* trackingFound(item),
      watched: [
        {
          tenant: tenant.id,
          goodsOwnerId: state.goodsOwnerId,
          orderId: state.orderId,
          orderNumber: state.orderNumber,
          key: item.key,
          // While a label may come the order counts as not brought yet: a file moves no field of it.
          fingerprint: awaitsLabel ? "" : fingerprint(state),
          exportedAt,
          sentAt,
          trackingDue,
          nextRead: state.status === cancelledStatus ? undefined : nextRead({ exportedAt, sentAt, trackingDue }, now)
        }
      ]
    })
  }

  const isClosed = sentInFull.has(state.status) && deliveredParts(order, shipment, state.orderId).length > 0
  const asked = yield* journal.intent(tenant.id, "order-cancellation", key)
  const cancel = Option.getOrUndefined(asked)?.state
  const isEnded = isClosed || state.status === cancelledStatus
  // Staff may have taken the order up again after it was cancelled.
  const isRevived = !sentInFull.has(state.status) && state.status !== cancelledStatus
  if (
    (cancel === "refused" && isEnded) ||
    (cancel === "confirmed" && isRevived && isCancelled(order, shipment, orderType))
  ) {
    return done("The cancel is looked at again.", [cancellationOf(item, order, shipment)])
  }

  const visible = notes.filter((note) => note.cause !== "status-not-mapped" && note.cause !== "delivered-short")
  const short = notes.find((note) => note.cause === "delivered-short")
  if (short !== undefined && !(yield* isAwaited(order, shipment, state))) visible.push(short)
  const first = visible[0]
  if (first !== undefined) {
    return {
      _tag: "Held",
      cause: first.cause,
      message: visible.map((note) => note.message).join(" ")
    } satisfies Outcome
  }
  const unmapped = notes.find((note) => note.cause === "status-not-mapped")
  if (update === undefined && late === undefined && lines.length === 0) {
    return unmapped === undefined
      ? ({ _tag: "Skipped", cause: "unchanged", message: causes.unchanged.words } satisfies Outcome)
      : ({ _tag: "Skipped", cause: unmapped.cause, message: unmapped.message } satisfies Outcome)
  }
  return done([`Ongoing status ${state.status}.`, ...(unmapped === undefined ? [] : [unmapped.message])].join(" "))
})

/** One installation serves many goods owners, and a webhook may name an order of any of them. */
const isOfOwnGoodsOwner = Effect.fnUntraced(function* ({ goodsOwnerId }: OngoingOrderState) {
  if (goodsOwnerId === undefined) return true
  const omnium = yield* Omnium
  return goodsOwnersOf(yield* omnium.stores).includes(goodsOwnerId)
})

const notOurs = (message: string): Outcome => ({ _tag: "Skipped", cause: "order-not-ours", message })

/** Lines of shipments made by partial deliveries that do not say so yet. */
const unmarkedLines = (order: OmniumOrder, shipment: OmniumShipment, state: OngoingOrderState): ReadonlyArray<string> =>
  deliveredParts(order, shipment, state.orderId).flatMap((part) =>
    part.lines
      .filter((line) => !isOn(propertyOf(line.properties, PropertyKey.IsOrderLineDelivered)))
      .map((line) => line.lineItemId)
  )

/** What shows the tracking as missing is asked to look again. */
const trackingFound = Effect.fnUntraced(function* (item: WorkItem) {
  const journal = yield* Journal
  const { tenant, key } = item
  const shown = yield* journal.items({ tenant, key, flow: "order-tracking", states: ["dead", "held"], limit: 100 })
  return shown.some((other) => other.key === key && other.reference === item.reference)
    ? [{ ...syncOf(item), flow: "order-tracking" } satisfies NewItem]
    : []
})

/** Where none has come so long after the order was sent, the warehouse attaches none; with the next change it is looked for. */
const labelPatience: Duration.Input = "2 hours"

/** Labels come with the transport: before parcels or a sent status none is waited for. */
const isUnderWay = (state: OngoingOrderState): boolean => state.parcels.length > 0 || sentStatuses.has(state.status)

/** The link to a label, durable before anybody is told of it. */
const stored = Effect.fnUntraced(function* (state: OngoingOrderState, file: OngoingFile) {
  const tenant = yield* CurrentTenant
  const blobs = yield* BlobStorage
  const token = yield* blobs.put(
    { tenant: tenant.id, path: `ongoing-order/${state.orderId}/file/${file.fileId}` },
    { bytes: file.bytes, contentType: "application/pdf" }
  )
  return blobs.link(token)
})
