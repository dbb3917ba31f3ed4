import { CopyOnWriteMap } from "@omnium-ongoing/simulator-kit/CopyOnWriteMap"
import { type Recorder, unrecorded } from "@omnium-ongoing/simulator-kit/Ledger"
import { Table } from "@omnium-ongoing/simulator-kit/Table"
import type { Delivery } from "./Delivery.ts"
import type { Dispatch } from "./Dispatch.ts"
import type { OmniumEvent, Subscription } from "./Events.ts"
import type { Order } from "./Order.ts"
import type { Product } from "./Product.ts"
import type { PurchaseOrder } from "./PurchaseOrder.ts"
import type { Scroll } from "./Scroll.ts"
import { type InventoryItem, type InventoryTransaction, itemKey, type StockChange, stockChanges } from "./Stock.ts"
import type { Store } from "./Store.ts"
import type { Supplier } from "./Supplier.ts"
import type { OrderSettings, OrderType, ShipmentOption } from "./wire/Settings.ts"

export interface Switches {
  readonly reserveAtOrder: boolean
  readonly reduceAtShip: boolean
  readonly receiveAddsStock: boolean
  /** Milliseconds until a write is seen by searches and scrolls. */
  readonly indexLag: number
}

/** How much of what is too much: answered 429. */
export interface Limits {
  readonly concurrentPerUser: number
  readonly concurrentPerTenant: number
  /** Reads of products and inventory are counted for themselves. */
  readonly concurrentStockReads: number
  /** Of the operations whose names end with `Many`. */
  readonly concurrentBatchWrites: number
  readonly bucketCapacity: number
  /** Calls that come back every ten seconds. */
  readonly bucketRefill: number
}

/** Where the steps of connector `Ongoing` post to. */
export interface WorkflowTarget {
  readonly url: string
  readonly secret: string
  /** `value` is a workflow webhook's body, `order` an export model's. */
  readonly payload: "value" | "order"
}

/** What people configure in the administration, which the API only reads or does not know. */
export interface Settings {
  readonly orderTypes: ReadonlyArray<OrderType>
  readonly orderSettings: OrderSettings
  readonly workflow: WorkflowTarget | undefined
  readonly eventSubscriptions: ReadonlyArray<Subscription>
  readonly switches: Switches
  /** None until they are asked for. */
  readonly limits: Limits | undefined
  /** Of the API user. */
  readonly roles: ReadonlyArray<string>
}

/** An order as searches still see it while the index lags behind a write. */
interface Unindexed {
  readonly at: number
  readonly id: string
  readonly before: Order | undefined
}

/** All that one merchant's system holds. */
export interface Tenant {
  settings: Settings
  readonly orders: Table<string, Order>
  readonly stores: Table<string, Store>
  /** By document id: a product is there once for each of its languages. */
  readonly products: Table<string, Product>
  /** The document ids of a product id, a SKU or a variant's document id. */
  readonly documentsOf: CopyOnWriteMap<string, ReadonlySet<string>>
  readonly suppliers: Table<string, Supplier>
  readonly purchaseOrders: Table<string, PurchaseOrder>
  readonly purchaseOrderOfLine: CopyOnWriteMap<string, string>
  readonly deliveries: Table<string, Delivery>
  readonly purchaseOrdersOfDelivery: CopyOnWriteMap<string, ReadonlySet<string>>
  readonly inventory: Table<string, InventoryItem>
  /** Every code that has an inventory item, whether there is such a store or not. */
  readonly stockedWarehouses: Set<string>
  readonly transactions: Table<string, InventoryTransaction>
  /** Those of the transactions. */
  readonly goodsReceptionIds: Set<string>
  readonly eventLog: Table<string, OmniumEvent>
  readonly shipmentOptions: Table<string, ReadonlyArray<ShipmentOption>>
  /** Calls to the outside, by id. */
  readonly dispatches: Table<string, Dispatch>
  /** Until when (milliseconds) an entity is locked, by `{entity}/{id}` in small letters. */
  readonly locks: Table<string, number>
  readonly scrolls: Map<string, Scroll>
  unindexed: ReadonlyArray<Unindexed>
  /** The next number of everything that gets one. */
  nextNumber: number
  /** How many pieces were in stock before the first transaction. */
  openingStock: number
}

/** What a write leaves behind besides the entity. */
export interface Write {
  readonly now: number
  readonly record: Recorder
}

export const emptyTenant = (settings: Settings): Tenant => ({
  settings,
  orders: new Table("Order"),
  stores: new Table("Store"),
  products: new Table("Product"),
  documentsOf: new CopyOnWriteMap(),
  suppliers: new Table("Supplier"),
  purchaseOrders: new Table("PurchaseOrder"),
  purchaseOrderOfLine: new CopyOnWriteMap(),
  deliveries: new Table("Delivery"),
  purchaseOrdersOfDelivery: new CopyOnWriteMap(),
  inventory: new Table("Inventory"),
  stockedWarehouses: new Set(),
  transactions: new Table("InventoryTransaction"),
  goodsReceptionIds: new Set(),
  eventLog: new Table("Event"),
  shipmentOptions: new Table("ShipmentOptions"),
  dispatches: new Table("Dispatch"),
  locks: new Table("Lock"),
  scrolls: new Map(),
  unindexed: [],
  nextNumber: 1,
  openingStock: 0
})

