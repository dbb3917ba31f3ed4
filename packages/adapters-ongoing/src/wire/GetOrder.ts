import { OngoingGoodsOwnerId, OngoingOrderId, OngoingStatus } from "@omnium-ongoing/domain/ongoing/Identifiers"
import type { Consignee } from "@omnium-ongoing/domain/ongoing/OngoingOrder"
import type {
  OngoingLineState,
  OngoingOrderState,
  OngoingParcel,
  OngoingTracking
} from "@omnium-ongoing/domain/ongoing/OngoingOrderState"
import { Array, DateTime, Option, Schema } from "effect"
import { absent, orUndefined, quantity, text } from "./Tolerant.ts"

const Tracking = Schema.Struct({ waybill: text, trackingUrl: text })

const Parcel = Schema.Struct({
  id: Schema.Int,
  parcelNumber: text,
  isReturnParcel: absent(Schema.Boolean),
  tracking: absent(Tracking)
})

const PickedArticleItem = Schema.Struct({
  numberOfItems: quantity,
  /** False for goods that are only allocated. */
  isPicked: absent(Schema.Boolean),
  isReturned: absent(Schema.Boolean),
  returnDate: text,
  returnCause: absent(Schema.Struct({ code: text, name: text })),
  parcel: absent(Schema.Struct({ id: Schema.Int }))
})

const OrderLine = Schema.Struct({
  id: Schema.Int,
  rowNumber: text,
  article: absent(Schema.Struct({ articleNumber: text })),
  comment: text,
  orderedNumberOfItems: quantity,
  allocatedNumberOfItems: quantity,
  pickedNumberOfItems: quantity,
  returnedNumberOfItems: quantity,
  reportedReturnedNumberOfItems: quantity,
  pickedArticleItems: absent(Schema.Array(PickedArticleItem))
})

const Notification = Schema.Struct({ value: text })

const OrderInfo = Schema.Struct({
  orderId: OngoingOrderId,
  orderNumber: text,
  goodsOwnerOrderId: text,
  orderStatus: Schema.Struct({ number: OngoingStatus, text }),
  deliveryDate: text,
  createdDate: text,
  shippedTime: text,
  orderRemark: text,
  deliveryInstruction: text,
  warehouseInstruction: text,
  freeText1: text,
  freeText2: text,
  freeText3: text,
  freightPrice: quantity,
  orderType: absent(Schema.Struct({ code: text })),
  servicePointCode: text,
  preparedTransportDocumentId: text,
  wayBill: text,
  returnWayBill: text,
  emailNotification: absent(Notification),
  smsNotification: absent(Notification),
  advanced: absent(
    Schema.Struct({ backOrderInfo: absent(Schema.Struct({ backOrderForOrderId: absent(OngoingOrderId) })) })
  )
})

const GetConsignee = Schema.Struct({
  customerNumber: text,
  name: text,
  address1: text,
  address2: text,
  address3: text,
  postCode: text,
  city: text,
  countryCode: text,
  countryStateCode: text
})

export const GetOrder = Schema.Struct({
  goodsOwner: absent(Schema.Struct({ id: OngoingGoodsOwnerId })),
  orderInfo: OrderInfo,
  consignee: absent(GetConsignee),
  orderLines: absent(Schema.Array(OrderLine)),
  parcels: absent(Schema.Array(Parcel)),
  tracking: absent(Schema.Array(Tracking)),
  returnTracking: absent(Schema.Array(Tracking)),
  transporter: absent(Schema.Struct({ code: text, serviceCode: text }))
})

export const OrderList = Schema.NullOr(Schema.Array(GetOrder))

