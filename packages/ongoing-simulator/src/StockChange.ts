import { type Article, levelIn } from "./Article.ts"
import { noteAdjustment } from "./InventoryEvent.ts"
import { type Refusal, refused } from "./Refusal.ts"
import { emptyLevel, free, roundQuantity } from "./Stock.ts"
import { type Act, changeLevel, type Warehouse } from "./Warehouse.ts"

/** Where, and why if somebody said so. */
export interface StockPlace {
  readonly article: Article
  readonly warehouseId: number
  readonly cause: string | undefined
}

/** A breakage, a find: so many more or fewer on the shelves. Goods that are reserved or locked cannot vanish. */
export const adjustStock = (warehouse: Warehouse, place: StockPlace, quantity: number, act: Act): Refusal | undefined =>
  change(warehouse, place, quantity, false, act)

/** So many are on the shelves, whatever was thought before. */
export const countStock = (warehouse: Warehouse, place: StockPlace, counted: number, act: Act): Refusal | undefined => {
  const before = levelIn(place.article, place.warehouseId).numberOfItems
  return change(warehouse, place, roundQuantity(counted - before), true, act)
}

/** Locks goods, or frees them when the quantity is negative. Locked goods are not picked; for sale, they are not sold either. */
export const lockStock = (
  warehouse: Warehouse,
  { article, warehouseId }: StockPlace,
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
  const difference = { ...emptyLevel, locked: quantity, lockedForSale: forSale ? quantity : 0 }
  changeLevel(warehouse, { articleId: article.id, warehouseId, level: difference }, act)
  return undefined
}

const change = (
  warehouse: Warehouse,
  { article, warehouseId, cause }: StockPlace,
  quantity: number,
  isCount: boolean,
  act: Act
): Refusal | undefined => {
  const refusal = refuseChange(warehouse, article, warehouseId)
  if (refusal !== undefined) return refusal
  const level = levelIn(article, warehouseId)
  if (free(level) + quantity < 0)
    return refused(
      `Warehouse ${warehouseId} has ${free(level)} of article '${article.number}' that are neither reserved nor locked.`
    )
  if (quantity === 0) return undefined
  changeLevel(warehouse, { articleId: article.id, warehouseId, level: { ...emptyLevel, numberOfItems: quantity } }, act)
  const levels = warehouse.articles.get(article.id)?.levels ?? []
  noteAdjustment(
    warehouse,
    {
      ownerId: article.ownerId,
      articleId: article.id,
      articleItemId: levels.find((each) => each.warehouseId === warehouseId)?.articleItemId ?? 0,
      warehouseId,
      quantity,
      cause: cause === undefined ? null : { code: cause, name: cause },
      isCount,
      returnRemovedByOrder: null
    },
    act
  )
  return undefined
}

const refuseChange = (warehouse: Warehouse, article: Article, warehouseId: number): Refusal | undefined => {
  if (!warehouse.sites.has(warehouseId)) return refused(`There is no warehouse with id ${warehouseId}.`)
  if (!article.keepsStock) return refused(`Article '${article.number}' keeps no stock.`)
  return undefined
}
