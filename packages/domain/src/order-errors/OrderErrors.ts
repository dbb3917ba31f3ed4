import { Effect, Option } from "effect"
import { orderErrorKey } from "../omnium/OmniumNames.ts"
import { parse as parseKey } from "../ongoing/GoodsOwnerOrderId.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium } from "../ports/Omnium.ts"
import { causes } from "../sync/Cause.ts"
import { done, type Flow, type Outcome, type WorkItem } from "../sync/WorkItem.ts"
import { errorList } from "./ErrorList.ts"

const mostErrors = 100

/** What goes wrong in them is shown as an error of the order; a delivery may have the id of an order. */
const shown: ReadonlySet<Flow> = new Set([
  "order-intake",
  "order-export",
  "order-cancellation",
  "order-sync",
  "order-tracking"
])

/** Makes the errors on the order in Omnium those that are open here: what is solved is shown as solved. */
export const orderErrors = Effect.fn("orderErrors")(function* (item: WorkItem) {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  const omnium = yield* Omnium
  const order = Option.getOrUndefined(yield* omnium.order(item.key))
  if (order === undefined) {
    return { _tag: "Skipped", cause: "order-not-found", message: `Omnium has no order ${item.key}.` } satisfies Outcome
  }
  const failed = yield* journal.items({
    tenant: tenant.id,
    key: item.key,
    states: ["dead", "held"],
    limit: mostErrors
  })
  const errors = errorList(
    order.errors,
    failed
      .filter((each) => shown.has(each.flow))
      .map((each) => ({
        shipmentId: Option.match(parseKey(each.key), { onNone: () => "", onSome: (key) => key.shipmentId }),
        cause: each.cause ?? "unexpected-failure",
        message: each.message ?? "",
        occurred: each.finishedAt ?? each.createdAt
      }))
  )
  if (errors === undefined) {
    return { _tag: "Skipped", cause: "unchanged", message: causes.unchanged.words } satisfies Outcome
  }
  yield* journal.recorded(
    {
      tenant: tenant.id,
      item: item.id,
      system: "omnium",
      operation: "PATCH /api/Orders/{orderId}/PatchOrder",
      key: item.key
    },
    omnium.setOrderErrors(order, orderErrorKey, errors)
  )
  return done(`${errors.filter((error) => error.status === "New").length} errors shown on the order.`) satisfies Outcome
})
