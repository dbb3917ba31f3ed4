import { Array, DateTime, Effect, Option, Stream } from "effect"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal, type JournalError } from "../ports/Journal.ts"
import { Omnium, type OmniumError } from "../ports/Omnium.ts"
import { Ongoing, type OngoingError } from "../ports/Ongoing.ts"
import { inventoryPlan, type Step } from "./InventoryPlan.ts"
import type { WarehouseLink } from "./WarehouseLink.ts"

/** Omnium takes at most 1,000 rows in one call. */
export const rowsAtOnce = 1000

/** Of more SKUs than that, all products are read in place of each by itself. */
const productsAskedOneByOne = 50

/** What becomes of stock of which Omnium holds none: it may not know the SKU at all. */
export type NewStock = "Ask" | "Leave" | "Take"

export interface Comparison {
  readonly link: WarehouseLink
  /** At most 1,000. */
  readonly skus: ReadonlyArray<string>
  /** Before the levels were read from Ongoing. */
  readonly began: DateTime.Utc
  readonly newStock: NewStock
  /** SKUs of which Ongoing has none if it tells of none. */
  readonly absent?: ReadonlySet<string>
  /** The work item that asks; none for a scan, which leaves what Omnium refuses to items. */
  readonly item?: number
  /** It was refused together with others. */
  readonly isPart?: true
}

/**
 * `Refused`: Omnium takes it neither with others nor alone. `Unknown`: Omnium has no such product. `Unmatched`: it has
 * not been asked.
 */
export type Result =
  | Step
  | { readonly _tag: "Refused" | "Unmatched"; readonly sku: string }
  | { readonly _tag: "Unknown"; readonly sku: string; readonly wasMatched: boolean }

type Write = Extract<Step, { readonly _tag: "Change" | "New" | "Set" }>
type Failure = OngoingError | OmniumError | JournalError
type Compares = Effect.Effect<ReadonlyArray<Result>, Failure, Ongoing | Omnium | Journal | CurrentTenant>

/** Reads what Omnium holds, and at once writes where it differs from what Ongoing can sell. */
export const compare = (comparison: Comparison): Compares =>
  Effect.gen(function* () {
    const { link, skus, began, newStock, absent = new Set<string>() } = comparison
    if (skus.length === 0) return []
    const tenant = yield* CurrentTenant
    const journal = yield* Journal
    const omnium = yield* Omnium
    const ongoing = yield* Ongoing
    const levels = yield* journal.knownLevels(tenant.id, link.store, skus)
    const kinds = yield* ongoing.articleKinds(
      link.owner,
      levels.map((level) => level.sku)
    )
    const booked = yield* bookedOf(link, skus)
    const items = yield* omnium.inventoryOf(link.store, skus)
    // Last, so that no call that ended before Omnium was read is missed.
    const marks = yield* journal.staleMarks(tenant.id, link.store, skus)
    const now = yield* DateTime.now
    const steps = inventoryPlan({
      skus,
      levels,
      items,
      marks,
      kinds,
      booked,
      absent,
      began,
      now,
      compareWith: tenant.compareWith
    })
    const known = yield* productsAmong(
      steps.filter((step) => step._tag === "New").map(({ sku }) => sku),
      newStock
    )
    const isWritten = (step: Step): step is Write =>
      step._tag === "Change" || step._tag === "Set" || (step._tag === "New" && known.has(step.sku))
    const writes = Map.groupBy(steps.filter(isWritten), (step) => step._tag === "Set")
    const written = [
      ...(yield* write(comparison, writes.get(false) ?? [])),
      ...(yield* write(comparison, writes.get(true) ?? []))
    ]
    const ends = new Map(written.map((result) => [result.sku, result]))
    const matched = new Set([...items.map((item) => item.sku), ...known])
    const wasMatched = new Set(levels.filter((level) => level.matched).map((level) => level.sku))
    const results = steps.map((step): Result => {
      const { sku } = step
      if (step._tag !== "New" || known.has(sku)) return ends.get(sku) ?? step
      return newStock === "Ask" ? { _tag: "Unknown", sku, wasMatched: wasMatched.has(sku) } : { _tag: "Unmatched", sku }
    })
    yield* journal.commit({
      compared: { tenant: tenant.id, warehouse: link.store, skus, began },
      levels: levels
        .filter((level) => !level.matched && matched.has(level.sku))
        .map((level) => ({ ...level, matched: true }))
    })
    return results
  }).pipe(Effect.withSpan("compareInventory"))

