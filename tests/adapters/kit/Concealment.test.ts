import { expect, test } from "bun:test"
import { concealing } from "@omnium-ongoing/adapter-kit/Concealment"
import { Redacted } from "effect"
import fc from "fast-check"

const secret = 'pä"ss \\wörd/+canary'
const concealed = (...secrets: ReadonlyArray<string>) => concealing(secrets.map((one) => Redacted.make(one)))

const inEveryForm: ReadonlyArray<readonly [string, (secret: string) => string]> = [
  ["as it is", (secret) => secret],
  ["in Base64", (secret) => Buffer.from(secret).toString("base64")],
  ["in a path", encodeURIComponent],
  ["in a path, in small letters", (secret) => encodeURIComponent(secret).toLowerCase()],
  ["in a query", (secret) => new URLSearchParams([["", secret]]).toString().slice(1)],
  ["in JSON", (secret) => JSON.stringify(secret).slice(1, -1)],
  ["in JSON that escapes the slash", (secret) => JSON.stringify(secret).slice(1, -1).replaceAll("/", "\\/")],
  [
    "in JSON that escapes all but ASCII letters",
    (secret) =>
      secret.replace(/[^a-z]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase()}`)
  ]
]

test.each(inEveryForm)("a secret is not told %s", (_, form) => {
  expect(concealed(secret)(`you sent ${form(secret)}, twice: ${form(secret)}`)).toBe(
    "you sent [redacted], twice: [redacted]"
  )
})

test("of two secrets the one that holds the other goes as a whole", () => {
  expect(concealed("abc", "abcdef")("abcdef abc")).toBe("[redacted] [redacted]")
})

test("no secret, and an empty one, hide nothing", () => {
  expect(concealed()("as it was")).toBe("as it was")
  expect(concealed("")("as it was")).toBe("as it was")
})

test("whatever the secret is, its signs are taken as they stand", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 8, unit: "binary" }), (any) => {
      expect(concealed(any)(`(${any.toWellFormed()})`)).toBe("([redacted])")
      expect(concealed(`${any}x`)("left alone")).toBe("left alone")
    })
  )
})
