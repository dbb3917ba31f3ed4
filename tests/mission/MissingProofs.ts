import type { Entry } from "./Entry.ts"

const call = String.raw`\b(?:test|it|itEffect|describe)(?:\.\w+)*\(`
const title = String.raw`\(\s*(["'\x60])((?:\\.|(?!\1).)*)\1`

/** A call at the beginning of a line; what is skipped or still to be done is none. */
const plain = new RegExp(String.raw`^[ \t]*(?:test|it|itEffect)${title}`, "gm")
/** The title comes after the cases, before the next call. */
const each = new RegExp(String.raw`^[ \t]*(?:test|it)\.each\((?:(?!${call})[\s\S])*?\)${title}`, "gm")
/** Which known failures a test stands for is no part of its title. */
const marks = / \((?:[A-Z]\d+(?:, )?)+\)$/
const skippedGroup = /^[ \t]*describe\.(?:skip|todo)\b/m

/** The titles of the tests of a source that are run, without their marks. */
export const titlesIn = (text: string): ReadonlySet<string> =>
  new Set(
    skippedGroup.test(text)
      ? []
      : [plain, each].flatMap((pattern) =>
          [...text.matchAll(pattern)].map((match) => (match[2] ?? "").replace(marks, ""))
        )
  )

/** One line for each entry that nothing proves, and for each proof that there is not. */
export const missingProofs = (
  entries: ReadonlyArray<Entry>,
  titles: ReadonlyMap<string, ReadonlySet<string>>
): ReadonlyArray<string> =>
  entries.flatMap(({ section, row, provenBy }) => {
    const name = `${section} – ${row}`
    if (provenBy.length === 0) return [`${name}: no test`]
    return provenBy.flatMap(({ file, test }) => {
      const known = titles.get(file)
      if (known === undefined) return [`${name}: no file ${file}`]
      return known.has(test) ? [] : [`${name}: no test "${test}" in ${file}`]
    })
  })
