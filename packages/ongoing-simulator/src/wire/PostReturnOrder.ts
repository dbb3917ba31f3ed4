import { Schema } from "effect"
import {
  codeName,
  Decimal,
  date,
  Integer,
  integer,
  list,
  optional,
  RequiredText,
  requiredTextUpTo,
  text
} from "./Fields.ts"

export const ReturnOrderLine = Schema.Struct({
  returnOrderRowNumber: RequiredText,
  customerOrderLine: Schema.Struct({ orderLineId: Integer }),
  toBeReturnedNumberOfItems: Decimal,
  returnCause: codeName,
  returnOrderLineComment: text
}).annotate({ identifier: "PostReturnOrderLine" })
export type PostReturnOrderLine = typeof ReturnOrderLine.Type

/** `PostReturnOrderModel`, complete. */
export const PostReturnOrder = Schema.Struct({
  goodsOwnerId: Integer,
  returnOrderNumber: requiredTextUpTo(50),
  customerOrder: Schema.Struct({ orderId: Integer }),
  returnOrderLines: Schema.Array(ReturnOrderLine),
  comment: text,
  inDate: date,
  warehouseId: integer,
  tracking: list(Schema.Struct({ waybill: text, trackingUrl: text })),
  returnOrderHandlingComment: text,
  freeValues: optional(Schema.Struct({ freeDateTime1: date }))
}).annotate({ identifier: "PostReturnOrderModel" })
export type PostReturnOrder = typeof PostReturnOrder.Type
