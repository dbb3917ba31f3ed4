import { describe, expect, test } from "bun:test"
import { RepeatedReads } from "@omnium-ongoing/simulator-kit/RepeatedReads"

const headers = { date: "Mon, 02 Nov 2026 08:00:00 GMT", "x-request-id": "request-1" }

const setUp = () => {
  const reads = new RepeatedReads()
  const basis = { state: {}, settings: {}, writes: 1 }
  let worked = 0
  const ask = async (key: string, changes: Partial<typeof basis> = {}, status = 200) => {
    const work = () => Response.json({ answer: ++worked }, { status })
    return (await reads.answer(key, { ...basis, ...changes }, headers, work)).json()
  }
  return { reads, basis, ask }
}

describe("reads that repeat themselves", () => {
  test("are answered from memory from the third on", async () => {
    const { ask } = setUp()
    expect(await ask("/a")).toEqual({ answer: 1 })
    expect(await ask("/a")).toEqual({ answer: 2 })
    expect(await ask("/a")).toEqual({ answer: 2 })
    expect(await ask("/b")).toEqual({ answer: 3 })
    expect(await ask("/a")).toEqual({ answer: 2 })
  })

  test("have no type where the first had none", async () => {
    const { reads, basis } = setUp()
    for (let times = 0; times < 3; times++) {
      const answer = await reads.answer("/a", basis, headers, () => new Response(null))
      expect(answer.headers.get("content-type")).toBeNull()
    }
  })

  test("are worked out anew when anything is another: state, settings, or what was written", async () => {
    for (const change of [{ state: {} }, { settings: {} }, { writes: 2 }]) {
      const { ask } = setUp()
      for (let times = 0; times < 3; times++) await ask("/a")
      expect(await ask("/a", change)).toEqual({ answer: 3 })
    }
  })

  test("keep nothing that was asked before a write and answered after it", async () => {
    const { reads, basis } = setUp()
    const gate = Promise.withResolvers<void>()
    await reads.answer("/a", basis, headers, () => Response.json("old"))
    const slow = reads.answer("/a", basis, headers, async () => {
      await gate.promise
      return Response.json("old")
    })
    await reads.answer("/b", { ...basis, writes: 2 }, headers, () => Response.json("other"))
    gate.resolve()
    await slow
    const after = await reads.answer("/a", { ...basis, writes: 2 }, headers, () => Response.json("new"))
    expect(await after.json()).toBe("new")
  })

  test("never stand for a refusal, nor for what names a time", async () => {
    const { ask } = setUp()
    for (let times = 1; times <= 4; times++) expect(await ask("/x", {}, 404)).toEqual({ answer: times })
    for (let times = 5; times <= 8; times++)
      expect(await ask("/x?from=2026-11-02T08:00:00Z")).toEqual({ answer: times })
  })
})
