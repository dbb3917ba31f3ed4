import type { DateTime } from "effect"
import type { OngoingGoodsOwnerId, OngoingOrderId, OngoingStatus } from "./Identifiers.ts"
import type { Consignee } from "./OngoingOrder.ts"

/** Items of a line that came back, for one cause. */
export interface OngoingReturnedItems {
  readonly quantity: number
  readonly returned: DateTime.Utc | undefined
  readonly causeCode: string | undefined
  readonly causeName: string | undefined
}

/** What the warehouse has made of a line. Quantities may have decimals. */
export interface OngoingLineState {
  readonly orderLineId: number
  readonly rowNumber: string
  readonly articleNumber: string
  readonly comment: string | undefined
  readonly ordered: number
  readonly allocated: number
  readonly picked: number
  readonly returned: number
  readonly reportedReturned: number
  readonly returnedItems: ReadonlyArray<OngoingReturnedItems>
  /** Which parcel (by its Ongoing id) holds how many picked items of this line. */
  readonly inParcels: ReadonlyArray<{ readonly parcelId: number; readonly quantity: number }>
}

export interface OngoingParcel {
  readonly parcelId: number
  readonly parcelNumber: string | undefined
  readonly isReturnParcel: boolean
  readonly waybill: string | undefined
  readonly trackingUrl: string | undefined
}

export interface OngoingTracking {
  readonly waybill: string | undefined
  readonly trackingUrl: string | undefined
}

/** An order as Ongoing shows it. Absent, null and empty texts are all `undefined`. */
export interface OngoingOrderState {
  readonly orderId: OngoingOrderId
  readonly goodsOwnerId: OngoingGoodsOwnerId | undefined
  readonly orderNumber: string
  readonly goodsOwnerOrderId: string | undefined
  readonly backOrderForOrderId: OngoingOrderId | undefined
  readonly status: OngoingStatus
  readonly statusText: string | undefined
  /** `YYYY-MM-DD`. */
  readonly deliveryDate: string | undefined
  readonly created: DateTime.Utc | undefined
  readonly shipped: DateTime.Utc | undefined
  readonly orderRemark: string | undefined
  readonly deliveryInstruction: string | undefined
  readonly warehouseInstruction: string | undefined
  readonly freeText1: string | undefined
  readonly freeText2: string | undefined
  readonly freeText3: string | undefined
  readonly freightPrice: number | undefined
  readonly orderTypeCode: string | undefined
  readonly servicePointCode: string | undefined
  readonly preparedTransportDocumentId: string | undefined
  readonly transporterCode: string | undefined
  readonly transporterServiceCode: string | undefined
  readonly email: string | undefined
  readonly sms: string | undefined
  readonly consignee: Partial<Consignee>
  /** `orderInfo.wayBill` and `orderInfo.returnWayBill`. */
  readonly waybill: string | undefined
  readonly returnWaybill: string | undefined
  readonly parcels: ReadonlyArray<OngoingParcel>
  readonly tracking: ReadonlyArray<OngoingTracking>
  readonly returnTracking: ReadonlyArray<OngoingTracking>
  readonly lines: ReadonlyArray<OngoingLineState>
}

/** A file of an order with its content, as Ongoing sends it. */
export interface OngoingFile {
  readonly fileId: number
  readonly fileName: string
  readonly mimeType: string | undefined
  readonly bytes: Uint8Array
}
