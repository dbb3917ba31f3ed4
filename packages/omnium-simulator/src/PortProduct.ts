import type { OmniumProduct, OmniumSku } from "@omnium-ongoing/domain/omnium/OmniumProduct"
import { portExternalIds, portProperties, text } from "./PortOrder.ts"
import type { Product, Variant } from "./Product.ts"

/** A product as the port shows it. */
export const portProduct = (product: Product): OmniumProduct => {
  const own: ReadonlyArray<Product | Variant> = product.variants.length > 0 ? product.variants : [product]
  return {
    productId: product.productId,
    isDeleted: product.status === "Deleted",
    properties: portProperties(product.properties),
    hasVariants: product.variants.length > 0,
    skus: own.flatMap((entry) => (entry.skuId ? [portSku(entry, entry.skuId, product)] : []))
  }
}

const portSku = (entry: Product | Variant, skuId: string, product: Product): OmniumSku => ({
  skuId,
  name: text(entry.name) ?? text(product.name),
  description: text(entry.description) ?? text(product.description),
  brand: text(entry.brand) ?? text(product.brand),
  color: text(entry.color),
  size: text(entry.size),
  ean: text(entry.ean) ?? text(entry.gtins?.find((gtin) => gtin !== "")),
  weight: entry.weight ?? product.weight,
  supplierSkuId: text(entry.supplierSkuId) ?? text(product.supplierSkuId),
  mainImageUrl: text(entry.mainImageUrl) ?? text(product.mainImageUrl),
  isVirtual: entry.isVirtual ?? product.isVirtual ?? false,
  availableInventory: entry.availableInventory ?? 0,
  externalIds: portExternalIds(entry.externalIds)
})
