import { Effect, Option, Stream } from "effect"
import { isCancelling } from "../omnium/Cancelled.ts"
import { exportedStatus, partStatuses } from "../omnium/OmniumNames.ts"
import type { OmniumOrder } from "../omnium/OmniumOrder.ts"
import type { OmniumOrderType } from "../omnium/OmniumSettings.ts"
import { ongoingStatuses, sameName } from "../omnium/OrderStatus.ts"
import { sentInFull } from "../ongoing/StatusMeaning.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal, type JournalError } from "../ports/Journal.ts"
import { Omnium, type OmniumError, type OmniumOrderPage } from "../ports/Omnium.ts"
import { settingsHash } from "../sync/PolledSettings.ts"
import { scan } from "../sync/Scan.ts"
import { type Counts, noCounts, skippedAlso } from "../sync/SyncReport.ts"
import { exportStatuses } from "./ExportDecision.ts"
import { shipmentItems } from "./ShipmentIntake.ts"

export const exportPollTask = "exportPoll"

/** Told of every order that is found: an edit that is taken back makes no item, and has changed what Omnium reserves. */
export type Seen = (
  orders: ReadonlyArray<OmniumOrder>
) => Effect.Effect<void, OmniumError | JournalError, CurrentTenant | Omnium | Journal>

/**
 * Finds what no workflow call announced: orders modified since the last complete poll that are to be exported, or that
 * were exported and have been changed or cancelled since.
 */
export const exportPoll = Effect.fn("exportPoll")(function* (run: string, seen: Seen) {
  const tenant = yield* CurrentTenant
  const omnium = yield* Omnium
  const journal = yield* Journal
  const orderTypes = yield* omnium.orderTypes
  const statuses = new Set(orderTypes.flatMap((type) => concerning(type, tenant.exportStatuses)))
  if (statuses.size === 0) return noCounts
  const at = { tenant: tenant.id, task: exportPollTask, scope: "" }
  const before = Option.getOrUndefined(yield* journal.cursor(at.tenant, at.task, at.scope))
  const polledSettings = {
    tenant: tenant.id,
    task: exportPollTask,
    hash: settingsHash(yield* omnium.stores, orderTypes)
  }
  const known = yield* journal.polledSettings(tenant.id, exportPollTask)
  const areSettingsNew = !Option.contains(known, polledSettings.hash)
  const rows = Effect.fnUntraced(function* (page: OmniumOrderPage, counts: Counts) {
    yield* seen(page.orders)
    const found = yield* Effect.forEach(page.orders, (order) => shipmentItems(order, "poll", run))
    return {
      items: found.flatMap((each) => each.items),
      counts: found.flatMap((each) => each.skipped).reduce((sum, cause) => skippedAlso(sum, cause), counts)
    }
  })
  const modified = yield* scan({
    pages: omnium.orders({ modifiedSince: before ?? tenant.from, statuses: [...statuses] }),
    rows,
    commit: journal.commit,
    cursor: { at, before }
  })
  if (before === undefined || !areSettingsNew) {
    if (areSettingsNew) yield* journal.commit({ polledSettings })
    return modified
  }
  // Whatever waits for export may have been skipped by the settings before, however long ago; of an order that another
  // warehouse has begun, a shipment may wait yet.
  const exporting = orderTypes.flatMap((type) => exportStatuses(type, tenant.exportStatuses))
  const begun = orderTypes.flatMap((type) =>
    concerning(type, tenant.exportStatuses).filter((name) => !isCancelling(type, name))
  )
  const waits = ({ status, shipments }: OmniumOrder) =>
    shipments.some(({ orderStatus = status }) => exporting.some((name) => sameName(name, orderStatus)))
  return yield* Stream.runFoldEffect(
    omnium.orders({ modifiedSince: tenant.from, statuses: [...new Set(begun)] }),
    () => modified,
    (counts, page) =>
      Effect.gen(function* () {
        const found = yield* rows({ ...page, orders: page.orders.filter(waits) }, counts)
        yield* journal.commit({ items: found.items })
        return found.counts
      })
  ).pipe(Effect.tap(() => journal.commit({ polledSettings })))
})

/**
 * Statuses in which an order is waiting for export, is in the warehouse as a whole or in part, or was cancelled: not
 * those of sent orders.
 */
const concerning = (
  orderType: OmniumOrderType,
  configured: ReadonlyArray<string> | undefined
): ReadonlyArray<string> => {
  const exporting = exportStatuses(orderType, configured)
  if (exporting.length === 0) return []
  const inWarehouse = orderType.statuses.filter((status) => {
    const numbers = ongoingStatuses(status)
    return (
      [exportedStatus, ...partStatuses].some((name) => sameName(name, status.name)) ||
      isCancelling(orderType, status.name) ||
      (numbers.length > 0 && !status.isDeliveredStatus && !numbers.some((number) => sentInFull.has(number)))
    )
  })
  return [...exporting, ...inWarehouse.map((status) => status.name)]
}
