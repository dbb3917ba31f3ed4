import { DateTime, Effect, Option, Schema } from "effect"
import { ExternalIdProvider, exportedStatus, queuedStatus } from "../omnium/OmniumNames.ts"
import { type ExternalId, externalIdOf, type OmniumOrder, type OmniumShipment } from "../omnium/OmniumOrder.ts"
import { parse as parseKey, make as shipmentKey } from "../ongoing/GoodsOwnerOrderId.ts"
import { OngoingOrderId, OngoingStatus } from "../ongoing/Identifiers.ts"
import { OngoingOrder } from "../ongoing/OngoingOrder.ts"
import type { OngoingOrderState } from "../ongoing/OngoingOrderState.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { type Commit, Journal } from "../ports/Journal.ts"
import { Omnium } from "../ports/Omnium.ts"
import { Ongoing, type OngoingError } from "../ports/Ongoing.ts"
import { CrashPoint } from "../ports/Upstream.ts"
import { causes } from "../sync/Cause.ts"
import type { Intent } from "../sync/Intent.ts"
import { notYet } from "../sync/NotYet.ts"
import { nextRead } from "../sync/WatchedOrder.ts"
import { done, type Outcome, type WorkItem } from "../sync/WorkItem.ts"
import { exportDecision } from "./ExportDecision.ts"
import { orderHash, orderMapping, sameOrder } from "./OrderMapping.ts"
import { shipmentOptionFor } from "./TransporterMapping.ts"

const decodeRequest = Schema.decodeUnknownEffect(Schema.fromJsonString(OngoingOrder))
const encodeRequest = Schema.encodeSync(Schema.fromJsonString(OngoingOrder))

const cancelled = OngoingStatus.make(1000)

/** What an export came to before Omnium is told. */
type Sent = { readonly _tag: "Confirmed"; readonly id: OngoingOrderId } | Dead

type Dead = Extract<Outcome, { _tag: "Dead" }>

const refusedByOngoing = (message: string): Dead => ({ _tag: "Dead", cause: "refused-by-ongoing", message })

/** A PUT would overwrite it: order numbers are not unique across markets. */
const taken = (held: ReadonlyArray<OngoingOrderState>, number: string, mark: string): Dead | undefined => {
  const other = held.find((state) => state.goodsOwnerOrderId !== mark)
  if (other === undefined) return undefined
  const whose = other.goodsOwnerOrderId === undefined ? "" : ` (${other.goodsOwnerOrderId})`
  const message = `The number ${number} is already used by the Ongoing order ${other.orderId}${whose}. Nothing was overwritten.`
  return { _tag: "Dead", cause: "order-number-taken", message }
}

/** Exports one shipment as one Ongoing order, then writes its id and status to Omnium. Every step may be done again. */
export const orderExport = Effect.fn("orderExport")(function* (item: WorkItem) {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  const intent = Option.getOrUndefined(yield* journal.intent(tenant.id, "order-export", item.key))
  const sent =
    intent?.state === "open"
      ? // What cannot be read was not written by this code: a defect.
        yield* Effect.flatMap(Effect.orDie(decodeRequest(intent.request)), (order) => finish(item, intent, order))
      : yield* begin(item, intent)
  if (sent._tag !== "Confirmed") return sent
  yield* (yield* CrashPoint)("export before write-back")
  return yield* writeBack(item, sent.id)
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
  const stores = yield* omnium.stores
  const orderTypes = yield* omnium.orderTypes
  const decision = exportDecision({
    order,
    shipment,
    store: stores.find((store) => store.id === shipment.warehouseCode),
    orderType: orderTypes.find((type) => type.name === order.orderType),
    from: tenant.from,
    exportStatuses: tenant.exportStatuses,
    trigger: item.source
  })
  if (decision._tag === "Skip") {
    const marked = externalIdOf(shipment.externalIds, ExternalIdProvider.OngoingOrderId)
    if (decision.cause === "already-exported" && marked !== undefined && !carries(order.externalIds, marked)) {
      // A crash between the two write-backs: the shipment has its id, the order does not.
      return { _tag: "Confirmed", id: OngoingOrderId.make(Number(marked)) } as const
    }
    return { _tag: "Skipped", cause: decision.cause, message: causes[decision.cause].words } as const
  }
  if (decision._tag === "Dead") return decision

  const held = yield* ongoing.ordersByNumber(decision.goodsOwnerId, [decision.number])
  const stranger = taken(held, decision.number, shipmentKey(order.id, shipment.shipmentId))
  if (stranger !== undefined) return stranger
  const option =
    order.marketId === undefined
      ? undefined
      : shipmentOptionFor(shipment, yield* omnium.shipmentOptions(order.marketId))
  const wanted = orderMapping({
    order,
    shipment,
    goodsOwnerId: decision.goodsOwnerId,
    warehouseId: decision.warehouseId,
    number: decision.number,
    option,
    deliveryDate: deliveryDate(order, shipment, last?.kept.deliveryDate ?? held[0]?.deliveryDate, now)
  })
  const hash = orderHash(wanted)
  const refusal = last?.state === "refused" && last.hash === hash ? last.kept.refusal : undefined
  if (refusal !== undefined && item.source !== "operator") {
    return refusedByOngoing(refusal)
  }
  return yield* send(
    item,
    {
      tenant: tenant.id,
      flow: "order-export",
      key: item.key,
      state: "open",
      request: encodeRequest(wanted),
      hash,
      kept: { deliveryDate: wanted.deliveryDate }
    },
    wanted,
    held,
    last
  )
})

