import { isAvailable, isStockedIn, productDocuments } from "./Assortment.ts"
import { contains, hasProperty, isAmong, isEqual, isWithin } from "./Filter.ts"
import type { Product } from "./Product.ts"
import type { Tenant } from "./Tenant.ts"
import type { ProductQuery, ProductSearch, VariantMembers } from "./wire/Product.ts"

/** The documents a search finds, in order of creation. Deleted products are found only when they are asked for. */
export const findProducts = (tenant: Tenant, search: ProductSearch): ReadonlyArray<Product> => {
  const named = search.productIds ?? []
  const candidates =
    named.length === 0 ? tenant.products.values() : new Set(named.flatMap((id) => productDocuments(tenant, id)))
  const warehouses = stockWarehouses(tenant, search)
  const found: Array<Product> = []
  for (const product of candidates) {
    if (matches(product, search) && isStocked(tenant, product, search.isInStock, warehouses)) found.push(product)
  }
  return found
}

/** As above, with ids that are named by what they are: of products, of SKUs, of documents, or any of these. */
export const findQueriedProducts = (
  tenant: Tenant,
  { productIds, skuIds, ids, anyIds, ...search }: ProductQuery
): ReadonlyArray<Product> =>
  findProducts(tenant, search).filter((product) => {
    const entries: ReadonlyArray<VariantMembers> = [product, ...product.variants]
    const skus = entries.map((entry) => entry.skuId)
    const documents = entries.map((entry) => entry.id)
    const codes = entries.flatMap((entry) => [entry.ean, ...(entry.gtins ?? [])])
    return (
      isAmong(productIds, product.productId) &&
      isAmong(skuIds, ...skus) &&
      isAmong(ids, ...documents) &&
      isAmong(anyIds, product.productId, product.parentId, ...skus, ...documents, ...codes)
    )
  })

const matches = (product: Product, search: ProductSearch): boolean => {
  const entries: ReadonlyArray<VariantMembers> = [product, ...product.variants]
  const some = (
    wanted: ReadonlyArray<string> | undefined,
    values: (entry: VariantMembers) => ReadonlyArray<string | undefined>
  ): boolean =>
    wanted === undefined || wanted.length === 0 || entries.some((entry) => isAmong(wanted, ...values(entry)))
  return (
    (product.status === "Deleted") === (search.isDeleted === true) &&
    isWithin(product.modified, search.modifiedFrom, search.modifiedTo) &&
    (search.isActive === true ? product.isActive === true : search.isInactive !== true || product.isActive !== true) &&
    isFlagged(search.isSku, product.isSku) &&
    isFlagged(search.isPackage, product.isPackage) &&
    isFlagged(search.isBundle, product.isBundle) &&
    (search.isProductLanguageFilterIgnored === true || isEqual(search.productLanguage, product.language)) &&
    isEqual(search.productType, product.productType) &&
    some(search.externalIds, (entry) => (entry.externalIds ?? []).map((id) => id.id)) &&
    some(search.gtins, (entry) => [entry.ean, ...(entry.gtins ?? [])]) &&
    some(search.supplierIds, (entry) => [entry.supplierId]) &&
    some(search.supplierSkuIds, (entry) => [entry.supplierSkuId]) &&
    some(search.tags, (entry) => entry.tags ?? []) &&
    !product.tags?.some((tag) => search.excludedTags?.includes(tag)) &&
    entries.some((entry) => hasProperty(entry.properties, search.property)) &&
    entries.some((entry) => contains(search.searchText, entry.name, entry.skuId, entry.productId))
  )
}

const isFlagged = (wanted: boolean | undefined, value: boolean | undefined): boolean =>
  wanted === undefined || (value === true) === wanted

/** The warehouses that count for stock; `undefined` when all do. */
const stockWarehouses = (tenant: Tenant, search: ProductSearch): ReadonlySet<string> | undefined => {
  const { inStockWarehouseIds = [], inStockMarketIds = [] } = search
  if (inStockWarehouseIds.length === 0 && inStockMarketIds.length === 0) return undefined
  const ofMarkets = [...tenant.stores.values()].filter((store) =>
    store.availableOnMarkets?.some((market) => inStockMarketIds.includes(market))
  )
  return new Set([...inStockWarehouseIds, ...ofMarkets.map((store) => store.id)])
}

/** Warehouses alone ask for stock in them. */
const isStocked = (
  tenant: Tenant,
  product: Product,
  isInStock: boolean | undefined,
  warehouses: ReadonlySet<string> | undefined
): boolean => {
  if (isInStock === undefined && warehouses === undefined) return true
  const stocked = warehouses === undefined ? isAvailable(tenant, product) : isStockedIn(tenant, product, warehouses)
  return stocked === (isInStock ?? true)
}
