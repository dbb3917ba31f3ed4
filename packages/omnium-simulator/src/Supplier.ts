import { contains, hasProperty, isAmong, isEqual, isWithin } from "./Filter.ts"
import { refuse } from "./Refusal.ts"
import type { SupplierMembers, SupplierSearch } from "./wire/Supplier.ts"

export interface Supplier extends SupplierMembers {
  readonly id: string
  readonly created: string
  readonly modified: string
}

/** A full replacement: what was not sent is reset. */
export const putSupplier = (existing: Supplier | undefined, sent: SupplierMembers, now: string): Supplier => ({
  addresses: [],
  contacts: [],
  externalIds: [],
  properties: [],
  tags: [],
  storeIds: [],
  ...sent,
  id: sent.id ?? refuse(400, "Supplier id is missing"),
  created: existing?.created ?? now,
  modified: now
})

export const matchesSupplier = (supplier: Supplier, search: SupplierSearch): boolean =>
  isAmong(search.externalIds, ...(supplier.externalIds ?? []).map((entry) => entry.id)) &&
  isEqual(search.supplierId, supplier.id) &&
  isWithin(supplier.modified, search.modifiedFrom, search.modifiedTo) &&
  isAmong(search.storeIds, ...(supplier.storeIds ?? [])) &&
  (search.properties ?? []).every((property) => hasProperty(supplier.properties, property)) &&
  contains(search.searchText, supplier.id, supplier.name)
