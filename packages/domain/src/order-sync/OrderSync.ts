import { DateTime, Effect, Option } from "effect"
import { ExternalIdProvider, PropertyKey, queuedStatus } from "../omnium/OmniumNames.ts"
import { externalIdOf, type OmniumOrder, type OmniumShipment } from "../omnium/OmniumOrder.ts"
import { parse as parseMark } from "../ongoing/GoodsOwnerOrderId.ts"
import { OngoingOrderId } from "../ongoing/Identifiers.ts"
import { parse as parseNumber } from "../ongoing/OngoingOrderNumber.ts"
import type { OngoingFile, OngoingOrderState } from "../ongoing/OngoingOrderState.ts"
import { cancelledStatus, sentStatuses } from "../ongoing/StatusMeaning.ts"
import { BlobStorage } from "../ports/BlobStorage.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium } from "../ports/Omnium.ts"
import { Ongoing } from "../ports/Ongoing.ts"
import { CrashPoint } from "../ports/Upstream.ts"
import { causes } from "../sync/Cause.ts"
import { notYet } from "../sync/NotYet.ts"
import { nextRead } from "../sync/WatchedOrder.ts"
import { done, type Outcome, type WorkItem } from "../sync/WorkItem.ts"
import { fingerprint } from "./Fingerprint.ts"
import { isPdf, labelsAmong } from "./Labels.ts"
import { orderUpdate } from "./OrderUpdate.ts"

/** The Omnium shipment's key, by the mark in the order; an order without our mark is its own. */
export const keyOf = (state: Pick<OngoingOrderState, "orderId" | "goodsOwnerOrderId">): string =>
  Option.isSome(parseMark(state.goodsOwnerOrderId ?? "")) ? (state.goodsOwnerOrderId ?? "") : `ongoing/${state.orderId}`

/** Brings one Ongoing order to its Omnium shipment: status, tracking and labels in one call, then the lines. */
export const orderSync = Effect.fn("orderSync")(function* (item: WorkItem) {
  const tenant = yield* CurrentTenant
  const ongoing = yield* Ongoing
  const omnium = yield* Omnium
  const journal = yield* Journal
  const now = yield* DateTime.now
  const state = Option.getOrUndefined(yield* ongoing.order(OngoingOrderId.make(Number(item.reference))))
  if (state === undefined) return notOurs(`Ongoing has no order ${item.reference}.`)
  const found = yield* matchOf(state)
  if (found === undefined)
    return notOurs(`No shipment of this tenant belongs to the Ongoing order ${state.orderNumber}.`)
  const { order, shipment } = found
  if (order.status === queuedStatus) {
    return notYet(item, now, "refused-by-omnium", `Omnium still has the order ${order.id} in its queue.`)
  }
  if (state.backOrderForOrderId !== undefined) {
    return held(`The Ongoing order ${state.orderNumber} is a back order for ${state.backOrderForOrderId}.`)
  }

  const types = yield* omnium.orderTypes
  const files = isUnderWay(state) ? yield* ongoing.orderFiles(state.orderId) : []
  const labels = labelsAmong(files)
  const labelLink = yield* stored(state, labels.label)
  const returnLabelLink = yield* stored(state, labels.returnLabel)
  const { update, deliveredLines, notes } = orderUpdate({
    order,
    shipment,
    orderType: types.find((type) => type.name === order.orderType),
    state,
    ...(labelLink === undefined ? {} : { labelLink }),
    ...(returnLabelLink === undefined ? {} : { returnLabelLink })
  })

  const write = { tenant: tenant.id, item: item.id, system: "omnium", key: item.key } as const
  yield* (yield* CrashPoint)("sync before update")
  if (update !== undefined) {
    yield* journal.recorded(
      { ...write, operation: "POST /api/Orders/{orderId}/UpdateStatus" },
      omnium.updateShipment(update)
    )
  }
  if (deliveredLines.length > 0) {
    const properties = [{ key: PropertyKey.IsOrderLineDelivered, value: "true" }]
    yield* journal.recorded(
      { ...write, operation: "PUT /api/Orders/{orderId}/AddOrderLineProperties" },
      omnium.setOrderLineProperties(
        order.id,
        deliveredLines.map((lineItemId) => ({ lineItemId, properties }))
      )
    )
  }
  yield* (yield* CrashPoint)("sync before watch")
  const watched = yield* journal.watched(tenant.id, state.orderId)
  const exportedAt = Option.match(watched, { onNone: () => state.created ?? now, onSome: (each) => each.exportedAt })
  const sentAt = sentStatuses.has(state.status) ? (state.shipped ?? now) : undefined
  const labelled = !isUnderWay(state) || (labelLink ?? shipment.labelLink) !== undefined
  if (state.goodsOwnerId !== undefined) {
    yield* journal.commit({
      watched: [
        {
          tenant: tenant.id,
          goodsOwnerId: state.goodsOwnerId,
          orderId: state.orderId,
          orderNumber: state.orderNumber,
          key: item.key,
          // While a label is missing the order counts as not brought yet: a file moves no field of it.
          fingerprint: labelled ? fingerprint(state) : "",
          exportedAt,
          sentAt,
          nextRead: state.status === cancelledStatus ? undefined : nextRead({ exportedAt, sentAt }, now)
        }
      ]
    })
  }

  const short = notes.find((note) => note.cause === "delivered-short")
  if (short !== undefined) return held(short.message)
  const unmapped = notes.find((note) => note.cause === "status-not-mapped")
  if (unmapped !== undefined && update === undefined) {
    return { _tag: "Skipped", cause: unmapped.cause, message: unmapped.message } satisfies Outcome
  }
  if (update === undefined && deliveredLines.length === 0) {
    return { _tag: "Skipped", cause: "unchanged", message: causes.unchanged.words } satisfies Outcome
  }
  return done([`Ongoing status ${state.status}.`, ...notes.map((note) => note.message)].join(" ")) satisfies Outcome
})

