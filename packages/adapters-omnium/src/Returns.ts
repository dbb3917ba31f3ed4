import type { Omnium } from "@omnium-ongoing/domain/ports/Omnium"
import { Effect, Schema } from "effect"
import { HttpClientRequest } from "effect/http"
import { type OmniumClient, segment } from "./OmniumClient.ts"
import { WireMadeReturn } from "./wire/Answers.ts"

const readMadeReturn = Schema.decodeUnknownResult(WireMadeReturn)

const createReturn = { operation: "POST /api/Returns/{orderId}/Return", write: true }

export const returns = (client: OmniumClient): Pick<Omnium["Service"], "createReturn"> => ({
  createReturn: Effect.fn("Omnium.createReturn")(function* ({ orderId, lines, ...rest }) {
    const path = yield* segment(orderId, createReturn.operation)
    const request = HttpClientRequest.post(`/api/Returns/${path}/Return`).pipe(
      HttpClientRequest.bodyJsonUnsafe({
        ...rest,
        creditPayment: false,
        returns: lines.map(({ quantity, ...line }) => ({
          ...line,
          returnQuantity: quantity,
          // True means that Omnium adds the items to its stock; it is false where the stock comes from the warehouse.
          isStockUpdated: false
        }))
      })
    )
    const { value } = yield* client.call(createReturn, request, readMadeReturn)
    return value.returnId
  })
})
