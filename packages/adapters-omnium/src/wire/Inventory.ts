import type { OmniumInventory } from "@omnium-ongoing/domain/omnium/OmniumInventory"
import { Schema } from "effect"
import { WirePage } from "./Answers.ts"
import { list, number, text, toInstant } from "./Parts.ts"

export const WireInventoryItem = Schema.Struct({
  sku: Schema.NonEmptyString,
  warehouseCode: text,
  inventory: number,
  reservedInventory: number,
  created: text
})

export const WireInventoryPage = WirePage(WireInventoryItem)

export const toInventory = (item: typeof WireInventoryItem.Type): OmniumInventory => ({
  sku: item.sku,
  inventory: item.inventory ?? 0,
  reserved: item.reservedInventory ?? 0,
  created: toInstant(item.created)
})

/** Only what names a product: asked for so, it is a fraction of it. */
export const WireSkus = Schema.Struct({
  id: text,
  productId: text,
  skuId: text,
  variants: list(Schema.Struct({ skuId: text }))
})

export const WireSkuPage = WirePage(WireSkus)

export const skusOf = ({ skuId, variants }: typeof WireSkus.Type): ReadonlyArray<string> =>
  [skuId, ...(variants ?? []).map((variant) => variant.skuId)].flatMap((sku) => sku || [])
