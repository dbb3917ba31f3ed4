import { Schema } from "effect"
import { Decimal, decimal, Integer, list, optional, requiredTextUpTo, text } from "./Fields.ts"
import { Consignee, Notification, OrderClass, PaymentAdvanced } from "./PostOrder.ts"

const Classes = Schema.Struct({ classes: list(OrderClass) }).annotate({ identifier: "PatchOrderClasses" })

/** The bodies of `PATCH /orders/{orderId}/…`, by the last part of the path, but for the fields of the header. */
export const PatchOrder = {
  orderStatus: Schema.Struct({ orderStatusNumber: Integer }),
  orderNumber: Schema.Struct({ orderNumber: requiredTextUpTo(50) }),
  waybill: Schema.Struct({ waybill: requiredTextUpTo(50) }),
  returnWaybill: Schema.Struct({ returnWaybill: requiredTextUpTo(50) }),
  transporter: Schema.Struct({
    transporterCode: text,
    transporterServiceCode: text,
    paymentAdvanced: optional(PaymentAdvanced)
  }),
  consigneeAndOrderNotifications: Schema.Struct({
    consignee: optional(Consignee),
    orderNotification: optional(
      Schema.Struct({
        emailNotification: optional(Notification),
        smsNotification: optional(Notification),
        telephoneNotification: optional(Notification)
      })
    )
  }),
  setOrderClasses: Classes,
  addOrderClasses: Classes
}

/** The same for `PATCH /orders/{orderId}/lines/{orderLineId}/…`. */
export const PatchOrderLine = {
  comment: Schema.Struct({ comment: Schema.String }),
  linePrice: Schema.Struct({ linePrice: decimal }),
  customerLinePrice: Schema.Struct({ customerLinePrice: decimal }),
  reportedNumberOfItems: Schema.Struct({ reportedNumberOfItems: Decimal }),
  reportedReturnedNumberOfItems: Schema.Struct({ reportedReturnedNumberOfItems: Decimal })
}
