import { Schema } from "effect"
import {
  CodeNamePair,
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
import { PartyAddress } from "./PostPurchaseOrder.ts"

const SupplierAdvanced = Schema.Struct({
  supplierAddress: PartyAddress,
  manufacturersIdentificationCode: text,
  supplierOperation: optional(Schema.Literals(["CreateOrUpdate", "Find", "CreateOrFind"]))
})

/** `PostArticleModel`, complete. */
export const PostArticle = Schema.Struct({
  goodsOwnerId: Integer,
  articleNumber: RequiredText,
  articleName: text,
  productCode: text,
  unitCode: text,
  description: text,
  isStockArticle: flag,
  isActive: flag,
  articleGroup: codeName,
  articleCategory: codeName,
  articleColor: codeName,
  articleSize: codeName,
  supplierInfo: optional(
    Schema.Struct({
      supplierArticleNumber: text,
      supplierNumber: text,
      supplierName: text,
      advanced: optional(SupplierAdvanced)
    })
  ),
  barCodeInfo: optional(
    Schema.Struct({
      barCode: text,
      barCodePackage: text,
      barCodePallet: text,
      barCodeLayer: text,
      alternativeBarCodes: list(
        Schema.Struct({ barCode: text, quantityPerBarCode: decimal, barCodeType: optional(CodeNamePair) })
      )
    })
  ),
  quantityPerPackage: integer,
  quantityPerPallet: integer,
  quantityPerLayerOnPallet: integer,
  weight: decimal,
  length: decimal,
  width: decimal,
  height: decimal,
  volume: decimal,
  netWeight: decimal,
  purchasePrice: decimal,
  stockValuationPrice: decimal,
  customerPrice: decimal,
  purcaseCurrencyCode: text,
  countryOfOriginCode: text,
  statisticsNumber: text,
  additionalStatisticsNumber: text,
  customsDescription: text,
  customsExportConditions: text,
  taricNumbersInfo: optional(
    Schema.Struct({ taricNumbers: list(Schema.Struct({ countryCode: Schema.String, taricNumber: Schema.String })) })
  ),
  articleNameTranslations: list(Schema.Struct({ languageCode: text, articleName: text })),
  stockLimit: integer,
  minimumReorderQuantity: decimal,
  subQuantityPerItem: decimal,
  linkToPicture: text,
  structureDefinition: optional(
    Schema.Struct({
      articleKind: Schema.Literals(["Structure", "Production"]),
      rows: list(Schema.Struct({ articleNumber: RequiredText, numberOfItems: Decimal }))
    })
  ),
  minDaysToExpiryDateAllowedOnDelivery: integer,
  minDaysToExpiryDateAllowedOnDeliveryDuringInbound: integer,
  storageProperties: optional(
    Schema.Struct({ isObsolete: flag, isSerialNumberArticle: flag, isBatchArticle: flag, isExpiryDateArticle: flag })
  ),
  storageClass: optional(Schema.Struct({ name: requiredTextUpTo(100) })),
  freeValues: optional(
    Schema.Struct({
      freeDecimal1: decimal,
      freeDecimal2: decimal,
      freeDecimal3: decimal,
      freeDecimal4: decimal,
      freeBoolean1: flag,
      freeBoolean2: flag,
      freeBoolean3: flag,
      freeBoolean4: flag,
      freeText1: text,
      freeText2: text,
      freeText3: text,
      freeText4: text,
      freeText5: text,
      freeText6: text,
      freeText7: text,
      freeText8: text,
      freeDateTime1: date
    })
  ),
  articleInboundHandlingComment: text,
  articlePickingHandlingComment: text,
  articleReturnHandlingComment: text,
  articlePackingHandlingComment: text,
  alternativeSuppliersInfo: optional(
    Schema.Struct({
      alternativeSuppliers: list(
        Schema.Struct({
          supplierArticleNumber: text,
          supplierNumber: text,
          supplierName: text,
          leadTime: integer,
          advanced: optional(Schema.Struct({ manufacturersIdentificationCode: text, supplierOperation: text }))
        })
      )
    })
  ),
  articleClassesInfo: optional(
    Schema.Struct({
      classes: list(Schema.Struct({ code: Schema.String, name: Schema.String, comment: text })),
      handlingMode: optional(Schema.Literals(["Add", "Set"]))
    })
  ),
  goodsCategory: optional(Schema.Struct({ code: text })),
  defaultLocation: optional(Schema.Struct({ stockLimit: decimal })),
  dangerousGoodsMeasures: optional(
    Schema.Struct({ dangerousGoodsWeight: decimal, dangerousGoodsNetWeight: decimal, dangerousGoodsVolume: decimal })
  ),
  advanced: optional(
    Schema.Struct({
      allowChangingProductionAndStructureArticlesToStockOrNonStockArticles: flag,
      articleZoneInfo: optional(Schema.Struct({ name: text, clear: flag })),
      warehouseArea: optional(Schema.Struct({ code: text }))
    })
  )
}).annotate({ identifier: "PostArticleModel" })
export type PostArticle = typeof PostArticle.Type
