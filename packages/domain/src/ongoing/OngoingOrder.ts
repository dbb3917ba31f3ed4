import { Schema } from "effect"
import { GoodsOwnerOrderId } from "./GoodsOwnerOrderId.ts"
import { OngoingGoodsOwnerId, OngoingWarehouseId } from "./Identifiers.ts"
import { OngoingOrderNumber } from "./OngoingOrderNumber.ts"

const Text = Schema.optionalKey(Schema.String)

/** To whom to send something: an address or a number, and whether to. */
export const Notification = Schema.Struct({ toBeNotified: Schema.Boolean, value: Schema.String })

export const Consignee = Schema.Struct({
  customerNumber: Text,
  name: Schema.String,
  address1: Text,
  address2: Text,
  address3: Text,
  postCode: Text,
  city: Text,
  countryCode: Text,
  countryStateCode: Text,
  organisationNumber: Text
})
export type Consignee = typeof Consignee.Type

export const OngoingOrderLine = Schema.Struct({
  /** Fixed for an Omnium line for ever: Ongoing knows a line by it. */
  rowNumber: Schema.String,
  articleNumber: Schema.String,
  numberOfItems: Schema.Finite,
  externalId: Text,
  comment: Text
})
export type OngoingOrderLine = typeof OngoingOrderLine.Type

/** An order as we write it: always the whole of it, because a PUT replaces the whole of it. */
export const OngoingOrder = Schema.Struct({
  goodsOwnerId: OngoingGoodsOwnerId,
  orderNumber: OngoingOrderNumber,
  goodsOwnerOrderId: GoodsOwnerOrderId,
  warehouseId: OngoingWarehouseId,
  /** `YYYY-MM-DD`. */
  deliveryDate: Schema.String,
  referenceNumber: Text,
  orderType: Schema.optionalKey(Schema.Struct({ code: Schema.String, name: Schema.String })),
  consignee: Consignee,
  emailNotification: Schema.optionalKey(Notification),
  smsNotification: Schema.optionalKey(Notification),
  orderRemark: Text,
  /** This and the next four only the warehouse writes; they are repeated to it, or they would be gone. */
  deliveryInstruction: Text,
  warehouseInstruction: Text,
  freeText1: Text,
  freeText2: Text,
  freeText3: Text,
  /** In the order's currency, not in minor units. */
  freightPrice: Schema.optionalKey(Schema.Finite),
  transporter: Schema.optionalKey(Schema.Struct({ transporterCode: Text, transporterServiceCode: Text })),
  servicePointCode: Text,
  preparedTransportDocumentId: Text,
  orderLines: Schema.Array(OngoingOrderLine)
})
export type OngoingOrder = typeof OngoingOrder.Type
