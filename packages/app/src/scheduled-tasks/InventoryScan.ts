import { type InventoryRun, inventorySync } from "@omnium-ongoing/domain/inventory-sync/InventorySync"
import { type Quiet, quietStock } from "@omnium-ongoing/domain/inventory-sync/QuietStockScan"
import { type WarehouseLink, warehouseLinks } from "@omnium-ongoing/domain/inventory-sync/WarehouseLink"
import type { OngoingGoodsOwnerId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import { CurrentTenant } from "@omnium-ongoing/domain/ports/CurrentTenant"
import { Omnium, type OmniumError } from "@omnium-ongoing/domain/ports/Omnium"
import type { OngoingError } from "@omnium-ongoing/domain/ports/Ongoing"
import { CallGuard } from "@omnium-ongoing/domain/ports/Upstream"
import { ofGoodsOwner } from "@omnium-ongoing/domain/sync/Lane"
import { type Counts, noCounts, together } from "@omnium-ongoing/domain/sync/SyncReport"
import { Effect } from "effect"
import { EntityLocks } from "../engine/EntityLocks.ts"
import { stockOf } from "../engine/ItemRun.ts"
import { scanFailure } from "../engine/ScanFailure.ts"
import type { Asked } from "../engine/ScheduledTask.ts"
import { Upstreams } from "../engine/Upstreams.ts"
import { lastNight } from "./Night.ts"

/** What Ongoing refuses to tell of all, each warehouse asks for by itself. */
const askedForAll = (links: ReadonlyArray<WarehouseLink>) =>
  quietStock(links).pipe(Effect.catchReason("OngoingError", "Refused", () => Effect.undefined))

/** Every warehouse in turn, each under the guard of its lane; the failure of one stops no other. */
export const scanInventory = Effect.gen(function* () {
  const upstreams = yield* Upstreams
  const locks = yield* EntityLocks
  return Effect.fn("scanInventory")(function* (run: string, asked: Asked) {
    const tenant = yield* CurrentTenant
    const omnium = yield* Omnium
    const { links, failures } = warehouseLinks(yield* omnium.stores)
    const part: InventoryRun = {
      run,
      isFullAskedFor: asked.full,
      lastNight: (now) => lastNight(now, asked.timeZone)
    }
    const scanned = (link: WarehouseLink, quiet: Quiet | undefined) =>
      inventorySync(link, part, quiet).pipe(
        locks.withLock(tenant.id, stockOf(link.store)),
        Effect.catchTag(["OngoingError", "OmniumError"], failedFor([link]))
      )
    const failedFor = (some: ReadonlyArray<WarehouseLink>) => (error: OngoingError | OmniumError) =>
      Effect.map(
        Effect.forEach(some, ({ store }) => scanFailure(upstreams, tenant.id, store, error)),
        (failed): Counts => ({ ...noCounts, failed })
      )
    /** The warehouses of one goods owner. */
    const ofOwner = (owner: OngoingGoodsOwnerId, some: ReadonlyArray<WarehouseLink>) =>
      Effect.gen(function* () {
        const quiet = asked.full ? undefined : yield* askedForAll(some)
        let counts: Counts = noCounts
        for (const link of some) counts = together(counts, yield* scanned(link, quiet?.get(link.store)))
        return counts
      }).pipe(
        Effect.catchTag(["OngoingError", "OmniumError"], failedFor(some)),
        Effect.provideService(
          CallGuard,
          upstreams.guard({ tenant: tenant.id, run, lane: ofGoodsOwner(tenant.installation, owner) })
        )
      )
    let counts: Counts = { ...noCounts, failed: failures }
    for (const [owner, some] of Map.groupBy(links, (link) => link.owner)) {
      counts = together(counts, yield* ofOwner(owner, some))
    }
    return counts
  })
})
