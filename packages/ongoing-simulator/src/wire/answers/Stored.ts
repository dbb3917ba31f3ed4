import { Schema } from "effect"
import { Integer, list, Text } from "./Members.ts"

const attempt = { success: Schema.Boolean, message: Text }

/** The short answers to what is written: the id, and a text for humans. A 200 can carry `success: false`. */
export const PostArticleResponse = Schema.Struct({ articleSystemId: Integer, message: Text }).annotate({
  identifier: "PostArticleResponse"
})
export const PostOrderResponse = Schema.Struct({ orderId: Integer, message: Text }).annotate({
  identifier: "PostOrderResponse"
})
export const PostReturnOrderResponse = Schema.Struct({ returnOrderId: Integer, message: Text }).annotate({
  identifier: "PostReturnOrderResponse"
})
export const PostPurchaseOrderResponse = Schema.Struct({ purchaseOrderId: Integer, message: Text }).annotate({
  identifier: "PostPurchaseOrderResponse"
})

export const PatchOrderResponse = Schema.Struct({ orderId: Schema.Int, message: Text }).annotate({
  identifier: "PatchOrderResponse"
})
export const PatchReturnOrderResponse = Schema.Struct({ returnOrderId: Schema.Int, message: Text }).annotate({
  identifier: "PatchReturnOrderResponse"
})
export const PatchPurchaseOrderResponse = Schema.Struct({ purchaseOrderId: Schema.Int, message: Text }).annotate({
  identifier: "PatchPurchaseOrderResponse"
})

export const PostFileResponse = Schema.Struct({ fileId: Integer, ...attempt }).annotate({
  identifier: "PostFileResponse"
})
export const PostParcelResponse = Schema.Struct({ parcelId: Schema.Int, ...attempt }).annotate({
  identifier: "PostParcelResponse"
})
export const PostOrderTrackingResponse = Schema.Struct(attempt).annotate({ identifier: "PostOrderTrackingResponse" })
export const PostOrderTextLineResponse = Schema.Struct({ orderTextLineId: Integer, ...attempt }).annotate({
  identifier: "PostOrderTextLineResponse"
})
export const PostWayBillRowResponse = Schema.Struct({ wayBillRowId: Integer, ...attempt }).annotate({
  identifier: "PostWayBillRowResponse"
})
export const PostArticleClassResponse = Schema.Struct({ articleClassId: Integer, ...attempt }).annotate({
  identifier: "PostArticleClassResponse"
})
export const PostArticleItemStatusResponse = Schema.Struct({ articleItemStatusId: Integer, ...attempt }).annotate({
  identifier: "PostArticleItemStatusResponse"
})
export const PatchArticleResponse = Schema.Struct({ articleSystemId: Schema.Int, message: Text }).annotate({
  identifier: "PatchArticleResponse"
})
export const PostWayOfDeliveryTypeResponse = Schema.Struct({ wayOfDeliveryTypeId: Integer, ...attempt }).annotate({
  identifier: "PostWayOfDeliveryTypeResponse"
})
export const PostReturnCauseResponse = Schema.Struct({ returnCauseId: Integer, ...attempt }).annotate({
  identifier: "PostReturnCauseResponse"
})

export const PostArticleItemsResponse = Schema.Struct({
  success: Schema.Boolean,
  messages: list(Schema.Struct({ purchaseOrderLineId: Schema.Int, articleItemId: Integer, ...attempt }))
}).annotate({ identifier: "PostArticleItemsResponse" })
