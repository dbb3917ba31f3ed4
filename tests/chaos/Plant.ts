import { readFileSync } from "node:fs"
import { plugin } from "bun"
import { defects } from "./Defects.ts"

/** Puts a defect into the source as it is loaded: what has been loaded before keeps its health. */
export const plant = (name: string): void => {
  const defect = defects.find((each) => each.name === name)
  if (defect === undefined)
    throw new Error(`there is no defect "${name}"; there are: ${defects.map((each) => each.name).join("; ")}`)
  const ending = new RegExp(`/packages/${defect.file.replaceAll(".", "\\.")}$`)
  plugin({
    name: "planted defect",
    setup: (build) => {
      build.onLoad({ filter: ending }, ({ path }) => {
        const source = readFileSync(path, "utf8")
        if (source.split(defect.of).length !== 2) throw new Error(`${defect.file} has not exactly one: ${defect.of}`)
        return { contents: source.replace(defect.of, () => defect.instead), loader: "ts" }
      })
    }
  })
}
