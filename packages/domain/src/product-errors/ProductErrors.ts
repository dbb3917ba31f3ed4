import { Effect, Option } from "effect"
import { PropertyKey } from "../omnium/OmniumNames.ts"
import { propertyOf } from "../omnium/OmniumOrder.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium } from "../ports/Omnium.ts"
import { causes } from "../sync/Cause.ts"
import { done, type Flow, type Outcome, type WorkItem } from "../sync/WorkItem.ts"

/** What goes wrong in them is shown on the product. */
const shown: ReadonlySet<Flow> = new Set(["product-intake", "product-export"])

const mostErrors = 100

/** Makes `OngoingExportError` on the product say what is open here; empty when nothing is. */
export const productErrors = Effect.fn("productErrors")(function* (item: WorkItem) {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  const omnium = yield* Omnium
  const product = Option.getOrUndefined(yield* omnium.product(item.key))
  if (product === undefined) {
    return {
      _tag: "Skipped",
      cause: "product-not-found",
      message: `Omnium has no product ${item.key}.`
    } satisfies Outcome
  }
  const failedOf = (key: string) =>
    Effect.map(journal.items({ tenant: tenant.id, key, states: ["dead", "held"], limit: mostErrors }), (items) =>
      items.filter((each) => each.key === key && shown.has(each.flow))
    )
  // Its export is asked for by its id, or by a SKU that an order or a delivery names.
  const keys = new Set([product.productId, ...product.skus.map((sku) => sku.skuId)])
  const failed = (yield* Effect.forEach(keys, failedOf)).flat()
  const errors = failed.map((each) => `${each.cause ?? "unexpected-failure"}: ${each.message ?? ""}`)
  const value = [...new Set(errors)].join(" ")
  if (value === (propertyOf(product.properties, PropertyKey.OngoingExportError) ?? "")) {
    return { _tag: "Skipped", cause: "unchanged", message: causes.unchanged.words } satisfies Outcome
  }
  yield* journal.recorded(
    {
      tenant: tenant.id,
      item: item.id,
      system: "omnium",
      operation: "PATCH /api/Products/{productId}",
      key: item.key
    },
    omnium.setProductProperties(product, [{ key: PropertyKey.OngoingExportError, value }])
  )
  return done(value === "" ? "No error is open any more." : "The product shows what is wrong.") satisfies Outcome
})
