import type { DateTime } from "effect"

/** The stock of a SKU in a warehouse, as Omnium holds it. What has no item counts as none in stock. */
export interface OmniumInventory {
  readonly sku: string
  /** Physically there. */
  readonly inventory: number
  /** Part of it that orders have reserved. */
  readonly reserved: number
  readonly created: DateTime.Utc | undefined
}
