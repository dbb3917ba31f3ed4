import { describe, expect, test } from "bun:test"
import type { OmniumOrder, OmniumOrderLine, OmniumShipment } from "@omnium-ongoing/domain/omnium/OmniumOrder"
import { propertyOf } from "@omnium-ongoing/domain/omnium/OmniumOrder"
import type {
  OngoingLineState,
  OngoingOrderState,
  OngoingParcel
} from "@omnium-ongoing/domain/ongoing/OngoingOrderState"
import { type OrderUpdate, orderUpdate } from "@omnium-ongoing/domain/order-sync/OrderUpdate"
import fc from "fast-check"
import {
  exampleLine,
  exampleLineState,
  exampleOrder,
  exampleOrderType,
  exampleParcel,
  exampleShipment,
  exampleState
} from "../../support/OrderExamples.ts"

const exported = (lines: ReadonlyArray<OmniumOrderLine>) =>
  exampleOrder({
    shipments: [
      exampleShipment({
        orderStatus: "InProgressWarehouse",
        externalIds: [{ providerName: "OngoingOrderId", id: "4711" }],
        lines
      })
    ]
  })

const originalOf = (order: OmniumOrder): OmniumShipment => {
  const [original] = order.shipments
  if (original === undefined) throw new Error("The order has no shipment.")
  return original
}

const look = (order: OmniumOrder, state: OngoingOrderState, labelLinks: ReadonlyArray<string> = []) =>
  orderUpdate({ order, shipment: originalOf(order), orderType: exampleOrderType, state, labelLinks })

/** Omnium after it has taken what it was told, by its own rules: a whole line takes its id along. */
const taken = (order: OmniumOrder, { update, late, partial }: OrderUpdate): OmniumOrder => {
  if (partial !== undefined) {
    const moved = new Map(partial.lines.map((line) => [line.lineItemId, line.deliveredQuantity]))
    const original = originalOf(order)
    const part = exampleShipment({
      ...partial,
      orderStatus: partial.status,
      lines: original.lines.flatMap((line) => {
        const quantity = moved.get(line.lineItemId)
        if (quantity === undefined) return []
        const lineItemId = quantity === line.quantity ? line.lineItemId : `${line.lineItemId}-${partial.shipmentId}`
        return [{ ...line, lineItemId, quantity, deliveredQuantity: quantity }]
      }),
      externalIds: partial.externalIds ?? [],
      properties: partial.properties ?? [],
      packages: partial.packages ?? []
    })
    const rest = original.lines.flatMap((line) => {
      const quantity = line.quantity - (moved.get(line.lineItemId) ?? 0)
      return quantity === 0 && moved.has(line.lineItemId) ? [] : [{ ...line, quantity }]
    })
    return { ...order, shipments: [{ ...original, lines: rest }, ...order.shipments.slice(1), part] }
  }
  return {
    ...order,
    shipments: order.shipments.map((shipment) => {
      const told = [update, late].find((each) => each?.shipmentId === shipment.shipmentId)
      if (told === undefined) return shipment
      return {
        ...shipment,
        orderStatus: told.status,
        trackingNumber: told.trackingNumber ?? shipment.trackingNumber,
        labelLink: told.labelLink ?? shipment.labelLink,
        packages: told.packages ?? shipment.packages,
        properties: [...shipment.properties, ...(told.properties ?? [])]
      }
    })
  }
}

/** Looks as often as something is to be told. */
const settled = (order: OmniumOrder, state: OngoingOrderState, labelLinks: ReadonlyArray<string> = []) => {
  let seen = order
  for (let time = 0; time < 5; time++) {
    const told = look(seen, state, labelLinks)
    if (told.partial === undefined && told.update === undefined && told.late === undefined) return seen
    seen = taken(seen, told)
  }
  throw new Error("There is always more to tell.")
}

const isMarked = (shipment: OmniumShipment) => propertyOf(shipment.properties, "IsDeliveredShipment") === "true"

