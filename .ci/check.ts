import { existsSync } from "node:fs"
import { type Outcome, report, run } from "./Step.ts"
import { proofs, simulations, testRun } from "./TestRun.ts"

const checked = async (name: string, command: ReadonlyArray<string>): Promise<Outcome> => {
  const { ok, ...ran } = await run(name, command)
  return { ...ran, passed: ok ? 1 : 0, failed: ok ? 0 : 1 }
}

const tool = (name: string) => `node_modules/.bin/${name}`

const format = () => checked("format and lint", [tool("biome"), "check", "--error-on-warnings", "."])
const types = () => checked("types", [tool("tsc"), "-p", "tsconfig.json"])
const domainTypes = () =>
  checked("types of the domain", [tool("tsc"), "-p", "packages/domain/tsconfig.json", "--noEmit"])
const unused = () => checked("unused files, exports and dependencies", [tool("knip")])

/** Without a plugin of its name in the project the tool looks at no file and calls that success. */
const effects = async (project: string): Promise<Outcome> => {
  const { ok, ...ran } = await run(`Effect diagnostics of ${project}`, [
    tool("effect-tsgo"),
    ...["diagnostics", "--format", "text", "--project", project]
  ])
  const looked = /Checked [1-9]\d* files/.test(ran.output)
  return { ...ran, passed: ok && looked ? 1 : 0, failed: ok && looked ? 0 : 1 }
}

const chaos = "tests/chaos/main.ts"
const stories = () => checked("200 seeds of chaos", [process.execPath, chaos, "--seeds", "200"])

const inTurn = (steps: ReadonlyArray<() => Promise<Outcome>>): ReadonlyArray<Promise<Outcome>> => {
  let last: Promise<unknown> = Promise.resolve()
  return steps.map((step) => {
    const outcome = last.then(step)
    last = outcome
    return outcome
  })
}

// Two rows of steps for two cores.
process.exitCode = await report([
  ...inTurn([
    () => testRun("tests", [`--path-ignore-patterns={${proofs},${simulations}}/**`]),
    () => testRun("tests of the simulation", [simulations])
  ]),
  ...inTurn([
    format,
    types,
    domainTypes,
    () => effects("tsconfig.json"),
    () => effects("packages/domain/tsconfig.json"),
    unused,
    ...(existsSync(chaos) ? [stories] : [])
  ])
])
