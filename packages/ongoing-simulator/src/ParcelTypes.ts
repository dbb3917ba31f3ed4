import { missing, type Refusal, refused } from "./Refusal.ts"
import { putEntry } from "./Register.ts"
import { type Act, ownerKey, type ParcelType, type Warehouse } from "./Warehouse.ts"

/** A parcel type as it is named in a request. */
export interface NamedParcelType {
  readonly id?: number | null
  readonly code?: string | null
  readonly name?: string | null
}

/** Finds the type by its id or its code; an unknown code becomes known. */
export const parcelTypeOf = (
  warehouse: Warehouse,
  ownerId: number,
  { id, code, name }: NamedParcelType,
  act: Act
): ParcelType | Refusal => {
  if (typeof id === "number") {
    const known = warehouse.parcelTypes.values().find((type) => type.id === id && type.ownerId === ownerId)
    return known ?? missing(`There is no parcel type with id ${id}.`)
  }
  if (typeof code !== "string" || code === "") return refused("parcelType.id or parcelType.code must be given.")
  const known = warehouse.parcelTypes.get(ownerKey(ownerId, code))
  if (known !== undefined) return known
  const type = { ...plainType, ownerId, code, name: name || code }
  return putEntry(warehouse, warehouse.parcelTypes, type, undefined, act)
}

const plainType = { barCode: null, weight: null, length: null, width: null, height: null, loadMeters: null, area: null }

/** What a new installation knows. */
export const commonParcelTypes: ReadonlyArray<Omit<ParcelType, "id" | "ownerId">> = [
  { ...plainType, code: "PK", name: "Pakke", weight: 0.2, length: 0.4, width: 0.3, height: 0.2 },
  {
    ...plainType,
    code: "EUR",
    name: "EUR-pall",
    weight: 25,
    length: 1.2,
    width: 0.8,
    height: 1,
    loadMeters: 0.4,
    area: 0.96
  }
]
