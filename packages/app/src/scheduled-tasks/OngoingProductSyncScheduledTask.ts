import { deletedProductScan, productScan } from "@omnium-ongoing/domain/product-export/ProductScan"
import type { ScheduledTask } from "../engine/ScheduledTask.ts"

/** Bulk export of products: those that were modified since the last run, and those that were deleted. */
export const ongoingProductSyncScheduledTask: ScheduledTask = {
  name: "OngoingProductSyncScheduledTask",
  group: "Plugins",
  type: "Delta",
  operations: [
    { name: "ExportProducts", only: "products", enabled: () => true, scan: productScan },
    { name: "DeletedProducts", only: "deleted-products", enabled: () => true, scan: deletedProductScan }
  ]
}
