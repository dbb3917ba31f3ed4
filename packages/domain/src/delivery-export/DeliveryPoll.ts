import { DateTime, Effect, Option, Stream } from "effect"
import { openDeliveryStatuses } from "../omnium/OmniumDelivery.ts"
import { isOngoingStore } from "../omnium/OngoingStore.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium } from "../ports/Omnium.ts"
import { settingsHash } from "../sync/PolledSettings.ts"
import { scan } from "../sync/Scan.ts"
import { noCounts, skippedAlso } from "../sync/SyncReport.ts"
import type { NewItem } from "../sync/WorkItem.ts"
import { missingArticles } from "./ArticleIntake.ts"
import { deliveryDecision } from "./DeliveryDecision.ts"
import { deliveryItem } from "./DeliveryItem.ts"

const deliveryPollTask = "deliveryPoll"

/**
 * Finds what nothing announced: open deliveries to Ongoing warehouses that were modified since the last complete poll.
 * Omnium cannot search by that time, so all open ones are read; they are few.
 */
export const deliveryPoll = Effect.fn("deliveryPoll")(function* (run: string) {
  const tenant = yield* CurrentTenant
  const omnium = yield* Omnium
  const journal = yield* Journal
  const stores = yield* omnium.stores
  const receiving = stores.filter(isOngoingStore).map((store) => store.id)
  if (receiving.length === 0) return noCounts
  const at = { tenant: tenant.id, task: deliveryPollTask, scope: "" }
  const before = Option.getOrUndefined(yield* journal.cursor(at.tenant, at.task, at.scope))
  const polledSettings = { tenant: tenant.id, task: deliveryPollTask, hash: settingsHash(stores, []) }
  const known = yield* journal.polledSettings(tenant.id, deliveryPollTask)
  const areSettingsNew = !Option.contains(known, polledSettings.hash)
  const since = areSettingsNew || before === undefined ? tenant.from : before
  return yield* scan({
    pages: Stream.fromEffect(omnium.deliveries({ stores: receiving, statuses: openDeliveryStatuses })),
    rows: Effect.fnUntraced(function* (page, counts) {
      const items: Array<NewItem> = []
      let counted = counts
      for (const delivery of page.deliveries) {
        if (delivery.modified !== undefined && DateTime.isLessThan(delivery.modified, since)) continue
        const decision = deliveryDecision({ delivery, stores, from: tenant.from })
        if (decision._tag === "Skipped") {
          counted = skippedAlso(counted, decision.cause)
          continue
        }
        if (decision._tag === "Export") items.push(...(yield* missingArticles(delivery.id, decision.goodsOwnerId, run)))
        items.push(deliveryItem({ deliveryId: delivery.id, decision, tenant, source: "poll", run }))
      }
      return { items, counts: counted }
    }),
    commit: (batch) =>
      journal.commit(batch.cursor !== undefined && areSettingsNew ? { ...batch, polledSettings } : batch),
    cursor: { at, before }
  })
})
