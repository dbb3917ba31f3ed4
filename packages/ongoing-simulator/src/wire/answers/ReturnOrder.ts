import { Schema } from "effect"
import {
  CodeName,
  DayOrNull,
  Decimal,
  Instant,
  InstantOrNull,
  list,
  orNull,
  Status,
  Text,
  Unset,
  Warehouse
} from "./Members.ts"

const ReturnedArticleItem = Schema.Struct({
  numberOfItems: Schema.Finite,
  batch: Text,
  serial: Text,
  container: Text,
  location: Text,
  comment: Text,
  returnComment: Text,
  expiryDate: DayOrNull,
  weight: Decimal,
  volume: Decimal,
  returnTime: InstantOrNull,
  isReturnRemovedByInventory: Schema.Boolean,
  returnCause: CodeName,
  articleItemStatus: CodeName,
  articleItemCategory: CodeName,
  articleItemClasses: Unset
}).annotate({ identifier: "GetReturnedArticleItem" })

const GetReturnOrderLine = Schema.Struct({
  returnOrderLineId: Schema.Int,
  returnOrderRowNumber: Text,
  customerOrderLine: orNull(Schema.Struct({ orderLineId: Schema.Int, customerOrderRowNumber: Text })),
  article: orNull(Schema.Struct({ articleSystemId: Schema.Int, articleNumber: Text, articleName: Text })),
  returnCause: CodeName,
  toBeReturnedNumberOfItems: Schema.Finite,
  returnedNumberOfItems: Schema.Finite,
  returnedRemovedByInventoryNumberOfItems: Schema.Finite,
  pickedNumberOfItems: Schema.Finite,
  returnedArticleItems: list(ReturnedArticleItem)
}).annotate({ identifier: "GetReturnOrderLine" })

export const GetReturnOrderModel = Schema.Struct({
  returnOrderInfo: orNull(
    Schema.Struct({
      returnOrderId: Schema.Int,
      returnOrderNumber: Text,
      comment: Text,
      returnOrderHandlingComment: Text,
      inDate: InstantOrNull,
      createdDate: Instant,
      returnOrderArrivalTime: InstantOrNull,
      returnOrderStatus: orNull(Status),
      warehouse: Warehouse,
      freeValues: orNull(Schema.Struct({ freeDateTime1: InstantOrNull })),
      returnOrderCreatedBy: orNull(Schema.Struct({ userId: Schema.Int, userName: Text }))
    })
  ),
  customerOrderInfo: orNull(Schema.Struct({ orderId: Schema.Int, orderNumber: Text })),
  returnOrderLines: list(GetReturnOrderLine)
}).annotate({ identifier: "GetReturnOrderModel" })
