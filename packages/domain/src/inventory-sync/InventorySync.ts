import { Array, DateTime, Effect, Option, Stream } from "effect"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Ongoing } from "../ports/Ongoing.ts"
import { causes } from "../sync/Cause.ts"
import { advanced, overlap } from "../sync/Cursor.ts"
import { readAll, stockRead } from "./FullScan.ts"
import { skuOf } from "./HeldStockSync.ts"
import { learn } from "./LevelIntake.ts"
import { compareAll, compareChanged } from "./OmniumStockSync.ts"
import type { Quiet } from "./QuietStockScan.ts"
import { brokenOff, deltaSince, isTrusted } from "./ScanKind.ts"
import { type NewStock, rowsAtOnce } from "./StockSync.ts"
import { type Tally, tallied } from "./TalliedSync.ts"
import type { WarehouseLink } from "./WarehouseLink.ts"

export interface InventoryRun {
  readonly run: string
  readonly isFullAskedFor: boolean
  /** The latest night before a time: a full scan that began before it is too old. */
  readonly lastNight: (now: DateTime.Utc) => DateTime.Utc
}

/**
 * Brings the stock of one warehouse in step: what changed in Ongoing, what a call of ours may have moved in Omnium and
 * what changed there by itself; after a full scan, all of it. Never two at a time for one warehouse, so that an older
 * reading is never written after a newer one.
 */
export const inventorySync = Effect.fn("inventorySync")(function* (
  link: WarehouseLink,
  asked: InventoryRun,
  quiet: Quiet | undefined
) {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  const { at, inOmnium, known } = yield* stockRead(link)
  const { cursor, last } = known
  const tally = yield* tallied(link, asked.run)
  const since = asked.isFullAskedFor ? undefined : Option.getOrUndefined(deltaSince(known))
  const readAt = since === undefined ? undefined : (quiet?.ongoing ?? (yield* compareDelta(link, since, tally)))
  if (readAt !== undefined) {
    yield* journal.commit({ cursor: { ...at, position: advanced(since, readAt) } })
    const unchanged = Option.getOrUndefined(quiet?.omnium ?? Option.none())
    if (unchanged === undefined) yield* compareChanged(link, inOmnium, tally)
    else yield* journal.commit({ cursor: { ...inOmnium, position: advanced(undefined, unchanged) } })
  }
  const beganAt = Option.getOrUndefined(last)?.beganAt
  const isDue = readAt === undefined || beganAt === undefined || DateTime.isLessThan(beganAt, asked.lastNight(readAt))
  if (isDue) {
    const scan = yield* readAll(link, Option.getOrUndefined(brokenOff(known, yield* DateTime.now)), tally)
    const began = yield* DateTime.now
    // What has changed while it was read.
    yield* eachChange(link, DateTime.subtract(scan.beganAt, overlap), () => Effect.void)
    yield* compareStale(link, began, "Leave", tally)
    yield* compareAll(link, scan, inOmnium, began, tally)
    yield* lookAgain(link, tally)
    yield* journal.commit({
      fullScan: { ...scan, isComplete: true },
      cursor: { ...at, position: advanced(Option.getOrUndefined(cursor), scan.beganAt) }
    })
  }
  if (yield* journal.hasLevels(tenant.id, link.store)) return tally.counts()
  const cause = "warehouse-not-in-ongoing"
  const failure = { key: link.store, cause, message: causes[cause].words } as const
  return { ...tally.counts(), failed: [failure] }
})

/** Gives when it was read, or nothing if Ongoing tells no changes since then, by its own clock: all is read instead. */
const compareDelta = Effect.fnUntraced(function* (link: WarehouseLink, since: DateTime.Utc, tally: Tally) {
  const began = yield* DateTime.now
  const readAt = yield* eachChange(link, since, (skus) => tally.compare({ skus, began, newStock: "Ask" })).pipe(
    Effect.catchReason("OngoingError", "Refused", () => Effect.undefined)
  )
  if (readAt !== undefined) yield* compareStale(link, began, "Ask", tally)
  return readAt
})

/** Learns what changed in Ongoing, at most 1,000 SKUs at a time, as long as its clock says that it still tells it. */
const eachChange = <E, R>(
  link: WarehouseLink,
  since: DateTime.Utc,
  each: (skus: ReadonlyArray<string>) => Effect.Effect<void, E, R>
) =>
  Effect.gen(function* () {
    const ongoing = yield* Ongoing
    const pages = ongoing.inventoryChangedSince(link.owner, link.warehouse, since)
    return yield* Stream.runFoldEffect(
      Stream.takeWhile(pages, (page) => isTrusted(since, page.readAt)),
      (): DateTime.Utc | undefined => undefined,
      (first, page) =>
        Effect.gen(function* () {
          yield* learn(link, page.levels, page.readAt)
          const skus = page.levels.map((level) => level.sku)
          for (const some of Array.chunksOf(skus, rowsAtOnce)) yield* each(some)
          return first ?? page.readAt
        })
    )
  })

/** Stale stock is compared with what is known of Ongoing, which its changes have just brought up to date. */
const compareStale = Effect.fnUntraced(function* (
  link: WarehouseLink,
  began: DateTime.Utc,
  newStock: NewStock,
  tally: Tally
) {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  let after = ""
  for (;;) {
    const skus: ReadonlyArray<string> = yield* journal.staleSkus(tenant.id, link.store, after, rowsAtOnce)
    const last = skus.at(-1)
    if (last === undefined) return
    yield* tally.compare({ skus, began, newStock })
    after = last
  }
})

const mostHeld = 1000

/** What a person was told of is looked at again: a full scan may have mended it. */
const lookAgain = Effect.fnUntraced(function* (link: WarehouseLink, tally: Tally) {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  const states = ["dead", "held"] as const
  const told = yield* journal.items({ tenant: tenant.id, flow: "inventory-sync", states, limit: mostHeld })
  const items = told.filter((item) => item.reference === link.store).map((item) => tally.itemOf(skuOf(item)))
  yield* journal.commit({ items })
})
