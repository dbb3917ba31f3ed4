import { Ongoing } from "@omnium-ongoing/domain/ports/Ongoing"
import { Effect, Layer } from "effect"
import { HttpClient } from "effect/http"
import { make, type OngoingOptions } from "./OngoingClient.ts"
import { orderFiles } from "./OrderFiles.ts"
import { orders } from "./Orders.ts"

/** Ongoing over its goods-owner REST API. Repeats nothing by itself and follows no redirect. */
export const layer = (options: OngoingOptions): Layer.Layer<Ongoing, never, HttpClient.HttpClient> =>
  Layer.effect(
    Ongoing,
    Effect.map(HttpClient.HttpClient, (http) => {
      const client = make(options, http)
      return Ongoing.of({ ...orders(client), ...orderFiles(client) })
    })
  )
