import { DateTime, Effect, Stream } from "effect"
import { make as markOf, parse as parseMark } from "../ongoing/GoodsOwnerOrderId.ts"
import type { OngoingGoodsOwnerId } from "../ongoing/Identifiers.ts"
import type { OngoingOrderState } from "../ongoing/OngoingOrderState.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Ongoing } from "../ports/Ongoing.ts"
import { ofGoodsOwner } from "../sync/Lane.ts"
import { type Counts, noCounts, skippedAlso } from "../sync/SyncReport.ts"
import type { NewItem, WorkItem } from "../sync/WorkItem.ts"
import { write } from "./OngoingReturnKey.ts"
import { unreported } from "./ReturnedItems.ts"

export const returnSyncTask = "SyncReturns"

/**
 * Finds the orders of a goods owner of which more has come back than was reported. No clock is part of the question,
 * so there is no cursor: what has not been dealt with is found again.
 */
export const returnScan = Effect.fn("returnScan")(function* (owner: OngoingGoodsOwnerId, run: string) {
  const tenant = yield* CurrentTenant
  const ongoing = yield* Ongoing
  const journal = yield* Journal
  const read = Effect.fnUntraced(function* (counts: Counts, orders: ReadonlyArray<OngoingOrderState>) {
    const items: Array<NewItem> = []
    let after = counts
    for (const state of orders) {
      const seen = unreported(state)
      if (seen === undefined) continue
      const item: NewItem = {
        tenant: tenant.id,
        flow: "return-sync",
        key: keyOf(state),
        reference: write(seen),
        lane: ofGoodsOwner(tenant.installation, owner),
        source: "poll",
        run
      }
      if (state.created !== undefined && DateTime.isLessThan(state.created, tenant.from)) {
        after = skippedAlso(after, "older-than-from")
        continue
      }
      const answer = yield* answerTo(item)
      if (answer === undefined) items.push(item)
      else after = skippedAlso(after, "unchanged")
      // Its report has not come to it yet, or was undone.
      if (answer !== undefined && isGivenUp(answer)) items.push({ ...item, flow: "return-errors", source: "connector" })
    }
    if (items.length > 0) yield* journal.commit({ items })
    return after
  })
  return yield* Stream.runFoldEffect(
    ongoing.ordersWithUnreportedReturns(owner),
    () => noCounts,
    (counts, page) => read(counts, page.orders)
  )
})

/** The Omnium shipment's key, by the mark in the order; an order without our mark is its own. */
const keyOf = ({ orderId, goodsOwnerOrderId = "" }: OngoingOrderState): string =>
  parseMark(goodsOwnerOrderId)._tag === "Some" ? goodsOwnerOrderId : markOf("ongoing", String(orderId))

/** What nobody here could do anything about is looked at again after so long. */
const pause = { hours: 6 }

const mostAnswers = 50

const isGivenUp = ({ state, cause }: WorkItem): boolean => state !== "skipped" || cause === "dismissed"

/** The very same return is given up until somebody decides, or it was looked at lately and was not for us. */
const answerTo = Effect.fnUntraced(function* ({ tenant, flow, key, reference }: NewItem) {
  const journal = yield* Journal
  const now = yield* DateTime.now
  const answers = yield* journal.items({ tenant, flow, key, states: ["dead", "held", "skipped"], limit: mostAnswers })
  const settles = (item: WorkItem) =>
    isGivenUp(item) ||
    (item.cause !== "not-delivered-yet" &&
      item.finishedAt !== undefined &&
      DateTime.isGreaterThan(DateTime.addDuration(item.finishedAt, pause), now))
  return answers.find((item) => item.key === key && item.reference === reference && settles(item))
})
