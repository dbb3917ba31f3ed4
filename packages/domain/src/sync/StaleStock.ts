import { DateTime } from "effect"

/** The stock of a SKU in a warehouse that a call of ours to Omnium may have moved, so that it has to be compared anew. */
export interface StaleStock {
  readonly tenant: string
  /** The store's id in Omnium. */
  readonly warehouse: string
  readonly sku: string
}

/** One such call. */
export interface StaleMark {
  readonly sku: string
  /** When the call ended; of one whose end is not known, when it can no longer arrive. */
  readonly settlesAt: DateTime.Utc
  /** Whether its end is known. If not, the stock may have moved or not, and may move until it settles. */
  readonly isKnown: boolean
  /** Whether the call moves what Omnium holds and nothing in Ongoing. */
  readonly isOfOmniumOnly: boolean
}

/** What marks the write: a SKU is marked before the call, and anew after it. */
export interface StockMoved {
  /** Stock that the write may move by the way. */
  readonly stale?: ReadonlyArray<StaleStock>
  /** Stock that the write itself brings to what it shall be: stale only until it is confirmed. */
  readonly adjusts?: ReadonlyArray<StaleStock>
}

/** What has been compared, with levels and stock that were read after `began`: it clears what settled before that. */
export interface StockCompared {
  readonly tenant: string
  readonly warehouse: string
  readonly skus: ReadonlyArray<string>
  readonly began: DateTime.Utc
}

/** We wait 30 s for an answer; twice that, and a lost request does not arrive any more. */
const arrives = { seconds: 60 }

export const settlesAt = (sentAt: DateTime.Utc): DateTime.Utc => DateTime.add(sentAt, arrives)

/**
 * When a request that was sent then does not arrive any more, if it still may. One of a time to come was sent by a clock
 * that has been put back since, and work that waits is made to wait until it has landed when that is noticed.
 */
export const awaitedUntil = (sentAt: DateTime.Utc, now: DateTime.Utc): DateTime.Utc | undefined => {
  const settles = settlesAt(sentAt)
  const isAwaited = DateTime.isGreaterThan(settles, now) && DateTime.isLessThanOrEqualTo(sentAt, settlesAt(now))
  return isAwaited ? settles : undefined
}

/** The lost request of a call may still arrive: a change computed now could be counted twice. */
export const mayArrive = (mark: StaleMark, now: DateTime.Utc): boolean =>
  !mark.isKnown && DateTime.isGreaterThan(mark.settlesAt, now)
