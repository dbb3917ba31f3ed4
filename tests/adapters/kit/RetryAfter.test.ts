import { expect, test } from "bun:test"
import { parse } from "@omnium-ongoing/adapter-kit/RetryAfter"
import { DateTime, Duration, Option } from "effect"

const answeredAt = DateTime.makeUnsafe("2026-11-02T08:00:00Z")
const seconds = (header: string | undefined) =>
  Option.getOrUndefined(Option.map(parse(header, answeredAt), Duration.toSeconds))

test.each([
  ["0", 0],
  ["7", 7],
  [" 7 ", 7],
  ["3600", 3600],
  ["3601", 3600],
  ["99999999999999999999999999", 3600],
  ["9".repeat(400), 3600],
  ["Mon, 02 Nov 2026 08:00:00 GMT", 0],
  ["Mon, 02 Nov 2026 08:00:30 GMT", 30],
  ["Tue, 02 Nov 2027 08:00:30 GMT", 3600]
])("%p means %d s (C24)", (header, expected) => {
  expect(seconds(header)).toBe(expected)
})

test.each([
  undefined,
  "",
  "-5",
  "1.5",
  "soon",
  "1e3",
  "NaN",
  "Infinity",
  "2026-11-02",
  "2026-11-02T08:00:30Z",
  "Mon, 02 Nov 2026 07:59:59 GMT",
  "Mon, 99 Nov 2026 08:00:30 GMT"
])("%p says nothing", (header) => {
  expect(seconds(header)).toBeUndefined()
})
