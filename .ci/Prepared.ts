import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs"
import { join, resolve } from "node:path"
import type { BunPlugin } from "bun"

/** Where a program made ready to start lies, in a folder named for the sources it was made from. */
const place = "node_modules/.prepared"

export interface Preparation {
  /** The packages it is made of. */
  readonly folders: ReadonlyArray<string>
  /** Modules that it does without. */
  readonly external?: Array<string>
}

/**
 * The program as one file with its bytecode, which starts several times faster than its sources do. It is made when the
 * sources have changed since the last start; where it cannot be made, the sources themselves are what starts.
 */
export const prepared = async (root: string, main: string, preparation: Preparation): Promise<string> => {
  const name = main.split("/")[1] ?? main
  const folder = resolve(root, place, `${name}-${stampOf(root, preparation)}`)
  const file = join(folder, "main.js")
  if (existsSync(file)) return file
  const source = resolve(root, main)
  const draft = `${folder}.${process.pid}`
  try {
    mkdirSync(draft, { recursive: true })
    const built = await Bun.build({
      entrypoints: [source],
      outdir: draft,
      target: "bun",
      format: "cjs",
      bytecode: true,
      minify: { syntax: true, whitespace: true },
      external: preparation.external ?? [],
      // Of a barrel that is entered at all, every module would run.
      optimizeImports: ["effect"],
      plugins: [withoutImportMeta]
    })
    const isScript = !(await Bun.file(join(draft, "main.js")).text()).includes("import.meta")
    if (!built.success || !isScript) throw new Error(`${main} cannot be made ready.`)
    // A name with a dot is somebody's draft.
    for (const old of readdirSync(resolve(root, place)))
      if (old.startsWith(`${name}-`) && !old.includes("."))
        rmSync(resolve(root, place, old), { recursive: true, force: true })
    renameSync(draft, folder)
    return file
  } catch {
    // Another start was first, or nothing can be written here.
    if (existsSync(draft)) rmSync(draft, { recursive: true })
    return existsSync(file) ? file : source
  }
}

/** Bytecode is made of scripts, in which a library's look at a bundler's variables would be a mistake of grammar. */
const withoutImportMeta: BunPlugin = {
  name: "without import.meta",
  setup: (build) => {
    build.onLoad({ filter: /ConfigProvider\.js$/ }, async ({ path }) => ({
      contents: (await Bun.file(path).text()).replaceAll("import.meta?.env", "undefined"),
      loader: "js"
    }))
  }
}

/** Changes with every source: its path, its size, when it was written. */
const stampOf = (root: string, preparation: Preparation): string => {
  const locked = statSync(resolve(root, "bun.lock"), { throwIfNoEntry: false })
  const parts = [Bun.version, JSON.stringify(preparation), statSync(import.meta.path).mtimeMs, locked?.mtimeMs]
  const look = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) look(path)
      else {
        const { size, mtimeMs } = statSync(path)
        parts.push(path, size, mtimeMs)
      }
    }
  }
  for (const folder of preparation.folders) look(`${root}/${folder}/src`)
  return Bun.hash(parts.join("\n")).toString(36)
}
