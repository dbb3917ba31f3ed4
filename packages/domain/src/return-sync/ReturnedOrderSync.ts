import { Effect, Option } from "effect"
import { ExternalIdProvider } from "../omnium/OmniumNames.ts"
import { externalIdOf, type OmniumOrder, type OmniumShipment } from "../omnium/OmniumOrder.ts"
import { parse as parseMark } from "../ongoing/GoodsOwnerOrderId.ts"
import type { OngoingOrderId } from "../ongoing/Identifiers.ts"
import type { OngoingOrderState } from "../ongoing/OngoingOrderState.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium } from "../ports/Omnium.ts"
import { Ongoing } from "../ports/Ongoing.ts"
import type { WorkItem } from "../sync/WorkItem.ts"
import { type ReturnKey, read } from "./OngoingReturnKey.ts"
import { reportable } from "./ReturnedItems.ts"

type Shipments = readonly [OmniumShipment, ...ReadonlyArray<OmniumShipment>]

/** An Ongoing order and the order in Omnium that it is of; undefined if there are not both. */
export const returnedOrder = Effect.fn("returnedOrder")(function* (id: OngoingOrderId) {
  const ongoing = yield* Ongoing
  const omnium = yield* Omnium
  const state = Option.getOrUndefined(yield* ongoing.order(id))
  if (state === undefined) return undefined
  const mark = Option.getOrUndefined(parseMark(state.goodsOwnerOrderId ?? ""))
  const marked = mark === undefined ? Option.none() : yield* omnium.order(mark.orderId)
  const candidates = Option.match(marked, {
    onNone: () => omnium.ordersByShipmentExternalId(String(id)),
    onSome: (order) => Effect.succeed([order])
  })
  for (const order of yield* candidates) {
    const shipments = sentWith(order, state, mark?.orderId === order.id ? mark.shipmentId : undefined)
    if (shipments !== undefined) return { state, order, shipments }
  }
  return undefined
})

/** Its own shipment first, then those that partial deliveries have made of it; a back order has those of its original. */
const sentWith = (order: OmniumOrder, state: OngoingOrderState, own: string | undefined): Shipments | undefined => {
  const ids = [state.orderId, state.backOrderForOrderId].filter((id) => id !== undefined).map(String)
  const mine = order.shipments.filter((shipment) => {
    const id = externalIdOf(shipment.externalIds, ExternalIdProvider.OngoingOrderId)
    return id === undefined ? shipment.shipmentId === own : ids.includes(id)
  })
  const [first, ...rest] = [
    ...mine.filter((shipment) => shipment.shipmentId === own),
    ...mine.filter((shipment) => shipment.shipmentId !== own)
  ]
  return first === undefined ? undefined : [first, ...rest]
}

/** What the item is about, by its reference. */
export const seenBy = ({ reference = "" }: WorkItem): ReturnKey => Option.getOrThrow(read(reference))

const mostGivenUp = 500

/** Returns of the entity that are given up: until somebody decides, or because somebody has. */
export const givenUp = Effect.fn("givenUp")(function* (tenant: string, entity: string) {
  const journal = yield* Journal
  const ended = yield* journal.items({
    tenant,
    flow: "return-sync",
    key: entity,
    states: ["dead", "held", "skipped"],
    limit: mostGivenUp
  })
  return ended.filter((item) => item.state !== "skipped" || item.cause === "dismissed")
})

/** Reports what is accounted for. A late answer changes nothing: the quantity is set, and it is read before. */
export const report = Effect.fn("report")(function* (
  item: WorkItem,
  state: OngoingOrderState,
  accounted: ReadonlyArray<ReturnKey>
) {
  const ongoing = yield* Ongoing
  const journal = yield* Journal
  const open = reportable(state, accounted)
  for (const { line, quantity } of open) {
    yield* journal.recorded(
      {
        tenant: item.tenant,
        item: item.id,
        system: "ongoing",
        operation: "PATCH /orders/{orderId}/lines/{orderLineId}/reportedReturnedNumberOfItems",
        key: item.key
      },
      ongoing.reportReturned(state.orderId, line.orderLineId, quantity)
    )
  }
  return open.length > 0
})
