import { DateTime, Effect } from "effect"
import type { OngoingOrderId } from "../ongoing/Identifiers.ts"
import type { OngoingOrder } from "../ongoing/OngoingOrder.ts"
import type { OngoingOrderState } from "../ongoing/OngoingOrderState.ts"
import { cancelledStatus } from "../ongoing/StatusMeaning.ts"
import { type Commit, Journal } from "../ports/Journal.ts"
import { Ongoing, type OngoingError } from "../ports/Ongoing.ts"
import { causes } from "../sync/Cause.ts"
import type { Intent } from "../sync/Intent.ts"
import { encodeRequest, requestOf } from "../sync/OrderRequest.ts"
import { awaitedUntil } from "../sync/StaleStock.ts"
import { nextRead } from "../sync/WatchedOrder.ts"
import type { Outcome, WorkItem } from "../sync/WorkItem.ts"
import { type Difference, differences, orderHash, sameOrder } from "./OrderMapping.ts"
import { beingSent, sentTexts, withoutRefusedTexts, withWarehouseTexts } from "./WarehouseTexts.ts"

/** What an export came to before Omnium is told. */
export type Sent =
  | {
      readonly _tag: "Confirmed"
      readonly id: OngoingOrderId
      readonly replaced: string | undefined
      /** Omnium has changed it since, which is still to be brought. */
      readonly isChanged?: boolean
    }
  | Extract<Outcome, { readonly _tag: "Dead" | "Held" | "Later" }>

type Dead = Extract<Outcome, { readonly _tag: "Dead" }>

export const refusedByOngoing = (message: string): Dead => ({ _tag: "Dead", cause: "refused-by-ongoing", message })

/** A PUT would overwrite it: order numbers are not unique across markets. */
export const numberTaken = (held: ReadonlyArray<OngoingOrderState>, number: string, mark: string): Dead | undefined => {
  const other = held.find((state) => state.goodsOwnerOrderId !== mark)
  if (other === undefined) return undefined
  const whose = other.goodsOwnerOrderId === undefined ? "" : ` (${other.goodsOwnerOrderId})`
  const message = `The number ${number} is already used by the Ongoing order ${other.orderId}${whose}. Nothing was overwritten.`
  return { _tag: "Dead", cause: "order-number-taken", message }
}

/**
 * Finishes the request that may already have arrived, with its own content and what the warehouse has written since. Not
 * while it may still arrive: it would overwrite what is changed after it.
 */
export const finishOrder = Effect.fn("finishOrder")(function* (item: WorkItem, intent: Intent) {
  const ongoing = yield* Ongoing
  const wanted = yield* requestOf(intent)
  if (intent.kept.refusal !== undefined) return yield* refused(intent, wanted, intent.kept.refusal)
  const held = yield* ongoing.ordersByNumber(wanted.goodsOwnerId, [wanted.orderNumber])
  const stranger = numberTaken(held, wanted.orderNumber, wanted.goodsOwnerOrderId)
  if (stranger !== undefined) return yield* refuse(intent, stranger)
  const settles = awaitedUntil(DateTime.makeUnsafe(intent.kept.sentAt ?? 0), yield* DateTime.now)
  const isThere = held.some((state) => sameOrder(wanted, state))
  if (!isThere && settles !== undefined) {
    const message = causes["outcome-unknown"].words
    return { _tag: "Later", cause: "outcome-unknown", message, notBefore: settles, attempt: false } as const
  }
  const [ours] = held
  if (ours === undefined) return yield* put(item, intent, wanted, held)
  const { order, replaced } = withWarehouseTexts(wanted, ours, intent.kept)
  const kept = { ...intent.kept, ...(replaced.length === 0 ? {} : { replaced: replaced.join(", ") }) }
  return yield* put(item, { ...intent, request: encodeRequest(order), kept }, order, held)
})

/** Puts a new or changed order, unless Ongoing holds it as it is wanted. */
export const putOrder = Effect.fn("putOrder")(function* (
  item: WorkItem,
  wanted: OngoingOrder,
  held: ReadonlyArray<OngoingOrderState>,
  last: Intent | undefined,
  isChange: boolean
) {
  const hash = orderHash(wanted)
  const ours = held.find((state) => state.goodsOwnerOrderId === wanted.goodsOwnerOrderId)
  const before = last?.kept ?? {}
  const { order: request, replaced } =
    ours === undefined ? { order: wanted, replaced: [] } : withWarehouseTexts(wanted, ours, before)
  const intent: Intent = {
    tenant: item.tenant,
    flow: "order-export",
    key: item.key,
    state: "open",
    request: encodeRequest(request),
    hash,
    kept: {
      deliveryDate: wanted.deliveryDate,
      ...(isChange ? { isChange: "true" } : {}),
      ...(replaced.length === 0 ? {} : { replaced: replaced.join(", ") }),
      ...beingSent(wanted, before)
    }
  }
  // What was confirmed stands, whatever the warehouse has made of it since.
  const known = last?.state === "confirmed" && last.hash === hash ? last.reference : undefined
  const same = held.find((state) => String(state.orderId) === known)
  return same === undefined ? yield* put(item, intent, request, held) : yield* settle(intent, request, same)
})

/**
 * Of an order that Omnium knows as exported and the journal does not, as after its loss, nobody knows which side has
 * changed what differs: it is told, and overwritten only if a person asks for it.
 */
