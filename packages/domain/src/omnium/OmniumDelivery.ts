import type { DateTime } from "effect"
import type { Property } from "./OmniumOrder.ts"

/** Inbound goods. Absent, null and empty texts are all `undefined`; lists are never absent. */
export interface OmniumDelivery {
  readonly id: string
  /** New, Confirmed, InProgress, Completed, OnHold, Cancelled. */
  readonly status: string
  /** The store id of the warehouse that receives. */
  readonly warehouseCode: string | undefined
  /** Names; the ids stand in the same sequence. */
  readonly suppliers: ReadonlyArray<string>
  readonly supplierIds: ReadonlyArray<string>
  readonly invoiceNumber: string | undefined
  readonly estimatedTimeOfArrival: DateTime.Utc | undefined
  /** The texts of the internal comments. */
  readonly internalComments: ReadonlyArray<string>
  readonly properties: ReadonlyArray<Property>
  readonly created: DateTime.Utc | undefined
  readonly modified: DateTime.Utc | undefined
}

/** A line of a purchase order that comes with a delivery. */
export interface OmniumDeliveryLine {
  /** Unique over all purchase orders. */
  readonly lineItemId: string
  readonly purchaseOrderId: string
  /** The SKU. */
  readonly code: string
  readonly quantity: number
  readonly canceledQuantity: number
  readonly deliveredQuantity: number
  readonly comment: string | undefined
}

/** What is to come of it in all, whether it has come or not. */
export const expectedQuantity = (line: OmniumDeliveryLine): number => Math.max(0, line.quantity - line.canceledQuantity)

export const openDeliveryStatuses = ["New", "Confirmed", "InProgress"] as const

const closedDeliveryStatuses = ["Completed", "Cancelled"]

const isAmong = (names: ReadonlyArray<string>, status: string): boolean =>
  names.some((name) => name.toLowerCase() === status.toLowerCase())

export const isOpenDelivery = (delivery: Pick<OmniumDelivery, "status">): boolean =>
  isAmong(openDeliveryStatuses, delivery.status)

export const isClosedDelivery = (delivery: Pick<OmniumDelivery, "status">): boolean =>
  isAmong(closedDeliveryStatuses, delivery.status)
