import fc from "fast-check"
import type { Call } from "./Call.ts"

/** One way to spoil a call: its body while it is JSON, or what goes over the wire. */
export interface Damage {
  readonly what: string
  readonly json?: (body: unknown) => unknown
  readonly wire?: (call: Call) => Call
}

const many = 1_000_000

/** Built once: a megabyte each. */
const deepList = `${"[".repeat(many)}${"]".repeat(many)}`
const deepObject = `${'{"a":'.repeat(many)}1${"}".repeat(many)}`

/** So deep that every parser takes it, and deeper than most recursions go. */
const nested = (depth: number): unknown => {
  let value: unknown = 1
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value }
  return value
}

const strangers: ReadonlyArray<readonly [string, unknown]> = [
  ["null", null],
  ["a word", "x"],
  ["nothing in quotes", ""],
  ["blanks", "   "],
  ["a number", 1],
  ["a number as text", "1"],
  ["a negative number", -1],
  ["zero", 0],
  ["a fraction", 0.1],
  ["a huge number", 1e308],
  ["an id of 2^53", 2 ** 53],
  ["an id past 2^63", 2 ** 64],
  ["NaN as text", "NaN"],
  ["infinity as text", "-Infinity"],
  ["hexadecimal text", "0x10"],
  ["a date that is none", "2026-02-30T25:61:00Z"],
  ["a date far away", "+275760-09-13T00:00:00.001Z"],
  ["a year of two digits", "26-11-02"],
  ["true", true],
  ["an empty list", []],
  ["an empty object", {}],
  ["a list in a list", [[]]],
  ["a list of nulls", [null, null]],
  ["a long text", "æ".repeat(100_000)],
  ["an emoji", "👩‍👩‍👧‍👦"],
  ["half an emoji", "\ud83d"],
  ["a decomposed letter", "A\u030angstro\u0308m"],
  ["control characters", "a\u0000b\u001f\u007f\u2028"],
  ["text from right to left", "\u202eabc"],
  ["markup", "<script>alert(1)</script>"],
  ["SQL", "'; DROP TABLE orders; --"],
  ["words of objects", "__proto__"],
  ["something nested", nested(3_000)]
]

interface Place {
  readonly holder: Record<string, unknown> | Array<unknown>
  readonly at: string
}

const places = (value: unknown): ReadonlyArray<Place> => {
  if (typeof value !== "object" || value === null) return []
  // What JSON gives is made of records and lists.
  const holder = value as Place["holder"]
  return Object.entries(holder).flatMap(([at, each]) => [{ holder, at }, ...places(each)])
}

/** Works on a copy, at one of its places; on the whole if it has none. */
const atAPlace = (draw: number, change: (place: Place) => void, whole: unknown) => (body: unknown) => {
  if (body === undefined) return body
  const around = { body: structuredClone(body) }
  const found = [...places(around)]
  const place = found[draw % found.length]
  if (place === undefined) return whole
  change(place)
  return around.body
}

const set = ({ holder, at }: Place, value: unknown) => void Reflect.set(holder, at, value)

const inBody: fc.Arbitrary<Damage> = fc.nat(10_000).chain((draw) =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom(...strangers).map(([what, value]) => ({
        what: `${what} in the body`,
        json: atAPlace(draw, (place) => set(place, value), value)
      }))
    },
    {
      weight: 2,
      arbitrary: fc.constant({
        what: "a member that is missing",
        json: atAPlace(draw, ({ holder, at }) => void Reflect.deleteProperty(holder, at), {})
      })
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom("unknownMember", "ID", "__proto__", "constructor", "toString", "").map((name) => ({
        what: `a member ${JSON.stringify(name)} that there is not`,
        json: atAPlace(
          draw,
          ({ holder, at }) => {
            const inside = Reflect.get(holder, at)
            const target = typeof inside === "object" && inside !== null ? inside : holder
            Object.defineProperty(target, name, { value: { isAdmin: true }, enumerable: true, configurable: true })
          },
          {}
        )
      }))
    }
  )
)

