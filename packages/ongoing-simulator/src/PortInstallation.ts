import { OngoingWarehouseId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import type { InstallationStatus, InstallationWarehouse } from "@omnium-ongoing/domain/ongoing/Installation"
import { orderStatuses } from "./OrderStatuses.ts"
import { purchaseOrderStatuses } from "./PurchaseOrderStatuses.ts"
import type { Warehouse } from "./Warehouse.ts"

/** What the installation is set up with, in the port's words. */
export const portInstallation = ({ settings, sites }: Warehouse) => ({
  orderStatuses: orderStatuses(settings).map((status): InstallationStatus => status),
  purchaseOrderStatuses: purchaseOrderStatuses(settings).map((status): InstallationStatus => status),
  warehouses: [...sites.values()].map(
    ({ id, name }): InstallationWarehouse => ({ id: OngoingWarehouseId.make(id), name })
  )
})
