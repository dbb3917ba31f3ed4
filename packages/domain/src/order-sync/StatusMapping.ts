import type { OmniumOrderStatus, OmniumOrderType } from "../omnium/OmniumSettings.ts"
import { ongoingStatuses, statusNamed } from "../omnium/OrderStatus.ts"
import { cancelledStatus, returnedStatuses } from "../ongoing/StatusMeaning.ts"

/** Which order status an Ongoing status means, by the property `OngoingStatus`; of two that claim it, the earlier one. */
export const statusMap = (orderType: OmniumOrderType): ReadonlyMap<number, OmniumOrderStatus> => {
  const map = new Map<number, OmniumOrderStatus>()
  for (const status of [...orderType.statuses].sort((one, other) => one.order - other.order)) {
    for (const number of ongoingStatuses(status)) if (!map.has(number)) map.set(number, status)
  }
  return map
}

export const mappedStatus = (
  orderType: OmniumOrderType | undefined,
  ongoingStatus: number
): OmniumOrderStatus | undefined => orderType && statusMap(orderType).get(ongoingStatus)

/**
 * Whether the status moves on from `current` to `mapped`. It follows the sequence of the order type; only a return
 * (475, 800) and a cancellation (1000) leave it. Nothing leads out of a cancelled status, and no cancellation out of a
 * delivered one unless the sequence does. A status that the order type does not list stays: its place is not known.
 */
export const forward = (
  orderType: OmniumOrderType,
  current: string | undefined,
  mapped: OmniumOrderStatus,
  ongoingStatus: number
): boolean => {
  if (current === undefined) return true
  const from = statusNamed(orderType, current)
  if (from === undefined || from.name === mapped.name || from.isCanceledStatus) return false
  if (returnedStatuses.has(ongoingStatus)) return true
  if (isReturned(from) && ongoingStatus !== cancelledStatus) return false
  return mapped.order > from.order || (ongoingStatus === cancelledStatus && !from.isDeliveredStatus)
}

const isReturned = (status: OmniumOrderStatus): boolean => {
  const numbers = ongoingStatuses(status)
  return numbers.length > 0 && numbers.every((number) => returnedStatuses.has(number))
}
