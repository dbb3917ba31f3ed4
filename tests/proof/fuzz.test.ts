import { expect, test } from "bun:test"
import { connectorTarget } from "../fuzz/ConnectorTarget.ts"
import { callsIn, uncovered } from "../fuzz/Coverage.ts"
import { Fuzz, type Tally } from "../fuzz/Fuzz.ts"
import { omniumTarget } from "../fuzz/OmniumTarget.ts"
import { ongoingTarget } from "../fuzz/OngoingTarget.ts"

const callsToEach = 1000

test.each([
  ["the simulator of Ongoing", ongoingTarget, 20],
  ["the simulator of Omnium", omniumTarget, 20],
  ["the connector", connectorTarget, 5]
] as const)(
  "%s answers whatever it is sent as its document says, and each of its operations is done and refused",
  async (name, open, worlds) => {
    await using first = await open()
    const fuzz = new Fuzz(first)
    const tally: Tally = new Map()
    await fuzz.strange(first, 1, tally)
    for (let seed = 1; seed <= worlds; seed++) {
      await using target = await open()
      await fuzz.run(target, seed, callsToEach, tally)
    }
    console.log(`${callsIn(tally)} calls to ${tally.size} operations of ${name}`)
    expect(uncovered(first, tally)).toEqual([])
  }
)
