import { type DateTime, Effect } from "effect"
import type { InventoryLevel } from "../ongoing/InventoryLevel.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { type Commit, Journal } from "../ports/Journal.ts"
import type { KnownLevel } from "../sync/KnownLevel.ts"
import type { WarehouseLink } from "./WarehouseLink.ts"

/** Keeps what Ongoing told of articles in a warehouse, together with what else belongs to it. */
export const learn = Effect.fnUntraced(function* (
  link: WarehouseLink,
  levels: ReadonlyArray<InventoryLevel>,
  readAt: DateTime.Utc,
  also: Commit = {}
) {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  const unnamed = levels.filter((level) => level.sellable === undefined)
  const before =
    unnamed.length === 0
      ? []
      : yield* journal.knownLevels(
          tenant.id,
          link.store,
          unnamed.map((level) => level.sku)
        )
  const had = new Set(before.filter((level) => level.sellable !== undefined).map((level) => level.article))
  yield* journal.commit({
    ...also,
    levels: levels.map(
      (level): KnownLevel => ({
        ...level,
        tenant: tenant.id,
        warehouse: link.store,
        // What had stock in this warehouse and is told without it has none there any more.
        sellable: level.sellable ?? (had.has(level.article) ? 0 : undefined),
        seenAt: readAt,
        matched: false
      })
    )
  })
})
