import {
  allocatedOn,
  componentsOf,
  type LineItem,
  type Order,
  type OrderLine,
  type Parcel,
  packedOn,
  pickedOn,
  printedAt,
  returnedOn,
  shownOn,
  shownTotal,
  type Tracking,
  topLines
} from "../Order.ts"
import { statusText } from "../OrderStatuses.ts"
import { contractOf } from "../OrderUpsert.ts"
import type { ReturnOrder } from "../ReturnOrder.ts"
import { roundQuantity } from "../Stock.ts"
import { ownerKey, type Warehouse } from "../Warehouse.ts"
import { wayBillRowsOf } from "../WayBillRows.ts"
import { getWayBillRow } from "./GetWayBillRow.ts"
import { dateTime, dateTimeOrNull, sentDate, sentDateTime } from "./Instants.ts"
import { withNulls, withNullsOrNull } from "./Nulls.ts"
import { listOrNull, named, ownerOf, pair, siteOf } from "./Pairs.ts"
import type { Consignee, PostOrder } from "./PostOrder.ts"
import { type TransporterAddons, transporterAddonNames } from "./TransporterAddons.ts"

/**
 * `GetOrderModel`. Members that are not set are null, except those that generated clients cannot take as null:
 * `deliveryDate`, `createdDate`, `deliveryDateWithTime`, `tracking[].created` and `inDate` always have a value or are left out.
 */
export const getOrder = (warehouse: Warehouse, order: Order) => {
  const { header } = order
  return {
    goodsOwner: ownerOf(warehouse, order.ownerId),
    orderInfo: orderInfo(warehouse, order),
    consignee: consignee(order.consigneeId, header.consignee),
    orderLines: topLines(order).map((line) => orderLine(warehouse, order, line)),
    parcels: listOrNull(order.parcels.map((each) => parcel(warehouse, order.ownerId, each))),
    nonTransporterParcels: null,
    tracking: listOrNull(order.tracking.map(tracking)),
    returnTracking: listOrNull(order.returnTracking.map(tracking)),
    transporter: transporter(warehouse, order.ownerId, header.transporter),
    returnTransporter: transporter(warehouse, order.ownerId, header.returnTransporter),
    transporterAddons: addons(header.transporterAddons),
    returnTransporterAddons: addons(header.returnTransporterAddons),
    classes: listOrNull((header.classes ?? []).map((each) => named(warehouse.orderClasses, order.ownerId, each))),
    shipmentInfo: null,
    wayBillRows: listOrNull(wayBillRowsOf(warehouse, order).map((row) => getWayBillRow(warehouse, order.ownerId, row))),
    advanced: {
      orderTextLines: listOrNull(
        (header.advanced?.orderTextLines ?? []).map((line) => ({
          rowNumber: line.rowNumber,
          comment: line.comment ?? null,
          numberOfItems: line.numberOfItems ?? null
        }))
      ),
      orderTransportStatusEvents: null,
      additionalAddresses: listOrNull(
        (header.advanced?.additionalAddresses ?? []).map((each) => ({
          addressCode: each.addressCode,
          addressType: each.addressType ?? null,
          address: withNullsOrNull(addressMembers, each.address)
        }))
      )
    }
  }
}

