import { checkedPage } from "../Paging.ts"
import { refuse } from "../Refusal.ts"
import { recalculateReserved } from "../Reservations.ts"
import { continueScroll, startScroll } from "../Scroll.ts"
import { type InventoryItem, itemKey } from "../Stock.ts"
import { findItems, findTransactions, itemsOf } from "../StockSearching.ts"
import { moveStock, takeNumber } from "../Tenant.ts"
import { batchResult, InventoryTransaction } from "../wire/Answer.ts"
import { InventoryItemMembers, InventorySearch, InventoryUpdate, TransactionSearch } from "../wire/Inventory.ts"
import { list } from "../wire/Shape.ts"
import { noContent } from "./Answer.ts"
import type { Exchange, Operation } from "./Exchange.ts"

const firstBatch = 1000
const laterBatch = 2000
const maxMany = 1000
const transactionScroll = "InventoryTransactions"

/** The item a row of a body is about, which must be named and free. */
const itemOf = (exchange: Exchange, sku: string | undefined, warehouseCode: string | undefined) => {
  const item = {
    sku: sku ?? refuse(400, "The SKU is missing"),
    warehouseCode: warehouseCode ?? refuse(400, `WarehouseCode of ${sku} is missing`)
  }
  exchange.refuseLocked("Inventory", itemKey(item.sku, item.warehouseCode))
  return item
}

/** Sets stock. What is sent as nothing keeps its value, and what is already so is skipped unless it is added. */
const setItems = (
  exchange: Exchange,
  rows: ReadonlyArray<InventoryItemMembers>,
  how: { readonly overwritesReserved?: boolean; readonly isAdded?: boolean } = {}
): void => {
  const { tenant, write } = exchange
  const items = rows.map((sent) => ({ sent, item: itemOf(exchange, sent.sku, sent.warehouseCode) }))
  for (const { sent, item } of items) {
    const key = itemKey(item.sku, item.warehouseCode)
    const before = tenant.inventory.get(key)
    const inventory = (sent.inventory ?? 0) - (before?.inventory ?? 0)
    const reserved =
      how.overwritesReserved === true ? (sent.reservedInventory ?? 0) - (before?.reservedInventory ?? 0) : 0
    if (before === undefined || how.isAdded === true || inventory !== 0 || reserved !== 0) {
      const why = { transactionType: "Inventory", reason: "Inventory update" }
      moveStock(tenant, { ...item, inventory, reserved }, why, write)
    }
    const moved = tenant.inventory.get(key)
    if (moved !== undefined) setDetails(exchange, moved, sent)
  }
}

const setDetails = (exchange: Exchange, item: InventoryItem, sent: InventoryItemMembers): void => {
  const details: InventoryItem = {
    ...item,
    ...(sent.cost ? { cost: sent.cost } : {}),
    ...(sent.location ? { location: sent.location } : {}),
    ...(sent.minQuantity ? { minQuantity: sent.minQuantity } : {}),
    ...(sent.maxQuantity ? { maxQuantity: sent.maxQuantity } : {}),
    ...(sent.properties === undefined ? {} : { properties: sent.properties })
  }
  if (JSON.stringify(details) === JSON.stringify(item)) return
  const key = itemKey(item.sku, item.warehouseCode)
  exchange.tenant.inventory.set(key, { ...details, modified: exchange.isoNow }, exchange.write.record)
}

/** Changes stock by what the rows say; with a row that says nothing of use, none is applied. */
const applyChanges = (exchange: Exchange, rows: ReadonlyArray<InventoryUpdate>): void => {
  const changes = rows.map((update) => ({ update, item: itemOf(exchange, update.skuId, update.warehouseCode) }))
  for (const { update, item } of changes) {
    const inventory = update.inventoryChange ?? 0
    const why = {
      transactionType: "Inventory",
      reason: update.reason ?? "",
      ...(update.orderId === undefined ? {} : { orderId: update.orderId })
    }
    const reserved = update.adjustReservedInventory === true ? inventory : 0
    moveStock(exchange.tenant, { ...item, inventory, reserved }, why, exchange.write)
  }
}

const many = <A>(items: ReadonlyArray<A>): ReadonlyArray<A> =>
  items.length > maxMany ? refuse(400, `At most ${maxMany} items can be sent at once`) : items

const itemsOfSku = (exchange: Exchange): ReadonlyArray<InventoryItem> => {
  const warehouses = new Set(exchange.query("warehouseIds"))
  const { stockedWarehouses } = exchange.tenant
  return itemsOf(
    exchange.tenant,
    new Set([exchange.param("sku")]),
    warehouses.size === 0 ? stockedWarehouses : warehouses
  )
}

