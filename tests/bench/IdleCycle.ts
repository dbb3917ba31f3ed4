import { byOperation, total } from "./Calls.ts"
import { atMost, count, type Section } from "./Figure.ts"
import { openWorld, tasks } from "./World.ts"

const mostCalls = 8

/** Long enough ago that no task looks at it again. */
const quiet = "PT10M"

/** The first finds what there is to do, the next what that wrote. */
const cyclesToSettle = 4

/** What the connector keeps for an hour, but reads anew whenever somebody asks for a run, as it is done here. */
const settings = /^POST \/api\/Stores\/SearchStores$|^GET \/api\/Settings\//

/** Every task once, when nothing has happened in either system. */
export const idleCycle = async (articles: number): Promise<Section> => {
  await using world = await openWorld(articles)
  const cycle = async () => {
    for (const task of tasks) await world.run(task)
  }
  for (let settled = 0; settled < cyclesToSettle; settled++) {
    await cycle()
    await world.pass(quiet)
  }
  const calls = await world.callsOf(cycle)
  const operations = Object.entries(byOperation(calls))
  const ofSettings = operations.filter(([name]) => settings.test(name)).reduce((sum, [, times]) => sum + times, 0)
  return {
    title: "Idle cycle of all tasks, two warehouses (once an hour 4 or 5 calls more: what is not asked each time)",
    figures: [
      atMost("calls besides settings", total(calls) - ofSettings, mostCalls),
      ...operations.map(([name, times]) => count(`  ${name}`, times))
    ],
    raw: byOperation(calls)
  }
}
