import { describe, expect, test } from "bun:test"
import {
  goodsReception,
  hasRest,
  type Received,
  takenBack,
  unknownRows
} from "@omnium-ongoing/domain/purchase-order-sync/GoodsReception"
import fc from "fast-check"
import { exampleDeliveryLine, examplePurchaseOrder, examplePurchaseOrderLine } from "../../support/DeliveryExamples.ts"

const received = (
  lines: ReadonlyArray<{ readonly received: number; readonly delivered?: number; readonly quantity?: number }>,
  booked: ReadonlyArray<readonly [string, number]> = []
): Received => ({
  state: examplePurchaseOrder({
    lines: lines.map((line, index) =>
      examplePurchaseOrderLine({
        purchaseOrderLineId: index + 1,
        rowNumber: String(index + 1),
        received: line.received
      })
    )
  }),
  warehouseCode: "main",
  lines: lines.map((line, index) =>
    exampleDeliveryLine({
      lineItemId: String(index + 1),
      quantity: line.quantity ?? 10,
      deliveredQuantity: line.delivered ?? 0
    })
  ),
  booked: new Map(booked)
})

const quantities = (about: Received) => goodsReception(about).map((line) => [line.lineItemId, line.deliveredQuantity])

describe("Goods Reception: newly delivered quantities", () => {
  test("are what was received less what Omnium has, line by line", () => {
    const about = received([{ received: 8, delivered: 3 }, { received: 4, delivered: 4 }, { received: 2 }])
    expect(goodsReception(about)).toEqual([
      {
        lineItemId: "1",
        purchaseOrderId: "PO-1",
        code: "0123ABC",
        deliveredQuantity: 5,
        warehouseCode: "main",
        goodsReceptionId: "ongoing-60001-1-8",
        upTo: 8
      },
      {
        lineItemId: "3",
        purchaseOrderId: "PO-1",
        code: "0123ABC",
        deliveredQuantity: 2,
        warehouseCode: "main",
        goodsReceptionId: "ongoing-60001-3-2",
        upTo: 2
      }
    ])
  })

  test("do not count again what is booked, though Omnium does not show it yet", () => {
    expect(quantities(received([{ received: 8, delivered: 0 }], [["1", 5]]))).toEqual([["1", 3]])
  })

  test("count rows that the warehouse has divided together", () => {
    const about = received([{ received: 3 }])
    const [line] = about.state.lines
    const lines = line === undefined ? [] : [line, { ...line, purchaseOrderLineId: 2, received: 4 }]
    expect(quantities({ ...about, state: { ...about.state, lines } })).toEqual([["1", 7]])
  })

  test("know decimals without their trifles", () => {
    const about = received([{ received: 0.1 + 0.2, delivered: 0.1 }])
    expect(goodsReception(about)).toMatchObject([{ deliveredQuantity: 0.2, upTo: 0.3 }])
    expect(goodsReception(received([{ received: 0.1 + 0.2, delivered: 0.3 }]))).toEqual([])
  })

  test("beyond what was ordered are booked, and leave the other lines open (X2)", () => {
    const about = received([{ received: 12 }, { received: 0 }])
    expect(quantities(about)).toEqual([["1", 12]])
    expect(hasRest(about)).toBe(true)
  })
})

/** What a warehouse says of a line from time to time: mostly more, sometimes less, sometimes the same again. */
const readings = fc.array(
  fc.integer({ min: 0, max: 200 }).map((tenths) => tenths / 10),
  { minLength: 1, maxLength: 12 }
)

describe("whatever is read, and however often (R16)", () => {
  test("never more is booked than the highest reading, and at last as much", () => {
    fc.assert(
      fc.property(fc.array(readings, { minLength: 1, maxLength: 3 }), fc.boolean(), (perLine, lags) => {
        const delivered = perLine.map(() => 0)
        const shown = perLine.map(() => 0)
        const booked = new Map<string, number>()
        const ids = new Set<string>()
        const rounds = Math.max(...perLine.map((each) => each.length))
        for (let round = 0; round < rounds; round++) {
          const about = received(
            perLine.map((each, index) => ({
              received: each[Math.min(round, each.length - 1)] ?? 0,
              delivered: shown[index] ?? 0
            })),
            [...booked]
          )
          for (const line of goodsReception(about)) {
            expect(ids.has(line.goodsReceptionId)).toBe(false)
            ids.add(line.goodsReceptionId)
            delivered[Number(line.lineItemId) - 1] =
              (delivered[Number(line.lineItemId) - 1] ?? 0) + line.deliveredQuantity
            booked.set(line.lineItemId, line.upTo)
          }
          // A line may be shown as it was a while ago.
          for (const index of perLine.keys()) if (!lags) shown[index] = delivered[index] ?? 0
        }
        for (const [index, each] of perLine.entries()) expect(delivered[index]).toBeCloseTo(Math.max(...each), 6)
      })
    )
  })
})

describe("what a person has to look into", () => {
  test("less is received than we have booked", () => {
    expect(takenBack(received([{ received: 3, delivered: 5 }], [["1", 5]])).map(({ line }) => line.lineItemId)).toEqual(
      ["1"]
    )
  })

  test("is not what somebody has booked in Omnium by hand", () => {
    expect(takenBack(received([{ received: 0, delivered: 5 }]))).toEqual([])
  })

  test("goods on a row that the delivery does not have", () => {
    const about = received([{ received: 3 }])
    const strange = examplePurchaseOrderLine({ purchaseOrderLineId: 9, rowNumber: "9", received: 2 })
    const idle = examplePurchaseOrderLine({ purchaseOrderLineId: 8, rowNumber: "8", received: 0 })
    const state = { ...about.state, lines: [...about.state.lines, strange, idle] }
    expect(unknownRows({ ...about, state })).toEqual([strange])
  })
})

describe("the rest", () => {
  test.each([
    [{ received: 9 }, true],
    [{ received: 10 }, false],
    [{ received: 0, delivered: 10 }, false],
    [{ received: 4, quantity: 4 }, false]
  ])("of %p: %p", (line, rest) => {
    expect(hasRest(received([line]))).toBe(rest)
  })
})
