import { Effect, Option } from "effect"
import type { OmniumOrder } from "../omnium/OmniumOrder.ts"
import { OngoingOrderId } from "../ongoing/Identifiers.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import type { Intent } from "../sync/Intent.ts"
import { ofGoodsOwner, ofTenant } from "../sync/Lane.ts"
import { requestOf } from "../sync/OrderRequest.ts"
import { exportsOf, vanished } from "../sync/VanishedExport.ts"
import type { NewItem, Source } from "../sync/WorkItem.ts"

/** A cancellation for each shipment that was deleted after it was exported. */
export const vanishedItems = Effect.fn("vanishedItems")(function* (
  order: OmniumOrder,
  source: Source,
  run: string | undefined
) {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  return yield* Effect.forEach(
    vanished(yield* journal.intentsBetween(...exportsOf(tenant.id, order.id)), order),
    Effect.fnUntraced(function* (exported) {
      const owner = yield* goodsOwnerOf(exported)
      return {
        tenant: tenant.id,
        flow: "order-cancellation",
        key: exported.key,
        lane: owner === undefined ? ofTenant(tenant.id) : ofGoodsOwner(tenant.installation, owner),
        source,
        ...(run === undefined ? {} : { run })
      } satisfies NewItem
    })
  )
})

const goodsOwnerOf = Effect.fnUntraced(function* (exported: Intent) {
  if (exported.reference === undefined) return (yield* requestOf(exported)).goodsOwnerId
  const journal = yield* Journal
  const watched = yield* journal.watched(exported.tenant, OngoingOrderId.make(Number(exported.reference)))
  return Option.getOrUndefined(watched)?.goodsOwnerId
})
