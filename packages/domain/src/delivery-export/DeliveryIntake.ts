import { DateTime, Effect, Option } from "effect"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Omnium } from "../ports/Omnium.ts"
import { notYet } from "../sync/NotYet.ts"
import { done, type WorkItem } from "../sync/WorkItem.ts"
import { missingArticles } from "./ArticleIntake.ts"
import { deliveryDecision } from "./DeliveryDecision.ts"
import { deliveryItem } from "./DeliveryItem.ts"

/** Reads a delivery that was announced, and passes it on to the lane that exports it. */
export const deliveryIntake = Effect.fn("deliveryIntake")(function* (item: WorkItem) {
  const tenant = yield* CurrentTenant
  const omnium = yield* Omnium
  const delivery = Option.getOrUndefined(yield* omnium.delivery(item.key))
  if (delivery === undefined) {
    const now = yield* DateTime.now
    return notYet(item, now, "delivery-not-found", `Omnium does not know the delivery ${item.key}.`)
  }
  const decision = deliveryDecision({ delivery, stores: yield* omnium.stores, from: tenant.from })
  if (decision._tag === "Skipped") return decision
  const { source, run } = item
  const articles = decision._tag === "Export" ? yield* missingArticles(delivery.id, decision.goodsOwnerId, run) : []
  return done("Passed on.", [...articles, deliveryItem({ deliveryId: delivery.id, decision, tenant, source, run })])
})
