import type { DateTime } from "effect"
import type { InventoryLevel } from "../ongoing/InventoryLevel.ts"

/** What Ongoing last told of an article's stock in one of Omnium's warehouses. */
export interface KnownLevel extends InventoryLevel {
  readonly tenant: string
  /** The store's id in Omnium. */
  readonly warehouse: string
  /** By Ongoing's clock. */
  readonly seenAt: DateTime.Utc
  /** Whether Omnium has, or once had, a product or stock of this SKU. */
  readonly matched: boolean
}

/** Levels of a warehouse that a complete scan has not seen since it began are of articles that Ongoing has no longer. */
export interface Unseen {
  readonly tenant: string
  readonly warehouse: string
  readonly before: DateTime.Utc
}

/** SKUs of which a person would say that they are the same. */
export const folded = (sku: string): string => sku.normalize("NFC").trim().toLowerCase()
