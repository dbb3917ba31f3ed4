import type { ExternalId, Property } from "./OmniumOrder.ts"

/** What is sold under one SKU: a variant, or a product without variants. */
export interface OmniumSku {
  readonly skuId: string
  readonly name: string | undefined
  readonly description: string | undefined
  readonly brand: string | undefined
  readonly color: string | undefined
  readonly size: string | undefined
  readonly ean: string | undefined
  /** Kilograms. */
  readonly weight: number | undefined
  readonly supplierSkuId: string | undefined
  readonly mainImageUrl: string | undefined
  /** Gift cards and the like: nothing that lies in a warehouse. */
  readonly isVirtual: boolean
  /** The variant itself, or its product with it. */
  readonly isDeleted: boolean
  /** In all warehouses. */
  readonly availableInventory: number
  /** Warehouses that have some of it; undefined when Omnium does not tell. */
  readonly stockedIn: ReadonlyArray<string> | undefined
  readonly externalIds: ReadonlyArray<ExternalId>
}

export interface OmniumProduct {
  /** The same in every language. */
  readonly productId: string
  readonly properties: ReadonlyArray<Property>
  /** Its variants, each with what it does not say itself taken from the product; or the product, if it has none. */
  readonly skus: ReadonlyArray<OmniumSku>
  readonly hasVariants: boolean
}
