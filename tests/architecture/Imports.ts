import { posix } from "node:path"

export interface Source {
  /** From the project's root, as `packages/domain/src/ports/Ongoing.ts`. */
  readonly path: string
  readonly text: string
}

/** Globs over modules, named `domain/ports/Ongoing` whether imported by package or by path. */
export interface Row {
  readonly files: string
  readonly may: ReadonlyArray<string>
  /** May be imported only as a type. */
  readonly typeOnly?: ReadonlyArray<string>
  /** Holds no program: no `Effect.gen`, no `Effect.fn`. */
  readonly pure?: true
  /** No other module imports it. */
  readonly root?: true
  readonly why: string
}

interface Import {
  readonly specifier: string
  readonly typeOnly: boolean
}

/**
 * What the table does not allow, one line each. The first row that fits a file counts. The text is read, because
 * Bun's scanner skips `import type`; a doubtful line, such as an import in a comment, counts as an import.
 */
export const strays = (table: ReadonlyArray<Row>, sources: ReadonlyArray<Source>): ReadonlyArray<string> =>
  sources.flatMap(({ path, text }) => {
    const row = rowOf(table, moduleOf(path))
    if (row === undefined) return [`${path}: no row of the table is for it`]
    const imports = importsOf(text).flatMap((found) => {
      const problem = problemOf(table, row, path, found)
      return problem === undefined ? [] : [`${path} -> ${found.specifier}: ${problem}`]
    })
    return row.pure && /\bEffect\.(gen|fn)/.test(text) ? [...imports, `${path}: ${row.why}`] : imports
  })

const problemOf = (table: ReadonlyArray<Row>, row: Row, path: string, found: Import): string | undefined => {
  const module = importedModule(path, found.specifier)
  if (!row.may.some((glob) => matches(glob, module))) return row.why
  if (!found.typeOnly && row.typeOnly?.some((glob) => matches(glob, module))) return `only as a type: ${row.why}`
  if (rowOf(table, module)?.root) return "nobody imports it"
  return undefined
}

const rowOf = (table: ReadonlyArray<Row>, module: string): Row | undefined =>
  table.find(({ files }) => matches(files, module))

const matches = (glob: string, module: string): boolean => new Bun.Glob(glob).match(module)

const moduleOf = (path: string): string =>
  path
    .replace(/^packages\//, "")
    .replace("/src/", "/")
    .replace(/\.tsx?$/, "")

/** A path that leaves its package stays as it is written, so that no row allows it. */
const importedModule = (path: string, specifier: string): string => {
  if (specifier.startsWith("@omnium-ongoing/")) return specifier.slice("@omnium-ongoing/".length)
  if (!specifier.startsWith(".")) return specifier
  const target = posix.join(posix.dirname(path), specifier)
  const home = /^(packages\/[^/]+\/src|tests)\//.exec(path)?.[0]
  return home !== undefined && target.startsWith(home) ? moduleOf(target) : specifier
}

const importsOf = (text: string): ReadonlyArray<Import> =>
  [...text.matchAll(importPattern)].map((match) => ({
    specifier: match[1] ?? "",
    typeOnly: /^(?:import|export) type [^="']*$/.test(statementBefore(text, match.index))
  }))

const importPattern = /(?<!["'.\w])(?:(?:from|import)\s*["']|(?:import|require)\s*\(\s*["'`])([@./\w][^"'`\s]*)["'`]/g

const statementBefore = (text: string, end: number): string =>
  text
    .slice(0, end)
    .split(/\n(?=import|export)/)
    .at(-1) ?? ""

/** The packages a text imports, without those that come with Bun. */
export const importedPackages = (text: string): ReadonlyArray<string> =>
  importsOf(text)
    .map(({ specifier }) => specifier)
    .filter((specifier) => !/^(\.|node:|bun:|bun$)/.test(specifier))
    .map((specifier) => specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/"))
