import type { Article, ArticleReceipt } from "./Article.ts"
import { roundQuantity } from "./Stock.ts"

/** Goods of one kind in one place, as the stock is shown in detail. */
export interface ArticleItem {
  readonly articleItemId: number
  readonly warehouseId: number
  readonly quantity: number
  readonly inDate: number
  readonly lock: "none" | "locked" | "lockedForSale"
  readonly receipt: ArticleReceipt | null
}

/** First in, first out: what is there came with the latest receipts; what no receipt accounts for was there before. */
export const articleItems = (article: Article): ReadonlyArray<ArticleItem> =>
  article.levels.flatMap(({ warehouseId, level, articleItemId }) => {
    const before = { warehouseId, inDate: article.created, receipt: null }
    const locked = Math.min(level.locked, level.numberOfItems)
    const lockedForSale = Math.min(level.lockedForSale, locked)
    const items: Array<ArticleItem> = []
    let left = roundQuantity(level.numberOfItems - locked)
    for (const receipt of article.receipts.toReversed()) {
      if (left <= 0) break
      if (receipt.warehouseId !== warehouseId) continue
      const quantity = Math.min(left, receipt.quantity)
      left = roundQuantity(left - quantity)
      items.push({
        articleItemId: receipt.articleItemId,
        warehouseId,
        quantity,
        inDate: receipt.at,
        lock: "none",
        receipt
      })
    }
    const rest: ReadonlyArray<ArticleItem> = [
      { ...before, articleItemId, quantity: left, lock: "none" },
      { ...before, articleItemId: articleItemId + 1, quantity: roundQuantity(locked - lockedForSale), lock: "locked" },
      { ...before, articleItemId: articleItemId + 2, quantity: lockedForSale, lock: "lockedForSale" }
    ]
    return [...rest.filter((item) => item.quantity > 0), ...items.reverse()]
  })
