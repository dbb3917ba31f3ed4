import type { Property } from "@omnium-ongoing/domain/omnium/OmniumOrder"
import { type Omnium, OmniumError } from "@omnium-ongoing/domain/ports/Omnium"
import { Refused } from "@omnium-ongoing/domain/ports/Upstream"
import { DateTime, Effect, Option, Schema } from "effect"
import { HttpClientRequest } from "effect/http"
import { type OmniumClient, segment } from "./OmniumClient.ts"
import { everyPage, pageSize, stuck } from "./Search.ts"
import { WirePage } from "./wire/Answers.ts"
import {
  toDelivery,
  toDeliveryLine,
  WireDelivery,
  WireDeliveryLine,
  WireRawDelivery,
  WireTransaction
} from "./wire/Delivery.ts"

const readDelivery = Schema.decodeUnknownResult(WireDelivery)
const readRaw = Schema.decodeUnknownResult(WireRawDelivery)
const readLines = Schema.decodeUnknownResult(Schema.Array(WireDeliveryLine))
const readPage = Schema.decodeUnknownResult(WirePage(WireDelivery))
const readTransactions = Schema.decodeUnknownResult(WirePage(WireTransaction))

const getDelivery = { operation: "GET /api/Deliveries/{deliveryId}", write: false }
const getLines = { operation: "GET /api/Deliveries/{deliveryId}/PurchaseOrderLines", write: false }
const search = { operation: "POST /api/Deliveries/Search", write: false }
const patch = { operation: "PATCH /api/Deliveries/{deliveryId}", write: true }
const put = { operation: "PUT /api/Deliveries", write: true }
const comment = { operation: "POST /api/Deliveries/{deliveryId}/AddInternalDeliveryComment", write: true }
const receive = { operation: "POST /api/Deliveries/{deliveryId}/ProcessGoodsReception", write: true }
const searchTransactions = { operation: "POST /api/Inventory/SearchTransactions", write: false }
const scrollTransactions = { operation: "GET /api/Inventory/ScrollTransactions/{scrollId}", write: false }

type Deliveries = Pick<
  Omnium["Service"],
  | "delivery"
  | "deliveryLines"
  | "deliveries"
  | "setDeliveryProperties"
  | "addInternalDeliveryComment"
  | "cancelDelivery"
  | "receiveGoods"
  | "goodsReceptionIds"
>

