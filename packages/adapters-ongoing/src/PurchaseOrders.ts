import { type Ongoing, OngoingError, type OngoingPurchaseOrderPage } from "@omnium-ongoing/domain/ports/Ongoing"
import { MalformedAnswer } from "@omnium-ongoing/domain/ports/Upstream"
import { Array, DateTime, Effect, Option, Order, Stream } from "effect"
import { HttpClientRequest } from "effect/http"
import type { OngoingClient } from "./OngoingClient.ts"
import { GetPurchaseOrder, PurchaseOrderList, purchaseOrderState } from "./wire/GetPurchaseOrder.ts"
import { PostPurchaseOrderAnswer, postPurchaseOrder } from "./wire/PostPurchaseOrder.ts"

/** One purchase order with its lines and receipts may be large. */
const pageSize = 500

/** Each number is a key of its own in the URL, which must not grow without limit. */
const numbersPerCall = 50

const byId = Order.mapInput(Order.Number, (order: { readonly purchaseOrderId: number }) => order.purchaseOrderId)

export const purchaseOrders = ({ call }: OngoingClient) => {
  const list = (query: ReadonlyArray<readonly [string, string | number]>) =>
    call(
      { operation: "GET /purchaseOrders", write: false },
      HttpClientRequest.get("/purchaseOrders").pipe(HttpClientRequest.setUrlParams(query)),
      PurchaseOrderList
    ).pipe(Effect.map(({ value, readAt }) => ({ purchaseOrders: (value ?? []).map(purchaseOrderState), readAt })))

  /** Filters are joined by "and", so each time has a list of its own. */
  const since = (filter: string, owner: number, time: DateTime.Utc) =>
    Stream.paginate(0, (from: number) =>
      list([
        ["goodsOwnerId", owner],
        [filter, wholeSeconds(time)],
        ["purchaseOrderIdFrom", from],
        ["maxPurchaseOrdersToGet", pageSize]
      ]).pipe(Effect.flatMap((page) => nextPage(page, from)))
    )

  return {
    putPurchaseOrder: Effect.fn("Ongoing.putPurchaseOrder")(function* (order) {
      const { value } = yield* call(
        { operation: "PUT /purchaseOrders", write: true },
        HttpClientRequest.put("/purchaseOrders").pipe(HttpClientRequest.bodyJsonUnsafe(postPurchaseOrder(order))),
        PostPurchaseOrderAnswer
      )
      return value.purchaseOrderId
    }),

    purchaseOrder: Effect.fn("Ongoing.purchaseOrder")(function* (id) {
      return yield* call(
        { operation: "GET /purchaseOrders/{purchaseOrderId}", write: false },
        HttpClientRequest.get(`/purchaseOrders/${id}`),
        GetPurchaseOrder
      ).pipe(
        Effect.map(({ value }) => Option.some(purchaseOrderState(value))),
        Effect.catchReason("OngoingError", "NotFound", () => Effect.succeedNone)
      )
    }),

    purchaseOrdersByNumber: Effect.fn("Ongoing.purchaseOrdersByNumber")(function* (owner, numbers) {
      const pages = yield* Effect.forEach(Array.chunksOf(Array.dedupe(numbers), numbersPerCall), (batch) =>
        list([["goodsOwnerId", owner], ...batch.map((number) => ["purchaseOrderNumbers", number] as const)])
      )
      return pages.flatMap((page) => page.purchaseOrders)
    }),

    purchaseOrdersChangedSince: (owner, time) =>
      Stream.concat(since("purchaseOrderStatusChangedTimeFrom", owner, time), since("lastReceiveTimeFrom", owner, time))
  } satisfies Partial<Ongoing["Service"]>
}

/** Only an empty page ends the list: that a short one does is seen, but not promised. */
const nextPage = (
  page: OngoingPurchaseOrderPage,
  from: number
): Effect.Effect<readonly [ReadonlyArray<OngoingPurchaseOrderPage>, Option.Option<number>], OngoingError> => {
  const sorted = Array.sort(page.purchaseOrders, byId)
  const last = Array.last(sorted)
  if (Option.isNone(last)) return Effect.succeed([from === 0 ? [page] : [], Option.none()])
  return sorted.every((order) => order.purchaseOrderId >= from)
    ? Effect.succeed([[{ ...page, purchaseOrders: sorted }], Option.some(last.value.purchaseOrderId + 1)])
    : Effect.fail(
        new OngoingError({
          operation: "GET /purchaseOrders",
          reason: new MalformedAnswer({ message: "the server does not advance" })
        })
      )
}

/** Ongoing's time filters know whole seconds only. */
const wholeSeconds = (time: DateTime.Utc) => DateTime.formatIso(time).replace(/\.\d+Z$/, "Z")
