import type { Article } from "./Article.ts"
import { roundQuantity } from "./Stock.ts"
import { articlesFrom, type Warehouse } from "./Warehouse.ts"

/** How many of each stock article of a goods owner there were at a time, in one warehouse or all. Articles of which there were none are left out. */
export const historicalInventory = (
  warehouse: Warehouse,
  ownerId: number,
  at: number,
  warehouseId: number | undefined
): ReadonlyArray<{ readonly article: Article; readonly quantity: number }> => {
  const isMeant = (id: number) => warehouseId === undefined || id === warehouseId
  const since = changesSince(warehouse, ownerId, at, isMeant)
  return articlesFrom(warehouse, 0)
    .filter((article) => article.ownerId === ownerId && article.keepsStock)
    .map((article) => {
      const levels = article.levels.filter((entry) => isMeant(entry.warehouseId))
      const present = levels.reduce((sum, entry) => sum + entry.level.numberOfItems, 0)
      return { article, quantity: roundQuantity(present - (since.get(article.id) ?? 0)) }
    })
    .filter(({ quantity }) => quantity !== 0)
    .toArray()
}

/** What came and went after a time, by article: all of it stands with its time on orders, purchase orders and adjustments. */
const changesSince = (
  warehouse: Warehouse,
  ownerId: number,
  at: number,
  isMeant: (warehouseId: number) => boolean
): ReadonlyMap<number, number> => {
  const changes = new Map<number, number>()
  const note = (articleId: number, time: number | null, quantity: number) => {
    if (time !== null && time > at) changes.set(articleId, (changes.get(articleId) ?? 0) + quantity)
  }
  for (const order of warehouse.orders.values())
    if (order.ownerId === ownerId && isMeant(order.warehouseId))
      for (const { articleId, items } of order.lines)
        for (const { pickedAt, quantity, returned } of items) {
          note(articleId, pickedAt, -quantity)
          if (returned?.scrapped === false) note(articleId, returned.at, quantity)
        }
  for (const order of warehouse.purchaseOrders.values())
    if (order.ownerId === ownerId && isMeant(order.warehouseId))
      for (const { articleId, keepsStock, receipts } of order.lines)
        if (keepsStock) for (const receipt of receipts) note(articleId, receipt.at, receipt.quantity)
  // Returned goods that were scrapped never were in stock again.
  for (const adjustment of warehouse.adjustments.values())
    if (adjustment.ownerId === ownerId && isMeant(adjustment.warehouseId) && adjustment.returnRemovedByOrder === null)
      note(adjustment.articleId, adjustment.at, adjustment.quantity)
  return changes
}
