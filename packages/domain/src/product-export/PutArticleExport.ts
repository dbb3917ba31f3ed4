import { DateTime, Effect, Option, Schema } from "effect"
import { ArticleSystemId, OngoingArticle } from "../ongoing/OngoingArticle.ts"
import { Journal, type JournalError } from "../ports/Journal.ts"
import { Ongoing, type OngoingError } from "../ports/Ongoing.ts"
import { causes } from "../sync/Cause.ts"
import type { Intent } from "../sync/Intent.ts"
import { requestHash } from "../sync/RequestHash.ts"
import { awaitedUntil } from "../sync/StaleStock.ts"
import type { Outcome, WorkItem } from "../sync/WorkItem.ts"

/** What became of an article. One that is refused stops no other of its product. */
export type Put =
  | { readonly _tag: "Known" | "Written"; readonly id: ArticleSystemId }
  | { readonly _tag: "Refused"; readonly message: string }
  /** What was sent before it may still arrive, after it. */
  | { readonly _tag: "Waits"; readonly until: DateTime.Utc }

export const waitsUntil = (notBefore: DateTime.Utc): Outcome => ({
  _tag: "Later",
  cause: "outcome-unknown",
  message: causes["outcome-unknown"].words,
  notBefore,
  attempt: false
})

const encode = Schema.encodeSync(Schema.fromJsonString(OngoingArticle))

/** Whether the article is known to be out of use. */
export const isOutOfUse = (intent: Intent): boolean => intent.state === "confirmed" && intent.kept.isActive === "false"

/**
 * Makes the article so in Ongoing, unless it was written so the last time. A PUT by article number: repeating it with
 * the same content changes nothing; other content waits until none without an answer can arrive after it. What was
 * refused is not repeated unchanged, unless somebody asks for it.
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
  const now = yield* DateTime.now
  // An item of its product and one of its SKU write it, and neither waits for the other.
  const unanswered = known === undefined ? DateTime.make(before?.kept.sentAt ?? "") : Option.none()
  const until = Option.getOrUndefined(Option.map(unanswered, (at) => awaitedUntil(DateTime.toUtc(at), now)))
  if (until !== undefined) return { _tag: "Waits", until } satisfies Put
  const ongoing = yield* Ongoing
  const journal = yield* Journal
  const { sentAt } = before?.state === "open" ? before.kept : {}
  const closed: Intent = {
    tenant: item.tenant,
    flow: "product-export",
    key,
    state: "refused",
    request: "",
    hash,
    // The one without an answer is remembered: it may arrive after this one.
    kept: { ...(article.isActive ? {} : { isActive: "false" }), ...(sentAt === undefined ? {} : { sentAt }) },
    ...(before?.reference === undefined ? {} : { reference: before.reference })
  }
  const intent: Intent = {
    ...closed,
    state: "open",
    request: encode(article),
    kept: { ...closed.kept, sentAt: DateTime.formatIso(now) }
  }
  return yield* journal
    .recorded(
      { tenant: item.tenant, item: item.id, system: "ongoing", operation: "PUT /articles", key: item.key, intent },
      ongoing.putArticle(article),
      (id) => ({ intents: [{ ...closed, state: "confirmed", reference: String(id) }] })
    )
    .pipe(
      Effect.map((id): Put => ({ _tag: "Written", id })),
      Effect.catchTag(
        "OngoingError",
        (error: OngoingError): Effect.Effect<Put, OngoingError | JournalError, Journal> =>
          error.reason._tag === "Refused" ? refused(closed, error.reason.message) : Effect.fail(error)
      )
    )
})

const refused = Effect.fnUntraced(function* (closed: Intent, message: string) {
  const journal = yield* Journal
  yield* journal.commit({ intents: [{ ...closed, kept: { ...closed.kept, refusal: message } }] })
  return { _tag: "Refused", message } satisfies Put
})
