import { type Commit, Journal, type JournalError } from "@omnium-ongoing/domain/ports/Journal"
import { CrashPoint, type UpstreamReason } from "@omnium-ongoing/domain/ports/Upstream"
import { type ExternalWrite, type WriteOutcome, writeOutcome } from "@omnium-ongoing/domain/sync/Audit"
import type { Intent } from "@omnium-ongoing/domain/sync/Intent"
import type { StockMoved } from "@omnium-ongoing/domain/sync/StaleStock"
import type { WorkItem } from "@omnium-ongoing/domain/sync/WorkItem"
import { Array, Cause, DateTime, Effect, Exit, Layer, Option } from "effect"
import { SqlClient } from "effect/sql"
import * as Audits from "./Audits.ts"
import * as BookedStocks from "./BookedStocks.ts"
import * as Cursors from "./Cursors.ts"
import * as Failures from "./Failures.ts"
import * as FullScans from "./FullScans.ts"
import * as Intents from "./Intents.ts"
import * as ItemQueries from "./ItemQueries.ts"
import * as Items from "./Items.ts"
import * as Levels from "./Levels.ts"
import * as LostWrites from "./LostWrites.ts"
import * as PolledSettings from "./PolledSettings.ts"
import * as Runs from "./Runs.ts"
import * as StaleStocks from "./StaleStocks.ts"
import * as Transactions from "./Transactions.ts"
import * as WatchedOrders from "./WatchedOrders.ts"
import * as WatchedPurchaseOrders from "./WatchedPurchaseOrders.ts"

const reach = Effect.fnUntraced(function* (point: string) {
  yield* (yield* CrashPoint)(point)
})

