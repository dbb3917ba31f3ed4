import { readFileSync } from "node:fs"
import { plugin } from "bun"
import { defects } from "./Defects.ts"

// Loaded before the simulation, in a process of its own, by the name of a defect in CHAOS_DEFECT.
const defect = defects.find(({ name }) => name === process.env.CHAOS_DEFECT)
if (defect === undefined) throw new Error(`there is no defect "${process.env.CHAOS_DEFECT}"`)

plugin({
  name: "planted defect",
  setup: (build) => {
    const ending = new RegExp(`/packages/${defect.file.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`)
    build.onLoad({ filter: ending }, ({ path }) => {
      const source = readFileSync(path, "utf8")
      if (source.split(defect.of).length !== 2) throw new Error(`${defect.file} has not exactly one: ${defect.of}`)
      return { contents: source.replace(defect.of, () => defect.instead), loader: "ts" }
    })
  }
})
