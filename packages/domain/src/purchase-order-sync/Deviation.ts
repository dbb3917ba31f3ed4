import { expectedQuantity } from "../omnium/OmniumDelivery.ts"
import { deviationStatus, purchaseOrderStatusName, receivedStatus } from "../ongoing/PurchaseOrderStatus.ts"
import { lineQuantities, type Received } from "./GoodsReception.ts"

/**
 * What somebody in the merchant's shop should know of a receipt that differs from what was ordered: more than that at
 * once, less than that when the warehouse is done. Undefined when there is nothing to say.
 */
export const deviation = (about: Received): string | undefined => {
  const { purchaseOrderId, status } = about.state
  const isDone = status === deviationStatus || status === receivedStatus
  const differing = lineQuantities(about)
    .map(({ line, received }) => ({ line, received, ordered: expectedQuantity(line) }))
    .filter(({ received, ordered }) => received > ordered || (isDone && received < ordered))
    .map(({ line, received, ordered }) => `${line.code} (line ${line.lineItemId}): ${received} of ${ordered} received`)
  if (differing.length === 0 && status !== deviationStatus) return undefined
  const name = purchaseOrderStatusName(status)
  const head = `Ongoing purchase order ${purchaseOrderId}: ${name === undefined ? `status ${status}` : `${name} (${status})`}.`
  return [head, ...differing.map((text) => `${text}.`)].join(" ")
}
