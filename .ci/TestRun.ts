import { type Outcome, run } from "./Step.ts"

export const proofs = "tests/proof"

/** They fence the process's own time off while they run, so they have a process to themselves. */
export const simulations = "tests/chaos"

/** In milliseconds: a test that takes so long hangs, however busy the machine is. */
export const timeout = "--timeout=60000"

/** `bun test` in an order of its own each time (its output names the seed), counted from its summary. */
export const testRun = async (name: string, args: ReadonlyArray<string>): Promise<Outcome> => {
  const { ok, ...ran } = await run(name, [process.execPath, "test", "--randomize", "--only-failures", timeout, ...args])
  const count = (kind: string) =>
    Number([...ran.output.matchAll(new RegExp(`^ (\\d+) ${kind}$`, "gm"))].at(-1)?.[1] ?? 0)
  const passed = count("pass")
  // A run that breaks off, or finds nothing, may have no failed test to show for it.
  return { ...ran, passed, failed: ok && passed > 0 ? 0 : Math.max(1, count("fail")) }
}
