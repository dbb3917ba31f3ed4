import { describe, expect, test } from "bun:test"
import type { OmniumShipment } from "@omnium-ongoing/domain/omnium/OmniumOrder"
import { orderUpdate, type StateToBring } from "@omnium-ongoing/domain/order-sync/OrderUpdate"
import fc from "fast-check"
import { ongoingStatus, orderType, trackedState } from "../../support/Arbitraries.ts"
import {
  exampleLine,
  exampleLineState,
  exampleOrder,
  exampleOrderType,
  exampleParcel,
  exampleShipment,
  exampleState,
  property
} from "../../support/OrderExamples.ts"

const exported = (with_: Partial<OmniumShipment> = {}) =>
  exampleShipment({
    orderStatus: "InProgressWarehouse",
    externalIds: [{ providerName: "OngoingOrderId", id: "4711" }],
    ...with_
  })

const bring = (about: Partial<StateToBring>) =>
  orderUpdate({
    order: exampleOrder(),
    shipment: exported(),
    orderType: exampleOrderType,
    state: exampleState(),
    ...about
  })

const picked = { lines: [exampleLineState({ picked: 1 })] }

describe("sync flow: status, tracking and labels in one call (X4)", () => {
  test("a sent order", () => {
    const parcels = [exampleParcel({ waybill: "W1", trackingUrl: "https://track.example/1" })]
    const lines = [exampleLineState({ picked: 1, inParcels: [{ parcelId: 1, quantity: 1 }] })]
    const state = exampleState({ status: 450, parcels, lines, returnWaybill: "R1" })
    expect(bring({ state, labelLinks: ["https://blob/1"], returnLabelLinks: ["https://blob/2"] })).toEqual({
      update: {
        orderId: "EPIC000001",
        shipmentId: "1",
        status: "Ship",
        runWorkflow: true,
        trackingNumber: "W1",
        trackingLink: "https://track.example/1",
        returnTrackingNumber: "R1",
        labelLink: "https://blob/1",
        returnLabelLink: "https://blob/2",
        packages: [{ id: "W1", trackingNumber: "W1", trackingLink: "https://track.example/1", labelLink: undefined }],
        properties: [{ key: "IsDeliveredShipment", value: "true" }]
      },
      late: undefined,
      partial: undefined,
      deliveredLines: ["1"],
      notes: []
    })
  })

  test("nothing when Omnium has it all", () => {
    expect(bring({})).toEqual({
      update: undefined,
      late: undefined,
      partial: undefined,
      deliveredLines: [],
      notes: []
    })
  })

  test("the OngoingOrderId where it is missing", () => {
    expect(bring({ shipment: exported({ externalIds: [] }) }).update).toEqual({
      orderId: "EPIC000001",
      shipmentId: "1",
      status: "InProgressWarehouse",
      runWorkflow: false,
      externalIds: [{ providerName: "OngoingOrderId", id: "4711" }]
    })
  })

  test("a label that comes later leaves the status and runs no workflow", () => {
    const shipment = exported({ orderStatus: "Ship", properties: [property("IsDeliveredShipment", "true")] })
    const state = exampleState({ status: 450, ...picked })
    expect(bring({ shipment, state, labelLinks: ["https://blob/1"] }).update).toEqual({
      orderId: "EPIC000001",
      shipmentId: "1",
      status: "Ship",
      runWorkflow: false,
      labelLink: "https://blob/1"
    })
  })

  test("a delivered shipment of which more was ordered since is not completed", () => {
    const shipment = exported({
      orderStatus: "Ship",
      lines: [exampleLine({ quantity: 3 })],
      properties: [property("IsDeliveredShipment", "true")]
    })
    expect(bring({ shipment, state: exampleState({ status: 500, ...picked }) }).update).toBe(undefined)
  })

  test("an earlier status of Ongoing moves nothing back (R7)", () => {
    expect(bring({ shipment: exported({ orderStatus: "Ship" }), state: exampleState({ status: 400 }) }).update).toBe(
      undefined
    )
  })
})

