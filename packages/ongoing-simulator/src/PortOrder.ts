import { OngoingGoodsOwnerId, OngoingOrderId, OngoingStatus } from "@omnium-ongoing/domain/ongoing/Identifiers"
import type { OngoingFile, OngoingOrderState } from "@omnium-ongoing/domain/ongoing/OngoingOrderState"
import { DateTime } from "effect"
import {
  allocatedOn,
  type Order,
  type OrderLine,
  type Parcel,
  pickedOn,
  returnedOn,
  shownOn,
  type Tracking,
  topLines
} from "./Order.ts"
import { statusText } from "./OrderStatuses.ts"
import { roundQuantity } from "./Stock.ts"
import type { StoredFile, Warehouse } from "./Warehouse.ts"
import { sentDate } from "./wire/Instants.ts"

/** An order of the warehouse as the connector's port tells it. */
export const portOrder = (warehouse: Warehouse, order: Order): OngoingOrderState => {
  const { header } = order
  return {
    orderId: OngoingOrderId.make(order.id),
    goodsOwnerId: OngoingGoodsOwnerId.make(order.ownerId),
    orderNumber: order.number,
    goodsOwnerOrderId: text(header.goodsOwnerOrderId),
    backOrderForOrderId: order.backOrderFor === null ? undefined : OngoingOrderId.make(order.backOrderFor),
    status: OngoingStatus.make(order.status),
    statusText: text(statusText(order.status, warehouse.settings)),
    deliveryDate: text(sentDate(header.deliveryDate)),
    created: instant(order.created),
    shipped: order.shipped === null ? undefined : instant(order.shipped),
    orderRemark: text(header.orderRemark),
    deliveryInstruction: text(header.deliveryInstruction),
    warehouseInstruction: text(header.warehouseInstruction),
    freeText1: text(header.freeText1),
    freeText2: text(header.freeText2),
    freeText3: text(header.freeText3),
    freightPrice: header.freightPrice ?? undefined,
    orderTypeCode: text(header.orderType?.code),
    servicePointCode: text(header.servicePointCode),
    preparedTransportDocumentId: text(header.preparedTransportDocumentId),
    transporterCode: text(header.transporter?.transporterCode),
    transporterServiceCode: text(header.transporter?.transporterServiceCode),
    email: text(header.emailNotification?.value),
    sms: text(header.smsNotification?.value),
    consignee: consignee(header.consignee),
    waybill: text(order.wayBill),
    returnWaybill: text(order.returnWayBill),
    parcels: order.parcels.map((parcel) => ({
      parcelId: parcel.id,
      parcelNumber: text(parcel.number),
      isReturnParcel: parcel.isReturn,
      ...tracking(parcel)
    })),
    tracking: order.tracking.map(tracking),
    returnTracking: order.returnTracking.map(tracking),
    lines: topLines(order).map((line) => portLine(warehouse, order, line))
  }
}

export const portFile = (file: StoredFile): OngoingFile => ({
  fileId: file.id,
  fileName: file.fileName,
  mimeType: text(file.mimeType),
  bytes: Uint8Array.from(atob(file.fileDataBase64), (character) => character.charCodeAt(0))
})

const portLine = (warehouse: Warehouse, order: Order, line: OrderLine): OngoingOrderState["lines"][number] => ({
  orderLineId: line.id,
  rowNumber: line.sent.rowNumber,
  articleNumber: warehouse.articles.get(line.articleId)?.number ?? "",
  comment: text(line.sent.comment),
  ordered: line.ordered,
  allocated: shownOn(order, line, allocatedOn),
  picked: shownOn(order, line, pickedOn),
  returned: shownOn(order, line, returnedOn),
  reportedReturned: line.reportedReturned ?? 0,
  returnedItems: line.items.flatMap(({ quantity, returned }) =>
    returned === null
      ? []
      : [
          {
            quantity,
            returned: instant(returned.at),
            causeCode: text(returned.cause?.code),
            causeName: text(returned.cause?.name)
          }
        ]
  ),
  inParcels: inParcels(line)
})

const inParcels = ({ items }: OrderLine): ReadonlyArray<{ readonly parcelId: number; readonly quantity: number }> => {
  const quantities = new Map<number, number>()
  for (const { parcelId, quantity } of items)
    if (parcelId !== null) quantities.set(parcelId, roundQuantity((quantities.get(parcelId) ?? 0) + quantity))
  return [...quantities].map(([parcelId, quantity]) => ({ parcelId, quantity }))
}

const tracking = ({ waybill, trackingUrl }: Pick<Parcel, "waybill" | "trackingUrl"> | Tracking) => ({
  waybill: text(waybill),
  trackingUrl: text(trackingUrl)
})

/** What the vendor's answers repeat of the consignee; the organisation number is not among it. */
const consignee = (sent: Order["header"]["consignee"]): OngoingOrderState["consignee"] =>
  Object.fromEntries(
    Object.entries({
      customerNumber: sent.customerNumber,
      name: sent.name,
      address1: sent.address1,
      address2: sent.address2,
      address3: sent.address3,
      postCode: sent.postCode,
      city: sent.city,
      countryCode: sent.countryCode,
      countryStateCode: sent.countryStateCode
    }).filter(([, value]) => text(value) !== undefined)
  )

const text = (value: string | null | undefined): string | undefined => (value ? value : undefined)

const instant = (milliseconds: number): DateTime.Utc => DateTime.makeUnsafe(milliseconds)
