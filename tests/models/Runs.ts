import type fc from "fast-check"

const { FC_RUNS, FC_SEED, FC_PATH, FC_COMMANDS } = process.env

/** So long a property may take, before what is found by then is told: a test that is cut off tells nothing. */
const patience = 50_000

const raised = FC_RUNS === undefined ? undefined : Number(FC_RUNS)

/** In milliseconds, for the test around a property. */
export const limit = (raised ?? 0) * 5000 + patience + 5000

/**
 * How a property is run: so many times and always the same, or, with `FC_RUNS`, so often and each time anew. `FC_SEED` and
 * `FC_PATH` repeat a failure.
 */
export const parameters = <Ts>(runs: number): fc.Parameters<Ts> => ({
  numRuns: raised ?? runs,
  interruptAfterTimeLimit: limit - 5000,
  markInterruptAsFailure: true,
  ...(FC_SEED !== undefined ? { seed: Number(FC_SEED) } : raised === undefined ? { seed: 1 } : {}),
  ...(FC_PATH === undefined ? {} : { path: FC_PATH })
})

/** What a failure of commands calls `replayPath`. */
export const replay: fc.CommandsContraints = FC_COMMANDS === undefined ? {} : { replayPath: FC_COMMANDS }