export const orderState = (order: typeof GetOrder.Type): OngoingOrderState => {
  const info = order.orderInfo
  return {
    orderId: info.orderId,
    goodsOwnerId: order.goodsOwner?.id,
    orderNumber: info.orderNumber ?? "",
    goodsOwnerOrderId: orUndefined(info.goodsOwnerOrderId),
    backOrderForOrderId: info.advanced?.backOrderInfo?.backOrderForOrderId ?? undefined,
    status: info.orderStatus.number,
    statusText: orUndefined(info.orderStatus.text),
    // Ongoing sends the day alone, or the same day with a time.
    deliveryDate: orUndefined(info.deliveryDate)?.slice(0, 10),
    created: instant(info.createdDate),
    shipped: instant(info.shippedTime),
    orderRemark: orUndefined(info.orderRemark),
    deliveryInstruction: orUndefined(info.deliveryInstruction),
    warehouseInstruction: orUndefined(info.warehouseInstruction),
    freeText1: orUndefined(info.freeText1),
    freeText2: orUndefined(info.freeText2),
    freeText3: orUndefined(info.freeText3),
    freightPrice: info.freightPrice ?? undefined,
    orderTypeCode: orUndefined(info.orderType?.code),
    servicePointCode: orUndefined(info.servicePointCode),
    preparedTransportDocumentId: orUndefined(info.preparedTransportDocumentId),
    transporterCode: orUndefined(order.transporter?.code),
    transporterServiceCode: orUndefined(order.transporter?.serviceCode),
    email: orUndefined(info.emailNotification?.value),
    sms: orUndefined(info.smsNotification?.value),
    consignee: consignee(order.consignee ?? {}),
    waybill: orUndefined(info.wayBill),
    returnWaybill: orUndefined(info.returnWayBill),
    parcels: (order.parcels ?? []).map(parcel),
    tracking: (order.tracking ?? []).map(tracking),
    returnTracking: (order.returnTracking ?? []).map(tracking),
    lines: (order.orderLines ?? []).map(line)
  }
}

const line = (got: typeof OrderLine.Type): OngoingLineState => ({
  orderLineId: got.id,
  rowNumber: got.rowNumber ?? "",
  articleNumber: got.article?.articleNumber ?? "",
  comment: orUndefined(got.comment),
  ordered: got.orderedNumberOfItems ?? 0,
  allocated: got.allocatedNumberOfItems ?? 0,
  picked: got.pickedNumberOfItems ?? 0,
  returned: got.returnedNumberOfItems ?? 0,
  reportedReturned: got.reportedReturnedNumberOfItems ?? 0,
  returnedItems: returnedItems(got.pickedArticleItems ?? []),
  inParcels: inParcels(got.pickedArticleItems ?? [])
})

const inParcels = (items: ReadonlyArray<typeof PickedArticleItem.Type>): OngoingLineState["inParcels"] => {
  const quantities = new Map<number, number>()
  for (const { parcel, isPicked, numberOfItems } of items) {
    if (isPicked && parcel) quantities.set(parcel.id, (quantities.get(parcel.id) ?? 0) + (numberOfItems ?? 0))
  }
  return Array.fromIterable(quantities).map(([parcelId, quantity]) => ({ parcelId, quantity }))
}

const returnedItems = (items: ReadonlyArray<typeof PickedArticleItem.Type>): OngoingLineState["returnedItems"] =>
  items
    .filter((item) => item.isReturned)
    .map(({ numberOfItems, returnDate, returnCause }) => ({
      quantity: numberOfItems ?? 0,
      returned: instant(returnDate),
      causeCode: orUndefined(returnCause?.code),
      causeName: orUndefined(returnCause?.name)
    }))

const parcel = (got: typeof Parcel.Type): OngoingParcel => ({
  parcelId: got.id,
  parcelNumber: orUndefined(got.parcelNumber),
  isReturnParcel: got.isReturnParcel ?? false,
  ...tracking(got.tracking ?? {})
})

const tracking = (got: typeof Tracking.Type): OngoingTracking => ({
  waybill: orUndefined(got.waybill),
  trackingUrl: orUndefined(got.trackingUrl)
})

const consignee = (got: typeof GetConsignee.Type): Partial<Consignee> =>
  Object.fromEntries(Object.entries(got).filter((entry): entry is [string, string] => Boolean(entry[1])))

/** UTC, with any number of fraction digits. */
const instant = (value: string | null | undefined): DateTime.Utc | undefined =>
  value ? Option.getOrUndefined(Option.map(DateTime.make(value), DateTime.toUtc)) : undefined
