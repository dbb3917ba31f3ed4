import { deliveryPoll } from "@omnium-ongoing/domain/delivery-export/DeliveryPoll"
import { noteBookedOf } from "@omnium-ongoing/domain/inventory-sync/BookedStockIntake"
import { exportPoll, exportPollTask } from "@omnium-ongoing/domain/order-export/ExportPoll"
import type { ScheduledTask } from "../engine/ScheduledTask.ts"

/** Backs the workflow calls up: what Omnium did not announce is found here. */
export const exportPollScheduledTask: ScheduledTask = {
  name: exportPollTask,
  group: "Plugins",
  type: "Delta",
  operations: [
    { name: "ExportOrders", only: "export-orders", enabled: () => true, scan: (run) => exportPoll(run, noteBookedOf) },
    { name: "ExportDeliveries", only: "export-deliveries", enabled: () => true, scan: deliveryPoll }
  ]
}
