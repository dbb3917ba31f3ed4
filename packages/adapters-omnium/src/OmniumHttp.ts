import { Omnium } from "@omnium-ongoing/domain/ports/Omnium"
import { Effect, Layer, type Redacted, Semaphore } from "effect"
import type { HttpClient } from "effect/http"
import { deliveries } from "./Deliveries.ts"
import { inventory } from "./Inventory.ts"
import * as OmniumClient from "./OmniumClient.ts"
import { orders } from "./Orders.ts"
import { orderWrites } from "./OrderWrites.ts"
import { products } from "./Products.ts"
import { returns } from "./Returns.ts"
import * as Settings from "./Settings.ts"
import { ping } from "./Stores.ts"

export interface OmniumOptions {
  /** Where `/api/…` begins. */
  readonly host: URL
  readonly clientId: string
  readonly clientSecret: Redacted.Redacted
  /** Of a decompressed answer; larger ones are not read to their end. */
  readonly maxAnswerBytes?: number
}

/** Omnium over its REST API. Follows no redirect. */
export const layer = (options: OmniumOptions): Layer.Layer<Omnium, never, HttpClient.HttpClient> =>
  Layer.effect(
    Omnium,
    Effect.gen(function* () {
      const client = yield* OmniumClient.make(options)
      const settings = yield* Settings.make(client)
      const scrollStarts = yield* Semaphore.make(1)
      return Omnium.of({
        ping: Effect.withSpan(ping(client), "Omnium.ping"),
        ...orders(client, scrollStarts),
        ...products(client, scrollStarts),
        ...inventory(client, scrollStarts),
        ...orderWrites(client),
        ...returns(client),
        ...deliveries(client),
        ...settings
      })
    })
  )
