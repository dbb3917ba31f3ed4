import { describe, expect, test } from "bun:test"
import { seededStock } from "@omnium-ongoing/simulator-kit/Catalogue"
import * as fc from "fast-check"
import { type Answer, mainWarehouse, orderOf, sandbox } from "./Sandbox.ts"

const secondWarehouse = "epic_company_second_warehouse"
const sku = "0123ABC"

type Box = Awaited<ReturnType<typeof sandbox>>

const item = async ({ ok }: Box, warehouse = mainWarehouse) =>
  (await ok("POST", "/api/Inventory/Search", { warehouseCodes: [warehouse], productCodes: [sku] })).result[0]

const transactionsOf = async (
  { ok }: Box,
  search: Readonly<Record<string, unknown>>
): Promise<ReadonlyArray<Answer>> => {
  const rows: Array<Answer> = []
  let batch = await ok("POST", "/api/Inventory/SearchTransactions", { take: 2, page: 1, ...search })
  rows.push(...batch.result)
  while (batch.scrollId !== undefined) {
    batch = await ok("GET", `/api/Inventory/ScrollTransactions/${batch.scrollId}`)
    rows.push(...batch.result)
  }
  expect(rows).toHaveLength(batch.totalHits)
  return rows
}

describe("inventory", () => {
  test("changes by signed quantities, each a transaction", async () => {
    const box = await sandbox()
    const update = { skuId: sku, warehouseCode: mainWarehouse, reason: "Ongoing inventory sync" }
    await box.ok("POST", "/api/Inventory/ProcessInventoryTransactions", [
      { ...update, inventoryChange: -30 },
      { ...update, inventoryChange: 5 }
    ])
    expect(await item(box)).toMatchObject({ inventory: 75, reservedInventory: 0 })
    expect((await transactionsOf(box, { skuId: sku })).map((row) => [row.inventoryChange, row.newInventory])).toEqual([
      [5, 75],
      [-30, 70]
    ])
  })

  test("can change what is reserved along with it", async () => {
    const box = await sandbox()
    await box.ok("POST", "/api/Inventory/ProcessInventoryTransactions", [
      { skuId: sku, warehouseCode: mainWarehouse, inventoryChange: 4, adjustReservedInventory: true }
    ])
    expect(await item(box)).toMatchObject({ inventory: 104, reservedInventory: 4 })
  })

  test("stays as it is when one row of many is of no use, or locked", async () => {
    const box = await sandbox()
    const send = async (path: string, method: string, change: object, bad: object) =>
      (await box.api(method, `/api/Inventory/${path}`, [{ ...change, warehouseCode: mainWarehouse }, bad])).status
    const changed = { skuId: sku, inventoryChange: 5 }
    expect(await send("ProcessInventoryTransactions", "POST", changed, { skuId: sku })).toBe(400)
    expect(await send("UpdateMany", "PUT", { sku, inventory: 5 }, { warehouseCode: mainWarehouse })).toBe(400)
    await box.back("POST", "locks", { entity: "Inventory", id: `${mainWarehouse}/LOCKED`, seconds: 5 })
    const locked = { skuId: "LOCKED", warehouseCode: mainWarehouse }
    expect(await send("ProcessInventoryTransactions", "POST", changed, locked)).toBe(409)
    expect(await item(box)).toMatchObject({ inventory: 100 })
  })

  test("is set as a whole, skipping what is already so", async () => {
    const box = await sandbox()
    const before = await item(box)
    box.pass(1000)
    const sent = { sku, warehouseCode: mainWarehouse }
    await box.ok("PUT", "/api/Inventory/UpdateMany", [{ ...sent, inventory: 100 }])
    expect(await item(box)).toEqual(before)
    expect(await transactionsOf(box, { skuId: sku })).toEqual([])
    await box.ok("PUT", "/api/Inventory/UpdateMany", [{ ...sent, inventory: 7, reservedInventory: 3 }])
    expect(await item(box)).toMatchObject({ inventory: 7, reservedInventory: 0 })
    expect(await transactionsOf(box, { skuId: sku })).toMatchObject([{ inventoryChange: -93, newInventory: 7 }])
  })

  test("is read in batches of 1,000 and then 2,000", async () => {
    const { ok } = await sandbox({ products: 1200 })
    const first = await ok("POST", "/api/Inventory/Search", { isInStock: true })
    expect(first.result).toHaveLength(1000)
    expect(first.totalHits).toBeGreaterThan(3000)
    const second = await ok("GET", `/api/Inventory/Scroll/${first.scrollId}`)
    expect(second.result).toHaveLength(2000)
    const third = await ok("GET", `/api/Inventory/Scroll/${second.scrollId}`)
    expect(third.result).toHaveLength(first.totalHits - 3000)
    expect(await ok("GET", `/api/Inventory/Scroll/${third.scrollId}`)).toMatchObject({ result: [] })
  })

  test("is found by codes, by warehouse and by when it changed, and never without a filter", async () => {
    const { ok, api, pass } = await sandbox({ products: 8 })
    expect((await api("POST", "/api/Inventory/Search", {})).status).toBe(400)
    const codes = { productCodes: [sku, "NOSUCH"], warehouseCodes: [mainWarehouse, secondWarehouse, "nowhere"] }
    const { result } = await ok("POST", "/api/Inventory/Search", codes)
    expect(result.map((row: Answer) => [row.warehouseCode, row.inventory])).toEqual([
      [mainWarehouse, 100],
      [secondWarehouse, 25]
    ])
    pass(60_000)
    await ok("PUT", "/api/Inventory/UpdateMany", [{ sku: "FOREIGN", warehouseCode: "elsewhere", inventory: 1 }])
    const changed = await ok("POST", "/api/Inventory/Search", { lastModified: "2026-11-01T08:01:00Z" })
    expect(changed.result).toMatchObject([{ sku: "FOREIGN", warehouseCode: "elsewhere" }])
    expect((await ok("POST", "/api/Inventory/Search", { productCodes: ["FOREIGN"] })).totalHits).toBe(1)
  })

  test("is gone for good when it is deleted, and its transactions remain", async () => {
    const box = await sandbox()
    await box.ok("DELETE", `/api/Inventory/${sku}?warehouseIds=${mainWarehouse}`)
    expect(await item(box)).toBeUndefined()
    expect(await item(box, secondWarehouse)).toMatchObject({ inventory: 25 })
    expect(await transactionsOf(box, { skuId: sku })).toMatchObject([{ inventoryChange: -100, newInventory: 0 }])
  })
})

