import type { Order, OrderLine } from "./Order.ts"
import { type OrderContext, refuseReadOnly, requireLine, touched } from "./OrderLifecycle.ts"
import { summed } from "./OrderTotals.ts"
import { refuse } from "./Refusal.ts"

/** Moves whole lines to shipments that the order has. */
export const moveLines = (
  order: Order,
  moves: ReadonlyArray<{ readonly shipmentId?: string; readonly lineItemIds?: ReadonlyArray<string> }>,
  context: OrderContext
): Order => {
  refuseReadOnly(order)
  const target = new Map<string, string>()
  for (const { shipmentId = "", lineItemIds = [] } of moves) {
    requireShipment(order, shipmentId)
    for (const id of lineItemIds) target.set(requireLine(order, id).lineItemId, shipmentId)
  }
  const moved = (shipmentId: string): ReadonlyArray<OrderLine> =>
    order.orderForm.lineItems.filter((line) => target.get(line.lineItemId) === shipmentId)
  const shipments = order.orderForm.shipments.map((shipment) => ({
    ...shipment,
    lineItems: [...shipment.lineItems.filter((line) => !target.has(line.lineItemId)), ...moved(shipment.shipmentId)]
  }))
  return touched(summed({ ...order, orderForm: { ...order.orderForm, shipments } }), context)
}

/** The lines of a deleted shipment stay with the order, on no shipment. */
export const deleteShipments = (order: Order, ids: ReadonlyArray<string>, context: OrderContext): Order => {
  refuseReadOnly(order)
  for (const id of ids) requireShipment(order, id)
  for (const line of order.orderForm.lineItems) {
    const parts = order.orderForm.shipments.filter(({ lineItems }) =>
      lineItems.some((part) => part.lineItemId === line.lineItemId)
    )
    const gone = parts.filter((shipment) => ids.includes(shipment.shipmentId))
    if (gone.length > 0 && gone.length < parts.length) {
      refuse(400, `Order line ${line.lineItemId} is on another shipment too; move it there before deleting`)
    }
  }
  const shipments = order.orderForm.shipments.filter((shipment) => !ids.includes(shipment.shipmentId))
  return touched(summed({ ...order, orderForm: { ...order.orderForm, shipments } }), context)
}

const requireShipment = (order: Order, shipmentId: string): void => {
  if (!order.orderForm.shipments.some((shipment) => shipment.shipmentId === shipmentId)) {
    refuse(404, `Order ${order.id} has no shipment '${shipmentId}'`)
  }
}
