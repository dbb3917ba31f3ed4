import { type Article, keepsStock, levelIn } from "./Article.ts"
import { type Refusal, refused } from "./Refusal.ts"
import { emptyLevel, free, roundQuantity } from "./Stock.ts"
import { type Act, changeLevel, type Warehouse } from "./Warehouse.ts"

/** A count, a breakage, a find: so many more or fewer on the shelves. Goods that are reserved or locked cannot vanish. */
export const adjustStock = (
  warehouse: Warehouse,
  article: Article,
  warehouseId: number,
  quantity: number,
  act: Act
): Refusal | undefined => {
  const refusal = refuseChange(warehouse, article, warehouseId)
  if (refusal !== undefined) return refusal
  const level = levelIn(article, warehouseId)
  if (free(level) + quantity < 0)
    return refused(
      `Warehouse ${warehouseId} has ${free(level)} of article '${article.number}' that are neither reserved nor locked.`
    )
  changeLevel(warehouse, { articleId: article.id, warehouseId, level: { ...emptyLevel, numberOfItems: quantity } }, act)
  return undefined
}

/** Locks goods, or frees them when the quantity is negative. Locked goods are not picked; for sale, they are not sold either. */
export const lockStock = (
  warehouse: Warehouse,
  article: Article,
  warehouseId: number,
  quantity: number,
  forSale: boolean,
  act: Act
): Refusal | undefined => {
  const refusal = refuseChange(warehouse, article, warehouseId)
  if (refusal !== undefined) return refusal
  const level = levelIn(article, warehouseId)
  const held = forSale ? level.lockedForSale : roundQuantity(level.locked - level.lockedForSale)
  if (quantity > free(level) || -quantity > held)
    return refused(
      `Warehouse ${warehouseId} has ${free(level)} of article '${article.number}' to lock and ${held} to free.`
    )
  const change = { ...emptyLevel, locked: quantity, lockedForSale: forSale ? quantity : 0 }
  changeLevel(warehouse, { articleId: article.id, warehouseId, level: change }, act)
  return undefined
}

const refuseChange = (warehouse: Warehouse, article: Article, warehouseId: number): Refusal | undefined => {
  if (!warehouse.sites.has(warehouseId)) return refused(`There is no warehouse with id ${warehouseId}.`)
  if (!keepsStock(article)) return refused(`Article '${article.number}' keeps no stock.`)
  return undefined
}