export const inventory: ReadonlyArray<Operation> = [
  {
    method: "POST",
    path: "/api/Inventory/Search",
    summary: "Inventory items; more than 1,000 come with a scroll id",
    body: InventorySearch,
    answer: batchResult(InventoryItemMembers),
    run: (exchange) => {
      const { tenant, now } = exchange
      const found = findItems(tenant, exchange.read(InventorySearch))
      return Response.json(
        found.length > firstBatch
          ? startScroll(tenant.scrolls, "Inventory", found, firstBatch, takeNumber(tenant), now, laterBatch)
          : { result: found, totalHits: found.length, isValid: true }
      )
    }
  },
  {
    method: "GET",
    path: "/api/Inventory/Scroll/{scrollId}",
    summary: "The next batch of a scroll",
    answer: batchResult(InventoryItemMembers),
    run: (exchange) =>
      Response.json(continueScroll(exchange.tenant.scrolls, "Inventory", exchange.param("scrollId"), exchange.now))
  },
  {
    method: "PUT",
    path: "/api/Inventory/UpdateMany",
    summary: "Sets the stock of up to 1,000 items",
    body: list(InventoryItemMembers),
    query: { isReservedInventoryOverwritten: "flag" },
    run: (exchange) => {
      const overwritesReserved = exchange.isSet("isReservedInventoryOverwritten")
      setItems(exchange, many(exchange.read(list(InventoryItemMembers))), { overwritesReserved })
      return noContent()
    }
  },
  {
    method: "PUT",
    path: "/api/Inventory/Update",
    summary: "Sets the stock of one item",
    body: InventoryItemMembers,
    run: (exchange) => {
      setItems(exchange, [exchange.read(InventoryItemMembers)])
      return noContent()
    }
  },
  {
    method: "POST",
    path: "/api/Inventory",
    summary: "Adds an item, or sets its stock",
    body: InventoryItemMembers,
    run: (exchange) => {
      setItems(exchange, [exchange.read(InventoryItemMembers)], { isAdded: true })
      return noContent()
    }
  },
  {
    method: "POST",
    path: "/api/Inventory/AddMany",
    summary: "Adds up to 1,000 items, or sets their stock; also writes what is already so",
    body: list(InventoryItemMembers),
    run: (exchange) => {
      setItems(exchange, many(exchange.read(list(InventoryItemMembers))), { isAdded: true })
      return noContent()
    }
  },
  {
    method: "GET",
    path: "/api/Inventory/RecalculateReservedInventory",
    summary: "Reserves what the open orders need, and nothing else",
    run: ({ tenant, write }) => {
      recalculateReserved(tenant, write)
      return noContent()
    }
  },
  {
    method: "POST",
    path: "/api/Inventory/ProcessInventoryTransactions",
    summary: "Changes stock by signed quantities",
    body: list(InventoryUpdate),
    run: (exchange) => {
      applyChanges(exchange, many(exchange.read(list(InventoryUpdate))))
      return noContent()
    }
  },
  {
    method: "POST",
    path: "/api/Inventory/SearchTransactions",
    summary: "The changes of stock, newest first; pages start at 1, and the first has a scroll id if there are more",
    body: TransactionSearch,
    answer: batchResult(InventoryTransaction),
    run: (exchange) => {
      const { tenant, now } = exchange
      const search = exchange.read(TransactionSearch)
      const { take, page } = checkedPage({ ...search, page: (search.page ?? 1) - 1 })
      const found = findTransactions(tenant, search)
      if (page === 0 && found.length > take) {
        const id = takeNumber(tenant)
        return Response.json(startScroll(tenant.scrolls, transactionScroll, found, take, id, now, firstBatch))
      }
      return Response.json({
        result: found.slice(page * take, (page + 1) * take),
        totalHits: found.length,
        isValid: true
      })
    }
  },
  {
    method: "GET",
    path: "/api/Inventory/ScrollTransactions/{scrollId}",
    summary: "The next batch of a scroll of transactions",
    answer: batchResult(InventoryTransaction),
    run: (exchange) => {
      const { tenant, now } = exchange
      return Response.json(continueScroll(tenant.scrolls, transactionScroll, exchange.param("scrollId"), now))
    }
  },
  {
    method: "GET",
    path: "/api/Inventory/{sku}",
    summary: "The items of one SKU",
    query: { warehouseIds: "list" },
    answer: list(InventoryItemMembers),
    run: (exchange) => Response.json(itemsOfSku(exchange))
  },
  {
    method: "DELETE",
    path: "/api/Inventory/{sku}",
    summary: "Removes the items of one SKU for good",
    query: { warehouseIds: "list" },
    run: (exchange) => {
      const { tenant, write } = exchange
      for (const item of itemsOfSku(exchange)) {
        const { sku, warehouseCode } = item
        exchange.refuseLocked("Inventory", itemKey(sku, warehouseCode))
        const gone = { sku, warehouseCode, inventory: -item.inventory, reserved: -item.reservedInventory }
        moveStock(tenant, gone, { transactionType: "Inventory", reason: "Inventory deleted" }, write)
        tenant.inventory.delete(itemKey(sku, warehouseCode), write.record)
      }
      return noContent()
    }
  }
]
