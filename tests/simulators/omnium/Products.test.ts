import { describe, expect, test } from "bun:test"
import { type Answer, mainWarehouse, sandbox } from "./Sandbox.ts"

describe("products", () => {
  test("are scrolled by what changed and what is in stock", async () => {
    const { ok, pass } = await sandbox({ products: 8 })
    pass(60_000)
    const modifiedFrom = "2026-11-01T08:01:00Z"
    expect((await ok("POST", "/api/Products/Scroll", { modifiedFrom })).totalHits).toBe(0)
    const [{ skuId }] = await ok("GET", "/api/Products/P1001/Variants")
    const id = { providerName: "OngoingArticleId", id: "12_7" }
    await ok("PATCH", `/api/Products/P1001/Variants/${skuId}`, { externalIds: [id] })
    const { result } = await ok("POST", "/api/Products/Scroll", { modifiedFrom, isInStock: true })
    expect(result.map((product: Answer) => product.productId)).toEqual(["P1001"])
    expect(result[0].variants[0]).toMatchObject({ externalIds: [id], availableInventory: 145 })
    expect(
      await ok("PATCH", "/api/Products/PatchMany", [{ productId: "P1001", variants: [{ skuId, externalIds: [id] }] }])
    ).toMatchObject({ productUpdateResultTotal: { updatedCount: 0, unchangedCount: 1 } })
  })

  test("that are deleted are found only when they are asked for", async () => {
    const { ok } = await sandbox({ products: 8 })
    await ok("DELETE", "/api/Products/P1000")
    const productIds = ["P1000"]
    expect((await ok("POST", "/api/Products/Scroll", { productIds })).totalHits).toBe(0)
    const { result } = await ok("POST", "/api/Products/Scroll", { productIds, isDeleted: true })
    expect(result).toMatchObject([{ productId: "P1000", status: "Deleted" }])
  })
})

describe("inventory", () => {
  const stock = async (ok: Awaited<ReturnType<typeof sandbox>>["ok"]) =>
    (await ok("POST", "/api/Inventory/Search", { warehouseCodes: [mainWarehouse], productCodes: ["0123ABC"] }))
      .result[0]

  test("changes by signed quantities, each a transaction", async () => {
    const { ok } = await sandbox()
    const update = { skuId: "0123ABC", warehouseCode: mainWarehouse, reason: "Ongoing inventory sync" }
    await ok("POST", "/api/Inventory/ProcessInventoryTransactions", [
      { ...update, inventoryChange: -30 },
      { ...update, inventoryChange: 5 }
    ])
    expect(await stock(ok)).toMatchObject({ inventory: 75, reservedInventory: 0 })
    const { result } = await ok("POST", "/api/Inventory/SearchTransactions", { skuId: "0123ABC", take: 10, page: 1 })
    expect(result.map((row: Answer) => [row.inventoryChange, row.newInventory, row.reason])).toEqual([
      [5, 75, "Ongoing inventory sync"],
      [-30, 70, "Ongoing inventory sync"]
    ])
  })

  test("is set as a whole, skipping what is already so", async () => {
    const { ok, pass } = await sandbox()
    const item = { sku: "0123ABC", warehouseCode: mainWarehouse }
    const before = await stock(ok)
    pass(1000)
    await ok("PUT", "/api/Inventory/UpdateMany", [{ ...item, inventory: 100 }])
    expect(await stock(ok)).toEqual(before)
    await ok("PUT", "/api/Inventory/UpdateMany", [{ ...item, inventory: 7, reservedInventory: 3 }])
    expect(await stock(ok)).toMatchObject({ inventory: 7, reservedInventory: 0 })
  })

  test("is read in batches of 1,000 and then 2,000", async () => {
    const { ok } = await sandbox({ products: 1200 })
    const first = await ok("POST", "/api/Inventory/Search", { warehouseCodes: [], isInStock: true })
    expect([first.result.length, first.totalHits]).toEqual([1000, 3600])
    const second = await ok("GET", `/api/Inventory/Scroll/${first.scrollId}`)
    expect(second.result).toHaveLength(2000)
    expect((await ok("GET", `/api/Inventory/Scroll/${second.scrollId}`)).result).toHaveLength(600)
  })
})
