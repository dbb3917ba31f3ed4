import { describe, expect, test } from "bun:test"
import type { OmniumPackage } from "@omnium-ongoing/domain/omnium/OmniumOrder"
import type { OngoingOrderState } from "@omnium-ongoing/domain/ongoing/OngoingOrderState"
import {
  isUntracked,
  outboundTracking,
  packages,
  returnTracking,
  trackingLink
} from "@omnium-ongoing/domain/order-sync/Tracking"
import fc from "fast-check"
import { trackedState } from "../../support/Arbitraries.ts"
import { exampleParcel, exampleState } from "../../support/OrderExamples.ts"

const link = "https://track.example/1"

describe("an order that was sent", () => {
  const sent = (with_: Parameters<typeof exampleState>[0] = {}) => isUntracked(exampleState({ status: 450, ...with_ }))

  test.each([425, 450, 500])("without tracking is untracked at %d (C3)", (status) => {
    expect(sent({ status })).toBe(true)
    expect(sent({ status, waybill: "W1" })).toBe(false)
  })

  test.each([200, 320, 400, 451, 475, 800, 1000])("or not, expects no tracking at %d (C3)", (status) => {
    expect(sent({ status })).toBe(false)
  })

  test("has tracking in whatever place it stands (C3)", () => {
    const places: ReadonlyArray<Parameters<typeof exampleState>[0]> = [
      { parcels: [exampleParcel({ waybill: "W1" })] },
      { parcels: [exampleParcel({ parcelNumber: "P1" })] },
      { tracking: [{ waybill: "T1", trackingUrl: undefined }] },
      { waybill: "H1" }
    ]
    expect(places.map(sent)).toEqual([false, false, false, false])
  })

  test("with nothing but a return parcel is untracked (C3)", () => {
    const parcels = [exampleParcel({ waybill: "R1", isReturnParcel: true })]
    expect(sent({ parcels, returnWaybill: "R1", tracking: [{ waybill: "R1", trackingUrl: undefined }] })).toBe(true)
  })
})

describe("Tracking Information: ShipmentTrackingNumber from Waybill or ParcelNumber", () => {
  test("the first outbound parcel's waybill and link (C3)", () => {
    const parcels = [
      exampleParcel({ parcelId: 2, waybill: "W2", trackingUrl: "https://track.example/2" }),
      exampleParcel({ parcelId: 1, waybill: "W1", parcelNumber: "P1", trackingUrl: link })
    ]
    expect(outboundTracking(exampleState({ parcels }))).toEqual({ number: "W1", link, isWaybill: true })
  })

  test("a waybill of the order where the parcels have none, with its own link (C3)", () => {
    const parcels = [exampleParcel({ parcelNumber: "P1" })]
    const tracking = [{ waybill: "T1", trackingUrl: link }]
    expect(outboundTracking(exampleState({ parcels, tracking }))).toEqual({ number: "T1", link, isWaybill: true })
    expect(outboundTracking(exampleState({ parcels, waybill: "H1" }))?.number).toBe("H1")
  })

  test("the parcel number where there is no waybill at all (C3)", () => {
    const parcels = [exampleParcel({ parcelNumber: "P1", trackingUrl: link })]
    expect(outboundTracking(exampleState({ parcels }))).toEqual({ number: "P1", link, isWaybill: false })
  })

  test("nothing where nothing can be followed", () => {
    expect(outboundTracking(exampleState({ parcels: [exampleParcel()] }))).toBeUndefined()
  })
})

describe("Tracking Information: ShipmentTrackingLink from TrackingUrl", () => {
  test("only http and https, without what could leave an attribute", () => {
    expect(trackingLink(" https://track.example/a?b=c#d ")).toBe("https://track.example/a?b=c#d")
    expect(trackingLink("HTTP://track.example")).toBe("HTTP://track.example")
    for (const url of ["javascript:alert(1)", "data:text/html,x", "//track.example", 'https://x"onload=', "https://"]) {
      expect(trackingLink(url)).toBeUndefined()
    }
  })
})

describe("returns stay apart (C3)", () => {
  const state = exampleState({
    parcels: [exampleParcel({ isReturnParcel: true, waybill: "B1" }), exampleParcel({ parcelId: 2, waybill: "W2" })],
    tracking: [{ waybill: "R1", trackingUrl: undefined }],
    returnTracking: [{ waybill: "R1", trackingUrl: link }],
    returnWaybill: "R3"
  })

  test("in the return fields", () => {
    expect(returnTracking(state)).toEqual({ number: "R1", link, isWaybill: true })
    expect(returnTracking(exampleState({ returnWaybill: "R3" }))?.number).toBe("R3")
    expect(returnTracking(exampleState({ waybill: "H1" }))).toBeUndefined()
  })

  test("never among what goes out (R9)", () => {
    expect(outboundTracking(state)?.number).toBe("W2")
    expect(packages([], state).map((each) => each.trackingNumber)).toEqual(["W2"])
    fc.assert(
      fc.property(trackedState, (any) => {
        const back = new Set([
          any.returnWaybill,
          ...any.returnTracking.map((each) => each.waybill),
          ...any.parcels.filter((each) => each.isReturnParcel).flatMap((each) => [each.waybill, each.parcelNumber])
        ])
        back.delete(undefined)
        for (const each of packages([], any)) expect(back.has(each.trackingNumber)).toBe(false)
        expect(back.has(outboundTracking(any)?.number)).toBe(false)
      })
    )
  })
})

