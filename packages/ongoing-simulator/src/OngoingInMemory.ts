import type { OngoingGoodsOwnerId, OngoingWarehouseId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import { ArticleSystemId } from "@omnium-ongoing/domain/ongoing/OngoingArticle"
import { Ongoing, OngoingError } from "@omnium-ongoing/domain/ports/Ongoing"
import { NotFound, Refused } from "@omnium-ongoing/domain/ports/Upstream"
import { unrecorded } from "@omnium-ongoing/simulator-kit/Ledger"
import { DateTime, Effect, Layer, Option, Result, Schema, Stream } from "effect"
import type { Article } from "./Article.ts"
import { putArticle } from "./ArticleUpsert.ts"
import { filesOf } from "./Files.ts"
import { hasUnreportedReturns, type Order } from "./Order.ts"
import { cancel } from "./OrderLifecycle.ts"
import { report } from "./OrderPatch.ts"
import { putOrder } from "./OrderUpsert.ts"
import { portArticle } from "./PortArticle.ts"
import { portInstallation } from "./PortInstallation.ts"
import { portKind, portLevel } from "./PortInventory.ts"
import { portFile, portOrder } from "./PortOrder.ts"
import { portPurchaseOrder } from "./PortPurchaseOrder.ts"
import { putPurchaseOrder } from "./PurchaseOrderUpsert.ts"
import { foreignOwner, missing, Refusal } from "./Refusal.ts"
import { stockChangedAt } from "./ShownStock.ts"
import {
  articleByNumber,
  articlesFrom,
  ordersByNumber,
  ordersFrom,
  purchaseOrdersByNumber,
  purchaseOrdersFrom,
  type Warehouse
} from "./Warehouse.ts"
import { PostOrder } from "./wire/PostOrder.ts"
import { PostPurchaseOrder } from "./wire/PostPurchaseOrder.ts"

const pageSize = 500

/** The port over a warehouse without HTTP, in the time of the program that uses it. Nobody is told by webhook. */
export const layer = (warehouse: Warehouse): Layer.Layer<Ongoing> => Layer.succeed(Ongoing, service(warehouse))

const service = (warehouse: Warehouse): Ongoing["Service"] => ({
  ping: Effect.void,

  orderStatuses: Effect.sync(() => portInstallation(warehouse).orderStatuses),

  purchaseOrderStatuses: Effect.sync(() => portInstallation(warehouse).purchaseOrderStatuses),

  warehouses: Effect.sync(() => portInstallation(warehouse).warehouses),

  putOrder: (order) =>
    answered(
      "PUT /orders",
      Effect.map(DateTime.now, (now) => {
        const decoded = decodeOrder(order)
        if (Result.isFailure(decoded)) return new Refusal("refused", decoded.failure.message)
        const act = { now: now.epochMilliseconds, record: unrecorded }
        const put = putOrder(warehouse, decoded.success, undefined, act)
        return put instanceof Refusal ? put : portOrder(warehouse, put.order).orderId
      })
    ),

  putArticle: (article) =>
    answered(
      "PUT /articles",
      Effect.map(DateTime.now, (now) => {
        const { barCode, articleColor, articleSize, supplierName, supplierArticleNumber, ...same } = article
        const put = putArticle(
          warehouse,
          {
            ...same,
            barCodeInfo: { barCode },
            ...(articleColor === undefined ? {} : { articleColor: { code: articleColor, name: articleColor } }),
            ...(articleSize === undefined ? {} : { articleSize: { code: articleSize, name: articleSize } }),
            supplierInfo: { supplierName: supplierName ?? null, supplierArticleNumber: supplierArticleNumber ?? null }
          },
          undefined,
          { now: now.epochMilliseconds, record: unrecorded }
        )
        return put instanceof Refusal ? put : ArticleSystemId.make(put.article.id)
      })
    ),

  articlesByNumber: (owner, numbers) =>
    answered(
      "GET /articles",
      Effect.sync(
        () =>
          strange(warehouse, owner) ??
          [...new Set(numbers)].flatMap((number) => articleByNumber(warehouse, owner, number) ?? []).map(portArticle)
      )
    ),

  cancelOrder: (id) =>
    answered(
      "DELETE /orders/{orderId}",
      Effect.map(DateTime.now, (now) => {
        const order = warehouse.orders.get(id)
        if (order === undefined) return missing(`There is no order with orderId ${id}.`)
        const done = cancel(warehouse, order, { now: now.epochMilliseconds, record: unrecorded })
        return done instanceof Refusal ? done : undefined
      })
    ),

  backOrdersOf: (owner, id) =>
    Effect.sync(() =>
      ordersFrom(warehouse, 0)
        .filter((order) => order.ownerId === owner && order.backOrderFor === id)
        .map((order) => portOrder(warehouse, order))
        .toArray()
    ),

  order: (id) =>
    Effect.sync(() =>
      Option.map(Option.fromUndefinedOr(warehouse.orders.get(id)), (order) => portOrder(warehouse, order))
    ),

  ordersByNumber: (owner, numbers) =>
    answered(
      "GET /orders",
      Effect.sync(
        () =>
          strange(warehouse, owner) ??
          [...new Set(numbers)]
            .flatMap((number) => ordersByNumber(warehouse, owner, number))
            .map((order) => portOrder(warehouse, order))
      )
    ),

  ordersChangedSince: (owner, since) =>
    pages(warehouse, owner, (order) => wholeSecond(order.statusChanged) >= wholeSecond(since.epochMilliseconds)),

  ordersWithUnreportedReturns: (owner) => pages(warehouse, owner, hasUnreportedReturns),

  reportReturned: (id, orderLineId, quantity) =>
    answered(
      "PATCH /orders/{orderId}/lines/{orderLineId}/reportedReturnedNumberOfItems",
      Effect.map(DateTime.now, (now) => {
        const order = warehouse.orders.get(id)
        if (order === undefined) return missing(`There is no order with orderId ${id}.`)
        const act = { now: now.epochMilliseconds, record: unrecorded }
        const done = report(warehouse, order, orderLineId, { reportedReturned: quantity }, act)
        return done instanceof Refusal ? done : undefined
      })
    ),

  putPurchaseOrder: (order) =>
    answered(
      "PUT /purchaseOrders",
      Effect.map(DateTime.now, (now) => {
        const decoded = decodePurchaseOrder(order)
        if (Result.isFailure(decoded)) return new Refusal("refused", decoded.failure.message)
        const act = { now: now.epochMilliseconds, record: unrecorded }
        const put = putPurchaseOrder(warehouse, decoded.success, undefined, act)
        return put instanceof Refusal ? put : portPurchaseOrder(warehouse, put.order).purchaseOrderId
      })
    ),

  purchaseOrder: (id) =>
    Effect.sync(() =>
      Option.map(Option.fromUndefinedOr(warehouse.purchaseOrders.get(id)), (order) =>
        portPurchaseOrder(warehouse, order)
      )
    ),

  purchaseOrdersByNumber: (owner, numbers) =>
    answered(
      "GET /purchaseOrders",
      Effect.sync(
        () =>
          strange(warehouse, owner) ??
          [...new Set(numbers)]
            .flatMap((number) => purchaseOrdersByNumber(warehouse, owner, number))
            .map((order) => portPurchaseOrder(warehouse, order))
      )
    ),

  purchaseOrdersChangedSince: (owner, since) =>
    Stream.fromEffect(
      answered(
        "GET /purchaseOrders",
        Effect.map(DateTime.now, (readAt) => {
          const from = wholeSecond(since.epochMilliseconds)
          const purchaseOrders = purchaseOrdersFrom(warehouse, 0)
            .filter((order) => order.ownerId === owner)
            .filter((order) => wholeSecond(Math.max(order.statusChanged, order.lastReceived ?? 0)) >= from)
            .map((order) => portPurchaseOrder(warehouse, order))
            .toArray()
          return strange(warehouse, owner) ?? { purchaseOrders, readAt }
        })
      )
    ),

  time: DateTime.now,

  inventory: (owner, id, from) =>
    levels(
      warehouse,
      owner,
      id,
      from,
      () => undefined,
      () => true
    ),

  inventoryChangedSince: (owner, id, since) => changedSince(warehouse, owner, id, since),

  inventoryUnchangedSince: (owner, [id], since) =>
    id === undefined
      ? Effect.succeedNone
      : changedSince(warehouse, owner, id, since).pipe(
          Stream.runHead,
          Effect.map(Option.flatMap((page) => (page.levels.length === 0 ? Option.some(page.readAt) : Option.none())))
        ),

  articleKinds: (owner, skus) =>
    answered(
      "POST /articles/byQuery",
      Effect.sync(
        () =>
          strange(warehouse, owner) ??
          new Map(
            skus
              .flatMap((sku) => articleByNumber(warehouse, owner, sku) ?? [])
              .map((article) => [ArticleSystemId.make(article.id), portKind(article)])
          )
      )
    ),

  inventoryOf: (owner, id, skus) =>
    answered(
      "GET /articles/inventoryPerWarehouse",
      Effect.map(
        DateTime.now,
        (readAt) =>
          strange(warehouse, owner) ?? {
            levels: [...new Set(skus)]
              .flatMap((sku) => articleByNumber(warehouse, owner, sku) ?? [])
              .map((article) => portLevel(warehouse, article, id)),
            readAt
          }
      )
    ),

  orderFiles: (id) =>
    answered(
      "GET /orders/{orderId}/files",
      Effect.sync(() =>
        warehouse.orders.has(id)
          ? filesOf(warehouse, `order/${id}`).map(portFile)
          : missing(`There is no order with orderId ${id}.`)
      )
    )
})

/** Seconds. */
const oneDay = 24 * 60 * 60

/** A change in any warehouse counts, as it does in the vendor's filter. */
const changedSince = (
  warehouse: Warehouse,
  owner: OngoingGoodsOwnerId,
  id: OngoingWarehouseId,
  since: DateTime.DateTime
) =>
  levels(
    warehouse,
    owner,
    id,
    0,
    (now) =>
      wholeSecond(since.epochMilliseconds) < wholeSecond(now) - oneDay
        ? new Refusal("refused", "stockInfoChangedFrom must be within 24 hours of the current time.")
        : undefined,
    (article) => wholeSecond(stockChangedAt(warehouse, article)) >= wholeSecond(since.epochMilliseconds)
  )

/** Levels by ascending id of the article, until a page is empty. */
const levels = (
  warehouse: Warehouse,
  owner: OngoingGoodsOwnerId,
  id: OngoingWarehouseId,
  first: number,
  refuse: (now: number) => Refusal | undefined,
  wanted: (article: Article) => boolean
) =>
  Stream.paginate(first, (from: number) =>
    answered(
      "GET /articles/inventoryPerWarehouse",
      Effect.map(DateTime.now, (readAt) => {
        const refusal = strange(warehouse, owner) ?? refuse(readAt.epochMilliseconds)
        if (refusal !== undefined) return refusal
        const articles = articlesFrom(warehouse, from)
          .filter((article) => article.ownerId === owner && wanted(article))
          .take(pageSize)
          .toArray()
        const last = articles.at(-1)
        if (last === undefined) {
          return [from === first ? [{ levels: [], readAt, next: from }] : [], Option.none<number>()] as const
        }
        const next = last.id + 1
        const found = articles.map((article) => portLevel(warehouse, article, id))
        return [[{ levels: found, readAt, next }], Option.some(next)] as const
      })
    )
  )

/** By ascending id, until a page is empty. */
const pages = (warehouse: Warehouse, owner: OngoingGoodsOwnerId, wanted: (order: Order) => boolean) =>
  Stream.paginate(0, (from: number) =>
    answered(
      "GET /orders",
      Effect.map(DateTime.now, (readAt) => {
        const refusal = strange(warehouse, owner)
        if (refusal !== undefined) return refusal
        const orders = ordersFrom(warehouse, from)
          .filter((order) => order.ownerId === owner && wanted(order))
          .take(pageSize)
          .map((order) => portOrder(warehouse, order))
          .toArray()
        const last = orders.at(-1)
        if (last === undefined) return [from === 0 ? [{ orders, readAt }] : [], Option.none<number>()] as const
        return [[{ orders, readAt }], Option.some(last.orderId + 1)] as const
      })
    )
  )

/** The port's types promise less than the vendor's limits, such as the length of a number. */
const decodePurchaseOrder = Schema.decodeUnknownResult(PostPurchaseOrder, { onExcessProperty: "error" })
const decodeOrder = Schema.decodeUnknownResult(PostOrder, { onExcessProperty: "error" })

const strange = (warehouse: Warehouse, owner: OngoingGoodsOwnerId): Refusal | undefined =>
  warehouse.owners.has(owner) ? undefined : foreignOwner(owner)

const wholeSecond = (milliseconds: number): number => Math.floor(milliseconds / 1000)

/** A refusal becomes the error that the same answer over HTTP would be. */
const answered = <A>(operation: string, result: Effect.Effect<A | Refusal>): Effect.Effect<A, OngoingError> =>
  Effect.flatMap(result, (value) =>
    value instanceof Refusal
      ? Effect.fail(new OngoingError({ operation, reason: reasonOf(value) }))
      : Effect.succeed(value)
  )

const reasonOf = ({ reason, message }: Refusal) =>
  reason === "missing"
    ? new NotFound({ message })
    : new Refused({ status: reason === "forbidden" ? 403 : 400, message })
