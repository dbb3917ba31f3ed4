import { contains, isAmong, isEqual, isWithin } from "./Filter.ts"
import { mergeExternalIds, mergeProperties, mergeWhole } from "./Merge.ts"
import { refuse } from "./Refusal.ts"
import type {
  PurchaseOrderLineMembers,
  PurchaseOrderMembers,
  PurchaseOrderPatch,
  PurchaseOrderSearch
} from "./wire/PurchaseOrder.ts"

/** A line as it is stored. Its id is unique over all purchase orders. */
export interface PurchaseOrderLine extends PurchaseOrderLineMembers {
  readonly lineItemId: string
  readonly purchaseOrderId: string
  readonly quantity: number
  readonly deliveredQuantity: number
  readonly canceledQuantity: number
}

export interface PurchaseOrder extends PurchaseOrderMembers {
  readonly id: string
  readonly status: string
  readonly created: string
  readonly modified: string
  readonly purchaseOrderForm: PurchaseOrderForm
}

interface PurchaseOrderForm extends NonNullable<PurchaseOrderMembers["purchaseOrderForm"]> {
  readonly lineItems: ReadonlyArray<PurchaseOrderLine>
}

/** What a line takes from its product when it was not sent. */
export type ProductMembersOf = (sku: string) => PurchaseOrderLineMembers

export const purchaseOrderStatuses = [
  "New",
  "Confirmed",
  "InProgress",
  "Completed",
  "OnHold",
  "OrderCanceled",
  "Deleted"
]

/** A full replacement: what was not sent is reset. */
export const putPurchaseOrder = (
  existing: PurchaseOrder | undefined,
  sent: PurchaseOrderMembers,
  id: string,
  productOf: ProductMembersOf,
  now: string
): PurchaseOrder => {
  const form = sent.purchaseOrderForm ?? {}
  const number = sent.purchaseOrderNumber ?? existing?.purchaseOrderNumber ?? id
  return withTotals({
    externalIds: [],
    errors: [],
    tags: [],
    properties: [],
    purchaseOrderNotes: [],
    publicPurchaseOrderNotes: [],
    orderType: "PurchaseOrder",
    ...sent,
    id,
    purchaseOrderNumber: number,
    status: statusOf(sent.status ?? "New"),
    versionId: nextVersion(existing),
    purchaseOrderForm: {
      ...form,
      lineItems: (form.lineItems ?? []).map((line, position) => storedLine(line, id, position, productOf))
    },
    created: existing?.created ?? now,
    modified: now
  })
}

/** Only what was sent changes; lists are merged and lines matched by their ids, unless the flags say otherwise. */
export const patchPurchaseOrder = (
  existing: PurchaseOrder,
  patch: PurchaseOrderPatch,
  productOf: ProductMembersOf,
  now: string
): PurchaseOrder => {
  const { keepExistingOrderLines, keepExistingListItems, purchaseOrderForm, ...members } = patch
  const keeps = keepExistingListItems !== false
  const known = existing.purchaseOrderForm.lineItems
  const sentLines = purchaseOrderForm?.lineItems
  const patchedLines = sentLines?.map((line, position) => {
    const before = known.find((candidate) => candidate.lineItemId === line.lineItemId)
    return before === undefined
      ? storedLine(line, existing.id, known.length + position, productOf)
      : { ...before, ...line, lineItemId: before.lineItemId, purchaseOrderId: existing.id }
  })
  const kept = known.map((line) => patchedLines?.find((it) => it.lineItemId === line.lineItemId) ?? line)
  const added = patchedLines?.filter((line) => !known.some((it) => it.lineItemId === line.lineItemId)) ?? []
  return withTotals({
    ...existing,
    ...members,
    id: existing.id,
    status: statusOf(members.status ?? existing.status),
    versionId: nextVersion(existing),
    externalIds: mergeExternalIds(
      keeps || !members.externalIds ? (existing.externalIds ?? []) : [],
      members.externalIds ?? []
    ),
    properties: mergeProperties(
      keeps || !members.properties ? (existing.properties ?? []) : [],
      members.properties ?? []
    ),
    tags: mergeWhole(keeps || !members.tags ? (existing.tags ?? []) : [], members.tags ?? []),
    errors: mergeWhole(keeps || !members.errors ? (existing.errors ?? []) : [], members.errors ?? []),
    purchaseOrderForm: {
      ...existing.purchaseOrderForm,
      ...purchaseOrderForm,
      lineItems: keepExistingOrderLines === false && patchedLines !== undefined ? patchedLines : [...kept, ...added]
    },
    created: existing.created,
    modified: now
  })
}

