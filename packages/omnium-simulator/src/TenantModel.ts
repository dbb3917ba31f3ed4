import { Table } from "@omnium-ongoing/simulator-kit/Table"
import type { Model } from "@omnium-ongoing/simulator-kit/World"
import { indexProduct } from "./Assortment.ts"
import { brokenLaws } from "./Laws.ts"
import { indexPurchaseOrder } from "./Purchasing.ts"
import { type SeedOptions, seedTenant } from "./Seed.ts"
import { copyTenant, type Tenant } from "./Tenant.ts"

export const tenantModel: Model<Tenant, SeedOptions> = {
  create: seedTenant,
  copy: copyTenant,
  toJson: (tenant) => ({
    settings: tenant.settings,
    nextNumber: tenant.nextNumber,
    openingStock: tenant.openingStock,
    orders: [...tenant.orders.entries()],
    stores: [...tenant.stores.entries()],
    products: [...tenant.products.entries()],
    suppliers: [...tenant.suppliers.entries()],
    purchaseOrders: [...tenant.purchaseOrders.entries()],
    deliveries: [...tenant.deliveries.entries()],
    inventory: [...tenant.inventory.entries()],
    transactions: tenant.transactions,
    eventLog: tenant.eventLog,
    shipmentOptions: [...tenant.shipmentOptions.entries()],
    dispatches: [...tenant.dispatches.entries()],
    locks: [...tenant.locks.entries()]
  }),
  fromJson: (json) => {
    // Written by `toJson`; whoever edits an exported snapshot answers for its shape.
    const saved = json as Exported
    const tenant: Tenant = {
      settings: { ...saved.settings, workflow: saved.settings.workflow },
      nextNumber: saved.nextNumber,
      openingStock: saved.openingStock,
      orders: new Table("Order", saved.orders),
      stores: new Table("Store", saved.stores),
      products: new Table("Product", saved.products),
      documentsOf: new Map(),
      suppliers: new Table("Supplier", saved.suppliers),
      purchaseOrders: new Table("PurchaseOrder", saved.purchaseOrders),
      purchaseOrderOfLine: new Map(),
      deliveries: new Table("Delivery", saved.deliveries),
      purchaseOrdersOfDelivery: new Map(),
      inventory: new Table("Inventory", saved.inventory),
      stockedWarehouses: new Set(saved.inventory.map(([, item]) => item.warehouseCode)),
      transactions: saved.transactions,
      goodsReceptionIds: new Set(saved.transactions.flatMap((row) => row.goodsReceptionId ?? [])),
      eventLog: saved.eventLog,
      shipmentOptions: new Table("ShipmentOptions", saved.shipmentOptions),
      dispatches: new Map(saved.dispatches),
      locks: new Map(saved.locks),
      scrolls: new Map(),
      unindexed: []
    }
    for (const product of tenant.products.values()) indexProduct(tenant, product)
    for (const order of tenant.purchaseOrders.values()) indexPurchaseOrder(tenant, order)
    return tenant
  },
  laws: brokenLaws,
  view: (tenant) => ({
    counts: {
      orders: tenant.orders.size,
      stores: tenant.stores.size,
      products: tenant.products.size,
      suppliers: tenant.suppliers.size,
      purchaseOrders: tenant.purchaseOrders.size,
      deliveries: tenant.deliveries.size,
      inventory: tenant.inventory.size,
      transactions: tenant.transactions.length,
      eventDeliveries: tenant.dispatches.size
    },
    switches: tenant.settings.switches,
    orders: [...tenant.orders.values()],
    stores: [...tenant.stores.values()],
    purchaseOrders: [...tenant.purchaseOrders.values()],
    deliveries: [...tenant.deliveries.values()],
    inventory: [...tenant.inventory.values()]
  })
}

interface Exported {
  readonly settings: Tenant["settings"]
  readonly nextNumber: number
  readonly openingStock: number
  readonly orders: Entries<Tenant["orders"]>
  readonly stores: Entries<Tenant["stores"]>
  readonly products: Entries<Tenant["products"]>
  readonly suppliers: Entries<Tenant["suppliers"]>
  readonly purchaseOrders: Entries<Tenant["purchaseOrders"]>
  readonly deliveries: Entries<Tenant["deliveries"]>
  readonly inventory: Entries<Tenant["inventory"]>
  readonly transactions: Tenant["transactions"]
  readonly eventLog: Tenant["eventLog"]
  readonly shipmentOptions: Entries<Tenant["shipmentOptions"]>
  readonly dispatches: Entries<Tenant["dispatches"]>
  readonly locks: Entries<Tenant["locks"]>
}

type Entries<T> =
  T extends Table<infer Key, infer Entity>
    ? ReadonlyArray<readonly [Key, Entity]>
    : T extends Map<infer Key, infer Entity>
      ? ReadonlyArray<readonly [Key, Entity]>
      : never
