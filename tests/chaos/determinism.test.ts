import { expect, test } from "bun:test"
import { drawStory } from "./DrawnStory.ts"
import { runStory } from "./Seeds.ts"

/** Milliseconds: two stories one after the other, on a machine that does other things too. */
const patience = 60_000

const sameTwice = async (seed: number, days: number): Promise<void> => {
  const story = drawStory(seed, days)
  expect(drawStory(seed, days)).toEqual(story)
  const first = await runStory(story)
  const second = await runStory(story)
  expect(first.violations).toEqual([])
  expect(first.counts.operations).toBeGreaterThan(50)
  expect(second.hash).toBe(first.hash)
}

test("a week is the same to the last byte each time", () => sameTwice(3, 7), patience)
test("so is a day", () => sameTwice(53, 1), patience)

test(
  "different seeds are different stories",
  async () => {
    const one = await runStory(drawStory(7, 1))
    const other = await runStory(drawStory(8, 1))
    expect(one.hash).not.toBe(other.hash)
  },
  patience
)
