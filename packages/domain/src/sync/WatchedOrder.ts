import { DateTime, Duration } from "effect"
import type { OngoingGoodsOwnerId, OngoingOrderId } from "../ongoing/Identifiers.ts"

/** An exported order that may still change in Ongoing without its status changing: parcels and files move no filter. */
export interface WatchedOrder {
  readonly tenant: string
  readonly goodsOwnerId: OngoingGoodsOwnerId
  readonly orderId: OngoingOrderId
  readonly orderNumber: string
  /** The key of its work items. */
  readonly key: string
  /** What was last brought to Omnium; empty before the first time. */
  readonly fingerprint: string
  readonly exportedAt: DateTime.Utc
  readonly sentAt: DateTime.Utc | undefined
  /** When somebody is told that it was sent without tracking, while it has none and nobody was told. */
  readonly trackingDue: DateTime.Utc | undefined
  /** When it is read again; undefined when it is finished. */
  readonly nextRead: DateTime.Utc | undefined
}

/** A watched order that was read again; nothing of it is stored if it was brought to Omnium since. */
export interface WatchRead {
  readonly order: WatchedOrder
  readonly trackingDue: DateTime.Utc | undefined
  readonly nextRead: DateTime.Utc | undefined
}

/** An order that has been sent is looked at for two weeks more. */
const afterSent = Duration.days(14)
const shortest = Duration.minutes(5)
export const longest = Duration.hours(6)

/**
 * The older, the seldomer: a tenth of the time since its last step, between five minutes and six hours. A missing
 * tracking is looked for when it is due.
 */
export const nextRead = (
  watched: Pick<WatchedOrder, "exportedAt" | "sentAt" | "trackingDue">,
  now: DateTime.Utc
): DateTime.Utc | undefined => {
  if (watched.sentAt !== undefined && DateTime.isGreaterThan(now, DateTime.addDuration(watched.sentAt, afterSent))) {
    return undefined
  }
  const age = DateTime.distance(watched.sentAt ?? watched.exportedAt, now)
  const wait = Duration.clamp(Duration.times(age, 0.1), { minimum: shortest, maximum: longest })
  const next = DateTime.addDuration(now, wait)
  const due = watched.trackingDue
  return due !== undefined && DateTime.isGreaterThan(due, now) ? DateTime.min(due, next) : next
}
