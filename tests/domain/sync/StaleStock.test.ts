import { expect, test } from "bun:test"
import { awaitedUntil } from "@omnium-ongoing/domain/sync/StaleStock"
import { DateTime } from "effect"

const at = (seconds: number) => DateTime.makeUnsafe(seconds * 1000)

test("what was sent is waited for until it has landed, and not by a clock that was put back by more than that", () => {
  expect(awaitedUntil(at(100), at(159))).toEqual(at(160))
  expect(awaitedUntil(at(100), at(160))).toBeUndefined()
  expect(awaitedUntil(at(100), at(40))).toEqual(at(160))
  expect(awaitedUntil(at(100), at(39))).toBeUndefined()
})
