import { type DateTime, Effect, Option } from "effect"
import { goodsOwnersOf } from "../omnium/OngoingStore.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium } from "../ports/Omnium.ts"
import { articleKeysOf, productItem, skuOf } from "../sync/ProductItem.ts"
import { type Counts, noCounts, skippedAlso } from "../sync/SyncReport.ts"
import type { NewItem } from "../sync/WorkItem.ts"
import { isOutOfUse } from "./PutArticleExport.ts"

const task = "ComparedProducts"

/** As many SKUs as Omnium is asked for at once. */
const batch = 200

/** More than these, and more than this part of all, are not deleted in a day: Omnium is another one, or was emptied. */
const unlikely = { count: 100, part: 0.25 }

interface Night {
  /** The latest night; it is compared once for each, whenever it is first asked for. */
  readonly night: DateTime.Utc
  /** Then also twice, and however many are gone. */
  readonly isFullAskedFor: boolean
}

/** SKUs that were exported and are not in Omnium any more: what is removed altogether, no search tells. */
export const productComparison = Effect.fn("productComparison")(function* (
  run: string,
  { night, isFullAskedFor }: Night
) {
  const tenant = yield* CurrentTenant
  const omnium = yield* Omnium
  const journal = yield* Journal
  const before = yield* journal.cursor(tenant.id, task, "")
  if (!isFullAskedFor && Option.exists(before, (at) => at.epochMilliseconds >= night.epochMilliseconds)) return noCounts
  const items: Array<NewItem> = []
  let known = 0
  for (const owner of goodsOwnersOf(yield* omnium.stores)) {
    let { after, before } = articleKeysOf(owner)
    for (;;) {
      const page = yield* journal.intentsBetween(tenant.id, "product-export", { after, before }, batch)
      const skus = page.filter((intent) => !isOutOfUse(intent)).map((intent) => skuOf(intent.key))
      known += skus.length
      const existing = yield* omnium.existingSkus(skus)
      for (const sku of skus) {
        if (!existing.has(sku)) items.push(productItem({ product: sku, owner, tenant, source: "connector", run }))
      }
      const last = page.at(-1)
      if (last === undefined || page.length < batch) break
      after = last.key
    }
  }
  const cursor = { tenant: tenant.id, task, scope: "", position: night }
  const isUnlikely = items.length > unlikely.count && items.length > known * unlikely.part
  if (isUnlikely && !isFullAskedFor) {
    yield* journal.commit({ cursor })
    const message = `${items.length} of ${known} exported SKUs are not in Omnium any more. Nothing was changed.`
    return { ...noCounts, failed: [{ key: task, cause: "too-many-products-gone", message }] } satisfies Counts
  }
  yield* journal.commit({ items, cursor })
  return skippedAlso(noCounts, "unchanged", known - items.length)
})
