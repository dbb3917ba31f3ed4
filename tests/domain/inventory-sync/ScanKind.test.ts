import { expect, test } from "bun:test"
import { brokenOff, deltaSince, isTrusted } from "@omnium-ongoing/domain/inventory-sync/ScanKind"
import type { FullScan } from "@omnium-ongoing/domain/sync/FullScan"
import { DateTime, Option } from "effect"

const at = (hours: number): DateTime.Utc => DateTime.makeUnsafe(Date.UTC(2026, 10, 2, 12) + hours * 3_600_000)

const scan: FullScan = {
  tenant: "epic",
  warehouse: "oslo",
  scope: "7/1",
  beganAt: at(-9),
  next: 20_000,
  isComplete: true
}
const broken = { ...scan, isComplete: false }

const known = { cursor: Option.some(at(-1)), last: Option.some(scan), scope: "7/1" }

test("a delta goes on where the last one was", () => {
  expect(deltaSince(known)).toEqual(Option.some(at(-1)))
})

test.each([
  ["before all has been read once", { last: Option.none() }],
  ["while a full scan has broken off", { last: Option.some(broken) }],
  ["of other goods than before", { scope: "7/2" }],
  ["without a cursor", { cursor: Option.none() }]
] as const)("there is no delta %s", (_, changes) => {
  expect(deltaSince({ ...known, ...changes })).toEqual(Option.none())
})

test("a full scan that broke off goes on, unless it is too old or of other goods", () => {
  const last = (changes: Partial<FullScan>) => ({ ...known, last: Option.some({ ...broken, ...changes }) })
  expect(brokenOff(last({}), at(0))).toEqual(Option.some(broken))
  expect(brokenOff(last({ beganAt: at(-23.1) }), at(0))).toEqual(Option.none())
  expect(brokenOff({ ...last({}), scope: "8/1" }, at(0))).toEqual(Option.none())
  expect(brokenOff(known, at(0))).toEqual(Option.none())
})

test.each([
  [-23.1, false],
  [-23, true],
  [0, true],
  [0.1, false]
])("R14: a cursor of %p hours is trusted: %p", (hours, trusted) => {
  expect(isTrusted(at(hours), at(0))).toBe(trusted)
})
