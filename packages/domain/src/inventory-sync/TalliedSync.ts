import { Effect } from "effect"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { type Counts, noCounts, skippedAlso } from "../sync/SyncReport.ts"
import { heldStock, skuOf } from "./HeldStockSync.ts"
import { type Comparison, compare, type Result } from "./StockSync.ts"
import type { WarehouseLink } from "./WarehouseLink.ts"

/** SKUs that are given up are left to a person, so that they do not spoil every batch they are in. */
const mostGivenUp = 1000

/** Compares for a run: counts what comes of it, and makes items of what a person has to see. */
export const tallied = Effect.fnUntraced(function* (link: WarehouseLink, run: string) {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  const dead = yield* journal.items({ tenant: tenant.id, flow: "inventory-sync", states: ["dead"], limit: mostGivenUp })
  const givenUp = new Set(dead.filter((item) => item.reference === link.store).map(skuOf))
  const left = new Set<string>()
  let counts = noCounts

  const itemOf = (sku: string) => heldStock(link, sku, run, tenant)

  return {
    itemOf,
    counts: () => ({ ...counts, held: counts.held + left.size }),
    skip: (...skipped: Parameters<typeof skippedAlso> extends [Counts, ...infer Rest] ? Rest : never) => {
      counts = skippedAlso(counts, ...skipped)
    },
    compare: Effect.fnUntraced(function* (comparison: Omit<Comparison, "link">) {
      const skus = comparison.skus.filter((sku) => !givenUp.has(sku))
      const results = yield* compare({ ...comparison, link, skus })
      counts = results.reduce(counted, counts)
      for (const { _tag, sku } of results) {
        if (_tag === "Left") left.add(sku)
        if (_tag === "Refused") givenUp.add(sku)
      }
      const items = results.filter(isForPeople).map(({ sku }) => itemOf(sku))
      if (items.length > 0) yield* journal.commit({ items })
    })
  }
})

export type Tally = Effect.Success<ReturnType<typeof tallied>>

const isForPeople = (result: Result): boolean =>
  result._tag === "Held" || result._tag === "Refused" || (result._tag === "Unknown" && result.wasMatched)

/** What becomes an item is counted by it, and what is left once, however often it is met. */
const counted = (counts: Counts, result: Result): Counts => {
  switch (result._tag) {
    case "Change":
    case "New":
    case "Set":
      return { ...counts, done: counts.done + 1 }
    case "Same":
      return skippedAlso(counts, "unchanged")
    case "Skipped":
      return skippedAlso(counts, result.cause)
    case "Unknown":
      return result.wasMatched ? counts : skippedAlso(counts, "sku-unknown")
    case "Left":
    case "Held":
    case "Refused":
    case "Unmatched":
      return counts
  }
}
