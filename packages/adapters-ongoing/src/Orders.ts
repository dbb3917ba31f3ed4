import { type Ongoing, OngoingError, type OngoingOrderPage } from "@omnium-ongoing/domain/ports/Ongoing"
import { MalformedAnswer } from "@omnium-ongoing/domain/ports/Upstream"
import { Array, DateTime, Effect, Option, Order, Schema, Stream } from "effect"
import { HttpClientRequest } from "effect/http"
import type { OngoingClient } from "./OngoingClient.ts"
import { pingPath } from "./Ping.ts"
import { GetOrder, OrderList, orderState } from "./wire/GetOrder.ts"
import { StatusList } from "./wire/Installation.ts"
import { PostOrderAnswer, postOrder } from "./wire/PostOrder.ts"

/** One order with its lines is some kilobytes; Ongoing's own example pages by 1000. */
const pageSize = 500

/** Each number is a key of its own in the URL, which must not grow without limit. */
const numbersPerCall = 50

const byId = Order.mapInput(Order.Number, (order: { readonly orderId: number }) => order.orderId)

export const orders = ({ call, send }: OngoingClient) => {
  const list = (query: ReadonlyArray<readonly [string, string | number]>) =>
    call(
      { operation: "GET /orders", write: false },
      HttpClientRequest.get("/orders").pipe(HttpClientRequest.setUrlParams(query)),
      OrderList
    ).pipe(Effect.map(({ value, readAt }) => ({ orders: (value ?? []).map(orderState), readAt })))

  const pages = (query: ReadonlyArray<readonly [string, string | number]>) =>
    Stream.paginate(0, (from: number) =>
      list([...query, ["orderIdFrom", from], ["maxOrdersToGet", pageSize]]).pipe(
        Effect.flatMap((page) => nextPage(page, from))
      )
    )

  return {
    // Needs the credentials, changes nothing, and answers with a dozen short rows.
    ping: call({ operation: `GET ${pingPath}`, write: false }, HttpClientRequest.get(pingPath), StatusList).pipe(
      Effect.asVoid,
      Effect.withSpan("Ongoing.ping")
    ),

    putOrder: Effect.fn("Ongoing.putOrder")(function* (order) {
      const { value } = yield* call(
        { operation: "PUT /orders", write: true },
        HttpClientRequest.put("/orders").pipe(HttpClientRequest.bodyJsonUnsafe(postOrder(order))),
        PostOrderAnswer
      )
      return value.orderId
    }),

    // The answer holds nothing that is not read back anyway, and it may be empty.
    cancelOrder: Effect.fn("Ongoing.cancelOrder")(function* (id) {
      yield* call(
        { operation: "DELETE /orders/{orderId}", write: true },
        HttpClientRequest.delete(`/orders/${id}`),
        Schema.Unknown
      )
    }),

    backOrdersOf: Effect.fn("Ongoing.backOrdersOf")(function* (owner, id) {
      const page = yield* list([
        ["goodsOwnerId", owner],
        ["backOrderForOrderId", id]
      ])
      return page.orders
    }),

    order: Effect.fn("Ongoing.order")(function* (id) {
      return yield* call(
        { operation: "GET /orders/{orderId}", write: false },
        HttpClientRequest.get(`/orders/${id}`),
        GetOrder
      ).pipe(
        Effect.map(({ value }) => Option.some(orderState(value))),
        Effect.catchReason("OngoingError", "NotFound", () => Effect.succeedNone)
      )
    }),

    ordersByNumber: Effect.fn("Ongoing.ordersByNumber")(function* (owner, numbers) {
      const pages = yield* Effect.forEach(Array.chunksOf(Array.dedupe(numbers), numbersPerCall), (batch) =>
        list([["goodsOwnerId", owner], ...batch.map((number) => ["orderNumbers", number] as const)])
      )
      return pages.flatMap((page) => page.orders)
    }),

    ordersChangedSince: (owner, since) =>
      pages([
        ["goodsOwnerId", owner],
        ["orderStatusChangedTimeFrom", wholeSeconds(since)]
      ]),

    ordersWithUnreportedReturns: (owner) =>
      pages([
        ["goodsOwnerId", owner],
        ["onlyOrdersWithOrderLinesToReportReturned", "true"]
      ]),

    reportReturned: Effect.fn("Ongoing.reportReturned")((order, orderLineId, quantity) =>
      send(
        { operation: "PATCH /orders/{orderId}/lines/{orderLineId}/reportedReturnedNumberOfItems", write: true },
        HttpClientRequest.patch(`/orders/${order}/lines/${orderLineId}/reportedReturnedNumberOfItems`).pipe(
          HttpClientRequest.bodyJsonUnsafe({ reportedReturnedNumberOfItems: quantity })
        )
      )
    )
  } satisfies Partial<Ongoing["Service"]>
}

/** Only an empty page ends the list: that a short one does is seen, but not promised. */
const nextPage = (
  page: OngoingOrderPage,
  from: number
): Effect.Effect<readonly [ReadonlyArray<OngoingOrderPage>, Option.Option<number>], OngoingError> => {
  const sorted = Array.sort(page.orders, byId)
  const last = Array.last(sorted)
  if (Option.isNone(last)) return Effect.succeed([from === 0 ? [page] : [], Option.none()])
  return sorted.every((order) => order.orderId >= from)
    ? Effect.succeed([[{ ...page, orders: sorted }], Option.some(last.value.orderId + 1)])
    : Effect.fail(
        new OngoingError({
          operation: "GET /orders",
          reason: new MalformedAnswer({ message: "the server does not advance" })
        })
      )
}

/** Ongoing's time filters know whole seconds only. */
const wholeSeconds = (time: DateTime.Utc) => DateTime.formatIso(time).replace(/\.\d+Z$/, "Z")
