import { remainingQuantity } from "./Order.ts"
import { type InventoryTransaction, itemKey } from "./Stock.ts"
import type { Tenant } from "./Tenant.ts"

/** Quantities have decimals, and sums of them an error of rounding. */
const differs = (a: number, b: number): boolean => Math.abs(a - b) > 1e-6

const keyOf = (row: InventoryTransaction): string => itemKey(row.variant, row.warehouseCode)

/** Stock only moves by transactions, and is reserved for open orders or by hand. */
export const stockProblems = (tenant: Tenant): ReadonlyArray<string> => [
  ...transactionProblems(tenant),
  ...totalProblems(tenant),
  ...reservationProblems(tenant)
]

/** Each transaction goes on where the one before left the item, and the last one is how the item stands. */
const transactionProblems = (tenant: Tenant): ReadonlyArray<string> => {
  const last = new Map<string, InventoryTransaction>()
  const problems: Array<string> = []
  for (const row of tenant.transactions.values()) {
    const before = last.get(keyOf(row))
    last.set(keyOf(row), row)
    if (before === undefined) continue
    if (
      differs(before.newInventory + row.inventoryChange, row.newInventory) ||
      differs(before.newReservedInventory + row.reservedInventoryChange, row.newReservedInventory)
    ) {
      problems.push(`Transaction ${row.id} of ${keyOf(row)} does not go on where ${before.id} ended.`)
    }
  }
  for (const [key, row] of last) {
    const item = tenant.inventory.get(key)
    const { inventory = 0, reservedInventory = 0 } = item ?? {}
    if (differs(inventory, row.newInventory) || differs(reservedInventory, row.newReservedInventory)) {
      problems.push(`${key} has ${inventory} (${reservedInventory} reserved), its last transaction says otherwise.`)
    }
  }
  return problems
}

const totalProblems = (tenant: Tenant): ReadonlyArray<string> => {
  let stock = 0
  for (const item of tenant.inventory.values()) stock += item.inventory
  const moved = tenant.transactions.values().reduce((sum, row) => sum + row.inventoryChange, 0)
  return differs(stock, tenant.openingStock + moved)
    ? [`There are ${stock} pieces; ${tenant.openingStock} were there at first and transactions moved ${moved}.`]
    : []
}

const reservationProblems = (tenant: Tenant): ReadonlyArray<string> => {
  const expected = new Map<string, number>()
  const add = (key: string, quantity: number) => expected.set(key, (expected.get(key) ?? 0) + quantity)
  for (const item of tenant.inventory.values()) add(itemKey(item.sku, item.warehouseCode), 0)
  for (const row of tenant.transactions.values()) {
    if (row.transactionType !== "Order") add(keyOf(row), row.reservedInventoryChange)
  }
  for (const order of tenant.settings.switches.reserveAtOrder ? tenant.orders.values() : []) {
    if (order.status === "Deleted") continue
    for (const { warehouseCode, status, lineItems } of order.orderForm.shipments) {
      if (warehouseCode === undefined || status === "Shipped" || status === "Cancelled") continue
      for (const line of lineItems) {
        if (line.code !== undefined && line.isVirtualProduct !== true)
          add(itemKey(line.code, warehouseCode), remainingQuantity(line))
      }
    }
  }
  return [...expected].flatMap(([key, quantity]) => {
    const reserved = tenant.inventory.get(key)?.reservedInventory ?? 0
    return differs(reserved, quantity)
      ? [`${key} has ${reserved} reserved; open orders and hands need ${quantity}.`]
      : []
  })
}
