import { linesToShip, remaining } from "../omnium/LinesToShip.ts"
import type { OmniumOrder, OmniumOrderLine, OmniumShipment } from "../omnium/OmniumOrder.ts"
import type { ShipmentOption } from "../omnium/OmniumSettings.ts"
import * as GoodsOwnerOrderId from "../ongoing/GoodsOwnerOrderId.ts"
import type { OngoingGoodsOwnerId, OngoingWarehouseId } from "../ongoing/Identifiers.ts"
import type { Consignee, OngoingOrder, OngoingOrderLine } from "../ongoing/OngoingOrder.ts"
import type { OngoingOrderNumber } from "../ongoing/OngoingOrderNumber.ts"
import type { OngoingOrderState } from "../ongoing/OngoingOrderState.ts"
import * as OngoingRowNumber from "../ongoing/OngoingRowNumber.ts"
import { cancelledStatus } from "../ongoing/StatusMeaning.ts"
import { requestHash } from "../sync/RequestHash.ts"
import { consigneeMapping, deliveryAddress } from "./ConsigneeMapping.ts"
import { orderRemark } from "./OrderRemark.ts"
import { transporterFields, transporterOf } from "./TransporterMapping.ts"

export interface OrderToMap {
  readonly order: OmniumOrder
  readonly shipment: OmniumShipment
  readonly goodsOwnerId: OngoingGoodsOwnerId
  readonly warehouseId: OngoingWarehouseId
  readonly number: OngoingOrderNumber
  readonly option: ShipmentOption | undefined
  /** `YYYY-MM-DD`. */
  readonly deliveryDate: string
}

/** The one mapping for every write of an order, so that a later one never wipes what an earlier one wrote. */
export const orderMapping = (from: OrderToMap): OngoingOrder => {
  const { order, shipment } = from
  const address = deliveryAddress(order, shipment)
  const email = order.customerEmail ?? address?.email
  const phone = order.customerPhone ?? address?.phone ?? address?.daytimePhoneNumber
  const remark = orderRemark(order.orderNotes)
  return {
    goodsOwnerId: from.goodsOwnerId,
    orderNumber: from.number,
    goodsOwnerOrderId: GoodsOwnerOrderId.make(order.id, shipment.shipmentId),
    warehouseId: from.warehouseId,
    deliveryDate: from.deliveryDate,
    referenceNumber: order.orderNumber,
    ...(order.orderType !== "" && { orderType: { code: order.orderType, name: order.orderType } }),
    consignee: consigneeMapping(order, address),
    ...(email !== undefined && { emailNotification: { toBeNotified: true, value: email } }),
    ...(phone !== undefined && { smsNotification: { toBeNotified: true, value: phone } }),
    ...(remark !== "" && { orderRemark: remark }),
    freightPrice: shipment.shippingTotal,
    ...transporterFields(transporterOf(order, shipment, from.option)),
    orderLines: linesToShip(shipment).map(orderLine)
  }
}

const orderLine = (line: OmniumOrderLine): OngoingOrderLine => ({
  rowNumber: OngoingRowNumber.make(line.lineItemId),
  articleNumber: line.code,
  numberOfItems: remaining(line),
  externalId: line.lineItemId,
  ...(line.comment !== undefined && { comment: line.comment })
})

type Value = string | number | undefined

export interface Difference {
  readonly field: string
  readonly wanted: Value
  readonly found: Value
}

/** Whether Ongoing holds what we want. What we do not write is the warehouse's. */
export const sameOrder = (wanted: OngoingOrder, state: OngoingOrderState): boolean =>
  differences(wanted, state).length === 0

export const differences = (wanted: OngoingOrder, state: OngoingOrderState): ReadonlyArray<Difference> =>
  [...header(wanted, state), ...consigneeOf(wanted.consignee, state.consignee), ...lines(wanted, state)].filter(
    ({ wanted, found }) => !alike(wanted, found)
  )

