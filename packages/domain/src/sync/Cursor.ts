import { DateTime } from "effect"

/** How far something has been read, by the other system's clock. */
export interface Cursor {
  readonly tenant: string
  readonly task: string
  /** A goods owner or a warehouse; empty when there is but one of it. */
  readonly scope: string
  readonly position: DateTime.Utc
}

/** Changes may be committed late, and clocks read whole seconds: the next read begins a little before the last one. */
export const overlap = { minutes: 2 }

/** Where the first read of Ongoing begins: the go-live line is told by our clock, and Ongoing's may be behind it so far. */
export const firstRead = (from: DateTime.Utc): DateTime.Utc => DateTime.subtract(from, { minutes: 10 })

/** Where the next read begins, given when this one began. Never earlier than where it was. */
export const advanced = (before: DateTime.Utc | undefined, readAt: DateTime.Utc): DateTime.Utc => {
  const next = DateTime.subtract(readAt, overlap)
  return before === undefined || DateTime.isGreaterThan(next, before) ? next : before
}
