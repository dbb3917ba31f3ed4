import { byOperation, reads, writes } from "./Calls.ts"
import { atMost, count, grouped, type Section } from "./Figure.ts"
import { openWorld } from "./World.ts"

/** All products go to Ongoing once; what the ids written back to them look like to the next run costs Ongoing nothing. */
export const productExport = async (variants: number): Promise<Section> => {
  await using world = await openWorld(variants)
  const exportProducts = () => world.run("OngoingProductSyncScheduledTask")
  const first = await world.callsOf(exportProducts)
  const again = await world.callsOf(exportProducts)
  return {
    title: `Product export, ${grouped(variants)} variants`,
    figures: [
      count("first run: calls to Ongoing", first.ongoing.length),
      atMost("nothing changed: calls to Ongoing", again.ongoing.length, 0),
      atMost("nothing changed: writes to Omnium", writes(again.omnium), 0),
      count("nothing changed: reads of Omnium", reads(again.omnium))
    ],
    raw: byOperation(again)
  }
}
