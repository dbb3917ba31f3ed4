import { expect, test } from "bun:test"
import { sources } from "../architecture/Sources.ts"
import { entries } from "./Entries.ts"
import { missingProofs, titlesIn } from "./MissingProofs.ts"

const titlesByFile = async () =>
  new Map(
    (await sources("tests/**/*.test.ts")).map(({ path, text }) => [path.replace("tests/", ""), titlesIn(text)] as const)
  )

test("every row of what the connector has to do is proven by tests that there are", async () => {
  expect(missingProofs(entries, await titlesByFile())).toEqual([])
})

test("no row is told twice", () => {
  const names = entries.map(({ section, row }) => `${section} – ${row}`)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})

test("an entry without a test, with a title that there is not or in a file that there is not is found", () => {
  const titles = new Map([["a.test.ts", new Set(["holds"])]])
  const planted = (...provenBy: ReadonlyArray<{ readonly file: string; readonly test: string }>) =>
    missingProofs([{ section: "Planted", row: "row", provenBy }], titles)
  const proof = { file: "a.test.ts", test: "holds" }
  expect(planted(proof)).toEqual([])
  expect(planted()).toEqual(["Planted – row: no test"])
  expect(planted(proof, { ...proof, test: "holds not" })).toEqual(['Planted – row: no test "holds not" in a.test.ts'])
  expect(planted(proof, { ...proof, file: "b.test.ts" })).toEqual(["Planted – row: no file b.test.ts"])
})

test.each([
  ['test("a title", () => {})'],
  ['test("a title (C3, R16)", () => {})'],
  ['  itEffect("a title", () =>'],
  ["it('a title', () => {})"],
  ["test(\n  `a title`,\n  () => {})"],
  ['test.each([["f(x)", 1]])("a title", (each) => {})'],
  ['test.each([\n  ["(", 1]\n])(\n  "a title",\n  (each) => {})']
])("a title is found: %s", (text) => {
  expect([...titlesIn(text)]).toEqual(["a title"])
})

test.each([
  ['test.skip("a title", () => {})'],
  ['test.todo("a title")'],
  ['test.skip.each([1])("a title", () => {})'],
  ['// test("a title", () => {})'],
  ['describe("a title", () => {})'],
  ['describe.skip("group", () => {\n  test("a title", () => {})\n})'],
  ['test.each(cases)\ndescribe.each(others)("a title", () => {})']
])("what is not run is none: %s", (text) => {
  expect([...titlesIn(text)]).toEqual([])
})