/** Finishes the request that may already have arrived, with its own content. */
const finish = Effect.fn("orderExport.finish")(function* (item: WorkItem, intent: Intent, wanted: OngoingOrder) {
  const ongoing = yield* Ongoing
  const held = yield* ongoing.ordersByNumber(wanted.goodsOwnerId, [wanted.orderNumber])
  return yield* send(item, intent, wanted, held, undefined)
})

const send = Effect.fn("orderExport.send")(function* (
  item: WorkItem,
  intent: Intent,
  wanted: OngoingOrder,
  held: ReadonlyArray<OngoingOrderState>,
  last: Intent | undefined
) {
  const ongoing = yield* Ongoing
  const journal = yield* Journal
  const now = yield* DateTime.now
  const confirmed = (id: OngoingOrderId): Commit => ({
    intents: [{ ...intent, state: "confirmed", request: "", reference: String(id) }],
    watched: [
      {
        tenant: intent.tenant,
        goodsOwnerId: wanted.goodsOwnerId,
        orderId: id,
        orderNumber: wanted.orderNumber,
        key: item.key,
        fingerprint: "",
        exportedAt: now,
        sentAt: undefined,
        nextRead: nextRead({ exportedAt: now, sentAt: undefined }, now)
      }
    ]
  })
  const refused = (dead: Dead) =>
    Effect.as(
      journal.commit({
        intents: [{ ...intent, state: "refused", request: "", kept: { ...intent.kept, refusal: dead.message } }]
      }),
      dead
    )
  /** Ours and as we want it: however the answers were lost, it is done. */
  const settled = (state: OngoingOrderState) =>
    Effect.as(journal.commit(confirmed(state.orderId)), { _tag: "Confirmed", id: state.orderId } as const)

  const stranger = taken(held, wanted.orderNumber, wanted.goodsOwnerOrderId)
  if (stranger !== undefined) return yield* refused(stranger)
  const known = last?.state === "confirmed" && last.hash === intent.hash ? last.reference : undefined
  const same = held.find((state) => sameOrder(wanted, state) || String(state.orderId) === known)
  if (same !== undefined) return yield* settled(same)

  const put = journal.recorded(
    { tenant: intent.tenant, item: item.id, system: "ongoing", operation: "PUT /orders", key: item.key, intent },
    ongoing.putOrder(wanted),
    confirmed
  )
  return yield* put.pipe(
    Effect.map((id): Sent => ({ _tag: "Confirmed", id })),
    Effect.catchTag("OngoingError", (error: OngoingError) => {
      const { reason } = error
      if (reason._tag !== "Refused") return Effect.fail(error)
      // A request that was applied and lost its answer is refused when it is repeated after picking began. Then our
      // order is there, whatever the warehouse has made of it since.
      return Effect.gen(function* () {
        const after = yield* ongoing.ordersByNumber(wanted.goodsOwnerId, [wanted.orderNumber])
        const kept = after.find(
          (state) => state.goodsOwnerOrderId === wanted.goodsOwnerOrderId && state.status !== cancelled
        )
        return kept === undefined ? yield* refused(refusedByOngoing(reason.message)) : yield* settled(kept)
      })
    })
  )
})

/** Writes id and status in one call, to the order as it is now: it may have been cancelled while it was exported. */
const writeBack = Effect.fn("orderExport.writeBack")(function* (item: WorkItem, id: OngoingOrderId) {
  const omnium = yield* Omnium
  const journal = yield* Journal
  const found = yield* shipmentOf(item)
  if (found._tag !== "Found") return found
  const { order, shipment } = found
  const externalId = { providerName: ExternalIdProvider.OngoingOrderId, id: String(id) }
  const write = { tenant: item.tenant, item: item.id, system: "omnium", key: item.key } as const
  if (!carries(shipment.externalIds, externalId.id)) {
    const types = yield* omnium.orderTypes
    const statuses = types.find((type) => type.name === order.orderType)?.statuses ?? []
    const current = shipment.orderStatus ?? order.status
    const place = (name: string) => statuses.find((status) => status.name === name)
    const moves =
      (place(current)?.order ?? 0) < (place(exportedStatus)?.order ?? 0) && !place(current)?.isCanceledStatus
    yield* journal.recorded(
      { ...write, operation: "POST /api/Orders/{orderId}/UpdateStatus" },
      omnium.updateShipment({
        orderId: order.id,
        shipmentId: shipment.shipmentId,
        status: moves ? exportedStatus : current,
        runWorkflow: false,
        externalIds: [externalId]
      })
    )
  }
  if (!carries(order.externalIds, externalId.id)) {
    yield* journal.recorded(
      { ...write, operation: "PATCH /api/Orders/{orderId}/PatchOrder" },
      omnium.addOrderExternalIds(order.id, [externalId])
    )
  }
  return done(`Ongoing order ${id}.`)
})

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

/** The day of the first request stays, or every later request would differ from the one before. */
const deliveryDate = (
  order: OmniumOrder,
  shipment: OmniumShipment,
  first: string | undefined,
  now: DateTime.Utc
): string => {
  const asked = order.requestedDeliveryDate ?? shipment.expectedShipmentDate
  return asked === undefined ? (first ?? DateTime.formatIsoDateUtc(now)) : DateTime.formatIsoDateUtc(asked)
}
