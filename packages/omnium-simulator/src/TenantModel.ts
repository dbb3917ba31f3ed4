import { Table } from "@omnium-ongoing/simulator-kit/Table"
import type { Model } from "@omnium-ongoing/simulator-kit/World"
import { type SeedOptions, seedTenant } from "./Seed.ts"
import { copyTenant, type Tenant } from "./Tenant.ts"

export const tenantModel: Model<Tenant, SeedOptions> = {
  create: seedTenant,
  copy: copyTenant,
  toJson: (tenant) => ({
    settings: tenant.settings,
    nextNumber: tenant.nextNumber,
    orders: [...tenant.orders.entries()],
    stores: [...tenant.stores.entries()],
    products: [...tenant.products.entries()],
    inventory: [...tenant.inventory.entries()],
    transactions: tenant.transactions,
    shipmentOptions: [...tenant.shipmentOptions.entries()],
    dispatches: [...tenant.dispatches.entries()],
    locks: [...tenant.locks.entries()]
  }),
  fromJson: (json) => {
    // Written by `toJson`; whoever edits an exported snapshot answers for its shape.
    const saved = json as Exported
    const products = new Table("Product", saved.products)
    return {
      settings: { ...saved.settings, workflow: saved.settings.workflow },
      nextNumber: saved.nextNumber,
      orders: new Table("Order", saved.orders),
      stores: new Table("Store", saved.stores),
      products,
      productIdOfSku: skusOf(products),
      inventory: new Table("Inventory", saved.inventory),
      transactions: saved.transactions,
      shipmentOptions: new Table("ShipmentOptions", saved.shipmentOptions),
      dispatches: new Map(saved.dispatches),
      locks: new Map(saved.locks),
      scrolls: new Map(),
      unindexed: []
    }
  },
  view: (tenant) => ({
    counts: {
      orders: tenant.orders.size,
      stores: tenant.stores.size,
      products: tenant.products.size,
      inventory: tenant.inventory.size,
      transactions: tenant.transactions.length,
      eventDeliveries: tenant.dispatches.size
    },
    switches: tenant.settings.switches,
    orders: [...tenant.orders.values()],
    stores: [...tenant.stores.values()],
    inventory: [...tenant.inventory.values()]
  })
}

interface Exported {
  readonly settings: Tenant["settings"]
  readonly nextNumber: number
  readonly orders: Entries<Tenant["orders"]>
  readonly stores: Entries<Tenant["stores"]>
  readonly products: Entries<Tenant["products"]>
  readonly inventory: Entries<Tenant["inventory"]>
  readonly transactions: Tenant["transactions"]
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

const skusOf = (products: Tenant["products"]): Map<string, string> => {
  const skus = new Map<string, string>()
  for (const product of products.values()) {
    if (product.skuId !== undefined) skus.set(product.skuId, product.productId)
    for (const variant of product.variants) skus.set(variant.skuId, product.productId)
  }
  return skus
}
