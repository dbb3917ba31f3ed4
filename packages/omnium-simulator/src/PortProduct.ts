import type { OmniumProduct, OmniumSku } from "@omnium-ongoing/domain/omnium/OmniumProduct"
import { portExternalIds, portProperties, text } from "./PortOrder.ts"
import type { Product, Variant } from "./Product.ts"

/** A product as the port shows it. */
export const portProduct = (product: Product): OmniumProduct => {
  const own: ReadonlyArray<Product | Variant> = product.variants.length > 0 ? product.variants : [product]
  return {
    productId: product.productId,
    properties: portProperties(product.properties),
    hasVariants: product.variants.length > 0,
    skus: own.flatMap((entry) => (entry.skuId ? [portSku(entry, entry.skuId, product)] : []))
  }
}

const stockedIn = ({ inventory = [] }: Product | Variant): ReadonlyArray<string> | undefined =>
  inventory.length === 0
    ? undefined
    : inventory.flatMap(({ warehouseCode, quantity = 0 }) => (warehouseCode && quantity > 0 ? [warehouseCode] : []))

const portSku = (entry: Product | Variant, skuId: string, product: Product): OmniumSku => ({
  skuId,
  name: text(entry.name) ?? text(product.name),
  description: text(entry.description) ?? text(product.description),
  brand: text(entry.brand) ?? text(product.brand),
  color: text(entry.color),
  size: text(entry.size),
  ean: text(entry.ean) ?? text(entry.gtins?.find((gtin) => gtin !== "")),
  weight: entry.weight || product.weight || undefined,
  supplierSkuId: text(entry.supplierSkuId) ?? text(product.supplierSkuId),
  mainImageUrl: text(entry.mainImageUrl) ?? text(product.mainImageUrl),
  isVirtual: entry.isVirtual ?? product.isVirtual ?? false,
  isDeleted: entry.status === "Deleted" || product.status === "Deleted",
  availableInventory: entry.availableInventory ?? 0,
  stockedIn: stockedIn(entry) ?? stockedIn(product),
  externalIds: portExternalIds(entry.externalIds)
})