export const withStatus = (order: PurchaseOrder, status: string, now: string): PurchaseOrder => ({
  ...order,
  status: statusOf(status),
  versionId: nextVersion(order),
  modified: now
})

/** Cancels what has not been delivered of a line. */
export const cancelPurchaseOrderLine = (order: PurchaseOrder, lineItemId: string, now: string): PurchaseOrder => {
  const line =
    order.purchaseOrderForm.lineItems.find((candidate) => candidate.lineItemId === lineItemId) ??
    refuse(404, `Purchase order ${order.id} has no line '${lineItemId}'`)
  if (openQuantity(line) <= 0) refuse(400, `Purchase order line ${lineItemId} has nothing left to cancel`)
  return withLines(order, [{ ...line, canceledQuantity: line.quantity - line.deliveredQuantity }], now)
}

/** The order with these lines in place of those of the same ids; new ones come after the line they were split from. */
export const withLines = (
  order: PurchaseOrder,
  changed: ReadonlyArray<PurchaseOrderLine>,
  now: string
): PurchaseOrder => {
  const known = order.purchaseOrderForm.lineItems
  const added = changed.filter((line) => !known.some((it) => it.lineItemId === line.lineItemId))
  return withTotals({
    ...order,
    versionId: nextVersion(order),
    modified: now,
    purchaseOrderForm: {
      ...order.purchaseOrderForm,
      lineItems: [...known.map((line) => changed.find((it) => it.lineItemId === line.lineItemId) ?? line), ...added]
    }
  })
}

/** Neither delivered nor cancelled yet. */
export const openQuantity = (line: PurchaseOrderLine): number =>
  line.quantity - line.canceledQuantity - line.deliveredQuantity

export const isFinished = (lines: ReadonlyArray<PurchaseOrderLine>): boolean =>
  lines.every((line) => openQuantity(line) <= 0)

export const matchesPurchaseOrder = (order: PurchaseOrder, search: PurchaseOrderSearch): boolean =>
  isWithin(order.modified, search.modifiedFrom, search.modifiedTo) &&
  isWithin(order.created, search.createdFrom, search.createdTo) &&
  isAmong(search.externalIds, ...(order.externalIds ?? []).map((entry) => entry.id)) &&
  isAmong(search.selectedStatuses, order.status) &&
  isAmong(search.selectedStores, order.storeId) &&
  isEqual(search.orderType, order.orderType) &&
  isEqual(search.supplierId, order.supplierId) &&
  contains(search.searchText, order.id, order.purchaseOrderNumber, order.referenceNumber, order.supplierName)

const statusOf = (name: string): string =>
  purchaseOrderStatuses.find((status) => status.toLowerCase() === name.toLowerCase()) ??
  refuse(400, `Purchase order status '${name}' is not known; known are: ${purchaseOrderStatuses.join(", ")}`)

const nextVersion = (existing: PurchaseOrder | undefined): string => String(Number(existing?.versionId ?? 0) + 1)

const storedLine = (
  sent: PurchaseOrderLineMembers,
  orderId: string,
  position: number,
  productOf: ProductMembersOf
): PurchaseOrderLine => ({
  updateStock: true,
  properties: [],
  ...productOf(sent.code ?? ""),
  ...sent,
  lineItemId: sent.lineItemId ?? `${orderId}-${position + 1}`,
  purchaseOrderId: orderId,
  quantity: sent.quantity ?? 0,
  deliveredQuantity: sent.deliveredQuantity ?? 0,
  canceledQuantity: sent.canceledQuantity ?? 0
})

const withTotals = (order: PurchaseOrder): PurchaseOrder => {
  const sum = (price: "placedPrice" | "placedPriceExclTax"): number =>
    Math.round(
      order.purchaseOrderForm.lineItems.reduce((total, line) => total + line.quantity * (line[price] ?? 0), 0) * 100
    ) / 100
  return {
    ...order,
    purchaseOrderForm: {
      ...order.purchaseOrderForm,
      total: sum("placedPrice"),
      totalExclTax: sum("placedPriceExclTax")
    }
  }
}
