import type { OmniumDelivery, OmniumDeliveryLine } from "@omnium-ongoing/domain/omnium/OmniumDelivery"
import type { Delivery } from "./Delivery.ts"
import { instant, portProperties, text } from "./PortOrder.ts"
import type { PurchaseOrderLine } from "./PurchaseOrder.ts"

/** A delivery in the connector's words. */
export const portDelivery = (delivery: Delivery): OmniumDelivery => ({
  id: delivery.id,
  status: delivery.deliveryStatus,
  warehouseCode: text(delivery.warehouseCode),
  suppliers: (delivery.suppliers ?? []).filter((name) => name !== ""),
  supplierIds: (delivery.supplierIds ?? []).filter((id) => id !== ""),
  invoiceNumber: text(delivery.invoiceNumber),
  estimatedTimeOfArrival: instant(delivery.estimatedTimeOfArrival),
  internalComments: delivery.deliveryNotes.flatMap(({ detail }) => text(detail) ?? []),
  properties: portProperties(delivery.properties),
  created: instant(delivery.created),
  modified: instant(delivery.modified)
})

export const portDeliveryLine = (line: PurchaseOrderLine): OmniumDeliveryLine => ({
  lineItemId: line.lineItemId,
  purchaseOrderId: line.purchaseOrderId,
  code: line.code ?? "",
  quantity: line.quantity,
  canceledQuantity: line.canceledQuantity,
  deliveredQuantity: line.deliveredQuantity,
  comment: text(line.comment)
})
