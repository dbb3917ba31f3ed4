import { describe, expect, test } from "bun:test"
import { type Answer, sandbox } from "./Sandbox.ts"

const ids = (answer: Answer) => answer.result.map((product: Answer) => product.productId)

const withShirt = async () => {
  const box = await sandbox({ products: 0 })
  await box.ok("POST", "/api/Products/AddMany", [
    { id: "SHIRT_no", productId: "SHIRT", variants: [{ id: "S1_no", skuId: "S1", ean: "2900000000018" }] },
    { id: "CAP_no", productId: "CAP", skuId: "C1", parentId: "HATS" },
    { id: "C1", productId: "C1", skuId: "C9" }
  ])
  return box
}

describe("the query of products", () => {
  test("names ids by what they are", async () => {
    const { ok } = await withShirt()
    const query = async (body: object) => ids(await ok("POST", "/api/products/query", body))
    expect(await query({ productIds: ["C1"] })).toEqual(["C1"])
    expect(await query({ skuIds: ["C1"] })).toEqual(["CAP"])
    expect(await query({ skuIds: ["S1"] })).toEqual(["SHIRT"])
    expect(await query({ ids: ["S1_no", "CAP_no"] })).toEqual(["SHIRT", "CAP"])
    expect(await query({ anyIds: ["2900000000018"] })).toEqual(["SHIRT"])
    expect(await query({ anyIds: ["hats", "C9"] })).toEqual(["CAP", "C1"])
  })

  test("answers whole products by the page or by the batch", async () => {
    const { ok, api } = await withShirt()
    const page = await ok("POST", "/api/Products/Query", { take: 2, page: 1 })
    expect([ids(page), page.totalHits, page.result[0].status]).toEqual([["C1"], 3, "Published"])
    expect((await api("POST", "/api/Products/Query", { take: 101 })).status).toBe(400)
    const first = await ok("POST", "/api/Products/Query/Scroll", {})
    expect(ids(first)).toEqual(["SHIRT", "CAP", "C1"])
    expect(await ok("GET", `/api/Products/Query/Scroll/${first.scrollId}`)).toMatchObject({ result: [] })
  })
})

test("several products are deleted at once", async () => {
  const { ok } = await withShirt()
  await ok("DELETE", "/api/Products/DeleteMany", ["SHIRT", "NONE", "CAP"])
  expect(ids(await ok("POST", "/api/Products/Query", {}))).toEqual(["C1"])
  expect(ids(await ok("POST", "/api/Products/Query", { isDeleted: true }))).toEqual(["SHIRT", "CAP"])
})

describe("inventory", () => {
  const item = { sku: "X", warehouseCode: "w", inventory: 4 }

  test("that is added is written even where it is so already", async () => {
    const { ok } = await sandbox()
    await ok("POST", "/api/Inventory", item)
    await ok("PUT", "/api/Inventory/UpdateMany", [item])
    await ok("POST", "/api/Inventory/AddMany", [item])
    const { result } = await ok("POST", "/api/Inventory/SearchTransactions", { skuId: "X" })
    expect(result.map((row: Answer) => row.inventoryChange)).toEqual([0, 4])
  })

  test("is reserved anew for what open orders need", async () => {
    const { ok } = await sandbox()
    const line = { lineItemId: "1", code: "X", quantity: 3 }
    const orderForm = { lineItems: [line], shipments: [{ shipmentId: "1", warehouseCode: "w" }] }
    await ok("POST", "/api/Orders", { id: "A", status: "New", orderForm })
    await ok("PUT", "/api/Inventory/UpdateMany?isReservedInventoryOverwritten=true", [
      { ...item, reservedInventory: 9 }
    ])
    await ok("GET", "/api/Inventory/RecalculateReservedInventory")
    expect(await ok("GET", "/api/Inventory/X")).toMatchObject([{ inventory: 4, reservedInventory: 3 }])
  })
})
