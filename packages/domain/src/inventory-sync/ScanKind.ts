import { DateTime, type Option } from "effect"
import type { FullScan } from "../sync/FullScan.ts"

/** Ongoing tells changes of the last 24 hours only; an hour before that a cursor is not trusted any more. */
const oldestDelta = { hours: 23 }

export type ScanKind =
  | { readonly _tag: "Delta"; readonly since: DateTime.Utc }
  /** Goes on with one that broke off, or begins anew. */
  | { readonly _tag: "Full"; readonly goingOn: FullScan | undefined }

/** A delta, unless somebody asks for a full scan, one has broken off, the night's is due or too much time has passed. */
export const scanKind = (known: {
  readonly cursor: Option.Option<DateTime.Utc>
  readonly last: Option.Option<FullScan>
  readonly scope: string
  /** By Ongoing's clock. */
  readonly now: DateTime.Utc
  /** A full scan that began before this is too old. */
  readonly healBefore: DateTime.Utc
  readonly isFullAskedFor: boolean
}): ScanKind => {
  // A time to come was read off a clock that has been wrong.
  const isFresh = DateTime.between({ minimum: DateTime.subtract(known.now, oldestDelta), maximum: known.now })
  const last = known.last._tag === "Some" && known.last.value.scope === known.scope ? known.last.value : undefined
  if (last !== undefined && !last.isComplete) {
    return { _tag: "Full", goingOn: isFresh(last.beganAt) ? last : undefined }
  }
  const isDue = last === undefined || DateTime.isLessThan(last.beganAt, known.healBefore)
  return known.isFullAskedFor || isDue || known.cursor._tag === "None" || !isFresh(known.cursor.value)
    ? { _tag: "Full", goingOn: undefined }
    : { _tag: "Delta", since: known.cursor.value }
}
