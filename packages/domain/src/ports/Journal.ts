import { Context, type DateTime, type Effect, type Option, Schema } from "effect"
import type { OngoingGoodsOwnerId, OngoingOrderId } from "../ongoing/Identifiers.ts"
import type { Audit, ExternalWrite } from "../sync/Audit.ts"
import type { BookedStock } from "../sync/BookedStock.ts"
import type { Cursor } from "../sync/Cursor.ts"
import type { FullScan } from "../sync/FullScan.ts"
import type { Intent } from "../sync/Intent.ts"
import type { KnownLevel, Unseen } from "../sync/KnownLevel.ts"
import type { PolledSettings } from "../sync/PolledSettings.ts"
import type { StaleMark, StockCompared, StockMoved } from "../sync/StaleStock.ts"
import type { SyncReport } from "../sync/SyncReport.ts"
import type { WatchedOrder, WatchRead } from "../sync/WatchedOrder.ts"
import type { WatchedPurchaseOrder } from "../sync/WatchedPurchaseOrder.ts"
import type { Flow, ItemState, NewItem, Outcome, WorkItem } from "../sync/WorkItem.ts"
import type { UpstreamReason } from "./Upstream.ts"

export class JournalError extends Schema.TaggedError<JournalError>()("JournalError", {
  operation: Schema.String,
  /** Full: no space is left. Broken: anything else; the log has the cause. */
  reason: Schema.Literals(["Full", "Broken"]),
  message: Schema.String
}) {}

export interface Commit {
  readonly items?: ReadonlyArray<NewItem>
  readonly outcomes?: ReadonlyArray<{ readonly item: number; readonly outcome: Outcome }>
  readonly intents?: ReadonlyArray<Intent>
  readonly watched?: ReadonlyArray<WatchedOrder>
  readonly watchReads?: ReadonlyArray<WatchRead>
  readonly watchedPurchaseOrders?: ReadonlyArray<WatchedPurchaseOrder>
  readonly booked?: ReadonlyArray<BookedStock>
  readonly compared?: StockCompared
  /** By article. What was matched stays so. */
  readonly levels?: ReadonlyArray<KnownLevel>
  /** Levels to forget, and what SKUs were renamed. */
  readonly unseen?: Unseen
  readonly fullScan?: FullScan
  readonly polledSettings?: PolledSettings
  readonly cursor?: Cursor
}

export interface ItemFilter {
  readonly tenant?: string
  readonly states?: ReadonlyArray<ItemState>
  /** The key itself, or an order's id: then all its shipments too. */
  readonly key?: string
  readonly flow?: Flow
  readonly run?: string
  /** Items with a smaller id; newest first. */
  readonly before?: number
  readonly limit: number
}

export interface FailedCall {
  readonly host: string
  readonly operation: string
  readonly tenant: string
  readonly at: DateTime.Utc
}

export interface Next {
  readonly lane: string
  readonly now: DateTime.Utc
  /** Tenants whose systems do not answer at the moment. */
  readonly without: ReadonlyArray<string>
}

