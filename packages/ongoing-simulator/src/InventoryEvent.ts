import type { Adjustment } from "./Adjustment.ts"
import { missing, type Refusal } from "./Refusal.ts"
import { type Act, nextId, type Warehouse } from "./Warehouse.ts"

/** Adds to the list of inventory events; the stock itself is somebody else's to change. */
export const noteAdjustment = (
  warehouse: Warehouse,
  event: Omit<Adjustment, "id" | "at" | "isReported">,
  act: Act
): void => {
  const id = nextId(warehouse, "adjustment")
  warehouse.adjustments.set(id, { id, at: act.now, isReported: false, ...event }, act.record)
}

/** The integration has taken note of it. */
export const reportAdjustment = (
  warehouse: Warehouse,
  id: number,
  articleId: number,
  act: Act
): Adjustment | Refusal => {
  const known = warehouse.adjustments.get(id)
  if (known?.articleId !== articleId) return missing(`There is no inventory adjustment ${id} of article ${articleId}.`)
  const reported = { ...known, isReported: true }
  warehouse.adjustments.set(id, reported, act.record)
  return reported
}
