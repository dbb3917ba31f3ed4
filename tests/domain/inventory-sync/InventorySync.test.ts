import { expect, test } from "bun:test"
import { layer as database } from "@omnium-ongoing/app/journal/Database"
import { layer as journalSqlite } from "@omnium-ongoing/app/journal/JournalSqlite"
import { inventorySync } from "@omnium-ongoing/domain/inventory-sync/InventorySync"
import { type Quiet, quietStock } from "@omnium-ongoing/domain/inventory-sync/QuietStockScan"
import type { WarehouseLink } from "@omnium-ongoing/domain/inventory-sync/WarehouseLink"
import { OngoingGoodsOwnerId, OngoingWarehouseId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import { CurrentTenant } from "@omnium-ongoing/domain/ports/CurrentTenant"
import { Journal } from "@omnium-ongoing/domain/ports/Journal"
import { Omnium } from "@omnium-ongoing/domain/ports/Omnium"
import type { Tenant } from "@omnium-ongoing/domain/sync/Tenant"
import { layer as omniumInMemory } from "@omnium-ongoing/omnium-simulator/OmniumInMemory"
import { createOmniumSimulator } from "@omnium-ongoing/omnium-simulator/OmniumSimulator"
import { layer as ongoingInMemory } from "@omnium-ongoing/ongoing-simulator/OngoingInMemory"
import { createOngoingSimulator } from "@omnium-ongoing/ongoing-simulator/OngoingSimulator"
import { adjustStock } from "@omnium-ongoing/ongoing-simulator/StockChange"
import { articleByNumber, articlesFrom } from "@omnium-ongoing/ongoing-simulator/Warehouse"
import type { Host } from "@omnium-ongoing/simulator-kit/World"
import { DateTime, Effect, Layer, Option, Stream } from "effect"
import { TestClock } from "effect/testing"
import fc from "fast-check"

const start = Date.UTC(2026, 10, 2, 8)
const host: Host = { now: () => start, later: () => () => {}, send: async () => new Response() }

const links: ReadonlyArray<WarehouseLink> = [
  ["epic_company_main_warehouse", 1],
  ["epic_company_second_warehouse", 2]
].map(([store, warehouse]) => ({
  store: String(store),
  owner: OngoingGoodsOwnerId.make(7),
  warehouse: OngoingWarehouseId.make(Number(warehouse))
}))

const tenant: Tenant = {
  id: "epic",
  from: DateTime.makeUnsafe(start),
  installation: "ongoing demo",
  exportStatuses: undefined,
  compareWith: "inventory",
  syncsOrders: true
}

/** Both systems without HTTP, ten articles, and a journal in memory. Counts what is written to Omnium's stock. */
const systems = () => {
  const warehouse = createOngoingSimulator({ host, orders: 0, articles: 10 }).world().state
  const shop = createOmniumSimulator({ host, orders: 0, products: 10 }).world().state
  const written: Array<number> = []
  const hides = { changes: false }
  const counting = Layer.effect(
    Omnium,
    Effect.map(Omnium, (omnium) =>
      Omnium.of({
        ...omnium,
        inventory: (store, since) =>
          hides.changes && since !== undefined ? Stream.empty : omnium.inventory(store, since),
        changeInventory: (store, changes) =>
          Effect.tap(omnium.changeInventory(store, changes), () => Effect.sync(() => written.push(changes.length)))
      })
    )
  ).pipe(Layer.provide(omniumInMemory(shop)))
  const journal = Layer.fresh(journalSqlite.pipe(Layer.provide(Layer.orDie(database(":memory:")))))
  const ports = Layer.mergeAll(ongoingInMemory(warehouse), counting, journal, Layer.succeed(CurrentTenant, tenant))
  const skus = articlesFrom(warehouse, 0)
    .map((article) => article.number)
    .toArray()
  return { warehouse, ports, written, skus, hides }
}

type Systems = ReturnType<typeof systems>

const find = ({ warehouse, skus }: Systems, article: number, place: number, quantity: number) =>
  Effect.map(DateTime.now, (now) => {
    const found = articleByNumber(warehouse, 7, skus[article % skus.length] ?? "")
    if (found === undefined) throw new Error("There are ten articles.")
    const act = { now: now.epochMilliseconds, record: () => {} }
    adjustStock(warehouse, { article: found, warehouseId: (place % 2) + 1, cause: undefined }, quantity, act)
  })

const sync = (link: WarehouseLink, isFullAskedFor = false, quiet?: Quiet) =>
  inventorySync(link, { run: "r", isFullAskedFor, lastNight: () => DateTime.makeUnsafe(0) }, quiet)

const inOmnium = Effect.gen(function* () {
  const omnium = yield* Omnium
  const found = yield* Effect.forEach(links, ({ store }) => Stream.runCollect(omnium.inventory(store, undefined)))
  return found.map((pages) =>
    Object.fromEntries(pages.flatMap((page) => page.items).map((item) => [item.sku, item.inventory]))
  )
})

const inOngoing = ({ warehouse }: Systems) =>
  [1, 2].map((id) =>
    Object.fromEntries(
      articlesFrom(warehouse, 0).map(({ number, levels }) => [
        number,
        levels.find((level) => level.warehouseId === id)?.level.numberOfItems ?? 0
      ])
    )
  )

const run = (program: (systems: Systems) => Effect.Effect<void, unknown, Layer.Success<Systems["ports"]>>) => {
  const both = systems()
  return Effect.runPromise(
    Effect.andThen(TestClock.setTime(start), program(both)).pipe(
      Effect.provide(both.ports),
      Effect.provide(TestClock.layer())
    )
  )
}

const moves = fc.array(fc.record({ article: fc.nat(), place: fc.nat(), quantity: fc.integer({ min: -20, max: 40 }) }), {
  maxLength: 8
})
const days = fc.array(
  fc.record({
    moves: fc.oneof(moves, fc.constant([])),
    minutes: fc.integer({ min: 1, max: 300 }),
    isOtherFirst: fc.boolean(),
    areAskedTogether: fc.boolean()
  }),
  { minLength: 1, maxLength: 6 }
)

test("R10: after any deltas, the warehouses in any order, both sides are equal and a full scan changes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(days, (drawn) =>
      run((both) =>
        Effect.gen(function* () {
          for (const link of links) yield* sync(link)
          for (const { moves, minutes, isOtherFirst, areAskedTogether } of drawn) {
            for (const { article, place, quantity } of moves) yield* find(both, article, place, quantity)
            yield* TestClock.adjust(`${minutes} minutes`)
            const ordered = isOtherFirst ? links.toReversed() : links
            const quiet = areAskedTogether ? yield* quietStock(ordered) : undefined
            for (const link of ordered) yield* sync(link, false, quiet?.get(link.store))
            expect(yield* inOmnium).toEqual(inOngoing(both))
          }
          const before = both.written.length
          for (const link of links) yield* sync(link, true)
          expect(both.written).toHaveLength(before)
        })
      )
    ),
    { numRuns: 20 }
  )
})

