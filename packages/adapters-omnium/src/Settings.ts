import { settingsAge } from "@omnium-ongoing/domain/omnium/OmniumSettings"
import type { Omnium } from "@omnium-ongoing/domain/ports/Omnium"
import { Cache, Effect, Schema } from "effect"
import { HttpClientRequest } from "effect/http"
import * as Kept from "./Kept.ts"
import { type OmniumClient, segment } from "./OmniumClient.ts"
import * as Stores from "./Stores.ts"
import {
  toOrderType,
  toReturnTypes,
  toShipmentOption,
  WireOrderSettings,
  WireOrderType,
  WireShipmentOption
} from "./wire/Settings.ts"

const readOrderTypes = Schema.decodeUnknownResult(Schema.Array(WireOrderType))
const readOrderSettings = Schema.decodeUnknownResult(WireOrderSettings)
const readShipmentOptions = Schema.decodeUnknownResult(Schema.Array(WireShipmentOption))

const getOrderTypes = { operation: "GET /api/Settings/OrderTypes", write: false }
const getOrderSettings = { operation: "GET /api/Settings/OrderSettings", write: false }
const getShipmentOptions = { operation: "GET /api/ShipmentOptions/{marketId}/ShipmentOptions", write: false }

type Settings = Pick<Omnium["Service"], "stores" | "orderTypes" | "shipmentOptions" | "returnTypes" | "forgetSettings">

/** More markets than any tenant has; market ids come from orders, so their number must have an end. */
const mostMarkets = 200

export const make = Effect.fnUntraced(function* (client: OmniumClient): Effect.fn.Return<Settings> {
  const orderTypesNow = Effect.map(
    client.call(getOrderTypes, HttpClientRequest.get("/api/Settings/OrderTypes"), readOrderTypes),
    ({ value }) => value.map(toOrderType)
  )
  const returnTypesNow = Effect.map(
    client.call(getOrderSettings, HttpClientRequest.get("/api/Settings/OrderSettings"), readOrderSettings),
    ({ value }) => toReturnTypes(value)
  )
  const shipmentOptionsNow = Effect.fnUntraced(function* (marketId: string) {
    const path = yield* segment(marketId, getShipmentOptions.operation)
    const request = HttpClientRequest.get(`/api/ShipmentOptions/${path}/ShipmentOptions`)
    const { value } = yield* client.call(getShipmentOptions, request, readShipmentOptions)
    return value.map(toShipmentOption)
  })

  const [stores, forgetStores] = yield* Kept.make(Stores.warehouses(client), () => settingsAge)
  const [orderTypes, forgetOrderTypes] = yield* Kept.make(orderTypesNow, () => settingsAge)
  const [returnTypes, forgetReturnTypes] = yield* Kept.make(returnTypesNow, () => settingsAge)
  const options = yield* Cache.make({
    lookup: (marketId: string) => Kept.make(shipmentOptionsNow(marketId), () => settingsAge),
    capacity: mostMarkets
  })
  return {
    stores: Effect.withSpan(stores, "Omnium.stores"),
    orderTypes: Effect.withSpan(orderTypes, "Omnium.orderTypes"),
    returnTypes: Effect.withSpan(returnTypes, "Omnium.returnTypes"),
    shipmentOptions: Effect.fn("Omnium.shipmentOptions")((marketId) =>
      Effect.flatMap(Cache.get(options, marketId), ([current]) => current)
    ),
    forgetSettings: Effect.all([forgetStores, forgetOrderTypes, forgetReturnTypes, Cache.invalidateAll(options)], {
      discard: true
    })
  }
})
