import type { Tally } from "./Fuzz.ts"
import { operationsOf } from "./Operations.ts"
import type { Target } from "./Target.ts"

/** The operations that were never done, or never refused, although their document has such an answer. */
export const uncovered = ({ document, unanswered }: Target, tally: Tally): ReadonlyArray<string> =>
  operationsOf(document).flatMap(({ key, responses }) => {
    const seen = [...(tally.get(key)?.keys() ?? [])]
    const lacks = (from: number): boolean =>
      Object.keys(responses).some((status) => isOf(from, Number(status))) && !seen.some((status) => isOf(from, status))
    const isDone = !lacks(200)
    if (key in unanswered) return isDone ? [`${key} is done after all: take it from the list.`] : []
    return [...(isDone ? [] : [`${key} was never done.`]), ...(lacks(400) ? [`${key} was never refused.`] : [])]
  })

const isOf = (from: number, status: number): boolean => status >= from && status < from + 100

export const callsIn = (tally: Tally): number =>
  [...tally.values()].flatMap((statuses) => [...statuses.values()]).reduce((sum, count) => sum + count, 0)
