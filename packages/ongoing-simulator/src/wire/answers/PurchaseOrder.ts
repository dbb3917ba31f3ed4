import { Schema } from "effect"
import {
  CodeName,
  CodeNamePair,
  DayOrNull,
  Decimal,
  Flag,
  GoodsOwner,
  Instant,
  InstantOrNull,
  leftOut,
  list,
  orNull,
  Status,
  Text,
  Warehouse
} from "./Members.ts"

const TextLines = list(
  Schema.Struct({ rowNumber: Text, comment: Text, numberOfItems: Decimal }).annotate({
    identifier: "GetTextLine"
  })
)

const palletItem = {
  palletItemId: Schema.Int,
  palletItemLabelId: Text,
  created: Instant,
  inDate: InstantOrNull,
  outDate: InstantOrNull,
  palletItemStatus: CodeName,
  weight: Decimal,
  tareWeight: Decimal
}

const GetPurchaseOrderArticleItem = Schema.Struct({
  originalArticleItemId: Schema.Int,
  numberOfItems: Schema.Finite,
  inDate: leftOut(Instant),
  serial: Text,
  caseNumber: Text,
  batchNumber: Text,
  container: Text,
  comment: Text,
  location: Text,
  articleItemFreeText1: Text,
  weight: Decimal,
  expiryDate: DayOrNull,
  articleItemStatus: CodeName,
  receivedByUser: orNull(Schema.Struct({ userId: Schema.Int })),
  isLocked: Schema.Boolean,
  isLockedForSale: Schema.Boolean,
  articleItemPalletItemInfo: orNull(Schema.Struct(palletItem)),
  secondNumberOfItems: Decimal,
  articleItemClasses: list(Schema.Struct({ id: Schema.Int, code: Text, name: Text }))
}).annotate({ identifier: "GetPurchaseOrderArticleItem" })

const lineMembers = {
  id: Schema.Int,
  rowNumber: Text,
  article: orNull(
    Schema.Struct({ articleSystemId: Schema.Int, articleNumber: Text, articleName: Text, productCode: Text })
  ),
  comment: Text,
  rowPrice: Decimal,
  advisedNumberOfItems: Schema.Finite,
  receivedNumberOfItems: Schema.Finite,
  reportedNumberOfItems: Decimal,
  articleItems: list(GetPurchaseOrderArticleItem),
  externalOrderLineId: Text,
  lineType: CodeName,
  inDate: InstantOrNull,
  freeValues: orNull(
    Schema.Struct({ freeText1: Text, freeText2: Text, freeDateTime1: InstantOrNull, freeDecimal1: Decimal })
  ),
  textLines: TextLines,
  returnCause: CodeName,
  batchNumber: Text,
  weight: Decimal,
  currency: CodeName
}

interface GetPurchaseOrderLine extends Schema.Struct.Type<typeof lineMembers> {
  readonly subPurchaseOrderLines: ReadonlyArray<GetPurchaseOrderLine> | null
}

const GetPurchaseOrderLine = Schema.Struct({
  ...lineMembers,
  subPurchaseOrderLines: list(Schema.suspend((): Schema.Codec<GetPurchaseOrderLine> => GetPurchaseOrderLine))
}).annotate({ identifier: "GetPurchaseOrderLine" })

const Advanced = Schema.Struct({
  arrivalDate: InstantOrNull,
  orderDate: InstantOrNull,
  advisedDate: InstantOrNull,
  container: Text,
  purchaseOrderIsReturnType: Schema.Boolean,
  customsDeclaredDate: InstantOrNull,
  customerInfo: orNull(
    Schema.Struct({
      customerNumber: Text,
      customerName: Text,
      address: orNull(
        Schema.Struct({
          name: Text,
          address1: Text,
          address2: Text,
          address3: Text,
          postCode: Text,
          city: Text,
          countryCode: Text,
          email: Text,
          telephone: Text,
          mobilePhone: Text
        })
      )
    })
  ),
  purchaseOrderPalletItems: list(Schema.Struct({ ...palletItem, length: Decimal, width: Decimal, height: Decimal }))
})

const GetPurchaseOrderInfo = Schema.Struct({
  purchaseOrderId: Schema.Int,
  purchaseOrderNumber: Text,
  supplierOrderNumber: Text,
  goodsOwnerReference: Text,
  referenceNumber: Text,
  purchaseOrderRemark: Text,
  invoiceNumber: Text,
  goodsOwnerPurchaseOrderId: Text,
  purchaseOrderStatus: orNull(Status),
  purchaseOrderType: CodeName,
  wayOfDelivery: CodeName,
  inDate: DayOrNull,
  createdDate: InstantOrNull,
  warehouse: Warehouse,
  advanced: orNull(Advanced),
  freeValues: orNull(
    Schema.Struct({
      freeText1: Text,
      freeText2: Text,
      freeText3: Text,
      freeText4: Text,
      freeText5: Text,
      freeDecimal1: Decimal,
      freeDecimal2: Decimal,
      freeDecimal3: Decimal,
      // `freeBoolean1` and `freeBoolean2` in requests.
      freeBool1: Flag,
      freeBool2: Flag
    })
  ),
  createdByUser: orNull(Schema.Struct({ userName: Text }))
}).annotate({ identifier: "GetPurchaseOrderInfo" })

export const GetPurchaseOrderModel = Schema.Struct({
  goodsOwner: GoodsOwner,
  supplierInfo: orNull(
    Schema.Struct({
      supplierNumber: Text,
      supplierName: Text,
      address: orNull(Schema.Struct({ address1: Text, address2: Text, postCode: Text, city: Text, countryCode: Text }))
    })
  ),
  sellerInfo: orNull(Schema.Struct({ sellerNumber: Text, sellerName: Text })),
  classes: list(CodeNamePair),
  textLines: TextLines,
  purchaseOrderInfo: orNull(GetPurchaseOrderInfo),
  purchaseOrderLines: list(GetPurchaseOrderLine)
}).annotate({ identifier: "GetPurchaseOrderModel" })
