import type { Figures } from "@omnium-ongoing/domain/inventory-sync/InventoryPlan"
import type { OmniumInventory } from "@omnium-ongoing/domain/omnium/OmniumInventory"
import { ArticleSystemId } from "@omnium-ongoing/domain/ongoing/OngoingArticle"
import type { KnownLevel } from "@omnium-ongoing/domain/sync/KnownLevel"
import { DateTime } from "effect"

export const second = (seconds: number): DateTime.Utc => DateTime.makeUnsafe(seconds * 1000)

export const exampleLevel = (article: number, with_: Partial<KnownLevel> = {}): KnownLevel => ({
  tenant: "epic",
  warehouse: "oslo",
  article: ArticleSystemId.make(article),
  sku: `SKU-${article}`,
  sellable: 10,
  seenAt: second(0),
  matched: false,
  ...with_
})

export const exampleItem = (sku: string, inventory: number, reserved = 0): OmniumInventory => ({
  sku,
  inventory,
  reserved,
  created: second(0)
})

/** Compared at second 100, begun at second 90. */
export const exampleFigures = (with_: Partial<Figures>): Figures => ({
  skus: ["SKU-1"],
  levels: [exampleLevel(1)],
  items: [],
  marks: [],
  kinds: new Map(),
  booked: new Map(),
  absent: new Set(),
  began: second(90),
  now: second(100),
  compareWith: "inventory",
  ...with_
})
