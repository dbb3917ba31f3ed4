import type { StoreMembers } from "./wire/Store.ts"

export const market = "epic_market_no"

/** The web shop, two warehouses run by Ongoing and one that is not. */
export const stores: ReadonlyArray<StoreMembers> = [
  {
    id: "epic_webshop_no",
    name: "Epic nettbutikk",
    isWarehouse: false,
    isPrimaryStore: true,
    isPublicVisible: true,
    availableOnMarkets: [market],
    availableWarehouses: [
      { warehouseCode: "epic_company_main_warehouse", priority: 1 },
      { warehouseCode: "epic_company_second_warehouse", priority: 2 }
    ]
  },
  {
    id: "epic_company_main_warehouse",
    name: "Epic hovedlager",
    isWarehouse: true,
    isPrimaryWarehouse: true,
    isWebWarehouse: true,
    availableOnMarkets: [market],
    properties: [{ key: "IsOngoingStore", value: "true", valueType: "Boolean" }],
    externalIdsList: [
      { providerName: "OngoingGoodsOwnerId", id: "7" },
      { providerName: "OngoingWarehouseId", id: "1" }
    ]
  },
  {
    id: "epic_company_second_warehouse",
    name: "Epic fjernlager",
    isWarehouse: true,
    isWebWarehouse: true,
    availableOnMarkets: [market],
    properties: [{ key: "IsOngoingStore", value: "true", valueType: "Boolean" }],
    externalIdsList: [
      { providerName: "OngoingGoodsOwnerId", id: "7" },
      { providerName: "OngoingWarehouseId", id: "2" }
    ]
  },
  {
    id: "epic_company_shop_warehouse",
    name: "Epic butikk, Storgata",
    isWarehouse: true,
    isPublicVisible: true,
    availableOnMarkets: [market]
  }
]
