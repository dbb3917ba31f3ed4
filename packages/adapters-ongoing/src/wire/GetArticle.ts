import type { OngoingGoodsOwnerId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import {
  ArticleSystemId,
  type OngoingArticle,
  type OngoingArticleState
} from "@omnium-ongoing/domain/ongoing/OngoingArticle"
import { Schema } from "effect"
import { absent, orUndefined, quantity, text } from "./Tolerant.ts"

const codeName = absent(Schema.Struct({ code: text, name: text }))

const Article = Schema.Struct({
  articleSystemId: ArticleSystemId,
  articleNumber: text,
  articleName: text,
  productCode: text,
  description: text,
  isActive: absent(Schema.Boolean),
  barCodeInfo: absent(Schema.Struct({ barCode: text })),
  weight: quantity,
  articleColor: codeName,
  articleSize: codeName,
  supplierInfo: absent(Schema.Struct({ supplierName: text, supplierArticleNumber: text })),
  linkToPicture: text
})
export const ArticleList = Schema.NullOr(Schema.Array(Article))

/** None for an article without a number. */
export const articleState = (
  owner: OngoingGoodsOwnerId,
  row: typeof Article.Type
): ReadonlyArray<OngoingArticleState> => {
  if (!row.articleNumber) return []
  const article = present({
    goodsOwnerId: owner,
    articleNumber: row.articleNumber,
    productCode: row.productCode ?? "",
    articleName: row.articleName ?? "",
    isActive: row.isActive ?? true,
    barCode: row.barCodeInfo?.barCode ?? "",
    description: orUndefined(row.description),
    weight: row.weight ?? undefined,
    articleColor: orUndefined(row.articleColor?.name),
    articleSize: orUndefined(row.articleSize?.name),
    supplierName: orUndefined(row.supplierInfo?.supplierName),
    supplierArticleNumber: orUndefined(row.supplierInfo?.supplierArticleNumber),
    linkToPicture: orUndefined(row.linkToPicture)
  })
  return [{ articleSystemId: row.articleSystemId, article }]
}

type Optional = { readonly [K in keyof OngoingArticle]: OngoingArticle[K] | undefined }

const present = (article: Optional): OngoingArticle =>
  // Only members that may be left out are undefined.
  Object.fromEntries(Object.entries(article).filter(([, value]) => value !== undefined)) as OngoingArticle