export const takeUpOrder = Effect.fn("takeUpOrder")(function* (
  item: WorkItem,
  wanted: OngoingOrder,
  ours: OngoingOrderState
) {
  if (item.source === "operator" || sameOrder(wanted, ours))
    return yield* putOrder(item, wanted, [ours], undefined, true)
  const message =
    `How the order was exported is not known any more, so nothing was overwritten; a retry brings what Omnium has. ` +
    `Different: ${told(wanted, ours)}.`
  const intent: Intent = {
    tenant: item.tenant,
    flow: "order-export",
    key: item.key,
    state: "refused",
    request: "",
    hash: orderHash(wanted),
    kept: { deliveryDate: wanted.deliveryDate },
    reference: String(ours.orderId)
  }
  return yield* refuse(intent, { _tag: "Held", cause: "change-refused", message } as const)
})

const put = Effect.fnUntraced(function* (
  item: WorkItem,
  unsent: Intent,
  wanted: OngoingOrder,
  held: ReadonlyArray<OngoingOrderState>
) {
  const ongoing = yield* Ongoing
  const journal = yield* Journal
  const same = held.find((state) => sameOrder(wanted, state))
  if (same !== undefined) return yield* settle(unsent, wanted, same)
  const now = yield* DateTime.now
  const intent: Intent = { ...unsent, kept: { ...unsent.kept, sentAt: DateTime.formatIso(now) } }
  return yield* journal
    .recorded(
      { tenant: intent.tenant, item: item.id, system: "ongoing", operation: "PUT /orders", key: item.key, intent },
      ongoing.putOrder(wanted),
      (id) => confirmed(intent, wanted, id, now)
    )
    .pipe(
      Effect.map((id): Sent => ({ _tag: "Confirmed", id, replaced: intent.kept.replaced })),
      Effect.catchTag("OngoingError", (error: OngoingError) =>
        error.reason._tag === "Refused" ? noted(intent, wanted, error.reason.message) : Effect.fail(error)
      )
    )
})

/** What is read next may fail, or the process die: the refusal is known then, and nothing is sent again. */
const noted = Effect.fnUntraced(function* (intent: Intent, wanted: OngoingOrder, refusal: string) {
  const journal = yield* Journal
  const known = { ...intent, kept: { ...intent.kept, refusal } }
  yield* journal.commit({ intents: [known] })
  return yield* refused(known, wanted, refusal)
})

/**
 * A request that was applied and lost its answer is refused when it is repeated after picking began: then our order is
 * there, whatever the warehouse has made of it since. Of a change, Ongoing's version stands, and the difference is told.
 */
const refused = Effect.fnUntraced(function* (intent: Intent, wanted: OngoingOrder, words: string) {
  const ongoing = yield* Ongoing
  const after = yield* ongoing.ordersByNumber(wanted.goodsOwnerId, [wanted.orderNumber])
  const ours = after.find(
    (state) => state.goodsOwnerOrderId === wanted.goodsOwnerOrderId && state.status !== cancelledStatus
  )
  if (ours === undefined) return yield* refuse(intent, refusedByOngoing(words))
  if (intent.kept.isChange === undefined || sameOrder(wanted, ours)) return yield* settle(intent, wanted, ours)
  const message = `${words} Different: ${told(wanted, ours)}.`
  const held = { _tag: "Held", cause: "change-refused", message } as const
  return yield* refuse({ ...intent, reference: String(ours.orderId) }, held)
})

/** Whose address or number it is stays in the two systems; that it differs is enough to know. */
const personal = /^(consignee|email|sms|orderRemark)|comment$/i

const told = (wanted: OngoingOrder, ours: OngoingOrderState): string =>
  differences(wanted, ours).map(difference).join("; ")

const difference = ({ field, wanted, found }: Difference): string =>
  personal.test(field) ? field : `${field}: ${wanted ?? "nothing"}, in Ongoing ${found ?? "nothing"}`

const refuse = <A extends { readonly message: string }>(intent: Intent, outcome: A) =>
  Effect.flatMap(Journal, (journal) =>
    Effect.as(
      journal.commit({
        intents: [
          {
            ...intent,
            state: "refused",
            request: "",
            kept: { ...withoutRefusedTexts(intent.kept), refusal: outcome.message }
          }
        ]
      }),
      outcome
    )
  )

/** Ours and as we want it: however the answers were lost, it is done. */
const settle = Effect.fnUntraced(function* (intent: Intent, wanted: OngoingOrder, state: OngoingOrderState) {
  const journal = yield* Journal
  yield* journal.commit(confirmed(intent, wanted, state.orderId, yield* DateTime.now))
  return { _tag: "Confirmed", id: state.orderId, replaced: intent.kept.replaced } as const
})

const confirmed = (intent: Intent, wanted: OngoingOrder, id: OngoingOrderId, now: DateTime.Utc): Commit => ({
  intents: [
    {
      ...intent,
      state: "confirmed",
      request: "",
      reference: String(id),
      kept: { deliveryDate: wanted.deliveryDate, ...sentTexts(intent.kept) }
    }
  ],
  watched: [
    {
      tenant: intent.tenant,
      goodsOwnerId: wanted.goodsOwnerId,
      orderId: id,
      orderNumber: wanted.orderNumber,
      key: intent.key,
      fingerprint: "",
      exportedAt: now,
      sentAt: undefined,
      trackingDue: undefined,
      nextRead: nextRead({ exportedAt: now, sentAt: undefined, trackingDue: undefined }, now)
    }
  ]
})
