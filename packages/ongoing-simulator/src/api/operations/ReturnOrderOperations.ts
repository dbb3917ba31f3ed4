import { Schema } from "effect"
import { GetReturnCauses, GetReturnOrderStatuses } from "../../wire/answers/Registers.ts"
import { GetReturnOrderModel } from "../../wire/answers/ReturnOrder.ts"
import {
  PatchReturnOrderResponse,
  PostReturnCauseResponse,
  PostReturnOrderResponse
} from "../../wire/answers/Stored.ts"
import { PatchReturnOrder } from "../../wire/PatchReturnOrder.ts"
import { PostReturnOrder } from "../../wire/PostReturnOrder.ts"
import { PutReturnCause } from "../Registers.ts"
import { returnOrdersQuery } from "../ReturnOrders.ts"
import { type Operations, ofOwner } from "./Operation.ts"

const one = "/returnOrders/{returnOrderId}"
const { returnOrderStatusNumber, ...fields } = PatchReturnOrder

export const returnOrderOperations: Operations = {
  "PUT /returnOrders": {
    summary: "Announces that a customer sends back lines of an order",
    body: PostReturnOrder,
    refers: true,
    answer: PostReturnOrderResponse
  },
  [`GET ${one}`]: { summary: "One return order", answer: GetReturnOrderModel },
  "GET /returnOrders": {
    summary: "Return orders; there is no paging",
    query: returnOrdersQuery,
    required: ["goodsOwnerId"],
    answer: Schema.Array(GetReturnOrderModel)
  },
  [`DELETE ${one}`]: { summary: "Cancels a return order", answer: PostReturnOrderResponse },
  "DELETE /returnOrders": {
    summary: "Cancels the return order with this number",
    query: { goodsOwnerId: "int", returnOrderNumber: "text" },
    required: ["goodsOwnerId", "returnOrderNumber"],
    answer: PostReturnOrderResponse
  },
  "GET /returnOrders/statuses": {
    summary: "The statuses of return orders in this installation",
    answer: GetReturnOrderStatuses
  },
  [`PATCH ${one}/returnOrderStatus`]: {
    summary: "Sets the status of a return order",
    body: Schema.Struct({ returnOrderStatusNumber }),
    answer: PatchReturnOrderResponse
  },
  ...Object.fromEntries(
    Object.entries(fields).map(([name, member]) => [
      `PATCH ${one}/${name}`,
      {
        summary: `Changes a return order: ${name}`,
        body: Schema.Struct({ [name]: member }),
        answer: PatchReturnOrderResponse
      }
    ])
  ),
  "GET /returnOrders/returnCauses": { summary: "Why goods come back", ...ofOwner, answer: GetReturnCauses },
  "PUT /returnOrders/returnCauses": {
    summary: "Creates a return cause, or replaces the one with this code",
    body: PutReturnCause,
    answer: PostReturnCauseResponse
  },
  "PUT /returnOrders/returnCauses/{id}": {
    summary: "Replaces a return cause",
    body: PutReturnCause,
    answer: PostReturnCauseResponse
  }
}
