import { Option, Schema } from "effect"
import { OngoingGoodsOwnerId } from "../ongoing/Identifiers.ts"
import { ArticleSystemId } from "../ongoing/OngoingArticle.ts"
import { ExternalIdProvider } from "./OmniumNames.ts"
import type { ExternalId } from "./OmniumOrder.ts"

const pattern = /^(\d{1,15})_(\d{1,15})$/

/** `{ArticleSystemId}_{GoodsOwnerId}`: the external id of a product, one for each goods owner. */
export const OngoingArticleId = Schema.String.check(Schema.isPattern(pattern)).pipe(Schema.brand("OngoingArticleId"))
export type OngoingArticleId = typeof OngoingArticleId.Type

export const make = (article: ArticleSystemId, owner: OngoingGoodsOwnerId): OngoingArticleId =>
  OngoingArticleId.make(`${article}_${owner}`)

export const parse = (
  text: string
): Option.Option<{ readonly article: ArticleSystemId; readonly owner: OngoingGoodsOwnerId }> => {
  const [, article, owner] = pattern.exec(text) ?? []
  return article === undefined || owner === undefined
    ? Option.none()
    : Option.some({ article: ArticleSystemId.make(Number(article)), owner: OngoingGoodsOwnerId.make(Number(owner)) })
}

const isOf = (owner: OngoingGoodsOwnerId | undefined) => (each: ExternalId) =>
  each.providerName === ExternalIdProvider.OngoingArticleId && Option.getOrUndefined(parse(each.id))?.owner === owner

export const hasArticleIdOf = (ids: ReadonlyArray<ExternalId>, owner: OngoingGoodsOwnerId): boolean =>
  ids.some(isOf(owner))

/** The ids with this one in place of an earlier one of the same goods owner; undefined when they say so already. */
export const withArticleId = (
  ids: ReadonlyArray<ExternalId>,
  id: OngoingArticleId
): ReadonlyArray<ExternalId> | undefined => {
  const isOwners = isOf(Option.getOrUndefined(parse(id))?.owner)
  const others = ids.filter((each) => !isOwners(each))
  return ids.some((each) => isOwners(each) && each.id === id) && others.length === ids.length - 1
    ? undefined
    : [...others, { providerName: ExternalIdProvider.OngoingArticleId, id }]
}
