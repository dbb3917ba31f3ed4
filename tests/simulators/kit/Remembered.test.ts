import { expect, test } from "bun:test"
import { remembered } from "@omnium-ongoing/simulator-kit/Remembered"

test("what was asked before is not worked out again, until too much is remembered", () => {
  const worked: Array<string> = []
  const lengthOf = remembered(2, (text) => {
    worked.push(text)
    return text.length
  })
  expect(["a", "bb", "a", "bb"].map(lengthOf)).toEqual([1, 2, 1, 2])
  expect(worked).toEqual(["a", "bb"])
  expect(["ccc", "ccc", "a"].map(lengthOf)).toEqual([3, 3, 1])
  expect(worked).toEqual(["a", "bb", "ccc", "a"])
})