const bodyBytes = (call: Call): string =>
  typeof call.body === "string" ? call.body : new TextDecoder().decode(call.body ?? new Uint8Array())

const rawBodies: ReadonlyArray<readonly [string, (text: string) => Call["body"]]> = [
  ["no body", () => undefined],
  ["an empty body", () => ""],
  ["a blank body", () => " \n"],
  ["truncated JSON", (text) => text.slice(0, Math.max(1, Math.floor(text.length / 2)))],
  ["a byte order mark", (text) => `\ufeff${text}`],
  ["text behind the JSON", (text) => `${text}{}`],
  ["a member twice", (text) => text.replace("{", '{"id":1,"id":"2",')],
  ["lists 5,000 deep", () => `${"[".repeat(5000)}${"]".repeat(5000)}`],
  ["bytes that are no UTF-8", () => new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0xc0, 0x22, 0x3a, 0x31, 0x7d])],
  ["UTF-16", (text) => new Uint8Array(Buffer.from(text, "utf16le"))],
  ["NaN", () => '{"orderId":NaN}'],
  ["a number without end", () => `{"orderId":1${"0".repeat(10_000)}}`],
  ["a half surrogate", () => '{"orderNumber":"\\ud83d","id":"\\udc00"}'],
  ["an id past 2^53", () => '{"orderId":9007199254740993}'],
  ["a form", () => "note=&note=%zz"],
  ["HTML", () => "<!doctype html><title>Bad Gateway</title>"],
  ["null", () => "null"],
  ["a bare number", () => "-0"]
]

/** The runtime's own parser takes a second for one of them. */
const hugeBodies: typeof rawBodies = [
  ["lists a million deep", () => deepList],
  ["objects a million deep", () => deepObject]
]

const onBody: fc.Arbitrary<Damage> = fc
  .oneof(
    { weight: 100, arbitrary: fc.constantFrom(...rawBodies) },
    { weight: 1, arbitrary: fc.constantFrom(...hugeBodies) }
  )
  .map(([what, make]) => ({
    what: `a body of ${what}`,
    wire: (call) => ({ ...call, body: make(bodyBytes(call)) })
  }))

const segments: ReadonlyArray<string> = [
  "..%2f..%2fetc%2fpasswd",
  "%2e%2e%2f",
  "..",
  "%00",
  "%ff%fe",
  "%zz",
  "%",
  "0",
  "-1",
  "1e3",
  "1.5",
  "99999999999999999999",
  "NaN",
  "null",
  "undefined",
  "%F0%9F%91%A9",
  "A%CC%8A",
  "a%2Fb",
  "a;b=c",
  "%27%20OR%201%3D1--",
  "__proto__",
  "constructor",
  "x".repeat(5000),
  "",
  "%20",
  "*",
  "{orderId}"
]

const onPath: fc.Arbitrary<Damage> = fc
  .tuple(fc.constantFrom(...segments), fc.nat(20), fc.boolean())
  .map(([segment, draw, isAdded]) => ({
    what: `a path with ${segment.slice(0, 40)}`,
    wire: (call) => {
      const parts = call.path.split("/")
      return { ...call, path: parts.toSpliced(1 + (draw % parts.length), isAdded ? 0 : 1, segment).join("/") }
    }
  }))

