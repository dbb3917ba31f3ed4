import { describe, expect, test } from "bun:test"
import { OngoingOrderId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import type { ReturnKey } from "@omnium-ongoing/domain/return-sync/OngoingReturnKey"
import { newlyReturned, reportable, unreported } from "@omnium-ongoing/domain/return-sync/ReturnedItems"
import { type Span, sizeOf } from "@omnium-ongoing/domain/return-sync/Spans"
import fc from "fast-check"
import { exampleLineState, exampleState } from "../../support/OrderExamples.ts"

const order = OngoingOrderId.make(4711)
const keyOf = (...spans: ReadonlyArray<Span>): ReturnKey => ({ order, lines: new Map([[88, spans]]) })
const state = (returned: number, reportedReturned: number) =>
  exampleState({ lines: [exampleLineState({ orderLineId: 88, ordered: 20, picked: 20, returned, reportedReturned })] })

const spansOf = (seen: ReturnKey, returned: number, others: ReadonlyArray<ReturnKey>) =>
  newlyReturned(seen, state(returned, 0), others).flatMap(({ spans }) => spans)

describe("what came back", () => {
  test("is unreported from what was reported up to what was returned", () => {
    expect(unreported(state(3, 1))).toEqual(keyOf([1, 3]))
    expect(unreported(state(3, 3))).toBeUndefined()
    expect(unreported(state(2, 3))).toBeUndefined()
  })

  test("is new but for what Omnium holds: 1 of 3, a crash before the report, then 3 of 3 (C19)", () => {
    expect(spansOf(keyOf([0, 1]), 1, [])).toEqual([[0, 1]])
    expect(spansOf(keyOf([0, 3]), 3, [keyOf([0, 1])])).toEqual([[1, 3]])
  })

  test("is no more than is returned still", () => {
    expect(spansOf(keyOf([0, 3]), 2, [])).toEqual([[0, 2]])
    expect(spansOf(keyOf([1, 3]), 1, [])).toEqual([])
  })

  test("of another order or of another line says nothing", () => {
    const other = { order: OngoingOrderId.make(1), lines: new Map([[88, [[0, 3]] as const]]) }
    const otherLine = { order, lines: new Map([[89, [[0, 3]] as const]]) }
    expect(spansOf(keyOf([0, 3]), 3, [other, otherLine])).toEqual([[0, 3]])
    expect(reportable(state(3, 0), [other, otherLine])).toEqual([])
  })

  test("is reported as far as something stands for it, without a gap, and never less than before (R15)", () => {
    const report = (returned: number, reported: number, ...keys: ReadonlyArray<ReturnKey>) =>
      reportable(state(returned, reported), keys).map(({ quantity }) => quantity)
    expect(report(3, 0, keyOf([0, 1]))).toEqual([1])
    expect(report(3, 0, keyOf([1, 3]))).toEqual([])
    expect(report(3, 0, keyOf([1, 3]), keyOf([0, 1]))).toEqual([3])
    expect(report(3, 2, keyOf([0, 1]))).toEqual([])
    expect(report(2, 0, keyOf([0, 3]))).toEqual([2])
  })
})

/**
 * Any history: goods come back, they are seen, and what was seen is brought, given up, or crashes on the way; what was
 * given up is tried again. At the end everything is.
 */
const step = fc.oneof(
  fc.record({ _tag: fc.constant("return" as const), quantity: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ _tag: fc.constant("see" as const) }),
  fc.record({
    _tag: fc.constant("run" as const),
    ends: fc.constantFrom("done", "dead", "crash after create", "crash before report")
  }),
  fc.record({ _tag: fc.constant("report of what was given up" as const) }),
  fc.record({ _tag: fc.constant("retry" as const) }),
  fc.record({ _tag: fc.constant("journal from an older copy" as const) })
)

describe("returns in whatever order things happen", () => {
  test("are each in Omnium once in the end, and never reported before something stands for them (R15, R27)", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let returned = 0
        let reported = 0
        let seen: ReadonlyArray<ReturnKey> = []
        let dead: ReadonlyArray<ReturnKey> = []
        let forgotten: ReadonlyArray<ReturnKey> = []
        const held: Array<ReturnKey> = []
        const inOmnium = () => held.reduce((sum, key) => sum + sizeOf(key.lines.get(88) ?? []), 0)
        const create = (key: ReturnKey) => {
          const fresh = newlyReturned(key, state(returned, reported), [...held, ...dead.filter((each) => each !== key)])
          if (fresh.length > 0) held.push(keyOf(...fresh.flatMap(({ spans }) => spans)))
        }
        const report = (accounted: ReadonlyArray<ReturnKey>) => {
          reported = reportable(state(returned, reported), accounted)[0]?.quantity ?? reported
        }
        const check = () => {
          const standing = [...held, ...dead, ...forgotten]
          expect(inOmnium()).toBeLessThanOrEqual(returned)
          expect(sizeOf(newlyReturned(keyOf([0, reported]), state(returned, 0), standing)[0]?.spans ?? [])).toBe(0)
        }
        const run = (ends: string) => {
          const [key, ...rest] = seen
          if (key === undefined) return
          if (ends === "dead") {
            dead = [...dead, key]
            seen = rest
            return
          }
          create(key)
          if (ends === "crash after create") return
          report(held)
          if (ends !== "crash before report") seen = rest
        }
        for (const each of steps) {
          if (each._tag === "return") returned += each.quantity
          if (each._tag === "see")
            seen = [...seen, ...[unreported(state(returned, reported))].filter((key) => key !== undefined)]
          if (each._tag === "run") run(each.ends)
          if (each._tag === "report of what was given up") report([...held, ...dead])
          if (each._tag === "retry" && dead[0] !== undefined) {
            create(dead[0])
            dead = dead.slice(1)
          }
          if (each._tag === "journal from an older copy") {
            forgotten = [...forgotten, ...dead]
            dead = []
            seen = []
          }
          check()
        }
        for (const key of [...dead, ...forgotten]) {
          dead = dead.filter((other) => other !== key)
          create(key)
        }
        forgotten = []
        while (seen.length > 0) run("done")
        report(held)
        const last = unreported(state(returned, reported))
        seen = last === undefined ? [] : [last]
        run("done")
        expect(inOmnium()).toBe(returned)
        expect(reported).toBe(returned)
      }),
      { numRuns: 500 }
    )
  })
})
