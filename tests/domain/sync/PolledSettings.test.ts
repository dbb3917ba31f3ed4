import { expect, test } from "bun:test"
import type { OmniumStore } from "@omnium-ongoing/domain/omnium/OmniumSettings"
import { polledSince, settingsHash } from "@omnium-ongoing/domain/sync/PolledSettings"
import { DateTime } from "effect"

const at = (time: string) => DateTime.makeUnsafe(`2026-11-02T${time}:00Z`)
const store = (id: string, changes: Partial<OmniumStore> = {}): OmniumStore => ({
  id,
  name: undefined,
  isWarehouse: true,
  properties: [],
  externalIds: [],
  ...changes
})

test("a poll begins where the last one was, with new settings an hour before, and never before the go-live line", () => {
  const from = at("08:00")
  expect(polledSince({ before: undefined, from, areSettingsNew: true })).toEqual(from)
  expect(polledSince({ before: at("12:00"), from, areSettingsNew: false })).toEqual(at("12:00"))
  expect(polledSince({ before: at("12:00"), from, areSettingsNew: true })).toEqual(at("11:00"))
  expect(polledSince({ before: at("08:30"), from, areSettingsNew: true })).toEqual(from)
})

test("settings are the same in any order, and others when anything of them is", () => {
  const known = settingsHash([store("a"), store("b")], [{ name: "Online", statuses: [] }])
  expect(settingsHash([store("b"), store("a")], [{ name: "Online", statuses: [] }])).toBe(known)
  const property = { key: "IsOngoingStore", value: "true" }
  expect(
    settingsHash([store("a", { properties: [property] }), store("b")], [{ name: "Online", statuses: [] }])
  ).not.toBe(known)
  expect(settingsHash([store("a"), store("b")], [])).not.toBe(known)
})
