import { describe, expect, test } from "bun:test"
import { Ledger, unrecorded } from "@omnium-ongoing/simulator-kit/Ledger"
import { Random } from "@omnium-ongoing/simulator-kit/Random"
import { Table } from "@omnium-ongoing/simulator-kit/Table"

describe("a table", () => {
  test("has each of its writes in the ledger", () => {
    let now = 1000
    const requestIds: Array<string> = []
    const ledger = new Ledger(
      () => now,
      (requestId) => void requestIds.push(requestId)
    )
    const table = new Table<number, { readonly level: number }>("Article")
    const receive = ledger.recorder("receive", "request-1")
    table.set(7, { level: 1 }, receive)
    now = 2000
    table.set(7, { level: 2 }, receive)
    table.delete(7, ledger.recorder("delete", null))
    table.delete(7, receive)
    const article = { kind: "Article", object: "7" }
    expect(ledger.since(0)).toEqual([
      { seq: 1, at: 1000, ...article, before: null, after: { level: 1 }, cause: "receive", requestId: "request-1" },
      {
        seq: 2,
        at: 2000,
        ...article,
        before: { level: 1 },
        after: { level: 2 },
        cause: "receive",
        requestId: "request-1"
      },
      { seq: 3, at: 2000, ...article, before: { level: 2 }, after: null, cause: "delete", requestId: null }
    ])
    expect(ledger.since(2).map(({ seq }) => seq)).toEqual([3])
    expect(ledger.since(3)).toEqual([])
    expect(requestIds).toEqual(["request-1", "request-1"])
  })

  test("and its copy do not reach each other", () => {
    const table = new Table<string, number>("Article", [["a", 1]])
    const copy = table.copy()
    table.set("a", 2, unrecorded)
    copy.set("b", 3, unrecorded)
    expect([...table.entries()]).toEqual([["a", 2]])
    expect([...copy.entries()]).toEqual([
      ["a", 1],
      ["b", 3]
    ])
  })
})

describe("random numbers", () => {
  const draw = (seed: number, purpose: string) => {
    const random = new Random(seed, purpose)
    return Array.from({ length: 1000 }, random.next)
  }

  test("are the same for a seed and a purpose, and others for another", () => {
    expect(draw(1, "world")).toEqual(draw(1, "world"))
    expect(draw(1, "world")).not.toEqual(draw(2, "world"))
    expect(draw(1, "world")).not.toEqual(draw(1, "faults"))
  })

  test("lie evenly in [0, 1)", () => {
    const numbers = draw(42, "world")
    expect(Math.min(...numbers)).toBeWithin(0, 0.02)
    expect(Math.max(...numbers)).toBeWithin(0.98, 1)
    expect(numbers.reduce((sum, number) => sum + number) / 1000).toBeWithin(0.45, 0.55)
  })
})
