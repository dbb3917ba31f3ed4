import { expect, test } from "bun:test"
import { readFileSync } from "node:fs"
import { defects } from "./Defects.ts"
import { readFinds } from "./Finds.ts"
import { firstFailing } from "./Hunt.ts"

/** Of the others `bun run proof` makes sure. */
const few = 3

const quickest = readFinds()
  .slice(0, few)
  .flatMap(({ name, seed }) => defects.filter((defect) => defect.name === name).map((defect) => ({ ...defect, seed })))

test("the connector's source still has each piece that a defect takes the place of, once", () => {
  for (const { name, file, of } of defects) {
    const source = readFileSync(`${import.meta.dir}/../../packages/${file}`, "utf8")
    expect({ name, times: source.split(of).length - 1 }).toEqual({ name, times: 1 })
  }
})

test("each defect has been found", () => {
  expect(readFinds().map(({ name }) => name)).toEqual(expect.arrayContaining(defects.map(({ name }) => name)))
  expect(readFinds()).toHaveLength(defects.length)
})

test.each(quickest)(
  "$name: found from seed $seed on",
  async ({ seed, ...defect }) => {
    const { violations } = await firstFailing(defect, seed, 3)
    expect(defect.rules).toContain(violations[0]?.rule ?? "nothing")
  },
  60_000
)
