import { Effect, Option, Schema } from "effect"
import { make as articleIdOf, withArticleId } from "../omnium/OngoingArticleId.ts"
import { OngoingGoodsOwnerId } from "../ongoing/Identifiers.ts"
import { ArticleSystemId, OngoingArticle } from "../ongoing/OngoingArticle.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium } from "../ports/Omnium.ts"
import { Ongoing } from "../ports/Ongoing.ts"
import { CrashPoint } from "../ports/Upstream.ts"
import type { Intent } from "../sync/Intent.ts"
import { done, type Outcome, type WorkItem } from "../sync/WorkItem.ts"
import { articlesOf } from "./ProductArticles.ts"

const text = Schema.fromJsonString(OngoingArticle)
const encode = Schema.encodeSync(text)
const decode = Schema.decodeUnknownEffect(text)

/** Writes the articles of one product at one goods owner that are not as they should be, and their ids to Omnium. */
export const productExport = Effect.fn("productExport")(function* (item: WorkItem) {
  const omnium = yield* Omnium
  const journal = yield* Journal
  const owner = OngoingGoodsOwnerId.make(Number(item.reference))
  const product = Option.getOrUndefined(yield* omnium.product(item.key))
  if (product === undefined) {
    return {
      _tag: "Skipped",
      cause: "product-not-found",
      message: `Omnium has no product ${item.key}.`
    } satisfies Outcome
  }
  // Asked for by a SKU, because an order names it, the others of its product can wait for the scheduled task.
  const all = articlesOf(product, owner)
  const named = all.filter(({ sku }) => sku.skuId === item.key)
  const articles = named.length > 0 && item.key !== product.productId ? named : all
  const last = new Map(
    (yield* journal.intentsAmong(
      item.tenant,
      "product-export",
      articles.map((article) => article.key)
    )).map((intent) => [intent.key, intent])
  )
  let written = 0
  const ids: Array<{ readonly skuId: string; readonly externalIds: OmniumExternalIds }> = []
  for (const { sku, article, key, hash } of articles) {
    const before = last.get(key)
    // A product that was never exported is not exported because it was deleted.
    if (product.isDeleted && before === undefined) continue
    const known = before?.state === "confirmed" && before.hash === hash ? before.reference : undefined
    let id = known === undefined ? undefined : ArticleSystemId.make(Number(known))
    if (id === undefined) {
      if (before?.state === "open") yield* put(item, before)
      id = yield* put(item, intentOf(item, key, hash, article))
      written++
    }
    const externalIds = withArticleId(sku.externalIds, articleIdOf(id, owner))
    if (externalIds !== undefined && !product.isDeleted) ids.push({ skuId: sku.skuId, externalIds })
  }
  yield* (yield* CrashPoint)("product export before write-back")
  if (ids.length > 0) {
    yield* journal.recorded(
      {
        tenant: item.tenant,
        item: item.id,
        system: "omnium",
        operation: "PATCH /api/Products/{productId}",
        key: item.key
      },
      omnium.setProductExternalIds(product, ids)
    )
  }
  return written === 0 && ids.length === 0
    ? ({ _tag: "Skipped", cause: "unchanged", message: "Ongoing has it so already." } satisfies Outcome)
    : (done(`${written} of ${articles.length} articles written.`) satisfies Outcome)
})

type OmniumExternalIds = NonNullable<ReturnType<typeof withArticleId>>

const intentOf = (item: WorkItem, key: string, hash: string, article: OngoingArticle): Intent => ({
  tenant: item.tenant,
  flow: "product-export",
  key,
  state: "open",
  request: encode(article),
  hash,
  kept: {}
})

/** A PUT by article number: repeating it with the same content changes nothing. */
const put = Effect.fnUntraced(function* (item: WorkItem, intent: Intent) {
  const ongoing = yield* Ongoing
  const journal = yield* Journal
  // What cannot be read was not written by this code: a defect.
  const article = yield* Effect.orDie(decode(intent.request))
  return yield* journal.recorded(
    { tenant: item.tenant, item: item.id, system: "ongoing", operation: "PUT /articles", key: item.key, intent },
    ongoing.putArticle(article),
    (id) => ({ intents: [{ ...intent, state: "confirmed", request: "", reference: String(id) }] })
  )
})
