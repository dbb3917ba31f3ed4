import type { DateTime } from "effect"

export type WriteOutcome = "sent" | "confirmed" | "refused" | "unknown"

/** One write to another system: there is exactly one for each request that may have changed something. */
export interface ExternalWrite {
  readonly tenant: string
  readonly item: number
  readonly system: "ongoing" | "omnium"
  readonly operation: string
  readonly key: string
}

export interface Audit extends ExternalWrite {
  readonly id: number
  readonly at: DateTime.Utc
  readonly finishedAt: DateTime.Utc | undefined
  /** "sent" until the answer is known; after a crash it stays so, and the result is read back. */
  readonly outcome: WriteOutcome
  readonly message: string | undefined
}

/** What the reason of a failed write says about its effect. */
export const writeOutcome = (reason: { readonly _tag: string }): Exclude<WriteOutcome, "sent" | "confirmed"> =>
  reason._tag === "UnknownOutcome" || reason._tag === "MalformedAnswer" ? "unknown" : "refused"
