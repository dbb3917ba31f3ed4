import { Schema } from "effect"
import {
  codeName,
  Decimal,
  date,
  decimal,
  flag,
  Integer,
  integer,
  list,
  optional,
  RequiredText,
  requiredTextUpTo,
  text
} from "./Fields.ts"

export const PartyAddress = optional(
  Schema.Struct({
    name: text,
    address: text,
    address2: text,
    address3: text,
    postCode: text,
    city: text,
    telePhone: text,
    mobilePhone: text,
    email: text,
    remark: text,
    countryCode: text,
    countryStateCode: text,
    deliveryInstruction: text,
    isVisible: flag,
    notifyBySMS: flag,
    notifyByEmail: flag,
    notifyByTelephone: flag
  }).annotate({ identifier: "PostPartyAddress" })
)

const textLines = list(
  Schema.Struct({ rowNumber: text, comment: text, numberOfItems: decimal }).annotate({
    identifier: "PostPurchaseOrderTextLine"
  })
)

export const PurchaseOrderLine = Schema.Struct({
  rowNumber: RequiredText,
  articleNumber: RequiredText,
  numberOfItems: optional(Decimal.check(Schema.isGreaterThanOrEqualTo(0))),
  comment: text,
  batchNumber: text,
  serialNumber: text,
  externalOrderLineId: text,
  currencyCode: text,
  rowPrice: decimal,
  weight: decimal,
  inDate: date,
  expiryDate: date,
  productionDate: date,
  articleItemStatusId: integer,
  articleItemStatus: codeName,
  lineType: codeName,
  returnCause: codeName,
  lineFreeValues: optional(
    Schema.Struct({ freeText1: text, freeText2: text, freeDecimal1: decimal, freeDateTime1: date })
  ),
  textLines
}).annotate({ identifier: "PostPurchaseOrderLine" })
export type PostPurchaseOrderLine = typeof PurchaseOrderLine.Type

/** `PostPurchaseOrderModel`, complete. */
export const PostPurchaseOrder = Schema.Struct({
  goodsOwnerId: Integer,
  purchaseOrderNumber: requiredTextUpTo(50),
  purchaseOrderLines: list(PurchaseOrderLine),
  supplierOrderNumber: text,
  goodsOwnerReference: text,
  referenceNumber: text,
  purchaseOrderRemark: text,
  invoiceNumber: text,
  goodsOwnerPurchaseOrderId: text,
  inDate: date,
  supplierInfo: optional(
    Schema.Struct({ supplierNumber: text, supplierName: text, remark: text, supplierAddress: PartyAddress })
  ),
  sellerInfo: optional(Schema.Struct({ sellerNumber: text, sellerName: text, sellerAddress: PartyAddress })),
  purchaseOrderType: codeName,
  wayOfDelivery: codeName,
  warehouseId: integer,
  freeValues: optional(
    Schema.Struct({
      freeText1: text,
      freeText2: text,
      freeText3: text,
      freeText4: text,
      freeText5: text,
      freeDecimal1: decimal,
      freeDecimal2: decimal,
      freeDecimal3: decimal,
      freeBoolean1: flag,
      freeBoolean2: flag
    })
  ),
  customsInfo: optional(
    Schema.Struct({ termsOfDeliveryType: codeName, termsOfDeliveryTypeLocation: text, customsDeclaredDate: date })
  ),
  classes: list(Schema.Struct({ code: text, name: text, comment: text })),
  tracking: list(Schema.Struct({ waybill: text, trackingUrl: text })),
  textLines,
  advanced: optional(
    Schema.Struct({
      container: text,
      orderDate: date,
      advisedDate: date,
      purchaseOrderStatusCreated: integer,
      purchaseOrderIsReturnType: flag,
      customer: optional(
        Schema.Struct({
          customerNumber: text,
          customerName: text,
          address: optional(
            Schema.Struct({
              name: text,
              address1: text,
              address2: text,
              address3: text,
              postCode: text,
              city: text,
              countryCode: text,
              email: text,
              telephone: text,
              mobilePhone: text
            })
          )
        })
      )
    })
  )
}).annotate({ identifier: "PostPurchaseOrderModel" })
export type PostPurchaseOrder = typeof PostPurchaseOrder.Type

/** The body of `PUT …/articleItems`: items that will come. */
export const PostArticleItems = Schema.Struct({
  items: list(
    Schema.Struct({
      purchaseOrderLineId: Integer,
      numberOfItems: decimal,
      serial: text,
      batch: text,
      comment: text,
      container: text,
      caseNumber: text,
      weight: decimal,
      length: decimal,
      width: decimal,
      height: decimal,
      volume: decimal,
      price: decimal,
      statusId: integer,
      expiryDate: date,
      productionDate: date,
      articleItemCategory: codeName,
      advanced: optional(
        Schema.Struct({
          articleItemParcel: optional(
            Schema.Struct({
              parcelNumber: RequiredText,
              numberOfItems: decimal,
              parcelType: optional(Schema.Struct({ id: integer, code: text })),
              dimensions: optional(
                Schema.Struct({
                  weight: decimal,
                  volume: decimal,
                  length: decimal,
                  width: decimal,
                  height: decimal,
                  loadMeters: decimal,
                  tareWeight: decimal
                })
              )
            })
          ),
          secondNumberOfItems: decimal
        })
      )
    })
  )
}).annotate({ identifier: "PostArticleItemsModel" })
export type PostArticleItem = NonNullable<(typeof PostArticleItems.Type)["items"]>[number]
