import { describe, expect, test } from "bun:test"
import { type Figures, inventoryPlan, type Step } from "@omnium-ongoing/domain/inventory-sync/InventoryPlan"
import type { ArticleKind } from "@omnium-ongoing/domain/ongoing/InventoryLevel"
import fc from "fast-check"
import { exampleFigures, exampleItem, exampleLevel, second } from "../../support/StockExamples.ts"

const stepOf = (figures: Partial<Figures>): Step | undefined => inventoryPlan(exampleFigures(figures))[0]

const sku = "SKU-1"
const items = [exampleItem(sku, 7)]

describe("the plan for a SKU", () => {
  test("is the difference to what Omnium holds", () => {
    expect(stepOf({ items })).toEqual({ _tag: "Change", sku, change: 3 })
    expect(stepOf({ items: [exampleItem(sku, 12)] })).toEqual({ _tag: "Change", sku, change: -2 })
    expect(stepOf({ items: [exampleItem(sku, 10)] })).toEqual({ _tag: "Same", sku })
  })

  test("asks for a product of which Omnium holds nothing, unless nothing is there either", () => {
    expect(stepOf({})).toEqual({ _tag: "New", sku, change: 10 })
    expect(stepOf({ levels: [exampleLevel(1, { sellable: 0 })] })).toEqual({ _tag: "Same", sku })
  })

  test.each([
    ["kit", "kit-article"],
    ["non-stock", "non-stock-article"],
    ["inactive", "inactive-article"]
  ] as const)("leaves a %s article alone", (kind: ArticleKind, cause) => {
    expect(stepOf({ items, kinds: new Map([[exampleLevel(1).article, kind]]) })).toEqual({
      _tag: "Skipped",
      sku,
      cause
    })
  })

  test("R13: leaves alone what Ongoing does not tell of, unless it is known to be absent", () => {
    const unknown = { _tag: "Skipped", sku, cause: "article-not-in-warehouse" } as const
    expect(stepOf({ items, levels: [] })).toEqual(unknown)
    expect(stepOf({ items, levels: [exampleLevel(1, { sellable: undefined })] })).toEqual(unknown)
    const absent = new Set([sku])
    const none = { _tag: "Change", sku, change: -7 } as const
    expect(stepOf({ items, levels: [], absent })).toEqual(none)
    expect(stepOf({ items, levels: [exampleLevel(1, { sellable: undefined })], absent })).toEqual(none)
    expect(stepOf({ items, absent })).toEqual({ _tag: "Change", sku, change: 3 })
  })

  test.each([
    ["two articles", [exampleLevel(1), exampleLevel(2, { sku: "sku-1" })], items],
    ["the article's", [exampleLevel(1, { sku: "sku-1 " })], items],
    ["the item's", [exampleLevel(1)], [exampleItem("sku-1", 7)]]
  ])("is held when SKUs differ only by case or spaces: %s", (_, levels, held) => {
    expect(stepOf({ levels, items: held })).toEqual({ _tag: "Held", sku, cause: "sku-differs-by-case" })
  })

  test("is held when two articles have it", () => {
    const levels = [exampleLevel(1), exampleLevel(2, { sku })]
    expect(stepOf({ levels, items })).toEqual({ _tag: "Held", sku, cause: "sku-matched-twice" })
  })
})

describe("R11: stock that a call may move", () => {
  const mark = (settles: number, isKnown: boolean, isOfOmniumOnly = false) => ({
    sku,
    settlesAt: second(settles),
    isKnown,
    isOfOmniumOnly
  })

  test("is left alone while a lost request may still arrive", () => {
    expect(stepOf({ items, marks: [mark(101, false)] })).toEqual({ _tag: "Left", sku })
    expect(stepOf({ items, marks: [mark(80, true), mark(101, false)] })).toEqual({ _tag: "Left", sku })
  })

  test("is left alone when the call ended after the comparison began", () => {
    expect(stepOf({ items, marks: [mark(91, true)] })).toEqual({ _tag: "Left", sku })
    expect(stepOf({ items, marks: [mark(91, false)] })).toEqual({ _tag: "Left", sku })
    expect(stepOf({ items, marks: [mark(91, false, true)] })).toEqual({ _tag: "Left", sku })
  })

  test("is changed when a call that was answered moves only what Omnium holds, which was read after it", () => {
    expect(stepOf({ items, marks: [mark(91, true, true)] })).toEqual({ _tag: "Change", sku, change: 3 })
  })

  test("is set, not changed, after a lost request", () => {
    expect(stepOf({ items, marks: [mark(80, false)] })).toEqual({ _tag: "Set", sku, inventory: 10 })
    expect(stepOf({ items, marks: [mark(80, false), mark(80, true)] })).toEqual({ _tag: "Set", sku, inventory: 10 })
    expect(stepOf({ items: [exampleItem(sku, 10)], marks: [mark(80, false)] })).toEqual({ _tag: "Same", sku })
  })

  test("is changed after a call whose end is known", () => {
    expect(stepOf({ items, marks: [mark(80, true)] })).toEqual({ _tag: "Change", sku, change: 3 })
  })
})

test("R10: a plan that is carried out leaves nothing to do, in whatever order and however often its page comes", () => {
  const quantity = fc.integer({ min: -50, max: 500 }).map((each) => each / 4)
  const rows = fc.array(
    fc.record({ sellable: quantity, held: fc.option(quantity, { nil: undefined }), reserved: quantity }),
    {
      maxLength: 20
    }
  )
  const compareWith = fc.constantFrom("inventory" as const, "available" as const)
  fc.assert(
    fc.property(rows, compareWith, fc.infiniteStream(fc.nat()), (drawn, by, order) => {
      const levels = drawn.map(({ sellable }, index) => exampleLevel(index, { sellable }))
      const held = new Map<string, { readonly inventory: number; readonly reserved: number }>(
        drawn.flatMap(({ held, reserved }, index) =>
          held === undefined ? [] : [[`SKU-${index}`, { inventory: held, reserved }] as const]
        )
      )
      const run = () => {
        const skus = levels.map((level) => level.sku).sort(() => ((order.next().value ?? 0) % 2) - 0.5)
        const items = [...held].map(([of, { inventory, reserved }]) => exampleItem(of, inventory, reserved))
        const plan = inventoryPlan(exampleFigures({ skus: [...skus, ...skus], levels, items, compareWith: by }))
        for (const step of plan) {
          const reserved = held.get(step.sku)?.reserved ?? 0
          const inventory = held.get(step.sku)?.inventory ?? 0
          if (step._tag === "Change" || step._tag === "New") {
            held.set(step.sku, { inventory: inventory + step.change, reserved })
          }
        }
        return plan
      }
      run()
      expect(run().every((step) => step._tag === "Same")).toBe(true)
      for (const { sku: of, sellable } of levels) {
        const { inventory = 0, reserved = 0 } = held.get(of) ?? {}
        expect(inventory - (by === "available" ? reserved : 0)).toBe(sellable ?? Number.NaN)
      }
    })
  )
})
