import { report } from "./Step.ts"
import { proofs, testRun } from "./TestRun.ts"

process.exitCode = await report([testRun("proofs", [proofs, "--timeout=120000"])])
