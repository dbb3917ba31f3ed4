import { DateTime, Option } from "effect"
import type { FullScan } from "../sync/FullScan.ts"

/** Ongoing tells changes of the last 24 hours only; an hour before that a cursor is not trusted any more. */
const oldestDelta = { hours: 23 }

/** Not too long ago. */
export const isRecent = (at: DateTime.Utc, now: DateTime.Utc): boolean =>
  DateTime.isGreaterThanOrEqualTo(at, DateTime.subtract(now, oldestDelta))

/** And not a time to come, which was read off a clock that has been wrong. */
export const isTrusted = (at: DateTime.Utc, now: DateTime.Utc): boolean =>
  isRecent(at, now) && DateTime.isLessThanOrEqualTo(at, now)

interface Known {
  readonly cursor: Option.Option<DateTime.Utc>
  readonly last: Option.Option<FullScan>
  /** The goods that the warehouse is linked to. */
  readonly scope: string
}

const lastOf = ({ last, scope }: Known): Option.Option<FullScan> => Option.filter(last, (scan) => scan.scope === scope)

/** Where a delta begins; none before all has been read once, and while a full scan has broken off. */
export const deltaSince = (known: Known): Option.Option<DateTime.Utc> =>
  Option.flatMap(lastOf(known), (scan) => (scan.isComplete ? known.cursor : Option.none()))

/** A full scan that broke off and may go on; too old a one begins anew. */
export const brokenOff = (known: Known, now: DateTime.Utc): Option.Option<FullScan> =>
  Option.filter(lastOf(known), (scan) => !scan.isComplete && isTrusted(scan.beganAt, now))
