import type { Ongoing } from "@omnium-ongoing/domain/ports/Ongoing"
import { Effect } from "effect"
import { HttpClientRequest } from "effect/http"
import type { OngoingClient } from "./OngoingClient.ts"
import { StatusList, WarehouseList } from "./wire/Installation.ts"
import { orUndefined } from "./wire/Tolerant.ts"

/** What an installation is set up with. */
export const installation = ({ call }: OngoingClient) => {
  const statuses = (path: "/orders/statuses" | "/purchaseOrders/statuses") =>
    Effect.map(call({ operation: `GET ${path}`, write: false }, HttpClientRequest.get(path), StatusList), ({ value }) =>
      (value.orderStatuses ?? []).map(({ number, text }) => ({ number, text: orUndefined(text) }))
    )
  return {
    orderStatuses: Effect.withSpan(statuses("/orders/statuses"), "Ongoing.orderStatuses"),
    purchaseOrderStatuses: Effect.withSpan(statuses("/purchaseOrders/statuses"), "Ongoing.purchaseOrderStatuses"),
    warehouses: call(
      { operation: "GET /warehouses", write: false },
      HttpClientRequest.get("/warehouses"),
      WarehouseList
    ).pipe(
      Effect.map(({ value }) => (value ?? []).map(({ id, name }) => ({ id, name: orUndefined(name) }))),
      Effect.withSpan("Ongoing.warehouses")
    )
  } satisfies Partial<Ongoing["Service"]>
}