/** What Omnium holds as delivered of a line, under whatever id: a part's line begins with the id of the one it was. */
const deliveredOf = (order: OmniumOrder, lineItemId: string) =>
  order.shipments
    .filter(isMarked)
    .flatMap((shipment) => shipment.lines)
    .filter((line) => line.lineItemId.split("-")[0] === lineItemId)
    .reduce((sum, line) => sum + line.quantity, 0)

interface Story {
  readonly ordered: ReadonlyArray<number>
  /** How many of each line are sent each time. */
  readonly sendings: ReadonlyArray<ReadonlyArray<number>>
  readonly parcels: boolean
}

const story: fc.Arbitrary<Story> = fc.integer({ min: 1, max: 3 }).chain((count) =>
  fc.record({
    ordered: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: count, maxLength: count }),
    sendings: fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: count, maxLength: count }), {
      minLength: 1,
      maxLength: 6
    }),
    parcels: fc.boolean()
  })
)

interface Told {
  readonly state: OngoingOrderState
  /** How many of each line have been sent in all. */
  readonly sent: ReadonlyArray<number>
}

/** What Ongoing shows after each sending; the warehouse may send more than was ordered. */
const statesOf = ({ ordered, sendings, parcels }: Story): ReadonlyArray<Told> => {
  const boxes: Array<OngoingParcel> = []
  let sent = ordered.map(() => 0)
  let inParcels: ReadonlyArray<OngoingLineState["inParcels"]> = ordered.map(() => [])
  return sendings.map((sending, time) => {
    sent = sent.map((sum, at) => sum + (sending[at] ?? 0))
    // A sending without anything in it has no parcel either.
    if (parcels && sending.some((quantity) => quantity > 0)) {
      boxes.push(exampleParcel({ parcelId: time + 1, parcelNumber: `P${time + 1}`, waybill: `W${time + 1}` }))
    }
    inParcels = inParcels.map((each, at) =>
      parcels ? [...each, { parcelId: time + 1, quantity: sending[at] ?? 0 }] : each
    )
    const isAll = sent.every((sum, at) => sum >= (ordered[at] ?? 0))
    return {
      sent,
      state: exampleState({
        status: isAll ? 450 : 425,
        parcels: [...boxes],
        lines: ordered.map((quantity, at) =>
          exampleLineState({
            orderLineId: at + 1,
            rowNumber: String(at + 1),
            ordered: quantity,
            picked: sent[at] ?? 0,
            inParcels: inParcels[at] ?? []
          })
        )
      })
    }
  })
}

const linesOf = ({ ordered }: Story) =>
  // All of one SKU: they are told apart by their rows alone.
  ordered.map((quantity, at) => exampleLine({ lineItemId: String(at + 1), quantity }))

