import { unrecorded } from "@omnium-ongoing/simulator-kit/Ledger"
import type { Table } from "@omnium-ongoing/simulator-kit/Table"
import type { StateParts } from "@omnium-ongoing/simulator-kit/World"
import type { EntityChange } from "@omnium-ongoing/simulator-kit/WorldStore"
import { Schema } from "effect"
import type { Article } from "./Article.ts"
import type { Order } from "./Order.ts"
import type { PurchaseOrder } from "./PurchaseOrder.ts"
import type { ReturnOrder } from "./ReturnOrder.ts"
import { type Installation, startWarehouse } from "./Seed.ts"
import { defaultSettings } from "./Settings.ts"
import { emptyWarehouse, indexArticle, type Warehouse } from "./Warehouse.ts"

const tableNames = [
  "owners",
  "sites",
  "contracts",
  "orderTypes",
  "orderClasses",
  "articleClasses",
  "waysOfDelivery",
  "returnCauses",
  "articleItemStatuses",
  "parcelTypes",
  "customers",
  "purchaseOrderTypes",
  "suppliers",
  "articles",
  "orders",
  "purchaseOrders",
  "returnOrders",
  "adjustments",
  "wayBillRows",
  "orderTextLines",
  "files",
  "webhooks",
  "deliveries"
] as const satisfies ReadonlyArray<keyof Warehouse>
type TableName = (typeof tableNames)[number]

const Exported = Schema.Struct({
  settings: Schema.Record(Schema.String, Schema.Unknown),
  robot: Schema.optionalKey(Schema.Unknown),
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
  ...restOf(warehouse),
  tables: Object.fromEntries(tableNames.map((name) => [name, [...warehouse[name].entries()]]))
})

/** Takes what `warehouseToJson` gave: the outer form is checked, the entities are believed. */
export const warehouseFromJson = (json: unknown): Warehouse => {
  const exported = Schema.decodeUnknownSync(Exported)(json)
  const warehouse = emptyWarehouse(defaultSettings)
  setRest(warehouse, exported)
  for (const table of tableNames)
    for (const [key, entity] of exported.tables[table] ?? []) put(warehouse, { table, key, entity })
  return warehouse
}

const restOf = ({ settings, robot, nextIds }: Warehouse) => ({ settings, robot, nextIds })

const setRest = (warehouse: Warehouse, rest: unknown): void => {
  const { settings, robot = null, nextIds } = rest as ReturnType<typeof restOf> // what `restOf` gave
  warehouse.settings = { ...defaultSettings, ...settings }
  warehouse.robot = robot
  Object.assign(warehouse.nextIds, nextIds)
}

const put = (warehouse: Warehouse, { table, key, entity }: EntityChange): void => {
  const name = tableNames.find((each) => each === table)
  if (name === undefined) throw new Error(`There is no table "${table}" in a warehouse.`)
  // What is written here was read from a table of the same name.
  const entities = warehouse[name] as unknown as Table<string | number, unknown>
  const before = entities.get(key)
  if (entity === undefined) entities.delete(key, unrecorded)
  else {
    entities.set(key, entity, unrecorded)
    index(warehouse, name, before, entity)
  }
}

const index = (warehouse: Warehouse, name: TableName, before: unknown, entity: unknown): void => {
  // Each table holds entities of its kind only.
  if (name === "articles") indexArticle(warehouse, before as Article | undefined, entity as Article)
  else if (name === "orders") warehouse.orderNumbers.note(before as Order | undefined, entity as Order)
  else if (name === "purchaseOrders")
    warehouse.purchaseOrderNumbers.note(before as PurchaseOrder | undefined, entity as PurchaseOrder)
  else if (name === "returnOrders")
    warehouse.returnOrderNumbers.note(before as ReturnOrder | undefined, entity as ReturnOrder)
}

export const warehouseParts: StateParts<Warehouse, Installation> = {
  begin: (origin) =>
    origin === undefined ? emptyWarehouse(defaultSettings) : startWarehouse(origin.options, origin.seed),
  tables: (warehouse) => Object.fromEntries(tableNames.map((name) => [name, warehouse[name]])),
  rest: restOf,
  setRest,
  put
}
