import type { OmniumProduct, OmniumSku } from "../omnium/OmniumProduct.ts"
import type { OmniumStore } from "../omnium/OmniumSettings.ts"
import { isOngoingStore } from "../omnium/OngoingStore.ts"
import type { OngoingGoodsOwnerId } from "../ongoing/Identifiers.ts"
import type { OngoingArticle } from "../ongoing/OngoingArticle.ts"
import { articleKey } from "../sync/ProductItem.ts"
import { requestHash } from "../sync/RequestHash.ts"
import { articleMapping, deletedArticle } from "./ArticleMapping.ts"

/** A SKU's article at a goods owner as it should be, and how the journal knows it. */
export interface ProductArticle {
  readonly sku: OmniumSku
  readonly article: OngoingArticle
  readonly key: string
  readonly hash: string
}

export const articlesOf = (product: OmniumProduct, owner: OngoingGoodsOwnerId): ReadonlyArray<ProductArticle> =>
  product.skus
    .filter((sku) => !sku.isVirtual)
    .map((sku) => {
      const article = sku.isDeleted ? deletedArticle(sku, owner) : articleMapping(sku, owner)
      return { sku, article, key: articleKey(sku.skuId, owner), hash: requestHash(article) }
    })

/** What an article that was never written is made for: because it is asked for, or because some of it is for sale. */
export type NewArticles =
  | { readonly _tag: "Asked" }
  | { readonly _tag: "Available"; readonly warehouses: ReadonlySet<string> }

export const whatIsAvailable = (stores: ReadonlyArray<OmniumStore>): NewArticles => ({
  _tag: "Available",
  warehouses: new Set(stores.filter(isOngoingStore).map((store) => store.id))
})

/** What was written once stays up to date; what was not is not written because it was deleted. */
export const isWanted = (sku: OmniumSku, isWritten: boolean, newArticles: NewArticles): boolean => {
  if (isWritten) return true
  if (sku.isDeleted) return false
  if (newArticles._tag === "Asked") return true
  // That a search finds the product in stock says little: what it looks at is copied from time to time.
  return (
    sku.availableInventory > 0 && (sku.stockedIn?.some((warehouse) => newArticles.warehouses.has(warehouse)) ?? true)
  )
}