test("what changes in either warehouse, or in either system, or is stale there, is not quiet", () =>
  run((both) =>
    Effect.gen(function* () {
      const [link, other] = links
      const [sku] = both.skus
      if (link === undefined || other === undefined || sku === undefined) throw new Error("There are some.")
      const omnium = yield* Omnium
      const journal = yield* Journal
      const quiet = Effect.map(quietStock(links), (found) => [...found.keys()])
      const synced = Effect.gen(function* () {
        for (const each of links) yield* sync(each)
        yield* TestClock.adjust("1 hour")
        for (const each of links) yield* sync(each)
        yield* TestClock.adjust("1 hour")
      })
      expect(yield* quiet).toEqual([])
      yield* synced
      expect(yield* quiet).toEqual(links.map(({ store }) => store))
      expect(yield* quietStock([link])).toEqual(new Map())
      yield* find(both, 3, 1, 5)
      expect(yield* quiet).toEqual([])
      yield* synced
      yield* omnium.changeInventory(other.store, [{ sku, change: 2 }])
      const found = yield* quietStock(links)
      expect([...found.values()].map(({ omnium }) => Option.isNone(omnium))).toEqual([true, true])
      for (const each of links) yield* sync(each, false, found.get(each.store))
      expect(yield* inOmnium).toEqual(inOngoing(both))
      yield* synced
      yield* journal.recorded(
        {
          tenant: "epic",
          item: 1,
          system: "omnium",
          operation: "POST /api/Orders/{orderId}/UpdateStatus",
          key: "A-1/1",
          stale: [{ tenant: "epic", warehouse: other.store, sku }]
        },
        Effect.void
      )
      expect(yield* quiet).toEqual([])
    })
  ))

test("R11: a delta replayed twice equals once", () =>
  run((both) =>
    Effect.gen(function* () {
      const [link] = links
      if (link === undefined) throw new Error("There are two.")
      yield* sync(link)
      yield* find(both, 3, 0, 5)
      yield* sync(link)
      expect(both.written).toEqual([1])
      // The cursor lies two minutes before what was read, so the same page comes again.
      yield* sync(link)
      yield* TestClock.adjust("1 minute")
      yield* sync(link)
      expect(both.written).toEqual([1])
      expect((yield* inOmnium)[0]).toEqual(inOngoing(both)[0])
    })
  ))

test("stale stock is compared even if neither side tells of a change", () =>
  run((both) =>
    Effect.gen(function* () {
      const [link] = links
      const [sku] = both.skus
      if (link === undefined || sku === undefined) throw new Error("There are some.")
      yield* sync(link)
      yield* TestClock.adjust("1 hour")
      both.hides.changes = true
      const omnium = yield* Omnium
      const journal = yield* Journal
      yield* journal.recorded(
        {
          tenant: "epic",
          item: 1,
          system: "omnium",
          operation: "POST /api/Orders/{orderId}/UpdateStatus",
          key: "A-1/1",
          stale: [{ tenant: "epic", warehouse: link.store, sku }]
        },
        omnium.setInventory(link.store, [{ sku, inventory: 1 }])
      )
      yield* TestClock.adjust("1 hour")
      yield* sync(link)
      expect((yield* inOmnium)[0]).toEqual(inOngoing(both)[0])
      expect(yield* journal.staleSkus("epic", link.store, "", 10)).toEqual([])
    })
  ))
