import { Option } from "effect"
import type { OmniumStore } from "../omnium/OmniumSettings.ts"
import { goodsOwnerIdOf, isOngoingStore, warehouseIdOf } from "../omnium/OngoingStore.ts"
import type { OngoingGoodsOwnerId, OngoingWarehouseId } from "../ongoing/Identifiers.ts"
import { type Cause, causes } from "../sync/Cause.ts"
import type { Failure } from "../sync/SyncReport.ts"

/** A warehouse in Omnium, and whose goods in which warehouse of Ongoing are meant by it. */
export interface WarehouseLink {
  /** The store's id. */
  readonly store: string
  readonly owner: OngoingGoodsOwnerId
  readonly warehouse: OngoingWarehouseId
}

export const scopeOf = (link: WarehouseLink): string => `${link.owner}/${link.warehouse}`

/** The links of the Ongoing stores. Two stores with the same goods would both offer them, so neither is linked. */
export const warehouseLinks = (
  stores: ReadonlyArray<OmniumStore>
): { readonly links: ReadonlyArray<WarehouseLink>; readonly failures: ReadonlyArray<Failure> } => {
  const links: Array<WarehouseLink> = []
  const failures: Array<Failure> = []
  for (const store of stores.filter(isOngoingStore)) {
    const owner = Option.getOrUndefined(goodsOwnerIdOf(store))
    const warehouse = Option.getOrUndefined(warehouseIdOf(store))
    if (owner === undefined) failures.push(failure(store.id, "no-goods-owner-id"))
    else if (warehouse === undefined) failures.push(failure(store.id, "no-warehouse-id"))
    else links.push({ store: store.id, owner, warehouse })
  }
  const isTwice = (link: WarehouseLink) => links.some((other) => other !== link && scopeOf(other) === scopeOf(link))
  return {
    links: links.filter((link) => !isTwice(link)),
    failures: [...failures, ...links.filter(isTwice).map((link) => failure(link.store, "warehouse-linked-twice"))]
  }
}

const failure = (key: string, cause: Cause): Failure => ({ key, cause, message: causes[cause].words })
