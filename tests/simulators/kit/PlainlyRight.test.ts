import { describe, expect, test } from "bun:test"
import { plainlyRight } from "@omnium-ongoing/simulator-kit/PlainlyRight"
import { Result, Schema } from "effect"
import fc from "fast-check"

const decimal = Schema.Union([Schema.Finite, Schema.FiniteFromString])
interface Node {
  readonly name: string
  readonly parts?: ReadonlyArray<Node> | null
}
const Node = Schema.Struct({
  name: Schema.String.check(Schema.isMinLength(1), Schema.isMaxLength(5)),
  parts: Schema.optionalKey(Schema.NullOr(Schema.Array(Schema.suspend((): Schema.Codec<Node> => Node))))
})
const Model = Schema.Struct({
  id: Schema.Int,
  kind: Schema.optionalKey(Schema.Literals(["a", "b"])),
  price: Schema.optionalKey(Schema.NullOr(decimal)),
  open: Schema.optionalKey(Schema.Boolean),
  tree: Schema.optionalKey(Node)
})

const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, 1, 1.5, "", "a", "b", "12", "longer than five"),
    fc.array(tie("value"), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom("id", "kind", "price", "open", "tree", "name", "parts", "other"), tie("value"), {
      maxKeys: 4
    })
  )
})).value
const likely = fc.record(
  { id: fc.oneof(fc.integer(), anything), kind: anything, price: anything, open: anything, tree: anything },
  { requiredKeys: [] }
)

describe("a first look at a body", () => {
  test("never takes what the schema refuses or changes", () => {
    const looks = plainlyRight(Model)
    const decode = Schema.decodeUnknownResult(Model, { onExcessProperty: "error" })
    fc.assert(
      fc.property(fc.oneof(likely, anything), (value) => {
        if (!looks(value)) return
        const decoded = decode(value)
        expect(Result.isSuccess(decoded) && decoded.success).toEqual(value as typeof Model.Type)
      }),
      { numRuns: 2000 }
    )
  })

  test("takes what clients send", () => {
    const looks = plainlyRight(Model)
    expect(looks({ id: 1 })).toBe(true)
    expect(looks({ id: 1, kind: "b", price: 12.5, open: false })).toBe(true)
    expect(looks({ id: 1, price: null, tree: { name: "a", parts: [{ name: "b", parts: null }] } })).toBe(true)
  })

  test("leaves to the schema what that has to change, or to refuse", () => {
    const looks = plainlyRight(Model)
    for (const value of [
      { id: 1, price: "12.5" },
      { id: 1.5 },
      {},
      { id: 1, other: 1 },
      { id: 1, tree: { name: "too long" } },
      { id: 1, tree: { name: "a", parts: [{ name: "" }] } },
      JSON.parse('{"id": 1, "__proto__": {"id": 1}}'),
      [{ id: 1 }],
      null
    ])
      expect(looks(value)).toBe(false)
  })
})
