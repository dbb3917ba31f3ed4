import { inventorySyncTask } from "@omnium-ongoing/domain/inventory-sync/InventorySyncTask"
import { goodsOwnersOf } from "@omnium-ongoing/domain/omnium/OngoingStore"
import type { OngoingGoodsOwnerId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import { orderScan, orderSyncTask } from "@omnium-ongoing/domain/order-sync/OrderScan"
import { CurrentTenant } from "@omnium-ongoing/domain/ports/CurrentTenant"
import { Omnium } from "@omnium-ongoing/domain/ports/Omnium"
import { CallGuard } from "@omnium-ongoing/domain/ports/Upstream"
import { purchaseOrderScan, purchaseOrderSyncTask } from "@omnium-ongoing/domain/purchase-order-sync/PurchaseOrderScan"
import { returnScan, returnSyncTask } from "@omnium-ongoing/domain/return-sync/ReturnScan"
import { ofGoodsOwner } from "@omnium-ongoing/domain/sync/Lane"
import { type Counts, noCounts, together } from "@omnium-ongoing/domain/sync/SyncReport"
import { Effect } from "effect"
import type { ScheduledTask } from "../engine/ScheduledTask.ts"
import { Upstreams } from "../engine/Upstreams.ts"
import { scanInventory } from "./InventoryScan.ts"

/** The scan of every goods owner, one after the other, each under the guard of its lane. */
const ofEachGoodsOwner = <E, R>(
  upstreams: Upstreams["Service"],
  scan: (owner: OngoingGoodsOwnerId, run: string) => Effect.Effect<Counts, E, R>
) =>
  Effect.fnUntraced(function* (run: string) {
    const omnium = yield* Omnium
    const tenant = yield* CurrentTenant
    let counts: Counts = noCounts
    for (const owner of goodsOwnersOf(yield* omnium.stores)) {
      const lane = ofGoodsOwner(tenant.installation, owner)
      const guard = upstreams.guard({ tenant: tenant.id, run, lane })
      counts = together(counts, yield* Effect.provideService(scan(owner, run), CallGuard, guard))
    }
    return counts
  })

/** The main synchronization task: runs every enabled operation, one after the other. */
export const ongoingSyncScheduledTask = Effect.map(
  Effect.all([Upstreams, scanInventory]),
  ([upstreams, inventory]): ScheduledTask => ({
    name: "OngoingSyncScheduledTask",
    group: "Plugins",
    type: "Delta",
    operations: [
      {
        name: purchaseOrderSyncTask,
        only: "purchase-orders",
        enabled: (running) => running.syncPurchaseOrders,
        scan: ofEachGoodsOwner(upstreams, purchaseOrderScan)
      },
      {
        name: orderSyncTask,
        only: "orders",
        enabled: (running) => running.syncOrders,
        scan: ofEachGoodsOwner(upstreams, orderScan)
      },
      {
        name: returnSyncTask,
        only: "returns",
        enabled: (running) => running.syncReturns,
        scan: ofEachGoodsOwner(upstreams, returnScan)
      },
      {
        name: inventorySyncTask,
        only: "inventory",
        enabled: (running) => running.syncInventory,
        scan: inventory
      }
    ]
  })
)
