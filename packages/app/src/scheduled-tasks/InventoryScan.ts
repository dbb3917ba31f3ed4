import { type InventoryRun, inventorySync } from "@omnium-ongoing/domain/inventory-sync/InventorySync"
import { type WarehouseLink, warehouseLinks } from "@omnium-ongoing/domain/inventory-sync/WarehouseLink"
import { CurrentTenant } from "@omnium-ongoing/domain/ports/CurrentTenant"
import { Omnium } from "@omnium-ongoing/domain/ports/Omnium"
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
    const scanned = (link: WarehouseLink) =>
      inventorySync(link, part).pipe(
        locks.withLock(tenant.id, stockOf(link.store)),
        Effect.provideService(
          CallGuard,
          upstreams.guard({ tenant: tenant.id, run, lane: ofGoodsOwner(tenant.installation, link.owner) })
        ),
        Effect.catchTag(["OngoingError", "OmniumError"], (error) =>
          Effect.map(scanFailure(upstreams, tenant.id, link.store, error), (failure) => ({
            ...noCounts,
            failed: [failure]
          }))
        )
      )
    let counts: Counts = { ...noCounts, failed: failures }
    for (const link of links) counts = together(counts, yield* scanned(link))
    return counts
  })
})
