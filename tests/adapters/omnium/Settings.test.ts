import { describe, expect } from "bun:test"
import { Omnium } from "@omnium-ongoing/domain/ports/Omnium"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { itEffect } from "../../support/ItEffect.ts"
import { withClockAhead } from "../../support/WrongClock.ts"
import { json, omniumFake, reasonOf, sentJson } from "./OmniumFake.ts"

const stores = Omnium.use((omnium) => omnium.stores)
const orderTypes = Omnium.use((omnium) => omnium.orderTypes)
const shipmentOptions = (market: string) => Omnium.use((omnium) => omnium.shipmentOptions(market))

describe("stores", () => {
  itEffect("are the warehouses, with their pairs of provider and id", () => {
    const result = [
      {
        id: "main",
        name: "Main",
        isWarehouse: true,
        externalIds: ["7"],
        externalIdsList: [{ providerName: "OngoingGoodsOwnerId", id: "7" }],
        properties: [{ key: "IsOngoingStore", value: "true" }]
      },
      { id: "second", name: null, externalIds: null, externalIdsList: null, properties: null },
      { id: "third" }
    ]
    const fake = omniumFake(() => json({ result, totalHits: 3 }))
    return Effect.gen(function* () {
      const bare = { name: undefined, isWarehouse: false, properties: [], externalIds: [] }
      expect(yield* stores).toEqual([
        {
          id: "main",
          name: "Main",
          isWarehouse: true,
          properties: [{ key: "IsOngoingStore", value: "true" }],
          externalIds: [{ providerName: "OngoingGoodsOwnerId", id: "7" }]
        },
        { id: "second", ...bare },
        { id: "third", ...bare }
      ])
      expect(fake.calls.map(({ method, url }) => [method, url.pathname])).toEqual([
        ["POST", "/api/Stores/SearchStores"]
      ])
      expect(sentJson(fake.calls[0])).toEqual({ isWarehouse: true, take: 100, page: 0 })
    }).pipe(Effect.provide(fake.layer))
  })

  for (const count of [0, 99, 100, 101]) {
    itEffect(`are all ${count}`, () => {
      const all = Array.from({ length: count }, (_, index) => ({ id: `${index}` }))
      const fake = omniumFake(({ body }) => {
        const { take, page } = JSON.parse(body)
        return json({ result: all.slice(page * take, (page + 1) * take) })
      })
      return Effect.gen(function* () {
        expect((yield* stores).map(({ id }) => id)).toEqual(all.map(({ id }) => id))
      }).pipe(Effect.provide(fake.layer))
    })
  }
})

describe("order types", () => {
  itEffect("are read with their statuses, steps and properties", () => {
    const fake = omniumFake(() =>
      json([
        {
          name: "Online",
          orderStatuses: [
            {
              name: "Ship",
              order: 40,
              isCanceledStatus: false,
              isDeliveredStatus: true,
              workflowSteps: [{ name: "ExportOrder", active: true, connector: "Ongoing" }, { name: null }],
              properties: [{ key: "OngoingStatus", value: "450" }]
            },
            { name: "New" }
          ]
        },
        { name: "Pos", orderStatuses: null }
      ])
    )
    return Effect.gen(function* () {
      expect(yield* orderTypes).toEqual([
        {
          name: "Online",
          statuses: [
            {
              name: "Ship",
              order: 40,
              isCanceledStatus: false,
              isDeliveredStatus: true,
              workflowSteps: [
                { name: "ExportOrder", active: true, connector: "Ongoing" },
                { name: "", active: false, connector: undefined }
              ],
              properties: [{ key: "OngoingStatus", value: "450" }]
            },
            {
              name: "New",
              order: 0,
              isCanceledStatus: false,
              isDeliveredStatus: false,
              workflowSteps: [],
              properties: []
            }
          ]
        },
        { name: "Pos", statuses: [] }
      ])
      expect(fake.calls.map(({ method, url }) => [method, url.pathname])).toEqual([["GET", "/api/Settings/OrderTypes"]])
    }).pipe(Effect.provide(fake.layer))
  })
})

