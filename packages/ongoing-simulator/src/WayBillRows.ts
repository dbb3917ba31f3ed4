import type { Order } from "./Order.ts"
import { type NamedParcelType, parcelTypeOf } from "./ParcelTypes.ts"
import { missing, Refusal } from "./Refusal.ts"
import { type Act, nextId, type Warehouse } from "./Warehouse.ts"

/** So many packages of one kind, as the waybill of an order lists them. */
export interface WayBillRow {
  readonly id: number
  readonly numberOfPackages: number
  readonly parcelTypeCode: string
  readonly weight: number | null
  readonly volume: number | null
  readonly length: number | null
  readonly width: number | null
  readonly height: number | null
  readonly loadMeters: number | null
  readonly approvedNumberOfPackages: number | null
  readonly comment: string | null
  readonly category: string | null
}

type Described = Omit<WayBillRow, "id" | "numberOfPackages" | "parcelTypeCode">

interface SentRow extends Partial<Described> {
  readonly numberOfPackages: number
  readonly parcelType: NamedParcelType
}

const blank: Described = {
  weight: null,
  volume: null,
  length: null,
  width: null,
  height: null,
  loadMeters: null,
  approvedNumberOfPackages: null,
  comment: null,
  category: null
}

export const wayBillRowsOf = (warehouse: Warehouse, order: Order): ReadonlyArray<WayBillRow> =>
  warehouse.wayBillRows.get(order.id) ?? []

export const addWayBillRow = (
  warehouse: Warehouse,
  order: Order,
  { parcelType, ...sent }: SentRow,
  act: Act
): WayBillRow | Refusal => {
  const type = parcelTypeOf(warehouse, order.ownerId, parcelType, act)
  if (type instanceof Refusal) return type
  const row = { id: nextId(warehouse, "wayBillRow"), ...blank, ...sent, parcelTypeCode: type.code }
  warehouse.wayBillRows.set(order.id, [...wayBillRowsOf(warehouse, order), row], act.record)
  return row
}

export const changeWayBillRow = (
  warehouse: Warehouse,
  order: Order,
  id: number,
  { parcelType, ...change }: Partial<SentRow>,
  act: Act
): WayBillRow | Refusal => {
  const known = rowOf(warehouse, order, id)
  if (known instanceof Refusal) return known
  const type = parcelType === undefined ? undefined : parcelTypeOf(warehouse, order.ownerId, parcelType, act)
  if (type instanceof Refusal) return type
  const row = { ...known, ...change, parcelTypeCode: type?.code ?? known.parcelTypeCode }
  const rows = wayBillRowsOf(warehouse, order).map((each) => (each === known ? row : each))
  warehouse.wayBillRows.set(order.id, rows, act.record)
  return row
}

export const deleteWayBillRow = (warehouse: Warehouse, order: Order, id: number, act: Act): WayBillRow | Refusal => {
  const known = rowOf(warehouse, order, id)
  if (known instanceof Refusal) return known
  const rows = wayBillRowsOf(warehouse, order).filter((each) => each !== known)
  warehouse.wayBillRows.set(order.id, rows, act.record)
  return known
}

const rowOf = (warehouse: Warehouse, order: Order, id: number): WayBillRow | Refusal =>
  wayBillRowsOf(warehouse, order).find((row) => row.id === id) ??
  missing(`Order '${order.number}' has no waybill row with id ${id}.`)
