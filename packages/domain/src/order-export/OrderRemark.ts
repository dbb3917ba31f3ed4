import { DateTime } from "effect"
import type { OrderNote } from "../omnium/OmniumOrder.ts"
import { connectorName, sameName } from "../omnium/OrderStatus.ts"

/** Ongoing keeps at most 500 characters of a remark. */
const longest = 500

/** The internal notes in the order in which they were written, without those the connector wrote itself. */
export const orderRemark = (notes: ReadonlyArray<OrderNote>): string =>
  cut(
    notes
      .filter((note) => !sameName(connectorName, note.creator) && note.detail.trim() !== "")
      .map((note) => ({ written: writtenAt(note), text: note.detail.trim() }))
      .sort((one, other) => one.written - other.written)
      .map((note) => note.text)
      .join("\n")
  )

const writtenAt = (note: OrderNote): number =>
  note.created === undefined ? Number.MAX_SAFE_INTEGER : DateTime.toEpochMillis(note.created)

/** At the end of a word if one ends in the second half, and never within a character. */
const cut = (text: string): string => {
  if (text.length <= longest) return text
  const end = text.slice(0, longest + 1).search(/\s+\S*$/)
  return end > longest / 2 ? text.slice(0, end) : text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, "")
}