const make = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const { reading, writing, lastWrite } = yield* Transactions.make
  const items = Items.make(sql)
  const queries = ItemQueries.make(sql)
  const intents = Intents.make(sql)
  const watched = WatchedOrders.make(sql)
  const purchaseOrders = WatchedPurchaseOrders.make(sql)
  const cursors = Cursors.make(sql)
  const audits = Audits.make(sql)
  const lostWrites = LostWrites.make()
  const runs = Runs.make(sql)
  const settings = PolledSettings.make(sql)
  const failures = Failures.make(sql)
  const staleStocks = StaleStocks.make(sql)
  const levels = Levels.make(sql)
  const booked = BookedStocks.make(sql)
  const fullScans = FullScans.make(sql)
  const begun = new Set<number>()

  /** Ends come first, so that what waits again can take up a new item of the same key. The cursor comes last. */
  const apply = Effect.fnUntraced(function* (batch: Commit) {
    const outcomes = batch.outcomes ?? []
    const following = yield* Effect.forEach(outcomes, ({ item, outcome }) => items.end(item, outcome))
    const running = new Set(begun)
    for (const { item } of outcomes) running.delete(item)
    const stored = yield* items.insert([...(batch.items ?? []), ...following.flat()], running)
    yield* intents.put(batch.intents ?? [])
    yield* watched.put(batch.watched ?? [])
    yield* watched.read(batch.watchReads ?? [])
    yield* purchaseOrders.put(batch.watchedPurchaseOrders ?? [])
    if (batch.compared !== undefined) yield* staleStocks.compared(batch.compared)
    yield* staleStocks.changed(yield* booked.put(batch.booked ?? []))
    if (batch.levels !== undefined) yield* levels.put(batch.levels)
    if (batch.unseen !== undefined) yield* levels.forget(batch.unseen)
    if (batch.fullScan !== undefined) yield* fullScans.put(batch.fullScan)
    if (batch.polledSettings !== undefined) yield* settings.put(batch.polledSettings)
    yield* reach("commit between")
    if (batch.cursor !== undefined) {
      yield* cursors.advance(batch.cursor)
      yield* reach(`${batch.cursor.task} cursor not durable`)
    }
    return stored
  })

  const forgetBegun = (batch: Commit) =>
    Effect.sync(() => {
      for (const { item } of batch.outcomes ?? []) begun.delete(item)
    })

  const commit = Effect.fnUntraced(function* (batch: Commit) {
    yield* reach("commit before")
    const stored = yield* Effect.tap(writing("commit", apply(batch)), () => forgetBegun(batch))
    yield* reach("commit after")
    if (batch.cursor !== undefined) yield* reach(`${batch.cursor.task} cursor durable`)
    return stored
  })

  const recorded = <A, E extends { readonly reason: UpstreamReason }, R>(
    { intent, stale, adjusts, ...write }: ExternalWrite & StockMoved & { readonly intent?: Intent },
    call: Effect.Effect<A, E, R>,
    confirmed: (result: A) => Commit = () => ({})
  ): Effect.Effect<A, E | JournalError, R> =>
    // Only the call can be interrupted: an answer that has arrived is written down.
    Effect.uninterruptibleMask((restore) =>
      Effect.gen(function* () {
        const moved: StockMoved = { stale: stale ?? [], adjusts: adjusts ?? [] }
        const sent = Effect.gen(function* () {
          yield* intents.put(intent === undefined ? [] : [intent])
          const id = yield* audits.sent(write)
          yield* staleStocks.sent(moved, write.tenant, id)
          return id
        })
        const answered = Effect.fnUntraced(function* (outcome: Exclude<WriteOutcome, "sent">, message: string) {
          yield* audits.answered(id, outcome, message)
          yield* staleStocks.answered(id, outcome)
        })
        const id = yield* writing("recorded", sent)
        const lost = yield* lostWrites.sent(write)
        yield* reach("write sent")
        const answer = yield* Effect.exit(restore(call))
        if (Exit.isSuccess(answer)) {
          yield* reach("write answered")
          lostWrites.confirmed(lost)
          const batch = confirmed(answer.value)
          yield* writing("recorded", Effect.andThen(answered("confirmed", ""), apply(batch)))
          yield* reach("write noted")
          yield* forgetBegun(batch)
        } else {
          const failure = Option.getOrUndefined(Cause.findErrorOption(answer.cause))
          if (failure !== undefined) {
            yield* reach("write answered")
            const { reason } = failure
            lostWrites.failed(lost, reason)
            yield* writing("recorded", answered(writeOutcome(reason), reason.message))
            yield* reach("refusal noted")
          }
        }
        return yield* answer
      })
    )

  /** Whether written down as lost or not: what they were for is not gone on with before they have landed. */
  const waitForLost = Effect.gen(function* () {
    for (const { item, settles } of yield* audits.lost(yield* DateTime.now)) yield* items.wait(item, settles)
  })

  const lostBefore = Effect.fnUntraced(function* (item: WorkItem) {
    const now = yield* DateTime.now
    const own = yield* lostWrites.before(item)
    const settles = [
      ...Option.toArray(yield* reading("lostBefore", audits.lostBefore(item, now))),
      ...(own > 0 ? [DateTime.add(now, { milliseconds: own })] : [])
    ]
    return Option.fromNullishOr(settles.toSorted(DateTime.Order).at(-1))
  })

  return Journal.of({
    commit,
    recorded,
    next: (next) =>
      Effect.tap(reading("next", queries.next(next)), (item) =>
        Effect.sync(() => {
          if (Option.isSome(item)) begun.add(item.value.id)
        })
      ),
    nextDue: (next) => reading("nextDue", queries.nextDue(next)),
    lanesOf: (tenant, key) => reading("lanesOf", queries.lanesOf(tenant, key)),
    lanes: reading("lanes", queries.lanes),
    lostBefore,
    waitForLost: Effect.asVoid(writing("waitForLost", waitForLost)),
    lastWritten: reading("lastWritten", queries.lastWritten),
    comeForward: (now) =>
      Effect.asVoid(writing("comeForward", Effect.andThen(items.comeForward(now), staleStocks.comeForward(now)))),
    works: Effect.andThen(reading("works", queries.lanes), lastWrite),
    intent: (tenant, flow, key) => reading("intent", intents.get(tenant, flow, key)),
    intentsAmong: (tenant, flow, keys) => reading("intentsAmong", intents.among(tenant, flow, keys)),
    intentsBetween: (tenant, flow, keys, limit) =>
      reading("intentsBetween", intents.between(tenant, flow, keys, limit)),
    cursor: (tenant, task, scope) => reading("cursor", cursors.get(tenant, task, scope)),
    polledSettings: (tenant, task) => reading("polledSettings", settings.hash(tenant, task)),
    watched: (tenant, order) => Effect.map(reading("watched", watched.among(tenant, [order])), Array.head),
    watchedAmong: (tenant, orders) => reading("watchedAmong", watched.among(tenant, orders)),
    dueWatched: (tenant, owner, now, limit) => reading("dueWatched", watched.due(tenant, owner, now, limit)),
    watchedPurchaseOrders: (tenant, owner, now, limit) =>
      reading("watchedPurchaseOrders", purchaseOrders.numbers(tenant, owner, now, limit)),
    staleSkus: (tenant, warehouse, after, limit) =>
      reading("staleSkus", staleStocks.skus(tenant, warehouse, after, limit)),
    staleMarks: (tenant, warehouse, skus) => reading("staleMarks", staleStocks.among(tenant, warehouse, skus)),
    knownLevels: (tenant, warehouse, skus) => reading("knownLevels", levels.among(tenant, warehouse, skus)),
    hasLevels: (tenant, warehouse) => reading("hasLevels", levels.any(tenant, warehouse)),
    unmatchedLevels: (tenant, warehouse) => reading("unmatchedLevels", levels.unmatched(tenant, warehouse)),
    lostSkus: (unseen, limit) => reading("lostSkus", levels.lost(unseen, limit)),
    booked: (tenant, warehouse, skus) => reading("booked", booked.of(tenant, warehouse, skus)),
    fullScan: (tenant, warehouse) => reading("fullScan", fullScans.get(tenant, warehouse)),
    item: (id) => reading("item", items.item(id)),
    items: (filter) => reading("items", queries.items(filter)),
    counts: (tenant, now) => reading("counts", queries.counts(tenant, now)),
    lastDue: (tenant, now, run) => reading("lastDue", queries.lastDue(tenant, now, run)),
    isDue: (id, now) => reading("isDue", queries.isDue(id, now)),
    progress: (tenant, run) => reading("progress", queries.progress(tenant, run)),
    retry: (id) => Effect.tap(writing("retry", items.retry(id)), () => reach("retry noted")),
    audits: (tenant, orderId) => reading("audits", audits.ofOrder(tenant, orderId)),
    failures: reading("failures", failures.all),
    saveFailure: (failed) => Effect.andThen(writing("saveFailure", failures.save(failed)), reach("failure noted")),
    forgetFailures: (host, operation) =>
      Effect.andThen(writing("forgetFailures", failures.forget(host, operation)), reach("failures forgotten")),
    saveRun: (report) => Effect.asVoid(writing("saveRun", runs.save(report))),
    lastRun: (tenant, task) => reading("lastRun", runs.last(tenant, task))
  })
})

export const layer: Layer.Layer<Journal, never, SqlClient.SqlClient> = Layer.effect(Journal, make)
