import type { Order } from "./Order.ts"
import { patchHeader } from "./OrderPatch.ts"
import { Refusal } from "./Refusal.ts"
import { type Act, nextId, type Warehouse } from "./Warehouse.ts"
import type { TextLine } from "./wire/PostOrder.ts"

/** Adds a text line to the order, or replaces the one with this row number; the answer is its id. */
export const putTextLine = (warehouse: Warehouse, order: Order, line: TextLine, act: Act): number | Refusal => {
  const { advanced } = order.header
  const known = advanced?.orderTextLines ?? []
  const isKnown = known.some((each) => each.rowNumber === line.rowNumber)
  const orderTextLines = isKnown
    ? known.map((each) => (each.rowNumber === line.rowNumber ? line : each))
    : [...known, line]
  const patched = patchHeader(warehouse, order, { advanced: { ...advanced, orderTextLines } }, act)
  if (patched instanceof Refusal) return patched
  const key = `${order.id}/${line.rowNumber}`
  const id = warehouse.orderTextLines.get(key) ?? nextId(warehouse, "orderTextLine")
  warehouse.orderTextLines.set(key, id, act.record)
  return id
}
