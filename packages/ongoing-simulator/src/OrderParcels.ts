import { componentRows, splitItems } from "./LineWork.ts"
import { type LineItem, type Order, type OrderLine, type Parcel, pickedOn, quantityOn, total } from "./Order.ts"
import { stateOf } from "./OrderLifecycle.ts"
import { cancelled } from "./OrderStatuses.ts"
import { missing, Refusal, refused } from "./Refusal.ts"
import { type Act, nextId, saveOrder, type Warehouse } from "./Warehouse.ts"

export interface NewParcel extends Partial<Omit<Parcel, "id" | "number" | "isReturn">> {
  readonly number: string
  readonly isReturn: boolean
}

export interface PackedParcel extends NewParcel {
  /** What goes into it; left out: all that is picked and not packed. */
  readonly lines?: ReadonlyArray<{ readonly rowNumber: string; readonly quantity: number }> | undefined
}

/** Puts picked goods into parcels. A return parcel is a label in the box: nothing is packed in it. */
export const pack = (
  warehouse: Warehouse,
  order: Order,
  parcels: ReadonlyArray<PackedParcel>,
  act: Act
): Order | Refusal => {
  if (total(order, pickedOn) === 0) return refused(`${stateOf(order)}: nothing is picked that could be packed.`)
  if (parcels.length === 0) return refused("At least one parcel must be given.")
  let next = order
  for (const parcel of parcels) {
    const packed = packOne(warehouse, next, parcel, act)
    if (packed instanceof Refusal) return packed
    next = packed
  }
  const isPacked = parcels.some((parcel) => !parcel.isReturn)
  const done = isPacked ? { ...next, updated: act.now, lastPacked: act.now } : next
  saveOrder(warehouse, done, act)
  return done
}

/**
 * Adds a parcel, or corrects the one with this number, at any time, also after the order was sent.
 * No time of change of the order moves: carriers' data reach the order behind its back.
 */
export const putParcel = (
  warehouse: Warehouse,
  order: Order,
  parcel: NewParcel,
  act: Act
): { readonly order: Order; readonly parcel: Parcel } | Refusal => {
  if (order.status === cancelled) return refused(`${stateOf(order)}: it gets no parcels.`)
  const known = order.parcels.find((each) => each.number === parcel.number)
  const put = { ...(known ?? blankParcel(nextId(warehouse, "parcel"))), ...parcel }
  const next = {
    ...order,
    parcels: known === undefined ? [...order.parcels, put] : order.parcels.map((each) => (each === known ? put : each))
  }
  saveOrder(warehouse, next, act)
  return { order: next, parcel: put }
}

export const changeParcel = (
  warehouse: Warehouse,
  order: Order,
  parcelId: number,
  change: Partial<Parcel>,
  act: Act
): Order | Refusal => {
  if (!order.parcels.some((parcel) => parcel.id === parcelId)) return noParcel(order, parcelId)
  const parcels = order.parcels.map((parcel) => (parcel.id === parcelId ? { ...parcel, ...change } : parcel))
  const next = { ...order, parcels }
  saveOrder(warehouse, next, act)
  return next
}

export const deleteParcel = (warehouse: Warehouse, order: Order, parcelId: number, act: Act): Order | Refusal => {
  if (!order.parcels.some((parcel) => parcel.id === parcelId)) return noParcel(order, parcelId)
  if (order.lines.some((line) => line.items.some((item) => item.parcelId === parcelId)))
    return refused(`Parcel ${parcelId} of order '${order.number}' is not empty.`)
  const next = { ...order, parcels: order.parcels.filter((parcel) => parcel.id !== parcelId) }
  saveOrder(warehouse, next, act)
  return next
}

const noParcel = (order: Order, parcelId: number): Refusal =>
  missing(`Order '${order.number}' has no parcel with id ${parcelId}.`)

const packOne = (warehouse: Warehouse, order: Order, packed: PackedParcel, act: Act): Order | Refusal => {
  const { lines: rows, ...described } = packed
  if (order.parcels.some((parcel) => parcel.number === described.number))
    return refused(`Order '${order.number}' already has a parcel with number '${described.number}'.`)
  const parcel = { ...blankParcel(nextId(warehouse, "parcel")), ...described }
  const withParcel = { ...order, parcels: [...order.parcels, parcel] }
  if (packed.isReturn) return withParcel
  const change = { parcelId: parcel.id, packedAt: act.now }
  if (rows === undefined)
    return {
      ...withParcel,
      lines: order.lines.map((line) => ({
        ...line,
        items: line.items.map((item) => (isLoose(item) ? { ...item, ...change } : item))
      }))
    }
  const lines: Array<OrderLine> = [...order.lines]
  for (const row of componentRows(order, rows)) {
    const position = lines.findIndex((line) => line.sent.rowNumber === row.rowNumber)
    const line = lines[position]
    if (line === undefined) return refused(`Order '${order.number}' has no row ${row.rowNumber}.`)
    const loose = quantityOn(line, isLoose)
    if (row.quantity > loose)
      return refused(`Row ${row.rowNumber} of order '${order.number}' has ${loose} left to pack, not ${row.quantity}.`)
    lines[position] = { ...line, items: splitItems(warehouse, line.items, row.quantity, isLoose, change) }
  }
  return { ...withParcel, lines }
}

const isLoose = (item: LineItem): boolean => item.pickedAt !== null && item.packedAt === null && item.returned === null

const blankParcel = (id: number): Parcel => ({
  id,
  number: "",
  isReturn: false,
  typeCode: null,
  waybill: null,
  trackingUrl: null,
  weight: null,
  length: null,
  width: null,
  height: null
})
