import type { Article } from "../Article.ts"
import { type ShownStock, shownStock } from "../ShownStock.ts"
import { ownerKey, type Warehouse } from "../Warehouse.ts"
import { dateTime, dateTimeOrNull } from "./Instants.ts"
import { ownerOf, pair } from "./Pairs.ts"
import type { PostArticle } from "./PostArticle.ts"

/** `GetArticleModel`: every member stands there, null when it is not set. */
export const getArticle = (warehouse: Warehouse, article: Article) => {
  const { sent } = article
  const supplier = sent.supplierInfo
  const codes = sent.barCodeInfo
  return {
    goodsOwner: ownerOf(warehouse, article.ownerId),
    articleSystemId: article.id,
    articleNumber: article.number,
    articleName: sent.articleName ?? "",
    productCode: sent.productCode ?? "",
    unitCode: sent.unitCode ?? null,
    description: sent.description ?? null,
    isStockArticle: article.keepsStock,
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
    inventoryInfo: inventoryInfo(warehouse, article, sent.stockValuationPrice ?? 0),
    articleDataLastUpdated: dateTime(article.dataUpdated),
    created: dateTime(article.created),
    articleKind: article.kind,
    stockLimit: sent.stockLimit ?? null,
    minimumReorderQuantity: sent.minimumReorderQuantity ?? null,
    freeValues: freeValues(sent),
    classes:
      sent.articleClassesInfo?.classes?.map(({ code, name }) => {
        const known = warehouse.articleClasses.get(ownerKey(article.ownerId, code))
        return { id: known?.id ?? 0, code, name: known?.name ?? name }
      }) ?? null,
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
      const stock = shownStock(warehouse, article, [warehouseId])
      return {
        warehouseId,
        numberOfItems: stock.numberOfItems,
        numberOfLockedItems: stock.locked,
        sellableNumberOfItems: stock.sellable,
        availableForSaleNumberOfItems: Math.max(0, stock.sellable),
        allocatedNumberOfItems: stock.allocated,
        reported: reported(stock)
      }
    })
})

const inventoryInfo = (warehouse: Warehouse, article: Article, price: number) => {
  const stock = shownStock(warehouse, article, undefined)
  return {
    numberOfItems: stock.numberOfItems,
    numberOfBookedItems: stock.booked,
    numberOfLockedItems: stock.locked,
    toReceiveNumberOfItems: stock.toReceive,
    allocatedNumberOfItems: stock.allocated,
    lockedForSaleNumberOfItems: stock.lockedForSale,
    pickedToBeCollectedNumberOfItems: stock.pickedToBeCollected,
    receivedToBeFinishedNumberOfItems: stock.receivedToBeFinished,
    lastInDate: dateTimeOrNull(article.lastIn),
    sellableNumberOfItems: stock.sellable,
    totalStockValue: Math.round(stock.numberOfItems * price * 100) / 100,
    reported: reported(stock)
  }
}

const reported = (stock: ShownStock) => ({
  pickedToBeReportedNumberOfItems: stock.pickedToBeReported,
  returnedToBeReportedNumberOfItems: stock.returnedToBeReported,
  receivedToBeReportedNumberOfItems: stock.receivedToBeReported
})

const freeValues = ({ freeValues: values }: PostArticle) => {
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
