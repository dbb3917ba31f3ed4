import type { OngoingGoodsOwnerId, OngoingWarehouseId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import type { ArticleKind } from "@omnium-ongoing/domain/ongoing/InventoryLevel"
import { type Ongoing, OngoingError, type OngoingInventoryPage } from "@omnium-ongoing/domain/ports/Ongoing"
import { MalformedAnswer } from "@omnium-ongoing/domain/ports/Upstream"
import { Array, DateTime, Effect, Option, Stream } from "effect"
import { HttpClientRequest } from "effect/http"
import type { OngoingClient } from "./OngoingClient.ts"
import {
  ArticleKindList,
  InventoryList,
  type InventoryPerWarehouse,
  inventoryLevel,
  kindOf
} from "./wire/GetInventory.ts"
import { StatusList } from "./wire/Installation.ts"

type Query = ReadonlyArray<readonly [string, string | number]>

/** Of Ongoing's own example. */
const pageSize = 1000

/** Each number is a key of its own in the URL, which must not grow without limit. */
const numbersPerCall = 50

const getInventory = { operation: "GET /articles/inventoryPerWarehouse", write: false }
const getArticles = { operation: "GET /articles", write: false }

export const inventory = ({ call }: OngoingClient) => {
  const levels = (owner: OngoingGoodsOwnerId, warehouse: OngoingWarehouseId, query: Query) =>
    call(
      getInventory,
      HttpClientRequest.get("/articles/inventoryPerWarehouse").pipe(
        HttpClientRequest.setUrlParams([["goodsOwnerId", owner], ["warehouseIds", warehouse], ...query])
      ),
      InventoryList
    ).pipe(Effect.map(({ value, readAt }) => ({ rows: value ?? [], readAt })))

  const kinds = (owner: OngoingGoodsOwnerId, query: Query) =>
    call(
      getArticles,
      HttpClientRequest.get("/articles").pipe(HttpClientRequest.setUrlParams([["goodsOwnerId", owner], ...query])),
      ArticleKindList
    ).pipe(
      Effect.map(({ value }) =>
        (value ?? []).map((row): readonly [number, ArticleKind] => [row.articleSystemId, kindOf(row)])
      )
    )

  const byNumber = (numbers: ReadonlyArray<string>) =>
    Array.chunksOf(Array.dedupe(numbers), numbersPerCall).map(
      (some): Query => some.map((number) => ["articleNumbers", number] as const)
    )

  /** The levels do not tell what kind of article it is, so the same page of articles is read beside them. */
  const withKinds = Effect.fnUntraced(function* (
    owner: OngoingGoodsOwnerId,
    warehouse: OngoingWarehouseId,
    rows: ReadonlyArray<InventoryPerWarehouse>,
    query: Query
  ) {
    if (rows.length === 0) return []
    const known = new Map(yield* kinds(owner, query))
    // Stock may have moved between the two calls, so that not all are on the other page.
    const others = rows.filter((row) => !known.has(row.articleSystemId)).flatMap((row) => row.articleNumber || [])
    for (const some of byNumber(others)) {
      for (const [article, kind] of yield* kinds(owner, some)) known.set(article, kind)
    }
    return rows.flatMap((row) => inventoryLevel(row, known.get(row.articleSystemId) ?? "stock", warehouse))
  })

  const pages = (owner: OngoingGoodsOwnerId, warehouse: OngoingWarehouseId, first: number, filter: Query) =>
    Stream.paginate(
      first,
      Effect.fnUntraced(function* (from: number) {
        const query: Query = [...filter, ["articleSystemIdFrom", from], ["maxArticlesToGet", pageSize]]
        const { rows, readAt } = yield* levels(owner, warehouse, query)
        const page = yield* withKinds(owner, warehouse, rows, query)
        const ids = rows.map((row) => row.articleSystemId)
        if (ids.some((id) => id < from)) return yield* stuck
        // Only an empty page ends the list: that a short one does is seen, but not promised.
        if (ids.length === 0) return [[], Option.none<number>()] as const
        const next = Math.max(...ids) + 1
        return [[{ levels: page, readAt, next } satisfies OngoingInventoryPage], Option.some(next)] as const
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

    inventoryOf: Effect.fn("Ongoing.inventoryOf")(function* (owner, warehouse, skus) {
      const parts = yield* Effect.forEach(
        byNumber(skus),
        Effect.fnUntraced(function* (query) {
          const { rows, readAt } = yield* levels(owner, warehouse, query)
          return { levels: yield* withKinds(owner, warehouse, rows, query), readAt }
        })
      )
      const readAt = parts[0]?.readAt ?? (yield* DateTime.now)
      return { levels: parts.flatMap((part) => part.levels), readAt }
    })
  } satisfies Partial<Ongoing["Service"]>
}

const stuck = Effect.fail(
  new OngoingError({
    operation: getInventory.operation,
    reason: new MalformedAnswer({ message: "the server does not advance" })
  })
)

/** Ongoing's time filters know whole seconds only. */
const wholeSeconds = (time: DateTime.Utc) => DateTime.formatIso(time).replace(/\.\d+Z$/, "Z")
