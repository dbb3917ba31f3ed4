import { describe, expect } from "bun:test"
import { Omnium } from "@omnium-ongoing/domain/ports/Omnium"
import { Effect } from "effect"
import { itEffect } from "../../support/ItEffect.ts"
import { json, omniumFake, reasonOf, sentJson } from "./OmniumFake.ts"

const request = {
  orderId: "A/1",
  storeId: "main",
  returnType: "Regret",
  lines: [
    { lineItemId: "1", quantity: 2, returnType: "Regret" },
    { lineItemId: "2", quantity: 0.5, returnReason: "Moths in it" }
  ],
  properties: [{ key: "ReturnedByOngoing", value: "true" }]
}

describe("the creation of a return", () => {
  itEffect("sends its lines, and neither books stock nor pays back", () => {
    const fake = omniumFake(() => json({ returnId: "77", rmaNumber: "RMA-1" }))
    return Effect.gen(function* () {
      expect(yield* Omnium.use((omnium) => omnium.createReturn(request))).toBe("77")
      expect(fake.calls.map(({ method, url }) => [method, url.pathname])).toEqual([
        ["POST", "/api/Returns/A%2F1/Return"]
      ])
      expect(sentJson(fake.calls[0])).toEqual({
        storeId: "main",
        returnType: "Regret",
        properties: [{ key: "ReturnedByOngoing", value: "true" }],
        creditPayment: false,
        returns: [
          { lineItemId: "1", returnQuantity: 2, returnType: "Regret", isStockUpdated: false },
          { lineItemId: "2", returnQuantity: 0.5, returnReason: "Moths in it", isStockUpdated: false }
        ]
      })
    }).pipe(Effect.provide(fake.layer))
  })

  for (const answer of [{}, { returnId: null }, { returnId: "" }]) {
    itEffect(`may have been done if the answer names none: ${JSON.stringify(answer)}`, () =>
      Effect.gen(function* () {
        expect((yield* reasonOf((omnium) => omnium.createReturn(request)))._tag).toBe("UnknownOutcome")
      }).pipe(Effect.provide(omniumFake(() => json(answer)).layer))
    )
  }
})

describe("the return types", () => {
  const types = (answer: unknown) =>
    Omnium.use((omnium) => omnium.returnTypes).pipe(Effect.provide(omniumFake(() => json(answer)).layer))

  itEffect("are the ids of the order settings", () =>
    Effect.gen(function* () {
      const returnTypes = [{ id: "Regret", translationKey: "x" }, { id: null }, { id: "" }, {}, { id: "Damaged" }]
      expect(yield* types({ returnSettings: { returnTypes }, tagSettings: [] })).toEqual(["Regret", "Damaged"])
    })
  )

  itEffect("may be none", () =>
    Effect.gen(function* () {
      for (const answer of [{}, { returnSettings: null }, { returnSettings: { returnTypes: null } }]) {
        expect(yield* types(answer)).toEqual([])
      }
    })
  )
})
