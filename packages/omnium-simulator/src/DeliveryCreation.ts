import { type Delivery, putDelivery } from "./Delivery.ts"
import { openQuantity, type PurchaseOrder, type PurchaseOrderLine, withLines } from "./PurchaseOrder.ts"
import { refuse } from "./Refusal.ts"
import type { DeliveryLine } from "./wire/Delivery.ts"

export interface DeliveryRequest {
  readonly lines: ReadonlyArray<DeliveryLine>
  readonly id: string
  /** The delivery the lines are added to, if it exists already. */
  readonly existing: Delivery | undefined
  readonly cancelsRemainingLines: boolean
  readonly expectedDeliveryDate: string | undefined
}

export interface DeliveryMade {
  readonly order: PurchaseOrder
  readonly delivery: Delivery
  /** The lines that were put on the delivery. */
  readonly lines: ReadonlyArray<PurchaseOrderLine>
}

/** Puts lines of a purchase order on a delivery. Of a line of which only a part is coming, that part gets an id of its own. */
export const createDelivery = (order: PurchaseOrder, request: DeliveryRequest, now: string): DeliveryMade => {
  if (request.lines.length === 0) refuse(400, "No lines are given for the delivery")
  const known = new Set(order.purchaseOrderForm.lineItems.map((line) => line.lineItemId))
  const changed = new Map<string, PurchaseOrderLine>()
  const lineNow = (line: PurchaseOrderLine): PurchaseOrderLine => changed.get(line.lineItemId) ?? line
  const coming: Array<PurchaseOrderLine> = []
  for (const wanted of request.lines) {
    const line = lineNow(lineFor(order, wanted))
    const quantity = wanted.quantity ?? openQuantity(line)
    if (line.deliveryId !== undefined) refuse(400, `Line ${line.lineItemId} is already on delivery ${line.deliveryId}`)
    if (quantity <= 0 || quantity > openQuantity(line)) {
      refuse(400, `Line ${line.lineItemId}: ${quantity} cannot be delivered, ${openQuantity(line)} are open`)
    }
    const arrival =
      request.expectedDeliveryDate === undefined ? {} : { estimatedTimeOfArrival: request.expectedDeliveryDate }
    const part =
      quantity === line.quantity
        ? { ...line, ...arrival, deliveryId: request.id }
        : {
            ...line,
            ...arrival,
            lineItemId: idOfPart(line.lineItemId, request.id, known),
            deliveryId: request.id,
            quantity,
            deliveredQuantity: 0,
            canceledQuantity: 0
          }
    if (changed.has(part.lineItemId)) refuse(400, `Line ${line.lineItemId} is given twice`)
    if (part.lineItemId !== line.lineItemId) {
      changed.set(line.lineItemId, { ...line, quantity: line.quantity - quantity })
    }
    changed.set(part.lineItemId, part)
    coming.push(part)
  }
  if (request.cancelsRemainingLines) {
    for (const line of order.purchaseOrderForm.lineItems.map(lineNow)) {
      if (line.deliveryId === undefined && openQuantity(line) > 0) {
        changed.set(line.lineItemId, { ...line, canceledQuantity: line.quantity - line.deliveredQuantity })
      }
    }
  }
  return {
    order: withLines(order, [...changed.values()], now),
    delivery: deliveryOf(order, request, now),
    lines: coming
  }
}

/** Also when a delivery of this name has been deleted and left its part behind. */
const idOfPart = (lineItemId: string, deliveryId: string, known: ReadonlySet<string>): string => {
  const id = `${lineItemId}-${deliveryId}`
  let free = id
  for (let count = 2; known.has(free); count++) free = `${id}-${count}`
  return free
}

const lineFor = (order: PurchaseOrder, wanted: DeliveryLine): PurchaseOrderLine =>
  order.purchaseOrderForm.lineItems.find((line) =>
    wanted.lineItemId === undefined
      ? line.code === wanted.code && line.deliveryId === undefined
      : line.lineItemId === wanted.lineItemId
  ) ?? refuse(400, `Purchase order ${order.id} has no line '${wanted.lineItemId ?? wanted.code}'`)

const deliveryOf = (order: PurchaseOrder, { id, existing, expectedDeliveryDate }: DeliveryRequest, now: string) => {
  const added = (known: ReadonlyArray<string> | undefined, value: string | undefined): ReadonlyArray<string> =>
    value === undefined || known?.includes(value) ? (known ?? []) : [...(known ?? []), value]
  return putDelivery(
    existing,
    {
      ...existing,
      id,
      orderType: order.supplierWarehouseCode === undefined ? "PurchaseOrder" : "InternalTransfer",
      ...(order.storeId === undefined ? {} : { warehouseCode: order.storeId }),
      ...(order.supplierWarehouseCode === undefined ? {} : { supplierWarehouseCode: order.supplierWarehouseCode }),
      ...(expectedDeliveryDate === undefined ? {} : { estimatedTimeOfArrival: expectedDeliveryDate }),
      suppliers: added(existing?.suppliers, order.supplierName),
      supplierIds: added(existing?.supplierIds, order.supplierId)
    },
    now
  )
}
