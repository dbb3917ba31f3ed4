/** A call to the outside and what became of it. */
export interface Dispatch {
  readonly id: string
  readonly kind: "workflow" | "event"
  /** The workflow step, or the event's operation id. */
  readonly name: string
  readonly objectId: string
  readonly url: string
  readonly secret: string
  readonly body: unknown
  readonly state: "pending" | "delivered" | "refused" | "failed"
  readonly attempts: ReadonlyArray<Attempt>
}

export interface Attempt {
  readonly at: string
  /** Absent when no answer came. */
  readonly status?: number
  readonly error?: string
}

/** Seconds to wait after the first, second and third failed attempt of an event. */
const retrySeconds = [1, 5, 15]

/** These answers are taken as final, besides success. */
const finalStatuses = new Set([400, 404, 429])

/** The dispatch after an attempt, and in how many milliseconds the next one is due. Workflow calls are not repeated. */
export const attempted = (
  dispatch: Dispatch,
  attempt: Attempt
): { readonly dispatch: Dispatch; readonly retryAfter: number | undefined } => {
  const attempts = [...dispatch.attempts, attempt]
  const status = attempt.status ?? 0
  if (status >= 200 && status < 300)
    return { dispatch: { ...dispatch, attempts, state: "delivered" }, retryAfter: undefined }
  if (finalStatuses.has(status)) return { dispatch: { ...dispatch, attempts, state: "refused" }, retryAfter: undefined }
  const seconds = dispatch.kind === "event" ? retrySeconds[attempts.length - 1] : undefined
  return seconds === undefined
    ? { dispatch: { ...dispatch, attempts, state: "failed" }, retryAfter: undefined }
    : { dispatch: { ...dispatch, attempts }, retryAfter: seconds * 1000 }
}

/** When the next attempt is due, in milliseconds; undefined before the first. */
export const dueAt = ({ attempts }: Dispatch): number | undefined => {
  const last = attempts.at(-1)
  return last === undefined ? undefined : Date.parse(last.at) + (retrySeconds[attempts.length - 1] ?? 0) * 1000
}

/** As a list shows it: without the secret. */
export const dispatchView = ({ secret: _secret, ...dispatch }: Dispatch) => ({
  ...dispatch,
  status: dispatch.attempts.at(-1)?.status ?? null
})
