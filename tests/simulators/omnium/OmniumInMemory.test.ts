import { describe, expect } from "bun:test"
import { layer as overHttp } from "@omnium-ongoing/adapters-omnium/OmniumHttp"
import { Omnium } from "@omnium-ongoing/domain/ports/Omnium"
import { layer as inMemory } from "@omnium-ongoing/omnium-simulator/OmniumInMemory"
import { createOmniumSimulator } from "@omnium-ongoing/omnium-simulator/OmniumSimulator"
import type { Host } from "@omnium-ongoing/simulator-kit/World"
import { DateTime, Effect, Layer, Redacted, Result, Stream } from "effect"
import { FetchHttpClient } from "effect/http"
import { TestClock } from "effect/testing"
import { itEffect } from "../../support/ItEffect.ts"

const startOfTest = Date.parse("2026-11-01T08:00:00Z")

/** Everything the port tells of a story that a connector plays. */
const story = Effect.gen(function* () {
  yield* TestClock.setTime(startOfTest)
  const omnium = yield* Omnium
  const page = (since: string) =>
    Stream.runCollect(
      omnium.orders({
        modifiedSince: DateTime.makeUnsafe(since),
        statuses: ["New", "InProgressWarehouse"]
      })
    ).pipe(Effect.map((pages) => [...pages].flatMap(({ orders }) => orders)))
  const [first] = yield* page("2026-01-01T00:00:00Z")
  if (first === undefined) return yield* Effect.die("The seed has no orders.")
  const shipmentId = first.shipments[0]?.shipmentId ?? ""
  yield* omnium.updateShipment({
    orderId: first.id,
    shipmentId,
    status: "InProgressWarehouse",
    runWorkflow: false,
    trackingNumber: "LX1NO",
    packages: [{ id: "P1", trackingNumber: "LX1NO", trackingLink: undefined, labelLink: undefined }],
    externalIds: [{ providerName: "OngoingOrderId", id: "901" }]
  })
  yield* omnium.addOrderExternalIds(first.id, [{ providerName: "OngoingOrderId", id: "901" }])
  const error = { key: "OngoingExport", referenceId: "1", message: "no", occurred: DateTime.makeUnsafe(startOfTest) }
  yield* omnium.setOrderErrors(first, "OngoingExport", [{ ...error, status: "New" }])
  yield* omnium.setOrderErrors(first, "OngoingExport", [{ ...error, status: "Solved" }])
  yield* omnium.setOrderLineProperties(first.id, [
    { lineItemId: "1", properties: [{ key: "IsOrderLineDelivered", value: "true" }] }
  ])
  const unknownStatus = yield* Effect.result(
    Effect.asVoid(omnium.updateShipment({ orderId: first.id, shipmentId, status: "Gone", runWorkflow: false }))
  )
  const unknownOrder = yield* Effect.result(omnium.addOrderExternalIds("NOWHERE", [{ providerName: "A", id: "1" }]))
  return {
    order: yield* omnium.order(first.id),
    missing: yield* omnium.order("NOWHERE"),
    byShipment: (yield* omnium.ordersByShipmentExternalId("901")).map((order) => order.id),
    byNumber: (yield* omnium.ordersByNumber(first.orderNumber)).map((order) => order.id),
    inStatuses: (yield* page("2026-01-01T00:00:00Z")).map((order) => order.id),
    stores: yield* omnium.stores,
    orderTypes: yield* omnium.orderTypes,
    options: yield* omnium.shipmentOptions("epic_market_no"),
    refusals: [unknownStatus, unknownOrder].map((result) =>
      Result.isFailure(result) ? result.failure.reason : "it was accepted"
    )
  }
})

/** Stands at the time of the story. */
const host: Host = {
  now: () => startOfTest,
  later: () => () => {},
  send: () => Promise.reject(new Error("Nothing is sent here."))
}

describe("the model without HTTP", () => {
  itEffect("tells a connector's story as the adapter tells it over the simulator's API", () =>
    Effect.gen(function* () {
      const simulator = createOmniumSimulator({ host, orders: 5 })
      const fetch = (url: string | URL, init?: RequestInit) => simulator.fetch(new Request(String(url), init))
      const http = overHttp({
        host: new URL("http://omnium.test"),
        clientId: "demo",
        clientSecret: Redacted.make("demo")
      }).pipe(
        Layer.provide(FetchHttpClient.layer),
        // The client calls it with an address and nothing else of fetch.
        Layer.provide(Layer.succeed(FetchHttpClient.Fetch, fetch as typeof globalThis.fetch))
      )
      const tenant = createOmniumSimulator({ host, orders: 5 }).world().state
      const told = yield* story.pipe(Effect.provide(inMemory(tenant)))
      expect(told).toEqual(yield* story.pipe(Effect.provide(http)))
      expect(told.byShipment).toHaveLength(1)
      expect(told.inStatuses).toHaveLength(5)
      expect(told.refusals).toMatchObject([{ _tag: "Refused", status: 400 }, { _tag: "NotFound" }])
    })
  )
})
