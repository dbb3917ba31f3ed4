import { describe, expect, test } from "bun:test"
import { CopyOnWriteMap } from "@omnium-ongoing/simulator-kit/CopyOnWriteMap"
import fc from "fast-check"

/** Tens by their number, worked out when asked for. */
const tens = {
  size: 5,
  get: (key: number) => (key >= 0 && key < 5 ? key * 10 : undefined),
  keys: () => [0, 1, 2, 3, 4]
}

const steps = fc.array(
  fc.oneof(
    fc.record({ what: fc.constant("set" as const), key: fc.nat(9), value: fc.nat(99) }),
    fc.record({ what: fc.constant("delete" as const), key: fc.nat(9) }),
    fc.record({ what: fc.constant("copy" as const) })
  ),
  { maxLength: 60 }
)

const content = (map: CopyOnWriteMap<number, number>) => new Map(map.entries())
const sorted = (map: ReadonlyMap<number, number>) => [...map].sort(([a], [b]) => a - b)

describe("a copy-on-write map", () => {
  test("is a map, and no copy ever sees what happens to another", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const map = new CopyOnWriteMap<number, number>(tens)
        const model = new Map(tens.keys().map((key) => [key, key * 10]))
        const copies: Array<readonly [CopyOnWriteMap<number, number>, ReadonlyMap<number, number>]> = []
        for (const step of all) {
          if (step.what === "copy") copies.push([map.copy(), new Map(model)])
          else if (step.what === "delete") expect(map.delete(step.key)).toBe(model.delete(step.key))
          else {
            map.set(step.key, step.value)
            model.set(step.key, step.value)
          }
          expect(map.size).toBe(model.size)
        }
        for (const [copy, then] of [...copies, [map, model] as const]) {
          expect(sorted(content(copy))).toEqual(sorted(then))
          expect(copy.size).toBe(then.size)
          for (let key = 0; key < 10; key++) expect(copy.get(key)).toBe(then.get(key))
        }
        for (const [copy, then] of copies) {
          copy.set(3, 7)
          expect(map.get(3)).toBe(model.get(3))
          expect(content(copy).get(3)).toBe(7)
          expect(then.size + (then.has(3) ? 0 : 1)).toBe(copy.size)
        }
      })
    )
  })

  test("keeps keys in the order in which they came", () => {
    const map = new CopyOnWriteMap<number, number>(tens)
    map.set(9, 1)
    map.set(2, 5)
    const copy = map.copy()
    copy.set(7, 1)
    copy.delete(0)
    expect([...copy.keys()]).toEqual([1, 2, 3, 4, 9, 7])
    expect([...copy.values()]).toEqual([10, 5, 30, 40, 1, 1])
    expect([...map.keys()]).toEqual([0, 1, 2, 3, 4, 9])
  })

  test("tells what differs from its origin", () => {
    const map = new CopyOnWriteMap<number, number>(tens)
    map.set(9, 1)
    map.delete(4)
    const copy = map.copy()
    copy.set(9, 2)
    expect(new Map(copy.changes())).toEqual(
      new Map([
        [4, undefined],
        [9, 2]
      ])
    )
  })
})
