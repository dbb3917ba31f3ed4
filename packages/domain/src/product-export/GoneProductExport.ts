import { DateTime, Effect, Option } from "effect"
import { OngoingGoodsOwnerId } from "../ongoing/Identifiers.ts"
import { Journal } from "../ports/Journal.ts"
import { Ongoing } from "../ports/Ongoing.ts"
import { notYet } from "../sync/NotYet.ts"
import { articleKey } from "../sync/ProductItem.ts"
import { done, type Outcome, type WorkItem } from "../sync/WorkItem.ts"
import { isOutOfUse, putArticle, waitsUntil } from "./PutArticleExport.ts"
import { refusedByOngoing } from "./RefusedArticles.ts"

/**
 * What Omnium has removed altogether cannot be mapped any more: its article stays as Ongoing has it, but out of use and
 * without its barcode.
 */
export const goneProductExport = Effect.fn("goneProductExport")(function* (item: WorkItem) {
  const ongoing = yield* Ongoing
  const journal = yield* Journal
  const owner = OngoingGoodsOwnerId.make(Number(item.reference))
  const key = articleKey(item.key, owner)
  const last = Option.getOrUndefined(yield* journal.intent(item.tenant, "product-export", key))
  if (last === undefined) {
    // Omnium calls before it saves.
    return item.source === "workflow"
      ? notYet(item, yield* DateTime.now, "product-not-found", notFound(item).message)
      : notFound(item)
  }
  if (isOutOfUse(last)) return notFound(item)
  const [state] = yield* ongoing.articlesByNumber(owner, [item.key])
  if (state === undefined) {
    if (last.state === "open") return notFound(item)
    yield* journal.commit({ intents: [{ ...last, state: "confirmed", hash: "", kept: { isActive: "false" } }] })
    return notFound(item)
  }
  const put = yield* putArticle(item, key, { ...state.article, isActive: false, barCode: "" }, last)
  if (put._tag === "Waits") return waitsUntil(put.until)
  return put._tag === "Refused"
    ? refusedByOngoing([{ number: item.key, message: put.message }])
    : (done("Omnium has removed it: its article is out of use.") satisfies Outcome)
})

const notFound = (item: WorkItem) =>
  ({
    _tag: "Skipped",
    cause: "product-not-found",
    message: `Omnium has no product ${item.key}.`
  }) satisfies Outcome
