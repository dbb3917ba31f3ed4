import { DateTime, Effect, Option } from "effect"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium } from "../ports/Omnium.ts"
import { Ongoing } from "../ports/Ongoing.ts"
import { causes } from "../sync/Cause.ts"
import { ofGoodsOwner } from "../sync/Lane.ts"
import type { Tenant } from "../sync/Tenant.ts"
import { done, type NewItem, type Outcome, type WorkItem } from "../sync/WorkItem.ts"
import { learn } from "./LevelIntake.ts"
import { compare } from "./StockSync.ts"
import { type WarehouseLink, warehouseLinks } from "./WarehouseLink.ts"

/** A SKU that the sync could not bring in step, to be looked at by itself: it stays visible until somebody mends it. */
export const heldStock = (link: WarehouseLink, sku: string, run: string, tenant: Tenant): NewItem => ({
  tenant: tenant.id,
  flow: "inventory-sync",
  key: `${link.store}/${sku}`,
  reference: link.store,
  lane: ofGoodsOwner(tenant.installation, link.owner),
  source: "connector",
  run
})

export const skuOf = (item: Pick<WorkItem, "key" | "reference">): string =>
  item.key.slice((item.reference ?? "").length + 1)

/** Brings the stock of one SKU in one warehouse in step, or says why that cannot be. */
export const inventoryOfSku = Effect.fn("inventoryOfSku")(function* (item: WorkItem) {
  const tenant = yield* CurrentTenant
  const ongoing = yield* Ongoing
  const omnium = yield* Omnium
  const journal = yield* Journal
  const began = yield* DateTime.now
  const link = warehouseLinks(yield* omnium.stores).links.find((each) => each.store === item.reference)
  if (link === undefined) {
    const message = `Omnium has no Ongoing warehouse ${item.reference} with its ids.`
    return { _tag: "Skipped", cause: "not-an-ongoing-warehouse", message } satisfies Outcome
  }
  const sku = skuOf(item)
  const { levels, readAt } = yield* ongoing.inventoryOf(link.owner, link.warehouse, [sku])
  const isThere = levels.some((level) => level.sku === sku)
  yield* learn(link, levels, readAt)
  // A complete scan has not seen it, and it is not found by its number: it is a missing article.
  const scan = Option.getOrUndefined(yield* journal.fullScan(tenant.id, link.store))
  const mayBeZero = !isThere && scan?.isComplete === true
  const absent = new Set(mayBeZero ? [sku] : [])
  const [result] = yield* compare({ link, skus: [sku], began, newStock: "Ask", absent, item: item.id })
  switch (result?._tag) {
    case "Held":
    case "Skipped":
      return { _tag: "Held", cause: result.cause, message: `${sku}: ${causes[result.cause].words}` } satisfies Outcome
    case "Unknown":
      return {
        _tag: "Held",
        cause: "no-longer-matched",
        message: `Omnium has no product ${sku} any more.`
      } satisfies Outcome
    case "Left": {
      const message = `A call that may move the stock of ${sku} has not settled.`
      const notBefore = DateTime.add(began, { minutes: 1 })
      return { _tag: "Later", cause: "outcome-unknown", message, notBefore, attempt: false } satisfies Outcome
    }
    default: {
      if (isThere) return done(`The stock of ${sku} in ${link.store} is in step.`)
      const message = `Ongoing has no article ${sku}. ${causes["no-longer-matched"].words}`
      return { _tag: "Held", cause: "no-longer-matched", message } satisfies Outcome
    }
  }
})
