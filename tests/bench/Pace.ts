import { bareRead } from "./BareRead.ts"
import { type Figure, grouped, type Section } from "./Figure.ts"
import { openWorld } from "./World.ts"

/** How much slower than a script that only reads. */
const slowest = 1.25

/** Full syncs beside a script that reads the same pages, in turns, so that what else the machine does weighs on both. */
export const pace = async ({
  articles,
  rounds
}: {
  readonly articles: number
  readonly rounds: number
}): Promise<Section> => {
  await using world = await openWorld(articles)
  const script = () => bareRead(world)
  const connector = () => world.run("OngoingSyncScheduledTask", { only: ["inventory"], full: true })
  await script()
  await connector()
  const measured: Array<{ readonly script: number; readonly connector: number }> = []
  for (let round = 0; round < rounds; round++)
    measured.push({ script: await milliseconds(script), connector: await milliseconds(connector) })
  const ratios = measured.map((round) => round.connector / round.script).sort((one, other) => one - other)
  const ratio = (name: string, at: number): Figure => ({ name, value: ratios[at] ?? Number.NaN, unit: "times" })
  const least = ratio("least", 0)
  return {
    title: `Time of a full inventory sync, nothing changed, to that of fetch and JSON.parse, ${grouped(articles)} articles`,
    figures: [
      ratio(`median of ${rounds} rounds`, Math.floor(rounds / 2)),
      // Noise makes a ratio larger: only when the whole range lies beyond the target it is missed.
      { ...least, gate: { words: `≤ ${slowest} ×`, holds: least.value <= slowest } },
      ratio("most", rounds - 1)
    ],
    raw: measured
  }
}

const milliseconds = async (action: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await action()
  return performance.now() - start
}
