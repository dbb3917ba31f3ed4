import type { OmniumInventory } from "../omnium/OmniumInventory.ts"
import { folded, type KnownLevel } from "../sync/KnownLevel.ts"
import type { CompareWith } from "../sync/Tenant.ts"
import { inventoryChange, wanted } from "./InventoryChange.ts"

/** What Omnium holds, set against what Ongoing last told. It only says what has to be compared; that reads Omnium anew. */
export const againstLevels = (
  items: ReadonlyArray<OmniumInventory>,
  levels: ReadonlyArray<KnownLevel>,
  booked: ReadonlyMap<string, number>,
  compareWith: CompareWith
) => {
  const alike = Map.groupBy(levels, (level) => folded(level.sku))
  const differing: Array<string> = []
  const missing: Array<OmniumInventory> = []
  const unmatched: Array<KnownLevel> = []
  let same = 0
  for (const item of items) {
    const [level, ...others] = alike.get(folded(item.sku)) ?? []
    if (level !== undefined && (others.length > 0 || level.sku !== item.sku)) {
      differing.push(item.sku)
      continue
    }
    if (level !== undefined && !level.matched) unmatched.push(level)
    if (level?.sellable === undefined) {
      missing.push(item)
      continue
    }
    const { sku, reserved, inventory } = item
    const shall = wanted(compareWith, { sellable: level.sellable, reserved, booked: booked.get(sku) ?? 0 })
    if (inventoryChange(shall, inventory) === 0) same++
    else differing.push(sku)
  }
  return { differing, missing, unmatched, same }
}
