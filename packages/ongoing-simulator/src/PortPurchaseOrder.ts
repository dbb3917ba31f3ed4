import { OngoingGoodsOwnerId, OngoingPurchaseOrderId, OngoingStatus } from "@omnium-ongoing/domain/ongoing/Identifiers"
import type { OngoingPurchaseOrderState } from "@omnium-ongoing/domain/ongoing/OngoingPurchaseOrderState"
import { type PurchaseOrder, receivedOn } from "./PurchaseOrder.ts"
import { purchaseOrderStatusText } from "./PurchaseOrderStatuses.ts"
import type { Warehouse } from "./Warehouse.ts"
import { getPurchaseOrder } from "./wire/GetPurchaseOrder.ts"
import { sentDate } from "./wire/Instants.ts"

/** A purchase order of the warehouse as the connector's port tells it. */
export const portPurchaseOrder = (warehouse: Warehouse, order: PurchaseOrder): OngoingPurchaseOrderState => {
  const { header } = order
  const { supplierInfo } = getPurchaseOrder(warehouse, order)
  return {
    purchaseOrderId: OngoingPurchaseOrderId.make(order.id),
    goodsOwnerId: OngoingGoodsOwnerId.make(order.ownerId),
    purchaseOrderNumber: order.number,
    goodsOwnerPurchaseOrderId: text(header.goodsOwnerPurchaseOrderId),
    status: OngoingStatus.make(order.status),
    statusText: text(purchaseOrderStatusText(order.status, warehouse.settings)),
    referenceNumber: text(header.referenceNumber),
    inDate: text(sentDate(header.inDate)),
    supplierNumber: text(supplierInfo?.supplierNumber),
    lines: order.lines.map((line) => ({
      purchaseOrderLineId: line.id,
      rowNumber: line.sent.rowNumber,
      articleNumber: warehouse.articles.get(line.articleId)?.number ?? "",
      advised: line.advised,
      received: receivedOn(line)
    }))
  }
}

const text = (value: string | null | undefined): string | undefined => (value ? value : undefined)
