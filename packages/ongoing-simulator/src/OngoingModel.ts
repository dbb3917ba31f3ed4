import type { Model } from "@omnium-ongoing/simulator-kit/World"
import { warehouseLaws } from "./Laws.ts"
import { type Installation, seedWarehouse } from "./Seed.ts"
import { copyWarehouse, type Warehouse } from "./Warehouse.ts"
import { warehouseFromJson, warehouseParts, warehouseToJson } from "./WarehouseJson.ts"

/** More entities of a kind than this are counted, but not shown. */
const mostShown = 1000

export const ongoingModel: Model<Warehouse, Installation> = {
  create: seedWarehouse,
  copy: copyWarehouse,
  toJson: warehouseToJson,
  fromJson: warehouseFromJson,
  parts: warehouseParts,
  laws: warehouseLaws,
  view: (warehouse) => ({
    counts: {
      goodsOwners: warehouse.owners.size,
      warehouses: warehouse.sites.size,
      articles: warehouse.articles.size,
      orders: warehouse.orders.size,
      purchaseOrders: warehouse.purchaseOrders.size,
      returnOrders: warehouse.returnOrders.size,
      inventoryAdjustments: warehouse.adjustments.size,
      webhooks: warehouse.webhooks.size,
      webhookDeliveries: warehouse.deliveries.size
    },
    settings: warehouse.settings,
    robot: warehouse.robot,
    orders: warehouse.orders.values().take(mostShown).toArray(),
    purchaseOrders: warehouse.purchaseOrders.values().take(mostShown).toArray(),
    returnOrders: warehouse.returnOrders.values().take(mostShown).toArray(),
    articles: warehouse.articles.values().take(mostShown).toArray()
  })
}
