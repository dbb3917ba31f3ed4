import { mkdtempSync, rmSync } from "node:fs"
import { root } from "../support/EmptyJournal.ts"

/** The connector that may die, as one file, which starts several times faster than its sources do. */
export const buildProgram = async (): Promise<{ readonly path: string } & Disposable> => {
  const folder = mkdtempSync(`${root}/crash-program-`)
  const built = await Bun.build({
    entrypoints: [`${import.meta.dir}/main.ts`],
    outdir: folder,
    target: "bun",
    minify: { syntax: true, whitespace: true }
  })
  if (!built.success) throw new Error(built.logs.join("\n"))
  return { path: `${folder}/main.js`, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) }
}
