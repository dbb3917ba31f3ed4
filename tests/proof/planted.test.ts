import { expect, test } from "bun:test"
import { defects } from "../chaos/Defects.ts"
import { readFinds } from "../chaos/Finds.ts"
import { firstFailing } from "../chaos/Hunt.ts"

const kept = new Map(readFinds().map(({ name, seed }) => [name, seed]))

/** From the seed that found it the last time; when the connector has changed, a later one may. */
test.each(defects)(
  "$name is found",
  async (defect) => {
    const { violations } = await firstFailing(defect, kept.get(defect.name) ?? 1, 60)
    expect(defect.rules).toContain(violations[0]?.rule ?? "nothing")
  },
  300_000
)
