import type { Reply } from "@omnium-ongoing/adapter-kit/Reply"
import type { OngoingGoodsOwnerId, OngoingWarehouseId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import type { ArticleKind } from "@omnium-ongoing/domain/ongoing/InventoryLevel"
import type { ArticleSystemId } from "@omnium-ongoing/domain/ongoing/OngoingArticle"
import { type Ongoing, OngoingError, type OngoingInventoryPage } from "@omnium-ongoing/domain/ports/Ongoing"
import { MalformedAnswer } from "@omnium-ongoing/domain/ports/Upstream"
import { Array, DateTime, Effect, Option, Stream } from "effect"
import { HttpClientRequest } from "effect/http"
import type { OngoingClient } from "./OngoingClient.ts"
import { ArticleKindList, InventoryList, inventoryLevel, kindOf } from "./wire/GetInventory.ts"
import { StatusList } from "./wire/Installation.ts"

type Query = ReadonlyArray<readonly [string, string | number]>

/** Of Ongoing's own example. */
const pageSize = 1000

/** Each number is a key of its own in the URL, which must not grow without limit. */
const numbersPerCall = 50

const getInventory = { operation: "GET /articles/inventoryPerWarehouse", write: false }
/** Of the form with a body. An article with all its members is some kilobytes. */
const numbersPerQuery = 200

const query = { operation: "POST /articles/byQuery", write: false }
const getArticles = { operation: "GET /articles", write: false }

export const inventory = ({ call }: OngoingClient) => {
  const levels = (owner: OngoingGoodsOwnerId, warehouses: ReadonlyArray<OngoingWarehouseId>, query: Query) =>
    call(
      getInventory,
      HttpClientRequest.get("/articles/inventoryPerWarehouse").pipe(
        HttpClientRequest.setUrlParams([
          ["goodsOwnerId", owner],
          ...warehouses.map((warehouse) => ["warehouseIds", warehouse] as const),
          ...query
        ])
      ),
      InventoryList
    ).pipe(Effect.map(({ value, readAt }) => ({ rows: value ?? [], readAt })))

  /** Older installations know only the form with all numbers in the URL. */
  let isQueryKnown = true
  const kinds = (owner: OngoingGoodsOwnerId, skus: ReadonlyArray<string>): Effect.Effect<ArticleKinds, OngoingError> =>
    isQueryKnown
      ? Effect.forEach(Array.chunksOf(skus, numbersPerQuery), (articleNumbers) =>
          call(
            query,
            HttpClientRequest.post("/articles/byQuery").pipe(
              HttpClientRequest.bodyJsonUnsafe({ goodsOwnerId: owner, articleNumbers })
            ),
            ArticleKindList
          )
        ).pipe(
          Effect.map(kindsOf),
          Effect.catchReason("OngoingError", "NotFound", () => {
            isQueryKnown = false
            return kinds(owner, skus)
          })
        )
      : Effect.map(
          Effect.forEach(byNumber(skus), (numbers) =>
            call(
              getArticles,
              HttpClientRequest.get("/articles").pipe(
                HttpClientRequest.setUrlParams([["goodsOwnerId", owner], ...numbers])
              ),
              ArticleKindList
            )
          ),
          kindsOf
        )

  const pages = (owner: OngoingGoodsOwnerId, warehouse: OngoingWarehouseId, first: number, filter: Query) =>
    Stream.paginate(
      first,
      Effect.fnUntraced(function* (from: number) {
        const query: Query = [...filter, ["articleSystemIdFrom", from], ["maxArticlesToGet", pageSize]]
        const { rows, readAt } = yield* levels(owner, [warehouse], query)
        const page = rows.flatMap((row) => inventoryLevel(row, warehouse))
        const ids = rows.map((row) => row.articleSystemId)
        if (ids.some((id) => id < from)) return yield* stuck
        // Only an empty page ends the list: that a short one does is seen, but not promised.
        const next = Math.max(from - 1, ...ids) + 1
        const found: OngoingInventoryPage = { levels: page, readAt, next }
        return ids.length > 0
          ? ([[found], Option.some(next)] as const)
          : ([from === first ? [found] : [], Option.none<number>()] as const)
      })
    )

  return {
    time: call(
      { operation: "GET /orders/statuses", write: false },
      HttpClientRequest.get("/orders/statuses"),
      StatusList
    ).pipe(
      Effect.map(({ readAt }) => readAt),
      Effect.withSpan("Ongoing.time")
    ),

    inventory: (owner, warehouse, from) => pages(owner, warehouse, from, []),

    inventoryChangedSince: (owner, warehouse, since) =>
      pages(owner, warehouse, 0, [["stockInfoChangedFrom", wholeSeconds(since)]]),

    inventoryUnchangedSince: Effect.fn("Ongoing.inventoryUnchangedSince")(function* (owner, warehouses, since) {
      const query: Query = [
        ["stockInfoChangedFrom", wholeSeconds(since)],
        ["maxArticlesToGet", 1]
      ]
      const { rows, readAt } = yield* levels(owner, warehouses, query)
      return rows.length === 0 ? Option.some(readAt) : Option.none()
    }),

    articleKinds: Effect.fn("Ongoing.articleKinds")((owner, skus) => kinds(owner, Array.dedupe(skus))),

    inventoryOf: Effect.fn("Ongoing.inventoryOf")(function* (owner, warehouse, skus) {
      const parts = yield* Effect.forEach(byNumber(skus), (numbers) => levels(owner, [warehouse], numbers))
      const readAt = parts[0]?.readAt ?? (yield* DateTime.now)
      return { levels: parts.flatMap(({ rows }) => rows.flatMap((row) => inventoryLevel(row, warehouse))), readAt }
    })
  } satisfies Partial<Ongoing["Service"]>
}

const byNumber = (numbers: ReadonlyArray<string>): ReadonlyArray<Query> =>
  Array.chunksOf(Array.dedupe(numbers), numbersPerCall).map((some) =>
    some.map((number) => ["articleNumbers", number] as const)
  )

type ArticleKinds = ReadonlyMap<ArticleSystemId, ArticleKind>

const kindsOf = (pages: ReadonlyArray<Reply<typeof ArticleKindList.Type>>): ArticleKinds =>
  new Map(pages.flatMap(({ value }) => (value ?? []).map((row) => [row.articleSystemId, kindOf(row)] as const)))

const stuck = Effect.fail(
  new OngoingError({
    operation: getInventory.operation,
    reason: new MalformedAnswer({ message: "the server does not advance" })
  })
)

/** Ongoing's time filters know whole seconds only. */
const wholeSeconds = (time: DateTime.Utc) => DateTime.formatIso(time).replace(/\.\d+Z$/, "Z")
