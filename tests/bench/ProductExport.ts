import { byOperation, reads, writes } from "./Calls.ts"
import { atMost, count, grouped, type Section } from "./Figure.ts"
import { openWorld } from "./World.ts"

/** The next run finds every product modified, by the ids that the first has written to it. */
export const productExport = async (variants: number): Promise<Section> => {
  await using world = await openWorld(variants)
  const exportProducts = () => world.run("OngoingProductSyncScheduledTask")
  const first = await world.countsOf(exportProducts)
  const again = await world.callsOf(exportProducts)
  return {
    title: `Product export, ${grouped(variants)} variants`,
    figures: [
      count("first run: calls to Ongoing", first.ongoing),
      count("first run: calls to Omnium", first.omnium),
      atMost("nothing changed: calls to Ongoing", again.ongoing.length, 0),
      atMost("nothing changed: writes to Omnium", writes(again.omnium), 0),
      count("nothing changed: reads of Omnium", reads(again.omnium))
    ],
    raw: { first, again: byOperation(again) }
  }
}
