import { ArticleSystemId, type OngoingArticle } from "@omnium-ongoing/domain/ongoing/OngoingArticle"
import { Schema } from "effect"

/** Ongoing's model is closed: only names it knows may be sent. What is undefined here is left out of the JSON. */
export const postArticle = (article: OngoingArticle) => ({
  goodsOwnerId: article.goodsOwnerId,
  articleNumber: article.articleNumber,
  productCode: article.productCode,
  articleName: article.articleName,
  description: article.description,
  isActive: article.isActive,
  barCodeInfo: { barCode: article.barCode },
  weight: article.weight,
  articleColor: article.articleColor && { code: article.articleColor, name: article.articleColor },
  articleSize: article.articleSize && { code: article.articleSize, name: article.articleSize },
  supplierInfo:
    article.supplierName === undefined && article.supplierArticleNumber === undefined
      ? undefined
      : { supplierName: article.supplierName, supplierArticleNumber: article.supplierArticleNumber },
  linkToPicture: article.linkToPicture
})

export const PostArticleAnswer = Schema.Struct({ articleSystemId: ArticleSystemId })
