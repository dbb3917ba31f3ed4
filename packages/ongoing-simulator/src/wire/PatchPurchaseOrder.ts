import { Schema } from "effect"
import { Decimal, Instant, Integer, RequiredText, requiredTextUpTo } from "./Fields.ts"

/** The one member in the body of each `PATCH /purchaseOrders/{purchaseOrderId}/…`. */
export const PatchPurchaseOrder = {
  purchaseOrderStatusNumber: Integer,
  purchaseOrderNumber: requiredTextUpTo(50),
  inDate: Instant,
  advisedDate: Schema.NullOr(Instant),
  purchaseOrderIsReturnType: Schema.Boolean,
  freeText1: Schema.String,
  freeText2: Schema.String,
  freeText3: Schema.String,
  freeText4: Schema.String,
  freeText5: Schema.String,
  freeBool1: Schema.Boolean,
  freeBool2: Schema.Boolean
}

/** The same for `PATCH /purchaseOrders/{purchaseOrderId}/lines/{purchaseOrderLineId}/…`. */
export const PatchPurchaseOrderLine = {
  reportedNumberOfItems: Decimal.check(Schema.isGreaterThanOrEqualTo(0)),
  freeText1: RequiredText,
  freeText2: RequiredText,
  freeDecimal1: Schema.NullOr(Decimal)
}
