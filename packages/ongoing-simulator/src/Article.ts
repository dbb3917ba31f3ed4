import { emptyLevel, type StockLevel } from "./Stock.ts"
import type { PostArticle } from "./wire/PostArticle.ts"

/** An article of a goods owner: what was last put, and its stock in each warehouse that ever held some. */
export interface Article {
  readonly id: number
  readonly ownerId: number
  readonly number: string
  readonly sent: PostArticle
  readonly created: number
  readonly dataUpdated: number
  readonly stockChanged: number | null
  readonly lastIn: number | null
  readonly levels: ReadonlyArray<WarehouseLevel>
}

export interface WarehouseLevel {
  readonly warehouseId: number
  readonly level: StockLevel
}

/** Services and kits keep no stock of their own. */
export const keepsStock = (article: Article): boolean =>
  article.sent.isStockArticle !== false && article.sent.structureDefinition?.articleKind !== "Structure"

export const articleKind = (article: Article): string => article.sent.structureDefinition?.articleKind ?? "Stock"

export const levelIn = (article: Article, warehouseId: number): StockLevel =>
  article.levels.find((entry) => entry.warehouseId === warehouseId)?.level ?? emptyLevel

export const withLevel = (article: Article, warehouseId: number, level: StockLevel): Article => ({
  ...article,
  levels: article.levels.some((entry) => entry.warehouseId === warehouseId)
    ? article.levels.map((entry) => (entry.warehouseId === warehouseId ? { warehouseId, level } : entry))
    : [...article.levels, { warehouseId, level }]
})
