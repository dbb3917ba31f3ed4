import { describe, expect } from "bun:test"
import { Omnium } from "@omnium-ongoing/domain/ports/Omnium"
import { DateTime, Effect, Option } from "effect"
import { itEffect } from "../../support/ItEffect.ts"
import { json, omniumFake, order, reasonOf } from "./OmniumFake.ts"

/** The order as the port gives it, read from such a body. */
const read = (body: unknown) =>
  Omnium.use((omnium) => omnium.order("A-1")).pipe(
    Effect.map(Option.getOrThrow),
    Effect.provide(omniumFake(() => json(body)).layer)
  )

const iso = (time: DateTime.Utc | undefined) => (time === undefined ? undefined : DateTime.formatIso(time))

const address = {
  name: "Ola Nordmann",
  firstName: "Ola",
  lastName: "Nordmann",
  organization: "Epic AS",
  organizationalNumber: "999",
  line1: "Lille Grensen 3",
  line2: "2nd",
  streetNumber: "3",
  postalCode: "0159",
  city: "Oslo",
  regionCode: "03",
  countryCode: "NO",
  phone: "+4722",
  daytimePhoneNumber: "+4793",
  email: "ola@example.com"
}

const line = {
  lineItemId: "L1",
  code: "0123ABC",
  quantity: 10,
  canceledQuantity: 1,
  deliveredQuantity: 2.5,
  returnQuantity: 1,
  isVirtualProduct: true,
  isPackageBrokeDown: true,
  comment: "gift",
  properties: [{ key: "IsOrderLineDelivered", value: "true" }]
}

const shipment = {
  shipmentId: "1",
  warehouseCode: "main",
  status: "Packing",
  orderStatus: "InProgress",
  prevStatus: "New",
  lineItems: [line],
  address,
  shippingMethodId: "m1",
  shippingMethodName: "PostNord",
  shippingMethodProductId: "p1",
  servicePointId: "s1",
  pickUpPointInformation: { servicePointId: "s2" },
  expectedShipmentDate: "2026-03-02T08:00:00Z",
  shippingTotal: 49.5,
  comment: "fragile",
  shipmentTrackingNumber: "T1",
  shipmentTrackingLink: "https://track.test/T1",
  shipmentLabelLink: "https://label.test/1",
  returnTrackingNumber: "R1",
  returnTrackingLink: "https://track.test/R1",
  returnLabelLink: "https://label.test/2",
  packages: [
    {
      id: "P1",
      shipmentTracking: { shipmentTrackingNumber: "T1", shipmentTrackingLink: "l1", shipmentLabelLink: "l2" }
    }
  ],
  externalIds: [{ providerName: "OngoingOrderId", id: "4711" }],
  properties: [{ key: "IsDeliveredShipment", value: "false", keyGroup: "x", valueType: "Boolean" }]
}

const whole = {
  id: "A-1",
  orderNumber: "N-1",
  orderType: "Online",
  status: "InProgress",
  marketId: "no",
  storeId: "web",
  created: "2026-02-28T23:59:59.1234567+01:00",
  modified: "2026-03-01T10:00:00",
  requestedDeliveryDate: "2026-03-05",
  customerNumber: "C1",
  customerName: "Ola Nordmann",
  customerEmail: "ola@example.com",
  customerPhone: "+4793",
  billingAddress: address,
  orderForm: { shipments: [shipment], lineItems: [line] },
  returnOrderForms: [
    {
      returnId: "9",
      storeId: "main",
      lineItems: [{ ...line, returnType: "Regret", returnReason: "changed my mind" }],
      properties: [{ key: "OngoingReturnKey", value: "k" }]
    },
    { returnId: "10" }
  ],
  orderNotes: [{ created: "2026-03-01T09:00:00Z", creator: "me", detail: "Ring twice" }],
  publicOrderNotes: [{ detail: "seen by the customer" }],
  properties: [{ key: "a", value: "b" }],
  externalIds: [{ providerName: "Erp", id: "77" }],
  errors: [
    {
      key: "OngoingExport",
      message: "no",
      referenceId: "1",
      status: "Active",
      severity: "Warning",
      occured: "2026-03-01T09:30:00"
    }
  ],
  isReadOnly: true,
  aMemberOfNextWeek: { deep: [1] }
}

