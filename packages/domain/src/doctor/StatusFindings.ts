import type { OmniumOrderType } from "../omnium/OmniumSettings.ts"
import { ongoingStatuses } from "../omnium/OrderStatus.ts"
import type { InstallationStatus } from "../ongoing/Installation.ts"
import { purchaseOrderStatuses, purchaseOrderStatusName } from "../ongoing/PurchaseOrderStatus.ts"
import { cancelledStatus, returnedStatuses, sentStatuses } from "../ongoing/StatusMeaning.ts"
import { statusMap } from "../order-sync/StatusMapping.ts"
import { error, type Finding, listed, ok, warning } from "./Finding.ts"

/** Without these an order in Omnium never learns that it was sent, came back or was cancelled. */
const telling: ReadonlySet<number> = new Set([...sentStatuses, ...returnedStatuses, cancelledStatus])

const shown = ({ number, text }: InstallationStatus): string => (text === undefined ? `${number}` : `${number} ${text}`)

/** The installation's status numbers against the `OngoingStatus` of an order type that is exported. */
export const orderStatusFindings = (
  orderType: OmniumOrderType,
  statuses: ReadonlyArray<InstallationStatus>
): ReadonlyArray<Finding> => {
  const map = statusMap(orderType)
  const about = `Order type ${orderType.name}`
  if (map.size === 0) {
    return [
      error(
        "order-statuses",
        `${about}: no order status has the property OngoingStatus, so nothing of Ongoing's statuses reaches its orders.`,
        "Configure status mapping via the OngoingStatus property on your order status configuration."
      )
    ]
  }
  const claims = orderType.statuses.flatMap((status) => [...new Set(ongoingStatuses(status))])
  const twice = [...map.keys()].filter((number) => claims.filter((claim) => claim === number).length > 1)
  const strange = [...map.keys()].filter((number) => !statuses.some((status) => status.number === number))
  const unmapped = statuses.filter((status) => !map.has(status.number))
  const missed = unmapped.filter((status) => telling.has(status.number))
  const advice = "Verify the OngoingStatus property on your order status configuration."
  const found = [
    ...(strange.length === 0
      ? []
      : [
          warning("order-statuses", `${about}: this installation of Ongoing has no status ${listed(strange)}.`, advice)
        ]),
    ...(twice.length === 0
      ? []
      : [
          warning(
            "order-statuses",
            `${about}: more than one order status claims ${listed(twice)}; the earlier one is taken.`,
            advice
          )
        ]),
    ...(missed.length === 0
      ? []
      : [
          warning(
            "order-statuses",
            `${about}: no order status means ${listed(missed.map(shown))}, so its orders stay as they are then.`,
            advice
          )
        ])
  ]
  if (found.length > 0) return found
  const rest = unmapped.length === 0 ? "" : ` Orders stay as they are in ${listed(unmapped.map(shown))}.`
  return [ok("order-statuses", `${about}: ${map.size} statuses of Ongoing are mapped.${rest}`)]
}

/** The installation's list against the seven that are known. */
export const purchaseOrderStatusFindings = (statuses: ReadonlyArray<InstallationStatus>): ReadonlyArray<Finding> => {
  const missing = Object.keys(purchaseOrderStatuses)
    .map(Number)
    .filter((number) => !statuses.some((status) => status.number === number))
  const others = statuses.filter((status) => purchaseOrderStatusName(status.number) === undefined)
  const besides =
    others.length === 0 ? "" : ` Besides them it has ${listed(others.map(shown))}, which mean nothing here.`
  return missing.length === 0
    ? [ok("purchase-order-statuses", `The installation has all seven statuses.${besides}`)]
    : [
        warning(
          "purchase-order-statuses",
          `The installation has no status ${listed(missing.map((number) => `${number} ${purchaseOrderStatusName(number)}`))}.${besides}`,
          "Ask the warehouse which of its statuses mean that goods are received, that they deviate, and that an order is voided."
        )
      ]
}
