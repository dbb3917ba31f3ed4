import { afterAll, describe, expect, test } from "bun:test"
import { deaths, differences, undisturbed } from "../crash/Matrix.ts"
import { namedPoints } from "../crash/Points.ts"
import { buildProgram } from "../crash/Program.ts"

const program = await buildProgram()
afterAll(() => program[Symbol.dispose]())

const lanes = 2
const told = 20

describe("kill -9 at every point that has a name", () => {
  const story = undisturbed(program.path)

  test("the story reaches each of them, and leaves both systems alike", async () => {
    const { hits, broken } = await story
    expect([...hits.keys()].sort()).toEqual([...(await namedPoints())])
    expect(hits.size).toBeGreaterThanOrEqual(40)
    expect(broken).toEqual([])
  })

  test("loses nothing, doubles nothing and leaves both systems as they are without it", async () => {
    const before = await story
    const all = deaths(before.hits)
    const left = all.values()
    const began = performance.now()
    const bad: Array<string> = []
    let played = 0
    const lane = async () => {
      for (const death of left) {
        const found = await differences(program.path, death, before)
        bad.push(...found.map((difference) => `${death.point}, hit ${death.hit}: ${difference}`))
        played++
        if (played % told === 0 || played === all.length) {
          const seconds = ((performance.now() - began) / 1000).toFixed(0)
          console.log(
            `${played} of ${all.length} deaths at ${before.hits.size} points, ${bad.length} differences, ${seconds} s`
          )
        }
      }
    }
    await Promise.all(Array.from({ length: lanes }, lane))
    expect(bad).toEqual([])
  }, 1_200_000)
})
