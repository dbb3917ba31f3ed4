import { productComparison } from "@omnium-ongoing/domain/product-export/ProductComparisonScan"
import { deletedProductScan, productScan } from "@omnium-ongoing/domain/product-export/ProductScan"
import { DateTime, Effect } from "effect"
import type { ScheduledTask } from "../engine/ScheduledTask.ts"
import { lastNight } from "./Night.ts"

/**
 * Bulk export of products: those that were deleted or modified since the last run.
 */
export const ongoingProductSyncScheduledTask: ScheduledTask = {
  name: "OngoingProductSyncScheduledTask",
  group: "Plugins",
  type: "Delta",
  operations: [
    {
      name: "DeletedProducts",
      only: "deleted-products",
      enabled: () => true,
      scan: (run, { full }) => deletedProductScan(run, full)
    },
    {
      name: "ComparedProducts",
      only: "compared-products",
      enabled: () => true,
      scan: (run, { full, timeZone }) =>
        Effect.flatMap(DateTime.now, (now) =>
          productComparison(run, { night: lastNight(now, timeZone), isFullAskedFor: full })
        )
    },
    {
      name: "ExportProducts",
      only: "products",
      enabled: () => true,
      scan: (run, { full }) => productScan(run, full)
    }
  ]
}
