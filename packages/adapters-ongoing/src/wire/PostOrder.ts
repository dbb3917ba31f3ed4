import { OngoingOrderId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import type { OngoingOrder } from "@omnium-ongoing/domain/ongoing/OngoingOrder"
import { Schema } from "effect"
import { absent } from "./Tolerant.ts"

/** Ongoing's model is closed: only names it knows may be sent. What is undefined here is left out of the JSON. */
export const postOrder = (order: OngoingOrder) => ({
  goodsOwnerId: order.goodsOwnerId,
  orderNumber: order.orderNumber,
  goodsOwnerOrderId: order.goodsOwnerOrderId,
  warehouseId: order.warehouseId,
  deliveryDate: order.deliveryDate,
  referenceNumber: order.referenceNumber,
  orderType: order.orderType && { code: order.orderType.code, name: order.orderType.name },
  consignee: {
    customerNumber: order.consignee.customerNumber,
    name: order.consignee.name,
    address1: order.consignee.address1,
    address2: order.consignee.address2,
    address3: order.consignee.address3,
    postCode: order.consignee.postCode,
    city: order.consignee.city,
    countryCode: order.consignee.countryCode,
    countryStateCode: order.consignee.countryStateCode,
    organisationNumber: order.consignee.organisationNumber
  },
  emailNotification: order.emailNotification && notification(order.emailNotification),
  smsNotification: order.smsNotification && notification(order.smsNotification),
  orderRemark: order.orderRemark,
  deliveryInstruction: order.deliveryInstruction,
  warehouseInstruction: order.warehouseInstruction,
  freeText1: order.freeText1,
  freeText2: order.freeText2,
  freeText3: order.freeText3,
  freightPrice: order.freightPrice,
  transporter: order.transporter && {
    transporterCode: order.transporter.transporterCode,
    transporterServiceCode: order.transporter.transporterServiceCode
  },
  servicePointCode: order.servicePointCode,
  preparedTransportDocumentId: order.preparedTransportDocumentId,
  orderLines: order.orderLines.map((line) => ({
    rowNumber: line.rowNumber,
    articleNumber: line.articleNumber,
    numberOfItems: line.numberOfItems,
    externalId: line.externalId,
    comment: line.comment
  }))
})

const notification = ({ toBeNotified, value }: NonNullable<OngoingOrder["emailNotification"]>) => ({
  toBeNotified,
  value
})

/** The id is nullable, and a 200 may say that it was no success: both are no answer. */
export const PostOrderAnswer = Schema.Struct({
  orderId: OngoingOrderId.check(Schema.isGreaterThan(0)),
  success: absent(Schema.Literal(true))
})
