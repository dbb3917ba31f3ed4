import type { OngoingWarehouseId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import type { ArticleKind, InventoryLevel } from "@omnium-ongoing/domain/ongoing/InventoryLevel"
import { ArticleSystemId } from "@omnium-ongoing/domain/ongoing/OngoingArticle"
import { type Article, isKit } from "./Article.ts"
import type { Warehouse } from "./Warehouse.ts"
import { getInventoryPerWarehouse } from "./wire/GetArticle.ts"

/** An article's level in a warehouse in the port's words. */
export const portLevel = (warehouse: Warehouse, article: Article, id: OngoingWarehouseId): InventoryLevel => ({
  article: ArticleSystemId.make(article.id),
  sku: article.number,
  sellable: getInventoryPerWarehouse(warehouse, article, [id]).inventoryPerWarehouse[0]?.sellableNumberOfItems
})

export const portKind = (article: Article): ArticleKind => {
  if (article.sent.isActive === false) return "inactive"
  if (isKit(article)) return "kit"
  return article.keepsStock ? "stock" : "non-stock"
}
