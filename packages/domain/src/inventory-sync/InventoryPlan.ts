import { DateTime } from "effect"
import type { OmniumInventory } from "../omnium/OmniumInventory.ts"
import type { ArticleKind } from "../ongoing/InventoryLevel.ts"
import type { ArticleSystemId } from "../ongoing/OngoingArticle.ts"
import type { Cause } from "../sync/Cause.ts"
import { folded, type KnownLevel } from "../sync/KnownLevel.ts"
import { mayArrive, type StaleMark } from "../sync/StaleStock.ts"
import type { CompareWith } from "../sync/Tenant.ts"
import { inventoryChange, wanted } from "./InventoryChange.ts"

/** Both sides' figures of some SKUs in a warehouse, with what is known of calls that move them. */
export interface Figures {
  readonly skus: ReadonlyArray<string>
  /** Also those whose SKU differs by case. */
  readonly levels: ReadonlyArray<KnownLevel>
  /** Also those whose SKU differs by case. */
  readonly items: ReadonlyArray<OmniumInventory>
  readonly marks: ReadonlyArray<StaleMark>
  /** An article of which none is told is an ordinary one. */
  readonly kinds: ReadonlyMap<ArticleSystemId, ArticleKind>
  /** What Omnium has reserved for shipments that Ongoing has booked. */
  readonly booked: ReadonlyMap<string, number>
  /** SKUs of which Ongoing has none if it tells of none: a complete scan has not met them. */
  readonly absent: ReadonlySet<string>
  /** When the comparison began, before the levels were read. */
  readonly began: DateTime.Utc
  readonly now: DateTime.Utc
  readonly compareWith: CompareWith
}

/** What is to be done about a SKU. */
export type Step =
  | { readonly _tag: "Same"; readonly sku: string }
  | { readonly _tag: "Change"; readonly sku: string; readonly change: number }
  /** To a quantity instead of by one: an earlier change of it was lost, and may have been made or not. */
  | { readonly _tag: "Set"; readonly sku: string; readonly inventory: number }
  /** Stock of a SKU that Omnium holds none of: whether it knows it at all is to be found out. */
  | { readonly _tag: "New"; readonly sku: string; readonly change: number }
  /** A call that moves it has not settled: the next run compares it. */
  | { readonly _tag: "Left"; readonly sku: string }
  | { readonly _tag: "Skipped"; readonly sku: string; readonly cause: Cause }
  | { readonly _tag: "Held"; readonly sku: string; readonly cause: Cause }

export const inventoryPlan = (figures: Figures): ReadonlyArray<Step> => {
  const levels = Map.groupBy(figures.levels, (level) => folded(level.sku))
  const items = Map.groupBy(figures.items, (item) => folded(item.sku))
  const marks = Map.groupBy(figures.marks, (mark) => mark.sku)
  return [...new Set(figures.skus)].map((sku) =>
    step(sku, figures, {
      levels: levels.get(folded(sku)) ?? [],
      items: items.get(folded(sku)) ?? [],
      marks: marks.get(sku) ?? []
    })
  )
}

const kindCauses: Readonly<Record<Exclude<ArticleKind, "stock">, Cause>> = {
  kit: "kit-article",
  "non-stock": "non-stock-article",
  inactive: "inactive-article"
}

const step = (
  sku: string,
  { kinds, absent, booked, began, now, compareWith }: Figures,
  { levels, items, marks }: Pick<Figures, "levels" | "items" | "marks">
): Step => {
  if (levels.filter((level) => level.sku === sku).length > 1) return { _tag: "Held", sku, cause: "sku-matched-twice" }
  const level = levels.find((each) => each.sku === sku)
  const item = items.find((each) => each.sku === sku)
  const isAlike = levels.length > (level === undefined ? 0 : 1) || (item === undefined && items.length > 0)
  if (isAlike) return { _tag: "Held", sku, cause: "sku-differs-by-case" }
  const kind = (level === undefined ? undefined : kinds.get(level.article)) ?? "stock"
  if (kind !== "stock") return { _tag: "Skipped", sku, cause: kindCauses[kind] }
  const sellable = level?.sellable ?? (absent.has(sku) ? 0 : undefined)
  if (sellable === undefined) return { _tag: "Skipped", sku, cause: "article-not-in-warehouse" }

  // What Ongoing holds was read when it began, what Omnium holds since the call.
  const isBehind = ({ isKnown, isOfOmniumOnly, settlesAt }: StaleMark) =>
    !(isKnown && isOfOmniumOnly) && DateTime.isGreaterThan(settlesAt, began)
  const isMoving = marks.some((mark) => mayArrive(mark, now) || isBehind(mark))
  if (isMoving) return { _tag: "Left", sku }
  const reserved = item?.reserved ?? 0
  const inventory = wanted(compareWith, { sellable, reserved, booked: booked.get(sku) ?? 0 })
  const change = inventoryChange(inventory, item?.inventory ?? 0)
  if (change === 0) return { _tag: "Same", sku }
  if (item === undefined) return { _tag: "New", sku, change }
  return marks.some((mark) => !mark.isKnown) ? { _tag: "Set", sku, inventory } : { _tag: "Change", sku, change }
}
