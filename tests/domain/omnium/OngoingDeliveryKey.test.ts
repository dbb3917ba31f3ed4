import { describe, expect, test } from "bun:test"
import { deliveredBefore, keyOf, make } from "@omnium-ongoing/domain/omnium/OngoingDeliveryKey"
import { OngoingOrderId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import { Option } from "effect"
import fc from "fast-check"
import { text } from "../../support/Arbitraries.ts"
import { exampleShipment, property } from "../../support/OrderExamples.ts"

const order = OngoingOrderId.make(4711)
const shipmentWith = (value: string) => exampleShipment({ properties: [property("OngoingDeliveryKey", value)] })

const rows = fc.uniqueArray(
  fc.tuple(
    text(50),
    fc.integer({ min: 0, max: 10_000 }).map((cents) => cents / 100)
  ),
  {
    selector: ([row]) => row,
    maxLength: 8
  }
)

describe("OngoingDeliveryKey", () => {
  test("round-trips, whatever the rows are called", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), rows, (id, rows) => {
        const key = Option.getOrThrow(keyOf(shipmentWith(make(OngoingOrderId.make(id), new Map(rows)))))
        expect(Number(key.order)).toBe(id)
        expect(new Map(Object.entries(key.rows))).toEqual(new Map(rows))
      }),
      // A name that objects have of their own must come through as well.
      {
        examples: [
          [1, [["__proto__", 1]]],
          [
            1,
            [
              ["constructor", 2],
              ["10", 1],
              ["9", 3]
            ]
          ]
        ]
      }
    )
  })

  test("is the same text for the same rows, in whatever sequence", () => {
    fc.assert(
      fc.property(rows, (rows) => {
        expect(make(order, new Map(rows.toReversed()))).toBe(make(order, new Map(rows)))
      })
    )
  })

  test.each(["", "{}", "true", '{"order":4711}', '{"order":"4711","rows":{}}', '{"order":1,"rows":{"1":"8"}}', "[1]"])(
    "is none that somebody else wrote: %p",
    (value) => {
      expect(keyOf(shipmentWith(value))).toEqual(Option.none())
    }
  )
})

describe("what was delivered before", () => {
  test("is the most of any part, row by row, of that Ongoing order alone", () => {
    const other = OngoingOrderId.make(4712)
    const shipments = [
      shipmentWith(make(order, new Map([["1", 3]]))),
      shipmentWith(
        make(
          order,
          new Map([
            ["1", 8],
            ["2", 1]
          ])
        )
      ),
      shipmentWith(make(order, new Map([["1", 5]]))),
      shipmentWith(make(other, new Map([["1", 99]]))),
      exampleShipment()
    ]
    expect(deliveredBefore(shipments, order)).toEqual(
      new Map([
        ["1", 8],
        ["2", 1]
      ])
    )
    expect(deliveredBefore(shipments, other)).toEqual(new Map([["1", 99]]))
    expect(deliveredBefore([], order)).toEqual(new Map())
  })
})
