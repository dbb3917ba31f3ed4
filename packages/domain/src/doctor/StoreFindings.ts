import { Option } from "effect"
import { warehouseLinks } from "../inventory-sync/WarehouseLink.ts"
import { ExternalIdProvider } from "../omnium/OmniumNames.ts"
import { externalIdOf } from "../omnium/OmniumOrder.ts"
import type { OmniumStore } from "../omnium/OmniumSettings.ts"
import { goodsOwnerIdOf, isOngoingStore, warehouseIdOf } from "../omnium/OngoingStore.ts"
import type { InstallationWarehouse } from "../ongoing/Installation.ts"
import { error, type Finding, listed, ok, warning } from "./Finding.ts"

/** Of Omnium's warehouses: which are Ongoing's, and what they lack for it. */
export const storeFindings = (stores: ReadonlyArray<OmniumStore>): ReadonlyArray<Finding> => {
  const ongoing = stores.filter(isOngoingStore)
  const found = [
    ...stores.flatMap((store) => (isOngoingStore(store) ? lacks(store) : unmarked(store))),
    ...twice(stores)
  ]
  if (ongoing.length === 0) {
    found.unshift(
      error(
        "stores",
        "Orders not exporting: Warehouse not configured. No warehouse in Omnium is marked IsOngoingStore.",
        "Verify IsOngoingStore property: set it to true on each warehouse that Ongoing runs."
      )
    )
  }
  return found.length > 0 ? found : [ok("stores", `Ongoing stores: ${listed(ongoing.map((store) => store.id))}.`)]
}

const lacks = (store: OmniumStore): ReadonlyArray<Finding> => [
  ...(Option.isSome(goodsOwnerIdOf(store))
    ? []
    : [
        error(
          "stores",
          `No Goods Owner ID: Missing external ID. The store ${store.id} is marked IsOngoingStore and has no numeric OngoingGoodsOwnerId.`,
          `Add OngoingGoodsOwnerId to store ${store.id}. Ensure store has both OngoingGoodsOwnerId and OngoingWarehouseId.`
        )
      ]),
  ...(Option.isSome(warehouseIdOf(store))
    ? []
    : [
        error(
          "stores",
          `Inventory not syncing: Warehouse ID mismatch. The store ${store.id} is marked IsOngoingStore and has no numeric OngoingWarehouseId.`,
          `Verify OngoingWarehouseId mapping of store ${store.id}. Ensure store has both OngoingGoodsOwnerId and OngoingWarehouseId.`
        )
      ])
]

const unmarked = (store: OmniumStore): ReadonlyArray<Finding> => {
  const provider = [ExternalIdProvider.OngoingGoodsOwnerId, ExternalIdProvider.OngoingWarehouseId].find(
    (name) => externalIdOf(store.externalIds, name) !== undefined
  )
  return provider === undefined
    ? []
    : [
        warning(
          "stores",
          `Orders not exporting: Warehouse not configured. The store ${store.id} has ${provider} but is not marked IsOngoingStore.`,
          `Verify IsOngoingStore property of store ${store.id}.`
        )
      ]
}

/** One with the same goods owner and warehouse as another. */
const twice = (stores: ReadonlyArray<OmniumStore>): ReadonlyArray<Finding> =>
  warehouseLinks(stores)
    .failures.filter((failure) => failure.cause === "warehouse-linked-twice")
    .map(({ key, message }) =>
      error(
        "stores",
        `Inventory not syncing: Warehouse ID mismatch. ${key}: ${message}`,
        "Verify OngoingWarehouseId mapping."
      )
    )

/** Whether Ongoing has the warehouses that the stores name. */
export const warehouseFindings = (
  stores: ReadonlyArray<OmniumStore>,
  warehouses: ReadonlyArray<InstallationWarehouse>
): ReadonlyArray<Finding> => {
  const known = listed(warehouses.map(({ id, name }) => (name === undefined ? id : `${id} (${name})`)))
  const wrong = stores
    .filter(isOngoingStore)
    .flatMap((store) => Option.toArray(Option.map(warehouseIdOf(store), (id) => ({ store: store.id, id }))))
    .filter((named) => !warehouses.some(({ id }) => id === named.id))
  return wrong.length === 0
    ? [ok("warehouses", `Ongoing has the warehouses that the stores name: ${known}.`)]
    : wrong.map(({ store, id }) =>
        error(
          "warehouses",
          `Inventory not syncing: Warehouse ID mismatch. The store ${store} names the warehouse ${id}; Ongoing has ${known}.`,
          `Verify OngoingWarehouseId mapping of store ${store}.`
        )
      )
}