const notOurs = (message: string): Outcome => ({ _tag: "Skipped", cause: "order-not-ours", message })

const held = (message: string): Outcome => ({ _tag: "Held", cause: "delivered-short", message })

/** Labels come with the transport: before parcels or a sent status there is nothing to fetch. */
const isUnderWay = (state: OngoingOrderState): boolean => state.parcels.length > 0 || sentStatuses.has(state.status)

/** By our mark; else by the external id in Omnium; else by the number, if the shipment is not another order's. */
const matchOf = Effect.fnUntraced(function* (state: OngoingOrderState) {
  const omnium = yield* Omnium
  const id = String(state.orderId)
  const marked = (shipment: OmniumShipment) => externalIdOf(shipment.externalIds, ExternalIdProvider.OngoingOrderId)
  const shipmentIn = (orders: ReadonlyArray<OmniumOrder>, fits: (shipment: OmniumShipment) => boolean) => {
    for (const order of orders) {
      const shipment = order.shipments.find(fits)
      if (shipment !== undefined) return { order, shipment }
    }
    return undefined
  }
  const free = (shipment: OmniumShipment) => marked(shipment) === undefined || marked(shipment) === id

  const mark = Option.getOrUndefined(parseMark(state.goodsOwnerOrderId ?? ""))
  if (mark !== undefined) {
    const order = yield* omnium.order(mark.orderId)
    const match = shipmentIn(
      Option.toArray(order),
      (shipment) =>
        shipment.shipmentId === mark.shipmentId && (free(shipment) || state.backOrderForOrderId !== undefined)
    )
    if (match !== undefined) return match
  }
  const byId = shipmentIn(yield* omnium.ordersByShipmentExternalId(id), (shipment) => marked(shipment) === id)
  if (byId !== undefined || mark !== undefined) return byId
  const number = Option.getOrUndefined(parseNumber(state.orderNumber))
  if (number === undefined) return undefined
  return shipmentIn(
    yield* omnium.ordersByNumber(number.orderNumber),
    (shipment) => shipment.shipmentId === number.shipmentId && marked(shipment) === id
  )
})

/** The link to a label, durable before anybody is told of it. What is no PDF is not passed on. */
const stored = Effect.fnUntraced(function* (state: OngoingOrderState, file: OngoingFile | undefined) {
  if (file === undefined || !isPdf(file.bytes)) return undefined
  const tenant = yield* CurrentTenant
  const blobs = yield* BlobStorage
  const token = yield* blobs.put(
    { tenant: tenant.id, path: `ongoing-order/${state.orderId}/file/${file.fileId}` },
    { bytes: file.bytes, contentType: "application/pdf" }
  )
  return blobs.link(token)
})