describe("shipment options", () => {
  itEffect("are those of the market", () => {
    const fake = omniumFake(() =>
      json([
        {
          shippingMethodName: "PostNord",
          shippingMethodId: "pn",
          shippingGateway: "Unifaun",
          shippingCompany: "PostNord",
          shipmentProduct: "P19",
          properties: [{ key: "a", value: "b" }]
        },
        { shippingMethodName: "" }
      ])
    )
    return Effect.gen(function* () {
      expect(yield* shipmentOptions("epic/no")).toEqual([
        {
          shippingMethodName: "PostNord",
          shippingMethodId: "pn",
          shippingGateway: "Unifaun",
          shippingCompany: "PostNord",
          shipmentProduct: "P19",
          properties: [{ key: "a", value: "b" }]
        },
        {
          shippingMethodName: undefined,
          shippingMethodId: undefined,
          shippingGateway: undefined,
          shippingCompany: undefined,
          shipmentProduct: undefined,
          properties: []
        }
      ])
      expect(fake.calls.map(({ url }) => url.pathname)).toEqual(["/api/ShipmentOptions/epic%2Fno/ShipmentOptions"])
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("are kept per market", () => {
    const fake = omniumFake(({ url }) => json([{ shippingMethodName: url.pathname.split("/")[3] }]))
    return Effect.gen(function* () {
      for (const market of ["no", "se", "no"]) {
        expect((yield* shipmentOptions(market)).map((option) => option.shippingMethodName)).toEqual([market])
      }
      expect(fake.calls).toHaveLength(2)
    }).pipe(Effect.provide(fake.layer))
  })
})

const all: ReadonlyArray<readonly [string, Effect.Effect<unknown, unknown, Omnium>]> = [
  ["stores", stores],
  ["order types", orderTypes],
  ["shipment options", shipmentOptions("no")]
]
const answered = ({ url }: { readonly url: URL }) =>
  url.pathname.endsWith("SearchStores") ? json({ result: [] }) : json([])

for (const [name, read] of all) {
  describe(`kept ${name}`, () => {
    itEffect("are an hour old at most", () => {
      const fake = omniumFake(answered)
      return Effect.gen(function* () {
        yield* read
        yield* TestClock.adjust("3599 seconds")
        yield* read
        expect(fake.calls).toHaveLength(1)
        yield* TestClock.adjust("1 second")
        yield* read
        expect(fake.calls).toHaveLength(2)
      }).pipe(Effect.provide(fake.layer))
    })

    itEffect("are no older because the clock was put back", () => {
      const fake = omniumFake((request, count) => (count === 1 ? json("no", { status: 500 }) : answered(request)))
      return Effect.gen(function* () {
        yield* withClockAhead("25 hours")(Effect.andThen(Effect.flip(read), read))
        expect(fake.calls).toHaveLength(2)
        yield* TestClock.adjust("1 hour")
        yield* read
        expect(fake.calls).toHaveLength(3)
      }).pipe(Effect.provide(fake.layer))
    })

    itEffect("are forgotten when asked to", () => {
      const fake = omniumFake(answered)
      return Effect.gen(function* () {
        yield* read
        yield* Omnium.use((omnium) => omnium.forgetSettings)
        yield* read
        expect(fake.calls).toHaveLength(2)
      }).pipe(Effect.provide(fake.layer))
    })

    itEffect("are no failures", () => {
      const fake = omniumFake((request, count) => (count === 1 ? json("no", { status: 500 }) : answered(request)))
      return Effect.gen(function* () {
        yield* Effect.flip(read)
        yield* read
        expect(fake.calls).toHaveLength(2)
      }).pipe(Effect.provide(fake.layer))
    })

    itEffect("are read once for all who wait for them", () => {
      const fake = omniumFake(answered)
      return Effect.gen(function* () {
        yield* Effect.all([read, read, read], { concurrency: "unbounded" })
        expect(fake.calls).toHaveLength(1)
      }).pipe(Effect.provide(fake.layer))
    })
  })
}

describe("a ping", () => {
  itEffect("reads one row with the credentials, every time", () => {
    const fake = omniumFake(() => json({ result: [{ id: "main" }], totalHits: 9 }))
    return Effect.gen(function* () {
      yield* Omnium.use((omnium) => omnium.ping)
      yield* Omnium.use((omnium) => omnium.ping)
      expect(fake.calls.map(sentJson)).toEqual([
        { isWarehouse: true, take: 1, page: 0 },
        { isWarehouse: true, take: 1, page: 0 }
      ])
      expect(fake.calls[0]?.headers.authorization).toStartWith("Bearer ")
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("is not answered by another server", () => {
    const fake = omniumFake(() => new Response("<html>It works!</html>"))
    return Effect.gen(function* () {
      expect((yield* reasonOf((omnium) => omnium.ping))._tag).toBe("MalformedAnswer")
    }).pipe(Effect.provide(fake.layer))
  })
})