const queries: ReadonlyArray<readonly [string, (query: string) => string]> = [
  ["every key twice", (query) => `${query}&${query}`],
  ["joined values", (query) => query.replace(/=([^&]*)/, "=$1,$1")],
  ["joined values, encoded", (query) => query.replace(/=([^&]*)/, "=$1%2C2%2C")],
  ["values that are missing", (query) => query.replaceAll(/=[^&]*/g, "=")],
  ["keys without values", (query) => query.replaceAll(/=[^&]*/g, "")],
  ["numbers that are none", (query) => query.replaceAll(/=\d+/g, "=NaN")],
  ["huge numbers", (query) => query.replaceAll(/=\d+/g, "=99999999999999999999")],
  ["negative numbers", (query) => query.replaceAll(/=(\d+)/g, "=-$1")],
  ["fractions", (query) => query.replaceAll(/=(\d+)/g, "=$1.5")],
  ["lists in brackets", (query) => query.replaceAll("=", "[]=")],
  ["an unknown key", (query) => `${query}&pageToken=1`],
  ["rubbish in percent signs", (query) => `${query}&%zz=%&a=%f`],
  ["bytes that are no UTF-8", (query) => `${query}&orderNumber=%ff%fe`],
  ["a key that is empty", (query) => `${query}&=&&==`],
  ["keys of objects", (query) => `${query}&__proto__=1&constructor=2&hasOwnProperty=3`],
  ["emoji", (query) => query.replace(/=[^&]*/, "=%F0%9F%91%A9%E2%80%8D")],
  ["a long value", (query) => `${query}&orderNumber=${"9".repeat(20_000)}`],
  ["a thousand keys", (query) => `${query}${"&a=1".repeat(1000)}`],
  ["a date without plus", (query) => query.replace(/=\d{4}-[^&]*/, "=2026-11-02T08:00:00+01:00")]
]

const onQuery: fc.Arbitrary<Damage> = fc.constantFrom(...queries).map(([what, make]) => ({
  what: `a query with ${what}`,
  wire: (call) => ({ ...call, query: make(call.query) })
}))

const headers: ReadonlyArray<readonly [string, Readonly<Record<string, string>>]> = [
  ["no credentials", { authorization: "" }],
  ["wrong credentials", { authorization: `Basic ${btoa("demo:wrong")}` }],
  ["a wrong token", { authorization: "Bearer eyJhbGciOiJub25lIn0.e30." }],
  ["credentials that are none", { authorization: "Basic %%%" }],
  ["a scheme alone", { authorization: "Bearer" }],
  ["a long token", { authorization: `Bearer ${"x".repeat(10_000)}` }],
  ["secrets of another door", { authorization: "", "x-auth-token": "wrong", "x-webhook-secret": "" }],
  ["text for JSON", { "content-type": "text/plain" }],
  ["XML for JSON", { "content-type": "application/xml" }],
  ["a form for JSON", { "content-type": "application/x-www-form-urlencoded" }],
  ["parts for JSON", { "content-type": "multipart/form-data" }],
  ["parts with a boundary", { "content-type": "multipart/form-data; boundary=x" }],
  ["a content type that is none", { "content-type": "?;;=" }],
  ["another character set", { "content-type": "application/json; charset=utf-16" }],
  ["XML wanted", { accept: "application/xml" }],
  ["HTML wanted", { accept: "text/html" }],
  ["a length that is a lie", { "content-length": "99999999999" }],
  ["a length that is none", { "content-length": "-1" }],
  ["a body that is not compressed", { "content-encoding": "gzip" }],
  ["another method on top", { "x-http-method-override": "DELETE" }],
  ["another origin", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }]
]

const onHeaders: fc.Arbitrary<Damage> = fc.constantFrom(...headers).map(([what, changed]) => ({
  what,
  wire: (call) => ({
    ...call,
    headers: Object.fromEntries(Object.entries({ ...call.headers, ...changed }).filter(([, value]) => value !== ""))
  })
}))

const onMethod: fc.Arbitrary<Damage> = fc
  .constantFrom("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE")
  .map((method) => ({ what: `the method ${method}`, wire: (call) => ({ ...call, method }) }))

export const damage: fc.Arbitrary<Damage> = fc.oneof(
  { weight: 8, arbitrary: inBody },
  { weight: 3, arbitrary: onBody },
  { weight: 3, arbitrary: onPath },
  { weight: 4, arbitrary: onQuery },
  { weight: 3, arbitrary: onHeaders },
  { weight: 1, arbitrary: onMethod }
)
