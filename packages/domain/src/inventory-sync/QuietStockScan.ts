import { Array, DateTime, Effect, Option, Order } from "effect"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium } from "../ports/Omnium.ts"
import { Ongoing } from "../ports/Ongoing.ts"
import { stockRead } from "./FullScan.ts"
import { deltaSince, isRecent, isTrusted } from "./ScanKind.ts"
import type { WarehouseLink } from "./WarehouseLink.ts"

/** When both systems were asked; nothing has changed there since they were last read. */
export interface Quiet {
  readonly ongoing: DateTime.Utc
  /** None if something has changed in Omnium, or may have. */
  readonly omnium: Option.Option<DateTime.Utc>
}

const nothing: ReadonlyMap<string, Quiet> = new Map()

/**
 * Warehouses of one goods owner in which nothing has changed, by their stores: one call asks each system for all of
 * them, instead of one for each. One whose stock is stale is not quiet: it has to be read and compared.
 */
export const quietStock = Effect.fn("quietStock")(function* (links: ReadonlyArray<WarehouseLink>) {
  const ongoing = yield* Ongoing
  const omnium = yield* Omnium
  // Of one alone its changes are asked for at once.
  const read = links.length < 2 ? [] : yield* Effect.forEach(links, lastRead)
  const [first, ...others] = read.flatMap(Option.toArray)
  if (first === undefined || others.length === 0) return nothing
  const some = [first, ...others] as const
  const since = earliest(Array.map(some, (each) => each.since))
  if (!isRecent(since, yield* DateTime.now)) return nothing
  const warehouses = some.map(({ link }) => link.warehouse)
  const unchanged = Option.filter(
    yield* ongoing.inventoryUnchangedSince(first.link.owner, warehouses, since),
    (readAt) => isTrusted(since, readAt)
  )
  if (Option.isNone(unchanged)) return nothing
  const inOmnium = yield* omnium.inventoryUnchangedSince(
    some.map(({ link }) => link.store),
    earliest(Array.map(some, (each) => each.sinceInOmnium))
  )
  return new Map(some.map(({ link }): [string, Quiet] => [link.store, { ongoing: unchanged.value, omnium: inOmnium }]))
})

const earliest = (times: Array.NonEmptyReadonlyArray<DateTime.Utc>): DateTime.Utc =>
  Array.min(
    times,
    Order.mapInput(Order.Number, (time: DateTime.Utc) => time.epochMilliseconds)
  )

/** Since when changes are to be told, of a warehouse that could be quiet. */
const lastRead = Effect.fnUntraced(function* (link: WarehouseLink) {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  const { known, inOmnium } = yield* stockRead(link)
  const [stale] = yield* journal.staleSkus(tenant.id, link.store, "", 1)
  const sinceInOmnium = yield* journal.cursor(inOmnium.tenant, inOmnium.task, inOmnium.scope)
  return stale === undefined
    ? Option.map(Option.all([deltaSince(known), sinceInOmnium]), ([since, sinceInOmnium]) => ({
        link,
        since,
        sinceInOmnium
      }))
    : Option.none()
})
