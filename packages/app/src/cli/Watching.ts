import { Clock, Effect } from "effect"
import type { Ask } from "./Commands.ts"
import { barLine, type Progress, plainLine } from "./ProgressLine.ts"

/** Where progress is shown. */
export interface Screen {
  readonly isTerminal: boolean
  readonly write: (text: string) => void
}

export interface Watched {
  readonly tenant: string
  readonly task: string
}

const startOfLine = "\r\u001b[K"

/**
 * Shows how far a task has come, until the work that it belongs to has ended: a line that is drawn anew on a terminal,
 * a line every few seconds elsewhere.
 */
export const watching = <A, E, R>(
  watched: Watched,
  ask: Ask,
  { isTerminal, write }: Screen,
  work: Effect.Effect<A, E, R>
): Effect.Effect<A, E, R> => {
  const show = Effect.gen(function* () {
    yield* Effect.sleep(isTerminal ? "500 millis" : "5 seconds")
    const progress = yield* Effect.promise(() => progressOf(watched, ask))
    if (progress === undefined) return
    const now = yield* Clock.currentTimeMillis
    write(isTerminal ? startOfLine + barLine(progress, now) : `${plainLine(progress, now)}\n`)
  })
  const clear = Effect.sync(() => {
    if (isTerminal) write(startOfLine)
  })
  return Effect.raceFirst(work, Effect.forever(show)).pipe(Effect.ensuring(clear))
}

/** Whatever goes wrong with it, the work itself goes on. */
const progressOf = async ({ tenant, task }: Watched, ask: Ask): Promise<Progress | undefined> => {
  try {
    const { status, json } = await ask("/api/tasks")
    if (status !== 200) return undefined
    // The shape of our own API, which its handlers fix.
    const tasks = json as ReadonlyArray<Watched & { readonly progress: Progress | null }>
    return tasks.find((each) => each.tenant === tenant && each.task === task)?.progress ?? undefined
  } catch {
    return undefined
  }
}
