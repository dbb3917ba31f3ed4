import { mergeProperties } from "./Merge.ts"
import type { OrderLine, Shipment } from "./Order.ts"
import type { OrderContext } from "./OrderLifecycle.ts"
import { orderDiscountPercent, pricedLine } from "./OrderTotals.ts"
import type { OrderLineMembers, ReturnOrderForm, ShipmentMembers } from "./wire/Order.ts"
import type { OrderStatus } from "./wire/Settings.ts"

/** The line as it is kept, with what was not sent filled in. */
export const storedLine = (
  sent: OrderLineMembers,
  position: number,
  discountPercent: number,
  context: OrderContext
): OrderLine =>
  pricedLine(
    {
      ...context.productLine(sent.code ?? ""),
      ...sent,
      lineItemId: sent.lineItemId ?? String(position + 1),
      quantity: sent.quantity ?? 0,
      canceledQuantity: sent.canceledQuantity ?? 0,
      deliveredQuantity: sent.deliveredQuantity ?? 0,
      returnQuantity: sent.returnQuantity ?? 0,
      isVirtualProduct: sent.isVirtualProduct ?? false,
      externalIds: sent.externalIds ?? [],
      properties: mergeProperties([], sent.properties ?? [])
    },
    discountPercent
  )

/** The shipment as it is kept. Its lines are those of the order by their ids, where the order has them. */
export const storedShipment = (
  sent: ShipmentMembers,
  position: number,
  status: OrderStatus,
  lines: ReadonlyArray<OrderLine>,
  now: string
): Shipment => {
  const { lineItems: _sentLines, ...rest } = sent
  const orderStatus = sent.orderStatus ?? status.name ?? ""
  return {
    ...rest,
    shipmentId: sent.shipmentId ?? String(position + 1),
    status: sent.status ?? status.shipmentStatusUpdate ?? "Released",
    orderStatus,
    orderStatusLog: sent.orderStatusLog ?? [{ status: orderStatus, timestamp: now }],
    lineItems: lines,
    packages: sent.packages ?? [],
    externalIds: sent.externalIds ?? [],
    properties: mergeProperties([], sent.properties ?? [])
  }
}

/** A return that was sent with its order, kept as those are that are made here. */
export const storedReturn = (sent: ReturnOrderForm, status: OrderStatus, context: OrderContext): ReturnOrderForm => {
  const { lineItems, shipments, ...form } = sent
  const stored = (lines: ReadonlyArray<OrderLineMembers> = []) =>
    lines.map((line, position) => storedLine(line, position, orderDiscountPercent(form.discounts ?? []), context))
  return {
    ...form,
    ...(lineItems === undefined ? {} : { lineItems: stored(lineItems) }),
    ...(shipments === undefined
      ? {}
      : {
          shipments: shipments.map((shipment, position) =>
            storedShipment(shipment, position, status, stored(shipment.lineItems), context.now)
          )
        })
  }
}
