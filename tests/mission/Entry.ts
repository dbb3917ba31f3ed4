/** A row of what the connector has to do, in our own words, and the tests that turn red when it does not. */
export interface Entry {
  readonly section: string
  readonly row: string
  readonly provenBy: ReadonlyArray<Proof>
}

/** A test by its title as it stands in the source, without marks such as (R8); the file is below the folder of the tests. */
export interface Proof {
  readonly file: string
  readonly test: string
}

/** The entries of a section, by row. */
export const section = (name: string, rows: Readonly<Record<string, ReadonlyArray<Proof>>>): ReadonlyArray<Entry> =>
  Object.entries(rows).map(([row, provenBy]) => ({ section: name, row, provenBy }))

/** Proofs, file by file: the file without its ending, then the titles. */
export const by = (...files: ReadonlyArray<readonly [file: string, ...titles: ReadonlyArray<string>]>) =>
  files.flatMap(([file, ...titles]) => titles.map((test): Proof => ({ file: `${file}.test.ts`, test })))
