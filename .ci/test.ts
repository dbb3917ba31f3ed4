import { proofs, timeout } from "./TestRun.ts"

const args = process.argv.slice(2)
const chosen = args.some((arg) => arg.includes(proofs)) ? args : [...args, `--path-ignore-patterns=${proofs}/**`]
const child = Bun.spawn([process.execPath, "test", timeout, ...chosen], { stdio: ["inherit", "inherit", "inherit"] })
process.exitCode = await child.exited
