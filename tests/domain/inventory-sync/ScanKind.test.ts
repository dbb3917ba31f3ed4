import { expect, test } from "bun:test"
import { scanKind } from "@omnium-ongoing/domain/inventory-sync/ScanKind"
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

const kindOf = (known: Partial<Parameters<typeof scanKind>[0]> = {}) =>
  scanKind({
    cursor: Option.some(at(-1)),
    last: Option.some(scan),
    scope: "7/1",
    now: at(0),
    healBefore: at(-10),
    isFullAskedFor: false,
    ...known
  })

const anew = { _tag: "Full", goingOn: undefined } as const

test("a delta goes on where the last one was", () => {
  expect(kindOf()).toEqual({ _tag: "Delta", since: at(-1) })
})

test.each([
  ["asked for", { isFullAskedFor: true }],
  ["the first one of a warehouse", { last: Option.none() }],
  ["of other goods than before", { scope: "7/2" }],
  ["without a cursor", { cursor: Option.none() }],
  ["older than the night's", { healBefore: at(-8) }],
  ["with a cursor more than 23 hours old (R14)", { cursor: Option.some(at(-23.1)) }],
  ["with a cursor of a time to come (R14)", { cursor: Option.some(at(0.1)) }]
] as const)("a scan is full that is %s", (_, known) => {
  expect(kindOf(known)).toEqual(anew)
})

test("a cursor of 23 hours is trusted", () => {
  expect(kindOf({ cursor: Option.some(at(-23)) })._tag).toBe("Delta")
})

test("a full scan that broke off goes on, unless it is too old", () => {
  const broken = { ...scan, isComplete: false }
  expect(kindOf({ last: Option.some(broken) })).toEqual({ _tag: "Full", goingOn: broken })
  expect(kindOf({ last: Option.some({ ...broken, beganAt: at(-23.1) }) })).toEqual(anew)
  expect(kindOf({ last: Option.some(broken), scope: "8/1" })).toEqual(anew)
})
