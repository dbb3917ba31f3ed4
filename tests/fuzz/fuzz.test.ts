import { expect, test } from "bun:test"
import { Fuzz, type Tally } from "./Fuzz.ts"
import { omniumTarget } from "./OmniumTarget.ts"
import { ongoingTarget } from "./OngoingTarget.ts"

test.each([
  ["the simulator of Ongoing", ongoingTarget],
  ["the simulator of Omnium", omniumTarget]
])("%s answers whatever it is sent as its document says", async (_, open) => {
  await using target = await open()
  const tally: Tally = new Map()
  await new Fuzz(target).run(target, 1, 300, tally)
  expect(tally.size).toBeGreaterThan(0)
})
