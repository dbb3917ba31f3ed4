import { goodsOwnersOf } from "@omnium-ongoing/domain/omnium/OngoingStore"
import { orderScan, orderSyncTask } from "@omnium-ongoing/domain/order-sync/OrderScan"
import { CurrentTenant } from "@omnium-ongoing/domain/ports/CurrentTenant"
import { Omnium } from "@omnium-ongoing/domain/ports/Omnium"
import { CallGuard } from "@omnium-ongoing/domain/ports/Upstream"
import { ofGoodsOwner } from "@omnium-ongoing/domain/sync/Lane"
import { type Counts, noCounts, together } from "@omnium-ongoing/domain/sync/SyncReport"
import { Effect } from "effect"
import type { ScheduledTask } from "../engine/ScheduledTask.ts"
import { Upstreams } from "../engine/Upstreams.ts"

const scanOrders = (upstreams: Upstreams["Service"]) =>
  Effect.fn("scanOrders")(function* (run: string) {
    const omnium = yield* Omnium
    const tenant = yield* CurrentTenant
    let counts: Counts = noCounts
    for (const owner of goodsOwnersOf(yield* omnium.stores)) {
      const lane = ofGoodsOwner(tenant.installation, owner)
      const guard = upstreams.guard({ tenant: tenant.id, run, lane })
      counts = together(counts, yield* Effect.provideService(orderScan(owner, run), CallGuard, guard))
    }
    return counts
  })

/** The main synchronization task: runs every enabled operation, one after the other. */
export const ongoingSyncScheduledTask = Effect.map(
  Upstreams,
  (upstreams): ScheduledTask => ({
    name: "OngoingSyncScheduledTask",
    group: "Plugins",
    type: "Delta",
    operations: [
      {
        name: orderSyncTask,
        only: "orders",
        enabled: (running) => running.syncOrders,
        scan: scanOrders(upstreams)
      }
    ]
  })
)