describe("what comes after a partial delivery, while the rest is still to come", () => {
  const shipment = exported({ lines: [exampleLine({ quantity: 9 })] })
  const part = (shipmentId: string, ongoingOrder: number, with_: Partial<OmniumShipment> = {}) =>
    exampleShipment({
      shipmentId,
      orderStatus: "Ship",
      externalIds: [{ providerName: "OngoingOrderId", id: String(ongoingOrder) }],
      properties: [property("OngoingDeliveryKey", JSON.stringify({ order: ongoingOrder, rows: { "1": 1 } }))],
      ...with_
    })
  const state = exampleState({ status: 425, lines: [exampleLineState({ ordered: 10, picked: 1 })] })
  const labelLinks = ["https://blob/1"]

  test("a label goes to the part that has none", () => {
    const order = exampleOrder({ shipments: [shipment, part("2", 4711)] })
    expect(bring({ order, shipment, state, labelLinks }).late).toEqual({
      orderId: "EPIC000001",
      shipmentId: "2",
      status: "Ship",
      runWorkflow: false,
      labelLink: "https://blob/1"
    })
  })

  test("a part keeps its label", () => {
    const order = exampleOrder({ shipments: [shipment, part("2", 4711, { labelLink: "https://blob/1" })] })
    expect(bring({ order, shipment, state, labelLinks })).toMatchObject({ update: undefined, late: undefined })
  })

  test("a status that moves at the same time does not hide it", () => {
    const order = exampleOrder({ shipments: [shipment, part("2", 4711)] })
    const told = bring({
      order,
      shipment,
      state: { ...state, status: exampleState({ status: 400 }).status },
      labelLinks
    })
    expect(told).toMatchObject({
      update: { shipmentId: "1", status: "PackedAndReady" },
      late: { shipmentId: "2", labelLink: "https://blob/1" }
    })
  })

  test("R9: a parcel that stood on the whole before more was ordered stands on the part alone", () => {
    const box = (number: string) => ({
      id: number,
      trackingNumber: number,
      trackingLink: undefined,
      labelLink: undefined
    })
    const before = { ...shipment, packages: [box("W1"), box("W2")] }
    const order = exampleOrder({ shipments: [before, part("2", 4711, { packages: [box("W1")] })] })
    expect(bring({ order, shipment: before, state }).update).toEqual({
      orderId: "EPIC000001",
      shipmentId: "1",
      status: "InProgressWarehouse",
      runWorkflow: false,
      packages: [box("W2")]
    })
    const after = { ...before, packages: [box("W2")] }
    const next = exampleOrder({ shipments: [after, part("2", 4711, { packages: [box("W1")] })] })
    expect(bring({ order: next, shipment: after, state }).update).toBe(undefined)
  })

  test("a part of another shipment's Ongoing order gets nothing", () => {
    const order = exampleOrder({ shipments: [shipment, part("3", 4711), part("4", 4712)] })
    expect(bring({ order, shipment, state, labelLinks }).late).toMatchObject({ shipmentId: "3" })
  })
})

describe("tracking that Omnium has", () => {
  const shipment = exported({ trackingNumber: "porterbuddy-17", trackingLink: "https://porterbuddy.example/17" })
  const ofParcel = (parcel: Parameters<typeof exampleParcel>[0]) =>
    bring({ shipment, state: exampleState({ parcels: [exampleParcel(parcel)] }) }).update

  test("stays where Ongoing has none", () => {
    expect(bring({ shipment }).update).toBeUndefined()
  })

  test("gives way to a waybill, as an id of Porterbuddy before shipping does", () => {
    expect(ofParcel({ waybill: "W1", trackingUrl: "https://track.example/1" })).toMatchObject({
      trackingNumber: "W1",
      trackingLink: "https://track.example/1"
    })
  })

  test("does not give way to a mere parcel number", () => {
    const update = ofParcel({ parcelNumber: "P1", trackingUrl: "https://track.example/1" })
    expect(update).not.toHaveProperty("trackingNumber")
    expect(update).not.toHaveProperty("trackingLink")
    expect(update?.packages).toHaveLength(1)
  })
})

