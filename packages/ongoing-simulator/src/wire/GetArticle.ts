import { type Article, articleKind, keepsStock } from "../Article.ts"
import { addLevels, emptyLevel, free, type StockLevel, sellable } from "../Stock.ts"
import { articleByNumber, ownerKey, type Warehouse } from "../Warehouse.ts"
import type { CodeNamePair } from "./Fields.ts"
import { dateTime, dateTimeOrNull } from "./Instants.ts"

/** `GetArticleModel`: every member stands there, null when it is not set. */
export const getArticle = (warehouse: Warehouse, article: Article) => {
  const { sent } = article
  const supplier = sent.supplierInfo
  const codes = sent.barCodeInfo
  return {
    goodsOwner: { id: article.ownerId, name: warehouse.owners.get(article.ownerId)?.name ?? null },
    articleSystemId: article.id,
    articleNumber: article.number,
    articleName: sent.articleName ?? "",
    productCode: sent.productCode ?? "",
    unitCode: sent.unitCode ?? null,
    description: sent.description ?? null,
    isStockArticle: keepsStock(article),
    isActive: sent.isActive ?? true,
    supplierInfo: {
      supplierArticleNumber: supplier?.supplierArticleNumber ?? null,
      supplierNumber: supplier?.supplierNumber ?? null,
      supplierName: supplier?.supplierName ?? null,
      alternativeSuppliers:
        sent.alternativeSuppliersInfo?.alternativeSuppliers?.map((each) => ({
          supplierArticleNumber: each.supplierArticleNumber ?? null,
          supplierNumber: each.supplierNumber ?? null,
          supplierName: each.supplierName ?? null,
          leadTime: each.leadTime ?? null
        })) ?? null
    },
    barCodeInfo: {
      barCode: codes?.barCode ?? null,
      barCodePackage: codes?.barCodePackage ?? null,
      barCodePallet: codes?.barCodePallet ?? null,
      barCodeLayer: codes?.barCodeLayer ?? null,
      alternativeBarCodes:
        codes?.alternativeBarCodes?.map((each) => ({
          barCode: each.barCode ?? null,
          quantityPerBarCode: each.quantityPerBarCode ?? null,
          barCodeType: pair(each.barCodeType)
        })) ?? null
    },
    quantityPerPackage: sent.quantityPerPackage ?? null,
    quantityPerPallet: sent.quantityPerPallet ?? null,
    weight: sent.weight ?? null,
    length: sent.length ?? null,
    width: sent.width ?? null,
    height: sent.height ?? null,
    volume: sent.volume ?? null,
    netWeight: sent.netWeight ?? null,
    subQuantityPerItem: sent.subQuantityPerItem ?? null,
    purchasePrice: sent.purchasePrice ?? null,
    stockValuationPrice: sent.stockValuationPrice ?? null,
    customerPrice: sent.customerPrice ?? null,
    purcaseCurrencyCode: sent.purcaseCurrencyCode ?? null,
    countryOfOriginCode: sent.countryOfOriginCode ?? null,
    statisticsNumber: sent.statisticsNumber ?? null,
    additionalStatisticsNumber: sent.additionalStatisticsNumber ?? null,
    customsDescription: sent.customsDescription ?? null,
    customsExportConditions: sent.customsExportConditions ?? null,
    articleGroup: pair(sent.articleGroup),
    articleCategory: pair(sent.articleCategory),
    articleColor: pair(sent.articleColor),
    articleSize: pair(sent.articleSize),
    inventoryInfo: inventoryInfo(warehouse, article),
    articleDataLastUpdated: dateTime(article.dataUpdated),
    created: dateTime(article.created),
    articleKind: articleKind(article),
    stockLimit: sent.stockLimit ?? null,
    minimumReorderQuantity: sent.minimumReorderQuantity ?? null,
    freeValues: freeValues(article),
    classes:
      sent.articleClassesInfo?.classes?.map(({ code, name }) => ({
        id: warehouse.articleClasses.get(ownerKey(article.ownerId, code))?.id ?? 0,
        code,
        name
      })) ?? null,
    taricNumbersInfo:
      sent.taricNumbersInfo === null || sent.taricNumbersInfo === undefined
        ? null
        : { taricNumbers: sent.taricNumbersInfo.taricNumbers ?? null },
    defaultLocationMaxNumberOfItems: null,
    defaultLocationStockLimit: sent.defaultLocation?.stockLimit ?? null,
    defaultLocation: null,
    linkToPicture: sent.linkToPicture ?? null,
    storageProperties: {
      isObsolete: sent.storageProperties?.isObsolete ?? false,
      isSerialNumberArticle: sent.storageProperties?.isSerialNumberArticle ?? false,
      isBatchArticle: sent.storageProperties?.isBatchArticle ?? false,
      isExpiryDateArticle: sent.storageProperties?.isExpiryDateArticle ?? false
    },
    minDaysToExpiryDateAllowedOnDelivery: sent.minDaysToExpiryDateAllowedOnDelivery ?? null,
    articleNameTranslations:
      sent.articleNameTranslations?.map((each) => ({
        languageCode: each.languageCode ?? null,
        articleName: each.articleName ?? null
      })) ?? null,
    articleHandlingComments: {
      articleInboundHandlingComment: sent.articleInboundHandlingComment ?? null,
      articlePickingHandlingComment: sent.articlePickingHandlingComment ?? null,
      articleReturnHandlingComment: sent.articleReturnHandlingComment ?? null
    },
    storageClass: sent.storageClass ?? null,
    goodsCategory: sent.goodsCategory === null || sent.goodsCategory === undefined ? null : pair(sent.goodsCategory),
    replacementArticleInfo: null,
    dangerousGoodsMeasures:
      sent.dangerousGoodsMeasures === null || sent.dangerousGoodsMeasures === undefined
        ? null
        : {
            dangerousGoodsWeight: sent.dangerousGoodsMeasures.dangerousGoodsWeight ?? null,
            dangerousGoodsNetWeight: sent.dangerousGoodsMeasures.dangerousGoodsNetWeight ?? null,
            dangerousGoodsVolume: sent.dangerousGoodsMeasures.dangerousGoodsVolume ?? null
          }
  }
}

