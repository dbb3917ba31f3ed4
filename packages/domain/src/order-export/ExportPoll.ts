import { Effect, Option } from "effect"
import { ExternalIdProvider } from "../omnium/OmniumNames.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium } from "../ports/Omnium.ts"
import { scan } from "../sync/Scan.ts"
import { noCounts, skippedAlso } from "../sync/SyncReport.ts"
import { exportStatuses } from "./ExportDecision.ts"
import { shipmentItems } from "./ShipmentItems.ts"

export const exportPollTask = "exportPoll"

/**
 * Finds what no workflow call announced: orders modified since the last complete poll, in an exporting status, with a
 * shipment that has no OngoingOrderId.
 */
export const exportPoll = Effect.fn("exportPoll")(function* (run: string) {
  const tenant = yield* CurrentTenant
  const omnium = yield* Omnium
  const journal = yield* Journal
  const settings = { stores: yield* omnium.stores, orderTypes: yield* omnium.orderTypes }
  const statuses = new Set(settings.orderTypes.flatMap((type) => [...exportStatuses(type, tenant.exportStatuses)]))
  if (statuses.size === 0) return noCounts
  const at = { tenant: tenant.id, task: exportPollTask, scope: "" }
  const before = Option.getOrUndefined(yield* journal.cursor(at.tenant, at.task, at.scope))
  return yield* scan({
    pages: omnium.orders({
      modifiedSince: before ?? tenant.from,
      statuses: [...statuses],
      withoutShipmentIdOf: ExternalIdProvider.OngoingOrderId
    }),
    rows: (page, counts) => {
      const found = page.orders.map((order) => shipmentItems(order, settings, tenant, "poll", run))
      return Effect.succeed({
        items: found.flatMap((each) => each.items),
        counts: found.flatMap((each) => each.skipped).reduce((sum, cause) => skippedAlso(sum, cause), counts)
      })
    },
    commit: journal.commit,
    cursor: { at, before }
  })
})