const package_ = (id: string, trackingNumber: string | undefined, trackingLink?: string): OmniumPackage => ({
  id,
  trackingNumber,
  trackingLink,
  labelLink: undefined
})

const numbers = (of: ReadonlyArray<OmniumPackage>) => of.map((each) => each.trackingNumber).sort()

/** Every number that the customer could follow, read from the state without the rules under test. */
const sent = (state: OngoingOrderState): ReadonlyArray<string> => {
  const back = new Set<string | undefined>([
    state.returnWaybill,
    ...state.returnTracking.map((each) => each.waybill),
    ...state.parcels.filter((each) => each.isReturnParcel).map((each) => each.waybill)
  ])
  const out = [
    state.waybill,
    ...state.tracking.map((each) => each.waybill),
    ...state.parcels.filter((each) => !each.isReturnParcel).map((each) => each.waybill)
  ]
  return out.filter((each) => each !== undefined).filter((each) => !back.has(each))
}

describe("packages", () => {
  test("hold every outbound parcel, and keep what Omnium has", () => {
    const parcels = [
      exampleParcel({ parcelId: 1, parcelNumber: "P1", waybill: "W1", trackingUrl: link }),
      exampleParcel({ parcelId: 2, parcelNumber: "P2" })
    ]
    const existing = [{ ...package_("own", "OWN"), labelLink: "https://label.example" }]
    expect(packages(existing, exampleState({ parcels }))).toEqual([
      ...existing,
      package_("P1", "W1", link),
      package_("P2", "P2")
    ])
  })

  test("gain a parcel that comes after the order was sent, and lose none that Ongoing no longer shows (C16)", () => {
    const first = packages([], exampleState({ parcels: [exampleParcel({ parcelId: 1, waybill: "W1" })] }))
    const second = packages(first, exampleState({ parcels: [exampleParcel({ parcelId: 2, waybill: "W2" })] }))
    expect(second).toEqual([package_("W1", "W1"), package_("W2", "W2")])
  })

  test("give a parcel its waybill when it comes, and keep the id", () => {
    const known = [package_("P1", "P1")]
    const parcels = [exampleParcel({ parcelNumber: "P1", waybill: "W1", trackingUrl: link })]
    expect(packages(known, exampleState({ parcels }))).toEqual([package_("P1", "W1", link)])
  })

  test("keep the earlier waybill beside a corrected one (C16)", () => {
    const parcels = [exampleParcel({ parcelNumber: "P1", waybill: "W9" })]
    expect(packages([package_("P1", "W1")], exampleState({ parcels }))).toEqual([
      package_("P1", "W1"),
      package_("W9", "W9")
    ])
  })

  test("hold a number once, with the first link", () => {
    const state = exampleState({
      parcels: [
        exampleParcel({ parcelId: 1, waybill: "W1" }),
        exampleParcel({ parcelId: 2, waybill: "W1", trackingUrl: link })
      ],
      tracking: [{ waybill: "W1", trackingUrl: "https://track.example/2" }],
      waybill: "W1"
    })
    expect(packages([], state)).toEqual([package_("W1", "W1", link)])
  })

  test("hold each number once and each id once, and lose none (R9)", () => {
    fc.assert(
      fc.property(fc.array(trackedState, { minLength: 1, maxLength: 4 }), (states) => {
        const all = states.reduce<ReadonlyArray<OmniumPackage>>(packages, [])
        expect(new Set(numbers(all)).size).toBe(all.length)
        expect(new Set(all.map((each) => each.id)).size).toBe(all.length)
        for (const number of states.flatMap(sent)) expect(numbers(all)).toContain(number)
        const named = new Set(all.flatMap((each) => [each.id, each.trackingNumber]))
        for (const { isReturnParcel, parcelNumber, waybill } of states.flatMap((state) => state.parcels)) {
          if (!isReturnParcel && waybill === undefined && parcelNumber !== undefined) {
            expect(named.has(parcelNumber)).toBe(true)
          }
        }
      })
    )
  })

  test("do not change when the same state is seen again, and keep their ids in their places", () => {
    fc.assert(
      fc.property(trackedState, trackedState, (one, other) => {
        const once = packages([], one)
        expect(packages(once, one)).toEqual(once)
        const both = packages(once, other)
        expect(both.slice(0, once.length).map((each) => each.id)).toEqual(once.map((each) => each.id))
      })
    )
  })

  test("come to the same numbers in whatever sequence states are seen", () => {
    // A waybill that stands on the order first and on its parcel later is met as two things, by design.
    const apart = trackedState.map((state) => ({
      ...state,
      tracking: state.tracking.filter((each) => !each.waybill?.startsWith("W")),
      waybill: state.waybill?.startsWith("W") ? undefined : state.waybill
    }))
    // The same parcel never has a waybill without its number in one state and its number without a waybill in another.
    const steady = apart.map((state) => ({
      ...state,
      parcels: state.parcels.map((parcel) => ({
        ...parcel,
        parcelNumber: `${parcel.isReturnParcel ? "Q" : "P"}${parcel.parcelId}`
      }))
    }))
    fc.assert(
      fc.property(steady, steady, (one, other) => {
        expect(numbers(packages(packages([], one), other))).toEqual(numbers(packages(packages([], other), one)))
      })
    )
  })
})
