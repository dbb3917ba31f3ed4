import { Schema } from "effect"
import {
  CodeName,
  DayOrNull,
  Decimal,
  Instant,
  InstantOrNull,
  Integer,
  leftOut,
  list,
  orNull,
  Text,
  Unset,
  Warehouse
} from "./Members.ts"

const PickOrderInfo = orNull(
  Schema.Struct({ pickOrderId: Schema.Int, binIndex: Schema.Int, pickOrderType: CodeName }).annotate({
    identifier: "GetPickOrderInfo"
  })
)

export const GetOrderPickedArticleItem = Schema.Struct({
  articleItemId: Schema.Int,
  originalArticleItemId: Schema.Int,
  numberOfItems: Schema.Finite,
  secondNumberOfItems: Decimal,
  inDate: leftOut(Instant),
  pickedTime: InstantOrNull,
  packedTime: InstantOrNull,
  isPicked: Schema.Boolean,
  isReturned: Schema.Boolean,
  returnDate: InstantOrNull,
  returnCause: CodeName,
  serial: Text,
  caseNumber: Text,
  batchNumber: Text,
  container: Text,
  comment: Text,
  location: Text,
  locationTypeCode: Text,
  zoneName: Text,
  freeText1: Text,
  weight: Decimal,
  volume: Decimal,
  expiryDate: DayOrNull,
  // The vendor's spelling.
  productionDateDate: InstantOrNull,
  articleItemStatus: CodeName,
  handling: orNull(Schema.Struct({ pickedByUserId: Integer, packedByUserId: Integer, returnedByUserId: Integer })),
  parcel: orNull(
    Schema.Struct({
      id: Schema.Int,
      parcelNumber: Text,
      parcelType: orNull(Schema.Struct({ code: Text })),
      advanced: orNull(Schema.Struct({ parcelSerialNumber: Text, parcelComment: Text, parcelTareWeight: Decimal })),
      parentParcel: Unset
    })
  ),
  purchaseOrderInfo: orNull(
    Schema.Struct({
      purchaseOrderId: Schema.Int,
      purchaseOrderLineId: Schema.Int,
      purchaseOrderPalletItemId: Integer
    })
  ),
  returnOrderInfo: orNull(Schema.Struct({ returnOrderId: Integer, returnOrderLineId: Integer })),
  prices: Unset,
  locationId: Integer,
  warehouse: Warehouse,
  pickOrderInfo: PickOrderInfo,
  articleItemClasses: list(Schema.Struct({ id: Schema.Int, code: Text, name: Text })),
  articleItemFreeDateTime1: InstantOrNull
}).annotate({ identifier: "GetOrderPickedArticleItem" })

const members = {
  id: Schema.Int,
  rowNumber: Text,
  article: orNull(
    Schema.Struct({
      articleSystemId: Schema.Int,
      articleNumber: Text,
      articleName: Text,
      productCode: Text,
      articleKind: Text,
      prices: orNull(Schema.Struct({ stockValuationPrice: Decimal })),
      articleGroup: CodeName,
      articleCategory: CodeName
    }).annotate({ identifier: "GetOrderLineArticle" })
  ),
  comment: Text,
  serialNumber: Text,
  batchNumber: Text,
  customerArticleNumber: Text,
  externalId: Text,
  warehouseInstruction: Text,
  orderedNumberOfItems: Schema.Finite,
  allocatedNumberOfItems: Schema.Finite,
  pickedNumberOfItems: Schema.Finite,
  packedNumberOfItems: Schema.Finite,
  returnedNumberOfItems: Schema.Finite,
  reportedNumberOfItems: Decimal,
  reportedReturnedNumberOfItems: Decimal,
  shouldBePicked: Schema.Boolean,
  pickedArticleItems: list(GetOrderPickedArticleItem),
  lineTotalCustomsValue: Decimal,
  lineType: CodeName,
  prices: orNull(
    Schema.Struct({ linePrice: Decimal, customerLinePrice: Decimal, discountPercentage: Decimal, currencyCode: Text })
  ),
  vat: orNull(Schema.Struct({ code: Text, percent: Schema.Finite })),
  freeValues: orNull(Schema.Struct({ freeText1: Text, freeText2: Text, freeDecimal1: Decimal, freeDecimal2: Decimal })),
  minDaysToExpiryDate: Integer,
  maxDaysToExpiryDate: Integer,
  deliveryDate: InstantOrNull,
  pickOrderInfo: PickOrderInfo
}

interface GetOrderLine extends Schema.Struct.Type<typeof members> {
  readonly subOrderLines: ReadonlyArray<GetOrderLine> | null
}

/** The components of a kit stand below its line, as lines of the same kind. */
export const GetOrderLine = Schema.Struct({
  ...members,
  subOrderLines: list(Schema.suspend((): Schema.Codec<GetOrderLine> => GetOrderLine))
}).annotate({ identifier: "GetOrderLine" })
