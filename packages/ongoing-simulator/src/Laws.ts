import { identityLaws } from "./IdentityLaws.ts"
import { orderLaws } from "./OrderLaws.ts"
import { stockLaws } from "./StockLaws.ts"
import type { Warehouse } from "./Warehouse.ts"
import { writesOf } from "./WarehouseJson.ts"

/** What was seen when a warehouse was last looked at: most calls only read. */
const lastLooks = new WeakMap<Warehouse, { readonly writes: number; readonly broken: ReadonlyArray<string> }>()

/**
 * What must be true of a warehouse whatever was done to it, worked out anew from its documents; the result is what is
 * not, one sentence each. Nothing of the model's own arithmetic is used: it is what is looked at.
 */
export const warehouseLaws = (warehouse: Warehouse): ReadonlyArray<string> => {
  const writes = writesOf(warehouse)
  const last = lastLooks.get(warehouse)
  if (last?.writes === writes) return last.broken
  const broken = [
    ...stockLaws(warehouse),
    ...[...warehouse.orders.values()].flatMap((order) => orderLaws(order)),
    ...identityLaws(warehouse)
  ]
  lastLooks.set(warehouse, { writes, broken })
  return broken
}
