import { unrecorded } from "@omnium-ongoing/simulator-kit/Ledger"
import type { Table } from "@omnium-ongoing/simulator-kit/Table"
import { Schema } from "effect"
import type { Settings } from "./Settings.ts"
import { emptyWarehouse, type IdKind, indexArticle, type Warehouse } from "./Warehouse.ts"

const tableNames = [
  "owners",
  "sites",
  "contracts",
  "orderTypes",
  "orderClasses",
  "articleClasses",
  "waysOfDelivery",
  "returnCauses",
  "customers",
  "purchaseOrderTypes",
  "suppliers",
  "articles",
  "orders",
  "purchaseOrders",
  "returnOrders",
  "adjustments",
  "files",
  "webhooks",
  "deliveries"
] as const satisfies ReadonlyArray<keyof Warehouse>

const Exported = Schema.Struct({
  settings: Schema.Record(Schema.String, Schema.Unknown),
  nextIds: Schema.Record(Schema.String, Schema.Int),
  tables: Schema.Record(
    Schema.String,
    Schema.Array(Schema.Tuple([Schema.Union([Schema.String, Schema.Int]), Schema.Unknown]))
  )
})

/** How often anything of the warehouse was written. */
export const writesOf = (warehouse: Warehouse): number => {
  let writes = 0
  for (const name of tableNames) writes += warehouse[name].writes
  return writes
}

export const warehouseToJson = (warehouse: Warehouse) => ({
  settings: warehouse.settings,
  nextIds: warehouse.nextIds,
  tables: Object.fromEntries(tableNames.map((name) => [name, [...warehouse[name].entries()]]))
})

/** Takes what `warehouseToJson` gave: the outer form is checked, the entities are believed. */
export const warehouseFromJson = (json: unknown): Warehouse => {
  const exported = Schema.decodeUnknownSync(Exported)(json)
  const warehouse = emptyWarehouse(exported.settings as unknown as Settings)
  Object.assign(warehouse.nextIds, exported.nextIds as Record<IdKind, number>)
  for (const name of tableNames) {
    const table = warehouse[name] as unknown as Table<string | number, unknown>
    for (const [key, entity] of exported.tables[name] ?? []) table.set(key, entity, unrecorded)
  }
  for (const article of warehouse.articles.values()) indexArticle(warehouse, undefined, article)
  for (const order of warehouse.orders.values()) warehouse.orderNumbers.note(undefined, order)
  for (const order of warehouse.purchaseOrders.values()) warehouse.purchaseOrderNumbers.note(undefined, order)
  for (const order of warehouse.returnOrders.values()) warehouse.returnOrderNumbers.note(undefined, order)
  return warehouse
}
