import { expect, test } from "bun:test"
import { connectorTarget } from "./ConnectorTarget.ts"
import { Fuzz, type Tally } from "./Fuzz.ts"
import { omniumTarget } from "./OmniumTarget.ts"
import { ongoingTarget } from "./OngoingTarget.ts"

test.each([
  ["the simulator of Ongoing", ongoingTarget, 300],
  ["the simulator of Omnium", omniumTarget, 300],
  ["the connector", connectorTarget, 200]
] as const)("%s answers whatever it is sent as its document says", async (_, open, calls) => {
  await using target = await open()
  const tally: Tally = new Map()
  await new Fuzz(target).run(target, 1, calls, tally)
  expect(tally.size).toBeGreaterThan(0)
})
