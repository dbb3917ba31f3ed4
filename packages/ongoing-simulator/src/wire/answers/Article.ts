import { Schema } from "effect"
import { CodeName, Decimal, Flag, GoodsOwner, Instant, InstantOrNull, Integer, list, orNull, Text } from "./Members.ts"

const Reported = orNull(
  Schema.Struct({
    pickedToBeReportedNumberOfItems: Schema.Finite,
    returnedToBeReportedNumberOfItems: Schema.Finite,
    receivedToBeReportedNumberOfItems: Schema.Finite
  }).annotate({ identifier: "GetArticleInventoryReported" })
)

const GetArticleInventoryInfo = Schema.Struct({
  numberOfItems: Schema.Finite,
  numberOfBookedItems: Schema.Finite,
  numberOfLockedItems: Schema.Finite,
  toReceiveNumberOfItems: Schema.Finite,
  allocatedNumberOfItems: Schema.Finite,
  lockedForSaleNumberOfItems: Schema.Finite,
  pickedToBeCollectedNumberOfItems: Schema.Finite,
  receivedToBeFinishedNumberOfItems: Schema.Finite,
  lastInDate: InstantOrNull,
  sellableNumberOfItems: Schema.Finite,
  totalStockValue: Schema.Finite,
  reported: Reported
}).annotate({ identifier: "GetArticleInventoryInfo" })

export const GetArticleModel = Schema.Struct({
  goodsOwner: GoodsOwner,
  articleSystemId: Schema.Int,
  articleNumber: Text,
  articleName: Text,
  productCode: Text,
  unitCode: Text,
  description: Text,
  isStockArticle: Flag,
  isActive: Flag,
  supplierInfo: orNull(
    Schema.Struct({
      supplierArticleNumber: Text,
      supplierNumber: Text,
      supplierName: Text,
      alternativeSuppliers: list(
        Schema.Struct({ supplierArticleNumber: Text, supplierNumber: Text, supplierName: Text, leadTime: Integer })
      )
    })
  ),
  barCodeInfo: orNull(
    Schema.Struct({
      barCode: Text,
      barCodePackage: Text,
      barCodePallet: Text,
      barCodeLayer: Text,
      alternativeBarCodes: list(Schema.Struct({ barCode: Text, quantityPerBarCode: Decimal, barCodeType: CodeName }))
    })
  ),
  quantityPerPackage: Integer,
  quantityPerPallet: Integer,
  weight: Decimal,
  length: Decimal,
  width: Decimal,
  height: Decimal,
  volume: Decimal,
  netWeight: Decimal,
  subQuantityPerItem: Decimal,
  purchasePrice: Decimal,
  stockValuationPrice: Decimal,
  customerPrice: Decimal,
  // The vendor's spelling.
  purcaseCurrencyCode: Text,
  countryOfOriginCode: Text,
  statisticsNumber: Text,
  additionalStatisticsNumber: Text,
  customsDescription: Text,
  customsExportConditions: Text,
  articleGroup: CodeName,
  articleCategory: CodeName,
  articleColor: CodeName,
  articleSize: CodeName,
  inventoryInfo: orNull(GetArticleInventoryInfo),
  articleDataLastUpdated: InstantOrNull,
  created: Instant,
  articleKind: Text,
  stockLimit: Integer,
  minimumReorderQuantity: Decimal,
  freeValues: orNull(
    Schema.Struct({
      freeDecimal1: Decimal,
      freeDecimal2: Decimal,
      freeDecimal3: Decimal,
      freeDecimal4: Decimal,
      freeBoolean1: Schema.Boolean,
      freeBoolean2: Schema.Boolean,
      freeBoolean3: Schema.Boolean,
      freeBoolean4: Schema.Boolean,
      freeText1: Text,
      freeText2: Text,
      freeText3: Text,
      freeText4: Text,
      freeText5: Text,
      freeText6: Text,
      freeText7: Text,
      freeText8: Text
    })
  ),
  classes: list(Schema.Struct({ id: Schema.Int, code: Text, name: Text })),
  taricNumbersInfo: orNull(
    Schema.Struct({ taricNumbers: list(Schema.Struct({ countryCode: Text, taricNumber: Text })) })
  ),
  defaultLocationMaxNumberOfItems: Decimal,
  defaultLocationStockLimit: Decimal,
  defaultLocation: orNull(Schema.Struct({ name: Text })),
  linkToPicture: Text,
  storageProperties: orNull(
    Schema.Struct({
      isObsolete: Schema.Boolean,
      isSerialNumberArticle: Schema.Boolean,
      isBatchArticle: Schema.Boolean,
      isExpiryDateArticle: Schema.Boolean
    })
  ),
  minDaysToExpiryDateAllowedOnDelivery: Integer,
  articleNameTranslations: list(Schema.Struct({ languageCode: Text, articleName: Text })),
  articleHandlingComments: orNull(
    Schema.Struct({
      articleInboundHandlingComment: Text,
      articlePickingHandlingComment: Text,
      articleReturnHandlingComment: Text
    })
  ),
  storageClass: orNull(Schema.Struct({ name: Text })),
  goodsCategory: CodeName,
  replacementArticleInfo: orNull(
    Schema.Struct({ articleSystemId: Schema.Int, articleNumber: Text, articleName: Text })
  ),
  dangerousGoodsMeasures: orNull(
    Schema.Struct({ dangerousGoodsWeight: Decimal, dangerousGoodsNetWeight: Decimal, dangerousGoodsVolume: Decimal })
  )
}).annotate({ identifier: "GetArticleModel" })

export const GetArticleInventoryPerWarehouseModel = Schema.Struct({
  articleSystemId: Schema.Int,
  articleNumber: Text,
  inventoryPerWarehouse: list(
    Schema.Struct({
      warehouseId: Schema.Int,
      numberOfItems: Schema.Finite,
      numberOfLockedItems: Schema.Finite,
      sellableNumberOfItems: Schema.Finite,
      availableForSaleNumberOfItems: Schema.Finite,
      allocatedNumberOfItems: Schema.Finite,
      reported: Reported
    })
  )
}).annotate({ identifier: "GetArticleInventoryPerWarehouseModel" })

/** Of the head the reference names no member but the rows; these are what the simulator shows. */
export const GetStructureDefinitionModel = Schema.Struct({
  articleSystemId: Schema.Int,
  articleNumber: Text,
  articleKind: Text,
  rows: Schema.Array(Schema.Struct({ articleSystemId: Integer, articleNumber: Text, numberOfItems: Decimal }))
}).annotate({ identifier: "GetStructureDefinitionModel" })
