import { describe, expect, test } from "bun:test"
import type { OngoingOrderState } from "@omnium-ongoing/domain/ongoing/OngoingOrderState"
import { fingerprint } from "@omnium-ongoing/domain/order-sync/Fingerprint"
import fc from "fast-check"
import { text, trackedState } from "../../support/Arbitraries.ts"
import { at, exampleLineState, exampleParcel, exampleState } from "../../support/OrderExamples.ts"

const line = exampleLineState({ picked: 1, inParcels: [{ parcelId: 1, quantity: 1 }] })

const state = exampleState({
  status: 450,
  waybill: "H1",
  parcels: [exampleParcel({ parcelNumber: "P1", waybill: "W1", trackingUrl: "https://track.example/1" })],
  lines: [line]
})

describe("the fingerprint", () => {
  test("changes with everything that order sync brings to Omnium", () => {
    const parcel = state.parcels[0]!
    const changed: ReadonlyArray<OngoingOrderState> = [
      exampleState({ ...state, status: 500 }),
      { ...state, waybill: undefined },
      { ...state, returnWaybill: "R1" },
      { ...state, tracking: [{ waybill: "T1", trackingUrl: undefined }] },
      { ...state, tracking: [{ waybill: undefined, trackingUrl: "T1" }] },
      { ...state, returnTracking: [{ waybill: "T1", trackingUrl: undefined }] },
      { ...state, parcels: [] },
      { ...state, parcels: [parcel, exampleParcel({ parcelId: 2 })] },
      { ...state, parcels: [{ ...parcel, waybill: "W2" }] },
      { ...state, parcels: [{ ...parcel, parcelNumber: undefined }] },
      { ...state, parcels: [{ ...parcel, trackingUrl: undefined }] },
      { ...state, parcels: [{ ...parcel, isReturnParcel: true }] },
      { ...state, lines: [] },
      { ...state, lines: [{ ...line, picked: 2 }] },
      { ...state, lines: [{ ...line, rowNumber: "2" }] },
      { ...state, lines: [{ ...line, inParcels: [{ parcelId: 1, quantity: 2 }] }] },
      { ...state, lines: [{ ...line, inParcels: [{ parcelId: 2, quantity: 1 }] }] }
    ]
    const prints = [state, ...changed].map(fingerprint)
    expect(new Set(prints).size).toBe(prints.length)
  })

  test("does not change with what is not brought, nor with the sequence of parcels and lines", () => {
    fc.assert(
      fc.property(trackedState, text(), fc.integer({ min: 0, max: 9 }), (any, words, count) => {
        const lines = [line, exampleLineState({ orderLineId: 2, rowNumber: "2" })]
        const same: OngoingOrderState = {
          ...any,
          statusText: words,
          orderRemark: words,
          deliveryDate: words,
          shipped: at("2026-11-05T10:00:00Z"),
          freightPrice: count,
          consignee: { name: words },
          parcels: [...any.parcels].reverse(),
          lines: lines
            .map((each) => ({ ...each, allocated: count, returned: count, reportedReturned: count }))
            .reverse()
        }
        expect(fingerprint(same)).toBe(fingerprint({ ...any, lines }))
      })
    )
  })
})
