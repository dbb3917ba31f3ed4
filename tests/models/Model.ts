import { test } from "bun:test"
import fc from "fast-check"
import type { Rig, Telling } from "./Rig.ts"
import { limit, parameters, replay } from "./Runs.ts"

/** What both systems must show, as it follows from what was done. */
export interface Model {
  /** After every step, whatever has failed and is not made up for yet. */
  readonly holds: (rig: Rig) => Promise<void>
  /** When faults have ended and some cycles have passed. */
  readonly isReached: (rig: Rig) => Promise<void>
}

export type Command<M extends Model> = fc.AsyncCommand<M, Rig>

/** Something that is done, if the model says that it can be. */
export const command = <M extends Model>(
  name: string,
  may: (model: Readonly<M>) => boolean,
  act: (model: M, rig: Rig) => Promise<unknown>
): Command<M> => ({
  check: may,
  run: async (model, rig) => {
    await act(model, rig)
    await rig.world.quiet()
    await model.holds(rig)
  },
  toString: () => name
})

/** What mostly happens; the rest happens now and then. */
export const often = <A>(step: fc.Arbitrary<A>): ReadonlyArray<fc.Arbitrary<A>> => [step, step, step, step]

export const telling: fc.Arbitrary<Telling> = fc.record({ webhooks: fc.boolean(), events: fc.boolean() })

interface Played<S, M extends Model> {
  readonly name: string
  readonly runs: number
  readonly setup: fc.Arbitrary<S>
  readonly open: (setup: S) => Promise<{ readonly model: M; readonly rig: Rig }>
  readonly commands: ReadonlyArray<fc.Arbitrary<Command<M>>>
}

/** Whatever is done in whatever order, the systems show what the model says. */
export const modelTest = <S, M extends Model>({ name, runs, setup, open, commands }: Played<S, M>): void =>
  test(
    name,
    () =>
      fc.assert(
        fc.asyncProperty(
          setup,
          fc.commands([...commands], { maxCommands: 60, size: "max", ...replay }),
          async (drawn, steps) => {
            const { model, rig } = await open(drawn)
            await using _ = rig
            await fc.asyncModelRun(() => ({ model, real: rig }), steps)
            await rig.settle()
            await model.isReached(rig)
          }
        ),
        parameters(runs)
      ),
    limit
  )
