import { Ongoing } from "@omnium-ongoing/domain/ports/Ongoing"
import { Effect, Layer } from "effect"
import { HttpClient } from "effect/http"
import { articles } from "./Articles.ts"
import { installation } from "./Installation.ts"
import { inventory } from "./Inventory.ts"
import { make, type OngoingOptions } from "./OngoingClient.ts"
import { orderFiles } from "./OrderFiles.ts"
import { orders } from "./Orders.ts"
import { purchaseOrders } from "./PurchaseOrders.ts"

/** Ongoing over its goods-owner REST API. Repeats nothing by itself and follows no redirect. */
export const layer = (options: OngoingOptions): Layer.Layer<Ongoing, never, HttpClient.HttpClient> =>
  Layer.effect(
    Ongoing,
    Effect.map(HttpClient.HttpClient, (http) => {
      const client = make(options, http)
      return Ongoing.of({
        ...articles(client),
        ...installation(client),
        ...inventory(client),
        ...orders(client),
        ...orderFiles(client),
        ...purchaseOrders(client)
      })
    })
  )
