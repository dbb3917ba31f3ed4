import type { OmniumProduct, OmniumSku } from "@omnium-ongoing/domain/omnium/OmniumProduct"
import { Schema } from "effect"
import { WirePage } from "./Answers.ts"
import { flag, list, number, text, toExternalIds, toProperties, toText, WireExternalId, WireProperty } from "./Parts.ts"

const sku = {
  productId: text,
  skuId: text,
  name: text,
  description: text,
  brand: text,
  color: text,
  size: text,
  ean: text,
  gtins: list(Schema.String),
  weight: number,
  supplierSkuId: text,
  mainImageUrl: text,
  isVirtual: flag,
  status: text,
  availableInventory: number,
  inventory: list(Schema.Struct({ warehouseCode: text, quantity: number })),
  externalIds: list(WireExternalId),
  properties: list(WireProperty)
}

const WireVariant = Schema.Struct(sku)
type WireVariant = typeof WireVariant.Type

export const WireProduct = Schema.Struct({ ...sku, id: text, variants: list(WireVariant) }).check(
  Schema.makeFilter((product) => Boolean(product.productId || product.id) || "a product without an id")
)
export type WireProduct = typeof WireProduct.Type

export const WireProductPage = WirePage(WireProduct)

export const toProduct = (product: WireProduct): OmniumProduct => {
  const variants = product.variants ?? []
  const own = variants.length > 0 ? variants : [product]
  return {
    productId: product.productId || product.id || "",
    properties: toProperties(product.properties),
    hasVariants: variants.length > 0,
    skus: own.flatMap((variant) => (variant.skuId ? [toSku(variant, variant.skuId, product)] : []))
  }
}

/** A list without rows is one that Omnium has not filled in. */
const toStockedIn = ({ inventory }: WireVariant): ReadonlyArray<string> | undefined =>
  inventory?.length
    ? inventory.flatMap(({ warehouseCode, quantity }) => (warehouseCode && (quantity ?? 0) > 0 ? [warehouseCode] : []))
    : undefined

/** What a variant does not say itself, its product says. Colour, size and barcode are never the product's. */
const toSku = (variant: WireVariant, skuId: string, product: WireProduct): OmniumSku => ({
  skuId,
  name: toText(variant.name) ?? toText(product.name),
  description: toText(variant.description) ?? toText(product.description),
  brand: toText(variant.brand) ?? toText(product.brand),
  color: toText(variant.color),
  size: toText(variant.size),
  ean: toText(variant.ean) ?? toText(variant.gtins?.find((gtin) => gtin !== "")),
  weight: variant.weight || product.weight || undefined,
  supplierSkuId: toText(variant.supplierSkuId) ?? toText(product.supplierSkuId),
  mainImageUrl: toText(variant.mainImageUrl) ?? toText(product.mainImageUrl),
  isVirtual: variant.isVirtual ?? product.isVirtual ?? false,
  isDeleted: [variant.status, product.status].includes("Deleted"),
  availableInventory: variant.availableInventory ?? 0,
  stockedIn: toStockedIn(variant) ?? toStockedIn(product),
  externalIds: toExternalIds(variant.externalIds)
})