export class Journal extends Context.Service<
  Journal,
  {
    /**
     * All of it or nothing, and it survives a crash once it has returned. A cursor never moves without the rows that
     * belong to it, and never backwards. A new item is stored as coalesced if an earlier one of the same tenant, flow,
     * key and reference is open, not begun, and was asked for as firmly. Gives the new items as they were stored.
     */
    readonly commit: (batch: Commit) => Effect.Effect<ReadonlyArray<WorkItem>, JournalError>
    /**
     * Makes a write to another system between two commits: before it the audit row as "sent", with the intent if there
     * is one; after it the outcome, with what `confirmed` makes of the result. A crash in between leaves "sent". The
     * stock it may move in Omnium is stale from before the call on, until it is compared.
     */
    readonly recorded: <A, E extends { readonly reason: UpstreamReason }, R>(
      write: ExternalWrite & StockMoved & { readonly intent?: Intent },
      call: Effect.Effect<A, E, R>,
      confirmed?: (result: A) => Commit
    ) => Effect.Effect<A, E | JournalError, R>
    /**
     * The first open item of the lane that is due and has no earlier open item with its tenant and key, and marks it
     * begun. What is begun is forgotten with the process, or when the item ends or waits.
     */
    readonly next: (next: Next) => Effect.Effect<Option.Option<WorkItem>, JournalError>
    /** When the next waiting item of the lane becomes due. */
    readonly nextDue: (next: Next) => Effect.Effect<Option.Option<DateTime.Utc>, JournalError>
    /** Lanes in which open items of this key wait: what they waited for may have ended in another lane. */
    readonly lanesOf: (tenant: string, key: string) => Effect.Effect<ReadonlyArray<string>, JournalError>
    /** Lanes with open items. */
    readonly lanes: Effect.Effect<ReadonlyArray<string>, JournalError>
    /**
     * When what went before cannot arrive any more: the latest write without an answer of another item with this key,
     * which has ended, or of the item itself before a person retried it, or if this process has not heard from the other
     * side itself. Changes of the clock while the process lives do not matter. None if nothing may.
     */
    readonly lostBefore: (item: WorkItem) => Effect.Effect<Option.Option<DateTime.Utc>, JournalError>
    /**
     * Asked once when a process starts: items of which a write had got no answer when the one before it died wait until
     * that write cannot arrive any more.
     */
    readonly waitForLost: Effect.Effect<void, JournalError>
    /** The latest time at which anything was written, as far as the last of it tells. */
    readonly lastWritten: Effect.Effect<Option.Option<DateTime.Utc>, JournalError>
    /** The clock was put back to this time: what waits for one that was reckoned before waits until lost calls have landed. */
    readonly comeForward: (now: DateTime.Utc) => Effect.Effect<void, JournalError>
    /** Fails if the journal cannot be read, or could not be written to the last time. */
    readonly works: Effect.Effect<void, JournalError>
    readonly intent: (tenant: string, flow: Flow, key: string) => Effect.Effect<Option.Option<Intent>, JournalError>
    /** Those of the given keys that there are. */
    readonly intentsAmong: (
      tenant: string,
      flow: Flow,
      keys: ReadonlyArray<string>
    ) => Effect.Effect<ReadonlyArray<Intent>, JournalError>
    /** Intents with keys between the two, neither of which is among them, by ascending key. */
    readonly intentsBetween: (
      tenant: string,
      flow: Flow,
      keys: { readonly after: string; readonly before: string },
      limit: number
    ) => Effect.Effect<ReadonlyArray<Intent>, JournalError>
    readonly cursor: (
      tenant: string,
      task: string,
      scope: string
    ) => Effect.Effect<Option.Option<DateTime.Utc>, JournalError>
    /** The hash of the settings by which a task polled the last time. */
    readonly polledSettings: (tenant: string, task: string) => Effect.Effect<Option.Option<string>, JournalError>
    readonly watched: (
      tenant: string,
      order: OngoingOrderId
    ) => Effect.Effect<Option.Option<WatchedOrder>, JournalError>
    /** Those of the given ids that are watched. */
    readonly watchedAmong: (
      tenant: string,
      orders: ReadonlyArray<OngoingOrderId>
    ) => Effect.Effect<ReadonlyArray<WatchedOrder>, JournalError>
    /** Watched orders that are due to be read again, the longest waiting first. */
    readonly dueWatched: (
      tenant: string,
      owner: OngoingGoodsOwnerId,
      now: DateTime.Utc,
      limit: number
    ) => Effect.Effect<ReadonlyArray<WatchedOrder>, JournalError>
    /** Numbers of purchase orders that are watched beyond the given time, in ascending order of their ids. */
    readonly watchedPurchaseOrders: (
      tenant: string,
      owner: OngoingGoodsOwnerId,
      now: DateTime.Utc,
      limit: number
    ) => Effect.Effect<ReadonlyArray<string>, JournalError>
    /** SKUs whose stock in the warehouse is stale, in ascending order, beginning after the given one. */
    readonly staleSkus: (
      tenant: string,
      warehouse: string,
      after: string,
      limit: number
    ) => Effect.Effect<ReadonlyArray<string>, JournalError>
    /** What makes the given SKUs stale: a SKU may have several marks, most have none. */
    readonly staleMarks: (
      tenant: string,
      warehouse: string,
      skus: ReadonlyArray<string>
    ) => Effect.Effect<ReadonlyArray<StaleMark>, JournalError>
    /** What shipments that Ongoing has booked reserve of the SKUs in Omnium; a SKU of which they reserve none is missing. */
    readonly booked: (
      tenant: string,
      warehouse: string,
      skus: ReadonlyArray<string>
    ) => Effect.Effect<ReadonlyMap<string, number>, JournalError>
    /** Levels of the given SKUs and of those that differ from them only by case or spaces. */
    readonly knownLevels: (
      tenant: string,
      warehouse: string,
      skus: ReadonlyArray<string>
    ) => Effect.Effect<ReadonlyArray<KnownLevel>, JournalError>
    /** Whether Ongoing has told of any stock in the warehouse, be it none. */
    readonly hasLevels: (tenant: string, warehouse: string) => Effect.Effect<boolean, JournalError>
    /** How many articles have stock to sell and match nothing in Omnium. */
    readonly unmatchedLevels: (tenant: string, warehouse: string) => Effect.Effect<number, JournalError>
    /** SKUs that were matched and that Ongoing has no longer: of unseen levels, and of articles it has renamed. */
    readonly lostSkus: (unseen: Unseen, limit: number) => Effect.Effect<ReadonlyArray<string>, JournalError>
    /** The warehouse's latest full scan. */
    readonly fullScan: (tenant: string, warehouse: string) => Effect.Effect<Option.Option<FullScan>, JournalError>
    readonly item: (id: number) => Effect.Effect<Option.Option<WorkItem>, JournalError>
    readonly items: (filter: ItemFilter) => Effect.Effect<ReadonlyArray<WorkItem>, JournalError>
    /** How many items of the tenant are in each state, of how many the time has come, and since when the oldest is open. */
    readonly counts: (
      tenant: string,
      now: DateTime.Utc
    ) => Effect.Effect<
      {
        readonly byState: Readonly<Record<ItemState, number>>
        readonly due: number
        readonly oldestOpen: DateTime.Utc | undefined
      },
      JournalError
    >
    /**
     * The id of the latest item whose time has come, and that of every earlier one of its key: of the tenant, or, with a
     * run, of its items and those that stand for them.
     */
    readonly lastDue: (
      tenant: string,
      now: DateTime.Utc,
      run?: string
    ) => Effect.Effect<Option.Option<number>, JournalError>
    /** Whether the item can be done now. */
    readonly isDue: (id: number, now: DateTime.Utc) => Effect.Effect<boolean, JournalError>
    /** How many items a run of a scheduled task has found, and how many of them have ended. */
    readonly progress: (
      tenant: string,
      run: string
    ) => Effect.Effect<{ readonly found: number; readonly ended: number }, JournalError>
    /** Puts a dead or held item back to work; gives it as it is afterwards, none if there is no such item. */
    readonly retry: (id: number) => Effect.Effect<Option.Option<WorkItem>, JournalError>
    /** The writes made for an order and its shipments, in order. */
    readonly audits: (tenant: string, orderId: string) => Effect.Effect<ReadonlyArray<Audit>, JournalError>
    /** Failed calls of an operation since its last success, for the budget that keeps the vendor from locking us out. */
    readonly failures: Effect.Effect<ReadonlyArray<FailedCall>, JournalError>
    readonly saveFailure: (failed: FailedCall) => Effect.Effect<void, JournalError>
    readonly forgetFailures: (host: string, operation: string) => Effect.Effect<void, JournalError>
    readonly saveRun: (report: SyncReport) => Effect.Effect<void, JournalError>
    readonly lastRun: (tenant: string, task: string) => Effect.Effect<Option.Option<SyncReport>, JournalError>
  }
>()("@omnium-ongoing/domain/ports/Journal") {}
