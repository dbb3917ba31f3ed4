import { statusByCode } from "../ArticleItemStatuses.ts"
import { type PurchaseOrder, type PurchaseOrderLine, type Receipt, receivedOn } from "../PurchaseOrder.ts"
import { purchaseOrderStatusText } from "../PurchaseOrderStatuses.ts"
import type { Warehouse } from "../Warehouse.ts"
import { dateTime, sentDate, sentDateTime } from "./Instants.ts"
import { withNulls, withNullsOrNull } from "./Nulls.ts"
import { listOrNull, named, ownerOf, pair, siteOf } from "./Pairs.ts"
import type { PostPurchaseOrder } from "./PostPurchaseOrder.ts"

/** `GetPurchaseOrderModel`. Tracking and the terms of delivery can be sent, but are not returned. */
export const getPurchaseOrder = (warehouse: Warehouse, order: PurchaseOrder) => {
  const { header } = order
  const supplier = header.supplierInfo
  const address = supplier?.supplierAddress
  return {
    goodsOwner: ownerOf(warehouse, order.ownerId),
    supplierInfo:
      supplier === null || supplier === undefined
        ? null
        : {
            ...numberAndName(supplier, warehouse, order.ownerId),
            address:
              address === null || address === undefined
                ? null
                : {
                    address1: address.address ?? null,
                    address2: address.address2 ?? null,
                    postCode: address.postCode ?? null,
                    city: address.city ?? null,
                    countryCode: address.countryCode ?? null
                  }
          },
    sellerInfo:
      header.sellerInfo === null || header.sellerInfo === undefined
        ? null
        : { sellerNumber: header.sellerInfo.sellerNumber ?? null, sellerName: header.sellerInfo.sellerName ?? null },
    classes: listOrNull((header.classes ?? []).map(pair)),
    textLines: textLines(header.textLines),
    purchaseOrderInfo: purchaseOrderInfo(warehouse, order),
    purchaseOrderLines: order.lines.map((line) => purchaseOrderLine(warehouse, order.ownerId, line))
  }
}

const numberAndName = (
  sent: { readonly supplierNumber?: string | null; readonly supplierName?: string | null },
  warehouse: Warehouse,
  ownerId: number
) => {
  const supplier = named(warehouse.suppliers, ownerId, {
    code: sent.supplierNumber ?? "",
    name: sent.supplierName ?? null
  })
  return { supplierNumber: sent.supplierNumber ?? null, supplierName: supplier?.name ?? null }
}

const purchaseOrderInfo = (warehouse: Warehouse, order: PurchaseOrder) => {
  const { header } = order
  const { advanced, freeValues: values } = header
  const customer = advanced?.customer
  return {
    purchaseOrderId: order.id,
    purchaseOrderNumber: order.number,
    supplierOrderNumber: header.supplierOrderNumber ?? null,
    goodsOwnerReference: header.goodsOwnerReference ?? null,
    referenceNumber: header.referenceNumber ?? null,
    purchaseOrderRemark: header.purchaseOrderRemark ?? null,
    invoiceNumber: header.invoiceNumber ?? null,
    goodsOwnerPurchaseOrderId: header.goodsOwnerPurchaseOrderId ?? null,
    purchaseOrderStatus: {
      number: order.status,
      text: purchaseOrderStatusText(order.status, warehouse.settings)
    },
    purchaseOrderType: named(warehouse.purchaseOrderTypes, order.ownerId, header.purchaseOrderType),
    wayOfDelivery: named(warehouse.waysOfDelivery, order.ownerId, header.wayOfDelivery),
    inDate: sentDate(header.inDate),
    createdDate: dateTime(order.created),
    warehouse: siteOf(warehouse, order.warehouseId),
    advanced: {
      arrivalDate: null,
      orderDate: sentDateTime(advanced?.orderDate),
      advisedDate: sentDateTime(advanced?.advisedDate),
      container: advanced?.container ?? null,
      purchaseOrderIsReturnType: advanced?.purchaseOrderIsReturnType ?? false,
      customsDeclaredDate: sentDateTime(header.customsInfo?.customsDeclaredDate),
      customerInfo:
        customer === null || customer === undefined
          ? null
          : {
              customerNumber: customer.customerNumber ?? null,
              customerName: customer.customerName ?? null,
              address: withNullsOrNull(customerAddressMembers, customer.address)
            },
      purchaseOrderPalletItems: null
    },
    freeValues: {
      freeText1: values?.freeText1 ?? null,
      freeText2: values?.freeText2 ?? null,
      freeText3: values?.freeText3 ?? null,
      freeText4: values?.freeText4 ?? null,
      freeText5: values?.freeText5 ?? null,
      freeDecimal1: values?.freeDecimal1 ?? null,
      freeDecimal2: values?.freeDecimal2 ?? null,
      freeDecimal3: values?.freeDecimal3 ?? null,
      freeBool1: values?.freeBoolean1 ?? false,
      freeBool2: values?.freeBoolean2 ?? false
    },
    createdByUser: null
  }
}

