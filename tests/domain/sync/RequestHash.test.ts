import { describe, expect, test } from "bun:test"
import { requestHash } from "@omnium-ongoing/domain/sync/RequestHash"
import fc from "fast-check"

/** FNV-1a with 64 bits as it is defined, over code points. */
const fnv = (text: string): string => {
  let hash = 0xcbf29ce484222325n
  for (const character of text) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n)
  }
  return hash.toString(16).padStart(16, "0")
}

describe("the hash of a request", () => {
  test("is what was stored by an earlier version", () => {
    expect(requestHash("")).toBe("07cc7607b4949e25")
    expect(requestHash({ b: [1, null, "Blåbær 🫐"], a: { c: true } })).toBe(
      fnv('{"a":{"c":true},"b":[1,null,"Blåbær 🫐"]}')
    )
  })

  test("is FNV-1a of any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        expect(requestHash(text)).toBe(fnv(JSON.stringify(text)))
      })
    )
  })

  test("does not know the sequence of fields, nor what is undefined", () => {
    expect(requestHash({ a: 1, b: { c: 2, d: 3 } })).toBe(requestHash({ b: { d: 3, c: 2, e: undefined }, a: 1 }))
    expect(requestHash([1, 2])).not.toBe(requestHash([2, 1]))
  })
})
