import { Effect } from "effect"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { inventorySyncTask } from "./InventorySyncTask.ts"
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
