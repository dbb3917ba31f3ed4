import { readFileSync } from "node:fs"
import { writeFile } from "node:fs/promises"

/** How a defect was found the last time that all were looked for. */
export interface Find {
  readonly name: string
  readonly rule: string
  /** The first that finds it: so many had to be run. */
  readonly seed: number
}

const file = `${import.meta.dir}/DEFECTS.md`

export const summary = (found: number, all: number): string => `${found} of ${all} found`

export const keepFinds = (finds: ReadonlyArray<Find>, seeds: number): Promise<void> =>
  writeFile(
    file,
    `# Planted defects

Each is a mistake that somebody could make, put into the connector's source as it is loaded; what it is stands in
\`*Defects.ts\`. The stories of at most ${seeds} seeds, from 1 on, were run until an invariant did not hold.
\`bun run chaos --defects\` has written this file.

| Defect | Invariant | Seeds needed |
|---|---|---|
${finds.map(({ name, rule, seed }) => `| ${name} | ${rule} | ${seed} |`).join("\n")}

${summary(finds.length, finds.length)}.
`
  )

/** What was kept, the quickest first. */
export const readFinds = (): ReadonlyArray<Find> =>
  [...readFileSync(file, "utf8").matchAll(/^\| (.+?) +\| (R\d+) +\| (\d+) +\|$/gm)]
    .map(([, name = "", rule = "", seed]) => ({ name, rule, seed: Number(seed) }))
    .sort((one, other) => one.seed - other.seed)
