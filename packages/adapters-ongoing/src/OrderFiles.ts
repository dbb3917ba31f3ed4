import type { Ongoing } from "@omnium-ongoing/domain/ports/Ongoing"
import { Effect } from "effect"
import { HttpClientRequest } from "effect/http"
import type { OngoingClient } from "./OngoingClient.ts"
import { FileList, file } from "./wire/OrderFile.ts"

/** There is no way to list files without their content. */
export const orderFiles = ({ call }: OngoingClient) =>
  ({
    orderFiles: Effect.fn("Ongoing.orderFiles")(function* (id) {
      const { value } = yield* call(
        { operation: "GET /orders/{orderId}/files", write: false },
        HttpClientRequest.get(`/orders/${id}/files`),
        FileList
      )
      return (value ?? []).map(file)
    })
  }) satisfies Partial<Ongoing["Service"]>
