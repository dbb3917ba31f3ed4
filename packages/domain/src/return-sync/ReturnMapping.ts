import { isCancelled } from "../omnium/Cancelled.ts"
import { isPickable } from "../omnium/LinesToShip.ts"
import { PropertyKey } from "../omnium/OmniumNames.ts"
import type { OmniumOrder, OmniumOrderLine, OmniumShipment } from "../omnium/OmniumOrder.ts"
import type { NewReturn } from "../omnium/OmniumReturn.ts"
import type { OmniumOrderType } from "../omnium/OmniumSettings.ts"
import type { OngoingLineState, OngoingOrderState } from "../ongoing/OngoingOrderState.ts"
import * as OngoingRowNumber from "../ongoing/OngoingRowNumber.ts"
import type { Cause } from "../sync/Cause.ts"
import { write } from "./OngoingReturnKey.ts"
import type { NewlyReturned } from "./ReturnedItems.ts"
import { returnTypeMapping } from "./ReturnTypeMapping.ts"
import { rounded, sizeOf } from "./Spans.ts"

export interface ReturnToMap {
  readonly state: OngoingOrderState
  readonly order: OmniumOrder
  /** Those that went out with the Ongoing order; its own one first. */
  readonly shipments: readonly [OmniumShipment, ...ReadonlyArray<OmniumShipment>]
  readonly orderType: OmniumOrderType | undefined
  readonly returnTypes: ReadonlyArray<string>
  readonly newly: ReadonlyArray<NewlyReturned>
}

export interface Unfit {
  readonly newly: NewlyReturned
  readonly cause: Cause
  readonly message: string
}

export interface MappedReturn {
  /** One return with every line that fits the order; none if no line does. */
  readonly request: NewReturn | undefined
  readonly unfit: ReadonlyArray<Unfit>
}

/** What came back as a return of the Omnium order. */
export const returnMapping = (about: ReturnToMap): MappedReturn => {
  const { state, order, shipments, orderType, returnTypes, newly } = about
  const unfit: Array<Unfit> = []
  const fit: Array<NewlyReturned> = []
  const lines: Array<NewReturn["lines"][number]> = []
  const taken = new Map<string, number>()
  for (const each of newly) {
    const found = isCancelled(order, shipments[0], orderType)
      ? "return-of-cancelled-order"
      : divided(each, partsOf(each.line, about), taken)
    if (typeof found === "string") {
      unfit.push({ newly: each, cause: found, message: `${came(state, each)} ${words[found]}` })
      continue
    }
    fit.push(each)
    for (const { lineItemId, quantity } of found) {
      taken.set(lineItemId, (taken.get(lineItemId) ?? 0) + quantity)
      lines.push({ lineItemId, quantity, ...returnTypeMapping(each, returnTypes) })
    }
  }
  if (lines.length === 0) return { request: undefined, unfit }
  const [type, ...others] = new Set(lines.map((line) => line.returnType))
  const storeId = shipments[0].warehouseCode
  const key = write({ order: state.orderId, lines: new Map(fit.map(({ line, spans }) => [line.orderLineId, spans])) })
  return {
    request: {
      orderId: order.id,
      ...(storeId === undefined ? {} : { storeId }),
      ...(type === undefined || others.length > 0 ? {} : { returnType: type }),
      lines,
      properties: [
        { key: PropertyKey.ReturnedByOngoing, value: "true" },
        { key: PropertyKey.OngoingReturnKey, value: key }
      ]
    },
    unfit
  }
}

const words = {
  "return-of-cancelled-order": "The order is cancelled in Omnium.",
  "return-line-unknown": "The order in Omnium has no such line.",
  "return-exceeds-order": "The line in Omnium has less than that left to return."
} as const satisfies Partial<Record<Cause, string>>

const came = ({ orderNumber }: OngoingOrderState, { line, spans }: NewlyReturned): string =>
  `${sizeOf(spans)} of ${line.articleNumber} came back (row ${line.rowNumber} of the Ongoing order ${orderNumber}).`

const returnable = (line: OmniumOrderLine, taken: ReadonlyMap<string, number>): number =>
  line.quantity - line.canceledQuantity - line.returnQuantity - (taken.get(line.lineItemId) ?? 0)

/** The quantity, spread over the parts of the line as far as each has something left. */
const divided = (
  { spans }: NewlyReturned,
  parts: ReadonlyArray<OmniumOrderLine>,
  taken: ReadonlyMap<string, number>
) => {
  if (parts.length === 0) return "return-line-unknown"
  let left = sizeOf(spans)
  const lines: Array<{ readonly lineItemId: string; readonly quantity: number }> = []
  for (const part of parts) {
    const quantity = rounded(Math.min(left, Math.max(0, returnable(part, taken))))
    if (quantity > 0) lines.push({ lineItemId: part.lineItemId, quantity })
    left = rounded(left - quantity)
  }
  return left > 0 ? "return-exceeds-order" : lines
}

/**
 * The lines that a row of the Ongoing order went out for: its own; after a partial delivery also those that were divided
 * from it, whose ids begin with its id or are Omnium's own choice; else one of the same SKU, if staff changed the row.
 */
const partsOf = (line: OngoingLineState, { state, shipments }: ReturnToMap): ReadonlyArray<OmniumOrderLine> => {
  const lines = shipments.flatMap((shipment) => shipment.lines).filter(isPickable)
  const rows = new Set(state.lines.map((each) => each.rowNumber))
  const rowOf = (each: OmniumOrderLine) => OngoingRowNumber.make(each.lineItemId)
  const parentOf = (each: OmniumOrderLine) =>
    lines.find((other) => rows.has(rowOf(other)) && each.lineItemId.startsWith(`${other.lineItemId}-`))
  const own = lines.filter((each) => rowOf(each) === line.rowNumber)
  const free = lines.filter((each) => !rows.has(rowOf(each)))
  const parts = free.filter((each) => {
    const parent = parentOf(each)
    return parent !== undefined && own.includes(parent)
  })
  const alike = free.filter((each) => parentOf(each) === undefined && each.code === line.articleNumber)
  return [...own, ...parts, ...alike]
}
