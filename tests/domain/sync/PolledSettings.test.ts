import { expect, test } from "bun:test"
import type { OmniumStore } from "@omnium-ongoing/domain/omnium/OmniumSettings"
import { settingsHash } from "@omnium-ongoing/domain/sync/PolledSettings"

const store = (id: string, changes: Partial<OmniumStore> = {}): OmniumStore => ({
  id,
  name: undefined,
  isWarehouse: true,
  properties: [],
  externalIds: [],
  ...changes
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
