import { Effect, Schema } from "effect"
import { ArticleSystemId, OngoingArticle } from "../ongoing/OngoingArticle.ts"
import { Journal, type JournalError } from "../ports/Journal.ts"
import { Ongoing, type OngoingError } from "../ports/Ongoing.ts"
import type { Intent } from "../sync/Intent.ts"
import { requestHash } from "../sync/RequestHash.ts"
import type { WorkItem } from "../sync/WorkItem.ts"

/** What became of an article. One that is refused stops no other of its product. */
export type Put =
  | { readonly _tag: "Known" | "Written"; readonly id: ArticleSystemId }
  | { readonly _tag: "Refused"; readonly message: string }

const text = Schema.fromJsonString(OngoingArticle)
const encode = Schema.encodeSync(text)
const decode = Schema.decodeUnknownEffect(text)

/** Whether the article is known to be out of use. */
export const isOutOfUse = (intent: Intent): boolean => intent.state === "confirmed" && intent.kept.isActive === "false"

/**
 * Makes the article so in Ongoing, unless it was written so the last time. A PUT by article number: repeating it with
 * the same content changes nothing. What was refused is not repeated unchanged, unless somebody asks for it.
 */
export const putArticle = Effect.fn("putArticle")(function* (
  item: WorkItem,
  key: string,
  article: OngoingArticle,
  before: Intent | undefined
) {
  const hash = requestHash(article)
  const known = before?.hash === hash ? before : undefined
  if (known?.state === "confirmed" && known.reference !== undefined) {
    return { _tag: "Known", id: ArticleSystemId.make(Number(known.reference)) } satisfies Put
  }
  if (known?.kept.refusal !== undefined && item.source !== "operator") {
    return { _tag: "Refused", message: known.kept.refusal } satisfies Put
  }
  // One that may already be under way is finished first, so that it cannot arrive after a newer one.
  if (before?.state === "open" && known === undefined) yield* sent(item, before)
  return yield* sent(item, {
    tenant: item.tenant,
    flow: "product-export",
    key,
    state: "open",
    request: encode(article),
    hash,
    kept: article.isActive ? {} : { isActive: "false" },
    ...(before?.reference === undefined ? {} : { reference: before.reference })
  })
})

const sent = Effect.fnUntraced(function* (item: WorkItem, intent: Intent) {
  const ongoing = yield* Ongoing
  const journal = yield* Journal
  // What cannot be read was not written by this code: a defect.
  const article = yield* Effect.orDie(decode(intent.request))
  return yield* journal
    .recorded(
      { tenant: item.tenant, item: item.id, system: "ongoing", operation: "PUT /articles", key: item.key, intent },
      ongoing.putArticle(article),
      (id) => ({ intents: [{ ...intent, state: "confirmed", request: "", reference: String(id) }] })
    )
    .pipe(
      Effect.map((id): Put => ({ _tag: "Written", id })),
      Effect.catchTag(
        "OngoingError",
        (error: OngoingError): Effect.Effect<Put, OngoingError | JournalError, Journal> =>
          error.reason._tag === "Refused" ? refused(intent, error.reason.message) : Effect.fail(error)
      )
    )
})

const refused = Effect.fnUntraced(function* (intent: Intent, message: string) {
  const journal = yield* Journal
  const kept = { ...intent.kept, refusal: message }
  yield* journal.commit({ intents: [{ ...intent, state: "refused", request: "", kept }] })
  return { _tag: "Refused", message } satisfies Put
})