const header = (wanted: OngoingOrder, state: OngoingOrderState): ReadonlyArray<Difference> =>
  written([
    ...(state.status === cancelledStatus ? [{ field: "status", wanted: "not cancelled", found: state.status }] : []),
    { field: "orderNumber", wanted: wanted.orderNumber, found: state.orderNumber },
    { field: "goodsOwnerOrderId", wanted: wanted.goodsOwnerOrderId, found: state.goodsOwnerOrderId },
    { field: "deliveryDate", wanted: day(wanted.deliveryDate), found: day(state.deliveryDate) },
    { field: "orderType", wanted: wanted.orderType?.code, found: state.orderTypeCode },
    { field: "emailNotification", wanted: wanted.emailNotification?.value, found: state.email },
    { field: "smsNotification", wanted: wanted.smsNotification?.value, found: state.sms },
    { field: "orderRemark", wanted: wanted.orderRemark, found: state.orderRemark },
    { field: "freightPrice", wanted: wanted.freightPrice, found: state.freightPrice ?? 0 },
    { field: "transporterCode", wanted: wanted.transporter?.transporterCode, found: state.transporterCode },
    {
      field: "transporterServiceCode",
      wanted: wanted.transporter?.transporterServiceCode,
      found: state.transporterServiceCode
    },
    { field: "servicePointCode", wanted: wanted.servicePointCode, found: state.servicePointCode },
    {
      field: "preparedTransportDocumentId",
      wanted: wanted.preparedTransportDocumentId,
      found: state.preparedTransportDocumentId
    }
  ])

const consigneeFields = [
  "customerNumber",
  "name",
  "address1",
  "address2",
  "address3",
  "postCode",
  "city",
  "countryCode",
  "countryStateCode",
  "organisationNumber"
] as const satisfies ReadonlyArray<keyof Consignee>

const consigneeOf = (wanted: Consignee, found: Partial<Consignee>): ReadonlyArray<Difference> =>
  written(consigneeFields.map((field) => ({ field: `consignee.${field}`, wanted: wanted[field], found: found[field] })))

/** A row that Ongoing has and we do not want is a difference too: it would be picked. */
const lines = (wanted: OngoingOrder, state: OngoingOrderState): ReadonlyArray<Difference> => {
  const found = new Map(state.lines.map((line) => [line.rowNumber, line]))
  const rows = new Set(wanted.orderLines.map((line) => line.rowNumber))
  return [
    ...wanted.orderLines.flatMap((line) => {
      const field = `line ${line.rowNumber}`
      const there = found.get(line.rowNumber)
      return [
        { field: `${field} article`, wanted: line.articleNumber, found: there?.articleNumber },
        { field: `${field} quantity`, wanted: line.numberOfItems, found: there?.ordered },
        ...written([{ field: `${field} comment`, wanted: line.comment, found: there?.comment }])
      ]
    }),
    ...state.lines
      .filter((line) => !rows.has(line.rowNumber))
      .map((line) => ({ field: `line ${line.rowNumber} quantity`, wanted: 0, found: line.ordered }))
  ]
}

const written = (fields: ReadonlyArray<Difference>): ReadonlyArray<Difference> =>
  fields.filter(({ wanted }) => wanted !== undefined)

const day = (text: string | undefined): string | undefined => text?.slice(0, 10)

/** Half of the second decimal, to which amounts may have been rounded on the way. */
const tolerance = 0.005

const alike = (wanted: Value, found: Value): boolean =>
  typeof wanted === "number" && typeof found === "number"
    ? Math.abs(wanted - found) <= tolerance
    : plain(wanted) === plain(found)

/** Line ends and outer space may be changed on the way; an empty text is none. */
const plain = (value: Value): string =>
  String(value ?? "")
    .replaceAll("\r\n", "\n")
    .trim()

/** The same for the same order, whatever the sequence of its lines. */
export const orderHash = (order: OngoingOrder): string =>
  requestHash({
    ...order,
    orderLines: [...order.orderLines].sort((one, other) => (one.rowNumber < other.rowNumber ? -1 : 1))
  })
