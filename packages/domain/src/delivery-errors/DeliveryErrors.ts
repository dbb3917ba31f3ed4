import { Effect, Option } from "effect"
import { PropertyKey } from "../omnium/OmniumNames.ts"
import { propertyOf } from "../omnium/OmniumOrder.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium } from "../ports/Omnium.ts"
import { causes } from "../sync/Cause.ts"
import { done, type Flow, type Outcome, type WorkItem } from "../sync/WorkItem.ts"

/** What goes wrong in them is shown on the delivery. */
const shown: ReadonlySet<Flow> = new Set(["delivery-intake", "delivery-export", "purchase-order-sync"])

const mostErrors = 100

/**
 * Makes `OngoingExportError` on the delivery say what is open here, empty when nothing is, and tells every new error in
 * an internal comment. The cause stands at the beginning, where operators can search for it.
 */
export const deliveryErrors = Effect.fn("deliveryErrors")(function* (item: WorkItem) {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  const omnium = yield* Omnium
  const delivery = Option.getOrUndefined(yield* omnium.delivery(item.key))
  if (delivery === undefined) {
    const message = `Omnium has no delivery ${item.key}.`
    return { _tag: "Skipped", cause: "delivery-not-found", message } satisfies Outcome
  }
  const failed = yield* journal.items({
    tenant: tenant.id,
    key: item.key,
    states: ["dead", "held"],
    limit: mostErrors
  })
  const errors = failed
    .filter((each) => each.key === item.key && shown.has(each.flow))
    .map((each) => `${each.cause ?? "unexpected-failure"}: ${each.message ?? ""}`)
  const text = [...new Set(errors)].join(" ")
  if (text === (propertyOf(delivery.properties, PropertyKey.OngoingExportError) ?? "")) {
    return { _tag: "Skipped", cause: "unchanged", message: causes.unchanged.words } satisfies Outcome
  }
  const write = { tenant: tenant.id, item: item.id, system: "omnium", key: item.key } as const
  const comments = new Set(errors.map((error) => `Ongoing: ${error}`))
  for (const comment of comments) {
    if (delivery.internalComments.includes(comment)) continue
    yield* journal.recorded(
      { ...write, operation: "POST /api/Deliveries/{deliveryId}/AddInternalDeliveryComment" },
      omnium.addInternalDeliveryComment(delivery.id, comment)
    )
  }
  yield* journal.recorded(
    { ...write, operation: "PATCH /api/Deliveries/{deliveryId}" },
    omnium.setDeliveryProperties(delivery.id, [{ key: PropertyKey.OngoingExportError, value: text }])
  )
  return done(text === "" ? "No error is open any more." : "The delivery shows what is wrong.") satisfies Outcome
})
