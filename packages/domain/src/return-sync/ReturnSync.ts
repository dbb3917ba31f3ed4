import { DateTime, Effect, Option, Schema } from "effect"
import { PropertyKey, queuedStatus } from "../omnium/OmniumNames.ts"
import { isOn, type OmniumOrder, propertyOf } from "../omnium/OmniumOrder.ts"
import { NewReturn } from "../omnium/OmniumReturn.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium, type OmniumError } from "../ports/Omnium.ts"
import { CrashPoint } from "../ports/Upstream.ts"
import { writeOutcome } from "../sync/Audit.ts"
import { causes } from "../sync/Cause.ts"
import type { Intent } from "../sync/Intent.ts"
import { notYet } from "../sync/NotYet.ts"
import { awaitedUntil } from "../sync/StaleStock.ts"
import { done, type Outcome, type WorkItem } from "../sync/WorkItem.ts"
import { keysOn, type ReturnKey, read, write } from "./OngoingReturnKey.ts"
import { type NewlyReturned, newlyReturned } from "./ReturnedItems.ts"
import { givenUp, report, returnedOrder, seenBy } from "./ReturnedOrderSync.ts"
import { type MappedReturn, returnMapping } from "./ReturnMapping.ts"
import { isUndelivered, notDeliveredYet, sameBut } from "./UndeliveredReturnSync.ts"

/**
 * Brings what came back of an Ongoing order, as it was seen, to Omnium as one return, and only then reports it to
 * Ongoing. Every step may be done again: Omnium itself tells, by `OngoingReturnKey`, what it holds.
 */
export const returnSync = Effect.fn("returnSync")(function* (item: WorkItem) {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  const omnium = yield* Omnium
  const now = yield* DateTime.now
  const seen = seenBy(item)
  const lost = Option.getOrUndefined(yield* journal.intent(tenant.id, "return-sync", intentKey(item)))
  if (lost?.state === "open") {
    const waits = yield* finish(lost, now)
    if (waits !== undefined) return waits
  }
  const found = yield* returnedOrder(seen.order)
  if (found === undefined) {
    return skipped("order-not-ours", `No order of this tenant belongs to the Ongoing order ${seen.order}.`)
  }
  const { state, order, shipments } = found
  if (DateTime.isLessThan(order.created, tenant.from)) {
    return skipped("older-than-from", causes["older-than-from"].words)
  }
  if (order.status === queuedStatus) {
    return notYet(item, now, "refused-by-omnium", `Omnium still has the order ${order.id} in its queue.`)
  }

  if (tenant.syncsOrders && isUndelivered(state, shipments, now)) {
    return yield* notDeliveredYet(item, now)
  }

  const held = keysOn(order)
  const others = (yield* givenUp(tenant.id, item.key)).filter((each) => each.id !== item.id)
  // It stands for the very same return until somebody decides, and there is nothing here that would settle it.
  const same = others.find((each) => each.state !== "skipped" && each.reference === item.reference)
  if (same !== undefined) return { _tag: "Coalesced", into: same.id, message: `As item ${same.id}.` } satisfies Outcome
  const given = others.map(seenBy)
  const newly = newlyReturned(seen, state, [...held, ...given])
  const own = referenceTo(seen.order, newly)
  // Were it given up, it would stand for what others stand for already.
  if (newly.length > 0 && own !== item.reference) {
    return done("Passed on: a part of it is returned or given up already.", [sameBut(item, own)])
  }
  const orderTypes = yield* omnium.orderTypes
  const { request, unfit } = returnMapping({
    state,
    order,
    shipments,
    orderType: orderTypes.find((type) => type.name === order.orderType),
    returnTypes: yield* omnium.returnTypes,
    newly
  })
  yield* (yield* CrashPoint)("return before create")
  if (request !== undefined) yield* create(item, request, order)
  const accounted = request === undefined ? held : [...held, ...Option.toArray(read(keyOf(request)))]
  if (accounted.length > 0 && !isOn(propertyOf(order.properties, PropertyKey.ReturnedByOngoing))) {
    yield* journal.recorded(
      {
        tenant: item.tenant,
        item: item.id,
        system: "omnium",
        operation: "PATCH /api/Orders/{orderId}/PatchOrder",
        key: item.key
      },
      omnium.changeOrderProperties(order.id, {
        set: [{ key: PropertyKey.ReturnedByOngoing, value: "true" }],
        remove: []
      })
    )
  }
  yield* (yield* CrashPoint)("return before report")
  const reported = yield* report(item, state, accounted)

  if (unfit[0] !== undefined) return unfitOutcome(item, unfit)
  if (request === undefined && !reported) return skipped("unchanged", causes.unchanged.words)
  return done(request === undefined ? "Reported to Ongoing." : "Returned in Omnium and reported to Ongoing.")
})

