import { describe, expect, test } from "bun:test"
import { reach, type Span, sizeOf, without } from "@omnium-ongoing/domain/return-sync/Spans"
import fc from "fast-check"

const span: fc.Arbitrary<Span> = fc
  .tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 }))
  .map(([one, other]): Span => [Math.min(one, other), Math.max(one, other)])

const spans = fc.array(span, { maxLength: 6 })

const holds = (all: ReadonlyArray<Span>, item: number) => all.some(([from, to]) => from < item && item <= to)

describe("spans of returned items", () => {
  test("without others hold exactly the items that are in none of them (R15)", () => {
    fc.assert(
      fc.property(span, spans, (whole, others) => {
        const left = without(whole, others)
        for (let item = 0; item <= 20; item++) {
          expect(holds(left, item)).toBe(holds([whole], item) && !holds(others, item))
        }
      })
    )
  })

  test("without others overlap nowhere, so that their size is the number of items", () => {
    fc.assert(
      fc.property(span, spans, (whole, others) => {
        const left = without(whole, others)
        const items = Array.from({ length: 21 }, (_, item) => item).filter((item) => holds(left, item))
        expect(sizeOf(left)).toBe(items.length)
      })
    )
  })

  test("reach as far as there is no gap, and never back (R15)", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), spans, (from, all) => {
        const reached = reach(from, all)
        for (let item = from + 1; item <= reached; item++) expect(holds(all, item)).toBe(true)
        expect(holds(all, reached + 1)).toBe(false)
        expect(reached).toBeGreaterThanOrEqual(from)
      })
    )
  })

  test("may be of parts of items, whose sum is no trifle off", () => {
    expect(without([0, 0.3], [[0, 0.1]])).toEqual([[0.1, 0.3]])
    expect(sizeOf(without([0, 0.3], [[0, 0.1]]))).toBe(0.2)
  })
})
