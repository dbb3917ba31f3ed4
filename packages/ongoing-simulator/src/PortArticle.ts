import { OngoingGoodsOwnerId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import { ArticleSystemId, type OngoingArticleState } from "@omnium-ongoing/domain/ongoing/OngoingArticle"
import type { Article } from "./Article.ts"

/** An article as the port shows it. */
export const portArticle = ({ id, ownerId, number, sent }: Article): OngoingArticleState => ({
  articleSystemId: ArticleSystemId.make(id),
  article: {
    goodsOwnerId: OngoingGoodsOwnerId.make(ownerId),
    articleNumber: number,
    productCode: sent.productCode ?? "",
    articleName: sent.articleName ?? "",
    isActive: sent.isActive ?? true,
    barCode: sent.barCodeInfo?.barCode ?? "",
    ...(sent.description && { description: sent.description }),
    ...(typeof sent.weight === "number" && { weight: sent.weight }),
    ...(sent.articleColor?.name && { articleColor: sent.articleColor.name }),
    ...(sent.articleSize?.name && { articleSize: sent.articleSize.name }),
    ...(sent.supplierInfo?.supplierName && { supplierName: sent.supplierInfo.supplierName }),
    ...(sent.supplierInfo?.supplierArticleNumber && { supplierArticleNumber: sent.supplierInfo.supplierArticleNumber }),
    ...(sent.linkToPicture && { linkToPicture: sent.linkToPicture })
  }
})
