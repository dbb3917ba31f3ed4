import { unrecorded } from "@omnium-ongoing/simulator-kit/Ledger"
import type { Table } from "@omnium-ongoing/simulator-kit/Table"
import type { Model } from "@omnium-ongoing/simulator-kit/World"
import type { EntityChange } from "@omnium-ongoing/simulator-kit/WorldStore"
import { indexProduct } from "./Assortment.ts"
import { brokenLaws } from "./Laws.ts"
import type { Product } from "./Product.ts"
import type { PurchaseOrder } from "./PurchaseOrder.ts"
import { indexPurchaseOrder } from "./Purchasing.ts"
import { type SeedOptions, seedTenant, startTenant } from "./Seed.ts"
import type { InventoryItem, InventoryTransaction } from "./Stock.ts"
import { copyTenant, type Tenant } from "./Tenant.ts"

const tableNames = [
  "orders",
  "stores",
  "products",
  "suppliers",
  "purchaseOrders",
  "deliveries",
  "inventory",
  "transactions",
  "eventLog",
  "shipmentOptions",
  "dispatches",
  "locks"
] as const satisfies ReadonlyArray<keyof Tenant>
type TableName = (typeof tableNames)[number]

/** How often anything of the tenant was written. */
export const writesOf = (tenant: Tenant): number => {
  let writes = 0
  for (const name of tableNames) writes += tenant[name].writes
  return writes
}

const nobody = { workflow: undefined, eventSubscriptions: [] }

const restOf = ({ settings, nextNumber, openingStock }: Tenant) => ({ settings, nextNumber, openingStock })

const setRest = (tenant: Tenant, rest: unknown): void => {
  const { settings, nextNumber, openingStock } = rest as ReturnType<typeof restOf> // what `restOf` gave
  // What is undefined was left out when it was written.
  const { workflow, limits } = settings
  Object.assign(tenant, { settings: { ...tenant.settings, ...settings, workflow, limits }, nextNumber, openingStock })
}

const put = (tenant: Tenant, { table, key, entity }: EntityChange): void => {
  const name = tableNames.find((each) => each === table)
  if (name === undefined) throw new Error(`There is no table "${table}" in a tenant.`)
  // What is written here was read from a table of the same name, and each table holds entities of its kind only.
  const entities = tenant[name] as unknown as Table<string, unknown>
  if (entity === undefined) entities.delete(String(key), unrecorded)
  else {
    entities.set(String(key), entity, unrecorded)
    if (name === "products") indexProduct(tenant, entity as Product)
    else if (name === "purchaseOrders") indexPurchaseOrder(tenant, entity as PurchaseOrder)
    else if (name === "inventory") tenant.stockedWarehouses.add((entity as InventoryItem).warehouseCode)
    else if (name === "transactions") {
      const { goodsReceptionId } = entity as InventoryTransaction
      if (goodsReceptionId !== undefined) tenant.goodsReceptionIds.add(goodsReceptionId)
    }
  }
}

export const tenantModel: Model<Tenant, SeedOptions> = {
  create: seedTenant,
  copy: copyTenant,
  toJson: (tenant) => ({
    ...restOf(tenant),
    ...Object.fromEntries(tableNames.map((name) => [name, [...tenant[name].entries()]]))
  }),
  fromJson: (json) => {
    const tenant = startTenant(nobody)
    setRest(tenant, json)
    // Written by `toJson`; whoever edits an exported snapshot answers for its shape.
    const saved = json as Readonly<Partial<Record<TableName, ReadonlyArray<readonly [string, unknown]>>>>
    for (const table of tableNames) for (const [key, entity] of saved[table] ?? []) put(tenant, { table, key, entity })
    return tenant
  },
  parts: {
    begin: (origin) => startTenant(origin?.options ?? nobody),
    tables: (tenant) => Object.fromEntries(tableNames.map((name) => [name, tenant[name]])),
    rest: restOf,
    setRest,
    put
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
      transactions: tenant.transactions.size,
      eventDeliveries: tenant.dispatches.size
    },
    switches: tenant.settings.switches,
    limits: tenant.settings.limits,
    roles: tenant.settings.roles,
    orders: [...tenant.orders.values()],
    stores: [...tenant.stores.values()],
    purchaseOrders: [...tenant.purchaseOrders.values()],
    deliveries: [...tenant.deliveries.values()],
    inventory: [...tenant.inventory.values()]
  })
}