const skipped = (cause: "order-not-ours" | "older-than-from" | "unchanged", message: string): Outcome => ({
  _tag: "Skipped",
  cause,
  message
})

/** What cannot be brought is given up as an item of its own, which stands for nothing else. */
const unfitOutcome = (item: WorkItem, unfit: MappedReturn["unfit"]): Outcome => {
  const reference = referenceTo(
    seenBy(item).order,
    unfit.map((each) => each.newly)
  )
  const message = unfit.map((each) => each.message).join(" ")
  return reference === item.reference
    ? { _tag: "Dead", cause: unfit[0]?.cause ?? "unexpected-failure", message }
    : done(message, [sameBut(item, reference)])
}

const referenceTo = (order: ReturnKey["order"], newly: ReadonlyArray<NewlyReturned>): string =>
  write({ order, lines: new Map(newly.map(({ line, spans }) => [line.orderLineId, spans])) })

const decodeRequest = Schema.decodeUnknownEffect(Schema.fromJsonString(NewReturn))
const encodeRequest = Schema.encodeSync(Schema.fromJsonString(NewReturn))

/** One for what was seen: returns of the same order that were seen later are other items. */
const intentKey = ({ reference = "" }: WorkItem): string => reference

const keyOf = (request: NewReturn): string => propertyOf(request.properties, PropertyKey.OngoingReturnKey) ?? ""

const carries = (order: OmniumOrder, request: NewReturn): boolean =>
  order.returns.some((each) => propertyOf(each.properties, PropertyKey.OngoingReturnKey) === keyOf(request))

const closed = (intent: Intent, state: "confirmed" | "refused"): Intent => ({ ...intent, state, request: "" })

/** Finishes a request that may have arrived, or may still: it is there, it can arrive no more, or that is waited for. */
const finish = Effect.fn("returnSync.finish")(function* (intent: Intent, now: DateTime.Utc) {
  const journal = yield* Journal
  const omnium = yield* Omnium
  // What cannot be read was not written by this code: a defect.
  const request = yield* Effect.orDie(decodeRequest(intent.request))
  const order = Option.getOrUndefined(yield* omnium.order(request.orderId))
  if (order === undefined || carries(order, request)) {
    yield* journal.commit({ intents: [closed(intent, order === undefined ? "refused" : "confirmed")] })
    return undefined
  }
  const settles = awaitedUntil(DateTime.makeUnsafe(intent.kept.sentAt ?? 0), now)
  if (settles !== undefined) {
    const message = causes["outcome-unknown"].words
    return { _tag: "Later", cause: "outcome-unknown", message, notBefore: settles, attempt: false } satisfies Outcome
  }
  // What is left of each line may be less by now, so it is divided anew.
  yield* journal.commit({ intents: [closed(intent, "refused")] })
  return undefined
})

const create = Effect.fn("returnSync.create")(function* (item: WorkItem, request: NewReturn, order: OmniumOrder) {
  const journal = yield* Journal
  const omnium = yield* Omnium
  const intent: Intent = {
    tenant: item.tenant,
    flow: "return-sync",
    key: intentKey(item),
    state: "open",
    request: encodeRequest(request),
    hash: keyOf(request),
    kept: { sentAt: DateTime.formatIso(yield* DateTime.now) }
  }
  const sent = journal.recorded(
    {
      tenant: item.tenant,
      item: item.id,
      system: "omnium",
      operation: "POST /api/Returns/{orderId}/Return",
      key: item.key,
      intent,
      stale: staleStock(item.tenant, request, order)
    },
    omnium.createReturn(request),
    (reference) => ({ intents: [{ ...closed(intent, "confirmed"), reference }] })
  )
  yield* sent.pipe(
    Effect.catchTag("OmniumError", (error: OmniumError) =>
      writeOutcome(error.reason) === "unknown"
        ? Effect.fail(error)
        : Effect.gen(function* () {
            // A request that was applied and lost its answer may be refused when it is repeated.
            const after =
              error.reason._tag === "Refused" ? Option.getOrUndefined(yield* omnium.order(request.orderId)) : undefined
            const isThere = after !== undefined && carries(after, request)
            yield* journal.commit({ intents: [closed(intent, isThere ? "confirmed" : "refused")] })
            if (!isThere) return yield* error
          })
    )
  )
})

/** A tenant's own return workflow may book stock, although it is asked not to. */
const staleStock = (tenant: string, { storeId, lines }: NewReturn, order: OmniumOrder) => {
  if (storeId === undefined) return []
  const returned = new Set(lines.map((line) => line.lineItemId))
  const skus = order.shipments
    .flatMap((shipment) => shipment.lines)
    .filter((line) => returned.has(line.lineItemId))
    .map((line) => line.code)
  return [...new Set(skus)].map((sku) => ({ tenant, warehouse: storeId, sku }))
}