describe("delivered", () => {
  test.each([
    [450, "Ship"],
    [451, "ReadyForPickup"],
    [500, "Completed"]
  ])("in full at %d: IsDeliveredShipment with the status %s", (status, name) => {
    expect(bring({ state: exampleState({ status, ...picked }) }).update).toMatchObject({
      status: name,
      properties: [{ key: "IsDeliveredShipment", value: "true" }]
    })
  })

  test("not yet in full when it is only picked", () => {
    const { update, deliveredLines } = bring({ state: exampleState({ status: 400, ...picked }) })
    expect(update).toMatchObject({ status: "PackedAndReady", runWorkflow: true })
    expect(update).not.toHaveProperty("properties")
    expect(deliveredLines).toEqual([])
  })

  test("marks no line twice", () => {
    const lines = [exampleLine({ properties: [property("IsOrderLineDelivered", "true")] })]
    const state = exampleState({ status: 450, ...picked })
    expect(bring({ shipment: exported({ lines }), state }).deliveredLines).toEqual([])
  })

  const part = (quantity: number, status: string) => ({
    orderId: "EPIC000001",
    shipmentId: "2",
    status,
    lines: [{ lineItemId: "1", deliveredQuantity: quantity }],
    packages: [],
    externalIds: [{ providerName: "OngoingOrderId", id: "4711" }],
    properties: [
      property("IsDeliveredShipment", "true"),
      property("OngoingDeliveryKey", JSON.stringify({ order: 4711, rows: { "1": quantity } }))
    ]
  })

  test("in part at 425: a shipment of its own, and the rest stays where it is (R8)", () => {
    const shipment = exported({ lines: [exampleLine({ quantity: 3 })] })
    const order = exampleOrder({ shipments: [shipment] })
    const state = exampleState({ status: 425, ...picked })
    expect(bring({ order, shipment, state })).toEqual({
      update: undefined,
      late: undefined,
      partial: part(1, "Ship"),
      deliveredLines: [],
      notes: []
    })
  })

  test("short at 450: what was sent is a shipment of its own, and what is missing is named (C17)", () => {
    const shipment = exported({ lines: [exampleLine({ quantity: 3 })] })
    const order = exampleOrder({ shipments: [shipment] })
    const state = exampleState({ status: 450, waybill: "H1", ...picked })
    const { update, partial, notes } = bring({ order, shipment, state })
    expect(update).toBeUndefined()
    expect(partial).toMatchObject({ shipmentId: "2", status: "Ship", trackingNumber: "H1" })
    expect(notes).toEqual([
      { cause: "delivered-short", message: expect.stringContaining("line 1: 1 of 3") as unknown as string }
    ])
  })
})

describe("a status that nothing is mapped to", () => {
  test("is noted with its number and the order type, and tracking comes through", () => {
    const { update, notes } = bring({ state: exampleState({ status: 150, statusText: "Error", waybill: "H1" }) })
    expect(update).toMatchObject({ status: "InProgressWarehouse", runWorkflow: false, trackingNumber: "H1" })
    expect(notes).toHaveLength(1)
    expect(notes[0]?.cause).toBe("status-not-mapped")
    expect(notes[0]?.message).toContain("Online")
    expect(notes[0]?.message).toContain("150 (Error)")
  })

  test("is noted too where the order type is not known", () => {
    expect(bring({ orderType: undefined }).notes[0]?.cause).toBe("status-not-mapped")
  })
})

/** Omnium after it has taken the update. */
const applied = (shipment: OmniumShipment, { update, deliveredLines }: ReturnType<typeof orderUpdate>) => ({
  ...shipment,
  ...(update && {
    orderStatus: update.status,
    trackingNumber: update.trackingNumber ?? shipment.trackingNumber,
    trackingLink: update.trackingLink ?? shipment.trackingLink,
    labelLink: update.labelLink ?? shipment.labelLink,
    returnTrackingNumber: update.returnTrackingNumber ?? shipment.returnTrackingNumber,
    returnTrackingLink: update.returnTrackingLink ?? shipment.returnTrackingLink,
    packages: update.packages ?? shipment.packages,
    externalIds: [...shipment.externalIds, ...(update.externalIds ?? [])],
    properties: [...shipment.properties, ...(update.properties ?? [])]
  }),
  lines: shipment.lines.map((line) =>
    deliveredLines.includes(line.lineItemId)
      ? { ...line, properties: [...line.properties, property("IsOrderLineDelivered", "true")] }
      : line
  )
})

describe("seen again", () => {
  test("the same state brings nothing more, and runs no workflow twice", () => {
    fc.assert(
      fc.property(orderType, ongoingStatus, trackedState, fc.boolean(), (type, status, tracked, all) => {
        const state = exampleState({ ...tracked, status, lines: [exampleLineState({ picked: all ? 1 : 0 })] })
        const order = exampleOrder({ status: "Status0" })
        const about = { order, orderType: type, state, labelLinks: ["https://blob/1"] }
        const first = exampleShipment({ orderStatus: "Status0", externalIds: [] })
        const once = orderUpdate({ ...about, shipment: first })
        const again = orderUpdate({ ...about, shipment: applied(first, once) })
        expect(again.update).toBeUndefined()
        expect(again.deliveredLines).toEqual([])
      })
    )
  })
})
