import { contains, isAmong, isEqual, isWithin } from "./Filter.ts"
import { isFinished, type PurchaseOrderLine } from "./PurchaseOrder.ts"
import { refuse } from "./Refusal.ts"
import type { DeliveryMembers, DeliveryPatch, DeliverySearch } from "./wire/Delivery.ts"
import type { Comment } from "./wire/Parts.ts"

/** Inbound goods. Its lines are the purchase order lines that name it. */
export interface Delivery extends DeliveryMembers {
  readonly id: string
  readonly deliveryStatus: string
  readonly deliveryNotes: ReadonlyArray<Comment>
  readonly publicDeliveryNotes: ReadonlyArray<Comment>
  readonly created: string
  readonly modified: string
}

const statuses = ["New", "Confirmed", "InProgress", "Completed", "OnHold", "Cancelled"]

/** A full replacement: what was not sent is reset. */
export const putDelivery = (existing: Delivery | undefined, sent: DeliveryMembers, now: string): Delivery => ({
  orderType: "PurchaseOrder",
  suppliers: [],
  supplierIds: [],
  isCounted: false,
  isAutoDeliveryStatusDisabled: false,
  deliveryNotes: [],
  publicDeliveryNotes: [],
  tags: [],
  properties: [],
  ...sent,
  id: sent.id ?? refuse(400, "Delivery id is missing"),
  deliveryStatus: statusOf(sent.deliveryStatus ?? "New"),
  created: existing?.created ?? now,
  modified: now
})

/** Lists are replaced as sent, so a client that forgets to merge loses the other entries. */
export const patchDelivery = (existing: Delivery, patch: DeliveryPatch, now: string): Delivery => {
  const patched = { ...existing, ...patch }
  return JSON.stringify(patched) === JSON.stringify(existing) ? existing : { ...patched, modified: now }
}

export const commentedDelivery = (
  existing: Delivery,
  audience: "Internal" | "Public",
  sent: Comment,
  id: string,
  now: string
): Delivery => {
  const comment: Comment = { ...sent, id, created: now, type: audience }
  return audience === "Internal"
    ? { ...existing, deliveryNotes: [...existing.deliveryNotes, comment], modified: now }
    : { ...existing, publicDeliveryNotes: [...existing.publicDeliveryNotes, comment], modified: now }
}

/** The status that follows from what its lines have received, unless it is kept by hand. */
export const receivedDelivery = (
  existing: Delivery,
  lines: ReadonlyArray<PurchaseOrderLine>,
  now: string
): Delivery => {
  if (existing.isAutoDeliveryStatusDisabled === true) return existing
  const deliveryStatus = isFinished(lines)
    ? "Completed"
    : lines.some((line) => line.deliveredQuantity > 0)
      ? "InProgress"
      : existing.deliveryStatus
  return deliveryStatus === existing.deliveryStatus ? existing : { ...existing, deliveryStatus, modified: now }
}

export const matchesDelivery = (
  delivery: Delivery,
  search: DeliverySearch,
  purchaseOrderNumbers: () => ReadonlyArray<string | undefined>
): boolean =>
  isAmong(search.selectedStatuses, delivery.deliveryStatus) &&
  isAmong(search.selectedStores, delivery.warehouseCode) &&
  isAmong(search.selectedDeliveries, delivery.id) &&
  isAmong(search.supplierIds, ...(delivery.supplierIds ?? [])) &&
  isAmong(search.tags, ...(delivery.tags ?? [])) &&
  !delivery.tags?.some((tag) => search.excludedTags?.includes(tag)) &&
  isEqual(search.orderType, delivery.orderType) &&
  isWithin(delivery.created, search.createdFrom, search.createdTo) &&
  isWithin(delivery.estimatedTimeOfArrival, search.estimatedTimeOfArrivalFrom, search.estimatedTimeOfArrivalTo) &&
  contains(search.searchText, delivery.id, delivery.invoiceNumber, ...(delivery.suppliers ?? [])) &&
  (search.purchaseOrderNumber === undefined || purchaseOrderNumbers().includes(search.purchaseOrderNumber))

const statusOf = (name: string): string =>
  statuses.find((status) => status.toLowerCase() === name.toLowerCase()) ??
  refuse(400, `Delivery status '${name}' is not known; known are: ${statuses.join(", ")}`)
