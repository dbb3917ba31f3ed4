import { describe, expect, test } from "bun:test"
import type { OngoingLineState, OngoingParcel } from "@omnium-ongoing/domain/ongoing/OngoingOrderState"
import { deliveryOf } from "@omnium-ongoing/domain/order-sync/DeliveredLines"
import {
  exampleLine,
  exampleLineState,
  exampleOrder,
  exampleParcel,
  exampleShipment,
  exampleState
} from "../../support/OrderExamples.ts"

const shipment = exampleShipment({ lines: [exampleLine({ quantity: 10 })] })

const delivered = (line: Partial<OngoingLineState>, status: number, parcels: ReadonlyArray<OngoingParcel> = []) => {
  const delivery = deliveryOf(
    exampleOrder(),
    shipment,
    exampleState({ status, parcels, lines: [exampleLineState(line)] })
  )
  return [delivery.lines[0]?.delivered, delivery.complete]
}

const inParcels = [
  { parcelId: 1, quantity: 8 },
  { parcelId: 2, quantity: 2 }
]

describe("delivered per line", () => {
  test("is what lies in parcels with a waybill or a link (C17)", () => {
    const first = exampleParcel({ parcelId: 1, waybill: "W1" })
    const second = exampleParcel({ parcelId: 2 })
    const line = { picked: 10, inParcels }
    expect(delivered(line, 425, [first, second])).toEqual([8, false])
    expect(delivered(line, 425, [first, { ...second, trackingUrl: "https://track.example/2" }])).toEqual([10, true])
    expect(delivered(line, 425, [first, { ...second, trackingUrl: "javascript:alert(1)" }])).toEqual([8, false])
  })

  test("is what was picked, once it is sent, where a parcel that can be followed holds nothing that is told", () => {
    const empty = exampleParcel({ parcelId: 9, waybill: "W9" })
    expect(delivered({ picked: 10, inParcels: [] }, 450, [empty])).toEqual([10, true])
    expect(delivered({ picked: 8, inParcels: [] }, 450, [empty])).toEqual([8, false])
    expect(delivered({ picked: 10, inParcels: [] }, 400, [empty])).toEqual([0, false])
  })

  test("is nothing that lies in a return parcel", () => {
    const back = exampleParcel({ parcelId: 2, waybill: "B2", isReturnParcel: true })
    expect(delivered({ picked: 10, inParcels }, 500, [exampleParcel({ waybill: "W1" }), back])).toEqual([8, false])
  })

  test.each([425, 450, 451, 500])(
    "is what was picked where no parcel can be followed, once the status is %d",
    (sent) => {
      expect(delivered({ picked: 10 }, sent)).toEqual([10, true])
      expect(delivered({ picked: 8 }, sent)).toEqual([8, false])
      expect(delivered({ picked: 10, inParcels }, sent, [exampleParcel({ parcelNumber: "P1" })])).toEqual([10, true])
    }
  )

  test.each([200, 320, 400, 475, 800, 1000])("is nothing of what was only picked, at status %d", (status) => {
    expect(delivered({ picked: 10 }, status)).toEqual([0, false])
  })

  test("belongs to the line of the row, two lines of one SKU apart", () => {
    const lines = [exampleLine({ lineItemId: "a", quantity: 2 }), exampleLine({ lineItemId: "b", quantity: 3 })]
    const state = exampleState({
      status: 500,
      lines: [exampleLineState({ rowNumber: "b", picked: 3 }), exampleLineState({ rowNumber: "a", picked: 1 })]
    })
    expect(deliveryOf(exampleOrder(), exampleShipment({ lines }), state)).toEqual({
      lines: [
        { lineItemId: "a", rowNumber: "a", ordered: 2, asked: 2, delivered: 1 },
        { lineItemId: "b", rowNumber: "b", ordered: 3, asked: 3, delivered: 3 }
      ],
      complete: false,
      booked: new Map([
        ["a", 1],
        ["b", 3]
      ]),
      over: []
    })
  })

  test("counts no line the warehouse was never asked for, and of the others what remains", () => {
    const lines = [
      exampleLine({ lineItemId: "a", quantity: 3, canceledQuantity: 1 }),
      exampleLine({ lineItemId: "gift", isVirtualProduct: true }),
      exampleLine({ lineItemId: "header", isPackageBrokeDown: true })
    ]
    const state = exampleState({ status: 500, lines: [exampleLineState({ rowNumber: "a", picked: 2 })] })
    expect(deliveryOf(exampleOrder(), exampleShipment({ lines }), state)).toEqual({
      lines: [{ lineItemId: "a", rowNumber: "a", ordered: 2, asked: 2, delivered: 2 }],
      complete: true,
      booked: new Map([["a", 2]]),
      over: []
    })
  })

  test("finds the row of a line id that is longer than Ongoing keeps", () => {
    const lineItemId = `${"x".repeat(60)}1`
    const state = exampleState({
      status: 500,
      lines: [exampleLineState({ rowNumber: lineItemId.slice(-50), picked: 1 })]
    })
    expect(deliveryOf(exampleOrder(), exampleShipment({ lines: [exampleLine({ lineItemId })] }), state).complete).toBe(
      true
    )
  })

  test("adds up decimals", () => {
    const parts = [0.7, 0.1].map((quantity) => ({ parcelId: 1, quantity }))
    const state = exampleState({
      parcels: [exampleParcel({ waybill: "W1" })],
      lines: [exampleLineState({ inParcels: parts })]
    })
    expect(
      deliveryOf(exampleOrder(), exampleShipment({ lines: [exampleLine({ quantity: 0.8 })] }), state).complete
    ).toBe(true)
  })
})
