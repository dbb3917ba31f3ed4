import { Effect } from "effect"
import { expectedQuantity } from "../omnium/OmniumDelivery.ts"
import type { OngoingGoodsOwnerId } from "../ongoing/Identifiers.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium } from "../ports/Omnium.ts"
import { articleKey, productItem } from "../sync/ProductItem.ts"

/**
 * The products of a delivery whose articles the connector has not written at this goods owner yet. They come before the
 * delivery in its lane: new products have no stock before they arrive, so nothing else may have exported them.
 */
export const missingArticles = Effect.fn("missingArticles")(function* (
  deliveryId: string,
  owner: OngoingGoodsOwnerId,
  run: string | undefined
) {
  const tenant = yield* CurrentTenant
  const omnium = yield* Omnium
  const journal = yield* Journal
  const lines = (yield* omnium.deliveryLines(deliveryId)).filter((line) => expectedQuantity(line) > 0)
  const skus = [...new Set(lines.map((line) => line.code))]
  const written = yield* journal.intentsAmong(
    tenant.id,
    "product-export",
    skus.map((sku) => articleKey(sku, owner))
  )
  const known = new Set(written.filter((intent) => intent.state === "confirmed").map((intent) => intent.key))
  return skus
    .filter((sku) => !known.has(articleKey(sku, owner)))
    .map((sku) => productItem({ product: sku, owner, tenant, source: "connector", run }))
})
