import { missing, type Refusal } from "./Refusal.ts"
import { putEntry } from "./Register.ts"
import { type Act, type ArticleItemStatus, ownerKey, type Warehouse } from "./Warehouse.ts"

/** A status as goods that will come are said to have it. */
export interface NamedStatus {
  readonly id?: number | null | undefined
  readonly code?: string | null
  readonly name?: string | null
}

export const statusByCode = (
  warehouse: Warehouse,
  ownerId: number,
  code: string | null
): ArticleItemStatus | undefined =>
  code === null ? undefined : warehouse.articleItemStatuses.get(ownerKey(ownerId, code))

/** Finds the status by its id or its code; an unknown code becomes known, and locks nothing. Null if none is named. */
export const statusOf = (
  warehouse: Warehouse,
  ownerId: number,
  { id, code, name }: NamedStatus,
  act: Act
): ArticleItemStatus | null | Refusal => {
  if (typeof id === "number")
    return statusById(warehouse, ownerId, id) ?? missing(`There is no article item status with id ${id}.`)
  if (typeof code !== "string" || code === "") return null
  return (
    statusByCode(warehouse, ownerId, code) ??
    putEntry(
      warehouse,
      warehouse.articleItemStatuses,
      { ownerId, code, name: name || code, isLocked: false, isLockedForSale: false },
      undefined,
      act
    )
  )
}

export const statusById = (warehouse: Warehouse, ownerId: number, id: number): ArticleItemStatus | undefined =>
  warehouse.articleItemStatuses.values().find((status) => status.id === id && status.ownerId === ownerId)
