import type { Article, ArticleReceipt, ItemLock } from "./Article.ts"
import { roundQuantity } from "./Stock.ts"

/** Goods of one kind in one place, as the stock is shown in detail. */
export interface ArticleItem {
  readonly articleItemId: number
  readonly warehouseId: number
  readonly quantity: number
  readonly inDate: number
  readonly lock: ItemLock
  readonly receipt: ArticleReceipt | null
}

/** First in, first out: what is there came with the latest receipts; what no receipt accounts for was there before. */
export const articleItems = (article: Article): ReadonlyArray<ArticleItem> =>
  article.levels.flatMap(({ warehouseId, level, articleItemId }) => {
    const before = { warehouseId, inDate: article.created, receipt: null }
    const locked = Math.min(level.locked, level.numberOfItems)
    const lockedForSale = Math.min(level.lockedForSale, locked)
    const items: Array<ArticleItem> = []
    const left = {
      none: roundQuantity(level.numberOfItems - locked),
      locked: roundQuantity(locked - lockedForSale),
      lockedForSale
    }
    for (const receipt of article.receipts.toReversed()) {
      const { lock } = receipt
      const quantity = Math.min(left[lock], receipt.quantity)
      if (quantity <= 0 || receipt.warehouseId !== warehouseId) continue
      left[lock] = roundQuantity(left[lock] - quantity)
      items.push({ articleItemId: receipt.articleItemId, warehouseId, quantity, inDate: receipt.at, lock, receipt })
    }
    const rest: ReadonlyArray<ArticleItem> = [
      { ...before, articleItemId, quantity: left.none, lock: "none" },
      { ...before, articleItemId: articleItemId + 1, quantity: left.locked, lock: "locked" },
      { ...before, articleItemId: articleItemId + 2, quantity: left.lockedForSale, lock: "lockedForSale" }
    ]
    return [...rest.filter((item) => item.quantity > 0), ...items.reverse()]
  })
