import { heldBy, itemKey } from "./Stock.ts"
import { moveStock, type Switches, type Tenant, type Write } from "./Tenant.ts"

/** Open orders reserve from now on, or no longer; what they have taken out of the stock stays out. */
export const changeSwitches = (tenant: Tenant, switches: Switches, write: Write): void => {
  const { reserveAtOrder } = tenant.settings.switches
  tenant.settings = { ...tenant.settings, switches }
  if (switches.reserveAtOrder === reserveAtOrder) return
  for (const order of tenant.orders.values()) {
    for (const { sku, warehouseCode, reserved } of heldBy(order, { reserveAtOrder: true, reduceAtShip: false })) {
      if (reserved === 0) continue
      moveStock(
        tenant,
        { sku, warehouseCode, inventory: 0, reserved: switches.reserveAtOrder ? reserved : -reserved },
        {
          transactionType: "Order",
          reason: `Order ${order.id}: reserving was switched ${switches.reserveAtOrder ? "on" : "off"}`,
          orderId: order.id
        },
        write
      )
    }
  }
}

/** Takes back what was reserved or freed by hand. */
export const recalculateReserved = (tenant: Tenant, write: Write): void => {
  const needed = new Map<string, number>()
  for (const order of tenant.orders.values()) {
    for (const { sku, warehouseCode, reserved } of heldBy(order, tenant.settings.switches)) {
      const key = itemKey(sku, warehouseCode)
      needed.set(key, (needed.get(key) ?? 0) + reserved)
    }
  }
  for (const { sku, warehouseCode, reservedInventory } of [...tenant.inventory.values()]) {
    const reserved = (needed.get(itemKey(sku, warehouseCode)) ?? 0) - reservedInventory
    if (reserved === 0) continue
    const why = { transactionType: "Inventory", reason: "Reserved inventory recalculated" }
    moveStock(tenant, { sku, warehouseCode, inventory: 0, reserved }, why, write)
  }
}
