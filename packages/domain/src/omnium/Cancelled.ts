import { cancelledStatus } from "../ongoing/StatusMeaning.ts"
import { isPickable } from "./LinesToShip.ts"
import type { OmniumOrder, OmniumShipment } from "./OmniumOrder.ts"
import type { OmniumOrderType } from "./OmniumSettings.ts"
import { ongoingStatuses, sameName, statusNamed } from "./OrderStatus.ts"

/** Omnium's own cancelling statuses that an order may have although its order type does not list them. */
const cancelling = ["OrderCanceled", "OrderCanceledByCustomer", "OrderCanceledByStore", "Deleted"]

/** Whether an order status says that nothing of it is wanted any more. */
export const isCancelling = (orderType: OmniumOrderType | undefined, name: string): boolean => {
  const status = statusNamed(orderType, name)
  return status === undefined
    ? cancelling.some((known) => sameName(known, name))
    : status.isCanceledStatus || ongoingStatuses(status).includes(cancelledStatus)
}

/** What an update of a shipment's status wrote, and upon what; `readBefore` is the status before the one that was read. */
export interface StatusesOfUpdate {
  readonly read: string
  readonly readBefore: string | undefined
  readonly written: string
}

/**
 * The status of a cancel that came between reading and updating a shipment. Omnium knows no update that holds only if
 * nothing has changed, so it has to be set back, or nobody would ever learn of it.
 */
export const cancelOverwritten = (
  orderType: OmniumOrderType | undefined,
  { read, readBefore, written }: StatusesOfUpdate,
  previous: string | undefined
): string | undefined => {
  if (previous === undefined || !isCancelling(orderType, previous)) return undefined
  // Written as it was read, it changes nothing, unless something came between.
  return sameName(previous, sameName(written, read) ? readBefore : read) ? undefined : previous
}

/** The order, the shipment, or every line of it was cancelled, and nothing of it has been delivered. */
export const isCancelled = (
  order: OmniumOrder,
  shipment: OmniumShipment,
  orderType: OmniumOrderType | undefined
): boolean => {
  const lines = shipment.lines.filter(isPickable)
  return (
    sameName("Cancelled", shipment.status) ||
    isCancelling(orderType, order.status) ||
    isCancelling(orderType, shipment.orderStatus ?? order.status) ||
    (lines.length > 0 && lines.every((line) => line.deliveredQuantity === 0 && line.canceledQuantity >= line.quantity))
  )
}
