import { Schema } from "effect"
import {
  codeName,
  Decimal,
  date,
  decimal,
  flag,
  Instant,
  Integer,
  integer,
  list,
  optional,
  RequiredText,
  requiredTextUpTo,
  text,
  textUpTo
} from "./Fields.ts"
import { TransporterAddons } from "./TransporterAddons.ts"

export const Notification = Schema.Struct({ toBeNotified: flag, value: text }).annotate({
  identifier: "PostNotification"
})
const notification = optional(Notification)
const CodeNameComment = Schema.Struct({ code: text, name: text, comment: text }).annotate({
  identifier: "PostCodeNameComment"
})

export const PaymentAdvanced = Schema.Struct({
  consigneeCollects: flag,
  consigneePays: optional(Schema.Struct({ customerNumber: RequiredText })),
  thirdPartyPays: optional(Schema.Struct({ customerNumber: RequiredText })),
  senderPays: optional(Schema.Struct({ ediCode: text, waybillTemplate: text, customerNumber: text }))
}).annotate({ identifier: "PostPaymentAdvanced" })

const ContactValue = optional(Schema.Struct({ value: text }))

export const Consignee = Schema.Struct({
  customerNumber: textUpTo(50),
  name: text,
  address1: text,
  address2: text,
  address3: text,
  postCode: text,
  city: text,
  countryCode: text,
  countryStateCode: text,
  remark: text,
  doorCode: text,
  deliveryInstruction: text,
  organisationNumber: text,
  vatNumber: text,
  customerGroup: codeName,
  addressClasses: list(CodeNameComment),
  customerClasses: list(CodeNameComment),
  freeValues: optional(Schema.Struct({ addressFreeText1: text, addressFreeText2: text })),
  advanced: optional(
    Schema.Struct({
      telephoneNotification: notification,
      emailNotification: notification,
      smsNotification: notification,
      externalCustomerCode: text,
      transporterContracts: list(
        Schema.Struct({ transporterCode: text, customerNumber: text, palletRegistrationNumber: text })
      )
    })
  ),
  invoiceAddress: optional(
    Schema.Struct({
      name: text,
      address1: text,
      address2: text,
      address3: text,
      postCode: text,
      city: text,
      countryCode: text,
      countryStateCode: text,
      advanced: optional(
        Schema.Struct({
          telephoneNotification: ContactValue,
          emailNotification: ContactValue,
          smsNotification: ContactValue
        })
      ),
      addressClasses: list(CodeNameComment)
    })
  )
}).annotate({ identifier: "PostOrderConsignee" })
export type Consignee = typeof Consignee.Type

const lineMembers = {
  rowNumber: RequiredText,
  articleNumber: RequiredText,
  numberOfItems: optional(Decimal.check(Schema.isGreaterThanOrEqualTo(0))),
  comment: text,
  serialNumber: text,
  batchNumber: text,
  customerArticleNumber: text,
  warehouseInstruction: text,
  externalId: text,
  shouldBePicked: flag,
  lineTotalCustomsValue: decimal,
  lineType: codeName,
  articleItemStatus: optional(Schema.Struct({ code: text, name: text, clear: flag })),
  prices: optional(
    Schema.Struct({
      linePrice: decimal,
      customerLinePrice: decimal,
      discountPercentage: decimal,
      totalVat: decimal,
      currencyCode: text
    }).annotate({ identifier: "PostOrderLinePrices" })
  ),
  vat: optional(Schema.Struct({ code: Schema.String, percent: Decimal })),
  lineFreeValues: optional(
    Schema.Struct({ freeText1: text, freeText2: text, freeDecimal1: decimal, freeDecimal2: decimal }).annotate({
      identifier: "PostOrderLineFreeValues"
    })
  ),
  minDaysToExpiryDate: integer,
  maxDaysToExpiryDate: integer,
  deliveryDate: date,
  weight: decimal,
  minWeight: decimal,
  maxWeight: decimal
}

/** `PostOrderLine`. The vendor nests component lines to any depth; one level is taken. */
export const OrderLine = Schema.Struct({ ...lineMembers, subOrderLines: list(Schema.Struct(lineMembers)) }).annotate({
  identifier: "PostOrderLine"
})
export type PostOrderLine = typeof OrderLine.Type

export const OrderClass = Schema.Struct({
  code: text,
  name: text,
  comment: text,
  isParcelTypeSuggestion: flag
}).annotate({ identifier: "PostOrderClass" })

export const TextLine = Schema.Struct({ rowNumber: RequiredText, comment: text, numberOfItems: decimal })
export type TextLine = typeof TextLine.Type

/** `PostOrderModel`, complete. */
export const PostOrder = Schema.Struct({
  goodsOwnerId: Integer,
  orderNumber: requiredTextUpTo(50),
  deliveryDate: Instant,
  consignee: Consignee,
  orderLines: list(OrderLine),
  goodsOwnerOrderId: textUpTo(50),
  referenceNumber: text,
  consigneeOrderNumber: text,
  salesCode: text,
  orderRemark: textUpTo(500),
  deliveryInstruction: text,
  warehouseInstruction: textUpTo(500),
  servicePointCode: textUpTo(50),
  freeText1: text,
  freeText2: text,
  freeText3: text,
  freeText4: text,
  orderFreeDateTime1: date,
  orderFreeDateTime2: date,
  orderFreeDateTime3: date,
  orderFreeDateTime4: date,
  orderFreeDecimal1: decimal,
  orderType: codeName,
  wayOfDelivery: codeName,
  termsOfDeliveryType: codeName,
  emailNotification: notification,
  smsNotification: notification,
  telephoneNotification: notification,
  transporter: optional(
    Schema.Struct({
      transporterCode: text,
      transporterServiceCode: text,
      paymentAdvanced: optional(PaymentAdvanced)
    })
  ),
  returnTransporter: optional(Schema.Struct({ transporterCode: text, transporterServiceCode: text })),
  transporterAddons: optional(TransporterAddons),
  returnTransporterAddons: optional(TransporterAddons),
  transporterBulkId: text,
  preparedTransportDocumentId: text,
  customsInfo: optional(Schema.Struct({ customsValueCurrencyCode: text })),
  freightPrice: decimal,
  customerPrice: decimal,
  warehouseId: integer,
  classes: list(OrderClass),
  marketPlace: optional(Schema.Struct({ marketPlace: text, marketPlaceOrderNumber: text })),
  pickingPriority: integer,
  productionCode: text,
  invoiceUrl: textUpTo(200),
  languageCode: text,
  advanced: optional(
    Schema.Struct({
      orderTextLines: list(TextLine),
      arrivalDate: date,
      arrivalDateFrom: date,
      wayOfDeliveryString: text,
      transporterOrderNumber: text,
      invoiceNumber: text,
      termsOfPaymentString: text,
      termsOfDeliveryString: text,
      communication: text,
      additionalAddresses: list(
        Schema.Struct({
          addressCode: RequiredText,
          addressType: text,
          address: optional(
            Schema.Struct({
              name: text,
              address1: text,
              address2: text,
              address3: text,
              postCode: text,
              city: text,
              countryCode: text,
              countryStateCode: text
            })
          )
        })
      )
    })
  )
}).annotate({ identifier: "PostOrderModel" })
export type PostOrder = typeof PostOrder.Type
