import { Option, Schema } from "effect"
import { OngoingGoodsOwnerId, OngoingWarehouseId } from "../ongoing/Identifiers.ts"
import { ExternalIdProvider, PropertyKey } from "./OmniumNames.ts"
import { externalIdOf, isOn, propertyOf } from "./OmniumOrder.ts"
import type { OmniumStore } from "./OmniumSettings.ts"

export const isOngoingStore = (store: OmniumStore): boolean =>
  isOn(propertyOf(store.properties, PropertyKey.IsOngoingStore))

/** External ids are texts in Omnium; Ongoing's ids are integers. None when it is missing or no such number. */
const numberOf = (store: OmniumStore, provider: string): Option.Option<number> =>
  Option.filter(Option.fromUndefinedOr(externalIdOf(store.externalIds, provider)?.trim()), (text) =>
    /^\d{1,9}$/.test(text)
  ).pipe(Option.map(Number))

export const goodsOwnerIdOf = (store: OmniumStore): Option.Option<OngoingGoodsOwnerId> =>
  Option.flatMap(
    numberOf(store, ExternalIdProvider.OngoingGoodsOwnerId),
    Schema.decodeUnknownOption(OngoingGoodsOwnerId)
  )

export const warehouseIdOf = (store: OmniumStore): Option.Option<OngoingWarehouseId> =>
  Option.flatMap(numberOf(store, ExternalIdProvider.OngoingWarehouseId), Schema.decodeUnknownOption(OngoingWarehouseId))

/** The goods owners behind a tenant's Ongoing stores, each once: several stores may share one. */
export const goodsOwnersOf = (stores: ReadonlyArray<OmniumStore>): ReadonlyArray<OngoingGoodsOwnerId> => [
  ...new Set(stores.filter(isOngoingStore).flatMap((store) => Option.toArray(goodsOwnerIdOf(store))))
]