const orderInfo = (warehouse: Warehouse, order: Order) => {
  const { header } = order
  return {
    orderId: order.id,
    orderNumber: order.number,
    goodsOwnerOrderId: header.goodsOwnerOrderId ?? null,
    referenceNumber: header.referenceNumber ?? null,
    consigneeOrderNumber: header.consigneeOrderNumber ?? null,
    salesCode: header.salesCode ?? null,
    orderRemark: header.orderRemark ?? null,
    deliveryInstruction: header.deliveryInstruction ?? null,
    warehouseInstruction: header.warehouseInstruction ?? null,
    servicePointCode: header.servicePointCode ?? null,
    freeText1: header.freeText1 ?? null,
    freeText2: header.freeText2 ?? null,
    freeText3: header.freeText3 ?? null,
    freeText4: header.freeText4 ?? null,
    orderFreeDateTime1: sentDateTime(header.orderFreeDateTime1),
    orderFreeDateTime2: sentDateTime(header.orderFreeDateTime2),
    orderFreeDateTime3: sentDateTime(header.orderFreeDateTime3),
    orderFreeDateTime4: sentDateTime(header.orderFreeDateTime4),
    orderFreeDecimal1: header.orderFreeDecimal1 ?? null,
    orderType: named(warehouse.orderTypes, order.ownerId, header.orderType),
    wayOfDelivery: named(warehouse.waysOfDelivery, order.ownerId, header.wayOfDelivery),
    termsOfDeliveryType: pair(header.termsOfDeliveryType),
    deliveryDate: sentDate(header.deliveryDate) ?? undefined,
    createdDate: dateTime(order.created),
    shippedTime: dateTimeOrNull(order.shipped),
    printedTime: dateTimeOrNull(printedAt(order)),
    wayBill: order.wayBill,
    returnWayBill: order.returnWayBill,
    orderStatus: { number: order.status, text: statusText(order.status, warehouse.settings) },
    emailNotification: notification(header.emailNotification),
    smsNotification: notification(header.smsNotification),
    telephoneNotification: notification(header.telephoneNotification),
    orderedNumberOfItems: roundQuantity(topLines(order).reduce((sum, line) => sum + line.ordered, 0)),
    allocatedNumberOfItems: shownTotal(order, allocatedOn),
    pickedNumberOfItems: shownTotal(order, pickedOn),
    customsInfo:
      header.customsInfo === null || header.customsInfo === undefined
        ? null
        : { customsValueCurrencyCode: header.customsInfo.customsValueCurrencyCode ?? null },
    preparedTransportDocumentId: header.preparedTransportDocumentId ?? null,
    warehouse: siteOf(warehouse, order.warehouseId),
    customerPrice: header.customerPrice ?? null,
    freightPrice: header.freightPrice ?? null,
    marketPlace:
      header.marketPlace === null || header.marketPlace === undefined
        ? null
        : {
            marketPlace: header.marketPlace.marketPlace ?? null,
            marketPlaceOrderNumber: header.marketPlace.marketPlaceOrderNumber ?? null
          },
    pickingPriority: header.pickingPriority ?? null,
    productionCode: header.productionCode ?? null,
    invoiceUrl: header.invoiceUrl ?? null,
    sortLocation: null,
    isPickedWithErrors: false,
    advanced: {
      invoiceNumber: header.advanced?.invoiceNumber ?? null,
      arrivalDate: sentDateTime(header.advanced?.arrivalDate),
      deliveryDateWithTime: sentDateTime(header.deliveryDate) ?? undefined,
      backOrderInfo: order.backOrderFor === null ? null : { backOrderForOrderId: order.backOrderFor },
      orderHeaderUpdated: dateTime(order.headerUpdated),
      transportPaymentType: null
    }
  }
}

const consignee = (id: number, sent: Consignee) => ({
  id,
  customerNumber: sent.customerNumber ?? null,
  name: sent.name ?? null,
  address1: sent.address1 ?? null,
  address2: sent.address2 ?? null,
  address3: sent.address3 ?? null,
  postCode: sent.postCode ?? null,
  city: sent.city ?? null,
  countryCode: sent.countryCode ?? null,
  countryStateCode: sent.countryStateCode ?? null,
  remark: sent.remark ?? null,
  doorCode: sent.doorCode ?? null,
  deliveryInstruction: sent.deliveryInstruction ?? null,
  advanced: {
    telephoneNotification: notification(sent.advanced?.telephoneNotification),
    emailNotification: notification(sent.advanced?.emailNotification),
    smsNotification: notification(sent.advanced?.smsNotification)
  },
  invoiceAddress: invoiceAddress(sent.invoiceAddress),
  customerClasses: sent.customerClasses?.map(pair) ?? null,
  customerGroup:
    sent.customerGroup === null || sent.customerGroup === undefined
      ? null
      : { ...pair(sent.customerGroup), comment: null }
})

