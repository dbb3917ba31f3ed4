/** What a step came to; a step that is no test run counts as one check. */
export interface Outcome {
  readonly name: string
  readonly passed: number
  readonly failed: number
  readonly seconds: number
  readonly output: string
}

/** A program to its end, its output kept. */
export const run = async (
  name: string,
  command: ReadonlyArray<string>
): Promise<{ name: string; ok: boolean; seconds: number; output: string }> => {
  const start = performance.now()
  const child = Bun.spawn([...command], { stdin: "ignore", stdout: "pipe", stderr: "pipe" })
  const [out, err, code] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited])
  return { name, ok: code === 0, seconds: (performance.now() - start) / 1000, output: out + err }
}

/** Prints each outcome as it comes, then the totals; answers with the exit code. */
export const report = async (outcomes: ReadonlyArray<Promise<Outcome>>): Promise<number> => {
  let passed = 0
  let failed = 0
  await Promise.all(
    outcomes.map(async (pending) => {
      const outcome = await pending
      passed += outcome.passed
      failed += outcome.failed
      console.log(`${outcome.failed === 0 ? "ok    " : "FAILED"} ${outcome.name} ${outcome.seconds.toFixed(1)} s`)
      if (outcome.failed > 0) console.log(outcome.output.trimEnd())
    })
  )
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}
