import type { Omnium } from "@omnium-ongoing/domain/ports/Omnium"
import { DateTime, Effect, Option, Schema, type Semaphore, Stream } from "effect"
import { HttpClientRequest } from "effect/http"
import { type OmniumClient, segment } from "./OmniumClient.ts"
import { scroll } from "./Scroll.ts"
import { skusOf, toInventory, WireInventoryPage, WireSkuPage } from "./wire/Inventory.ts"

const readItems = Schema.decodeUnknownResult(WireInventoryPage)
const readSkus = Schema.decodeUnknownResult(WireSkuPage)

const search = { operation: "POST /api/Inventory/Search", write: false }
const continueScroll = { operation: "GET /api/Inventory/Scroll/{scrollId}", write: false }
const change = { operation: "POST /api/Inventory/ProcessInventoryTransactions", write: true }
const update = { operation: "PUT /api/Inventory/UpdateMany", write: true }
const startProducts = { operation: "POST /api/Products/Scroll", write: false }
const continueProducts = { operation: "GET /api/Products/Scroll/{scrollId}", write: false }

/** Shown beside every change in Omnium. */
const reason = "Ongoing inventory sync"

type Inventory = Pick<
  Omnium["Service"],
  "inventoryOf" | "inventory" | "inventoryUnchangedSince" | "changeInventory" | "setInventory" | "productSkus"
>

/** `scrollStarts` has one permit: Omnium asks that no two scrolls are started at the same time. */
export const inventory = (client: OmniumClient, scrollStarts: Semaphore.Semaphore): Inventory => {
  /** The first batch; of more than 1,000 it comes with a scroll. */
  const found = (filter: object) =>
    scrollStarts.withPermit(
      client.call(
        search,
        HttpClientRequest.post("/api/Inventory/Search").pipe(
          HttpClientRequest.bodyJsonUnsafe({ ...filter, isBatchesExcluded: true })
        ),
        readItems
      )
    )

  const items = (filter: object) =>
    scroll({
      operation: continueScroll.operation,
      idOf: (row) => row.sku,
      start: found(filter),
      next: Effect.fnUntraced(function* (scrollId) {
        const path = yield* segment(scrollId, continueScroll.operation)
        return yield* client.call(continueScroll, HttpClientRequest.get(`/api/Inventory/Scroll/${path}`), readItems)
      })
    })

  const ofWarehouse = (warehouse: string, filter: object) =>
    items({ ...filter, warehouseCodes: [warehouse] }).pipe(
      Stream.map(({ rows, readAt }) => ({
        items: rows.filter((row) => !row.warehouseCode || row.warehouseCode === warehouse).map(toInventory),
        readAt
      }))
    )

  return {
    inventoryOf: Effect.fn("Omnium.inventoryOf")(function* (warehouse, skus) {
      // To Omnium an empty filter means every item; to us it means none.
      if (skus.length === 0) return []
      const pages = yield* Stream.runCollect(ofWarehouse(warehouse, { productCodes: skus }))
      return pages.flatMap((page) => page.items)
    }),

    inventory: (warehouse, changedSince) =>
      ofWarehouse(warehouse, changedSince === undefined ? {} : { lastModified: DateTime.formatIso(changedSince) }),

    inventoryUnchangedSince: Effect.fn("Omnium.inventoryUnchangedSince")(function* (warehouses, since) {
      const filter = { warehouseCodes: warehouses, lastModified: DateTime.formatIso(since) }
      const { value, readAt } = yield* found(filter)
      return (value.result ?? []).length === 0 ? Option.some(readAt) : Option.none()
    }),

    changeInventory: Effect.fn("Omnium.changeInventory")(function* (warehouse, changes) {
      const rows = changes.map(({ sku, change }) => ({
        skuId: sku,
        warehouseCode: warehouse,
        inventoryChange: change,
        reason
      }))
      const path = "/api/Inventory/ProcessInventoryTransactions"
      yield* client.send(change, HttpClientRequest.post(path).pipe(HttpClientRequest.bodyJsonUnsafe(rows)))
    }),

    setInventory: Effect.fn("Omnium.setInventory")(function* (warehouse, items) {
      const rows = items.map(({ sku, inventory }) => ({ sku, warehouseCode: warehouse, inventory }))
      const path = "/api/Inventory/UpdateMany"
      yield* client.send(update, HttpClientRequest.put(path).pipe(HttpClientRequest.bodyJsonUnsafe(rows)))
    }),

    productSkus: scroll({
      operation: continueProducts.operation,
      idOf: (row) => row.id ?? row.productId ?? "",
      start: scrollStarts.withPermit(
        client.call(
          startProducts,
          HttpClientRequest.post("/api/Products/Scroll").pipe(
            HttpClientRequest.bodyJsonUnsafe({
              includedFields: { specificFields: ["id", "productId", "skuId", "variants.skuId"] },
              isFacetsDisabled: true
            })
          ),
          readSkus
        )
      ),
      next: Effect.fnUntraced(function* (scrollId) {
        const path = yield* segment(scrollId, continueProducts.operation)
        return yield* client.call(continueProducts, HttpClientRequest.get(`/api/Products/Scroll/${path}`), readSkus)
      })
    }).pipe(Stream.map(({ rows }) => rows.flatMap(skusOf)))
  }
}