const addressMembers = [
  "name",
  "address1",
  "address2",
  "address3",
  "postCode",
  "city",
  "countryCode",
  "countryStateCode"
] as const

const invoiceAddress = (sent: Consignee["invoiceAddress"]) =>
  sent === null || sent === undefined
    ? null
    : {
        ...withNulls(addressMembers, sent),
        advanced:
          sent.advanced === null || sent.advanced === undefined
            ? null
            : {
                telephoneNotification: withNullsOrNull(["value"], sent.advanced.telephoneNotification),
                emailNotification: withNullsOrNull(["value"], sent.advanced.emailNotification),
                smsNotification: withNullsOrNull(["value"], sent.advanced.smsNotification)
              },
        addressClasses: sent.addressClasses?.map((each) => withNulls(["code", "name", "comment"], each)) ?? null
      }

const orderLine = (warehouse: Warehouse, order: Order, line: OrderLine): Record<string, unknown> => {
  const { sent } = line
  const components = componentsOf(order, line)
  const shown = (quantity: (line: OrderLine) => number) => shownOn(order, line, quantity)
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
            productCode: article.sent.productCode ?? "",
            articleKind: article.kind,
            prices: { stockValuationPrice: article.sent.stockValuationPrice ?? null },
            articleGroup: pair(article.sent.articleGroup),
            articleCategory: pair(article.sent.articleCategory)
          },
    comment: sent.comment ?? null,
    serialNumber: sent.serialNumber ?? null,
    batchNumber: sent.batchNumber ?? null,
    customerArticleNumber: sent.customerArticleNumber ?? null,
    externalId: sent.externalId ?? null,
    warehouseInstruction: sent.warehouseInstruction ?? null,
    orderedNumberOfItems: line.ordered,
    allocatedNumberOfItems: shown(allocatedOn),
    pickedNumberOfItems: shown(pickedOn),
    packedNumberOfItems: shown(packedOn),
    returnedNumberOfItems: shown(returnedOn),
    reportedNumberOfItems: line.reported,
    reportedReturnedNumberOfItems: line.reportedReturned,
    shouldBePicked: line.shouldBePicked || components.length > 0,
    pickedArticleItems: listOrNull(line.items.map((item) => pickedArticleItem(warehouse, order, item))),
    subOrderLines: listOrNull(components.map((each) => orderLine(warehouse, order, each))),
    lineTotalCustomsValue: sent.lineTotalCustomsValue ?? null,
    lineType: pair(sent.lineType),
    prices:
      sent.prices === null || sent.prices === undefined
        ? null
        : {
            linePrice: sent.prices.linePrice ?? null,
            customerLinePrice: sent.prices.customerLinePrice ?? null,
            discountPercentage: sent.prices.discountPercentage ?? null,
            currencyCode: sent.prices.currencyCode ?? null
          },
    vat: sent.vat ?? null,
    freeValues: {
      freeText1: sent.lineFreeValues?.freeText1 ?? null,
      freeText2: sent.lineFreeValues?.freeText2 ?? null,
      freeDecimal1: sent.lineFreeValues?.freeDecimal1 ?? null,
      freeDecimal2: sent.lineFreeValues?.freeDecimal2 ?? null
    },
    minDaysToExpiryDate: sent.minDaysToExpiryDate ?? null,
    maxDaysToExpiryDate: sent.maxDaysToExpiryDate ?? null,
    deliveryDate: sentDateTime(sent.deliveryDate),
    pickOrderInfo: null
  }
}