describe("partial deliveries (R8)", () => {
  test("add up to what was sent, up to what was ordered, over any sequence of sendings, seen or missed", () => {
    fc.assert(
      fc.property(story, fc.array(fc.boolean()), (story, seen) => {
        const states = statesOf(story)
        let order = exported(linesOf(story))
        states.forEach(({ state, sent }, time) => {
          if (seen[time] === false && time < states.length - 1) return
          order = settled(order, state)
          story.ordered.forEach((ordered, at) => {
            expect(deliveredOf(order, String(at + 1))).toBe(Math.min(sent[at] ?? 0, ordered))
          })
          // Nothing that was ordered is lost on the way, nothing is added.
          const kept = order.shipments.flatMap((shipment) => shipment.lines)
          expect(kept.reduce((sum, line) => sum + line.quantity, 0)).toBe(
            story.ordered.reduce((sum, quantity) => sum + quantity, 0)
          )
        })
      })
    )
  })

  test("are as many new shipments as there were sendings with something in them and something left", () => {
    fc.assert(
      fc.property(story, (story) => {
        let order = exported(linesOf(story))
        let expected = 1
        let before = story.ordered.map(() => 0)
        for (const { state, sent } of statesOf(story)) {
          order = settled(order, state)
          const booked = sent.map((sum, at) => Math.min(sum, story.ordered[at] ?? 0))
          const isMore = booked.some((sum, at) => sum > (before[at] ?? 0))
          const isLeft = booked.some((sum, at) => sum < (story.ordered[at] ?? 0))
          if (isMore && isLeft) expected++
          before = booked
          expect(order.shipments).toHaveLength(expected)
        }
      })
    )
  })

  test("are told once: the same state again, or an earlier one, tells nothing more", () => {
    fc.assert(
      fc.property(story, fc.nat(), (story, at) => {
        const states = statesOf(story)
        const order = states.reduce((order, { state }) => settled(order, state), exported(linesOf(story)))
        for (const { state } of [states.at(-1), states[at % states.length]].filter((each) => each !== undefined)) {
          expect(look(order, state).partial).toBeUndefined()
          expect(look(order, state).update).toBeUndefined()
          expect(look(order, state).late).toBeUndefined()
        }
      })
    )
  })

  test("take each parcel with them once, and what goes beyond the order is told as long as it is so", () => {
    fc.assert(
      fc.property(story, (story) => {
        const states = statesOf({ ...story, parcels: true })
        let order = exported(linesOf(story))
        for (const { state, sent } of states) {
          order = settled(order, state)
          const packages = order.shipments.flatMap((shipment) => shipment.packages.map((each) => each.trackingNumber))
          expect(packages.toSorted()).toEqual([...new Set(packages)].toSorted())
          const isOver = sent.some((sum, at) => sum > (story.ordered[at] ?? 0))
          expect(look(order, state).notes.some((note) => note.cause === "over-delivered")).toBe(isOver)
        }
        const packages = order.shipments.flatMap((shipment) => shipment.packages)
        expect(packages).toHaveLength(states.at(-1)?.state.parcels.length ?? 0)
      })
    )
  })

  test("are none while nothing was picked, at any status", () => {
    for (const status of [200, 300, 320, 400, 425, 450, 500]) {
      const state = exampleState({ status, lines: [exampleLineState({ picked: 0 })] })
      expect(look(exported([exampleLine({ quantity: 3 })]), state).partial).toBeUndefined()
    }
  })

  test("are none of a shipment that is marked as delivered, whatever comes after", () => {
    fc.assert(
      fc.property(story, (story) => {
        const order = exported(linesOf(story))
        const marked = {
          ...originalOf(order),
          properties: [{ key: "IsDeliveredShipment", value: "true" }]
        }
        for (const { state } of statesOf(story)) {
          const told = look({ ...order, shipments: [marked] }, state)
          expect(told.partial).toBeUndefined()
          expect(told.update?.properties).toBeUndefined()
        }
      })
    )
  })
})

describe("parts and their labels", () => {
  test("each has the oldest label that none before it has", () => {
    const links = ["https://blob/1", "https://blob/2", "https://blob/3"]
    const states = statesOf({ ordered: [3], sendings: [[1], [1], [1]], parcels: true })
    const order = states.reduce(
      (order, { state }, time) => settled(order, state, links.slice(0, time + 1)),
      exported([exampleLine({ quantity: 3 })])
    )
    expect(
      order.shipments.map(({ shipmentId, labelLink, trackingNumber }) => [shipmentId, trackingNumber, labelLink])
    ).toEqual([
      ["1", "W3", "https://blob/3"],
      ["2", "W1", "https://blob/1"],
      ["3", "W2", "https://blob/2"]
    ])
  })

  test("share the only one there is", () => {
    const states = statesOf({ ordered: [2], sendings: [[1], [1]], parcels: true })
    const order = states.reduce(
      (order, { state }) => settled(order, state, ["https://blob/1"]),
      exported([exampleLine({ quantity: 2 })])
    )
    expect(order.shipments.map((shipment) => shipment.labelLink)).toEqual(["https://blob/1", "https://blob/1"])
  })
})
