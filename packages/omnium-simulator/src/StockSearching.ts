import { productDocuments } from "./Assortment.ts"
import { refuse } from "./Refusal.ts"
import { type InventoryItem, type InventoryTransaction, itemKey } from "./Stock.ts"
import type { Tenant } from "./Tenant.ts"
import type { InventorySearch, TransactionSearch } from "./wire/Inventory.ts"

/** The items a search finds. Items that are named by their codes are looked up, the others are searched through. */
export const findItems = (tenant: Tenant, search: InventorySearch): ReadonlyArray<InventoryItem> => {
  const { productCodes = [], warehouseCodes = [], lastModified, isInStock } = search
  const web = search.isWebWarehouse === true ? webWarehouses(tenant) : undefined
  if (productCodes.length + warehouseCodes.length === 0 && !lastModified && isInStock === undefined && !web) {
    refuse(400, "At least one filter is needed")
  }
  const warehouses = new Set(warehouseCodes.length === 0 ? tenant.stockedWarehouses : warehouseCodes)
  const candidates =
    productCodes.length === 0 ? tenant.inventory.values() : itemsOf(tenant, new Set(productCodes), warehouses)
  const found: Array<InventoryItem> = []
  for (const item of candidates) {
    if (
      warehouses.has(item.warehouseCode) &&
      (web === undefined || web.has(item.warehouseCode)) &&
      (lastModified === undefined || item.modified >= lastModified) &&
      (isInStock === undefined || item.inventory - item.reservedInventory > 0 === isInStock)
    ) {
      found.push(item)
    }
  }
  return found
}

export const itemsOf = (
  tenant: Tenant,
  skus: ReadonlySet<string>,
  warehouses: ReadonlySet<string>
): ReadonlyArray<InventoryItem> =>
  [...skus].flatMap((sku) =>
    [...warehouses].flatMap((warehouse) => tenant.inventory.get(itemKey(sku, warehouse)) ?? [])
  )

/** The transactions a search finds, newest first. */
export const findTransactions = (tenant: Tenant, search: TransactionSearch): ReadonlyArray<InventoryTransaction> => {
  const warehouses = new Set(search.warehouseCodes ?? [])
  const words = search.searchText?.toLowerCase()
  const productSkus = search.productId === undefined ? undefined : skusOf(tenant, search.productId)
  const found: Array<InventoryTransaction> = []
  for (const row of tenant.transactions.values()) {
    if (
      (search.from === undefined || row.transactionDate >= search.from) &&
      (search.to === undefined || row.transactionDate <= search.to) &&
      (search.skuId === undefined || row.variant === search.skuId) &&
      (productSkus === undefined || productSkus.has(row.variant)) &&
      (search.orderId === undefined || row.orderId === search.orderId) &&
      (search.purchaseOrderId === undefined || row.purchaseOrderId === search.purchaseOrderId) &&
      (warehouses.size === 0 || warehouses.has(row.warehouseCode)) &&
      (words === undefined || `${row.variant} ${row.reason}`.toLowerCase().includes(words))
    ) {
      found.push(row)
    }
  }
  return found.reverse()
}

const webWarehouses = (tenant: Tenant): ReadonlySet<string> =>
  new Set([...tenant.stores.values()].flatMap((store) => (store.isWebWarehouse === true ? [store.id] : [])))

const skusOf = (tenant: Tenant, productId: string): ReadonlySet<string> =>
  new Set(
    productDocuments(tenant, productId).flatMap((product) => [
      ...(product.skuId === undefined ? [] : [product.skuId]),
      ...product.variants.map((variant) => variant.skuId)
    ])
  )
