import type { OngoingWarehouseId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import type { ArticleKind, InventoryLevel } from "@omnium-ongoing/domain/ongoing/InventoryLevel"
import { ArticleSystemId } from "@omnium-ongoing/domain/ongoing/OngoingArticle"
import { Schema } from "effect"
import { absent, quantity, text } from "./Tolerant.ts"

const InventoryPerWarehouse = Schema.Struct({
  articleSystemId: ArticleSystemId,
  articleNumber: text,
  inventoryPerWarehouse: absent(
    Schema.Array(Schema.Struct({ warehouseId: Schema.Int, sellableNumberOfItems: quantity }))
  )
})
export type InventoryPerWarehouse = typeof InventoryPerWarehouse.Type
export const InventoryList = Schema.NullOr(Schema.Array(InventoryPerWarehouse))

const flag = absent(Schema.Boolean)
const ArticleKinds = Schema.Struct({
  articleSystemId: ArticleSystemId,
  isStockArticle: flag,
  isActive: flag,
  articleKind: text
})
export type ArticleKinds = typeof ArticleKinds.Type
export const ArticleKindList = Schema.NullOr(Schema.Array(ArticleKinds))

/** What is not told is an ordinary article. A "Production" article is made in the warehouse, and then lies there. */
export const kindOf = ({ isActive, isStockArticle, articleKind }: ArticleKinds): ArticleKind => {
  if (isActive === false) return "inactive"
  if (articleKind === "Structure") return "kit"
  return isStockArticle === false ? "non-stock" : "stock"
}

/** None for an article without a number. */
export const inventoryLevel = (
  row: InventoryPerWarehouse,
  warehouse: OngoingWarehouseId
): ReadonlyArray<InventoryLevel> => {
  if (!row.articleNumber) return []
  const level = row.inventoryPerWarehouse?.find((each) => each.warehouseId === warehouse)
  const sellable = level?.sellableNumberOfItems ?? undefined
  return [{ article: row.articleSystemId, sku: row.articleNumber, sellable }]
}
