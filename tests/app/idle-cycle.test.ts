import { expect, test } from "bun:test"
import { exportedPurchase } from "../support/Purchase.ts"
import { openStock } from "../support/Stock.ts"

test("an idle cycle of all tasks, two warehouses and an open purchase order, costs eight calls", async () => {
  await using world = await openStock({ scheduled: true })
  await exportedPurchase(world, "D-1")
  // What is asked once an hour is asked about the full hour and a quarter past it.
  await world.pass("209 minutes")
  const before = world.network.calls.length
  await world.pass("2 minutes")
  const minute = (at: number) => new Date(at).toISOString().slice(11, 16)
  const calls = world.network.calls.slice(before).filter((call) => minute(call.at) === "11:30")
  expect(calls.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
    "GET /demo/api/v1/articles/inventoryPerWarehouse",
    "GET /demo/api/v1/orders",
    "GET /demo/api/v1/orders",
    "GET /demo/api/v1/purchaseOrders",
    "POST /api/Deliveries/Search",
    "POST /api/Inventory/Search",
    "POST /api/Orders/Scroll",
    "POST /api/Products/Scroll"
  ])
})
