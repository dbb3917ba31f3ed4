import type { OmniumDelivery, OmniumDeliveryLine } from "@omnium-ongoing/domain/omnium/OmniumDelivery"
import { OngoingPurchaseOrderId, OngoingStatus } from "@omnium-ongoing/domain/ongoing/Identifiers"
import type {
  OngoingPurchaseOrderLineState,
  OngoingPurchaseOrderState
} from "@omnium-ongoing/domain/ongoing/OngoingPurchaseOrderState"
import { at } from "./OrderExamples.ts"

export const exampleDelivery = (with_: Partial<OmniumDelivery> = {}): OmniumDelivery => ({
  id: "D-1",
  status: "New",
  warehouseCode: "main",
  suppliers: ["Tindeby"],
  supplierIds: ["S200"],
  invoiceNumber: "F-77",
  estimatedTimeOfArrival: at("2026-11-20T22:30:00Z"),
  internalComments: [],
  properties: [],
  created: at("2026-11-02T10:00:00Z"),
  modified: at("2026-11-02T10:00:00Z"),
  ...with_
})

export const exampleDeliveryLine = (with_: Partial<OmniumDeliveryLine> = {}): OmniumDeliveryLine => ({
  lineItemId: "1",
  purchaseOrderId: "PO-1",
  code: "0123ABC",
  quantity: 10,
  canceledQuantity: 0,
  deliveredQuantity: 0,
  comment: undefined,
  ...with_
})

export const examplePurchaseOrderLine = (
  with_: Partial<OngoingPurchaseOrderLineState> = {}
): OngoingPurchaseOrderLineState => ({
  purchaseOrderLineId: 1,
  rowNumber: "1",
  articleNumber: "0123ABC",
  advised: 10,
  received: 0,
  ...with_
})

export const examplePurchaseOrder = (
  with_: Partial<Omit<OngoingPurchaseOrderState, "status">> & { readonly status?: number } = {}
): OngoingPurchaseOrderState => ({
  purchaseOrderId: OngoingPurchaseOrderId.make(60001),
  goodsOwnerId: undefined,
  purchaseOrderNumber: "D-1",
  goodsOwnerPurchaseOrderId: "D-1",
  statusText: undefined,
  referenceNumber: "F-77",
  inDate: "2026-11-20",
  supplierNumber: "S200",
  lines: [examplePurchaseOrderLine()],
  ...with_,
  status: OngoingStatus.make(with_.status ?? 200)
})
