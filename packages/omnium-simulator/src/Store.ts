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
    within(store.modified, search.modifiedFrom, search.modifiedTo) &&
    isEmptyOr(search.storeIds, (ids) => ids.includes(store.id)) &&
    isEmptyOr(search.marketIds, (ids) => store.availableOnMarkets?.some((market) => ids.includes(market)) === true) &&
    isEmptyOr(
      search.externalIds,
      (ids) =>
        store.externalIds?.some((id) => ids.includes(id)) === true ||
        store.externalIdsList?.some((entry) => ids.includes(entry.id ?? "")) === true
    ) &&
    (search.property === undefined ||
      store.properties?.some(
        (property) =>
          property.key === search.property?.key &&
          (search.property?.value === undefined || property.value === search.property.value)
      ) === true) &&
    (search.searchText === undefined ||
      `${store.id} ${store.name ?? ""}`.toLowerCase().includes(search.searchText.toLowerCase()))
  )
}

const isEmptyOr = <A>(wanted: ReadonlyArray<A> | undefined, matches: (wanted: ReadonlyArray<A>) => boolean): boolean =>
  wanted === undefined || wanted.length === 0 || matches(wanted)

const within = (instant: string, from: string | undefined, to: string | undefined): boolean =>
  (from === undefined || instant >= from) && (to === undefined || instant <= to)
