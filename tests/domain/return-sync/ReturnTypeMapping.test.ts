import { describe, expect, test } from "bun:test"
import { returnTypeMapping } from "@omnium-ongoing/domain/return-sync/ReturnTypeMapping"
import type { Span } from "@omnium-ongoing/domain/return-sync/Spans"
import { at, exampleLineState } from "../../support/OrderExamples.ts"

const types = ["Regret", "Damaged", "WrongSize"]

const came = (quantity: number, code: string | undefined, name: string | undefined, day = 1) => ({
  quantity,
  returned: at(`2026-11-0${day}T10:00:00Z`),
  causeCode: code,
  causeName: name
})

const mapped = (items: ReadonlyArray<ReturnType<typeof came>>, ...spans: ReadonlyArray<Span>) =>
  returnTypeMapping({ line: exampleLineState({ returnedItems: items }), spans }, types)

describe("Ongoing's return cause", () => {
  test.each([
    ["Regret", undefined],
    ["regret", "something else"],
    [" REGRET ", undefined],
    ["77", "Regret"],
    [undefined, "regret"]
  ])("code %s, name %s is the return type", (code, name) => {
    expect(mapped([came(1, code, name)], [0, 1])).toEqual({ returnType: "Regret" })
  })

  test("by its code comes before its name", () => {
    expect(mapped([came(1, "Damaged", "Regret")], [0, 1])).toEqual({ returnType: "Damaged" })
  })

  test("that is none of the types is told in words", () => {
    expect(mapped([came(1, "77", "Moths in it")], [0, 1])).toEqual({ returnReason: "Moths in it" })
    expect(mapped([came(1, "77", undefined)], [0, 1])).toEqual({ returnReason: "77" })
    expect(mapped([came(1, undefined, undefined)], [0, 1])).toEqual({})
    expect(mapped([], [0, 1])).toEqual({})
  })

  test("is that of the items that are new, in the order in which they came", () => {
    const items = [came(1, "Damaged", undefined, 3), came(2, "Regret", undefined, 1)]
    expect(mapped(items, [0, 2])).toEqual({ returnType: "Regret" })
    expect(mapped(items, [2, 3])).toEqual({ returnType: "Damaged" })
    expect(mapped(items, [0, 1], [2, 3])).toEqual({ returnReason: "Regret, Damaged" })
  })

  test("of different kinds on a line is told in words, once each", () => {
    const items = [came(1, "A", "Moths"), came(1, "B", "Moths"), came(1, "Regret", undefined)]
    expect(mapped(items, [0, 3])).toEqual({ returnReason: "Moths, Regret" })
  })
})
