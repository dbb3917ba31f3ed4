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

const application = "tests/app"
const others = `--path-ignore-patterns={${proofs},${simulations},${application}}/**`

/** In one process: what is run often is compiled once. */
const stories = () =>
  checked("chaos, seeds 1 to 200", [process.execPath, "tests/chaos/main.ts", "--workers", "1", "--seeds", "200"])

/** Two cores take one step after the other, the longest first, so that both are done at about the same time. */
const onTwoCores = (steps: ReadonlyArray<() => Promise<Outcome>>): ReadonlyArray<Promise<Outcome>> => {
  const outcomes = steps.map(() => Promise.withResolvers<Outcome>())
  const left = steps.map((step, index) => () => step().then(outcomes[index]?.resolve, outcomes[index]?.reject)).values()
  const core = async () => {
    for (const step of left) await step()
  }
  for (let cores = 0; cores < 2; cores++) void core()
  return outcomes.map(({ promise }) => promise)
}

process.exitCode = await report(
  onTwoCores([
    stories,
    () => testRun("tests of the connector", [application]),
    () => testRun("tests of its parts and of the simulators", [others]),
    () => testRun("tests of the simulation", [simulations]),
    () => effects("tsconfig.json"),
    types,
    unused,
    format,
    () => effects("packages/domain/tsconfig.json"),
    domainTypes
  ])
)
