import type { Recorder } from "@omnium-ongoing/simulator-kit/Ledger"
import type { World } from "@omnium-ongoing/simulator-kit/World"
import { type Order, pickedOn, total } from "../Order.ts"
import { picked } from "../OrderStatuses.ts"
import type { OrderEvent, Warehouse } from "../Warehouse.ts"
import { announce } from "./Webhooks.ts"

/** Notes every effect in the ledger, and tells the webhooks what it means for an order. */
export const recorder = (world: World<Warehouse>, cause: string, requestId: string | null): Recorder => {
  const record = world.ledger.recorder(cause, requestId)
  return (kind, object, before, after) => {
    record(kind, object, before, after)
    if (kind !== "order" || world.state.webhooks.size === 0) return
    // The table of this kind holds orders only.
    const order = after as Order
    for (const event of eventsOf(before as Order | null, order)) announce(world, event, order)
  }
}

const eventsOf = (before: Order | null, after: Order): ReadonlyArray<OrderEvent> => {
  if (before === null) return ["created"]
  const events: Array<OrderEvent> = []
  if (before.status !== after.status) events.push("statusChanged")
  if (!isPicked(before) && isPicked(after)) events.push("picked")
  return events
}

/** The vendor's meaning of the trigger: the status says so and at least one item is picked. */
const isPicked = (order: Order): boolean => order.status >= picked && total(order, pickedOn) > 0
