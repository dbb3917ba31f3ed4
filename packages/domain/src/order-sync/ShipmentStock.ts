import type { OmniumShipment } from "../omnium/OmniumOrder.ts"
import type { StaleStock } from "../sync/StaleStock.ts"

/** The stock that Omnium may move when the status of these shipments, or what is delivered of them, changes. */
export const shipmentStock = (tenant: string, shipments: ReadonlyArray<OmniumShipment>): ReadonlyArray<StaleStock> =>
  shipments.flatMap(({ warehouseCode, lines }) =>
    warehouseCode === undefined
      ? []
      : [...new Set(lines.map((line) => line.code))].map((sku) => ({ tenant, warehouse: warehouseCode, sku }))
  )
