import { Schema } from "effect"
import { GetPurchaseOrderModel } from "../../wire/answers/PurchaseOrder.ts"
import { GetPurchaseOrderStatuses, GetPurchaseOrderTypes } from "../../wire/answers/Registers.ts"
import {
  PatchPurchaseOrderResponse,
  PostArticleItemsResponse,
  PostPurchaseOrderResponse
} from "../../wire/answers/Stored.ts"
import { PatchPurchaseOrder, PatchPurchaseOrderLine } from "../../wire/PatchPurchaseOrder.ts"
import { PostArticleItems, PostPurchaseOrder } from "../../wire/PostPurchaseOrder.ts"
import { purchaseOrdersQuery } from "../PurchaseOrderFilter.ts"
import { type Operations, ofOwner } from "./Operation.ts"

const one = "/purchaseOrders/{purchaseOrderId}"
const { purchaseOrderStatusNumber, ...fields } = PatchPurchaseOrder

export const purchaseOrderOperations: Operations = {
  "PUT /purchaseOrders": {
    summary: "Creates a purchase order, or replaces the one with this number; refused once goods have come in",
    body: PostPurchaseOrder,
    answer: PostPurchaseOrderResponse
  },
  [`PUT ${one}`]: {
    summary: "Replaces a purchase order; refused once goods have come in",
    body: PostPurchaseOrder,
    answer: PostPurchaseOrderResponse
  },
  [`GET ${one}`]: { summary: "One purchase order", answer: GetPurchaseOrderModel },
  "GET /purchaseOrders": {
    summary: "Purchase orders by ascending id; all filters that are given must hold",
    query: purchaseOrdersQuery,
    required: ["goodsOwnerId"],
    answer: Schema.Array(GetPurchaseOrderModel)
  },
  [`DELETE ${one}`]: {
    summary: "Cancels a purchase order; refused once goods have come in",
    answer: PostPurchaseOrderResponse
  },
  "DELETE /purchaseOrders": {
    summary: "Cancels the purchase order with this number",
    query: { goodsOwnerId: "int", purchaseOrderNumber: "text" },
    required: ["goodsOwnerId", "purchaseOrderNumber"],
    answer: PostPurchaseOrderResponse
  },
  "GET /purchaseOrders/statuses": {
    summary: "The statuses of purchase orders in this installation",
    answer: GetPurchaseOrderStatuses
  },
  "GET /purchaseOrders/types": {
    summary: "The types of purchase orders",
    ...ofOwner,
    answer: GetPurchaseOrderTypes
  },
  [`PATCH ${one}/purchaseOrderStatus`]: {
    summary: "Sets the status of a purchase order",
    body: Schema.Struct({ purchaseOrderStatusNumber }),
    answer: PatchPurchaseOrderResponse
  },
  ...Object.fromEntries(
    Object.entries(fields).map(([name, member]) => [
      `PATCH ${one}/${name}`,
      {
        summary: `Changes a purchase order: ${name}`,
        body: Schema.Struct({ [name]: member }),
        answer: PatchPurchaseOrderResponse
      }
    ])
  ),
  ...Object.fromEntries(
    Object.entries(PatchPurchaseOrderLine).map(([name, member]) => [
      `PATCH ${one}/lines/{purchaseOrderLineId}/${name}`,
      {
        summary: `Changes a line of a purchase order: ${name}`,
        body: Schema.Struct({ [name]: member }),
        answer: "opaque"
      }
    ])
  ),
  [`PATCH ${one}/setReportedNumberOfItemsToReceivedNumberOfItems`]: {
    summary: "Notes all received items of a purchase order as handled",
    answer: "opaque"
  },
  [`PUT ${one}/articleItems`]: {
    summary: "Announces which items will come on the lines of a purchase order",
    body: PostArticleItems,
    answer: PostArticleItemsResponse
  }
}
