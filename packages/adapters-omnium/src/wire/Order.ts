import { Schema } from "effect"
import { WirePage } from "./Answers.ts"
import { flag, list, number, part, text, WireExternalId, WireInstant, WireProperty } from "./Parts.ts"

export const WireAddress = Schema.Struct({
  name: text,
  firstName: text,
  lastName: text,
  organization: text,
  organizationalNumber: text,
  line1: text,
  line2: text,
  streetNumber: text,
  postalCode: text,
  city: text,
  regionCode: text,
  countryCode: text,
  phone: text,
  daytimePhoneNumber: text,
  email: text
})
export type WireAddress = typeof WireAddress.Type

export const WireOrderLine = Schema.Struct({
  lineItemId: Schema.NonEmptyString,
  code: text,
  quantity: number,
  canceledQuantity: number,
  deliveredQuantity: number,
  returnQuantity: number,
  isVirtualProduct: flag,
  isPackageBrokeDown: flag,
  comment: text,
  properties: list(WireProperty)
})
export type WireOrderLine = typeof WireOrderLine.Type

export const WirePackage = Schema.Struct({
  id: text,
  shipmentTracking: part(
    Schema.Struct({ shipmentTrackingNumber: text, shipmentTrackingLink: text, shipmentLabelLink: text })
  )
})
export type WirePackage = typeof WirePackage.Type

export const WireShipment = Schema.Struct({
  shipmentId: Schema.NonEmptyString,
  warehouseCode: text,
  status: text,
  orderStatus: text,
  prevStatus: text,
  lineItems: list(WireOrderLine),
  address: part(WireAddress),
  shippingMethodId: text,
  shippingMethodName: text,
  shippingMethodProductId: text,
  servicePointId: text,
  pickUpPointInformation: part(Schema.Struct({ servicePointId: text })),
  expectedShipmentDate: text,
  shippingTotal: number,
  comment: text,
  shipmentTrackingNumber: text,
  shipmentTrackingLink: text,
  shipmentLabelLink: text,
  returnTrackingNumber: text,
  returnTrackingLink: text,
  returnLabelLink: text,
  packages: list(WirePackage),
  externalIds: list(WireExternalId),
  properties: list(WireProperty)
})
export type WireShipment = typeof WireShipment.Type

/** `occured` is how Omnium's internal models spell it. */
export const WireOrderError = Schema.Struct({
  key: text,
  message: text,
  referenceId: text,
  status: text,
  severity: text,
  occurred: text,
  occured: text
})
export type WireOrderError = typeof WireOrderError.Type

export const WireReturn = Schema.Struct({
  returnId: text,
  storeId: text,
  lineItems: list(Schema.Struct({ lineItemId: text, returnQuantity: number, returnType: text, returnReason: text })),
  properties: list(WireProperty)
})
export type WireReturn = typeof WireReturn.Type

export const WireOrder = Schema.Struct({
  id: Schema.NonEmptyString,
  orderNumber: text,
  orderType: text,
  status: text,
  marketId: text,
  storeId: text,
  created: text,
  modified: WireInstant,
  requestedDeliveryDate: text,
  customerNumber: text,
  customerName: text,
  customerEmail: text,
  customerPhone: text,
  billingAddress: part(WireAddress),
  orderForm: part(Schema.Struct({ shipments: list(WireShipment) })),
  returnOrderForms: list(WireReturn),
  orderNotes: list(Schema.Struct({ created: text, creator: text, detail: text })),
  properties: list(WireProperty),
  externalIds: list(WireExternalId),
  errors: list(WireOrderError),
  isReadOnly: flag
})
export type WireOrder = typeof WireOrder.Type

export const WireOrderPage = WirePage(WireOrder)
export type WireOrderPage = typeof WireOrderPage.Type
