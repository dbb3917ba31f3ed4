import { contains, hasProperty, isAmong, isWithin } from "./Filter.ts"
import { refuse } from "./Refusal.ts"
import type { StoreMembers, StoreSearch } from "./wire/Store.ts"

/** A store or a warehouse: the same entity. */
export interface Store extends StoreMembers {
  readonly id: string
  readonly created: string
  readonly modified: string
}

/** A full replacement: what was not sent is reset. */
export const putStore = (existing: Store | undefined, sent: StoreMembers, now: string): Store => ({
  isWarehouse: false,
  isPrimaryWarehouse: false,
  isPrimaryStore: false,
  isWebWarehouse: false,
  isPublicVisible: false,
  externalIds: [],
  externalIdsList: [],
  properties: [],
  availableOnMarkets: [],
  availableWarehouses: [],
  ...sent,
  id: sent.id ?? refuse(400, "Store id is missing"),
  created: existing?.created ?? now,
  modified: now
})

/** Lists are replaced as sent, so a client that forgets to merge loses the other entries. */
export const patchStore = (existing: Store, sent: StoreMembers, now: string): Store => ({
  ...existing,
  ...sent,
  id: existing.id,
  created: existing.created,
  modified: now
})

export const matchesStore = (store: Store, search: StoreSearch): boolean => {
  const inactive = store.isInactive === true
  return (
    (search.isWarehouse === undefined || store.isWarehouse === search.isWarehouse) &&
    (search.isInactive === true ? inactive : search.includeInactive === true || !inactive) &&
    isWithin(store.modified, search.modifiedFrom, search.modifiedTo) &&
    isAmong(search.storeIds, store.id) &&
    isAmong(search.marketIds, ...(store.availableOnMarkets ?? [])) &&
    isAmong(
      search.externalIds,
      ...(store.externalIds ?? []),
      ...(store.externalIdsList ?? []).map((entry) => entry.id)
    ) &&
    hasProperty(store.properties, search.property) &&
    contains(search.searchText, store.id, store.name)
  )
}
