import { describe, expect, test } from "bun:test"
import { OngoingOrderId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import { keysOn, read, write } from "@omnium-ongoing/domain/return-sync/OngoingReturnKey"
import type { Span } from "@omnium-ongoing/domain/return-sync/Spans"
import { Option } from "effect"
import fc from "fast-check"
import { exampleOrder, property } from "../../support/OrderExamples.ts"

const quantity = fc.integer({ min: 0, max: 1e9 }).map((millionths) => millionths / 1e6)
const lines = fc.uniqueArray(
  fc.tuple(
    fc.integer({ min: 1, max: 2_000_000_000 }),
    fc.uniqueArray(fc.tuple(quantity, quantity), { selector: ([from]) => from, maxLength: 3 })
  ),
  { selector: ([line]) => line, maxLength: 5 }
)
const order = OngoingOrderId.make(4711)
const bySize = ([one]: Span, [other]: Span) => one - other

describe("OngoingReturnKey", () => {
  test("is read as it was written", () => {
    fc.assert(
      fc.property(lines, (all) => {
        const sorted = new Map(all.map(([line, spans]) => [line, [...spans].sort(bySize)] as const))
        expect(read(write({ order, lines: new Map(all) }))).toEqual(Option.some({ order, lines: sorted }))
      })
    )
  })

  test("is the same text for the same items, in whatever order they are told", () => {
    fc.assert(
      fc.property(lines, (all) => {
        const reversed = all.toReversed().map(([line, spans]) => [line, spans.toReversed()] as const)
        expect(write({ order, lines: new Map(reversed) })).toBe(write({ order, lines: new Map(all) }))
      })
    )
  })

  test("tells what Omnium holds; other returns tell nothing", () => {
    const made = (returnId: string, value: string | undefined) => ({
      returnId,
      storeId: undefined,
      lines: [],
      properties: value === undefined ? [] : [property("OngoingReturnKey", value)]
    })
    const key = { order, lines: new Map([[88, [[0, 1]] as const]]) }
    const held = exampleOrder({ returns: [made("1", undefined), made("2", write(key)), made("3", "by hand")] })
    expect(keysOn(held)).toEqual([key])
  })
})
