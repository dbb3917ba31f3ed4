import { Array, DateTime, Effect, Option, Stream } from "effect"
import type { OmniumInventory } from "../omnium/OmniumInventory.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium } from "../ports/Omnium.ts"
import { Ongoing } from "../ports/Ongoing.ts"
import { advanced, type Cursor, overlap } from "../sync/Cursor.ts"
import type { FullScan } from "../sync/FullScan.ts"
import { learn } from "./LevelIntake.ts"
import { againstLevels } from "./OmniumAgainstLevels.ts"
import { bookedOf, rowsAtOnce } from "./StockSync.ts"
import type { Tally } from "./TalliedSync.ts"
import type { WarehouseLink } from "./WarehouseLink.ts"

type At = Omit<Cursor, "position">

/** Compares what changed in Omnium since the last time, by a sale or by hand. */
export const compareChanged = Effect.fn("compareChangedStock")(function* (
  link: WarehouseLink,
  inOmnium: At,
  tally: Tally
) {
  const journal = yield* Journal
  const began = yield* DateTime.now
  const since = yield* journal.cursor(inOmnium.tenant, inOmnium.task, inOmnium.scope)
  yield* readOmnium(link, inOmnium, since, tally, ({ differing, missing }) =>
    Effect.suspend(() => {
      tally.skip("article-not-in-warehouse", missing.length)
      return tally.compare({ skus: differing, began, newStock: "Ask" })
    })
  )
})

/**
 * Compares all that Omnium holds in the warehouse after a complete scan. Only then may what Ongoing does not have be
 * set to nothing: not if it is newer than the scan, nor if Ongoing finds it by its number.
 */
export const compareAll = Effect.fn("compareAllStock")(function* (
  link: WarehouseLink,
  scan: FullScan,
  inOmnium: At,
  began: DateTime.Utc,
  tally: Tally
) {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  const mayBeZero = yield* journal.hasLevels(tenant.id, link.store)
  const newest = DateTime.subtract(scan.beganAt, overlap)
  const isOld = ({ created }: OmniumInventory) => created === undefined || DateTime.isLessThan(created, newest)
  yield* readOmnium(link, inOmnium, Option.none(), tally, ({ differing, missing }) =>
    Effect.gen(function* () {
      yield* tally.compare({ skus: differing, began, newStock: "Leave" })
      const gone = missing.filter((item) => mayBeZero && item.inventory !== 0 && isOld(item)).map((item) => item.sku)
      tally.skip("article-not-in-warehouse", missing.length - gone.length)
      yield* askOngoing(link, gone)
      yield* tally.compare({ skus: gone, absent: new Set(gone), began, newStock: "Leave" })
    })
  )
  yield* compareNew(link, began, tally)
})

/**
 * The pages of what Omnium holds, set against what is known of Ongoing. What differs is gathered from many pages, so
 * that it takes few calls. The cursor moves when all has been compared.
 */
const readOmnium = <E, R>(
  link: WarehouseLink,
  inOmnium: At,
  since: Option.Option<DateTime.Utc>,
  tally: Tally,
  each: (found: Differences) => Effect.Effect<void, E, R>
) =>
  Effect.gen(function* () {
    const tenant = yield* CurrentTenant
    const journal = yield* Journal
    const omnium = yield* Omnium
    let gathered: Differences = { differing: [], missing: [] }
    const first = yield* Stream.runFoldEffect(
      omnium.inventory(link.store, Option.getOrUndefined(since)),
      (): DateTime.Utc | undefined => undefined,
      (first, { items, readAt }) =>
        Effect.gen(function* () {
          for (const some of Array.chunksOf(items, rowsAtOnce)) {
            const skus = some.map((item) => item.sku)
            const levels = yield* journal.knownLevels(tenant.id, link.store, skus)
            const booked = yield* bookedOf(link, skus)
            const page = againstLevels(some, levels, booked, tenant.compareWith)
            if (page.unmatched.length > 0) {
              yield* journal.commit({ levels: page.unmatched.map((level) => ({ ...level, matched: true })) })
            }
            tally.skip("unchanged", page.same)
            const [full, rest] = whole({
              differing: [...gathered.differing, ...page.differing],
              missing: [...gathered.missing, ...page.missing]
            })
            gathered = rest
            yield* each(full)
          }
          return first ?? readAt
        })
    )
    yield* each(gathered)
    if (first === undefined) return
    const position = advanced(Option.getOrUndefined(since), first)
    yield* journal.commit({ cursor: { ...inOmnium, position } })
  })

type Differences = Pick<ReturnType<typeof againstLevels>, "differing" | "missing">

/** What fills a call, and what waits for more. */
const whole = ({ differing, missing }: Differences): readonly [Differences, Differences] => {
  const [of, others] = [differing, missing].map((list) => (list.length < rowsAtOnce ? 0 : rowsAtOnce))
  return [
    { differing: differing.slice(0, of), missing: missing.slice(0, others) },
    { differing: differing.slice(of), missing: missing.slice(others) }
  ]
}

/** Asks for each by its number once more: a page may have been left out. */
const askOngoing = Effect.fnUntraced(function* (link: WarehouseLink, skus: ReadonlyArray<string>) {
  const ongoing = yield* Ongoing
  if (skus.length === 0) return
  const { levels, readAt } = yield* ongoing.inventoryOf(link.owner, link.warehouse, skus)
  yield* learn(link, levels, readAt)
})

/** Stock of which Omnium holds none yet: taken over for every SKU that a product of Omnium has. */
const compareNew = Effect.fnUntraced(function* (link: WarehouseLink, began: DateTime.Utc, tally: Tally) {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  const omnium = yield* Omnium
  const unmatched = journal.unmatchedLevels(tenant.id, link.store)
  if ((yield* unmatched) === 0) return
  yield* Stream.runForEach(omnium.productSkus, (skus) =>
    Effect.forEach(
      Array.chunksOf(skus, rowsAtOnce),
      Effect.fnUntraced(function* (some) {
        const wanted = new Set(some)
        const levels = yield* journal.knownLevels(tenant.id, link.store, some)
        const found = levels.filter((level) => !level.matched && wanted.has(level.sku)).map((level) => level.sku)
        yield* tally.compare({ skus: found, began, newStock: "Take" })
      }),
      { discard: true }
    )
  )
  tally.skip("sku-unknown", yield* unmatched)
})
