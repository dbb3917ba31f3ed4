import type { OmniumProduct } from "../omnium/OmniumProduct.ts"
import type { OngoingGoodsOwnerId } from "../ongoing/Identifiers.ts"
import { articleKey } from "../sync/ProductItem.ts"
import { requestHash } from "../sync/RequestHash.ts"
import { articleMapping, deletedArticle } from "./ArticleMapping.ts"

/** The articles of a product at a goods owner, as they should be. */
export const articlesOf = (product: OmniumProduct, owner: OngoingGoodsOwnerId) =>
  product.skus
    .filter((sku) => !sku.isVirtual)
    .map((sku) => {
      const article = product.isDeleted ? deletedArticle(sku, owner) : articleMapping(sku, owner)
      return { sku, article, key: articleKey(sku.skuId, owner), hash: requestHash(article) }
    })
