import { resolve } from "node:path"
import { install } from "./Install.ts"
import { prepared } from "./Prepared.ts"

/** What `bun run <name>` starts. */
const targets: Record<string, string> = {
  app: "packages/app/src/main.ts",
  bench: "tests/bench/main.ts",
  chaos: "tests/chaos/main.ts",
  check: ".ci/check.ts",
  demo: "packages/demo/src/main.ts",
  "omnium-simulator": "packages/omnium-simulator/src/main.ts",
  proof: ".ci/proof.ts",
  simulator: "packages/ongoing-simulator/src/main.ts",
  test: ".ci/test.ts"
}

/** Started so often, in tests of others, that they are worth being made ready: the packages they are made of. */
const quick: Record<string, ReadonlyArray<string>> = {
  "omnium-simulator": ["packages/omnium-simulator", "packages/simulator-kit", "packages/domain"],
  simulator: ["packages/ongoing-simulator", "packages/simulator-kit", "packages/domain"]
}

const root = resolve(import.meta.dir, "..")
const [, , name = ""] = process.argv
const target = targets[name]
if (target === undefined) {
  process.stderr.write(`no command "${name}"; there are ${Object.keys(targets).join(", ")}\n`)
  process.exit(2)
}
const mayWrite = process.env.CONNECTOR_NO_INSTALL !== "1"
if (mayWrite) await install(root)

// In this process, so that a signal for `bun run`, which passes it on, reaches the target itself.
const parts = quick[name]
const main = mayWrite && parts !== undefined ? await prepared(root, target, parts) : resolve(root, target)
process.argv.splice(1, 2, main)
await import(main)
