import { describe, expect, test } from "bun:test"
import type { OmniumOrderLine } from "@omnium-ongoing/domain/omnium/OmniumOrder"
import type { OngoingLineState } from "@omnium-ongoing/domain/ongoing/OngoingOrderState"
import { read } from "@omnium-ongoing/domain/return-sync/OngoingReturnKey"
import type { NewlyReturned } from "@omnium-ongoing/domain/return-sync/ReturnedItems"
import { returnMapping } from "@omnium-ongoing/domain/return-sync/ReturnMapping"
import { Option } from "effect"
import fc from "fast-check"
import {
  exampleLine,
  exampleLineState,
  exampleOrder,
  exampleOrderType,
  exampleShipment,
  exampleState
} from "../../support/OrderExamples.ts"

interface Example {
  /** By shipment. */
  readonly lines: readonly [
    ReadonlyArray<Partial<OmniumOrderLine>>,
    ...ReadonlyArray<ReadonlyArray<Partial<OmniumOrderLine>>>
  ]
  readonly rows: ReadonlyArray<Partial<OngoingLineState>>
  /** How many of each row, by their place. */
  readonly back: ReadonlyArray<number>
  readonly status?: string
}

const mapped = ({ lines, rows, back, status = "Ship" }: Example) => {
  const [first, ...rest] = lines.map((each, index) =>
    exampleShipment({
      shipmentId: String(index + 1),
      orderStatus: status,
      lines: each.map((line) => exampleLine(line))
    })
  )
  if (first === undefined) throw new Error("an order has a shipment")
  const states = rows.map((row, index) => exampleLineState({ orderLineId: 88 + index, ...row }))
  const newly: ReadonlyArray<NewlyReturned> = states.flatMap((line, index) => {
    const quantity = back[index] ?? 0
    return quantity === 0 ? [] : [{ line, spans: [[0, quantity] as const] }]
  })
  return returnMapping({
    state: exampleState({ lines: states }),
    order: exampleOrder({ status, shipments: [first, ...rest] }),
    shipments: [first, ...rest],
    orderType: exampleOrderType,
    returnTypes: ["Regret", "Damaged"],
    newly
  })
}

const came = (quantity: number, causeCode: string) => ({
  returnedItems: [{ quantity, returned: undefined, causeCode, causeName: undefined }]
})

describe("a return in Omnium", () => {
  test("has every line that came back, where it came back to, and the mark by which it is known", () => {
    const { request, unfit } = mapped({
      lines: [
        [
          { lineItemId: "1", quantity: 3 },
          { lineItemId: "2", quantity: 2 }
        ]
      ],
      rows: [
        { rowNumber: "1", ...came(2, "Regret") },
        { rowNumber: "2", ...came(1, "regret") }
      ],
      back: [2, 1]
    })
    expect(unfit).toEqual([])
    const { properties, ...rest } = request!
    expect(rest).toEqual({
      orderId: "EPIC000001",
      storeId: "main",
      returnType: "Regret",
      lines: [
        { lineItemId: "1", quantity: 2, returnType: "Regret" },
        { lineItemId: "2", quantity: 1, returnType: "Regret" }
      ]
    })
    expect(properties[0]).toEqual({ key: "ReturnedByOngoing", value: "true" })
    expect(properties[1]?.key).toBe("OngoingReturnKey")
    expect(Option.map(read(properties[1]?.value ?? ""), ({ lines }) => lines)).toEqual(
      Option.some(
        new Map([
          [88, [[0, 2]]],
          [89, [[0, 1]]]
        ])
      )
    )
  })

  test("has no return type as a whole where its lines have different ones", () => {
    const { request } = mapped({
      lines: [[{ lineItemId: "1" }, { lineItemId: "2" }]],
      rows: [
        { rowNumber: "1", ...came(1, "Regret") },
        { rowNumber: "2", ...came(1, "Damaged") }
      ],
      back: [1, 1]
    })
    expect(request?.returnType).toBeUndefined()
    expect(request?.lines.map((line) => line.returnType)).toEqual(["Regret", "Damaged"])
  })

  test("knows a line by the row that it was sent as, although another has its SKU", () => {
    const { request } = mapped({
      lines: [
        [
          { lineItemId: "1", quantity: 3 },
          { lineItemId: "2", quantity: 3 }
        ]
      ],
      rows: [{ rowNumber: "1" }, { rowNumber: "2" }],
      back: [0, 2]
    })
    expect(request?.lines).toEqual([{ lineItemId: "2", quantity: 2 }])
  })

  test("is of both parts of a line that was delivered in parts (R8)", () => {
    const { request } = mapped({
      lines: [[{ lineItemId: "1", quantity: 2 }], [{ lineItemId: "1-2", quantity: 8 }]],
      rows: [{ rowNumber: "1", ordered: 10 }],
      back: [9]
    })
    expect(request?.lines).toEqual([
      { lineItemId: "1", quantity: 2 },
      { lineItemId: "1-2", quantity: 7 }
    ])
  })

  test("finds a part of a line by its SKU if Omnium named it otherwise", () => {
    const { request } = mapped({
      lines: [[{ lineItemId: "1", quantity: 2 }], [{ lineItemId: "e6f1", quantity: 8 }]],
      rows: [{ rowNumber: "1", ordered: 10 }],
      back: [3]
    })
    expect(request?.lines.map((line) => line.lineItemId)).toEqual(["1", "e6f1"])
  })
})

