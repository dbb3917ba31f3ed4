import { Schema } from "effect"
import { GetOrderModel } from "../../wire/answers/Order.ts"
import { GetOrderPickabilityModel } from "../../wire/answers/Pickability.ts"
import { PatchOrderResponse, PostOrderResponse, PostOrderTextLineResponse } from "../../wire/answers/Stored.ts"
import { PatchOrder, PatchOrderLine } from "../../wire/PatchOrder.ts"
import { PostOrder, TextLine } from "../../wire/PostOrder.ts"
import { ordersQuery } from "../OrderFilter.ts"
import { headerPatches } from "../OrderPatches.ts"
import { pickabilityQuery } from "../OrderPickability.ts"
import type { Operations } from "./Operation.ts"

const required = ["goodsOwnerId"]

const patches: ReadonlyArray<readonly [path: string, body: Schema.Constraint]> = [
  ...headerPatches.map(({ path, schema }) => [path, schema] as const),
  ...Object.entries(PatchOrder)
]

export const orderOperations: Operations = {
  "PUT /orders": {
    summary: "Creates an order, or replaces the one with this number; refused once the warehouse has begun",
    body: PostOrder,
    answer: PostOrderResponse,
    creates: true
  },
  "PUT /orders/{orderId}": {
    summary: "Replaces an order; refused once the warehouse has begun",
    body: PostOrder,
    answer: PostOrderResponse
  },
  "GET /orders/{orderId}": { summary: "One order", answer: GetOrderModel },
  "GET /orders": {
    summary: "Orders by ascending id; all filters that are given must hold, and without a limit all that match come",
    query: ordersQuery,
    required,
    answer: Schema.Array(GetOrderModel)
  },
  "DELETE /orders/{orderId}": {
    summary: "Cancels an order; refused once the warehouse has begun",
    answer: PostOrderResponse
  },
  "DELETE /orders": {
    summary: "Cancels the order with this number",
    query: { goodsOwnerId: "int", orderNumber: "text" },
    required: ["goodsOwnerId", "orderNumber"],
    answer: PostOrderResponse
  },
  "GET /orders/pickability": {
    summary: "Which orders could be picked with what is there and what is expected",
    query: pickabilityQuery,
    required,
    answer: GetOrderPickabilityModel
  },
  ...Object.fromEntries(
    patches.map(([path, body]) => [
      `PATCH /orders/{orderId}/${path}`,
      { summary: `Changes an order: ${path}`, body, answer: PatchOrderResponse }
    ])
  ),
  "DELETE /orders/{orderId}/classes": {
    summary: "Takes the classes off an order",
    query: { onlyDeleteParcelTypeSuggestionOrderClasses: "flag" },
    answer: PatchOrderResponse
  },
  "PATCH /orders/{orderId}/lines/{orderLineId}/comment": {
    summary: "Changes the comment of a line",
    body: PatchOrderLine.comment,
    answer: PatchOrderResponse
  },
  "PATCH /orders/{orderId}/lines/{orderLineId}/linePrice": {
    summary: "Changes the price of a line",
    body: PatchOrderLine.linePrice,
    answer: PatchOrderResponse
  },
  "PATCH /orders/{orderId}/lines/{orderLineId}/customerLinePrice": {
    summary: "Changes what the customer pays for a line",
    body: PatchOrderLine.customerLinePrice,
    answer: PatchOrderResponse
  },
  "PUT /orders/{orderId}/orderTextLines": {
    summary: "Adds a text line to an order, or replaces the one with this row number",
    body: TextLine,
    answer: PostOrderTextLineResponse
  },
  "PATCH /orders/{orderId}/lines/{orderLineId}/reportedNumberOfItems": {
    summary: "Notes how many picked items of a line the goods owner has handled",
    body: PatchOrderLine.reportedNumberOfItems,
    answer: PatchOrderResponse
  },
  "PATCH /orders/{orderId}/setReportedNumberOfItemsToPickedNumberOfItems": {
    summary: "Notes all picked items of an order as handled",
    answer: PatchOrderResponse
  },
  "PATCH /orders/{orderId}/lines/{orderLineId}/reportedReturnedNumberOfItems": {
    summary: "Notes how many returned items of a line the goods owner has handled",
    body: PatchOrderLine.reportedReturnedNumberOfItems,
    answer: "opaque"
  },
  "PATCH /orders/{orderId}/setReportedReturnedNumberOfItemsToReturnedNumberOfItems": {
    summary: "Notes all returned items of an order as handled",
    query: { onlyUpdateOrderLinesWhichHaveReturnedItems: "flag" },
    answer: "opaque"
  }
}
