import { type Availability, type Product, type Variant, withAvailability } from "./Product.ts"
import { itemKey } from "./Stock.ts"
import type { Tenant, Write } from "./Tenant.ts"
import type { OrderLineMembers } from "./wire/Order.ts"
import type { PurchaseOrderLineMembers } from "./wire/PurchaseOrder.ts"

export const saveProduct = (tenant: Tenant, product: Product, write: Write): void => {
  const before = tenant.products.get(product.id)
  if (before !== undefined) unindexProduct(tenant, before)
  tenant.products.set(product.id, product, write.record)
  indexProduct(tenant, product)
}

/** Leaves nothing of the document: no search finds it and nothing says that it was there. */
export const removeProduct = (tenant: Tenant, product: Product, write: Write): void => {
  unindexProduct(tenant, product)
  tenant.products.delete(product.id, write.record)
}

/** Where a document is found by the ids and SKUs in it. */
export const indexProduct = (tenant: Pick<Tenant, "documentsOf">, product: Product): void => {
  for (const name of namesOf(product)) {
    tenant.documentsOf.set(name, new Set(tenant.documentsOf.get(name)).add(product.id))
  }
}

const unindexProduct = (tenant: Tenant, product: Product): void => {
  for (const name of namesOf(product)) {
    const rest = new Set(tenant.documentsOf.get(name))
    rest.delete(product.id)
    if (rest.size === 0) tenant.documentsOf.delete(name)
    else tenant.documentsOf.set(name, rest)
  }
}

const namesOf = (product: Product): ReadonlySet<string> =>
  new Set(
    [product.productId, product.skuId, ...product.variants.flatMap((variant) => [variant.skuId, variant.id])].filter(
      (name) => name !== undefined
    )
  )

/** One document by its own id; by a product id or SKU those of all languages. */
export const productDocuments = (tenant: Tenant, id: string): ReadonlyArray<Product> => {
  const document = tenant.products.get(id)
  return document === undefined
    ? [...(tenant.documentsOf.get(id) ?? [])].flatMap((name) => tenant.products.get(name) ?? [])
    : [document]
}

export const findProduct = (tenant: Tenant, id: string): Product | undefined => productDocuments(tenant, id)[0]

/** The product with what the inventory says of its SKUs at this moment. */
export const shownProduct = (tenant: Tenant, product: Product): Product =>
  withAvailability(product, (entry) => availabilityOf(tenant, entry))

/** What an order line takes from its product. */
export const productLine = (tenant: Tenant, sku: string): OrderLineMembers => {
  const found = entryOf(tenant, sku)
  if (found === undefined) return {}
  const { entry, product } = found
  return defined({
    productId: product.productId,
    displayName: entry.name ?? product.name,
    ean: entry.ean,
    brand: entry.brand ?? product.brand,
    color: entry.color,
    size: entry.size,
    supplierId: entry.supplierId ?? product.supplierId,
    supplierName: entry.supplierName ?? product.supplierName,
    supplierSkuId: entry.supplierSkuId,
    imageUrl: entry.mainImageUrl ?? product.mainImageUrl,
    cost: entry.cost,
    isVirtualProduct: entry.isVirtual
  })
}

/** What a purchase order line takes from its product. */
export const purchasedLine = (tenant: Tenant, sku: string): PurchaseOrderLineMembers => {
  const found = entryOf(tenant, sku)
  if (found === undefined) return {}
  const { entry, product } = found
  return defined({
    displayName: entry.name ?? product.name,
    brand: entry.brand ?? product.brand,
    color: entry.color,
    size: entry.size,
    ean: entry.ean,
    supplierName: entry.supplierName ?? product.supplierName,
    supplierSkuId: entry.supplierSkuId,
    customsCode: entry.customsCode ?? product.customsCode
  })
}

const entryOf = (tenant: Tenant, sku: string): { entry: Variant | Product; product: Product } | undefined => {
  const product = findProduct(tenant, sku)
  if (product === undefined) return undefined
  return { product, entry: product.variants.find((variant) => variant.skuId === sku) ?? product }
}

const defined = <A extends object>(members: { readonly [K in keyof A]: A[K] | undefined }): A =>
  // Only undefined members are left out, and every member of a model may be left out.
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as A

/** Whether some SKU of the product lies in one of the warehouses. */
export const isStockedIn = (tenant: Tenant, product: Product, warehouses: Iterable<string>): boolean => {
  const entries = product.variants.length === 0 ? [product] : product.variants
  for (const warehouse of warehouses) {
    if (entries.some((entry) => (stockOf(tenant, entry, warehouse)?.physical ?? 0) > 0)) return true
  }
  return false
}

/** Whether its SKUs together have more than is reserved of them. */
export const isAvailable = (tenant: Tenant, product: Product): boolean => {
  const entries = product.variants.length === 0 ? [product] : product.variants
  let available = 0
  for (const warehouse of tenant.stores.keys()) {
    for (const entry of entries) available += stockOf(tenant, entry, warehouse)?.available ?? 0
  }
  return available > 0
}

/** The stock of a SKU over all warehouses. */
const availabilityOf = (tenant: Tenant, entry: Variant | Product): Availability => {
  const inventory: Array<{ warehouseCode: string; quantity: number }> = []
  let availableInventory = 0
  for (const warehouse of tenant.stores.keys()) {
    const stock = stockOf(tenant, entry, warehouse)
    if (stock === undefined) continue
    inventory.push({ warehouseCode: warehouse, quantity: stock.physical })
    availableInventory += stock.available
  }
  return { availableInventory, isInStock: availableInventory > 0, inventory }
}

interface StockFigures {
  readonly physical: number
  readonly available: number
}

/** A package has as many as its components make up. */
const stockOf = (tenant: Tenant, entry: Variant | Product, warehouse: string): StockFigures | undefined => {
  const components = entry.isPackage === true ? (entry.components ?? []) : []
  if (components.length === 0) return stockIn(tenant, entry.skuId ?? "", warehouse)
  const made = components.map((component) => {
    const stock = stockIn(tenant, component.skuId ?? "", warehouse)
    const times = (figure: number) => Math.floor(figure / (component.quantity ?? 1))
    return { physical: times(stock?.physical ?? 0), available: times(stock?.available ?? 0) }
  })
  return {
    physical: Math.min(...made.map((it) => it.physical)),
    available: Math.min(...made.map((it) => it.available))
  }
}

const stockIn = (tenant: Tenant, sku: string, warehouse: string): StockFigures | undefined => {
  const item = tenant.inventory.get(itemKey(sku, warehouse))
  return item && { physical: item.inventory, available: item.inventory - item.reservedInventory }
}