describe("an order with everything", () => {
  itEffect("is read member by member", () =>
    Effect.gen(function* () {
      const { created, modified, requestedDeliveryDate, orderNotes, errors, shipments, ...rest } = yield* read(whole)
      expect(rest).toEqual({
        id: "A-1",
        orderNumber: "N-1",
        orderType: "Online",
        status: "InProgress",
        marketId: "no",
        storeId: "web",
        customerNumber: "C1",
        customerName: "Ola Nordmann",
        customerEmail: "ola@example.com",
        customerPhone: "+4793",
        billingAddress: address,
        returns: [
          {
            returnId: "9",
            storeId: "main",
            lines: [{ lineItemId: "L1", quantity: 1, returnType: "Regret", returnReason: "changed my mind" }],
            properties: [{ key: "OngoingReturnKey", value: "k" }]
          },
          { returnId: "10", storeId: undefined, lines: [], properties: [] }
        ],
        properties: [{ key: "a", value: "b" }],
        externalIds: [{ providerName: "Erp", id: "77" }],
        isReadOnly: true
      })
      expect(iso(created)).toBe("2026-02-28T22:59:59.123Z")
      expect(iso(modified)).toBe("2026-03-01T10:00:00.000Z")
      expect(iso(requestedDeliveryDate)).toBe("2026-03-05T00:00:00.000Z")
      expect(orderNotes.map((note) => ({ ...note, created: iso(note.created) }))).toEqual([
        { created: "2026-03-01T09:00:00.000Z", creator: "me", detail: "Ring twice" }
      ])
      expect(errors.map((error) => ({ ...error, occurred: iso(error.occurred) }))).toEqual([
        {
          key: "OngoingExport",
          message: "no",
          referenceId: "1",
          status: "Active",
          severity: "Warning",
          occurred: "2026-03-01T09:30:00.000Z"
        }
      ])
      expect(shipments.map((each) => ({ ...each, expectedShipmentDate: iso(each.expectedShipmentDate) }))).toEqual([
        {
          shipmentId: "1",
          warehouseCode: "main",
          status: "Packing",
          orderStatus: "InProgress",
          previousStatus: "New",
          lines: [line],
          address,
          shippingMethodId: "m1",
          shippingMethodName: "PostNord",
          shippingMethodProductId: "p1",
          servicePointId: "s1",
          pickUpServicePointId: "s2",
          expectedShipmentDate: "2026-03-02T08:00:00.000Z",
          shippingTotal: 49.5,
          comment: "fragile",
          trackingNumber: "T1",
          trackingLink: "https://track.test/T1",
          labelLink: "https://label.test/1",
          returnTrackingNumber: "R1",
          returnTrackingLink: "https://track.test/R1",
          returnLabelLink: "https://label.test/2",
          packages: [{ id: "P1", trackingNumber: "T1", trackingLink: "l1", labelLink: "l2" }],
          externalIds: [{ providerName: "OngoingOrderId", id: "4711" }],
          properties: [{ key: "IsDeliveredShipment", value: "false" }]
        }
      ])
    })
  )
})

/** The same body with every member but these set to `value`, or left out. */
const without = (body: object, required: ReadonlyArray<string>, value: (member: unknown) => unknown) =>
  Object.fromEntries(
    Object.entries(body).flatMap(([name, member]) => {
      const emptied = required.includes(name) ? member : value(member)
      return emptied === undefined ? [] : [[name, emptied]]
    })
  )

const empty = (member: unknown) => {
  if (typeof member === "string") return ""
  if (Array.isArray(member)) return []
  return typeof member === "object" ? {} : null
}

