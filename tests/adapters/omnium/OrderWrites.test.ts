import { describe, expect } from "bun:test"
import { Omnium, type ShipmentUpdate } from "@omnium-ongoing/domain/ports/Omnium"
import { DateTime, Effect, Option } from "effect"
import { itEffect } from "../../support/ItEffect.ts"
import { json, omniumFake, order, reasonOf, sentJson } from "./OmniumFake.ts"

const update: ShipmentUpdate = { orderId: "A/1", shipmentId: "1", status: "Ship", runWorkflow: true }
const done = { isAborted: false, order: { id: "A/1" }, orderActionExecutionResults: [{ actionStatus: "Success" }] }
const counted = { totalCount: 1, updatedCount: 1, unchangedCount: 0, notFoundCount: 0, errorCount: 0, isModified: true }

describe("the update of a shipment", () => {
  itEffect("sends the status, its workflow and nothing that is left undefined", () => {
    const fake = omniumFake(() => json(done))
    return Effect.gen(function* () {
      yield* Omnium.use((omnium) => omnium.updateShipment({ ...update, runWorkflow: false }))
      expect(fake.calls.map(({ method, url }) => [method, url.pathname])).toEqual([
        ["POST", "/api/Orders/A%2F1/UpdateStatus"]
      ])
      expect(sentJson(fake.calls[0])).toEqual({
        status: "Ship",
        skipRunWorkflow: true,
        shipmentInfo: { shipmentId: "1" }
      })
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("sends all else by the names this call has for it", () => {
    const fake = omniumFake(() => json(done))
    return Effect.gen(function* () {
      yield* Omnium.use((omnium) =>
        omnium.updateShipment({
          ...update,
          trackingNumber: "T1",
          trackingLink: "https://track.test/T1",
          labelLink: "https://label.test/1",
          returnTrackingNumber: "R1",
          returnTrackingLink: "https://track.test/R1",
          returnLabelLink: "https://label.test/2",
          packages: [
            { id: "P1", trackingNumber: "T1", trackingLink: "https://track.test/T1", labelLink: undefined },
            { id: "P2", trackingNumber: "T2", trackingLink: undefined, labelLink: "https://label.test/3" }
          ],
          externalIds: [{ providerName: "OngoingOrderId", id: "4711" }],
          properties: [{ key: "IsDeliveredShipment", value: "true" }]
        })
      )
      expect(sentJson(fake.calls[0])).toEqual({
        status: "Ship",
        skipRunWorkflow: false,
        shipmentInfo: {
          shipmentId: "1",
          trackingNumber: "T1",
          trackingUrl: "https://track.test/T1",
          labelLink: "https://label.test/1",
          returnTrackingNumber: "R1",
          returnTrackingLink: "https://track.test/R1",
          returnLabelLink: "https://label.test/2",
          packages: [
            {
              id: "P1",
              shipmentTracking: { shipmentTrackingNumber: "T1", shipmentTrackingLink: "https://track.test/T1" }
            },
            { id: "P2", shipmentTracking: { shipmentTrackingNumber: "T2", shipmentLabelLink: "https://label.test/3" } }
          ],
          externalIds: [{ providerName: "OngoingOrderId", id: "4711" }],
          properties: [{ key: "IsDeliveredShipment", value: "true" }]
        }
      })
    }).pipe(Effect.provide(fake.layer))
  })

  const step = (actionStatus: string, errorReason?: string | null) => ({
    actionType: "CapturePayments",
    actionStatus,
    errorReason
  })
  const refusals: ReadonlyArray<readonly [string, unknown, string]> = [
    ["aborted", { ...done, isAborted: true }, "the workflow was aborted"],
    ["aborted without an order", { isAborted: true }, "the workflow was aborted"],
    [
      "an abort by a step",
      { ...done, isAborted: true, orderActionExecutionResults: [step("Success"), step("Error", "Card\nexpired")] },
      "CapturePayments: Card expired"
    ],
    [
      "two steps with an error, aborted",
      { isAborted: true, orderActionExecutionResults: [step("Error", null), step("Error", "b")] },
      "CapturePayments: failed; CapturePayments: b"
    ]
  ]
  itEffect("is done when a step failed and the workflow went on", () => {
    const fake = omniumFake(() => json({ ...done, orderActionExecutionResults: [step("Error", "no mail address")] }))
    return Effect.gen(function* () {
      yield* Omnium.use((omnium) => omnium.updateShipment(update))
    }).pipe(Effect.provide(fake.layer))
  })

  for (const [name, answer, message] of refusals) {
    itEffect(`is refused by a 200 that tells of ${name}`, () => {
      const fake = omniumFake(() => json(answer))
      return Effect.gen(function* () {
        expect(yield* reasonOf((omnium) => omnium.updateShipment(update))).toMatchObject({
          _tag: "Refused",
          status: 200,
          message
        })
      }).pipe(Effect.provide(fake.layer))
    })
  }

  itEffect("has gone well with a warning, and with nulls", () => {
    const answers = [
      { ...done, orderActionExecutionResults: [step("Warning", "late")] },
      { isAborted: null, order: { id: "A/1" }, orderActionExecutionResults: null },
      { order: { id: "A/1" } }
    ]
    const fake = omniumFake((_, count) => json(answers[count - 1]))
    return Effect.gen(function* () {
      for (const _ of answers) yield* Omnium.use((omnium) => omnium.updateShipment(update))
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("is not found, without a call, when its order's id would lead to another path", () => {
    const fake = omniumFake(() => json(done))
    return Effect.gen(function* () {
      for (const orderId of ["", ".", ".."]) {
        expect((yield* reasonOf((omnium) => omnium.updateShipment({ ...update, orderId })))._tag).toBe("NotFound")
        expect((yield* reasonOf((omnium) => omnium.addOrderExternalIds(orderId, [])))._tag).toBe("NotFound")
        expect((yield* reasonOf((omnium) => omnium.setOrderLineProperties(orderId, [])))._tag).toBe("NotFound")
      }
      expect(fake.calls).toEqual([])
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("of an unknown order is not found, of a locked one a conflict", () => {
    const fake = omniumFake((_, count) => json("no", { status: count === 1 ? 404 : 409 }))
    return Effect.gen(function* () {
      expect((yield* reasonOf((omnium) => omnium.updateShipment(update)))._tag).toBe("NotFound")
      expect((yield* reasonOf((omnium) => omnium.updateShipment(update)))._tag).toBe("Conflict")
    }).pipe(Effect.provide(fake.layer))
  })
})

describe("external ids of an order", () => {
  const ids = [{ providerName: "OngoingOrderId", id: "4711" }]

  itEffect("are added to those it has", () => {
    const fake = omniumFake(() => json(counted))
    return Effect.gen(function* () {
      yield* Omnium.use((omnium) => omnium.addOrderExternalIds("A/1", ids))
      expect(fake.calls.map(({ method, url }) => [method, url.pathname])).toEqual([
        ["PATCH", "/api/Orders/A%2F1/PatchOrder"]
      ])
      expect(sentJson(fake.calls[0])).toEqual({ externalIds: ids, keepExistingListItems: true })
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("that it already has change nothing, and that is no error", () => {
    const fake = omniumFake(() => json({ ...counted, updatedCount: 0, unchangedCount: 1 }))
    return Omnium.use((omnium) => omnium.addOrderExternalIds("A-1", ids)).pipe(Effect.provide(fake.layer))
  })

  const refusals: ReadonlyArray<readonly [unknown, string]> = [
    [{ ...counted, errorCount: 1, errorMessage: "Too\tlong" }, "Too long"],
    [{ ...counted, errorCount: 1 }, "the patch failed"],
    [{ ...counted, notFoundCount: 1, errorMessage: null }, "the order was not found"]
  ]
  for (const [answer, message] of refusals) {
    itEffect(`are refused by a 200 that says: ${message}`, () => {
      const fake = omniumFake(() => json(answer))
      return Effect.gen(function* () {
        const reason = yield* reasonOf((omnium) => omnium.addOrderExternalIds("A-1", ids))
        expect(reason).toMatchObject({ _tag: "Refused", message })
      }).pipe(Effect.provide(fake.layer))
    })
  }

  for (const answer of [{}, { success: false }, { errorCount: 0 }, { errorCount: null, notFoundCount: 0 }]) {
    itEffect(`may or may not be there after ${JSON.stringify(answer)}`, () => {
      const fake = omniumFake(() => json(answer))
      return Effect.gen(function* () {
        const reason = yield* reasonOf((omnium) => omnium.addOrderExternalIds("A-1", ids))
        expect(reason).toMatchObject({ _tag: "UnknownOutcome", status: Option.some(200) })
      }).pipe(Effect.provide(fake.layer))
    })
  }
})

describe("the errors of an order", () => {
  const foreign = { key: "Payment", message: "No", details: "kept", comment: "kept", occured: "2026-01-01T00:00:00" }
  const ours = { key: "OngoingExport", message: "old", status: "New" }
  const solved = {
    key: "OngoingExport",
    referenceId: "1",
    message: "number already used",
    status: "Solved" as const,
    occurred: DateTime.makeUnsafe("2026-03-01T10:00:00Z")
  }
  const read = order({ errors: [foreign, ours] })
  const server = () => omniumFake(({ method }) => json(method === "GET" ? read : counted))

  itEffect("become those of other keys with every member they have, then the new ones", () => {
    const fake = server()
    return Effect.gen(function* () {
      const known = Option.getOrThrow(yield* Omnium.use((omnium) => omnium.order("A-1")))
      yield* Omnium.use((omnium) => omnium.setOrderErrors(known, "OngoingExport", [solved]))
      expect(fake.calls.at(-1)).toMatchObject({ method: "PATCH" })
      expect(sentJson(fake.calls.at(-1))).toEqual({
        errors: [
          foreign,
          {
            key: "OngoingExport",
            referenceId: "1",
            message: "number already used",
            severity: "Error",
            status: "Solved",
            occurred: "2026-03-01T10:00:00.000Z"
          }
        ],
        keepExistingListItems: false
      })
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("that are nested beyond measure are no defect", () => {
    const deep = `{"key":"Other","details":${"[".repeat(200_000)}${"]".repeat(200_000)}}`
    const body = `{"id":"A-1","modified":"2026-03-01T10:00:00Z","errors":[${deep}]}`
    const fake = omniumFake(({ method }) => (method === "GET" ? new Response(body) : json(counted)))
    return Effect.gen(function* () {
      const known = Option.getOrThrow(yield* Omnium.use((omnium) => omnium.order("A-1")))
      const exit = yield* Effect.exit(Omnium.use((omnium) => omnium.setOrderErrors(known, "OngoingExport", [solved])))
      expect(exit._tag === "Failure" ? exit.cause.reasons.map(({ _tag }) => _tag) : ["Success"]).not.toContain("Die")
    }).pipe(Effect.provide(fake.layer))
  })

  for (const errors of [undefined, null, []]) {
    itEffect(`may have been ${JSON.stringify(errors)} before`, () => {
      const fake = omniumFake(({ method }) => json(method === "GET" ? order({ errors }) : counted))
      return Effect.gen(function* () {
        const known = Option.getOrThrow(yield* Omnium.use((omnium) => omnium.order("A-1")))
        yield* Omnium.use((omnium) => omnium.setOrderErrors(known, "OngoingExport", []))
        expect(sentJson(fake.calls.at(-1))).toEqual({ errors: [], keepExistingListItems: false })
      }).pipe(Effect.provide(fake.layer))
    })
  }
})

describe("properties of order lines", () => {
  const lines = [
    { lineItemId: "1", properties: [{ key: "IsOrderLineDelivered", value: "true" }] },
    { lineItemId: "2", properties: [] }
  ]

  itEffect("are added line by line", () => {
    const fake = omniumFake(() => json(order()))
    return Effect.gen(function* () {
      yield* Omnium.use((omnium) => omnium.setOrderLineProperties("A/1", lines))
      expect(fake.calls.map(({ method, url }) => [method, url.pathname])).toEqual([
        ["PUT", "/api/Orders/A%2F1/AddOrderLineProperties"]
      ])
      expect(sentJson(fake.calls[0])).toEqual(lines)
    }).pipe(Effect.provide(fake.layer))
  })

  for (const answer of [json({ id: null }), json({ success: false }), new Response(null, { status: 204 })]) {
    itEffect(`may or may not be there after an answer without the order (${answer.status})`, () => {
      const fake = omniumFake(() => answer)
      return Effect.gen(function* () {
        expect((yield* reasonOf((omnium) => omnium.setOrderLineProperties("A-1", lines)))._tag).toBe("UnknownOutcome")
      }).pipe(Effect.provide(fake.layer))
    })
  }
})
