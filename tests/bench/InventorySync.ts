import { bareRead } from "./BareRead.ts"
import { byOperation, type Calls, reads, total, writes } from "./Calls.ts"
import { atMost, count, type Figure, grouped, type Section } from "./Figure.ts"
import { changeInOmnium, changeInOngoing } from "./StockChanges.ts"
import { openWorld, type World, warehouses } from "./World.ts"

const rowsOfPage = 1000

/** Megabytes, whatever the size of the catalogue. */
const mostMemory = 200

const changes = 100

/** Besides its pages, a scan of a warehouse asks for the time, for what changed meanwhile, and for the page after the last. */
const besides = 4

/** Long enough for no scan to go back to what was changed before. */
const quiet = "PT10M"

const sync = (world: World, full: boolean) =>
  world.run("OngoingSyncScheduledTask", { only: ["inventory"], ...(full ? { full } : {}) })

const done = async (run: ReturnType<typeof sync>, expected: number): Promise<void> => {
  const [operation] = (await run).operations
  if (operation?.done !== expected || operation.held > 0)
    throw new Error(`${expected} rows were to be changed: ${JSON.stringify(operation)}`)
}

/** A full sync of all there is, and what it costs when there is something to write. */
export const inventorySync = async (size: {
  readonly large: number
  readonly small: number
}): Promise<ReadonlyArray<Section>> => {
  await using large = await openWorld(size.large)
  const first = await large.callsOf(() => done(sync(large, true), 0))
  const again = await large.callsOf(() => done(sync(large, true), 0))
  const deltas = [await deltaOfSmall(size.small), await delta(large)] as const
  await large.pass(quiet)
  const naive = await large.callsOf(() => bareRead(large))
  const block = await changed(large, 1, size.large / 10)
  const scattered = await changed(large, 10, size.large)
  const settled = await large.callsOf(() => done(sync(large, true), 0))

  const rows = size.large * warehouses.length
  const mostPages = (2 * rows) / rowsOfPage + besides * warehouses.length
  const pages = `2 for 1,000 rows, ${besides} for a warehouse`
  const readsOf = (name: string, { ongoing, omnium }: Calls): ReadonlyArray<Figure> => [
    atMost(`${name}: reads of Ongoing`, reads(ongoing), mostPages, pages),
    atMost(`${name}: reads of Omnium`, reads(omnium), mostPages, pages)
  ]
  const unwritten = (name: string, { ongoing, omnium }: Calls) =>
    atMost(`${name}: writes`, writes(ongoing) + writes(omnium), 0)
  const written = (name: string, { rows, calls }: Awaited<ReturnType<typeof changed>>) => {
    const mostBatches = warehouses.length * Math.ceil(rows / warehouses.length / rowsOfPage)
    return atMost(`${name}: writes of ${grouped(rows)} rows`, writes(calls.omnium), mostBatches, "1 for 1,000 rows")
  }
  return [
    {
      title: `Full inventory sync, ${grouped(size.large)} articles in two warehouses`,
      figures: [
        ...readsOf("first run", first),
        unwritten("first run", first),
        ...readsOf("nothing changed", again),
        unwritten("nothing changed", again),
        ...readsOf("changed in a block", block.calls),
        written("changed in a block", block),
        ...readsOf("every tenth changed", scattered.calls),
        written("every tenth changed", scattered),
        unwritten("after that", settled),
        memory("peak memory of the connector", large.connector.peakMemory())
      ],
      raw: {
        first: byOperation(first),
        again: byOperation(again),
        block: byOperation(block.calls),
        scattered: byOperation(scattered.calls),
        settled: byOperation(settled)
      }
    },
    {
      title: `Delta of ${changes} changes in Ongoing`,
      figures: [
        count(`at ${grouped(size.small)} articles`, total(deltas[0])),
        {
          ...count(`at ${grouped(size.large)} articles`, total(deltas[1])),
          gate: { words: "the same calls", holds: Bun.deepEquals(byOperation(deltas[0]), byOperation(deltas[1])) }
        },
        count("a script: all pages, a write for each row", total(naive) + changes)
      ],
      raw: { small: byOperation(deltas[0]), large: byOperation(deltas[1]), script: byOperation(naive) }
    }
  ]
}

const deltaOfSmall = async (articles: number): Promise<Calls> => {
  await using small = await openWorld(articles)
  await done(sync(small, true), 0)
  return await delta(small)
}

const delta = async (world: World): Promise<Calls> => {
  await changeInOngoing(world, changes)
  return world.callsOf(() => done(sync(world, false), changes))
}

const changed = async (world: World, every: number, most: number) => {
  const rows = await changeInOmnium(world, every, most)
  return { rows, calls: await world.callsOf(() => done(sync(world, true), rows)) }
}

const memory = (name: string, bytes: number): Figure => {
  const value = bytes / 1e6
  return { name, value, unit: "MB", gate: { words: `≤ ${mostMemory} MB`, holds: value <= mostMemory } }
}
