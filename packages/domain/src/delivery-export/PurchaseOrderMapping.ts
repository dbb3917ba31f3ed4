import { DateTime } from "effect"
import { expectedQuantity, type OmniumDelivery, type OmniumDeliveryLine } from "../omnium/OmniumDelivery.ts"
import type { OngoingGoodsOwnerId, OngoingWarehouseId } from "../ongoing/Identifiers.ts"
import type { OngoingPurchaseOrder } from "../ongoing/OngoingPurchaseOrder.ts"
import type { OngoingPurchaseOrderState } from "../ongoing/OngoingPurchaseOrderState.ts"
import * as OngoingRowNumber from "../ongoing/OngoingRowNumber.ts"
import { requestHash } from "../sync/RequestHash.ts"

export interface DeliveryToMap {
  readonly delivery: OmniumDelivery
  readonly lines: ReadonlyArray<OmniumDeliveryLine>
  readonly goodsOwnerId: OngoingGoodsOwnerId
  readonly warehouseId: OngoingWarehouseId
}

/** The one mapping for every write of a purchase order. Of several suppliers Ongoing knows the first. */
export const purchaseOrderMapping = (from: DeliveryToMap): OngoingPurchaseOrder => {
  const { delivery } = from
  const [supplierName] = delivery.suppliers
  const [supplierNumber] = delivery.supplierIds
  const supplierInfo = {
    ...(supplierNumber !== undefined && { supplierNumber }),
    ...(supplierName !== undefined && { supplierName })
  }
  return {
    goodsOwnerId: from.goodsOwnerId,
    purchaseOrderNumber: delivery.id,
    goodsOwnerPurchaseOrderId: delivery.id,
    warehouseId: from.warehouseId,
    ...(delivery.estimatedTimeOfArrival !== undefined && {
      inDate: DateTime.formatIsoDateUtc(delivery.estimatedTimeOfArrival)
    }),
    ...(delivery.invoiceNumber !== undefined && { referenceNumber: delivery.invoiceNumber }),
    ...(Object.keys(supplierInfo).length > 0 && { supplierInfo }),
    purchaseOrderLines: from.lines
      .filter((line) => expectedQuantity(line) > 0)
      .map((line) => ({
        rowNumber: OngoingRowNumber.make(line.lineItemId),
        articleNumber: line.code,
        numberOfItems: expectedQuantity(line),
        externalOrderLineId: line.lineItemId,
        ...(line.comment !== undefined && { comment: line.comment })
      }))
  }
}

/** The same for the same purchase order, whatever the sequence of its lines. */
export const purchaseOrderHash = (order: OngoingPurchaseOrder): string =>
  requestHash({
    ...order,
    purchaseOrderLines: [...order.purchaseOrderLines].sort((one, other) => (one.rowNumber < other.rowNumber ? -1 : 1))
  })

/** Quantities may have decimals, and sums of them may be a trifle off. */
const tolerance = 1e-6

/** Whether Ongoing holds what we want. What we do not write is the warehouse's. */
export const samePurchaseOrder = (wanted: OngoingPurchaseOrder, state: OngoingPurchaseOrderState): boolean => {
  const asWanted = (value: string | undefined, found: string | undefined) => value === undefined || value === found
  const found = new Map(state.lines.map((line) => [line.rowNumber, line]))
  return (
    wanted.purchaseOrderNumber === state.purchaseOrderNumber &&
    asWanted(wanted.referenceNumber, state.referenceNumber) &&
    asWanted(wanted.inDate, state.inDate) &&
    asWanted(wanted.supplierInfo?.supplierNumber, state.supplierNumber) &&
    found.size === wanted.purchaseOrderLines.length &&
    wanted.purchaseOrderLines.every((line) => {
      const there = found.get(line.rowNumber)
      return there?.articleNumber === line.articleNumber && Math.abs(there.advised - line.numberOfItems) <= tolerance
    })
  )
}
