import type { Recorder } from "@omnium-ongoing/simulator-kit/Ledger"
import type { World } from "@omnium-ongoing/simulator-kit/World"
import type { Adjustment } from "../Adjustment.ts"
import { type Order, pickedOn, returnedOn, total } from "../Order.ts"
import { picked } from "../OrderStatuses.ts"
import { anythingReceived, type PurchaseOrder } from "../PurchaseOrder.ts"
import { deviating } from "../PurchaseOrderStatuses.ts"
import type { Warehouse } from "../Warehouse.ts"
import type { WebhookEvent } from "../Webhook.ts"
import { adjustmentPayload, orderPayload, purchaseOrderPayload, returnPayloads } from "./WebhookPayloads.ts"
import { announce } from "./Webhooks.ts"

/** Notes every effect in the ledger, and tells the webhooks what it means. */
export const recorder = (world: World<Warehouse>, cause: string, requestId: string | null): Recorder => {
  const record = world.ledger.recorder(cause, requestId)
  return (kind, object, before, after) => {
    record(kind, object, before, after)
    if (world.state.webhooks.size === 0 || after === null) return
    // A table of a kind holds entities of its kind only.
    if (kind === "order") announceOrder(world, before as Order | null, after as Order)
    else if (kind === "purchaseOrder")
      announcePurchaseOrder(world, before as PurchaseOrder | null, after as PurchaseOrder)
    else if (kind === "inventoryAdjustment" && before === null)
      announce(world, "inventory", adjustmentPayload(world.state, after as Adjustment))
  }
}

const announceOrder = (world: World<Warehouse>, before: Order | null, after: Order): void => {
  for (const event of orderEventsOf(before, after)) announce(world, event, orderPayload(world.state, after))
  if (before !== null && total(before, returnedOn) < total(after, returnedOn))
    for (const payload of returnPayloads(world.state, before, after)) announce(world, "returned", payload)
}

const orderEventsOf = (before: Order | null, after: Order): ReadonlyArray<WebhookEvent> => {
  if (before === null) return ["created"]
  const events: Array<WebhookEvent> = []
  if (before.status !== after.status) events.push("statusChanged")
  if (!isPicked(before) && isPicked(after)) events.push("picked")
  return events
}

const announcePurchaseOrder = (world: World<Warehouse>, before: PurchaseOrder | null, after: PurchaseOrder): void => {
  const tell = (event: WebhookEvent) => announce(world, event, purchaseOrderPayload(world.state, after))
  if (before === null) tell("purchaseOrderCreated")
  else if (before.status !== after.status) tell("purchaseOrderStatusChanged")
  if (before !== null && !isReceived(before) && isReceived(after)) tell("purchaseOrderReceived")
}

/** The vendor's meaning of the triggers: the status says so, and at least one item did. */
const isPicked = (order: Order): boolean => order.status >= picked && total(order, pickedOn) > 0
const isReceived = (order: PurchaseOrder): boolean => order.status >= deviating && anythingReceived(order)
