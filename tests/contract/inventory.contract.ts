import { describe, expect } from "bun:test"
import { OngoingGoodsOwnerId, OngoingWarehouseId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import { Omnium } from "@omnium-ongoing/domain/ports/Omnium"
import { Ongoing } from "@omnium-ongoing/domain/ports/Ongoing"
import { Array, DateTime, Effect, type Layer, Option, Stream } from "effect"
import { itEffect } from "../support/ItEffect.ts"

/** An Ongoing of goods owner 7 with warehouses 1 and 2, and with nothing but articles A-1 … A-n of which there are 10 in each. */
export interface StockedOngoing {
  readonly ongoing: Layer.Layer<Ongoing>
  readonly articles: number
  readonly now: Effect.Effect<DateTime.Utc>
  readonly pass: (seconds: number) => Effect.Effect<void>
  readonly putArticle: (number: string, more?: object) => Effect.Effect<void>
  readonly find: (number: string, warehouse: number, quantity: number) => Effect.Effect<void>
}

export interface StockedOngoingSubject {
  readonly name: string
  readonly open: Effect.Effect<StockedOngoing>
}

const owner = OngoingGoodsOwnerId.make(7)
const first = OngoingWarehouseId.make(1)
const second = OngoingWarehouseId.make(2)

export const ongoingInventoryContract = (subject: StockedOngoingSubject) =>
  describe(`Ongoing port, inventory: ${subject.name}`, () => {
    const it = (sentence: string, body: (place: StockedOngoing) => Effect.Effect<unknown, unknown, Ongoing>) =>
      itEffect(sentence, () => Effect.flatMap(subject.open, (place) => Effect.provide(body(place), place.ongoing)))

    const all = (from = 0, warehouse = first) =>
      Ongoing.use((ongoing) => Stream.runCollect(ongoing.inventory(owner, warehouse, from)))
    const changed = (since: DateTime.Utc, warehouse = first) =>
      Ongoing.use((ongoing) => Stream.runCollect(ongoing.inventoryChangedSince(owner, warehouse, since))).pipe(
        Effect.map((pages) => pages.flatMap((page) => page.levels))
      )
    const of = (...skus: ReadonlyArray<string>) =>
      Ongoing.use((ongoing) => Effect.map(ongoing.inventoryOf(owner, first, skus), ({ levels }) => levels))

    it("tells the server's time", (place) =>
      Effect.gen(function* () {
        const ongoing = yield* Ongoing
        yield* place.pass(3600)
        expect(yield* ongoing.time).toEqual(yield* place.now)
      }))

    it("gives every article once, by ascending id, and where the next page begins", (place) =>
      Effect.gen(function* () {
        const pages = yield* all()
        expect(pages.length).toBeGreaterThan(1)
        const ids = pages.flatMap((page) => page.levels).map((level) => level.article)
        expect(ids).toHaveLength(place.articles)
        expect(ids.every((id, index) => index === 0 || id > Number(ids[index - 1]))).toBe(true)
        const rest = yield* all(pages[0]?.next)
        expect(rest.flatMap((page) => page.levels)).toEqual(pages.slice(1).flatMap((page) => page.levels))
        expect(pages[0]?.readAt).toEqual(yield* place.now)
        expect((yield* all(99_999)).map((page) => [page.levels, page.next])).toEqual([[[], 99_999]])
      }))

    it("tells what can be sold in the one warehouse, and none for a warehouse that there is not", (place) =>
      Effect.gen(function* () {
        yield* place.find("A-1", 1, 2.5)
        const sellable = (warehouse: OngoingWarehouseId) =>
          Effect.map(all(0, warehouse), (pages) => pages[0]?.levels[0]?.sellable)
        expect([yield* sellable(first), yield* sellable(second)]).toEqual([12.5, 10])
        expect(yield* sellable(OngoingWarehouseId.make(99))).toBeUndefined()
      }))

    it("tells what kind of article it is", (place) =>
      Effect.gen(function* () {
        yield* place.putArticle("KIT", {
          structureDefinition: { articleKind: "Structure", rows: [{ articleNumber: "A-1", numberOfItems: 2 }] }
        })
        yield* place.putArticle("SERVICE", { isStockArticle: false })
        yield* place.putArticle("OLD", { isActive: false })
        const ongoing = yield* Ongoing
        const skus = ["KIT", "SERVICE", "OLD", "A-1"]
        const kinds = yield* ongoing.articleKinds(owner, [...skus, "none"])
        const told = Object.fromEntries((yield* of(...skus)).map(({ sku, article }) => [sku, kinds.get(article)]))
        expect(told).toEqual({ KIT: "kit", SERVICE: "non-stock", OLD: "inactive", "A-1": "stock" })
        expect(kinds.size).toBe(4)
        expect((yield* ongoing.articleKinds(owner, [])).size).toBe(0)
        const many = Array.makeBy(place.articles, (index) => `A-${index + 1}`)
        expect((yield* ongoing.articleKinds(owner, many)).size).toBe(place.articles)
      }))

    it("finds articles by their numbers; those that do not exist are missing", () =>
      Effect.gen(function* () {
        const numbers = Array.makeBy(120, (index) => `A-${index + 1}`)
        expect((yield* of(...numbers, "none")).map((level) => level.sku).sort()).toEqual([...numbers].sort())
        expect(yield* of("none")).toEqual([])
        expect(yield* of()).toEqual([])
      }))

    it("gives what changed at or after a time, in whole seconds, also what has none left", (place) =>
      Effect.gen(function* () {
        yield* place.pass(3600)
        const since = yield* place.now
        const ongoing = yield* Ongoing
        const pages = yield* Stream.runCollect(ongoing.inventoryChangedSince(owner, first, since))
        expect(pages.map((page) => [page.levels, page.readAt])).toEqual([[[], since]])
        yield* place.find("A-2", 1, -10)
        yield* place.find("A-1", 2, 3)
        expect(
          (yield* changed(DateTime.add(since, { milliseconds: 900 }))).map(({ sku, sellable }) => [sku, sellable])
        ).toEqual([
          ["A-1", 10],
          ["A-2", 0]
        ])
        expect(yield* changed(DateTime.add(since, { seconds: 1 }))).toEqual([])
      }))

    it("tells whether nothing has changed in any of the warehouses", (place) =>
      Effect.gen(function* () {
        yield* place.pass(3600)
        const since = yield* place.now
        const unchanged = Ongoing.use((ongoing) => ongoing.inventoryUnchangedSince(owner, [first, second], since))
        expect(yield* unchanged).toEqual(Option.some(since))
        yield* place.find("A-1", 2, 3)
        expect(yield* unchanged).toEqual(Option.none())
      }))

    it("refuses a time more than 24 hours ago", (place) =>
      Effect.gen(function* () {
        yield* place.pass(100_000)
        const since = DateTime.subtract(yield* place.now, { hours: 25 })
        const refused = { _tag: "OngoingError", reason: { _tag: "Refused" } }
        expect(yield* Effect.flip(changed(since))).toMatchObject(refused)
        const unchanged = Ongoing.use((ongoing) => ongoing.inventoryUnchangedSince(owner, [first, second], since))
        expect(yield* Effect.flip(unchanged)).toMatchObject(refused)
      }))
  })

const store = "epic_company_main_warehouse"
const otherStore = "epic_company_second_warehouse"

/** An Omnium with products and stock of S-1 … S-n in its main warehouse, 10 of each. */
export interface StockedOmnium {
  readonly omnium: Layer.Layer<Omnium>
  readonly rows: number
  readonly pass: (seconds: number) => Effect.Effect<void>
  readonly deleteProduct: (id: string) => Effect.Effect<void>
  /** An order for one of S-1. */
  readonly order: Effect.Effect<void>
}

export interface StockedOmniumSubject {
  readonly name: string
  readonly open: Effect.Effect<StockedOmnium>
}

export const omniumInventoryContract = (subject: StockedOmniumSubject) =>
  describe(`Omnium port, inventory: ${subject.name}`, () => {
    const it = (sentence: string, body: (place: StockedOmnium) => Effect.Effect<unknown, unknown, Omnium>) =>
      itEffect(sentence, () => Effect.flatMap(subject.open, (place) => Effect.provide(body(place), place.omnium)))

    const of = (skus: ReadonlyArray<string>, warehouse = store) =>
      Omnium.use((omnium) =>
        Effect.map(omnium.inventoryOf(warehouse, skus), (items) =>
          items.map(({ sku, inventory, reserved }) => [sku, inventory, reserved])
        )
      )
    const all = (since?: DateTime.Utc, warehouse = store) =>
      Omnium.use((omnium) => Stream.runCollect(omnium.inventory(warehouse, since)))

    it("finds the stock of SKUs in a warehouse; of those that have none, none", (place) =>
      Effect.gen(function* () {
        expect(yield* of(["S-1", "none"])).toEqual([["S-1", 10, 0]])
        expect(yield* of(["S-1"], otherStore)).toEqual([])
        expect(yield* of([])).toEqual([])
        const thousand = Array.makeBy(1000, (index) => `S-${index + 1}`)
        expect(yield* of(thousand)).toHaveLength(1000)
        yield* place.order
        expect(yield* of(["S-1"])).toEqual([["S-1", 10, 1]])
      }))

    it("gives all the stock of a warehouse, each once, a page at a time", (place) =>
      Effect.gen(function* () {
        const pages = yield* all()
        expect(pages.length).toBeGreaterThan(1)
        expect(new Set(pages.flatMap((page) => page.items.map((item) => item.sku))).size).toBe(place.rows)
        expect((yield* all(undefined, otherStore)).flatMap((page) => page.items)).toEqual([])
      }))

    it("gives what changed at or after a time", (place) =>
      Effect.gen(function* () {
        const omnium = yield* Omnium
        yield* place.pass(60)
        const [page] = yield* all()
        const now = page?.readAt ?? DateTime.makeUnsafe(0)
        yield* omnium.changeInventory(store, [{ sku: "S-2", change: 1 }])
        const changed = (since: DateTime.Utc) =>
          Effect.map(all(since), (pages) => pages.flatMap((each) => each.items).map((item) => item.sku))
        expect(yield* changed(now)).toEqual(["S-2"])
        expect(yield* changed(DateTime.add(now, { seconds: 1 }))).toEqual([])
      }))

    it("tells whether nothing has changed in any of the warehouses", (place) =>
      Effect.gen(function* () {
        const omnium = yield* Omnium
        yield* place.pass(60)
        const [page] = yield* all()
        const now = page?.readAt ?? DateTime.makeUnsafe(0)
        const unchanged = (...stores: ReadonlyArray<string>) => omnium.inventoryUnchangedSince(stores, now)
        expect(yield* unchanged(store, otherStore)).toEqual(Option.some(now))
        yield* omnium.changeInventory(store, [{ sku: "S-2", change: 1 }])
        expect(yield* unchanged(store, otherStore)).toEqual(Option.none())
        expect(yield* unchanged(otherStore)).toEqual(Option.some(now))
      }))

    it("changes stock by signed quantities, each time anew", (place) =>
      Effect.gen(function* () {
        const omnium = yield* Omnium
        yield* place.order
        const changes = [
          { sku: "S-1", change: -12.5 },
          { sku: "S-NEW", change: 4 }
        ]
        yield* omnium.changeInventory(store, changes)
        expect(yield* of(["S-1", "S-NEW"])).toEqual([
          ["S-1", -2.5, 1],
          ["S-NEW", 4, 0]
        ])
        yield* omnium.changeInventory(store, changes)
        expect(yield* of(["S-1", "S-NEW"])).toEqual([
          ["S-1", -15, 1],
          ["S-NEW", 8, 0]
        ])
      }))

    it("sets stock, as often as one likes; what is reserved stays", (place) =>
      Effect.gen(function* () {
        const omnium = yield* Omnium
        yield* place.order
        for (const _ of [1, 2]) {
          yield* omnium.setInventory(store, [{ sku: "S-1", inventory: 3 }])
          expect(yield* of(["S-1"])).toEqual([["S-1", 3, 1]])
        }
      }))

    it("gives the SKUs of products and variants, not of deleted ones", (place) =>
      Effect.gen(function* () {
        const omnium = yield* Omnium
        yield* place.deleteProduct("P-2")
        const skus = new Set((yield* Stream.runCollect(omnium.productSkus)).flat())
        expect(skus.size).toBe(place.rows - 1)
        expect([skus.has("S-1"), skus.has("S-2")]).toEqual([true, false])
      }))
  })
