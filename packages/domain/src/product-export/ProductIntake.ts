import { Effect, Option } from "effect"
import { goodsOwnersOf } from "../omnium/OngoingStore.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Omnium } from "../ports/Omnium.ts"
import { causes } from "../sync/Cause.ts"
import { productItem } from "../sync/ProductItem.ts"
import { done, isFirm, type Outcome, type WorkItem } from "../sync/WorkItem.ts"
import { unlike } from "./ProductScan.ts"

/** The id of a product's document ends with its language, such as `P1000_no`. */
const language = /_[a-z]{2}$/

/**
 * Passes a product that was announced on to every goods owner of the tenant; one that merely was saved only where it
 * would be written otherwise than it was, because the connector's own writes are announced too.
 */
export const productIntake = Effect.fn("productIntake")(function* (item: WorkItem) {
  const tenant = yield* CurrentTenant
  const omnium = yield* Omnium
  const owners = goodsOwnersOf(yield* omnium.stores)
  if (owners.length === 0) {
    const message = "No store of the tenant is marked IsOngoingStore with an OngoingGoodsOwnerId."
    return { _tag: "Skipped", cause: "not-an-ongoing-warehouse", message } satisfies Outcome
  }
  const product = Option.getOrUndefined(yield* productNamed(item.key))
  const concerned =
    product === undefined || isFirm(item.source)
      ? owners
      : yield* Effect.filter(owners, (owner) => Effect.map(unlike([product], owner), (ids) => ids.length > 0))
  if (concerned.length === 0) {
    return { _tag: "Skipped", cause: "unchanged", message: causes.unchanged.words } satisfies Outcome
  }
  const items = concerned.map((owner) =>
    productItem({ product: product?.productId ?? item.key, owner, tenant, source: item.source, run: item.run })
  )
  return done(`Passed on to ${concerned.length} goods owners.`, items) satisfies Outcome
})

const productNamed = Effect.fnUntraced(function* (id: string) {
  const omnium = yield* Omnium
  const product = yield* omnium.product(id)
  return Option.isNone(product) && language.test(id) ? yield* omnium.product(id.replace(language, "")) : product
})
