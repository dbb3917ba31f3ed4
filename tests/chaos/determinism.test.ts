import { expect, test } from "bun:test"
import { runStory } from "./Seeds.ts"
import { drawStory } from "./Story.ts"

test.each([3, 33, 53])("seed %i is the same to the last byte each time", async (seed) => {
  const story = drawStory(seed, 1)
  expect(drawStory(seed, 1)).toEqual(story)
  const first = await runStory(story)
  const second = await runStory(story)
  expect(first.violations).toEqual([])
  expect(first.counts.operations).toBeGreaterThan(50)
  expect(second.hash).toBe(first.hash)
})

test("different seeds are different stories", async () => {
  const one = await runStory(drawStory(7, 1))
  const other = await runStory(drawStory(8, 1))
  expect(one.hash).not.toBe(other.hash)
})
