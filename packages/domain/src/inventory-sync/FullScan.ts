import { DateTime, Effect, Stream } from "effect"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Ongoing } from "../ports/Ongoing.ts"
import { Progress } from "../ports/Progress.ts"
import type { FullScan } from "../sync/FullScan.ts"
import { inventorySyncTask } from "./InventorySyncTask.ts"
import { learn } from "./LevelIntake.ts"
import type { Tally } from "./TalliedSync.ts"
import { scopeOf, type WarehouseLink } from "./WarehouseLink.ts"

/** How far the stock of a warehouse has been read, and where that is noted for each system. */
export const stockRead = Effect.fnUntraced(function* (link: WarehouseLink) {
  const tenant = yield* CurrentTenant
  const journal = yield* Journal
  const scope = scopeOf(link)
  const at = { tenant: tenant.id, task: inventorySyncTask, scope: `${link.store} ${scope}` }
  const cursor = yield* journal.cursor(at.tenant, at.task, at.scope)
  const last = yield* journal.fullScan(tenant.id, link.store)
  return { at, inOmnium: { ...at, scope: `${at.scope} in Omnium` }, known: { cursor, last, scope } }
})

/** Of more articles that Ongoing has no longer, the log tells the number. */
const shownAtMost = 100

/**
 * Reads what Ongoing tells of every article in the warehouse, and writes nothing to Omnium. A page and how far it has
 * been read enter the journal together, so that a scan that breaks off goes on where it was.
 */
export const readAll = Effect.fn("readAllLevels")(function* (
  link: WarehouseLink,
  goingOn: FullScan | undefined,
  tally: Tally
) {
  const tenant = yield* CurrentTenant
  const ongoing = yield* Ongoing
  const journal = yield* Journal
  const progress = yield* Progress
  const begun = (beganAt: DateTime.Utc): FullScan => ({
    tenant: tenant.id,
    warehouse: link.store,
    scope: scopeOf(link),
    beganAt,
    next: 0,
    isComplete: false
  })
  const scan = yield* Stream.runFoldEffect(
    ongoing.inventory(link.owner, link.warehouse, goingOn?.next ?? 0),
    () => goingOn,
    (before, { levels, readAt, next }) =>
      Effect.gen(function* () {
        const fullScan = { ...(before ?? begun(readAt)), next }
        yield* learn(link, levels, readAt, { fullScan })
        yield* progress(inventorySyncTask, levels.length)
        return fullScan
      })
  ).pipe(Effect.flatMap((last) => (last === undefined ? Effect.map(DateTime.now, begun) : Effect.succeed(last))))
  const unseen = { tenant: tenant.id, warehouse: link.store, before: scan.beganAt }
  const gone = yield* journal.lostSkus(unseen, shownAtMost + 1)
  if (gone.length > 0) {
    yield* Effect.logWarning("Ongoing no longer has articles that were matched with Omnium").pipe(
      Effect.annotateLogs({
        tenant: tenant.id,
        warehouse: link.store,
        articles: gone.length > shownAtMost ? `more than ${shownAtMost}` : gone.length
      })
    )
  }
  // Each is asked for by its number once more before anybody is told.
  const items = gone.slice(0, shownAtMost).map(tally.itemOf)
  yield* journal.commit({ items, unseen })
  return scan
})
