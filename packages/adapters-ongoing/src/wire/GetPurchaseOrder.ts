import { OngoingGoodsOwnerId, OngoingPurchaseOrderId, OngoingStatus } from "@omnium-ongoing/domain/ongoing/Identifiers"
import type {
  OngoingPurchaseOrderLineState,
  OngoingPurchaseOrderState
} from "@omnium-ongoing/domain/ongoing/OngoingPurchaseOrderState"
import { Schema } from "effect"
import { absent, orUndefined, quantity, text } from "./Tolerant.ts"

const PurchaseOrderLine = Schema.Struct({
  id: Schema.Int,
  rowNumber: text,
  article: absent(Schema.Struct({ articleNumber: text })),
  advisedNumberOfItems: quantity,
  receivedNumberOfItems: quantity
})

export const GetPurchaseOrder = Schema.Struct({
  goodsOwner: absent(Schema.Struct({ id: OngoingGoodsOwnerId })),
  supplierInfo: absent(Schema.Struct({ supplierNumber: text })),
  purchaseOrderInfo: Schema.Struct({
    purchaseOrderId: OngoingPurchaseOrderId,
    purchaseOrderNumber: text,
    goodsOwnerPurchaseOrderId: text,
    referenceNumber: text,
    purchaseOrderStatus: Schema.Struct({ number: OngoingStatus, text }),
    inDate: text
  }),
  purchaseOrderLines: absent(Schema.Array(PurchaseOrderLine))
})

export const PurchaseOrderList = Schema.NullOr(Schema.Array(GetPurchaseOrder))

export const purchaseOrderState = (got: typeof GetPurchaseOrder.Type): OngoingPurchaseOrderState => {
  const info = got.purchaseOrderInfo
  return {
    purchaseOrderId: info.purchaseOrderId,
    goodsOwnerId: got.goodsOwner?.id,
    purchaseOrderNumber: info.purchaseOrderNumber ?? "",
    goodsOwnerPurchaseOrderId: orUndefined(info.goodsOwnerPurchaseOrderId),
    status: info.purchaseOrderStatus.number,
    statusText: orUndefined(info.purchaseOrderStatus.text),
    referenceNumber: orUndefined(info.referenceNumber),
    // Ongoing sends the day alone, or the same day with a time.
    inDate: orUndefined(info.inDate)?.slice(0, 10),
    supplierNumber: orUndefined(got.supplierInfo?.supplierNumber),
    lines: (got.purchaseOrderLines ?? []).map(line)
  }
}

const line = (got: typeof PurchaseOrderLine.Type): OngoingPurchaseOrderLineState => ({
  purchaseOrderLineId: got.id,
  rowNumber: got.rowNumber ?? "",
  articleNumber: got.article?.articleNumber ?? "",
  advised: got.advisedNumberOfItems ?? 0,
  received: got.receivedNumberOfItems ?? 0
})
