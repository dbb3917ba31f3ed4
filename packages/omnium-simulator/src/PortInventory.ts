import type { OmniumInventory } from "@omnium-ongoing/domain/omnium/OmniumInventory"
import { unrecorded } from "@omnium-ongoing/simulator-kit/Ledger"
import { DateTime } from "effect"
import { refuse } from "./Refusal.ts"
import { type InventoryItem, itemKey } from "./Stock.ts"
import { lockedUntil, moveStock, type Tenant } from "./Tenant.ts"

export const portInventory = ({ sku, inventory, reservedInventory, created }: InventoryItem): OmniumInventory => ({
  sku,
  inventory,
  reserved: reservedInventory,
  created: DateTime.makeUnsafe(created)
})

/** Changes the stock of SKUs in a warehouse, each by what `change` makes of what there is. */
export const changeStock = <Row extends { readonly sku: string }>(
  tenant: Tenant,
  warehouseCode: string,
  rows: ReadonlyArray<Row>,
  change: (row: Row, inventory: number) => number,
  now: number
): void => {
  for (const row of rows) {
    const key = itemKey(row.sku, warehouseCode)
    if (lockedUntil(tenant, "Inventory", key) > now) refuse(409, `Inventory ${key} is locked by another operation`)
    const inventory = change(row, tenant.inventory.get(key)?.inventory ?? 0)
    const why = { transactionType: "Inventory", reason: "Ongoing inventory sync" }
    if (inventory !== 0) {
      moveStock(tenant, { sku: row.sku, warehouseCode, inventory, reserved: 0 }, why, { now, record: unrecorded })
    }
  }
}