const ways: ReadonlyArray<readonly [string, (member: unknown) => unknown]> = [
  ["missing", () => undefined],
  ["null", () => null],
  ["empty", empty]
]

describe("what an order does not have", () => {
  itEffect("is the same whether it is missing, null or empty", () =>
    Effect.gen(function* () {
      const orders = yield* Effect.forEach(ways, ([, value]) =>
        read({
          ...without(whole, ["id", "modified", "billingAddress", "orderForm"], value),
          orderForm: {
            shipments: [
              {
                ...without(shipment, ["shipmentId", "address", "lineItems"], value),
                lineItems: [without(line, ["lineItemId"], value)]
              }
            ]
          },
          billingAddress: without(address, [], value)
        })
      )
      const [first, ...others] = orders
      for (const other of others) expect(other).toEqual(first!)
      expect(first?.orderNumber).toBe("A-1")
      expect(iso(first?.created)).toBe("2026-03-01T10:00:00.000Z")
      expect(first?.customerEmail).toBeUndefined()
      expect(first?.billingAddress?.line1).toBeUndefined()
      expect(first?.isReadOnly).toBe(false)
      expect(first?.shipments[0]).toMatchObject({ trackingNumber: undefined, packages: [], properties: [] })
      expect(first?.shipments[0]?.lines[0]).toMatchObject({ code: "", quantity: 0, isVirtualProduct: false })
    })
  )

  itEffect("may be all of its shipments, and an address", () =>
    Effect.gen(function* () {
      for (const orderForm of [undefined, null, {}, { shipments: null }, { shipments: [] }]) {
        const bare = yield* read(order({ orderForm, billingAddress: null }))
        expect(bare.shipments).toEqual([])
        expect(bare.billingAddress).toBeUndefined()
      }
    })
  )

  itEffect("is a time in the year 1", () =>
    Effect.gen(function* () {
      const unset = "0001-01-01T00:00:00"
      const bare = yield* read(order({ created: unset, requestedDeliveryDate: `${unset}Z` }))
      expect(iso(bare.created)).toBe("2026-03-01T10:00:00.000Z")
      expect(bare.requestedDeliveryDate).toBeUndefined()
    })
  )

  itEffect("is a property or an external id of which a half is missing", () =>
    Effect.gen(function* () {
      const bare = yield* read(
        order({
          properties: [{ key: "a", value: null }, { key: "", value: "b" }, { value: "c" }, { key: "d", value: "e" }],
          externalIds: [{ providerName: "X" }, { id: "1" }, { providerName: "Y", id: "2" }]
        })
      )
      expect(bare.properties).toEqual([{ key: "d", value: "e" }])
      expect(bare.externalIds).toEqual([{ providerName: "Y", id: "2" }])
    })
  )
})

describe("what an order must have", () => {
  const { modified: _, ...timeless } = order()
  const bodies: ReadonlyArray<readonly [string, unknown]> = [
    ["id", order({ id: "" })],
    ["id", order({ id: null })],
    ["modified", timeless],
    ["modified", order({ modified: "soon" })],
    ["orderForm.shipments.0.shipmentId", order({ orderForm: { shipments: [{}] } })],
    [
      "orderForm.shipments.0.lineItems.0.lineItemId",
      order({ orderForm: { shipments: [{ shipmentId: "1", lineItems: [{ code: "x" }] }] } })
    ],
    [
      "orderForm.shipments.0.lineItems.0.quantity",
      order({ orderForm: { shipments: [{ shipmentId: "1", lineItems: [{ lineItemId: "1", quantity: "two" }] }] } })
    ]
  ]
  bodies.forEach(([place, body], index) => {
    itEffect(`${place} (${index})`, () =>
      Effect.gen(function* () {
        const reason = yield* reasonOf((omnium) => omnium.order("A-1"))
        expect(reason).toMatchObject({
          _tag: "MalformedAnswer",
          message: `answered 200 with another shape at ${place}`
        })
      }).pipe(Effect.provide(omniumFake(() => json(body)).layer))
    )
  })
})
