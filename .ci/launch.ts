import { resolve } from "node:path"
import { install } from "./Install.ts"

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

const root = resolve(import.meta.dir, "..")
const [, , name = ""] = process.argv
const target = targets[name]
if (target === undefined) {
  process.stderr.write(`no command "${name}"; there are ${Object.keys(targets).join(", ")}\n`)
  process.exit(2)
}
if (process.env.CONNECTOR_NO_INSTALL !== "1") install(root)

// In this process, so that a signal for `bun run`, which passes it on, reaches the target itself.
const main = resolve(root, target)
process.argv.splice(1, 2, main)
await import(main)
