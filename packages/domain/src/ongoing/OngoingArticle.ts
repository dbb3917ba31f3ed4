import { Schema } from "effect"
import { OngoingGoodsOwnerId } from "./Identifiers.ts"

/** Ongoing's own number of an article; unique within one installation. */
export const ArticleSystemId = Schema.Int.pipe(Schema.brand("ArticleSystemId"))
export type ArticleSystemId = typeof ArticleSystemId.Type

const Text = Schema.optionalKey(Schema.String)

/** An article as we write it: always the whole of it, because a PUT replaces the whole of it. */
export const OngoingArticle = Schema.Struct({
  goodsOwnerId: OngoingGoodsOwnerId,
  articleNumber: Schema.String,
  productCode: Schema.String,
  articleName: Schema.String,
  description: Text,
  isActive: Schema.Boolean,
  /** Empty clears it: two active articles may not share one. */
  barCode: Schema.String,
  /** Kilograms. */
  weight: Schema.optionalKey(Schema.Finite),
  articleColor: Text,
  articleSize: Text,
  supplierName: Text,
  supplierArticleNumber: Text,
  linkToPicture: Text
})
export type OngoingArticle = typeof OngoingArticle.Type

/** An article that is there, with what we would have had to write to make it so. */
export interface OngoingArticleState {
  readonly articleSystemId: ArticleSystemId
  readonly article: OngoingArticle
}