/** `GetArticleInventoryPerWarehouseModel`: every warehouse of the installation, or those asked for. */
export const getInventoryPerWarehouse = (
  warehouse: Warehouse,
  article: Article,
  warehouseIds: ReadonlyArray<number> | undefined
) => ({
  articleSystemId: article.id,
  articleNumber: article.number,
  inventoryPerWarehouse: (warehouseIds ?? [...warehouse.sites.keys()])
    .filter((id) => warehouse.sites.has(id))
    .map((warehouseId) => {
      const level = shownLevel(warehouse, article, [warehouseId])
      return {
        warehouseId,
        numberOfItems: level.numberOfItems,
        numberOfLockedItems: level.locked,
        sellableNumberOfItems: sellable(level),
        availableForSaleNumberOfItems: Math.max(0, sellable(level)),
        allocatedNumberOfItems: level.allocated,
        reported: reported(level)
      }
    })
})

export const numberOfItems = (warehouse: Warehouse, article: Article): number =>
  shownLevel(warehouse, article, undefined).numberOfItems

export const sellableItems = (warehouse: Warehouse, article: Article): number =>
  sellable(shownLevel(warehouse, article, undefined))

const inventoryInfo = (warehouse: Warehouse, article: Article) => {
  const level = shownLevel(warehouse, article, undefined)
  return {
    numberOfItems: level.numberOfItems,
    numberOfBookedItems: level.booked,
    numberOfLockedItems: level.locked,
    toReceiveNumberOfItems: 0,
    allocatedNumberOfItems: level.allocated,
    lockedForSaleNumberOfItems: level.lockedForSale,
    pickedToBeCollectedNumberOfItems: level.pickedToBeCollected,
    receivedToBeFinishedNumberOfItems: 0,
    lastInDate: dateTimeOrNull(article.lastIn),
    sellableNumberOfItems: sellable(level),
    totalStockValue: Math.round(level.numberOfItems * (article.sent.stockValuationPrice ?? 0) * 100) / 100,
    reported: reported(level)
  }
}

const reported = (level: StockLevel) => ({
  pickedToBeReportedNumberOfItems: level.pickedToBeReported,
  returnedToBeReportedNumberOfItems: level.returnedToBeReported,
  receivedToBeReportedNumberOfItems: 0
})

/** The figures in some warehouses, or all. A kit has what its scarcest component allows. */
const shownLevel = (
  warehouse: Warehouse,
  article: Article,
  warehouseIds: ReadonlyArray<number> | undefined
): StockLevel => {
  const own = article.levels
    .filter((entry) => warehouseIds === undefined || warehouseIds.includes(entry.warehouseId))
    .reduce((sum, entry) => addLevels(sum, entry.level), emptyLevel)
  if (articleKind(article) !== "Structure") return own
  const kits = (article.sent.structureDefinition?.rows ?? []).map((row) => {
    const component = articleByNumber(warehouse, article.ownerId, row.articleNumber)
    if (component === undefined || row.numberOfItems <= 0) return 0
    const level = shownLevel(warehouse, component, warehouseIds)
    return Math.floor(Math.max(0, Math.min(sellable(level), free(level))) / row.numberOfItems)
  })
  return { ...own, numberOfItems: kits.length === 0 ? 0 : Math.min(...kits) }
}

const pair = (named: Partial<CodeNamePair> | null | undefined) =>
  named === null || named === undefined ? null : { code: named.code ?? null, name: named.name ?? null }

const freeValues = ({ sent }: Article) => {
  const values = sent.freeValues
  return {
    freeDecimal1: values?.freeDecimal1 ?? null,
    freeDecimal2: values?.freeDecimal2 ?? null,
    freeDecimal3: values?.freeDecimal3 ?? null,
    freeDecimal4: values?.freeDecimal4 ?? null,
    freeBoolean1: values?.freeBoolean1 ?? false,
    freeBoolean2: values?.freeBoolean2 ?? false,
    freeBoolean3: values?.freeBoolean3 ?? false,
    freeBoolean4: values?.freeBoolean4 ?? false,
    freeText1: values?.freeText1 ?? null,
    freeText2: values?.freeText2 ?? null,
    freeText3: values?.freeText3 ?? null,
    freeText4: values?.freeText4 ?? null,
    freeText5: values?.freeText5 ?? null,
    freeText6: values?.freeText6 ?? null,
    freeText7: values?.freeText7 ?? null,
    freeText8: values?.freeText8 ?? null
  }
}
