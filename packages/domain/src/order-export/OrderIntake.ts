import { DateTime, Effect, Option } from "effect"
import { queuedStatus } from "../omnium/OmniumNames.ts"
import { Omnium } from "../ports/Omnium.ts"
import { causes } from "../sync/Cause.ts"
import { notYet } from "../sync/NotYet.ts"
import { done, type Outcome, type WorkItem } from "../sync/WorkItem.ts"
import { shipmentItems } from "./ShipmentIntake.ts"

/** Reads an order that was announced, and passes what is to be done for its shipments on to the right lanes. */
export const orderIntake = Effect.fn("orderIntake")(function* (item: WorkItem) {
  const omnium = yield* Omnium
  const found = yield* omnium.order(item.key)
  const now = yield* DateTime.now
  if (Option.isNone(found)) {
    return notYet(item, now, "order-not-found", `Omnium does not know the order ${item.key}.`)
  }
  const order = found.value
  if (order.status === queuedStatus) {
    return notYet(item, now, "refused-by-omnium", `Omnium still has the order ${order.id} in its queue.`)
  }
  const { items, skipped } = yield* shipmentItems(order, item.source, item.run)
  const first = skipped[0]
  if (items.length === 0 && first !== undefined) {
    return { _tag: "Skipped", cause: first, message: skipped.map((cause) => causes[cause].words).join(" ") } as const
  }
  if (items.length === 0) {
    return { _tag: "Skipped", cause: "nothing-to-ship", message: `The order ${order.id} has no shipment.` } as const
  }
  return done(`Passed on as ${items.length} items.`, items) satisfies Outcome
})
