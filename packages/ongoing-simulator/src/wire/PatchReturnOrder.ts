import { Instant, Integer, RequiredText } from "./Fields.ts"

/** The one member in the body of each `PATCH /returnOrders/{returnOrderId}/…`. */
export const PatchReturnOrder = {
  returnOrderStatusNumber: Integer,
  freeDateTime1: Instant,
  returnOrderHandlingComment: RequiredText
}
