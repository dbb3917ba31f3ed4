import { emptyLevel, type StockLevel } from "./Stock.ts"
import type { PostArticle } from "./wire/PostArticle.ts"

/** An article of a goods owner: what was last put, and its stock in each warehouse that ever held some. */
export interface Article {
  readonly id: number
  readonly ownerId: number
  readonly number: string
  readonly sent: PostArticle
  readonly kind: "Stock" | "Structure" | "Production"
  /** Services and kits keep none of their own. */
  readonly keepsStock: boolean
  readonly created: number
  readonly dataUpdated: number
  readonly stockChanged: number | null
  readonly lastIn: number | null
  readonly levels: ReadonlyArray<WarehouseLevel>
  /** What came in on purchase orders, oldest first. */
  readonly receipts: ReadonlyArray<ArticleReceipt>
}

export interface WarehouseLevel {
  readonly warehouseId: number
  readonly level: StockLevel
  /** How many were there before anything happened. */
  readonly opening: number
  /** Of the goods that no receipt accounts for; what is locked, and locked for sale, has the two ids that follow. */
  readonly articleItemId: number
}

export type ItemLock = "none" | "locked" | "lockedForSale"

export interface ArticleReceipt {
  readonly articleItemId: number
  readonly warehouseId: number
  readonly quantity: number
  readonly at: number
  readonly purchaseOrderId: number
  readonly purchaseOrderLineId: number
  /** Whether its status keeps it from being picked, or from being sold too. */
  readonly lock: ItemLock
}

/** Ids that a warehouse's level takes up. */
export const idsPerLevel = 3

/** What an article is by what was sent of it. */
export const articleKind = ({ structureDefinition, isStockArticle }: PostArticle) => {
  const kind = structureDefinition?.articleKind ?? "Stock"
  return { kind, keepsStock: isStockArticle !== false && kind !== "Structure" } as const
}

/** Made up of other articles when it is ordered. */
export const isKit = (article: Article): boolean => article.kind === "Structure"

export const levelIn = (article: Article, warehouseId: number): StockLevel =>
  article.levels.find((entry) => entry.warehouseId === warehouseId)?.level ?? emptyLevel
