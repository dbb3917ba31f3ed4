import { DateTime, Effect, Option } from "effect"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium } from "../ports/Omnium.ts"
import { notYet } from "../sync/NotYet.ts"
import { done, isFirm, type Outcome, type WorkItem } from "../sync/WorkItem.ts"
import { missingArticles } from "./ArticleIntake.ts"
import { deliveryDecision } from "./DeliveryDecision.ts"
import { deliveryItem } from "./DeliveryItem.ts"

/** Reads a delivery that was announced, and passes it on to the lane that exports it. */
export const deliveryIntake = Effect.fn("deliveryIntake")(function* (item: WorkItem) {
  const tenant = yield* CurrentTenant
  const omnium = yield* Omnium
  const delivery = Option.getOrUndefined(yield* omnium.delivery(item.key))
  if (delivery === undefined) return yield* missingDelivery(item)
  const decision = deliveryDecision({ delivery, stores: yield* omnium.stores, from: tenant.from })
  if (decision._tag === "Skipped") return decision
  const { source, run } = item
  const articles = decision._tag === "Export" ? yield* missingArticles(delivery.id, decision.goodsOwnerId, run) : []
  return done("Passed on.", [...articles, deliveryItem({ deliveryId: delivery.id, decision, tenant, source, run })])
})

/**
 * What becomes of a delivery that Omnium does not know: it is not saved yet, or it is deleted. A call that meant it ends
 * visibly; an event may have been about the deletion itself.
 */
export const missingDelivery = Effect.fn("missingDelivery")(function* (item: WorkItem) {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  const now = yield* DateTime.now
  const exported = Option.getOrUndefined(yield* journal.intent(tenant.id, "delivery-export", item.key))
  if (exported?.state === "confirmed") {
    const message = `The delivery ${item.key} is deleted in Omnium, its purchase order ${exported.reference} is not in Ongoing.`
    return { _tag: "Held", cause: "delivery-deleted", message } satisfies Outcome
  }
  const outcome = notYet(item, now, "delivery-not-found", `Omnium does not know the delivery ${item.key}.`)
  if (outcome._tag !== "Dead" || isFirm(item.source)) return outcome
  return { _tag: "Skipped", cause: "delivery-not-found", message: outcome.message } satisfies Outcome
})
