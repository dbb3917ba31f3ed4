import { Effect } from "effect"
import { goodsOwnersOf } from "../omnium/OngoingStore.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Omnium } from "../ports/Omnium.ts"
import { productItem } from "../sync/ProductItem.ts"
import { done, type Outcome, type WorkItem } from "../sync/WorkItem.ts"

/** Passes a product that was announced on to every goods owner of the tenant. */
export const productIntake = Effect.fn("productIntake")(function* (item: WorkItem) {
  const tenant = yield* CurrentTenant
  const omnium = yield* Omnium
  const owners = goodsOwnersOf(yield* omnium.stores)
  if (owners.length === 0) {
    const message = "No store of the tenant is marked IsOngoingStore with an OngoingGoodsOwnerId."
    return { _tag: "Skipped", cause: "not-an-ongoing-warehouse", message } satisfies Outcome
  }
  const items = owners.map((owner) =>
    productItem({ product: item.key, owner, tenant, source: item.source, run: item.run })
  )
  return done(`Passed on to ${owners.length} goods owners.`, items) satisfies Outcome
})
