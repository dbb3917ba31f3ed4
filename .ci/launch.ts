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
  soak: "tests/soak/main.ts",
  test: ".ci/test.ts"
}

/** Worth being made ready, because tests of others start them often. The module that opens a file weighs too much for that. */
const quick = new Set(["omnium-simulator", "simulator"])
const without = ["@omnium-ongoing/simulator-kit/WorldFile"]

const root = import.meta.dir.slice(0, -"/.ci".length)
const [, , name = ""] = process.argv
const target = targets[name]
if (target === undefined) {
  process.stderr.write(`no command "${name}"; there are ${Object.keys(targets).join(", ")}\n`)
  process.exit(2)
}
const mayWrite = process.env.CONNECTOR_NO_INSTALL !== "1"
if (mayWrite) await install(root)

// In this process, so that a signal for `bun run`, which passes it on, reaches the target itself.
const isQuick = quick.has(name) && !process.argv.some((argument) => argument.startsWith("--data"))
const main = mayWrite && isQuick ? await prepared(root, target, without) : `${root}/${target}`
process.argv.splice(1, 2, main)
await import(main)
