import type { Omnium, OrderQuery } from "@omnium-ongoing/domain/ports/Omnium"
import { DateTime, Effect, Option, Schema, type Semaphore, Stream } from "effect"
import { HttpClientRequest } from "effect/http"
import { type OmniumClient, segment } from "./OmniumClient.ts"
import { scroll } from "./Scroll.ts"
import { everyPage, pageSize } from "./Search.ts"
import { WireOrder, WireOrderPage } from "./wire/Order.ts"
import { toOrder } from "./wire/OrderMapping.ts"

const readOrder = Schema.decodeUnknownResult(WireOrder)
const readPage = Schema.decodeUnknownResult(WireOrderPage)

const getOrder = { operation: "GET /api/Orders/{orderId}", write: false }
const search = { operation: "POST /api/Orders/Search", write: false }
const startScroll = { operation: "POST /api/Orders/Scroll", write: false }
const continueScroll = { operation: "GET /api/Orders/Scroll/{scrollId}", write: false }

type Reads = Pick<Omnium["Service"], "order" | "orders" | "ordersByShipmentExternalId" | "ordersByNumber">
type Filter = { readonly shipmentExternalIds: ReadonlyArray<string> } | { readonly orderNumber: string }

/** `scrollStarts` has one permit: Omnium asks that no two scrolls are started at the same time. */
export const orders = (client: OmniumClient, scrollStarts: Semaphore.Semaphore): Reads => {
  const searched = (filter: Filter) =>
    everyPage(search.operation, (page) => {
      const body = { ...filter, sortOrder: "CreatedAscending", disableFacets: true, take: pageSize, page }
      const request = HttpClientRequest.post("/api/Orders/Search").pipe(HttpClientRequest.bodyJsonUnsafe(body))
      return Effect.map(client.call(search, request, readPage), ({ value }) => ({
        rows: (value.result ?? []).map(toOrder),
        total: value.totalHits ?? 0
      }))
    })

  const firstBatch = (query: OrderQuery) => {
    const request = HttpClientRequest.post("/api/Orders/Scroll").pipe(
      HttpClientRequest.bodyJsonUnsafe({
        modifiedFrom: DateTime.formatIso(query.modifiedSince),
        selectedStatuses: query.statuses,
        sortOrder: "ModifiedAscending"
      })
    )
    return scrollStarts.withPermit(client.call(startScroll, request, readPage))
  }

  const nextBatch = Effect.fnUntraced(function* (scrollId: string) {
    const path = yield* segment(scrollId, continueScroll.operation)
    return yield* client.call(continueScroll, HttpClientRequest.get(`/api/Orders/Scroll/${path}`), readPage)
  })

  return {
    order: Effect.fn("Omnium.order")(
      function* (orderId) {
        const path = yield* segment(orderId, getOrder.operation)
        const { value } = yield* client.call(getOrder, HttpClientRequest.get(`/api/Orders/${path}`), readOrder)
        return Option.some(toOrder(value))
      },
      Effect.catchReason("OmniumError", "NotFound", () => Effect.succeedNone)
    ),

    // To Omnium an empty filter means every order; to us it means none.
    orders: (query) =>
      query.statuses.length === 0
        ? Stream.empty
        : scroll({
            operation: continueScroll.operation,
            idOf: ({ id }) => id,
            start: firstBatch(query),
            next: nextBatch
          }).pipe(Stream.map(({ rows, readAt }) => ({ orders: rows.map(toOrder), readAt }))),

    ordersByShipmentExternalId: Effect.fn("Omnium.ordersByShipmentExternalId")(function* (id) {
      if (id === "") return []
      const found = yield* searched({ shipmentExternalIds: [id] })
      return found.filter(({ shipments }) =>
        shipments.some(({ externalIds }) => externalIds.some((external) => external.id === id))
      )
    }),

    ordersByNumber: Effect.fn("Omnium.ordersByNumber")(function* (orderNumber) {
      if (orderNumber === "") return []
      // Omnium finds the text in ids too.
      const found = yield* searched({ orderNumber })
      return found.filter((order) => order.orderNumber === orderNumber)
    })
  }
}
