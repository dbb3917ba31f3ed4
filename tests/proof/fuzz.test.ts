import { expect, test } from "bun:test"
import { callsIn, uncovered } from "../fuzz/Coverage.ts"
import { Fuzz, type Tally } from "../fuzz/Fuzz.ts"
import { omniumTarget } from "../fuzz/OmniumTarget.ts"
import { ongoingTarget } from "../fuzz/OngoingTarget.ts"

const worlds = 20
const callsToEach = 1000

test.each([
  ["the simulator of Ongoing", ongoingTarget],
  ["the simulator of Omnium", omniumTarget]
])(
  "%s answers whatever it is sent as its document says, and each of its operations was done and refused",
  async (name, open) => {
    await using first = await open()
    const fuzz = new Fuzz(first)
    const tally: Tally = new Map()
    await fuzz.strange(first, 1, tally)
    for (let seed = 1; seed <= worlds; seed++) {
      await using target = await open()
      await fuzz.run(target, seed, callsToEach, tally)
    }
    console.log(`${callsIn(tally)} calls of ${tally.size} operations of ${name}`)
    expect(uncovered(first, tally)).toEqual([])
  }
)