/** What orders in Ongoing have reserved in Omnium; nothing is known, and needed, unless stock is compared precisely. */
export const bookedOf = Effect.fnUntraced(function* (link: WarehouseLink, skus: ReadonlyArray<string>) {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  return tenant.compareWith === "precise"
    ? yield* journal.booked(tenant.id, link.store, skus)
    : new Map<string, number>()
})

/** The SKUs of which Omnium has a product. */
const productsAmong = Effect.fnUntraced(function* (skus: ReadonlyArray<string>, newStock: NewStock) {
  const omnium = yield* Omnium
  if (newStock === "Leave" || skus.length === 0) return new Set<string>()
  if (newStock === "Take") return new Set(skus)
  if (skus.length <= productsAskedOneByOne) {
    return new Set(yield* Effect.filter(skus, isProduct))
  }
  const wanted = new Set(skus)
  return yield* Stream.runFold(
    omnium.productSkus,
    () => new Set<string>(),
    (found, page) => {
      for (const sku of page) if (wanted.has(sku)) found.add(sku)
      return found
    }
  )
})

const isProduct = (sku: string) =>
  Effect.map(
    Omnium.use((omnium) => omnium.product(sku)),
    Option.exists((product) => product.skus.some(({ skuId, isDeleted }) => skuId === sku && !isDeleted))
  )

const write = (comparison: Comparison, writes: ReadonlyArray<Write>): Compares =>
  writes.length === 0
    ? Effect.succeed([])
    : Effect.catchIf(sent(comparison, writes), isRefused, (error) => {
        const [first] = writes
        const last = writes.at(-1)
        if (first === undefined || last === undefined || first === last) return alone(comparison, error, writes)
        return comparison.isPart === true ? divided(comparison, writes) : apart(comparison, error, first, last, writes)
      })

const alone = (comparison: Comparison, error: OmniumError, writes: ReadonlyArray<Write>): Compares =>
  comparison.item === undefined
    ? Effect.succeed(writes.map(({ sku }): Result => ({ _tag: "Refused", sku })))
    : Effect.fail(error)

/** When two are refused by themselves it is not about one of them, and dividing would not find it. */
const apart = (comparison: Comparison, error: OmniumError, first: Write, last: Write, writes: ReadonlyArray<Write>) =>
  Effect.gen(function* () {
    const ends = [...(yield* again(comparison, [first])), ...(yield* again(comparison, [last]))]
    if (ends.every((end) => end._tag === "Refused")) return yield* error
    return [...ends, ...(yield* divided(comparison, writes.slice(1, -1)))]
  })

const divided = (comparison: Comparison, writes: ReadonlyArray<Write>): Compares =>
  Effect.map(
    Effect.forEach(Array.split(writes, 2), (half) => again(comparison, half)),
    (results) => results.flat()
  )

/** A part of what was refused together may have been done: it is compared anew. */
const again = (comparison: Comparison, writes: ReadonlyArray<Write>): Compares =>
  compare({ ...comparison, skus: writes.map(({ sku }) => sku), newStock: "Take", isPart: true })

/** What may have been done stays stale, and is compared when it can no longer arrive. */
const sent = (comparison: Comparison, writes: ReadonlyArray<Write>): Compares =>
  Effect.gen(function* () {
    const { store } = comparison.link
    const tenant = yield* CurrentTenant
    const journal = yield* Journal
    const omnium = yield* Omnium
    const changes = writes.filter((step) => step._tag !== "Set")
    const sets = writes.filter((step) => step._tag === "Set")
    yield* journal.recorded(
      {
        tenant: tenant.id,
        item: comparison.item ?? 0,
        system: "omnium",
        operation:
          sets.length === 0 ? "POST /api/Inventory/ProcessInventoryTransactions" : "PUT /api/Inventory/UpdateMany",
        key: `inventory ${store}`,
        adjusts: writes.map(({ sku }) => ({ tenant: tenant.id, warehouse: store, sku }))
      },
      sets.length === 0 ? omnium.changeInventory(store, changes) : omnium.setInventory(store, sets)
    )
    return writes
  }).pipe(Effect.catchIf(isLost, () => Effect.succeed(writes.map(({ sku }): Result => ({ _tag: "Left", sku })))))

const isLost = (error: Failure): error is OmniumError =>
  error._tag === "OmniumError" && (error.reason._tag === "UnknownOutcome" || error.reason._tag === "MalformedAnswer")

/** Refused for what it says, not for who says it (403). */
const isRefused = (error: Failure): error is OmniumError =>
  error._tag === "OmniumError" &&
  (error.reason._tag === "Conflict" || (error.reason._tag === "Refused" && error.reason.status !== 403))
