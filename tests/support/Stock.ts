import type { TenantSettings } from "@omnium-ongoing/app/Settings"
import { Redacted } from "effect"
import { ConnectorWorld, ongoingHost, type WorldOptions } from "./ConnectorWorld.ts"
import { mainWarehouse } from "./ShopOrder.ts"

export const secondWarehouse = "epic_company_second_warehouse"

/** A world in which all is synchronized, stock too. */
export const openStock = ({ tenant, ...options }: WorldOptions = {}) =>
  ConnectorWorld.open({
    ...options,
    tenant: (id): Partial<TenantSettings> => ({
      connector: {
        Host: new URL(`http://${ongoingHost}/demo/api/v1`),
        Username: "demo",
        Password: Redacted.make("demo"),
        SyncOrders: true,
        SyncPurchaseOrders: true,
        SyncInventory: true,
        SyncReturns: true
      },
      ...tenant?.(id)
    })
  })

interface StockSeen {
  readonly sku: string
  readonly inventory: number
  readonly reservedInventory: number
}

/** What Omnium holds in a warehouse, by SKU. */
export const stockIn = async (world: ConnectorWorld, warehouse = mainWarehouse) => {
  // The shape that Omnium documents.
  const found = (await world.omnium("POST", "/Inventory/Search", { warehouseCodes: [warehouse] })) as {
    readonly result: ReadonlyArray<StockSeen>
  }
  return new Map(found.result.map((item) => [item.sku, item]))
}

export const inventoryOf = async (world: ConnectorWorld, sku = "0123ABC", warehouse = mainWarehouse) =>
  (await stockIn(world, warehouse)).get(sku)?.inventory

/** Somebody counts the shelves in Omnium. */
export const setInventory = (world: ConnectorWorld, inventory: number, sku = "0123ABC", warehouse = mainWarehouse) =>
  world.omnium("PUT", "/Inventory/UpdateMany", [{ sku, warehouseCode: warehouse, inventory }])

/** What Ongoing can sell of each article in a warehouse, by number. */
export const sellableIn = async (world: ConnectorWorld, warehouse = 1) => {
  const query = `goodsOwnerId=7&warehouseIds=${warehouse}`
  // The shape that Ongoing documents.
  const rows = (await world.ongoingApi("GET", `/articles/inventoryPerWarehouse?${query}`)) as ReadonlyArray<{
    readonly articleNumber: string
    readonly inventoryPerWarehouse: ReadonlyArray<{ readonly sellableNumberOfItems: number }>
  }>
  return new Map(rows.map((row) => [row.articleNumber, row.inventoryPerWarehouse[0]?.sellableNumberOfItems]))
}

/** The warehouse finds so many, or misses them. */
export const find = (world: ConnectorWorld, quantity: number, sku = "0123ABC", warehouseId = 1) =>
  world.warehouse(`articles/${sku}/adjust`, { goodsOwnerId: 7, warehouseId, quantity })

export const putArticle = async (world: ConnectorWorld, articleNumber: string, more: object = {}): Promise<number> => {
  const article = { goodsOwnerId: 7, articleNumber, articleName: articleNumber, productCode: articleNumber, ...more }
  // The shape that Ongoing documents.
  const answer = (await world.ongoingApi("PUT", "/articles", article)) as { readonly articleSystemId: number }
  return answer.articleSystemId
}

interface Report {
  readonly operations: ReadonlyArray<{
    readonly name: string
    readonly done: number
    readonly held: number
    readonly skipped: ReadonlyArray<{ readonly reason: string; readonly count: number }>
    readonly failed: ReadonlyArray<{ readonly key: string; readonly cause: string }>
    readonly calls: { readonly ongoing: number; readonly omnium: number }
  }>
}

/** Only the stock, and what the report says of it. */
export const syncStock = async (world: ConnectorWorld, body: object = {}) => {
  // The shape of our own API, which its tests fix.
  const report = (await world.run("OngoingSyncScheduledTask", "epic", { only: ["inventory"], ...body })) as Report
  const [operation] = report.operations
  if (operation === undefined) throw new Error(`The stock was not synchronized: ${JSON.stringify(report)}`)
  return { ...operation, skipped: Object.fromEntries(operation.skipped.map(({ reason, count }) => [reason, count])) }
}

/** What the connector asked Omnium to change, call by call. */
export const stockWrites = (world: ConnectorWorld, since = 0) =>
  world.network
    .callsTo("omnium.test", since)
    .filter((call) => /\/Inventory\/(ProcessInventoryTransactions|UpdateMany)$/.test(call.path))
