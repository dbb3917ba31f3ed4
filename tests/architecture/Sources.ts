import { resolve } from "node:path"
import type { Source } from "./Imports.ts"

export const root = resolve(import.meta.dir, "../..")

/** The files of the project that a glob names, in order. */
export const sources = (glob: string): Promise<ReadonlyArray<Source>> =>
  Promise.all(
    [...new Bun.Glob(glob).scanSync({ cwd: root, dot: true })]
      .filter((path) => !path.includes("node_modules/"))
      .sort()
      .map(async (path) => ({ path, text: await Bun.file(resolve(root, path)).text() }))
  )