export const copyTenant = (tenant: Tenant): Tenant => ({
  ...tenant,
  orders: tenant.orders.copy(),
  stores: tenant.stores.copy(),
  products: tenant.products.copy(),
  documentsOf: tenant.documentsOf.copy(),
  suppliers: tenant.suppliers.copy(),
  purchaseOrders: tenant.purchaseOrders.copy(),
  purchaseOrderOfLine: tenant.purchaseOrderOfLine.copy(),
  deliveries: tenant.deliveries.copy(),
  purchaseOrdersOfDelivery: tenant.purchaseOrdersOfDelivery.copy(),
  inventory: tenant.inventory.copy(),
  stockedWarehouses: new Set(tenant.stockedWarehouses),
  transactions: tenant.transactions.copy(),
  goodsReceptionIds: new Set(tenant.goodsReceptionIds),
  eventLog: tenant.eventLog.copy(),
  shipmentOptions: tenant.shipmentOptions.copy(),
  dispatches: tenant.dispatches.copy(),
  locks: tenant.locks.copy(),
  scrolls: new Map(tenant.scrolls)
})

export const lockKey = (entity: string, id: string): string => `${entity.toLowerCase()}/${id.toLowerCase()}`

/** Milliseconds; in the past when nothing holds the entity. */
export const lockedUntil = (tenant: Tenant, entity: string, id: string): number =>
  tenant.locks.get(lockKey(entity, id)) ?? 0

export const takeNumber = (tenant: Tenant): number => tenant.nextNumber++

export const isoOf = (milliseconds: number): string => new Date(milliseconds).toISOString()

/** Keeps an order and moves the stock with it. */
export const saveOrder = (tenant: Tenant, order: Order, write: Write): void => {
  const before = tenant.orders.get(order.id)
  noteUnindexed(tenant, order.id, before, write.now)
  tenant.orders.set(order.id, order, write.record)
  for (const change of stockChanges(before, order, tenant.settings.switches)) {
    moveStock(
      tenant,
      change,
      { transactionType: "Order", reason: `Order ${order.id}: ${order.status}`, orderId: order.id },
      write
    )
  }
}

export const deleteOrder = (tenant: Tenant, order: Order, write: Write): void => {
  noteUnindexed(tenant, order.id, order, write.now)
  tenant.orders.delete(order.id, write.record)
  for (const change of stockChanges(order, undefined, { ...tenant.settings.switches, reduceAtShip: false })) {
    moveStock(
      tenant,
      change,
      { transactionType: "Order", reason: `Order ${order.id}: deleted`, orderId: order.id },
      write
    )
  }
}

/** Every change of stock leaves a transaction. */
export const moveStock = (
  tenant: Tenant,
  change: StockChange,
  why: Pick<
    InventoryTransaction,
    "transactionType" | "reason" | "orderId" | "purchaseOrderId" | "goodsReceptionId" | "returnOrderId"
  >,
  write: Write
): void => {
  const key = itemKey(change.sku, change.warehouseCode)
  const now = isoOf(write.now)
  const known = tenant.inventory.get(key)
  const item: InventoryItem = {
    ...(known ?? { sku: change.sku, warehouseCode: change.warehouseCode, created: now, properties: [] }),
    inventory: (known?.inventory ?? 0) + change.inventory,
    reservedInventory: (known?.reservedInventory ?? 0) + change.reserved,
    modified: now
  }
  tenant.inventory.set(key, item, write.record)
  tenant.stockedWarehouses.add(change.warehouseCode)
  if (why.goodsReceptionId !== undefined) tenant.goodsReceptionIds.add(why.goodsReceptionId)
  const transaction: InventoryTransaction = {
    id: String(takeNumber(tenant)),
    variant: change.sku,
    warehouseCode: change.warehouseCode,
    ...why,
    inventoryChange: change.inventory,
    newInventory: item.inventory,
    reservedInventoryChange: change.reserved,
    newReservedInventory: item.reservedInventory,
    transactionDate: now
  }
  // Noted as the change of the item.
  tenant.transactions.set(transaction.id, transaction, unrecorded)
}

/** The orders as the index has them: without the writes of the last `indexLag` milliseconds. */
export const indexedOrders = (tenant: Tenant, now: number): Iterable<Order> => {
  const lag = tenant.settings.switches.indexLag
  tenant.unindexed = tenant.unindexed.filter((entry) => entry.at + lag > now)
  if (tenant.unindexed.length === 0) return tenant.orders.values()
  const asIndexed = new Map<string, Order | undefined>(tenant.orders.entries())
  for (const entry of tenant.unindexed.toReversed()) asIndexed.set(entry.id, entry.before)
  return [...asIndexed.values()].filter((order) => order !== undefined)
}

const noteUnindexed = (tenant: Tenant, id: string, before: Order | undefined, now: number): void => {
  if (tenant.settings.switches.indexLag > 0) tenant.unindexed = [...tenant.unindexed, { at: now, id, before }]
}
