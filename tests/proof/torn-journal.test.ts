import { afterAll, describe, expect, test } from "bun:test"
import { readFileSync, writeFileSync } from "node:fs"
import fc from "fast-check"
import { CrashWorld } from "../crash/CrashWorld.ts"
import { type JournalImage, readImage } from "../crash/JournalImage.ts"
import { brokenLaws } from "../crash/Laws.ts"
import { buildProgram } from "../crash/Program.ts"
import { rest, scenes, story } from "../crash/Story.ts"
import { commitEnds, damaged, damages } from "../crash/WriteAheadLog.ts"

const program = await buildProgram()
afterAll(() => program[Symbol.dispose]())

const seed = 20_261_123
const images = 300
const restarts = 24

const whole = 1_000_000

/** What part of the log is left; every place of it is as likely as any other. */
const place = fc.record({
  where: fc.noBias(fc.integer({ min: 0, max: whole - 1 }).map((part) => part / whole)),
  damage: fc.constantFrom(...damages)
})

/** How many bytes two logs have in common. */
const alike = (one: Uint8Array, other: Uint8Array): number => {
  const differs = one.findIndex((byte, index) => byte !== other[index])
  return differs < 0 ? one.length : differs
}

/** The files of a running connector, after so many scenes. */
const imageAfter = async (count: number): Promise<JournalImage> => {
  await using world = await CrashWorld.open({ program: program.path })
  await story(world, 0, count)
  await world.drained()
  return { file: readFileSync(world.journal), log: readFileSync(`${world.journal}-wal`) }
}

describe("a journal whose end the power's failure has taken", () => {
  // The first has all in its log; the log of the other was begun anew, and ends in what was there before.
  test.each([2, scenes.length])(
    "after %i scenes is opened with the commits before it, and nothing of a later one",
    async (count) => {
      const image = await imageAfter(count)
      const ends = commitEnds(image.log)
      const last = ends.at(-1) ?? 0
      expect(ends.length).toBeGreaterThan(100)
      const known = new Map<number, ReturnType<typeof readImage>>()
      /** The image as it was right after so many of its commits. */
      const after = (commits: number) => {
        const read = known.get(commits) ?? readImage({ ...image, log: image.log.slice(0, ends[commits - 1] ?? 0) })
        known.set(commits, read)
        return read
      }
      const drawn = fc.sample(place, { seed: seed + count, numRuns: images / 2 })
      const seen = new Map<number, number>()
      for (const { where, damage } of drawn) {
        const at = Math.floor(where * last)
        const log = damaged(image.log, at, damage)
        const left = alike(image.log, log)
        const commits = ends.filter((end) => end <= left).length
        const read = await readImage({ ...image, log })
        expect(read.integrity).toBe("ok")
        expect([damage, at, read.hash]).toEqual([damage, at, (await after(commits)).hash])
        seen.set(commits, (await after(commits)).rows.get("items") ?? 0)
      }
      const items = [...seen].sort(([one], [other]) => one - other).map(([, rows]) => rows)
      expect(items).toEqual(items.toSorted((one, other) => one - other))
      expect(seen.size).toBeGreaterThan(50)
      expect((await readImage(image)).hash).toBe((await after(ends.length)).hash)
      console.log(`${drawn.length} images of a log of ${ends.length} commits, at ${seen.size} of them`)
    },
    300_000
  )

  test("is all that the connector needs: it doubles nothing, and both systems become alike (R27)", async () => {
    const drawn = fc.sample(fc.record({ place, scene: fc.integer({ min: 1, max: scenes.length }) }), {
      seed,
      numRuns: restarts
    })
    const broken: Array<string> = []
    const left = drawn.entries()
    const lane = async () => {
      for (const [index, { place, scene }] of left) {
        const { where, damage } = place
        await using world = await CrashWorld.open({ program: program.path })
        await story(world, 0, scene)
        let taken = ""
        await world.powerFails((journal) => {
          const log = readFileSync(`${journal}-wal`)
          const ends = commitEnds(log)
          const at = Math.floor(where * (ends.at(-1) ?? 0))
          writeFileSync(`${journal}-wal`, damaged(log, at, damage))
          taken = `${ends.filter((end) => end > at).length} of ${ends.length} commits taken`
        })
        await story(world, scene)
        await rest(world)
        const found = await brokenLaws(world)
        broken.push(...found.map((words) => `image ${index}, after scene ${scene}, ${damage}, ${taken}: ${words}`))
      }
    }
    await Promise.all([lane(), lane()])
    expect(broken).toEqual([])
    console.log(`${restarts} restarts on images`)
  }, 600_000)
})
