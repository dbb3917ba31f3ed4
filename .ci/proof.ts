import { report } from "./Step.ts"
import { proofs, simulations, testRun } from "./TestRun.ts"

const ran = testRun("proofs", [proofs, "--timeout=120000"])
process.exitCode = await report([ran, ran.then(() => testRun("tests of the simulation", [simulations]))])