describe("what came back and fits no order is given up in words (C18)", () => {
  const only = (example: Example) => {
    const { request, unfit } = mapped(example)
    expect(request).toBeUndefined()
    expect(unfit).toHaveLength(1)
    return unfit[0]!
  }

  test("no line of the order is for it", () => {
    const { cause, message } = only({
      lines: [[{ lineItemId: "1", code: "0123ABC" }]],
      rows: [{ rowNumber: "7", articleNumber: "OTHER" }],
      back: [1]
    })
    expect(cause).toBe("return-line-unknown")
    expect(message).toBe(
      "1 of OTHER came back (row 7 of the Ongoing order EPIC000001-1). The order in Omnium has no such line."
    )
  })

  test("more came back than is left to return", () => {
    const line = { lineItemId: "1", quantity: 3, canceledQuantity: 1, returnQuantity: 1 }
    expect(only({ lines: [[line]], rows: [{ rowNumber: "1" }], back: [2] }).cause).toBe("return-exceeds-order")
    expect(mapped({ lines: [[line]], rows: [{ rowNumber: "1" }], back: [1] }).unfit).toEqual([])
  })

  test("the order is cancelled", () => {
    const example: Example = {
      lines: [[{ lineItemId: "1" }]],
      rows: [{ rowNumber: "1" }],
      back: [1],
      status: "OrderCanceled"
    }
    expect(only(example).cause).toBe("return-of-cancelled-order")
  })

  test("the other lines are returned all the same, and the mark names only them", () => {
    const { request, unfit } = mapped({
      lines: [[{ lineItemId: "1", quantity: 3 }]],
      rows: [{ rowNumber: "1" }, { rowNumber: "7", articleNumber: "OTHER" }],
      back: [2, 1]
    })
    expect(unfit.map(({ newly }) => newly.line.orderLineId)).toEqual([89])
    expect(request?.lines).toEqual([{ lineItemId: "1", quantity: 2 }])
    expect(Option.map(read(request?.properties[1]?.value ?? ""), ({ lines }) => [...lines.keys()])).toEqual(
      Option.some([88])
    )
  })
})

describe("whatever came back of whatever order", () => {
  const line = fc.record({
    id: fc.constantFrom("1", "2", "1-2", "2-2", "x"),
    code: fc.constantFrom("A", "B"),
    quantity: fc.integer({ min: 0, max: 5 }),
    canceledQuantity: fc.integer({ min: 0, max: 2 }),
    returnQuantity: fc.integer({ min: 0, max: 2 })
  })
  const lines = fc.uniqueArray(line, { selector: (each) => each.id, minLength: 1 })
  const row = fc.record({
    rowNumber: fc.constantFrom("1", "2", "9"),
    articleNumber: fc.constantFrom("A", "B"),
    back: fc.integer({ min: 0, max: 6 })
  })
  const rows = fc.uniqueArray(row, { selector: (each) => each.rowNumber })

  test("each item is returned or given up, and no line gets more than it has left (R15)", () => {
    fc.assert(
      fc.property(lines, rows, (some, many) => {
        const { request, unfit } = mapped({
          lines: [some.map(({ id, ...each }) => ({ ...each, lineItemId: id }))],
          rows: many,
          back: many.map((each) => each.back)
        })
        const made = request?.lines ?? []
        const givenUp = unfit.reduce((sum, { newly }) => sum + (newly.spans[0]?.[1] ?? 0), 0)
        const total = made.reduce((sum, each) => sum + each.quantity, 0) + givenUp
        expect(total).toBe(many.reduce((sum, each) => sum + each.back, 0))
        for (const { id, quantity, canceledQuantity, returnQuantity } of some) {
          const returned = made.filter((each) => each.lineItemId === id).reduce((sum, each) => sum + each.quantity, 0)
          expect(returned).toBeLessThanOrEqual(Math.max(0, quantity - canceledQuantity - returnQuantity))
        }
      })
    )
  })
})
