import { ownerKey, type Warehouse } from "../Warehouse.ts"
import type { WayBillRow } from "../WayBillRows.ts"

/** `GetWayBillRowModel`: the vendor describes the request only; the answer has its members and the id. */
export const getWayBillRow = (warehouse: Warehouse, ownerId: number, row: WayBillRow) => {
  const { id, parcelTypeCode, ...described } = row
  const type = warehouse.parcelTypes.get(ownerKey(ownerId, parcelTypeCode))
  return {
    wayBillRowId: id,
    parcelType: { id: type?.id ?? null, code: parcelTypeCode, name: type?.name ?? null },
    ...described
  }
}
