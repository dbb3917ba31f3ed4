import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs"
import { join, relative, resolve } from "node:path"
import type { BunPlugin } from "bun"
import { listOf, nameOf, place, stampOf } from "./Prepared.ts"

/** Makes the program ready, and tells which file starts it: the one that was made, or its source where none could be. */
export const prepare = async (root: string, main: string, without: ReadonlyArray<string>): Promise<string> => {
  const name = nameOf(main)
  const source = resolve(root, main)
  // A name with a dot is somebody's draft, or a list.
  const draft = resolve(root, place, `${name}.${process.pid}`)
  let folder = draft
  try {
    mkdirSync(draft, { recursive: true })
    const began = Date.now()
    const built = await Bun.build({
      entrypoints: [source],
      outdir: draft,
      target: "bun",
      format: "cjs",
      bytecode: true,
      minify: { syntax: true, whitespace: true },
      external: [...without],
      // Of a barrel that is entered at all, every module would run.
      optimizeImports: ["effect"],
      metafile: true,
      plugins: [withoutImportMeta]
    })
    const isScript = !(await Bun.file(join(draft, "main.js")).text()).includes("import.meta")
    if (!built.success || !isScript || built.metafile === undefined) throw new Error(`${main} cannot be made ready.`)
    const sources = Object.keys(built.metafile.inputs)
      .map((input) => relative(root, resolve(input)))
      .filter((input) => !input.includes("node_modules"))
    const ended = Date.now()
    const isWritten = sources.some((each) => {
      const { lastModified } = Bun.file(resolve(root, each))
      return lastModified > began && lastModified <= ended
    })
    // Nobody knows which of its texts went into the program.
    if (isWritten) throw new Error(`A source of ${main} was written meanwhile.`)
    folder = resolve(root, place, `${name}-${stampOf(root, sources, without)}`)
    for (const old of readdirSync(resolve(root, place)))
      if (old.startsWith(`${name}-`) && !old.includes("."))
        rmSync(resolve(root, place, old), { recursive: true, force: true })
    await Bun.write(join(draft, "sources"), sources.join("\n"))
    renameSync(join(draft, "sources"), listOf(root, name))
    renameSync(draft, folder)
    return join(folder, "main.js")
  } catch {
    // Another start was first, or nothing can be written here.
    if (existsSync(draft)) rmSync(draft, { recursive: true })
    return folder !== draft && existsSync(join(folder, "main.js")) ? join(folder, "main.js") : source
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
