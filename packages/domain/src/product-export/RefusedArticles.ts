import type { Outcome } from "../sync/WorkItem.ts"

export interface RefusedArticle {
  readonly number: string
  readonly message: string
}

/** As many as a person reads. */
const mostShown = 5

export const refusedByOngoing = (refused: ReadonlyArray<RefusedArticle>) => {
  const shown = refused.slice(0, mostShown).map(({ number, message }) => `${number}: ${message}`)
  const rest = refused.length - shown.length
  const message = [...shown, ...(rest === 0 ? [] : [`And ${rest} more.`])].join(" ")
  return { _tag: "Dead", cause: "refused-by-ongoing", message } satisfies Outcome
}
