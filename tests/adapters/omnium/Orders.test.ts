import { describe, expect } from "bun:test"
import { Omnium } from "@omnium-ongoing/domain/ports/Omnium"
import { DateTime, Effect, Option, Stream } from "effect"
import { TestClock } from "effect/testing"
import { itEffect } from "../../support/ItEffect.ts"
import { json, omniumFake, order, reasonOf, sentJson } from "./OmniumFake.ts"

const query = {
  modifiedSince: DateTime.makeUnsafe("2026-03-01T10:00:00.500Z"),
  statuses: ["New", "InProgress"]
}

const pages = Omnium.use((omnium) => omnium.orders(query).pipe(Stream.runCollect))
const ids = (found: ReadonlyArray<{ readonly orders: ReadonlyArray<{ readonly id: string }> }>) =>
  found.map(({ orders }) => orders.map(({ id }) => id))

describe("one order", () => {
  itEffect("is read by its encoded id", () => {
    const fake = omniumFake(() => json(order({ id: "A/1 ?#%" })))
    return Effect.gen(function* () {
      const found = yield* Omnium.use((omnium) => omnium.order("A/1 ?#%"))
      expect(Option.getOrThrow(found).id).toBe("A/1 ?#%")
      expect(fake.calls.map(({ method, url }) => [method, url.pathname])).toEqual([
        ["GET", "/api/Orders/A%2F1%20%3F%23%25"]
      ])
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("is none when Omnium does not know it", () => {
    const fake = omniumFake(() => json("Order not found", { status: 404 }))
    return Effect.gen(function* () {
      expect(yield* Omnium.use((omnium) => omnium.order("A-1"))).toEqual(Option.none())
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("is none, without a call, when its id would lead to another path", () => {
    const fake = omniumFake(() => json(order()))
    return Effect.gen(function* () {
      for (const id of ["", ".", "..", "\ud800"]) {
        expect(yield* Omnium.use((omnium) => omnium.order(id))).toEqual(Option.none())
      }
      expect(fake.calls).toEqual([])
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("keeps the path of the host", () => {
    const fake = omniumFake(() => json(order()), { host: new URL("https://omnium.test/ns/a/") })
    return Effect.gen(function* () {
      yield* Omnium.use((omnium) => omnium.order("A-1"))
      expect(fake.calls.map(({ url }) => url.href)).toEqual(["https://omnium.test/ns/a/api/Orders/A-1"])
      expect(fake.tokenCalls.map(({ url }) => url.pathname)).toEqual(["/ns/a/api/Token"])
    }).pipe(Effect.provide(fake.layer))
  })
})

describe("a scroll of orders", () => {
  itEffect("asks for what was modified, in these statuses, and not exported, oldest first", () => {
    const fake = omniumFake(() => json({ result: [], totalHits: 0 }))
    return Effect.gen(function* () {
      yield* pages
      expect(fake.calls.map(({ method, url }) => [method, url.pathname])).toEqual([["POST", "/api/Orders/Scroll"]])
      expect(sentJson(fake.calls[0])).toEqual({
        modifiedFrom: "2026-03-01T10:00:00.500Z",
        selectedStatuses: ["New", "InProgress"],
        sortOrder: "ModifiedAscending"
      })
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("goes on with the latest id until a batch is empty", () => {
    const batches = [
      { result: [order({ id: "1" })], scrollId: "s/1" },
      { result: [order({ id: "2" })], scrollId: "s2" },
      { result: [order({ id: "3" })], scrollId: "s2" },
      { result: [], scrollId: "s3" }
    ]
    const fake = omniumFake((_, count) => json(batches[count - 1]))
    return Effect.gen(function* () {
      expect(ids(yield* pages)).toEqual([["1"], ["2"], ["3"]])
      expect(fake.calls.map(({ url }) => url.pathname)).toEqual([
        "/api/Orders/Scroll",
        "/api/Orders/Scroll/s%2F1",
        "/api/Orders/Scroll/s2",
        "/api/Orders/Scroll/s2"
      ])
    }).pipe(Effect.provide(fake.layer))
  })

  for (const scrollId of [undefined, null, ""]) {
    itEffect(`ends with a batch whose scroll id is ${JSON.stringify(scrollId)}`, () => {
      const fake = omniumFake(() => json({ result: [order()], scrollId }))
      return Effect.gen(function* () {
        expect(ids(yield* pages)).toEqual([["A-1"]])
        expect(fake.calls).toHaveLength(1)
      }).pipe(Effect.provide(fake.layer))
    })
  }

  itEffect("fails when the server gives the same batch for ever", () => {
    const fake = omniumFake(() => json({ result: [order()], scrollId: "s" }))
    return Effect.gen(function* () {
      const reason = yield* reasonOf((omnium) => omnium.orders(query).pipe(Stream.runDrain))
      expect(reason._tag).toBe("MalformedAnswer")
      expect(reason.message).toBe("the server does not advance")
      expect(fake.calls).toHaveLength(2)
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("counts every page as read when the scroll began, by the server's clock", () => {
    const dates = ["Sun, 01 Mar 2026 10:00:07 GMT", "Sun, 01 Mar 2026 10:04:00 GMT"]
    const fake = omniumFake((_, count) =>
      json(
        { result: [order({ id: `${count}` })], scrollId: count === 1 ? "s" : null },
        { headers: { date: dates[count - 1] ?? "" } }
      )
    )
    return Effect.gen(function* () {
      const read = (yield* pages).map(({ readAt }) => DateTime.formatIso(readAt))
      expect(read).toEqual(["2026-03-01T10:00:07.000Z", "2026-03-01T10:00:07.000Z"])
    }).pipe(Effect.provide(fake.layer))
  })

  for (const date of [undefined, "yesterday", "0"]) {
    itEffect(`takes our clock when the Date header is ${date}`, () => {
      const headers: Record<string, string> = date === undefined ? {} : { date }
      const fake = omniumFake(() => json({ result: [order()] }, { headers }))
      return Effect.gen(function* () {
        yield* TestClock.setTime(1_000)
        expect((yield* pages).map(({ readAt }) => DateTime.toEpochMillis(readAt))).toEqual([1_000])
      }).pipe(Effect.provide(fake.layer))
    })
  }

  itEffect("asks for nothing when there is no status to ask for", () => {
    const fake = omniumFake(() => json({ result: [order()] }))
    return Effect.gen(function* () {
      const none = yield* Omnium.use((omnium) => omnium.orders({ ...query, statuses: [] }).pipe(Stream.runCollect))
      expect(none).toEqual([])
      expect(fake.calls).toEqual([])
    }).pipe(Effect.provide(fake.layer))
  })
})

describe("a search for orders", () => {
  const shipped = (id: string, externalId: string) =>
    order({
      id,
      orderForm: { shipments: [{ shipmentId: "1", externalIds: [{ providerName: "Any", id: externalId }] }] }
    })

  itEffect("by a shipment's external id gives only orders that carry it", () => {
    const fake = omniumFake(() => json({ result: [shipped("1", "4711"), shipped("2", "47110")], totalHits: 2 }))
    return Effect.gen(function* () {
      const found = yield* Omnium.use((omnium) => omnium.ordersByShipmentExternalId("4711"))
      expect(found.map(({ id }) => id)).toEqual(["1"])
      expect(sentJson(fake.calls[0])).toEqual({
        shipmentExternalIds: ["4711"],
        sortOrder: "CreatedAscending",
        disableFacets: true,
        take: 100,
        page: 0
      })
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("by number gives every order of that number, and none that only has it as its id", () => {
    const fake = omniumFake(() =>
      json({
        result: [
          order({ id: "1", orderNumber: "N" }),
          order({ id: "N", orderNumber: "X" }),
          order({ id: "3", orderNumber: "N" })
        ]
      })
    )
    return Effect.gen(function* () {
      const found = yield* Omnium.use((omnium) => omnium.ordersByNumber("N"))
      expect(found.map(({ id }) => id)).toEqual(["1", "3"])
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("for an empty text asks nothing, for it would find every order (C20)", () => {
    const fake = omniumFake(() => json({ result: [order()] }))
    return Effect.gen(function* () {
      expect(yield* Omnium.use((omnium) => omnium.ordersByNumber(""))).toEqual([])
      expect(yield* Omnium.use((omnium) => omnium.ordersByShipmentExternalId(""))).toEqual([])
      expect(fake.calls).toEqual([])
    }).pipe(Effect.provide(fake.layer))
  })

  for (const count of [0, 1, 99, 100, 101, 250]) {
    itEffect(`reads all of ${count} rows`, () => {
      const all = Array.from({ length: count }, (_, index) => order({ id: `${index}`, orderNumber: "N" }))
      const fake = omniumFake((request) => {
        const { take, page } = JSON.parse(request.body)
        return json({ result: all.slice(page * take, (page + 1) * take), totalHits: count })
      })
      return Effect.gen(function* () {
        const found = yield* Omnium.use((omnium) => omnium.ordersByNumber("N"))
        expect(found.map(({ id }) => id)).toEqual(all.map(({ id }) => id))
        expect(fake.calls).toHaveLength(Math.floor(count / 100) + 1)
      }).pipe(Effect.provide(fake.layer))
    })
  }

  itEffect("goes on after a short page when there are said to be more", () => {
    const all = Array.from({ length: 120 }, (_, index) => order({ id: `${index}`, orderNumber: "N" }))
    const fake = omniumFake((request) => {
      const { page } = JSON.parse(request.body)
      return json({ result: all.slice(page * 50, (page + 1) * 50), totalHits: 120 })
    })
    return Effect.gen(function* () {
      const found = yield* Omnium.use((omnium) => omnium.ordersByNumber("N"))
      expect(found.map(({ id }) => id)).toEqual(all.map(({ id }) => id))
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("ends with an empty page, whatever number of rows is told", () => {
    const fake = omniumFake((_, count) =>
      json({ result: count === 1 ? [order({ orderNumber: "N" })] : [], totalHits: 9 })
    )
    return Effect.gen(function* () {
      expect(yield* Omnium.use((omnium) => omnium.ordersByNumber("N"))).toHaveLength(1)
      expect(fake.calls).toHaveLength(2)
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("fails when the server ignores the page", () => {
    const first = Array.from({ length: 100 }, (_, index) => order({ id: `${index}`, orderNumber: "N" }))
    const fake = omniumFake(() => json({ result: first, totalHits: 1000 }))
    return Effect.gen(function* () {
      const reason = yield* reasonOf((omnium) => omnium.ordersByNumber("N"))
      expect(reason).toMatchObject({ _tag: "MalformedAnswer", message: "the server does not advance" })
      expect(fake.calls).toHaveLength(2)
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("fails at the row beyond which Omnium gives no page, and gives no part of the rows (X5)", () => {
    const fake = omniumFake((request) => {
      const { page } = JSON.parse(request.body)
      if (page >= 100) return json({ message: "Result window is too large" }, { status: 400 })
      const rows = Array.from({ length: 100 }, (_, index) => order({ id: `${page * 100 + index}`, orderNumber: "N" }))
      return json({ result: rows, totalHits: 10_001 })
    })
    return Effect.gen(function* () {
      const reason = yield* reasonOf((omnium) => omnium.ordersByNumber("N"))
      expect(reason).toMatchObject({ _tag: "Refused", message: expect.stringContaining("Result window") })
      expect(fake.calls).toHaveLength(101)
    }).pipe(Effect.provide(fake.layer))
  })

  for (const body of [{}, { message: "oops" }, { success: false }, [], "text", 1, null]) {
    itEffect(`does not take ${JSON.stringify(body)} for a page without rows`, () => {
      const fake = omniumFake(() => json(body))
      return Effect.gen(function* () {
        expect((yield* reasonOf((omnium) => omnium.ordersByNumber("N")))._tag).toBe("MalformedAnswer")
      }).pipe(Effect.provide(fake.layer))
    })
  }
})
