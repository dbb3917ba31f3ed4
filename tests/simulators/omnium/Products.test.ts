import { describe, expect, test } from "bun:test"
import { type Answer, mainWarehouse, sandbox } from "./Sandbox.ts"

const [sku, product] = ["0123ABC", "P1000"]

const ids = (answer: Answer): ReadonlyArray<string> => answer.result.map((found: Answer) => found.productId)

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
    expect(result).toMatchObject([{ productId: "P1001", variants: [{ externalIds: [id] }, {}, {}, {}] }])
    expect(
      await ok("PATCH", "/api/Products/PatchMany", [{ productId: "P1001", variants: [{ skuId, externalIds: [id] }] }])
    ).toMatchObject({ productUpdateResultTotal: { updatedCount: 0, unchangedCount: 1 } })
    pass(1000)
    expect(ids(await ok("POST", "/api/Products/Scroll", { modifiedFrom: "2026-11-01T08:01:01Z" }))).toEqual([])
  })

  test("show the stock of the moment, a package as many as its parts make up", async () => {
    const { ok } = await sandbox({ products: 4 })
    const available = async (id: string) => (await ok("GET", `/api/Products/${id}`)).availableInventory
    const variant = async () => await ok("GET", `/api/Products/Variants/${sku}`)
    expect(await variant()).toMatchObject({ availableInventory: 130, isInStock: true })
    const [all, packs] = [await available(product), await available("GAVEPAKKE")]
    await ok("PUT", "/api/Inventory/UpdateMany", [{ sku, warehouseCode: mainWarehouse, inventory: 0 }])
    expect((await variant()).availableInventory).toBe(30)
    expect(await available(product)).toBe(all - 100)
    expect(await available("GAVEPAKKE")).toBeLessThan(packs)
    const inMain = async () =>
      ids(await ok("POST", "/api/Products/Scroll", { productIds: ["GAVEPAKKE"], inStockWarehouseIds: [mainWarehouse] }))
    expect(await inMain()).toEqual([])
    await ok("PUT", "/api/Inventory/UpdateMany", [{ sku, warehouseCode: mainWarehouse, inventory: 2 }])
    expect(await inMain()).toEqual(["GAVEPAKKE"])
  })

  test("are shown with the fields that were asked for", async () => {
    const { ok } = await sandbox({ products: 4 })
    const scroll = async (search: Readonly<Record<string, unknown>>) =>
      (await ok("POST", "/api/Products/Scroll", { productIds: [product], ...search })).result[0]
    const some = await scroll({ includedFields: { specificFields: ["productId", "variants.skuId"] } })
    expect(Object.keys(some)).toEqual(["productId", "variants"])
    expect(some.variants[0]).toEqual({ skuId: sku })
    const fewer = await scroll({
      excludedFields: { isPropertiesExcluded: true, isInventoryExcluded: true, specificFields: ["variants.gtins"] }
    })
    expect(Object.keys(fewer)).not.toContain("properties")
    for (const absent of ["properties", "inventory", "gtins"])
      expect(Object.keys(fewer.variants[0])).not.toContain(absent)
    expect(fewer.variants[0]).toMatchObject({ skuId: sku, availableInventory: 130 })
    expect((await scroll({ excludedFields: { isVariantsExcluded: true } })).variants).toBeUndefined()
  })

  test("are scrolled to their end", async () => {
    const { ok } = await sandbox({ products: 4200 })
    const first = await ok("POST", "/api/Products/Scroll", {})
    expect([first.result.length, first.totalHits]).toEqual([1000, 1052])
    const second = await ok("GET", `/api/Products/Scroll/${first.scrollId}`)
    expect(second.result).toHaveLength(52)
    expect(second.result[0]).toMatchObject({ productId: "P2000", availableInventory: expect.any(Number) })
    expect((await ok("GET", `/api/Products/Scroll/${second.scrollId}`)).result).toEqual([])
  })

  test("exist once in each language, under one id", async () => {
    const { ok, api } = await sandbox({ products: 4 })
    const english = {
      id: `${product}_en`,
      productId: product,
      language: "en",
      name: "Shoe",
      variants: [{ skuId: sku }]
    }
    await ok("POST", "/api/Products", english)
    expect(ids(await ok("POST", "/api/Products/Scroll", { productIds: [sku] }))).toEqual([product, product])
    const [only] = (await ok("POST", "/api/Products/Scroll", { productIds: [product], productLanguage: "en" })).result
    expect(only).toMatchObject({ id: `${product}_en`, name: "Shoe" })
    expect((await ok("GET", `/api/Products/${product}_en/raw`)).language).toBe("en")
    expect((await api("GET", `/api/Products/${product}/raw`)).status).toBe(404)
    await ok("PATCH", `/api/Products/${product}_en`, { brand: "one language" })
    const brands = async () => [
      (await ok("GET", `/api/Products/${product}_no`)).brand,
      (await ok("GET", `/api/Products/${product}_en`)).brand
    ]
    expect((await brands())[0]).not.toBe("one language")
    await ok("PATCH", `/api/Products/${product}`, { brand: "both" })
    expect(await brands()).toEqual(["both", "both"])
  })

  test("are patched many at a time, counted, and not found by name", async () => {
    const { ok, api } = await sandbox({ products: 8 })
    const externalIds = [{ providerName: "OngoingArticleId", id: "1_7" }]
    const answer = await ok("PATCH", "/api/Products/PatchMany?excludeProductExport=true", [
      { productId: product, variants: [{ skuId: sku, externalIds }, { externalIds }] },
      { productId: "P1001", brand: "New" },
      { productId: "P9999", brand: "New" }
    ])
    expect(answer).toMatchObject({
      productUpdateResultTotal: { totalCount: 3, updatedCount: 2, notFoundCount: 1, notFoundIds: ["P9999"] },
      variantUpdateResultTotal: { totalCount: 1, updatedCount: 1 }
    })
    expect((await ok("GET", `/api/Products/Variants/${sku}`)).externalIds).toEqual(externalIds)
    expect((await api("PATCH", `/api/Products/${product}/Variants/NONE`, { brand: "x" })).status).toBe(404)
    expect((await api("PATCH", `/api/Products/${product}`, { status: "Deleted" })).status).toBe(400)
    await ok("PATCH", `/api/Products/${product}`, { isActive: false })
    const variants: ReadonlyArray<Answer> = await ok("GET", `/api/Products/${product}/Variants`)
    expect(variants.map((variant) => variant.isActive)).toEqual([false, false, false, false])
  })

  test("that are updated in bulk keep their external ids and lose their properties", async () => {
    const { ok } = await sandbox({ products: 4 })
    const [one, two] = [
      { providerName: "A", id: "1" },
      { providerName: "B", id: "2" }
    ]
    await ok("PATCH", `/api/Products/${product}`, { externalIds: [one], properties: [{ key: "a", value: "1" }] })
    await ok("POST", "/api/Products/UpdateMany", [
      { productId: product, externalIds: [two], properties: [{ key: "b", value: "2" }] },
      { productId: "NEW", skuId: "NEW", name: "New" }
    ])
    expect(await ok("GET", `/api/Products/${product}`)).toMatchObject({
      externalIds: [one, two],
      properties: [{ key: "b", value: "2" }],
      variants: [{ skuId: sku }, {}, {}, {}]
    })
    expect((await ok("GET", "/api/Products/NEW")).name).toBe("New")
  })

  test("that are replaced are no longer found by a SKU they lost", async () => {
    const { ok, api } = await sandbox({ products: 4 })
    await ok("POST", "/api/Products", { id: `${product}_no`, productId: product, variants: [{ skuId: "OTHER" }] })
    expect((await api("GET", `/api/Products/${sku}`)).status).toBe(404)
    expect((await ok("GET", "/api/Products/OTHER")).productId).toBe(product)
  })

  test("that are deleted are found only when they are asked for, those removed by hand not at all", async () => {
    const { ok, api, back, pass } = await sandbox({ products: 8 })
    pass(1000)
    await ok("DELETE", `/api/Products/${product}`)
    const productIds = [product]
    expect((await ok("POST", "/api/Products/Scroll", { productIds })).totalHits).toBe(0)
    const deleted = { isDeleted: true, modifiedFrom: "2026-11-01T08:00:01Z" }
    expect((await ok("POST", "/api/Products/Scroll", deleted)).result).toMatchObject([
      { productId: product, status: "Deleted", isActive: false, variants: [{ status: "Deleted" }, {}, {}, {}] }
    ])
    const [{ skuId }] = await ok("GET", "/api/Products/P1001/Variants")
    await ok("DELETE", `/api/Products/P1001/Variants/${skuId}`)
    expect((await ok("GET", "/api/Products/P1001")).variants).toMatchObject([{ status: "Deleted" }, {}, {}, {}])
    await back("DELETE", "products/P1001")
    expect((await api("GET", `/api/Products/Variants/${skuId}`)).status).toBe(404)
    expect(ids(await ok("POST", "/api/Products/Scroll", { isDeleted: true }))).toEqual([product])
  })

  test("that change are told of", async () => {
    const { ok, back } = await sandbox({ products: 4 })
    await ok("PATCH", `/api/Products/${product}`, { brand: "New" })
    await ok("PATCH", `/api/Products/${product}`, { brand: "New" })
    await ok("POST", "/api/Products", { productId: "NEW", skuId: "NEW" })
    await ok("DELETE", "/api/Products/NEW")
    const log = await ok("POST", "/api/EventLog/Search", { eventLogModel: "Product" })
    expect(log.result.map((entry: Answer) => [entry.objectId, entry.eventLogType])).toEqual([
      ["NEW", "Deleted"],
      ["NEW", "Updated"],
      [`${product}_no`, "Updated"]
    ])
    expect((await back("GET", "state")).counts.eventDeliveries).toBe(0)
  })
})
