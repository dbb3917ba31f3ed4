import { expect } from "bun:test"
import * as Database from "@omnium-ongoing/app/journal/Database"
import * as JournalSqlite from "@omnium-ongoing/app/journal/JournalSqlite"
import { OngoingGoodsOwnerId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import { CurrentTenant } from "@omnium-ongoing/domain/ports/CurrentTenant"
import { Journal } from "@omnium-ongoing/domain/ports/Journal"
import { Omnium } from "@omnium-ongoing/domain/ports/Omnium"
import { Ongoing } from "@omnium-ongoing/domain/ports/Ongoing"
import { articlesOf } from "@omnium-ongoing/domain/product-export/ProductArticles"
import { productComparison } from "@omnium-ongoing/domain/product-export/ProductComparisonScan"
import { productScan } from "@omnium-ongoing/domain/product-export/ProductScan"
import * as OmniumInMemory from "@omnium-ongoing/omnium-simulator/OmniumInMemory"
import { createOmniumSimulator } from "@omnium-ongoing/omnium-simulator/OmniumSimulator"
import type { Host } from "@omnium-ongoing/simulator-kit/World"
import { Context, DateTime, Effect, Layer, Stream } from "effect"
import { itEffect } from "../support/ItEffect.ts"

const host: Host = { now: () => 0, later: () => () => {}, send: async () => new Response() }
const variants = 20_000
const owner = OngoingGoodsOwnerId.make(7)
const beginning = DateTime.makeUnsafe(0)

const tenant = Layer.succeed(CurrentTenant, {
  id: "epic",
  installation: "demo",
  from: beginning,
  exportStatuses: undefined,
  compareWith: "inventory",
  syncsOrders: true
})

/** A large catalogue, all of which was exported before. */
const exported = Layer.effectDiscard(
  Effect.gen(function* () {
    const omnium = yield* Omnium
    const journal = yield* Journal
    yield* Stream.runForEach(omnium.products({ modifiedSince: beginning }), ({ products }) =>
      journal.commit({
        intents: products
          .flatMap((product) => articlesOf(product, owner))
          .map(({ key, hash }) => ({
            tenant: "epic",
            flow: "product-export",
            key,
            hash,
            state: "confirmed",
            request: "",
            kept: {},
            reference: "1"
          }))
      })
    )
  })
).pipe(
  Layer.provideMerge(
    Layer.mergeAll(
      JournalSqlite.layer.pipe(Layer.provide(Layer.orDie(Database.layer(":memory:")))),
      OmniumInMemory.layer(createOmniumSimulator({ host, orders: 0, products: variants }).world().state),
      Layer.mock(Ongoing, {}),
      tenant
    )
  )
)

const items = Journal.use((journal) => journal.items({ limit: 10 }))

itEffect("a catalogue of 20,000 variants that have not changed makes no work, and Ongoing is not asked", () =>
  // Of an Ongoing without a single operation, whatever is asked is a defect.
  Effect.gen(function* () {
    const counts = yield* productScan("run", true)
    expect([...counts.skipped]).toEqual([["unchanged", variants / 4 + 2]])
    const compared = yield* productComparison("run", { night: beginning, isFullAskedFor: true })
    expect(compared.skipped.get("unchanged")).toBeGreaterThanOrEqual(variants)
    expect(yield* items).toEqual([])
  }).pipe(Effect.provide(Layer.fresh(exported)))
)

itEffect("a page of products is one question to the journal, however many it holds", () =>
  Effect.gen(function* () {
    const journal = yield* Journal
    const asked: Array<number> = []
    const counting = Context.make(
      Journal,
      Journal.of({
        ...journal,
        intentsAmong: (of, flow, keys) => {
          asked.push(keys.length)
          return journal.intentsAmong(of, flow, keys)
        }
      })
    )
    yield* Effect.provide(productScan("run", true), counting)
    expect(asked.length).toBe(Math.ceil((variants / 4 + 2) / 1000))
  }).pipe(Effect.provide(Layer.fresh(exported)))
)
