import { type Article, isKit } from "./Article.ts"
import { addLevels, emptyLevel, type StockLevel, sellable, wholeKits } from "./Stock.ts"
import { articleByNumber, type Warehouse } from "./Warehouse.ts"

/** The figures of an article as they are shown. */
export interface ShownStock extends StockLevel {
  readonly sellable: number
}

/** In some warehouses, or all. A kit is there as often as its scarcest component allows; what is booked is its own. */
export const shownStock = (
  warehouse: Warehouse,
  article: Article,
  warehouseIds: ReadonlyArray<number> | undefined
): ShownStock => {
  const own = levelOf(article, warehouseIds)
  if (!isKit(article)) return { ...own, sellable: sellable(own) }
  const kits = componentsOf(warehouse, article).map(({ component, quantity }) => {
    const level = component === undefined ? emptyLevel : levelOf(component, warehouseIds)
    return { there: wholeKits(level.numberOfItems, quantity), sellable: wholeKits(sellable(level), quantity) }
  })
  return {
    ...own,
    numberOfItems: Math.min(...kits.map((kit) => kit.there)),
    sellable: Math.min(...kits.map((kit) => kit.sellable))
  }
}

/** When the figures last changed; those of a kit follow its components. */
export const stockChangedAt = (warehouse: Warehouse, article: Article): number =>
  Math.max(
    article.stockChanged ?? Number.NEGATIVE_INFINITY,
    ...(isKit(article)
      ? componentsOf(warehouse, article).map(({ component }) => component?.stockChanged ?? Number.NEGATIVE_INFINITY)
      : [])
  )

const componentsOf = (warehouse: Warehouse, { ownerId, sent }: Article) =>
  (sent.structureDefinition?.rows ?? []).map((row) => ({
    component: articleByNumber(warehouse, ownerId, row.articleNumber),
    quantity: row.numberOfItems
  }))

const levelOf = (article: Article, warehouseIds: ReadonlyArray<number> | undefined): StockLevel => {
  const levels = article.levels.filter(
    (entry) => warehouseIds === undefined || warehouseIds.includes(entry.warehouseId)
  )
  const [first] = levels
  return first !== undefined && levels.length === 1
    ? first.level
    : levels.reduce((sum, entry) => addLevels(sum, entry.level), emptyLevel)
}
