import type { DateTime } from "effect"
import type { Cause } from "./Cause.ts"

/** What is to be done; each has its flow. */
export type Flow =
  | "order-intake"
  | "order-export"
  | "order-cancellation"
  | "order-sync"
  | "order-tracking"
  | "order-errors"
  | "product-intake"
  | "product-export"
  | "product-errors"
  | "return-sync"
  | "return-errors"
  | "delivery-intake"
  | "delivery-export"
  | "delivery-errors"
  | "purchase-order-sync"
  | "inventory-sync"

/** Who asked for it. */
export type Source = "workflow" | "event" | "webhook" | "poll" | "operator" | "connector"

/**
 * Whether somebody decided that it is to be done, and did not merely notice that it may have to be: a workflow step is
 * trusted in any status, an event or a poll is not. What the connector asks for itself, other work of it needs.
 */
export const isFirm = (source: Source): boolean =>
  source === "workflow" || source === "operator" || source === "connector"

export type ItemState = "open" | "done" | "skipped" | "coalesced" | "dead" | "held"

/** A piece of work that is asked for. It holds ids only; what is to be done is read when it is done. */
export interface NewItem {
  readonly tenant: string
  readonly flow: Flow
  /** The entity. Items of one tenant with the same key are done in the order in which they came. */
  readonly key: string
  readonly lane: string
  /** An id on the other side, where the key does not say it. */
  readonly reference?: string
  readonly source: Source
  /** The sender's id of the event, and a hash of its body: evidence, never data. */
  readonly eventId?: string
  readonly bodyHash?: string
  /** The run of a scheduled task that asked for it. */
  readonly run?: string
}

export interface WorkItem extends NewItem {
  readonly id: number
  readonly state: ItemState
  /** How often it alone has failed. */
  readonly attempts: number
  readonly createdAt: DateTime.Utc
  readonly notBefore: DateTime.Utc | undefined
  readonly finishedAt: DateTime.Utc | undefined
  readonly cause: Cause | undefined
  readonly message: string | undefined
  readonly coalescedInto: number | undefined
}

/** How a run of an item ended. */
export type Outcome =
  | { readonly _tag: "Done"; readonly message: string; readonly next: ReadonlyArray<NewItem> }
  | { readonly _tag: "Skipped"; readonly cause: Cause; readonly message: string }
  | { readonly _tag: "Coalesced"; readonly into: number; readonly message: string }
  | { readonly _tag: "Held"; readonly cause: Cause; readonly message: string }
  | { readonly _tag: "Dead"; readonly cause: Cause; readonly message: string }
  | {
      readonly _tag: "Later"
      readonly cause: Cause
      readonly message: string
      readonly notBefore: DateTime.Utc
      /** Whether this run counts against the item's attempts. */
      readonly attempt: boolean
    }

export const done = (message: string, next: ReadonlyArray<NewItem> = []): Outcome => ({ _tag: "Done", message, next })

/** The item after a run that ended so. Closed items stay as they are: a second end changes nothing. */
export const ended = (item: WorkItem, outcome: Outcome, at: DateTime.Utc): WorkItem => {
  if (item.state !== "open" && item.state !== "held" && item.state !== "dead") return item
  const closed = { ...item, finishedAt: at, notBefore: undefined, message: outcome.message }
  switch (outcome._tag) {
    case "Done":
      return { ...closed, state: "done", cause: undefined }
    case "Skipped":
      return { ...closed, state: "skipped", cause: outcome.cause }
    case "Coalesced":
      return { ...closed, state: "coalesced", cause: undefined, coalescedInto: outcome.into }
    case "Held":
      return { ...closed, state: "held", cause: outcome.cause }
    case "Dead":
      return { ...closed, state: "dead", cause: outcome.cause }
    case "Later":
      return {
        ...item,
        state: "open",
        attempts: item.attempts + (outcome.attempt ? 1 : 0),
        notBefore: outcome.notBefore,
        cause: outcome.cause,
        message: outcome.message
      }
  }
}

/**
 * An operator asks for it again: with all its attempts, at once, and even if the other side has refused the very same
 * request before. Only what is dead or held can be asked for again.
 */
export const retried = (item: WorkItem): WorkItem =>
  item.state === "dead" || item.state === "held"
    ? { ...item, state: "open", source: "operator", attempts: 0, notBefore: undefined, finishedAt: undefined }
    : item