describe("the stock of an order", () => {
  const figures = async (box: Box) => {
    const { inventory, reservedInventory } = await item(box)
    return [inventory, reservedInventory]
  }

  test("is reserved with the order, taken when it ships and let go when it is cancelled", async () => {
    const box = await sandbox()
    await box.ok("POST", "/api/Orders", orderOf("A", 10))
    await box.ok("POST", "/api/Orders", orderOf("B", 4))
    expect(await figures(box)).toEqual([100, 14])
    await box.ok("POST", "/api/Orders/A/UpdateStatus", { status: "Ship", shipmentInfo: { shipmentId: "1" } })
    expect(await figures(box)).toEqual([90, 4])
    await box.ok("POST", "/api/Orders/B/OrderLines/1/Cancel")
    expect(await figures(box)).toEqual([90, 0])
    await box.ok("POST", "/api/Orders", orderOf("C", 3))
    await box.ok("POST", "/api/Orders/C/UpdateStatus", { status: "OrderCanceled" })
    expect(await figures(box)).toEqual([90, 0])
    await box.ok("POST", "/api/Orders", orderOf("D", 2))
    await box.ok("POST", "/api/Orders/Update", orderOf("D", 5))
    expect(await figures(box)).toEqual([90, 5])
  })

  test("does not move where the switches say so", async () => {
    const box = await sandbox()
    await box.back("PUT", "switches", { reserveAtOrder: false, reduceAtShip: false })
    await box.ok("POST", "/api/Orders", orderOf("A", 10))
    await box.ok("POST", "/api/Orders/A/UpdateStatus", { status: "Completed" })
    expect(await figures(box)).toEqual([100, 0])
    expect(await transactionsOf(box, { orderId: "A" })).toEqual([])
  })

  test("is let go by a cancelled status that says nothing of shipments", async () => {
    const box = await sandbox()
    const [online] = await box.ok("GET", "/api/Settings/OrderTypes")
    const orderStatuses = online.orderStatuses.map(({ shipmentStatusUpdate: _, ...status }: Answer) => status)
    await box.back("PUT", "orderTypes", [{ ...online, orderStatuses }])
    await box.ok("POST", "/api/Orders", orderOf("A", 10))
    await box.ok("POST", "/api/Orders/A/UpdateStatus", { status: "OrderCanceled" })
    expect(await figures(box)).toEqual([100, 0])
  })
})

