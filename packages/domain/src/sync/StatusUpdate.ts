import { cancelOverwritten, type StatusesOfUpdate } from "../omnium/Cancelled.ts"
import type { OmniumShipment } from "../omnium/OmniumOrder.ts"
import type { OmniumOrderType } from "../omnium/OmniumSettings.ts"
import { sameName } from "../omnium/OrderStatus.ts"
import type { Intent } from "./Intent.ts"

const flow = "order-sync"

/** Its intent is one of its own beside that of the shipment's deliveries. */
const intentKey = (key: string): string => `${key} status`

/** Where to find the latest update of the shipment's status in the journal. */
export const latestUpdate = (tenant: string, key: string) => [tenant, flow, intentKey(key)] as const

/**
 * An update of a shipment's status. It is open until it is known that it overwrote no cancel, or until that is set back:
 * the answer tells it, and if that is lost, the shipment.
 */
export const statusUpdate = (tenant: string, key: string, { read, readBefore, written }: StatusesOfUpdate): Intent => ({
  tenant,
  flow,
  key: intentKey(key),
  state: "open",
  request: "",
  hash: "",
  kept: { read, ...(readBefore === undefined ? {} : { readBefore }), written }
})

export const lookedAt = (update: Intent): Intent => ({ ...update, state: "confirmed", kept: {} })

/** The status of the cancel that an open update overwrote, as the shipment tells it. */
export const cancelUnder = (
  { kept }: Intent,
  { orderStatus, previousStatus }: OmniumShipment,
  orderType: OmniumOrderType | undefined
): string | undefined => {
  const { read = "", readBefore, written = "" } = kept
  if (!sameName(written, orderStatus)) return undefined
  return cancelOverwritten(orderType, { read, readBefore, written }, previousStatus)
}
