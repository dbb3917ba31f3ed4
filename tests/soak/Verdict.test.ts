import { describe, expect, test } from "bun:test"
import type { Sample } from "./Samples.ts"
import { trendOf, verdict } from "./Verdict.ts"

const minute = 60
const mega = 1_000_000

/** Twelve minutes with a death of the connector after three, and noise of its memory as garbage makes it. */
const samples = (change: (at: number, index: number) => Partial<Sample> & { readonly leaked?: number } = () => ({})) =>
  Array.from({ length: 361 }, (_, index): Sample => {
    const at = 2 * index
    const { leaked = 0, ...changed } = change(at, index)
    const age = at < 3 * minute ? at : at - 3 * minute
    const memory = 150 * mega + 8 * mega * Math.sin(index) - 50 * mega * Math.exp(-age / 20) + leaked
    return {
      at,
      orders: at,
      processes: { connector: { pid: at < 3 * minute ? 1 : 2, memory, descriptors: 40 + (index % 5) } },
      files: { journal: 5000 * at, wal: 4 * mega, labels: 3000 * at, systems: 0 },
      oldestOpen: 1,
      open: 1,
      ...changed
    }
  })

const broken = (list: ReadonlyArray<Sample>) =>
  verdict(list)
    .filter(({ holds }) => !holds)
    .map(({ name }) => name)

test("the line through points is the one with the least squares", () => {
  expect(
    trendOf([
      [0, 1],
      [1, 3],
      [2, 5]
    ])
  ).toEqual({ slope: 2, mean: 3, growth: 4 })
  expect(
    trendOf([
      [0, 0],
      [1, 3],
      [2, 0]
    ])
  ).toEqual({ slope: 0, mean: 1, growth: 0 })
  expect(trendOf([[1, 7]])).toEqual({ slope: 0, mean: 7, growth: 0 })
})

test("what stays as it is holds", () => {
  expect(verdict(samples())).toHaveLength(5)
  expect(broken(samples())).toEqual([])
})

test("of less than ten minutes nothing is said", () => {
  expect(verdict(samples().filter(({ at }) => at < 9 * minute))).toEqual([])
})

describe("is found", () => {
  test("memory that leaks, although a death has hidden a part", () => {
    const leaking = samples((at) => ({ leaked: ((at < 3 * minute ? at : at - 3 * minute) / minute) * 4 * mega }))
    expect(broken(leaking)).toEqual(["the connector's memory is flat"])
  })

  test("sockets that stay open", () => {
    const leaking = samples().map((sample, index) => {
      const { connector } = sample.processes
      return connector === undefined
        ? sample
        : { ...sample, processes: { connector: { ...connector, descriptors: 40 + Math.floor(index / 6) } } }
    })
    expect(broken(leaking)).toEqual(["the connector's open files and sockets are flat"])
  })

  test("a journal of which every order takes more than the one before", () => {
    const files = (at: number) => ({ journal: 5000 * at + 10 * at ** 2, wal: 4 * mega, labels: 3000 * at, systems: 0 })
    expect(broken(samples((at) => ({ files: files(at) })))).toEqual(["the journal grows with the orders alone"])
  })

  test("labels that are stored again and again", () => {
    const files = (at: number) => ({ journal: 5000 * at, wal: 4 * mega, labels: 3000 * at + 10 * at ** 2, systems: 0 })
    expect(broken(samples((at) => ({ files: files(at) })))).toEqual(["labels grow with the orders alone"])
  })

  test("a write-ahead log that nobody folds in", () => {
    const files = (at: number) => ({ journal: 5000 * at, wal: at * mega, labels: 3000 * at, systems: 0 })
    expect(broken(samples((at) => ({ files: files(at) })))).toEqual(["the journal's log is bounded"])
  })
})
