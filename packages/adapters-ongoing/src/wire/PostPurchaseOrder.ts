import { OngoingPurchaseOrderId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import type { OngoingPurchaseOrder } from "@omnium-ongoing/domain/ongoing/OngoingPurchaseOrder"
import { Schema } from "effect"
import { absent } from "./Tolerant.ts"

/** Ongoing's model is closed: only names it knows may be sent. What is undefined here is left out of the JSON. */
export const postPurchaseOrder = (order: OngoingPurchaseOrder) => ({
  goodsOwnerId: order.goodsOwnerId,
  purchaseOrderNumber: order.purchaseOrderNumber,
  goodsOwnerPurchaseOrderId: order.goodsOwnerPurchaseOrderId,
  warehouseId: order.warehouseId,
  inDate: order.inDate,
  referenceNumber: order.referenceNumber,
  supplierInfo: order.supplierInfo && {
    supplierNumber: order.supplierInfo.supplierNumber,
    supplierName: order.supplierInfo.supplierName
  },
  purchaseOrderLines: order.purchaseOrderLines.map((line) => ({
    rowNumber: line.rowNumber,
    articleNumber: line.articleNumber,
    numberOfItems: line.numberOfItems,
    externalOrderLineId: line.externalOrderLineId,
    comment: line.comment
  }))
})

/** The id is nullable, and a 200 may say that it was no success: both are no answer. */
export const PostPurchaseOrderAnswer = Schema.Struct({
  purchaseOrderId: OngoingPurchaseOrderId.check(Schema.isGreaterThan(0)),
  success: absent(Schema.Literal(true))
})
