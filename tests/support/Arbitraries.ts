import type {
  OmniumAddress,
  OmniumOrder,
  OmniumOrderLine,
  OmniumShipment
} from "@omnium-ongoing/domain/omnium/OmniumOrder"
import type { OmniumOrderType, ShipmentOption } from "@omnium-ongoing/domain/omnium/OmniumSettings"
import type { OngoingOrder } from "@omnium-ongoing/domain/ongoing/OngoingOrder"
import type { OngoingOrderState } from "@omnium-ongoing/domain/ongoing/OngoingOrderState"
import { DateTime } from "effect"
import fc from "fast-check"
import {
  exampleAddress,
  exampleLine,
  exampleLineState,
  exampleOption,
  exampleOrder,
  exampleParcel,
  exampleShipment,
  exampleState,
  exampleStatus,
  property
} from "./OrderExamples.ts"

/** A text as people write it: no outer space, never empty. */
export const text = (maxLength = 30): fc.Arbitrary<string> =>
  fc
    .string({ unit: "grapheme", minLength: 1, maxLength })
    .map((each) => each.trim().slice(0, maxLength))
    .filter((each) => each.trim() === each && each !== "")

const maybe = <A>(of: fc.Arbitrary<A>): fc.Arbitrary<A | undefined> => fc.option(of, { nil: undefined })

const word = (alphabet: string, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength })

/** With hyphens anywhere, at the ends too. */
export const orderNumber: fc.Arbitrary<string> = word("AB19-_", 30)

export const shipmentId: fc.Arbitrary<string> = word("0123456789a", 10)

const quantity = fc.integer({ min: 0, max: 20 })

export const orderLine: fc.Arbitrary<OmniumOrderLine> = fc
  .record({
    code: word("0123ABC", 8),
    quantity,
    canceledQuantity: fc.integer({ min: 0, max: 5 }),
    deliveredQuantity: fc.integer({ min: 0, max: 5 }),
    isVirtualProduct: fc.boolean(),
    isPackageBrokeDown: fc.boolean(),
    comment: maybe(text())
  })
  .map((fields) => exampleLine(fields))

export const address: fc.Arbitrary<OmniumAddress> = fc
  .record({
    name: maybe(text()),
    firstName: maybe(text()),
    lastName: maybe(text()),
    organization: maybe(text()),
    line1: text(),
    line2: maybe(text()),
    streetNumber: maybe(word("0123456789AB", 4)),
    postalCode: maybe(word("0123456789", 5)),
    city: maybe(text()),
    email: maybe(text()),
    phone: maybe(text())
  })
  .map((fields) => ({ ...exampleAddress, ...fields }))

export const shipment: fc.Arbitrary<OmniumShipment> = fc
  .record({
    shipmentId,
    lines: fc
      .array(orderLine, { maxLength: 5 })
      .map((lines) => lines.map((line, index) => ({ ...line, lineItemId: `line-${index + 1}` }))),
    address: maybe(address),
    shippingTotal: fc.integer({ min: 0, max: 100_000 }).map((ore) => ore / 100),
    servicePointId: maybe(text(10)),
    trackingNumber: maybe(text(10)),
    properties: fc.subarray([
      property("transporterCode", "DHL"),
      property("servicePointCode", "99"),
      property("TosId", "tos-1")
    ])
  })
  .map((fields) => exampleShipment(fields))

export const order: fc.Arbitrary<OmniumOrder> = fc
  .record({
    orderNumber,
    customerName: maybe(text()),
    customerEmail: maybe(text()),
    customerPhone: maybe(text()),
    billingAddress: maybe(address),
    orderNotes: fc.array(
      fc.record({
        created: maybe(fc.integer({ min: 0, max: 1_000_000_000_000 }).map((millis) => DateTime.makeUnsafe(millis))),
        creator: maybe(fc.constantFrom("Kari", "Ongoing")),
        detail: text(200)
      }),
      { maxLength: 5 }
    ),
    shipments: fc.array(shipment, { minLength: 1, maxLength: 1 })
  })
  .map((fields) => exampleOrder({ ...fields, id: fields.orderNumber }))

