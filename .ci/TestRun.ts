import { type Outcome, run } from "./Step.ts"

export const proofs = "tests/proof"

/** `bun test` in an order of its own each time (its output names the seed), counted from its summary. */
export const testRun = async (name: string, args: ReadonlyArray<string>): Promise<Outcome> => {
  const { ok, ...ran } = await run(name, [process.execPath, "test", "--randomize", "--only-failures", ...args])
  const count = (kind: string) =>
    Number([...ran.output.matchAll(new RegExp(`^ (\\d+) ${kind}$`, "gm"))].at(-1)?.[1] ?? 0)
  const passed = count("pass")
  // A run that breaks off, or finds nothing, may have no failed test to show for it.
  return { ...ran, passed, failed: ok && passed > 0 ? 0 : Math.max(1, count("fail")) }
}
