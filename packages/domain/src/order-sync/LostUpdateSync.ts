import { Effect, Option } from "effect"
import type { OmniumOrder, OmniumShipment } from "../omnium/OmniumOrder.ts"
import type { OmniumOrderType } from "../omnium/OmniumSettings.ts"
import { make as shipmentKey } from "../ongoing/GoodsOwnerOrderId.ts"
import { Journal } from "../ports/Journal.ts"
import { cancelUnder, latestUpdate, lookedAt } from "../sync/StatusUpdate.ts"
import { done, type NewItem, type Outcome, type WorkItem } from "../sync/WorkItem.ts"

/** An update whose answer was lost: it may have overwritten a cancel. Undefined when there is nothing to set back. */
export const finishUpdate = Effect.fn("finishUpdate")(function* (
  item: WorkItem,
  order: OmniumOrder,
  shipment: OmniumShipment,
  orderType: OmniumOrderType | undefined
) {
  const journal = yield* Journal
  const cancellation = cancellationOf(item, order, shipment)
  const { tenant, flow, key } = cancellation
  const update = Option.getOrUndefined(yield* journal.intent(...latestUpdate(tenant, key)))
  if (update?.state !== "open") return undefined
  if (cancelUnder(update, shipment, orderType) === undefined) {
    yield* journal.commit({ intents: [lookedAt(update)] })
    return undefined
  }
  // Nothing newer is told before the cancel is there again, or before a person has seen to it.
  const givenUp = yield* journal.items({ tenant, flow, key, states: ["dead"], limit: 100 })
  const given = givenUp.find((other) => other.key === key)
  if (given === undefined) return done("An update overwrote a cancel.", [cancellation, syncOf(item)])
  return {
    _tag: "Held",
    cause: given.cause ?? "unexpected-failure",
    message: `An update overwrote a cancel, and item ${given.id} could not set it back. Retry that, or change the status in Omnium.`
  } satisfies Outcome
})

/** Looks at the cancel again, so that it ends as it ended in the warehouse. */
export const cancellationOf = (item: WorkItem, order: OmniumOrder, shipment: OmniumShipment): NewItem => ({
  tenant: item.tenant,
  flow: "order-cancellation",
  key: shipmentKey(order.id, shipment.shipmentId),
  lane: item.lane,
  source: "connector"
})

export const syncOf = ({ tenant, key, lane, reference }: WorkItem): NewItem => ({
  tenant,
  flow: "order-sync",
  key,
  lane,
  source: "connector",
  ...(reference === undefined ? {} : { reference })
})