const customerAddressMembers = [
  "name",
  "address1",
  "address2",
  "address3",
  "postCode",
  "city",
  "countryCode",
  "email",
  "telephone",
  "mobilePhone"
] as const

const textLines = (sent: PostPurchaseOrder["textLines"]) =>
  sent?.map((line) => withNulls(["rowNumber", "comment", "numberOfItems"], line)) ?? null

const purchaseOrderLine = (warehouse: Warehouse, ownerId: number, line: PurchaseOrderLine) => {
  const { sent } = line
  const article = warehouse.articles.get(line.articleId)
  return {
    id: line.id,
    rowNumber: sent.rowNumber,
    article:
      article === undefined
        ? null
        : {
            articleSystemId: article.id,
            articleNumber: article.number,
            articleName: article.sent.articleName ?? "",
            productCode: article.sent.productCode ?? ""
          },
    comment: sent.comment ?? null,
    rowPrice: sent.rowPrice ?? null,
    advisedNumberOfItems: line.advised,
    receivedNumberOfItems: receivedOn(line),
    reportedNumberOfItems: line.reported,
    articleItems: listOrNull(line.receipts.map((receipt) => articleItem(warehouse, ownerId, receipt))),
    subPurchaseOrderLines: null,
    externalOrderLineId: sent.externalOrderLineId ?? null,
    lineType: pair(sent.lineType),
    inDate: sentDateTime(sent.inDate),
    freeValues: {
      freeText1: sent.lineFreeValues?.freeText1 ?? null,
      freeText2: sent.lineFreeValues?.freeText2 ?? null,
      freeDateTime1: sentDateTime(sent.lineFreeValues?.freeDateTime1),
      freeDecimal1: sent.lineFreeValues?.freeDecimal1 ?? null
    },
    textLines: textLines(sent.textLines),
    returnCause: pair(sent.returnCause),
    batchNumber: sent.batchNumber ?? null,
    weight: sent.weight ?? null,
    currency: pair(sent.currencyCode ? { code: sent.currencyCode, name: sent.currencyCode } : null)
  }
}

const articleItem = (warehouse: Warehouse, ownerId: number, receipt: Receipt) => ({
  originalArticleItemId: receipt.articleItemId,
  numberOfItems: receipt.quantity,
  inDate: dateTime(receipt.at),
  serial: receipt.serial ?? "",
  caseNumber: receipt.caseNumber ?? "",
  batchNumber: receipt.batch ?? "",
  container: receipt.container ?? "",
  comment: receipt.comment ?? "",
  location: "A-01-01",
  articleItemFreeText1: null,
  weight: receipt.weight,
  expiryDate: sentDate(receipt.expiryDate),
  articleItemStatus: pair(statusByCode(warehouse, ownerId, receipt.statusCode)),
  receivedByUser: null,
  isLocked: receipt.lock !== "none",
  isLockedForSale: receipt.lock === "lockedForSale",
  articleItemPalletItemInfo: null,
  secondNumberOfItems: null,
  articleItemClasses: null
})