export const option: fc.Arbitrary<ShipmentOption | undefined> = maybe(
  fc
    .record({
      shippingGateway: maybe(fc.constantFrom("Unifaun", "unifaun", "Porterbuddy", "Ingrid", "Bring")),
      shippingCompany: maybe(text(10)),
      shipmentProduct: maybe(text(10))
    })
    .map((fields) => exampleOption(fields))
)

const ongoingStatuses = [200, 300, 320, 400, 425, 450, 451, 475, 500, 800, 1000]

export const ongoingStatus: fc.Arbitrary<number> = fc.oneof(fc.constantFrom(...ongoingStatuses), fc.integer())

/** Any sequence, any mapping, with double claims and with numbers that nobody claims. */
export const orderType: fc.Arbitrary<OmniumOrderType> = fc
  .array(
    fc.record({
      order: fc.integer({ min: 0, max: 20 }),
      claims: fc.subarray(ongoingStatuses, { maxLength: 3 }),
      kind: fc.constantFrom("plain", "plain", "plain", "delivered", "cancelled")
    }),
    { minLength: 1, maxLength: 8 }
  )
  .map((statuses) => ({
    name: "Online",
    statuses: statuses.map(({ order, claims, kind }, index) =>
      exampleStatus(`Status${index}`, order, claims.join(", "), {
        isDeliveredStatus: kind === "delivered",
        isCanceledStatus: kind === "cancelled"
      })
    )
  }))

const url = fc.constantFrom("https://track.example/1", "http://track.example/2", "javascript:alert(1)", "track me")

/** A parcel has its own waybill, parcel number or both; the order has trackings of its own. */
export const trackedState: fc.Arbitrary<OngoingOrderState> = fc
  .record({
    parcels: fc.uniqueArray(
      fc.record({
        parcelId: fc.integer({ min: 1, max: 8 }),
        isReturnParcel: fc.boolean(),
        hasNumber: fc.boolean(),
        hasWaybill: fc.boolean(),
        trackingUrl: maybe(url)
      }),
      { selector: (parcel) => parcel.parcelId, maxLength: 5 }
    ),
    tracking: fc.array(
      fc.record({ waybill: maybe(fc.constantFrom("T1", "T2", "W1", "R1")), trackingUrl: maybe(url) }),
      {
        maxLength: 3
      }
    ),
    returnTracking: fc.array(fc.record({ waybill: maybe(fc.constantFrom("R1", "R2")), trackingUrl: maybe(url) }), {
      maxLength: 2
    }),
    waybill: maybe(fc.constantFrom("H1", "W2", "R2")),
    returnWaybill: maybe(fc.constantFrom("R1", "R3"))
  })
  .map(({ parcels, ...rest }) =>
    exampleState({
      ...rest,
      parcels: parcels.map(({ parcelId, isReturnParcel, hasNumber, hasWaybill, trackingUrl }) =>
        exampleParcel({
          parcelId,
          isReturnParcel,
          // Whether a parcel goes out or comes back is part of its identity.
          parcelNumber: hasNumber ? `${isReturnParcel ? "Q" : "P"}${parcelId}` : undefined,
          waybill: hasWaybill ? `${isReturnParcel ? "B" : "W"}${parcelId}` : undefined,
          trackingUrl
        })
      )
    })
  )

/** Ongoing after it has taken the order, as it would show it. */
export const asState = (order: OngoingOrder): OngoingOrderState =>
  exampleState({
    orderNumber: order.orderNumber,
    goodsOwnerOrderId: order.goodsOwnerOrderId,
    deliveryDate: order.deliveryDate,
    orderRemark: order.orderRemark,
    freightPrice: order.freightPrice,
    orderTypeCode: order.orderType?.code,
    servicePointCode: order.servicePointCode,
    preparedTransportDocumentId: order.preparedTransportDocumentId,
    transporterCode: order.transporter?.transporterCode,
    transporterServiceCode: order.transporter?.transporterServiceCode,
    email: order.emailNotification?.value,
    sms: order.smsNotification?.value,
    consignee: order.consignee,
    lines: order.orderLines.map((line, index) =>
      exampleLineState({
        orderLineId: index + 1,
        rowNumber: line.rowNumber,
        articleNumber: line.articleNumber,
        comment: line.comment,
        ordered: line.numberOfItems
      })
    )
  })
