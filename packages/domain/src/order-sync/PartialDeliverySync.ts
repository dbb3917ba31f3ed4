import { DateTime, Effect, Option, Schema } from "effect"
import { PropertyKey } from "../omnium/OmniumNames.ts"
import { type OmniumOrder, propertyOf } from "../omnium/OmniumOrder.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium, type PartialDelivery } from "../ports/Omnium.ts"
import type { Intent } from "../sync/Intent.ts"
import { awaitedUntil } from "../sync/StaleStock.ts"
import type { Outcome, WorkItem } from "../sync/WorkItem.ts"
import { shipmentStock } from "./ShipmentStock.ts"

const mostSendings = 5

const encode = Schema.encodeSync(Schema.fromJsonString(Schema.Unknown))

const deliveryKeyOf = (delivery: PartialDelivery): string =>
  propertyOf(delivery.properties ?? [], PropertyKey.OngoingDeliveryKey) ?? ""

/** Sends a part that was delivered. The intent stays open until the order shows it. */
export const sendDelivery = Effect.fn("sendDelivery")(function* (
  item: WorkItem,
  order: OmniumOrder,
  delivery: PartialDelivery
) {
  const now = yield* DateTime.now
  return yield* send(item, order, delivery, {
    tenant: item.tenant,
    flow: "order-sync",
    key: item.key,
    state: "open",
    request: encode(delivery),
    hash: deliveryKeyOf(delivery),
    kept: { sentAt: DateTime.formatIso(now), sendings: "1" }
  })
})

/**
 * A part whose answer may have been lost: it is there, or still on its way, or it has to be sent again with its own
 * numbers. Nothing newer is computed before that is known. Undefined when there is nothing to finish.
 */
export const finishDelivery = Effect.fn("finishDelivery")(function* (item: WorkItem, order: OmniumOrder) {
  const journal = yield* Journal
  const now = yield* DateTime.now
  const intent = Option.getOrUndefined(yield* journal.intent(item.tenant, "order-sync", item.key))
  if (intent?.state !== "open") return undefined
  const isThere = order.shipments.some(
    (shipment) => propertyOf(shipment.properties, PropertyKey.OngoingDeliveryKey) === intent.hash
  )
  if (isThere) {
    yield* journal.commit({ intents: [{ ...intent, state: "confirmed", request: "" }] })
    return undefined
  }
  const sentAt = Option.getOrElse(DateTime.make(intent.kept.sentAt ?? ""), () => now)
  const settles = awaitedUntil(DateTime.toUtc(sentAt), now)
  if (settles !== undefined) return again(settles, "Whether the part was delivered is not known yet.")
  const sendings = Number(intent.kept.sendings ?? 1)
  if (sendings >= mostSendings) {
    const message = `Omnium has taken the partial delivery ${sendings} times and shows no shipment of it.`
    return { _tag: "Dead", cause: "attempts-exhausted", message } satisfies Outcome
  }
  // What we wrote ourselves is what it is.
  const delivery = JSON.parse(intent.request) as PartialDelivery
  return yield* send(item, order, delivery, {
    ...intent,
    kept: { sentAt: DateTime.formatIso(now), sendings: String(sendings + 1) }
  })
})

const send = Effect.fn("deliverLines")(function* (
  item: WorkItem,
  order: OmniumOrder,
  delivery: PartialDelivery,
  intent: Intent
) {
  const journal = yield* Journal
  const omnium = yield* Omnium
  yield* journal.recorded(
    {
      tenant: item.tenant,
      item: item.id,
      system: "omnium",
      operation: "POST /api/Orders/{orderId}/OrderLinesUpdate",
      key: item.key,
      intent,
      stale: shipmentStock(item.tenant, order.shipments)
    },
    Effect.tapError(omnium.deliverLines(delivery), ({ reason }) =>
      // What is refused will not land: the next run decides anew.
      reason._tag === "Refused"
        ? Effect.ignore(journal.commit({ intents: [{ ...intent, state: "refused", request: "" }] }))
        : Effect.void
    )
  )
  // What is left, and the lines of the new shipment, are seen in the order as it is after that.
  return again(yield* DateTime.now, "A part was delivered; the rest is looked at again.")
})

/** Not the item's failure: it goes on at that time. */
const again = (notBefore: DateTime.Utc, message: string): Outcome => ({
  _tag: "Later",
  cause: "outcome-unknown",
  message,
  notBefore,
  attempt: false
})
