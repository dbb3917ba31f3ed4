import { PropertyItem } from "./Parts.ts"
import { anything, flag, instant, list, number, type Read, record, text } from "./Shape.ts"

export const InventoryItemMembers = record(
  {
    sku: text,
    warehouseCode: text,
    inventory: number,
    reservedInventory: number,
    calculatedInventory: number,
    location: text,
    cost: number,
    costCurrency: text,
    costTotal: number,
    minQuantity: number,
    maxQuantity: number,
    reorderMinQuantity: number,
    isVirtual: flag,
    physicalWarehouseCode: text,
    properties: list(PropertyItem),
    created: instant,
    modified: instant,
    atp: anything,
    batches: anything,
    locationInventories: list(record({ locationCode: text, quantity: number, isDefaultLocation: flag }))
  },
  {
    name: "OmniumInventoryItem",
    always: ["sku", "warehouseCode", "inventory", "reservedInventory", "created", "modified"]
  }
)
export type InventoryItemMembers = Read<typeof InventoryItemMembers>

export const InventoryUpdate = record(
  {
    skuId: text,
    warehouseCode: text,
    inventoryChange: number,
    reason: text,
    orderId: text,
    adjustReservedInventory: flag,
    virtualWarehouseCode: text
  },
  { name: "OmniumInventoryUpdate" }
)
export type InventoryUpdate = Read<typeof InventoryUpdate>

export const InventorySearch = record(
  {
    productCodes: list(text),
    warehouseCodes: list(text),
    lastModified: instant,
    isInStock: flag,
    isWebWarehouse: flag,
    isBatchesExcluded: flag,
    marketId: text,
    marketGroupId: text
  },
  { name: "OmniumInventorySearchRequest" }
)
export type InventorySearch = Read<typeof InventorySearch>

export const TransactionSearch = record(
  {
    from: instant,
    to: instant,
    skuId: text,
    productId: text,
    orderId: text,
    purchaseOrderId: text,
    warehouseCodes: list(text),
    userId: text,
    searchText: text,
    take: number,
    page: number
  },
  { name: "OmniumInventoryTransactionSearchRequest" }
)
export type TransactionSearch = Read<typeof TransactionSearch>
