import fc from "fast-check"
import { type Command, command, type Model, often } from "./Model.ts"
import type { Loss } from "./Rig.ts"

const always = () => true

/** The main task or the poll runs, as the schedule or an operator has it. */
export const runTask = <M extends Model>(): fc.Arbitrary<Command<M>> =>
  fc
    .constantFrom("OngoingSyncScheduledTask" as const, "exportPoll" as const)
    .map((task) => command(`Run(${task})`, always, (_, rig) => rig.run(task)))

export const lose = <M extends Model>(
  ...whats: readonly [Loss["what"], ...ReadonlyArray<Loss["what"]>]
): fc.Arbitrary<Command<M>> =>
  fc
    .record({ system: fc.constantFrom("ongoing" as const, "omnium" as const), what: fc.constantFrom(...whats) })
    .map((loss) =>
      command(`Lose(${loss.what} of ${loss.system})`, always, async (_, rig) => {
        // Three in a row are a bad day; five would rightly end an item.
        if (rig.losses < 2) rig.lose(loss)
      })
    )

export const restart = <M extends Model>(): fc.Arbitrary<Command<M>> =>
  fc.constant(command("Restart", always, (_, rig) => rig.restart()))

export const retryAll = <M extends Model>(): fc.Arbitrary<Command<M>> =>
  fc.constant(command("RetryAll", always, (_, rig) => rig.retry()))

/** What happens around the connector, whatever it brings. */
export const commonCommands = <M extends Model>(): ReadonlyArray<fc.Arbitrary<Command<M>>> => [
  runTask(),
  fc
    .constantFrom("90 seconds" as const, "10 minutes" as const, "2 hours" as const)
    .map((time) => command(`Pass(${time})`, always, (_, rig) => rig.world.pass(time))),
  ...often(lose<M>("call", "answer", "late call")),
  fc.integer({ min: 0, max: 25 }).map((nth) => command(`DieAt(${nth})`, always, async (_, rig) => rig.dieAt(nth))),
  restart(),
  fc.constant(
    command<M>("Settle", always, async (model, rig) => {
      await rig.settle()
      await model.isReached(rig)
    })
  )
]
