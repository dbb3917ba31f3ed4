import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs"
import { join, relative, resolve } from "node:path"

/** Where a program made ready to start lies, in a folder named for the sources it was made from. */
const place = "node_modules/.prepared"

/**
 * The program as one file with its bytecode, which starts several times faster than its sources do. It is made when the
 * sources have changed since the last start; where it cannot be made, the sources themselves are what starts.
 */
export const prepared = async (root: string, main: string, folders: ReadonlyArray<string>): Promise<string> => {
  const name = main.split("/")[1] ?? main
  const folder = resolve(root, place, `${name}-${stampOf(root, folders)}`)
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
      minify: { syntax: true, whitespace: true }
    })
    if (!built.success) throw new Error(`${main} cannot be bundled.`)
    for (const old of readdirSync(resolve(root, place)))
      if (old.startsWith(`${name}-`) && join(resolve(root, place), old) !== draft)
        rmSync(resolve(root, place, old), { recursive: true, force: true })
    renameSync(draft, folder)
    return file
  } catch {
    // Another start was first, or nothing can be written here.
    if (existsSync(draft)) rmSync(draft, { recursive: true })
    return existsSync(file) ? file : source
  }
}

/** Changes with every source: its path, its size, when it was written. */
const stampOf = (root: string, folders: ReadonlyArray<string>): string => {
  const hash = new Bun.CryptoHasher("sha256").update(Bun.version)
  const look = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) look(path)
      else {
        const { size, mtimeMs } = statSync(path)
        hash.update(`${relative(root, path)} ${size} ${mtimeMs}\n`)
      }
    }
  }
  for (const folder of folders) look(resolve(root, folder, "src"))
  const locked = statSync(resolve(root, "bun.lock"), { throwIfNoEntry: false })
  return hash.update(`${locked?.mtimeMs}`).digest("hex").slice(0, 16)
}
