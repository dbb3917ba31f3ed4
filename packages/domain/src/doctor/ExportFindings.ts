import { DateTime } from "effect"
import { ExternalIdProvider } from "../omnium/OmniumNames.ts"
import { externalIdOf, type OmniumOrder } from "../omnium/OmniumOrder.ts"
import type { OmniumOrderType, OmniumStore } from "../omnium/OmniumSettings.ts"
import { isOngoingStore } from "../omnium/OngoingStore.ts"
import { sameName } from "../omnium/OrderStatus.ts"
import { exportStatuses } from "../order-export/ExportDecision.ts"
import { error, type Finding, listed, ok, warning } from "./Finding.ts"

/** The statuses of an order type in which its orders are exported. */
export const exportingStatuses = (
  orderType: OmniumOrderType,
  configured: ReadonlyArray<string> | undefined
): ReadonlyArray<string> => {
  const exporting = exportStatuses(orderType, configured)
  return orderType.statuses
    .filter((status) => !status.isCanceledStatus && exporting.some((name) => sameName(name, status.name)))
    .map((status) => status.name)
}

export const exportFindings = (
  orderTypes: ReadonlyArray<OmniumOrderType>,
  configured: ReadonlyArray<string> | undefined
): ReadonlyArray<Finding> => {
  const exporting = orderTypes.flatMap((type) => {
    const statuses = exportingStatuses(type, configured)
    return statuses.length === 0 ? [] : [`${type.name} in ${listed(statuses)}`]
  })
  const strange = (configured ?? []).filter(
    (name) => !orderTypes.some((type) => type.statuses.some((status) => sameName(name, status.name)))
  )
  if (strange.length > 0) {
    return [
      error(
        "order-export",
        `Orders not exporting: connector.exportStatuses names ${listed(strange)}, which no order type of Omnium has.`,
        "Correct connector.exportStatuses."
      )
    ]
  }
  return exporting.length > 0
    ? [ok("order-export", `Orders are exported: ${exporting.join("; ")}.`)]
    : [
        error(
          "order-export",
          "Orders not exporting: no order status has an active workflow step that uses the connector Ongoing.",
          "To enable order export to Ongoing, add a workflow step OngoingOrderExporter using the Ongoing connector."
        )
      ]
}

/** Of the first page of orders that wait for export: those that `from` leaves behind. */
export const goLiveFinding = (
  orders: ReadonlyArray<OmniumOrder>,
  stores: ReadonlyArray<OmniumStore>,
  from: DateTime.Utc
): Finding => {
  const ongoing = new Set(stores.filter(isOngoingStore).map((store) => store.id))
  const behind = orders.filter(
    (order) =>
      DateTime.isLessThan(order.created, from) &&
      order.shipments.some(
        (shipment) =>
          ongoing.has(shipment.warehouseCode ?? "") &&
          externalIdOf(shipment.externalIds, ExternalIdProvider.OngoingOrderId) === undefined
      )
  )
  const line = DateTime.formatIso(from)
  return behind.length === 0
    ? ok("go-live-line", `No order that waits for export is older than from (${line}).`)
    : warning(
        "go-live-line",
        `At least ${behind.length} orders that wait for export are older than from (${line}) and are left: ${listed(behind.map((order) => order.orderNumber))}.`,
        "Nothing, if they are history. Otherwise set the tenant's from to an earlier time."
      )
}
