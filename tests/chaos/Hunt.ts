import type { Defect } from "./Defect.ts"
import { defects } from "./Defects.ts"
import { type Find, keepFinds, summary } from "./Finds.ts"
import type { SeedResult } from "./Seeds.ts"

/** How many are looked for at the same time. */
const hunters = 2

/**
 * The first story from a seed on that fails with the defect in the connector, or the last of them if none does. It is
 * told by a process of its own, which loads the connector with the defect in it.
 */
export const firstFailing = async ({ name }: Defect, from: number, seeds: number): Promise<SeedResult> => {
  const main = `${import.meta.dir}/main.ts`
  const child = Bun.spawn(
    [process.execPath, main, "--defect", name, "--from", `${from}`, "--seeds", `${seeds}`, "--stop", "--part", "0/1"],
    { stdout: "pipe", stderr: "pipe" }
  )
  const [text, complaints] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()])
  if (complaints !== "") throw new Error(complaints)
  return JSON.parse(text.trimEnd().split("\n").at(-1) ?? "") as SeedResult // Written by the worker.
}

/** Looks for every defect in the stories of so many seeds, and keeps what was found if that is all of them. */
export const hunt = async (seeds: number, out: (text: string) => void): Promise<boolean> => {
  const finds = new Map<Defect, Find | undefined>()
  const left = [...defects]
  const work = async (): Promise<void> => {
    for (let defect = left.shift(); defect !== undefined; defect = left.shift()) {
      const { seed, violations } = await firstFailing(defect, 1, seeds)
      const [violation] = violations
      const isFound = violation !== undefined && defect.rules.includes(violation.rule)
      finds.set(defect, isFound ? { name: defect.name, rule: violation.rule, seed } : undefined)
      const told = violation === undefined ? "not found" : `${violation.rule} → ${seed}${isFound ? "" : ", by chance"}`
      out(`${defect.name} → ${told}\n`)
    }
  }
  await Promise.all(Array.from({ length: hunters }, work))
  const found = defects.flatMap((defect) => finds.get(defect) ?? [])
  out(`${summary(found.length, defects.length)}\n`)
  const areAll = found.length === defects.length
  if (areAll) await keepFinds(found, seeds)
  return areAll
}
