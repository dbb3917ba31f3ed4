import { expect, test } from "bun:test"
import fc from "fast-check"
import type { Command, Model } from "./Model.ts"
import type { Rig } from "./Rig.ts"
import { limit, parameters, replay } from "./Runs.ts"

/** How calls and answers went past each other, over all runs. */
export class Interleavings {
  readonly #orders = new Set<string>()
  #runs = 0
  #overlapping = 0

  add(steps: ReadonlyArray<string>, most: number): void {
    this.#runs++
    this.#orders.add(steps.join("\n"))
    if (most > 1) this.#overlapping++
  }

  /** The locks leave few calls that may be on their way at once: those there are must have been, in many orders. */
  expectMany(): void {
    // A repeated failure is one run.
    if (this.#runs < 5) return
    expect(this.#orders.size, "orders of calls and answers").toBeGreaterThan(this.#runs / 2)
    expect(this.#overlapping, "runs in which calls were on their way at once").toBeGreaterThan(this.#runs / 5)
  }
}

/** Both ways of every call of the connector, and what people do meanwhile, one after the other as the scheduler has it. */
const race = async <M extends Model>(
  scheduler: fc.Scheduler,
  { model, rig }: { readonly model: M; readonly rig: Rig },
  commands: Iterable<Command<M>>,
  interleavings: Interleavings
): Promise<void> => {
  const { world } = rig
  const { between } = world.network
  const steps: Array<string> = []
  let under = 0
  let most = 0
  const turn = async (what: string): Promise<void> => {
    await scheduler.schedule(Promise.resolve(), what)
    steps.push(what)
  }
  world.network.between = async (request, forward, call) => {
    const name = `${call.method} ${call.host}${call.path}`
    most = Math.max(most, ++under)
    try {
      await turn(`${name} arrives`)
      return await between(request, forward, call)
    } finally {
      await turn(`${name} is answered`)
      under--
    }
  }
  const left = [...commands]
  let due: Command<M> | undefined
  const announce = (): void => {
    const next = left.shift()
    if (next === undefined) return
    void turn(next.toString()).then(() => {
      due = next
    })
  }
  announce()
  while (scheduler.count() > 0) {
    await scheduler.waitNext(1)
    await world.quiet()
    if (due !== undefined) {
      const command = due
      due = undefined
      if (command.check(model)) await command.run(model, rig)
      announce()
    }
    if (steps.at(-1)?.endsWith("is answered")) await model.holds(rig)
  }
  world.network.between = between
  interleavings.add(steps, most)
  await rig.settle()
  await model.isReached(rig)
}

interface Raced<S, M extends Model> {
  readonly name: string
  readonly runs: number
  readonly setup: fc.Arbitrary<S>
  readonly open: (setup: S) => Promise<{ readonly model: M; readonly rig: Rig }>
  readonly commands: ReadonlyArray<fc.Arbitrary<Command<M>>>
}

/** In whatever order calls arrive and are answered while things happen, the systems show what the model says. */
export const raceTest = <S, M extends Model>({ name, runs, setup, open, commands }: Raced<S, M>): void =>
  test(
    name,
    async () => {
      const interleavings = new Interleavings()
      await fc.assert(
        fc.asyncProperty(
          setup,
          fc.scheduler(),
          fc.commands([...commands], { maxCommands: 40, size: "max", ...replay }),
          async (drawn, scheduler, steps) => {
            const opened = await open(drawn)
            await using _ = opened.rig
            await race(scheduler, opened, steps, interleavings)
          }
        ),
        parameters(runs)
      )
      interleavings.expectMany()
    },
    limit
  )