export const deliveries = (client: OmniumClient): Deliveries => {
  const get = (id: string, operation: string) =>
    Effect.map(segment(id, operation), (path) => HttpClientRequest.get(`/api/Deliveries/${path}`))

  /** With members that we do not know: lists are replaced as a whole by a patch, and everything by a put. */
  const raw = Effect.fnUntraced(function* (id: string) {
    return (yield* client.call(getDelivery, yield* get(id, getDelivery.operation), readRaw)).value
  })

  const send = Effect.fnUntraced(function* (
    call: { readonly operation: string; readonly write: boolean },
    request: HttpClientRequest.HttpClientRequest,
    body: unknown
  ) {
    const sent = yield* HttpClientRequest.bodyJson(request, body).pipe(
      Effect.mapError(() => {
        const message = "what the delivery holds is nested too deeply to be sent back"
        return new OmniumError({ operation: call.operation, reason: new Refused({ status: 200, message }) })
      })
    )
    yield* client.send(call, sent)
  })

  const receptionsOf = Effect.fnUntraced(function* (purchaseOrderId: string) {
    const body = { purchaseOrderId, take: pageSize, page: 1 }
    const request = HttpClientRequest.post("/api/Inventory/SearchTransactions").pipe(
      HttpClientRequest.bodyJsonUnsafe(body)
    )
    let page = (yield* client.call(searchTransactions, request, readTransactions)).value
    const found = new Map<string, string | null | undefined>()
    for (;;) {
      const before = found.size
      for (const row of page.result ?? []) found.set(row.id, row.goodsReceptionId)
      if ((page.result ?? []).length === 0 || !page.scrollId) return [...found.values()].flatMap((id) => id || [])
      if (found.size === before) return yield* stuck(scrollTransactions.operation)
      const path = yield* segment(page.scrollId, scrollTransactions.operation)
      const next = HttpClientRequest.get(`/api/Inventory/ScrollTransactions/${path}`)
      page = (yield* client.call(scrollTransactions, next, readTransactions)).value
    }
  })

  return {
    delivery: Effect.fn("Omnium.delivery")(
      function* (id) {
        const { value } = yield* client.call(getDelivery, yield* get(id, getDelivery.operation), readDelivery)
        return Option.some(toDelivery(value))
      },
      Effect.catchReason("OmniumError", "NotFound", () => Effect.succeedNone)
    ),

    deliveryLines: Effect.fn("Omnium.deliveryLines")(
      function* (id) {
        const path = yield* segment(id, getLines.operation)
        const request = HttpClientRequest.get(`/api/Deliveries/${path}/PurchaseOrderLines`)
        const { value } = yield* client.call(getLines, request, readLines)
        return value.map(toDeliveryLine)
      },
      Effect.catchReason("OmniumError", "NotFound", () => Effect.succeed([]))
    ),

    deliveries: Effect.fn("Omnium.deliveries")(function* ({ stores, statuses }) {
      const now = yield* DateTime.now
      // To Omnium an empty filter means every delivery; to us it means none.
      if (stores.length === 0 || statuses.length === 0) return { deliveries: [], readAt: now }
      let readAt: DateTime.Utc | undefined
      const filter = { selectedStores: stores, selectedStatuses: statuses }
      const found = yield* everyPage(search.operation, (page) => {
        const request = HttpClientRequest.post("/api/Deliveries/Search").pipe(
          HttpClientRequest.bodyJsonUnsafe({ ...filter, take: pageSize, page })
        )
        return Effect.map(client.call(search, request, readPage), (reply) => {
          readAt ??= reply.readAt
          return { rows: (reply.value.result ?? []).map(toDelivery), total: reply.value.totalHits ?? 0 }
        })
      })
      return { deliveries: found, readAt: readAt ?? now }
    }),

    setDeliveryProperties: Effect.fn("Omnium.setDeliveryProperties")(function* (id, properties) {
      const { properties: shown } = yield* raw(id)
      const path = yield* segment(id, patch.operation)
      yield* send(patch, HttpClientRequest.patch(`/api/Deliveries/${path}`), {
        properties: merged(shown ?? [], properties)
      })
    }),

    addInternalDeliveryComment: Effect.fn("Omnium.addInternalDeliveryComment")(function* (id, detail) {
      const path = yield* segment(id, comment.operation)
      const request = HttpClientRequest.post(`/api/Deliveries/${path}/AddInternalDeliveryComment`)
      yield* send(comment, request, { detail, type: "Internal" })
    }),

    cancelDelivery: Effect.fn("Omnium.cancelDelivery")(function* (id) {
      const delivery = yield* raw(id)
      yield* send(put, HttpClientRequest.put("/api/Deliveries"), {
        ...delivery,
        deliveryStatus: "Cancelled",
        isAutoDeliveryStatusDisabled: true
      })
    }),

    receiveGoods: Effect.fn("Omnium.receiveGoods")(function* (id, lines) {
      const path = yield* segment(id, receive.operation)
      const body = lines.map(({ lineItemId, deliveredQuantity, warehouseCode, goodsReceptionId }) => ({
        lineItemId,
        deliveredQuantity,
        warehouseCode,
        goodsReceptionId
      }))
      yield* send(receive, HttpClientRequest.post(`/api/Deliveries/${path}/ProcessGoodsReception`), body)
    }),

    goodsReceptionIds: Effect.fn("Omnium.goodsReceptionIds")(function* (purchaseOrderIds) {
      return new Set((yield* Effect.forEach(purchaseOrderIds, receptionsOf)).flat())
    })
  }
}

type RawProperty = NonNullable<(typeof WireRawDelivery.Type)["properties"]>[number]

/** Keys are told apart as people do, whatever their case. */
const merged = (shown: ReadonlyArray<RawProperty>, properties: ReadonlyArray<Property>): ReadonlyArray<object> => {
  const same = (one: RawProperty, other: Property) => one.key?.toLowerCase() === other.key.toLowerCase()
  return [
    ...shown.map((each) => ({ ...each, ...properties.find((property) => same(each, property)) })),
    ...properties.filter((property) => !shown.some((each) => same(each, property)))
  ]
}