test("whatever happens, the transactions of an item lead from the stock it had to the stock it has", async () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant("order" as const), quantity: fc.integer({ min: 1, max: 6 }) }),
    fc.record({ do: fc.constantFrom("ship", "cancel", "cancelLine", "edit", "return"), which: fc.nat(4) }),
    fc.record({ do: fc.constantFrom("change", "set", "receive"), quantity: fc.integer({ min: 1, max: 9 }) })
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const box = await sandbox({ products: 4 })
      const order = (index: number) => `O${index}`
      let orders = 0
      for (const taken of steps) {
        const which = "which" in taken ? order(taken.which) : ""
        const quantity = "quantity" in taken ? taken.quantity : 1
        const where = { warehouseCode: mainWarehouse }
        // Steps that the model turns down leave everything as it was.
        if (taken.do === "order") await box.ok("POST", "/api/Orders", orderOf(order(orders++), quantity))
        if (taken.do === "ship") await box.api("POST", `/api/Orders/${which}/UpdateStatus`, { status: "Completed" })
        if (taken.do === "cancel")
          await box.api("POST", `/api/Orders/${which}/UpdateStatus`, { status: "OrderCanceled" })
        if (taken.do === "cancelLine") await box.api("POST", `/api/Orders/${which}/OrderLines/1/Cancel`)
        if (taken.do === "edit") await box.api("POST", "/api/Orders/Update", orderOf(which, 3))
        if (taken.do === "return") {
          const returns = [{ lineItemId: "1", returnQuantity: 1, isStockUpdated: true }]
          await box.api("POST", `/api/Returns/${which}/Return`, { storeId: mainWarehouse, returns })
        }
        if (taken.do === "change") {
          await box.ok("POST", "/api/Inventory/ProcessInventoryTransactions", [
            { skuId: sku, ...where, inventoryChange: quantity - 5 }
          ])
        }
        if (taken.do === "set")
          await box.ok("PUT", "/api/Inventory/UpdateMany", [{ sku, ...where, inventory: quantity }])
        if (taken.do === "receive") {
          const [line] = await box.ok("GET", "/api/Deliveries/D1001/PurchaseOrderLines")
          await box.ok("POST", "/api/Deliveries/ProcessGoodsReception", [
            { lineItemId: line.lineItemId, deliveredQuantity: quantity, ...where }
          ])
        }
      }
      const rows = (await transactionsOf(box, { skuId: sku, warehouseCodes: [mainWarehouse] })).toReversed()
      let [physical, reserved] = [seededStock(1, 7, 0, 0), 0]
      for (const row of rows) {
        physical += row.inventoryChange
        reserved += row.reservedInventoryChange
        expect([row.newInventory, row.newReservedInventory]).toEqual([physical, reserved])
      }
      const end = await item(box)
      expect([end.inventory, end.reservedInventory]).toEqual([physical, reserved])
      expect(reserved).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 60 }
  )
})
