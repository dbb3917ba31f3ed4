import type { DateTime } from "effect"
import type { ArticleKind } from "../ongoing/InventoryLevel.ts"

/** What Ongoing last told of an article's stock in one of Omnium's warehouses. */
export interface KnownLevel {
  readonly tenant: string
  /** The store's id in Omnium. */
  readonly warehouse: string
  readonly article: number
  readonly sku: string
  readonly kind: ArticleKind
  readonly sellable: number | undefined
  /** By Ongoing's clock. */
  readonly seenAt: DateTime.Utc
  /** Whether Omnium has, or once had, a product or stock of this SKU. */
  readonly matched: boolean
}

/** SKUs of which a person would say that they are the same. */
export const folded = (sku: string): string => sku.normalize("NFC").trim().toLowerCase()
