import { describe, expect } from "bun:test"
import { OngoingGoodsOwnerId, OngoingOrderId, OngoingPurchaseOrderId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import { ArticleSystemId } from "@omnium-ongoing/domain/ongoing/OngoingArticle"
import { type Commit, Journal } from "@omnium-ongoing/domain/ports/Journal"
import { Refused, Unavailable, UnknownOutcome, type UpstreamReason } from "@omnium-ongoing/domain/ports/Upstream"
import type { Intent } from "@omnium-ongoing/domain/sync/Intent"
import type { KnownLevel } from "@omnium-ongoing/domain/sync/KnownLevel"
import type { SyncReport } from "@omnium-ongoing/domain/sync/SyncReport"
import type { WatchedOrder } from "@omnium-ongoing/domain/sync/WatchedOrder"
import { done, type ItemState, type NewItem, type Outcome } from "@omnium-ongoing/domain/sync/WorkItem"
import { DateTime, Deferred, Duration, Effect, Exit, Fiber, type Layer, Option } from "effect"
import { TestClock } from "effect/testing"
import fc from "fast-check"
import { itEffect } from "../support/ItEffect.ts"

export interface JournalSubject {
  readonly name: string
  /** An empty journal each time. */
  readonly layer: () => Layer.Layer<Journal>
}

export const at = (seconds: number): DateTime.Utc => DateTime.makeUnsafe(seconds * 1000)

export const newItem = (changes: Partial<NewItem> = {}): NewItem => ({
  tenant: "epic",
  flow: "order-export",
  key: "1001/1",
  lane: "ongoing demo 7",
  source: "workflow",
  ...changes
})

export const later = (notBefore: number, attempt = true): Outcome => ({
  _tag: "Later",
  cause: "not-yet",
  message: "soon",
  notBefore: at(notBefore),
  attempt
})
const dead: Outcome = { _tag: "Dead", cause: "refused-by-ongoing", message: "no" }
const held: Outcome = { _tag: "Held", cause: "delivered-short", message: "2 missing" }
const skipped: Outcome = { _tag: "Skipped", cause: "cancelled", message: "gone" }

export const intent = (changes: Partial<Intent> = {}): Intent => ({
  tenant: "epic",
  flow: "order-export",
  key: "1001/1",
  state: "open",
  request: '{"orderNumber":"1001-1"}',
  hash: "h1",
  kept: { deliveryDate: "2026-11-02" },
  ...changes
})

const watchedOrder = (order: number, changes: Partial<WatchedOrder> = {}): WatchedOrder => ({
  tenant: "epic",
  goodsOwnerId: OngoingGoodsOwnerId.make(7),
  orderId: OngoingOrderId.make(order),
  orderNumber: `${order}-1`,
  key: `${order}`,
  fingerprint: "",
  exportedAt: at(10),
  sentAt: undefined,
  trackingDue: undefined,
  nextRead: at(100),
  ...changes
})

export const write = {
  tenant: "epic",
  item: 1,
  system: "ongoing",
  operation: "PUT /orders",
  key: "1001/1"
} as const

export const cursorAt = (seconds: number) => ({ tenant: "epic", task: "orders", scope: "7", position: at(seconds) })

const nextAt = (seconds: number, without: ReadonlyArray<string> = [], lane = "ongoing demo 7") =>
  Journal.use((journal) => journal.next({ lane, now: at(seconds), without }))

const commit = (batch: Commit) => Journal.use((journal) => journal.commit(batch))
const end = (item: number, outcome: Outcome) => commit({ outcomes: [{ item, outcome }] })
const stateOf = (id: number) =>
  Journal.use((journal) => Effect.map(journal.item(id), (item) => Option.getOrUndefined(item)?.state))
const failing = (reason: UpstreamReason) => Effect.fail({ reason })

export const journalContract = ({ name, layer }: JournalSubject) =>
  describe(`Journal port: ${name}`, () => {
    const it = <E>(sentence: string, body: () => Effect.Effect<unknown, E, Journal>) =>
      itEffect(sentence, () => Effect.suspend(body).pipe(Effect.provide(layer())))

    describe("commit", () => {
      it("gives the new items as they were stored", () =>
        Effect.gen(function* () {
          yield* TestClock.setTime(5000)
          const full = newItem({ reference: "88", eventId: "e1", bodyHash: "b1", run: "r1" })
          const stored = yield* commit({ items: [full, newItem({ key: "1002/1" })] })
          expect(stored.map((item) => item.id)).toEqual([1, 2])
          expect(stored[0]).toMatchObject({ ...full, state: "open", attempts: 0, createdAt: at(5) })
          const journal = yield* Journal
          for (const item of stored) expect(yield* journal.item(item.id)).toEqual(Option.some(item))
        }))

      it("stores all of it or nothing", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          const torn = yield* Effect.exit(
            commit({
              items: [newItem()],
              intents: [intent()],
              watched: [watchedOrder(1)],
              cursor: cursorAt(10),
              outcomes: [{ item: 99, outcome: done("an item that does not exist") }]
            })
          )
          expect(Exit.isFailure(torn)).toBe(true)
          expect(yield* journal.items({ limit: 10 })).toEqual([])
          expect(yield* journal.intent("epic", "order-export", "1001/1")).toEqual(Option.none())
          expect(yield* journal.watched("epic", OngoingOrderId.make(1))).toEqual(Option.none())
          expect(yield* journal.cursor("epic", "orders", "7")).toEqual(Option.none())
        }))

      it("keeps a thousand items apart in one batch", () =>
        Effect.gen(function* () {
          const stored = yield* commit({
            items: Array.from({ length: 1200 }, (_, index) => newItem({ key: `${index}/1` }))
          })
          expect(stored.length).toBe(1200)
          expect(new Set(stored.map((item) => item.id)).size).toBe(1200)
          expect((yield* Journal.use((journal) => journal.counts("epic", at(0)))).byState.open).toBe(1200)
        }))

      it("stores an item as coalesced if an earlier one is open and not begun", () =>
        Effect.gen(function* () {
          yield* commit({ items: [newItem()] })
          const [second, third] = yield* commit({ items: [newItem({ source: "event" }), newItem({ key: "other" })] })
          expect(second).toMatchObject({ state: "coalesced", coalescedInto: 1 })
          expect(third?.state).toBe("open")
        }))

      it("coalesces within a batch", () =>
        Effect.gen(function* () {
          const stored = yield* commit({ items: [newItem(), newItem(), newItem()] })
          expect(stored.map((item) => item.coalescedInto)).toEqual([undefined, 1, 1])
        }))

      it("does not coalesce with another tenant, flow or key, with what is begun, or with what has ended", () =>
        Effect.gen(function* () {
          yield* commit({ items: [newItem()] })
          const others = yield* commit({
            items: [newItem({ tenant: "b" }), newItem({ flow: "order-errors" }), newItem({ key: "1001" })]
          })
          expect(others.map((item) => item.state)).toEqual(["open", "open", "open"])
          expect(Option.getOrThrow(yield* nextAt(0)).id).toBe(1)
          const [behindBegun] = yield* commit({ items: [newItem()] })
          expect(behindBegun?.state).toBe("open")
          yield* end(1, done("ok"))
          yield* end(behindBegun!.id, dead)
          const [behindDead] = yield* commit({ items: [newItem()] })
          expect(behindDead?.state).toBe("open")
        }))

      it("coalesces with a begun item again once it waits, in the same commit too", () =>
        Effect.gen(function* () {
          yield* commit({ items: [newItem()] })
          yield* nextAt(0)
          const [same] = yield* commit({ outcomes: [{ item: 1, outcome: later(60) }], items: [newItem()] })
          expect(same?.coalescedInto).toBe(1)
          const [after] = yield* commit({ items: [newItem()] })
          expect(after?.coalescedInto).toBe(1)
        }))

      it("stores what follows a done item, once, however often it ends", () =>
        Effect.gen(function* () {
          yield* commit({ items: [newItem()] })
          const outcome = done("exported", [newItem({ flow: "order-errors" })])
          expect((yield* end(1, outcome)).length).toBe(1)
          expect((yield* end(1, outcome)).length).toBe(0)
          expect(yield* stateOf(1)).toBe("done")
          expect((yield* Journal.use((journal) => journal.items({ limit: 10 }))).length).toBe(2)
        }))

      it("never moves a cursor backwards", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          const positions = fc.sample(fc.integer({ min: 1, max: 1_000_000 }), { numRuns: 50, seed: 7 })
          let furthest = 0
          for (const position of positions) {
            yield* commit({ cursor: cursorAt(position) })
            furthest = Math.max(furthest, position)
            expect(yield* journal.cursor("epic", "orders", "7")).toEqual(Option.some(at(furthest)))
          }
          expect(yield* journal.cursor("epic", "orders", "8")).toEqual(Option.none())
        }))

      it("keeps the last intent of a key, and no request of a closed one", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          yield* commit({ intents: [intent()] })
          expect(yield* journal.intent("epic", "order-export", "1001/1")).toEqual(Option.some(intent()))
          const closed = intent({ state: "confirmed", reference: "4711", hash: "h2" })
          yield* commit({ intents: [closed] })
          expect(yield* journal.intent("epic", "order-export", "1001/1")).toEqual(
            Option.some({ ...closed, request: "" })
          )
          expect(yield* journal.intent("epic", "order-sync", "1001/1")).toEqual(Option.none())
        }))
    })

    describe("recorded", () => {
      it("stores sent and the intent before the call, confirmed and its result after it", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          yield* commit({ items: [newItem()] })
          yield* TestClock.setTime(1000)
          const seen = yield* journal.recorded(
            { ...write, intent: intent() },
            Effect.gen(function* () {
              yield* TestClock.setTime(3000)
              return {
                reference: "4711",
                audits: yield* journal.audits("epic", "1001"),
                intent: yield* journal.intent("epic", "order-export", "1001/1")
              }
            }).pipe(Effect.orDie),
            ({ reference }) => ({
              intents: [intent({ state: "confirmed", reference })],
              outcomes: [{ item: 1, outcome: done("exported") }]
            })
          )
          expect(seen.audits).toEqual([
            { ...write, id: 1, at: at(1), finishedAt: undefined, outcome: "sent", message: undefined }
          ])
          expect(seen.intent).toEqual(Option.some(intent()))
          expect(yield* journal.audits("epic", "1001")).toEqual([
            { ...write, id: 1, at: at(1), finishedAt: at(3), outcome: "confirmed", message: undefined }
          ])
          expect(Option.getOrThrow(yield* journal.intent("epic", "order-export", "1001/1")).reference).toBe("4711")
          expect(yield* stateOf(1)).toBe("done")
        }))

      it("stores how a failed write ended and fails as it did", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          const reasons = [
            new Refused({ status: 400, message: "no such article" }),
            new UnknownOutcome({ status: Option.none(), message: "reset" }),
            new Unavailable({ status: Option.none(), message: "refused connection" })
          ]
          for (const reason of reasons) {
            const answer = yield* Effect.flip(journal.recorded(write, failing(reason)))
            expect(answer.reason).toBe(reason)
          }
          const audits = yield* journal.audits("epic", "1001")
          expect(audits.map((audit) => [audit.outcome, audit.message])).toEqual([
            ["refused", "no such article"],
            ["unknown", "reset"],
            ["refused", "refused connection"]
          ])
        }))

      it("leaves sent when the call is interrupted or dies", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          const called = yield* Deferred.make<void>()
          const call = Effect.andThen(Deferred.succeed(called, undefined), Effect.never)
          const fiber = yield* Effect.forkChild(journal.recorded(write, call))
          yield* Deferred.await(called)
          yield* Fiber.interrupt(fiber)
          yield* Effect.exit(journal.recorded(write, Effect.die("bug")))
          expect((yield* journal.audits("epic", "1001")).map((audit) => audit.outcome)).toEqual(["sent", "sent"])
        }))

      it("lets what was under way when a process died wait until it has landed, and nothing else", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          const lane = "ongoing demo 7"
          yield* commit({ items: ["1001/1", "1002/1", "1003/1"].map((key) => newItem({ key })) })
          yield* TestClock.setTime(10_000)
          yield* Effect.exit(journal.recorded({ ...write, item: 1 }, Effect.die("kill -9")))
          yield* journal.recorded({ ...write, item: 2 }, Effect.void)
          yield* TestClock.setTime(20_000)
          yield* journal.waitForLost
          const next = (seconds: number) =>
            Effect.map(journal.next({ lane, now: at(seconds), without: [] }), (item) => Option.getOrUndefined(item)?.id)
          for (const id of [2, 3]) {
            expect(yield* next(21)).toBe(id)
            yield* commit({ outcomes: [{ item: id, outcome: done("") }] })
          }
          expect([yield* next(69), yield* next(70)]).toEqual([undefined, 1])
        }))

      it("lets what was noted as lost wait too: its process may have died before the item was made to wait", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          yield* commit({ items: [newItem()] })
          yield* TestClock.setTime(10_000)
          const lost = failing(new UnknownOutcome({ status: Option.none(), message: "timed out" }))
          yield* Effect.exit(journal.recorded({ ...write, item: 1 }, lost))
          yield* TestClock.setTime(40_000)
          yield* journal.waitForLost
          const next = (seconds: number) => journal.next({ lane: "ongoing demo 7", now: at(seconds), without: [] })
          expect([Option.isSome(yield* next(69)), Option.isSome(yield* next(70))]).toEqual([false, true])
        }))

      it("lets nothing wait for a day when the clock is put back, but for what may arrive yet", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          const lane = "ongoing demo 7"
          const [day, cause] = [86_400, "outcome-unknown"] as const
          yield* TestClock.setTime(day * 1000)
          yield* commit({ items: [newItem({ key: "1001/1" }), newItem({ key: "1002/1" })] })
          const waits = { _tag: "Later", cause, message: "", notBefore: at(day + 30), attempt: false } as const
          yield* commit({ outcomes: [1, 2].map((item) => ({ item, outcome: waits })) })
          const stale = [{ tenant: "epic", warehouse: "oslo", sku: "a" }]
          yield* Effect.exit(journal.recorded({ ...write, item: 2, stale }, Effect.die("kill -9")))
          yield* TestClock.setTime(20_000)
          yield* journal.comeForward(at(20))
          const next = (seconds: number) => journal.next({ lane, now: at(seconds), without: [] })
          expect(yield* next(79)).toEqual(Option.none())
          for (const id of [1, 2]) {
            expect(yield* next(80)).toMatchObject(Option.some({ id, createdAt: at(20) }))
            yield* commit({ outcomes: [{ item: id, outcome: done("") }] })
          }
          expect(yield* journal.staleMarks("epic", "oslo", ["a"])).toMatchObject([{ settlesAt: at(80) }])
        }))

      it("knows until when a write of an item of the key may arrive, and the item's own unless the system answered that it failed", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          const lost = failing(new UnknownOutcome({ status: Option.some(500), message: "failed" }))
          const [first, second, other] = yield* journal.commit({
            items: [newItem(), newItem({ flow: "order-sync" }), newItem({ key: "1002/1" })]
          })
          if (first === undefined || second === undefined || other === undefined) throw new Error("there are three")
          yield* TestClock.setTime(10_000)
          yield* Effect.exit(journal.recorded({ ...write, item: first.id }, lost))
          yield* TestClock.setTime(20_000)
          yield* journal.recorded({ ...write, item: first.id }, Effect.void)
          yield* commit({ outcomes: [{ item: first.id, outcome: dead }] })
          const retried = Option.getOrThrow(yield* journal.retry(first.id))
          const settles = Effect.fnUntraced(function* (seconds: number) {
            yield* TestClock.setTime(seconds * 1000)
            return yield* Effect.forEach([first, second, other, retried], journal.lostBefore)
          })
          const until = Option.some(at(70))
          expect(yield* settles(69)).toEqual([Option.none(), until, Option.none(), until])
          expect(yield* settles(70)).toEqual([Option.none(), Option.none(), Option.none(), Option.none()])
          for (const status of [Option.none(), Option.some(502), Option.some(503), Option.some(504)]) {
            const unanswered = failing(new UnknownOutcome({ status, message: "lost" }))
            yield* Effect.exit(journal.recorded({ ...write, item: first.id }, unanswered))
            const sentAt = yield* DateTime.now
            const [own] = yield* settles(sentAt.epochMilliseconds / 1000 + 59)
            expect(own).toEqual(Option.some(DateTime.add(sentAt, { seconds: 60 })))
            const [landed] = yield* settles(sentAt.epochMilliseconds / 1000 + 60)
            expect(landed).toEqual(Option.none())
          }
        }))

      it("lets nothing wait for what has landed long ago", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          yield* commit({ items: [newItem()] })
          yield* Effect.exit(journal.recorded({ ...write, item: 1 }, Effect.die("kill -9")))
          yield* TestClock.setTime(61_000)
          yield* journal.waitForLost
          expect((yield* journal.next({ lane: "ongoing demo 7", now: at(61), without: [] })).pipe(Option.isSome)).toBe(
            true
          )
        }))

      it("knows when it was last written, by items and by calls", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          expect(yield* journal.lastWritten).toEqual(Option.none())
          yield* TestClock.setTime(10_000)
          yield* commit({ items: [newItem()] })
          expect(yield* journal.lastWritten).toEqual(Option.some(at(10)))
          yield* TestClock.setTime(20_000)
          yield* journal.recorded({ ...write, item: 1 }, Effect.void)
          yield* TestClock.setTime(15_000)
          yield* commit({ items: [newItem({ key: "1002/1" })] })
          expect(yield* journal.lastWritten).toEqual(Option.some(at(20)))
        }))

      it("lets nothing wait longer than a lost call needs, once the clock was set back", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          yield* commit({ items: ["1001/1", "1002/1", "1003/1"].map((key) => newItem({ key })) })
          yield* commit({
            outcomes: [
              { item: 1, outcome: later(90_000) },
              { item: 2, outcome: later(1030) }
            ]
          })
          yield* journal.comeForward(at(1000))
          const waits = (item: number) =>
            Effect.map(journal.item(item), (found) => Option.getOrUndefined(found)?.notBefore)
          expect(yield* Effect.forEach([1, 2, 3], waits)).toEqual([at(1060), at(1030), undefined])
        }))
    })

    describe("stale stock", () => {
      const stock = (sku: string) => ({ tenant: "epic", warehouse: "oslo", sku })
      const omniumWrite = { ...write, system: "omnium", operation: "POST /api/Orders/{orderId}/UpdateStatus" } as const
      const marks = (...skus: ReadonlyArray<string>) =>
        Journal.use((journal) => journal.staleMarks("epic", "oslo", skus))
      const staleSkus = (after = "", limit = 10) =>
        Journal.use((journal) => journal.staleSkus("epic", "oslo", after, limit))
      const compare = (seconds: number, ...skus: ReadonlyArray<string>) =>
        commit({ compared: { tenant: "epic", warehouse: "oslo", skus, began: at(seconds) } })
      const unknown = failing(new UnknownOutcome({ status: Option.none(), message: "reset" }))

      it("is marked before the call as what may still arrive, and anew with the time of its end", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          yield* TestClock.setTime(1000)
          yield* journal.recorded(
            { ...omniumWrite, stale: [stock("a"), stock("b")] },
            Effect.gen(function* () {
              expect(yield* Effect.orDie(marks("a"))).toEqual([
                { sku: "a", settlesAt: at(61), isKnown: false, isOfOmniumOnly: false }
              ])
              yield* TestClock.setTime(3000)
            })
          )
          expect(yield* marks("a", "c")).toEqual([{ sku: "a", settlesAt: at(3), isKnown: true, isOfOmniumOnly: false }])
          expect(yield* staleSkus()).toEqual(["a", "b"])
          expect(yield* staleSkus("a")).toEqual(["b"])
          expect(yield* staleSkus("", 1)).toEqual(["a"])
          expect(yield* journal.staleMarks("epic", "bergen", ["a"])).toEqual([])
          expect(yield* journal.staleMarks("other", "oslo", ["a"])).toEqual([])
        }))

      it("R11: may arrive for a minute after a call whose outcome is not known, or that never ended", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          yield* TestClock.setTime(1000)
          yield* Effect.exit(
            journal.recorded(
              { ...omniumWrite, stale: [stock("a")] },
              Effect.andThen(TestClock.setTime(31_000), unknown)
            )
          )
          yield* Effect.exit(journal.recorded({ ...omniumWrite, stale: [stock("b")] }, Effect.die("crash")))
          expect(yield* marks("a", "b")).toEqual([
            { sku: "a", settlesAt: at(91), isKnown: false, isOfOmniumOnly: false },
            { sku: "b", settlesAt: at(91), isKnown: false, isOfOmniumOnly: false }
          ])
        }))

      it("is marked also by a refused call", () =>
        Effect.gen(function* () {
          const refusal = failing(new Refused({ status: 400, message: "a step failed" }))
          yield* Effect.exit(
            Journal.use((journal) => journal.recorded({ ...omniumWrite, stale: [stock("a")] }, refusal))
          )
          expect(yield* marks("a")).toEqual([{ sku: "a", settlesAt: at(0), isKnown: true, isOfOmniumOnly: false }])
        }))

      it("is cleared only by a comparison that began after the call had ended", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          yield* TestClock.setTime(3000)
          yield* journal.recorded({ ...omniumWrite, stale: [stock("a"), stock("b")] }, Effect.void)
          yield* compare(3, "a")
          expect(yield* staleSkus()).toEqual(["a", "b"])
          yield* compare(4, "a")
          expect(yield* staleSkus()).toEqual(["b"])
          yield* Effect.exit(journal.recorded({ ...omniumWrite, stale: [stock("a")] }, unknown))
          yield* compare(63, "a", "b")
          expect(yield* staleSkus()).toEqual(["a"])
          yield* compare(64, "a")
          expect(yield* staleSkus()).toEqual([])
        }))

      it("keeps what is not known of an earlier call beside a later one, and no two that are known", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          yield* journal.recorded({ ...omniumWrite, stale: [stock("a")] }, Effect.void)
          yield* Effect.exit(journal.recorded({ ...omniumWrite, stale: [stock("a")] }, unknown))
          yield* journal.recorded({ ...omniumWrite, stale: [stock("a"), stock("a")] }, Effect.void)
          expect(yield* marks("a")).toEqual([
            { sku: "a", settlesAt: at(60), isKnown: false, isOfOmniumOnly: false },
            { sku: "a", settlesAt: at(0), isKnown: true, isOfOmniumOnly: false }
          ])
        }))

      it("is not left stale by a confirmed write that adjusts it", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          yield* journal.recorded({ ...omniumWrite, adjusts: [stock("a")] }, Effect.void)
          expect(yield* staleSkus()).toEqual([])
          yield* Effect.exit(journal.recorded({ ...omniumWrite, adjusts: [stock("a")] }, unknown))
          expect(yield* marks("a")).toEqual([{ sku: "a", settlesAt: at(60), isKnown: false, isOfOmniumOnly: true }])
        }))
    })

    describe("what is known of stock", () => {
      const level = (article: number, with_: Partial<KnownLevel> = {}): KnownLevel => ({
        tenant: "epic",
        warehouse: "oslo",
        article: ArticleSystemId.make(article),
        sku: `SKU-${article}`,
        sellable: 2.5,
        seenAt: at(10),
        matched: false,
        ...with_
      })
      const known = (...skus: ReadonlyArray<string>) =>
        Journal.use((journal) => journal.knownLevels("epic", "oslo", skus))
      const before = (seconds: number) => ({ tenant: "epic", warehouse: "oslo", before: at(seconds) })
      const lost = (seconds: number, limit = 10) => Journal.use((journal) => journal.lostSkus(before(seconds), limit))

      it("is found by SKU, whatever its case, in its tenant's warehouse", () =>
        Effect.gen(function* () {
          const variant = level(2, { sku: " sku-1", sellable: undefined })
          yield* commit({
            levels: [level(1), variant, level(3), level(4, { sku: "SKU-1", warehouse: "bergen" })]
          })
          const found = yield* known("SKU-1", "none")
          expect(found.toSorted((one, other) => one.article - other.article)).toEqual([level(1), variant])
          expect(yield* known()).toEqual([])
        }))

      it("is replaced by article, and stays matched", () =>
        Effect.gen(function* () {
          yield* commit({ levels: [level(1, { matched: true })] })
          yield* commit({ levels: [level(1, { sellable: -1, seenAt: at(20) })] })
          expect(yield* known("SKU-1")).toEqual([level(1, { sellable: -1, seenAt: at(20), matched: true })])
        }))

      it("is no longer matched when the article is renamed, and tells the SKU that was lost", () =>
        Effect.gen(function* () {
          yield* commit({ levels: [level(1, { matched: true }), level(2, { matched: true }), level(3)] })
          yield* commit({ levels: [level(1, { sku: "NEW", seenAt: at(20) })] })
          expect((yield* known("NEW"))[0]?.matched).toBe(false)
          expect(yield* lost(10)).toEqual(["SKU-1"])
          expect(yield* lost(11)).toEqual(["SKU-1", "SKU-2"])
          expect(yield* lost(11, 1)).toEqual(["SKU-1"])
          yield* commit({ unseen: before(11) })
          expect(yield* lost(11)).toEqual([])
          expect(yield* known("NEW", "SKU-1", "SKU-2", "SKU-3")).toEqual([level(1, { sku: "NEW", seenAt: at(20) })])
        }))

      it("tells whether there is any stock, and how many articles with stock match nothing", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          const told = Effect.all([journal.hasLevels("epic", "oslo"), journal.unmatchedLevels("epic", "oslo")])
          yield* commit({ levels: [level(1, { sellable: undefined }), level(2, { warehouse: "bergen" })] })
          expect(yield* told).toEqual([false, 0])
          yield* commit({
            levels: [level(3, { sellable: 0 }), level(4), level(6, { matched: true })]
          })
          expect(yield* told).toEqual([true, 1])
        }))

      it("is how far a full scan of a warehouse has come", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          const scan = {
            tenant: "epic",
            warehouse: "oslo",
            scope: "7/1",
            beganAt: at(10),
            next: 0,
            isComplete: false
          }
          expect(yield* journal.fullScan("epic", "oslo")).toEqual(Option.none())
          yield* commit({ fullScan: scan })
          yield* commit({ fullScan: { ...scan, next: 20_001, isComplete: true } })
          expect(yield* journal.fullScan("epic", "oslo")).toEqual(
            Option.some({ ...scan, next: 20_001, isComplete: true })
          )
          expect(yield* journal.fullScan("epic", "bergen")).toEqual(Option.none())
        }))

      it("is to be compared anew where more or less of it is booked, from then on", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          const lines = [
            { sku: "a", quantity: 2 },
            { sku: "b", quantity: 1 }
          ]
          const book = (some: typeof lines) =>
            commit({ booked: [{ tenant: "epic", key: "A/1", warehouse: "oslo", lines: some }] })
          const stale = Effect.map(journal.staleMarks("epic", "oslo", ["a", "b"]), (marks) =>
            marks.map(({ sku, settlesAt }) => [sku, settlesAt])
          )
          yield* TestClock.setTime(10_000)
          yield* book(lines)
          expect(yield* stale).toEqual([
            ["a", at(10)],
            ["b", at(10)]
          ])
          yield* commit({ compared: { tenant: "epic", warehouse: "oslo", skus: ["a", "b"], began: at(11) } })
          yield* TestClock.setTime(20_000)
          yield* book(lines)
          expect(yield* stale).toEqual([])
          yield* book(lines.slice(0, 1))
          expect(yield* stale).toEqual([["b", at(20)]])
          yield* TestClock.setTime(30_000)
          yield* book([])
          expect(yield* stale).toEqual([
            ["a", at(30)],
            ["b", at(20)]
          ])
        }))

      it("is what shipments have booked, each as it was noted last", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          const booked = (key: string, ...lines: ReadonlyArray<{ readonly sku: string; readonly quantity: number }>) =>
            commit({ booked: [{ tenant: "epic", key, warehouse: "oslo", lines }] })
          yield* booked("A/1", { sku: "a", quantity: 2 }, { sku: "b", quantity: 1.5 })
          yield* booked("B/1", { sku: "a", quantity: 3 })
          expect(yield* journal.booked("epic", "oslo", ["a", "b", "c"])).toEqual(
            new Map([
              ["a", 5],
              ["b", 1.5]
            ])
          )
          yield* booked("A/1", { sku: "a", quantity: 1 })
          yield* booked("B/1")
          expect(yield* journal.booked("epic", "oslo", ["a", "b"])).toEqual(new Map([["a", 1]]))
          expect(yield* journal.booked("epic", "bergen", ["a"])).toEqual(new Map())
        }))
    })

    describe("next", () => {
      it("gives the first open item of the lane that is due", () =>
        Effect.gen(function* () {
          yield* commit({
            items: [newItem({ lane: "another" }), newItem({ key: "a" }), newItem({ key: "b" }), newItem({ key: "c" })]
          })
          yield* end(2, skipped)
          yield* end(3, later(60))
          expect(Option.getOrThrow(yield* nextAt(59)).id).toBe(4)
          expect(Option.getOrThrow(yield* nextAt(60)).id).toBe(3)
          expect(Option.getOrThrow(yield* nextAt(0, [], "another")).id).toBe(1)
          expect(yield* nextAt(0, [], "none")).toEqual(Option.none())
        }))

      it("R23: gives no item before an earlier open one of its tenant and key, in whatever lane or flow", () =>
        Effect.gen(function* () {
          yield* commit({
            items: [
              newItem({ key: "a", lane: "another", flow: "order-intake" }),
              newItem({ key: "a" }),
              newItem({ key: "a", tenant: "b" })
            ]
          })
          expect(Option.getOrThrow(yield* nextAt(0)).id).toBe(3)
          yield* end(1, later(60))
          expect(Option.getOrThrow(yield* nextAt(0)).id).toBe(3)
          yield* end(1, dead)
          expect(Option.getOrThrow(yield* nextAt(0)).id).toBe(2)
        }))

      it("leaves out tenants whose systems do not answer", () =>
        Effect.gen(function* () {
          yield* commit({ items: [newItem(), newItem({ tenant: "b" })] })
          expect(Option.getOrThrow(yield* nextAt(0, ["epic"])).tenant).toBe("b")
          expect(yield* nextAt(0, ["epic", "b"])).toEqual(Option.none())
        }))

      it("gives an item that is begun again until it has ended", () =>
        Effect.gen(function* () {
          yield* commit({ items: [newItem()] })
          expect(Option.getOrThrow(yield* nextAt(0)).id).toBe(1)
          expect(Option.getOrThrow(yield* nextAt(0)).id).toBe(1)
          yield* end(1, done("ok"))
          expect(yield* nextAt(0)).toEqual(Option.none())
        }))

      it("tells when the next waiting item becomes due, and which lanes have open items", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          const lane = "ongoing demo 7"
          yield* commit({ items: [newItem(), newItem({ tenant: "b" }), newItem({ key: "c", lane: "other" })] })
          expect(yield* journal.nextDue({ lane, now: at(0), without: [] })).toEqual(Option.none())
          yield* end(1, later(60))
          yield* end(2, later(30))
          expect(yield* journal.nextDue({ lane, now: at(0), without: [] })).toEqual(Option.some(at(30)))
          expect(yield* journal.nextDue({ lane, now: at(0), without: ["b"] })).toEqual(Option.some(at(60)))
          expect(yield* journal.nextDue({ lane, now: at(60), without: [] })).toEqual(Option.none())
          expect(yield* journal.lanes).toEqual([lane, "other"])
          yield* end(3, done("ok"))
          expect(yield* journal.lanes).toEqual([lane])
        }))

      it("takes a time between two milliseconds, and is not due before it", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          yield* commit({ items: [newItem()] })
          yield* nextAt(0)
          const notBefore = DateTime.addDuration(at(0), Duration.millis(10.5))
          yield* end(1, { _tag: "Later", cause: "not-yet", message: "soon", notBefore, attempt: true })
          expect(yield* nextAt(0.01)).toEqual(Option.none())
          expect(
            Option.getOrThrow(yield* journal.nextDue({ lane: newItem().lane, now: at(0.01), without: [] }))
          ).toEqual(at(0.011))
          expect(Option.getOrThrow(yield* nextAt(0.011)).id).toBe(1)
        }))
    })

    describe("intents", () => {
      const article = (key: string, changes: Partial<Intent> = {}) =>
        intent({ flow: "product-export", key, ...changes })

      it("are given for those keys that have one, of their tenant and flow", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          const known = Array.from({ length: 1200 }, (_, index) => article(`7 S${index}`))
          yield* commit({ intents: [...known, article("7 S1", { tenant: "b" }), intent({ key: "7 S1" })] })
          const keys = [...known.map(({ key }) => key), "7 none", "8 S1"]
          const found = yield* journal.intentsAmong("epic", "product-export", keys)
          expect(found.toSorted((one, other) => one.key.localeCompare(other.key))).toEqual(
            known.toSorted((one, other) => one.key.localeCompare(other.key))
          )
          expect(yield* journal.intentsAmong("epic", "product-export", [])).toEqual([])
        }))

      it("are given between two keys, which are not among them, by ascending key and no more than wanted", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          const of = (...keys: ReadonlyArray<string>) => keys.map((key) => article(key))
          yield* commit({
            intents: [
              ...of("7 c", "7 a", "7 b", "70 a", "6 z", "7 Å"),
              article("7 x", { tenant: "b" }),
              intent({ key: "7 y" })
            ]
          })
          const between = (after: string, before: string, limit = 10) =>
            Effect.map(journal.intentsBetween("epic", "product-export", { after, before }, limit), (found) =>
              found.map(({ key }) => key)
            )
          expect(yield* between("7 ", "7!")).toEqual(["7 a", "7 b", "7 c", "7 Å"])
          expect(yield* between("7 ", "7!", 2)).toEqual(["7 a", "7 b"])
          expect(yield* between("7 b", "7!")).toEqual(["7 c", "7 Å"])
          expect(yield* between("7 a", "7 c")).toEqual(["7 b"])
        }))
    })

    describe("watched orders", () => {
      it("are kept by tenant and order", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          const changed = watchedOrder(1, {
            fingerprint: "f",
            sentAt: at(20),
            trackingDue: at(30),
            nextRead: undefined
          })
          yield* commit({ watched: [watchedOrder(1), watchedOrder(2), changed] })
          const ids = [1, 2, 3].map((id) => OngoingOrderId.make(id))
          expect(yield* journal.watched("epic", OngoingOrderId.make(1))).toEqual(Option.some(changed))
          expect(yield* journal.watched("b", OngoingOrderId.make(1))).toEqual(Option.none())
          expect(yield* journal.watchedAmong("epic", ids)).toEqual([changed, watchedOrder(2)])
          expect(yield* journal.watchedAmong("epic", [])).toEqual([])
        }))

      it("are due by goods owner, the longest waiting first", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          const another = OngoingGoodsOwnerId.make(8)
          yield* commit({
            watched: [
              watchedOrder(1, { nextRead: at(50) }),
              watchedOrder(2, { nextRead: at(40) }),
              watchedOrder(3, { nextRead: at(61) }),
              watchedOrder(4, { nextRead: undefined }),
              watchedOrder(5, { nextRead: at(10), goodsOwnerId: another }),
              watchedOrder(6, { nextRead: at(60) })
            ]
          })
          const due = (limit: number) => journal.dueWatched("epic", OngoingGoodsOwnerId.make(7), at(60), limit)
          expect((yield* due(10)).map((order) => Number(order.orderId))).toEqual([2, 1, 6])
          expect((yield* due(2)).map((order) => Number(order.orderId))).toEqual([2, 1])
        }))

      it("also what no order can be due as late as: the clock was set back since", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          const hours = (count: number) => at(60 + count * 3600)
          yield* commit({ watched: [watchedOrder(1, { nextRead: hours(6) }), watchedOrder(2, { nextRead: hours(7) })] })
          const due = yield* journal.dueWatched("epic", OngoingGoodsOwnerId.make(7), at(60), 10)
          expect(due.map((order) => Number(order.orderId))).toEqual([2])
        }))
    })

    it("stores when an order is read again, unless it was brought since it was read", () =>
      Effect.gen(function* () {
        const journal = yield* Journal
        const [quiet, brought] = [watchedOrder(1, { trackingDue: at(5) }), watchedOrder(2)]
        yield* commit({ watched: [quiet, brought] })
        yield* commit({ watched: [{ ...brought, fingerprint: "new", sentAt: at(90), nextRead: at(150) }] })
        const read = (order: WatchedOrder) => ({ order, trackingDue: undefined, nextRead: at(400) })
        yield* commit({ watchReads: [read(quiet), read(brought)] })
        const rows = yield* journal.watchedAmong("epic", [quiet.orderId, brought.orderId])
        expect(rows).toEqual([
          { ...quiet, trackingDue: undefined, nextRead: at(400) },
          { ...brought, fingerprint: "new", sentAt: at(90), nextRead: at(150) }
        ])
      }))

    it("keeps by which settings a task has polled", () =>
      Effect.gen(function* () {
        const journal = yield* Journal
        const polled = (hash: string, task = "poll", tenant = "epic") =>
          commit({ polledSettings: { tenant, task, hash } })
        expect(yield* journal.polledSettings("epic", "poll")).toEqual(Option.none())
        yield* polled("a")
        yield* polled("b")
        yield* polled("c", "other")
        yield* polled("d", "poll", "another")
        expect(yield* journal.polledSettings("epic", "poll")).toEqual(Option.some("b"))
      }))

    it("gives the numbers of purchase orders that are watched, of a goods owner", () =>
      Effect.gen(function* () {
        const journal = yield* Journal
        const [owner, another] = [OngoingGoodsOwnerId.make(7), OngoingGoodsOwnerId.make(8)]
        const watched = (id: number, number: string, until: number, goodsOwnerId = owner, tenant = "epic") => ({
          tenant,
          goodsOwnerId,
          purchaseOrderId: OngoingPurchaseOrderId.make(id),
          purchaseOrderNumber: number,
          until: at(until)
        })
        yield* commit({
          watchedPurchaseOrders: [
            watched(3, "C", 61),
            watched(1, "A", 90),
            watched(2, "B", 60),
            watched(4, "D", 90, another),
            watched(5, "E", 90, owner, "b")
          ]
        })
        const numbers = (limit: number) => journal.watchedPurchaseOrders("epic", owner, at(60), limit)
        expect(yield* numbers(10)).toEqual(["A", "C"])
        expect(yield* numbers(1)).toEqual(["A"])
        yield* commit({ watchedPurchaseOrders: [watched(1, "A", 10), watched(2, "renamed", 99)] })
        expect(yield* numbers(10)).toEqual(["renamed", "C"])
      }))

    describe("the list of work", () => {
      it("is filtered by tenant, state, key, flow and run, newest first, page by page", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          yield* commit({
            items: [
              newItem({ key: "1001" }),
              newItem({ key: "1001/1", flow: "order-sync", run: "r" }),
              newItem({ key: "1001/2" }),
              newItem({ key: "10010" }),
              newItem({ key: "1001-1" }),
              newItem({ key: "1001", tenant: "b" })
            ]
          })
          yield* end(3, dead)
          const ids = (filter: Parameters<typeof journal.items>[0]) =>
            Effect.map(journal.items(filter), (found) => found.map((item) => item.id))
          expect(yield* ids({ limit: 10 })).toEqual([6, 5, 4, 3, 2, 1])
          expect(yield* ids({ limit: 2, before: 5 })).toEqual([4, 3])
          expect(yield* ids({ limit: 10, tenant: "epic", key: "1001" })).toEqual([3, 2, 1])
          expect(yield* ids({ limit: 10, states: ["dead", "held"] })).toEqual([3])
          expect(yield* ids({ limit: 10, states: [] })).toEqual([])
          expect(yield* ids({ limit: 10, flow: "order-sync" })).toEqual([2])
          expect(yield* ids({ limit: 10, run: "r" })).toEqual([2])
        }))

      it("counts what a run has found and how much of it has ended", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          expect(yield* journal.progress("epic", "run 1")).toEqual({ found: 0, ended: 0 })
          yield* commit({ items: [newItem({ key: "1", run: "run 1" }), newItem({ key: "2", run: "run 1" })] })
          yield* commit({ items: [newItem({ key: "1", run: "run 1" }), newItem({ key: "3", run: "run 2" })] })
          yield* commit({ items: [newItem({ tenant: "b", run: "run 1" }), newItem({ key: "4" })] })
          expect(yield* journal.progress("epic", "run 1")).toEqual({ found: 3, ended: 1 })
          const first = Option.getOrThrow(yield* nextAt(1))
          yield* end(first.id, later(60))
          expect(yield* journal.progress("epic", "run 1")).toEqual({ found: 3, ended: 1 })
          yield* end(first.id, dead)
          expect(yield* journal.progress("epic", "run 1")).toEqual({ found: 3, ended: 2 })
        }))

      it("counts the states, what is due and since when the oldest is open", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          const empty = yield* journal.counts("epic", at(0))
          expect(empty.oldestOpen).toBeUndefined()
          yield* TestClock.setTime(1000)
          yield* commit({ items: ["a", "b", "c", "d", "e", "f"].map((key) => newItem({ key })) })
          yield* TestClock.setTime(2000)
          yield* commit({ items: [newItem({ key: "b", flow: "order-errors" }), newItem({ key: "f" })] })
          yield* end(1, done("ok"))
          yield* end(2, later(60))
          yield* end(3, dead)
          yield* end(4, held)
          yield* end(5, skipped)
          const counts = yield* journal.counts("epic", at(10))
          // b waits, and what comes after b with it; f is due.
          expect(counts).toEqual({
            byState: { open: 3, done: 1, skipped: 1, coalesced: 1, dead: 1, held: 1 },
            due: 1,
            oldestOpen: at(1)
          })
          expect((yield* journal.counts("epic", at(60))).due).toBe(3)
        }))

      it("finds the latest item that is due, of a tenant or of what a run waits for", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          const lastDue = (seconds: number, run?: string) =>
            Effect.map(journal.lastDue("epic", at(seconds), run), Option.getOrUndefined)
          expect(yield* lastDue(0)).toBeUndefined()
          yield* commit({ items: [newItem({ key: "a" }), newItem({ key: "b", run: "r" }), newItem({ key: "c" })] })
          yield* commit({ items: [newItem({ key: "a", run: "r" }), newItem({ key: "b", flow: "order-errors" })] })
          yield* commit({ items: [newItem({ tenant: "other", key: "d", run: "r" })] })
          expect([yield* lastDue(0), yield* lastDue(0, "r"), yield* lastDue(0, "s")]).toEqual([5, 2, undefined])
          yield* end(2, later(60))
          // 5 stands behind 2; 4 is coalesced into 1, for which the run waits too.
          expect([yield* lastDue(59), yield* lastDue(59, "r")]).toEqual([3, 1])
          expect(yield* Effect.forEach([1, 2, 3, 4, 5], (id) => journal.isDue(id, at(59)))).toEqual([
            true,
            false,
            true,
            false,
            false
          ])
          yield* end(1, done("ok"))
          yield* end(3, dead)
          expect([yield* lastDue(59), yield* lastDue(59, "r")]).toEqual([undefined, undefined])
          expect([yield* lastDue(60), yield* lastDue(60, "r")]).toEqual([5, 2])
        }))

      it("puts a dead or held item back to work, and nothing else", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          yield* commit({ items: ["a", "b", "c"].map((key) => newItem({ key })) })
          yield* end(1, later(60))
          yield* end(1, dead)
          yield* end(2, held)
          yield* end(3, done("ok"))
          const again = Option.getOrThrow(yield* journal.retry(1))
          expect(again).toMatchObject({ state: "open", attempts: 0, source: "operator" })
          expect(yield* journal.item(1)).toEqual(Option.some(again))
          expect(Option.getOrThrow(yield* journal.retry(2)).state).toBe("open")
          expect(Option.getOrThrow(yield* journal.retry(3)).state).toBe("done")
          expect(yield* journal.retry(99)).toEqual(Option.none())
          expect(Option.getOrThrow(yield* nextAt(0)).id).toBe(1)
        }))

      it("gives the writes for an order and its shipments in order", () =>
        Effect.gen(function* () {
          const journal = yield* Journal
          for (const key of ["1001/2", "1001", "10010/1", "1001/1"]) {
            yield* journal.recorded({ ...write, key }, Effect.void)
          }
          yield* journal.recorded({ ...write, tenant: "b" }, Effect.void)
          expect((yield* journal.audits("epic", "1001")).map((audit) => audit.key)).toEqual([
            "1001/2",
            "1001",
            "1001/1"
          ])
        }))
    })

    it("tells the lanes in which a key waits", () =>
      Effect.gen(function* () {
        const journal = yield* Journal
        const rest = [newItem({ key: "1002" }), newItem({ tenant: "b" })]
        yield* commit({ items: [newItem(), newItem({ flow: "order-errors", lane: "omnium epic" }), ...rest] })
        expect(yield* journal.lanesOf("epic", newItem().key)).toEqual(["omnium epic", newItem().lane])
        yield* end(1, done("ok"))
        expect(yield* journal.lanesOf("epic", newItem().key)).toEqual(["omnium epic"])
      }))

    it("keeps the failed calls of an operation until it is told to forget them", () =>
      Effect.gen(function* () {
        const journal = yield* Journal
        const failed = { host: "h", operation: "PUT /orders", tenant: "epic", at: at(1) }
        const others = [
          { ...failed, host: "h2", at: at(2) },
          { ...failed, operation: "GET /orders", at: at(3) }
        ]
        for (const each of [failed, ...others, { ...failed, tenant: "b", at: at(4) }]) yield* journal.saveFailure(each)
        expect(yield* journal.failures).toEqual([failed, ...others, { ...failed, tenant: "b", at: at(4) }])
        yield* journal.forgetFailures("h", "PUT /orders")
        expect(yield* journal.failures).toEqual(others)
      }))

    it("keeps the last run of a task", () =>
      Effect.gen(function* () {
        const journal = yield* Journal
        const report = (finished: number): SyncReport => ({
          task: "OngoingSyncScheduledTask",
          tenant: "epic",
          startedAt: at(finished - 1),
          finishedAt: at(finished),
          operations: [
            {
              name: "orders",
              done: 3,
              skipped: [{ reason: "unchanged", count: 2 }],
              held: 0,
              failed: [{ key: "1001/1", cause: "refused-by-ongoing", message: "no" }],
              calls: { ongoing: 4, omnium: 5 }
            }
          ]
        })
        expect(yield* journal.lastRun("epic", "OngoingSyncScheduledTask")).toEqual(Option.none())
        yield* journal.saveRun(report(10))
        yield* journal.saveRun(report(20))
        expect(yield* journal.lastRun("epic", "OngoingSyncScheduledTask")).toEqual(Option.some(report(20)))
        expect(yield* journal.lastRun("b", "OngoingSyncScheduledTask")).toEqual(Option.none())
      }))

    it("R2: triggered = done + skipped + coalesced + dead + held + open, and keys keep their order, after any commands", () => {
      type Command =
        | { readonly _tag: "trigger"; readonly keys: ReadonlyArray<number> }
        | { readonly _tag: "run"; readonly outcome: Outcome }
        | { readonly _tag: "retry"; readonly item: number }
      const outcomes = fc.constantFrom(done("ok"), skipped, dead, held, later(1), later(1_000_000))
      const command: fc.Arbitrary<Command> = fc.oneof(
        fc.record({ _tag: fc.constant("trigger" as const), keys: fc.array(fc.nat(3), { minLength: 1, maxLength: 4 }) }),
        fc.record({ _tag: fc.constant("run" as const), outcome: outcomes }),
        fc.record({ _tag: fc.constant("retry" as const), item: fc.integer({ min: 1, max: 20 }) })
      )
      const histories = fc.sample(fc.array(command, { minLength: 20, maxLength: 40 }), { numRuns: 40, seed: 11 })
      return Effect.forEach(
        histories,
        (history, index) =>
          Effect.gen(function* () {
            const journal = yield* Journal
            const tenant = `tenant ${index}`
            let triggered = 0
            const all = () => journal.items({ tenant, limit: 1000 })
            for (const step of history) {
              if (step._tag === "trigger") {
                triggered += step.keys.length
                yield* commit({ items: step.keys.map((key) => newItem({ tenant, key: `${key}`, lane: tenant })) })
              } else if (step._tag === "run") {
                const item = yield* nextAt(1, [], tenant)
                if (Option.isSome(item)) {
                  const earlier = (yield* all()).filter(
                    (other) => other.key === item.value.key && other.id < item.value.id && other.state === "open"
                  )
                  expect(earlier).toEqual([])
                  yield* end(item.value.id, step.outcome)
                }
              } else {
                const items = yield* all()
                const item = items[step.item % Math.max(1, items.length)]
                if (item !== undefined) yield* journal.retry(item.id)
              }
              const { byState } = yield* journal.counts(tenant, at(1))
              const sum = (Object.keys(byState) as Array<ItemState>).reduce((total, state) => total + byState[state], 0)
              expect(sum).toBe(triggered)
              for (const item of yield* all()) {
                expect(item.coalescedInto === undefined).toBe(item.state !== "coalesced")
                expect(item.finishedAt === undefined).toBe(item.state === "open")
              }
            }
          }),
        { discard: true }
      )
    })
  })
