import { describe, expect } from "bun:test"
import { Omnium, type PartialDelivery } from "@omnium-ongoing/domain/ports/Omnium"
import type { UpstreamReason } from "@omnium-ongoing/domain/ports/Upstream"
import { Effect } from "effect"
import { itEffect } from "../../support/ItEffect.ts"
import { json, omniumFake, reasonOf, sentJson } from "./OmniumFake.ts"

const delivery: PartialDelivery = {
  orderId: "A/1",
  shipmentId: "2",
  status: "Ship",
  lines: [
    { lineItemId: "1", deliveredQuantity: 8 },
    { lineItemId: "2", deliveredQuantity: 0.5 }
  ]
}
const done = { isAborted: false, order: { id: "A/1" }, orderActionExecutionResults: [{ actionStatus: "Success" }] }
const deliver = (more: Partial<PartialDelivery> = {}) =>
  Omnium.use((omnium) => omnium.deliverLines({ ...delivery, ...more }))

describe("lines that are delivered", () => {
  itEffect("are sent with their quantities, the new shipment and its status, in one call", () => {
    const fake = omniumFake(() => json(done))
    return Effect.gen(function* () {
      yield* deliver()
      expect(fake.calls.map(({ method, url }) => [method, url.pathname])).toEqual([
        ["POST", "/api/Orders/A%2F1/OrderLinesUpdate"]
      ])
      expect(sentJson(fake.calls[0])).toEqual({
        status: "Ship",
        lineItemUpdates: delivery.lines,
        shipmentInfo: { shipmentId: "2" },
        isShippingCostKeptForExistingShipment: true
      })
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("take their tracking, label and marks along, by the names this call has for them", () => {
    const fake = omniumFake(() => json(done))
    return Effect.gen(function* () {
      yield* deliver({
        trackingNumber: "T1",
        trackingLink: "https://track.test/T1",
        labelLink: "https://label.test/1",
        returnTrackingNumber: "R1",
        returnTrackingLink: "https://track.test/R1",
        returnLabelLink: "https://label.test/2",
        packages: [{ id: "P1", trackingNumber: "T1", trackingLink: undefined, labelLink: undefined }],
        externalIds: [{ providerName: "OngoingOrderId", id: "4711" }],
        properties: [{ key: "IsDeliveredShipment", value: "true" }]
      })
      expect(sentJson(fake.calls[0])).toMatchObject({
        shipmentInfo: {
          shipmentId: "2",
          trackingNumber: "T1",
          trackingUrl: "https://track.test/T1",
          labelLink: "https://label.test/1",
          returnTrackingNumber: "R1",
          returnTrackingLink: "https://track.test/R1",
          returnLabelLink: "https://label.test/2",
          packages: [{ id: "P1", shipmentTracking: { shipmentTrackingNumber: "T1" } }],
          externalIds: [{ providerName: "OngoingOrderId", id: "4711" }],
          properties: [{ key: "IsDeliveredShipment", value: "true" }]
        }
      })
    }).pipe(Effect.provide(fake.layer))
  })

  const answers: ReadonlyArray<readonly [string, () => Response, UpstreamReason["_tag"]]> = [
    ["a 200 that tells of an abort is a refusal", () => json({ ...done, isAborted: true }), "Refused"],
    ["a 400 is a refusal", () => json("no", { status: 400 }), "Refused"],
    ["a 404 is an unknown order or line", () => json("no", { status: 404 }), "NotFound"],
    ["a 409 is a conflict", () => json("no", { status: 409 }), "Conflict"],
    ["a 200 without an order leaves it open", () => json({ isAborted: false }), "UnknownOutcome"],
    ["a 503 leaves it open", () => json("no", { status: 503 }), "UnknownOutcome"]
  ]
  for (const [sentence, answer, reason] of answers) {
    itEffect(`${sentence}, and nothing is sent twice`, () => {
      const fake = omniumFake(answer)
      return Effect.gen(function* () {
        expect((yield* reasonOf((omnium) => omnium.deliverLines(delivery)))._tag).toBe(reason)
        expect(fake.calls).toHaveLength(1)
      }).pipe(Effect.provide(fake.layer))
    })
  }

  itEffect("are not found, without a call, when the order's id would lead to another path", () => {
    const fake = omniumFake(() => json(done))
    return Effect.gen(function* () {
      expect((yield* reasonOf((omnium) => omnium.deliverLines({ ...delivery, orderId: ".." })))._tag).toBe("NotFound")
      expect(fake.calls).toEqual([])
    }).pipe(Effect.provide(fake.layer))
  })
})