const pickedArticleItem = (warehouse: Warehouse, order: Order, item: LineItem) => {
  const packedIn = order.parcels.find((each) => each.id === item.parcelId)
  return {
    articleItemId: item.articleItemId,
    originalArticleItemId: item.originalArticleItemId,
    numberOfItems: item.quantity,
    secondNumberOfItems: null,
    inDate: dateTime(item.inDate),
    pickedTime: dateTimeOrNull(item.pickedAt),
    packedTime: dateTimeOrNull(item.packedAt),
    isPicked: item.pickedAt !== null,
    isReturned: item.returned !== null,
    returnDate: dateTimeOrNull(item.returned?.at ?? null),
    returnCause: item.returned?.cause ?? null,
    serial: item.serial ?? "",
    caseNumber: "",
    batchNumber: item.batch ?? "",
    container: "",
    comment: item.returned?.comment ?? "",
    location: "A-01-01",
    locationTypeCode: null,
    zoneName: null,
    freeText1: null,
    weight: null,
    volume: null,
    expiryDate: sentDate(item.expiryDate),
    productionDateDate: null,
    articleItemStatus: null,
    handling: { pickedByUserId: null, packedByUserId: null, returnedByUserId: null },
    parcel:
      packedIn === undefined
        ? null
        : {
            id: packedIn.id,
            parcelNumber: packedIn.number,
            parcelType: packedIn.typeCode === null ? null : { code: packedIn.typeCode },
            advanced: { parcelSerialNumber: null, parcelComment: null, parcelTareWeight: null },
            parentParcel: null
          },
    purchaseOrderInfo: null,
    returnOrderInfo: returnOrderInfo(warehouse, item),
    prices: null,
    locationId: null,
    warehouse: siteOf(warehouse, order.warehouseId),
    pickOrderInfo: null,
    articleItemClasses: null,
    articleItemFreeDateTime1: null
  }
}

const returnOrderInfo = (warehouse: Warehouse, { returned }: LineItem) => {
  const returnOrderLineId = returned?.returnOrderLineId ?? null
  if (returnOrderLineId === null) return null
  const holds = (each: ReturnOrder) => each.lines.some((line) => line.id === returnOrderLineId)
  return { returnOrderId: warehouse.returnOrders.values().find(holds)?.id ?? null, returnOrderLineId }
}

const parcel = (warehouse: Warehouse, ownerId: number, each: Parcel) => ({
  id: each.id,
  parcelNumber: each.number,
  isReturnParcel: each.isReturn,
  tracking:
    each.waybill === null && each.trackingUrl === null
      ? null
      : { waybill: each.waybill, trackingUrl: each.trackingUrl, freightPrice: null },
  advanced: {
    parcelSerialNumber: null,
    length: each.length,
    width: each.width,
    height: each.height,
    weight: each.weight,
    parcelType: parcelType(warehouse, ownerId, each)
  }
})

const parcelType = (warehouse: Warehouse, ownerId: number, { typeCode }: Parcel) => {
  const type = typeCode === null ? undefined : warehouse.parcelTypes.get(ownerKey(ownerId, typeCode))
  return type === undefined
    ? null
    : { code: type.code, name: type.name, length: type.length, width: type.width, height: type.height }
}

const tracking = (each: Tracking) => ({
  waybill: each.waybill,
  trackingUrl: each.trackingUrl,
  created: dateTime(each.created),
  freightPrice: null
})

const transporter = (
  warehouse: Warehouse,
  ownerId: number,
  sent: { readonly transporterCode?: string | null; readonly transporterServiceCode?: string | null } | null | undefined
) => {
  const contract = sent === null || sent === undefined ? undefined : contractOf(warehouse, ownerId, sent)
  if (contract === undefined) return null
  const service = contract.services.find((each) => each.code === sent?.transporterServiceCode)
  return {
    transporterName: contract.transporterName,
    name: service?.name ?? null,
    code: contract.transporterCode,
    serviceCode: service?.code ?? null,
    serviceComment: null,
    transporterContract: { comment: null, ediCode: contract.ediCode, paymentAdvanced: null }
  }
}

const addons = (sent: TransporterAddons | null | undefined) =>
  sent === null || sent === undefined
    ? null
    : Object.fromEntries(transporterAddonNames.map((name) => [name, sent[name] ?? false]))

const notification = (sent: PostOrder["emailNotification"]) => ({
  toBeNotified: sent?.toBeNotified ?? false,
  value: sent?.value ?? null
})
