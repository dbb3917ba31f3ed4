import type { Order } from "./Order.ts"
import type { InventoryItemMembers } from "./wire/Inventory.ts"

/** The stock of one SKU in one warehouse. */
export interface InventoryItem extends InventoryItemMembers {
  readonly sku: string
  readonly warehouseCode: string
  /** Physically there. */
  readonly inventory: number
  readonly reservedInventory: number
  readonly created: string
  readonly modified: string
}

export interface InventoryTransaction {
  readonly id: string
  readonly variant: string
  readonly warehouseCode: string
  readonly transactionType: string
  readonly reason: string
  readonly orderId?: string
  readonly purchaseOrderId?: string
  readonly goodsReceptionId?: string
  readonly returnOrderId?: string
  readonly inventoryChange: number
  readonly newInventory: number
  readonly reservedInventoryChange: number
  readonly newReservedInventory: number
  readonly transactionDate: string
}

export interface StockChange {
  readonly sku: string
  readonly warehouseCode: string
  readonly inventory: number
  readonly reserved: number
}

/** Which movements of stock an order causes, as the tenant's workflow steps would. */
interface StockSwitches {
  readonly reserveAtOrder: boolean
  readonly reduceAtShip: boolean
}

/** Item key: SKUs are kept apart by case, as they were sent. */
export const itemKey = (sku: string, warehouseCode: string): string => `${warehouseCode}/${sku}`

/** What the stock must follow when an order changes: the difference of what it holds before and after. */
export const stockChanges = (
  before: Order | undefined,
  after: Order | undefined,
  switches: StockSwitches
): ReadonlyArray<StockChange> => {
  const totals = new Map<string, { sku: string; warehouseCode: string; inventory: number; reserved: number }>()
  const add = (order: Order | undefined, sign: 1 | -1) => {
    for (const held of order === undefined ? [] : heldBy(order, switches)) {
      const key = itemKey(held.sku, held.warehouseCode)
      const total = totals.get(key) ?? { ...held, inventory: 0, reserved: 0 }
      total.inventory += sign * held.inventory
      total.reserved += sign * held.reserved
      totals.set(key, total)
    }
  }
  add(before, -1)
  add(after, 1)
  return [...totals.values()].filter((total) => total.inventory !== 0 || total.reserved !== 0)
}

/** What an order has reserved, and what it has taken out (negative), per line. */
export const heldBy = (order: Order, switches: StockSwitches): ReadonlyArray<StockChange> =>
  order.orderForm.shipments.flatMap((shipment) => {
    const warehouseCode = shipment.warehouseCode
    if (warehouseCode === undefined) return []
    return shipment.lineItems.flatMap((line) => {
      if (line.code === undefined || line.isVirtualProduct === true) return []
      const wanted = line.quantity - line.canceledQuantity
      const gone = shipment.status === "Shipped" ? wanted : Math.min(wanted, line.deliveredQuantity)
      const isOver = shipment.status === "Cancelled" || order.status === "Deleted"
      return [
        {
          sku: line.code,
          warehouseCode,
          inventory: switches.reduceAtShip && gone > 0 ? -gone : 0,
          reserved: switches.reserveAtOrder && !isOver ? wanted - gone : 0
        }
      ]
    })
  })
