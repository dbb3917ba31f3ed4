import { Schema } from "effect"
import { OngoingGoodsOwnerId, OngoingWarehouseId } from "./Identifiers.ts"

const Text = Schema.optionalKey(Schema.String)

export const OngoingPurchaseOrderLine = Schema.Struct({
  /** Fixed for an Omnium line for ever: Ongoing knows a line by it. */
  rowNumber: Schema.String,
  articleNumber: Schema.String,
  numberOfItems: Schema.Finite,
  externalOrderLineId: Schema.String,
  comment: Text
})
export type OngoingPurchaseOrderLine = typeof OngoingPurchaseOrderLine.Type

/** A purchase order as we write it: always the whole of it, because a PUT replaces the whole of it. */
export const OngoingPurchaseOrder = Schema.Struct({
  goodsOwnerId: OngoingGoodsOwnerId,
  /** The id of the delivery. */
  purchaseOrderNumber: Schema.String,
  /** The id of the delivery again: the number may be changed by the warehouse, this may not. */
  goodsOwnerPurchaseOrderId: Schema.String,
  warehouseId: OngoingWarehouseId,
  /** When it is expected, `YYYY-MM-DD`. */
  inDate: Text,
  referenceNumber: Text,
  supplierInfo: Schema.optionalKey(Schema.Struct({ supplierNumber: Text, supplierName: Text })),
  purchaseOrderLines: Schema.Array(OngoingPurchaseOrderLine)
})
export type OngoingPurchaseOrder = typeof OngoingPurchaseOrder.Type
