import { describe, expect, test } from "bun:test"
import { type ArticleAnswer, installation, sku } from "./Installation.ts"

interface Adjustments {
  readonly article: { readonly articleNumber: string }
  readonly inventoryAdjustments: ReadonlyArray<{ readonly inventoryId: number; readonly numberOfItems: number }>
}

interface Items {
  readonly articleNumber: string
  readonly items: ReadonlyArray<{
    readonly articleItemId: number
    readonly numberOfItems: number
    readonly inDate: string
    readonly isLocked: boolean
    readonly isLockedForSale: boolean
    readonly warehouse: { readonly id: number }
    readonly purchaseOrderInfo: { readonly purchaseOrderNumber: string } | null
  }>
}

const hour = 3_600_000

describe("inventory adjustments", () => {
  test("are grouped by article, within strict bounds of time, until they are reported", async () => {
    const { ok, back, pass } = installation()
    const adjustments = (query: string) =>
      ok<ReadonlyArray<Adjustments>>("GET", `/inventoryAdjustments?goodsOwnerId=7&${query}`)
    await back(`articles/${sku}/adjust`, { quantity: -2, cause: "BROKEN" })
    pass(hour)
    await back(`articles/${sku}/count`, { quantity: 50 })
    const [group] = await adjustments("")
    expect(await adjustments("")).toHaveLength(1)
    expect(group).toMatchObject({
      article: { articleNumber: sku },
      inventoryAdjustments: [
        { numberOfItems: -2, inventoryAdjustmentCause: { code: "BROKEN" }, inventoryTime: "2026-11-02T08:00:00.57Z" },
        { numberOfItems: -48, inventoryAdjustmentCause: null }
      ]
    })
    const quantities = async (query: string) =>
      (await adjustments(query)).flatMap((each) => each.inventoryAdjustments.map((entry) => entry.numberOfItems))
    expect(await quantities("from=2026-11-02T08:30:00Z")).toEqual([-48])
    expect(await quantities("toTime=2026-11-02T08:30:00Z")).toEqual([-2])
    const [first] = group?.inventoryAdjustments ?? []
    const { articleSystemId } = (await ok<ReadonlyArray<ArticleAnswer>>("GET", "/articles?goodsOwnerId=7"))[0] ?? {}
    expect(await ok<Adjustments>("GET", `/inventoryAdjustments/${first?.inventoryId}`)).toMatchObject({
      inventoryAdjustments: [{ numberOfItems: -2 }]
    })
    await ok("PATCH", `/inventoryAdjustments/${first?.inventoryId}/articles/${articleSystemId}/setReported`)
    expect(await quantities("isReported=false")).toEqual([-48])
    expect(await quantities("isReported=true")).toEqual([-2])
    expect(await quantities("")).toEqual([-2, -48])
  })

  test("a count that finds nothing new is none, and what is reserved cannot be counted away", async () => {
    const { ok, back, create, act } = installation()
    await back(`articles/${sku}/count`, { quantity: 100 })
    expect(await ok<unknown>("GET", "/inventoryAdjustments?goodsOwnerId=7")).toEqual([])
    const id = await create("A-1", [10])
    await act(id, "release")
    await act(id, "allocate")
    await back(`articles/${sku}/count`, { quantity: 9 }, 409)
    await back(`articles/${sku}/count`, { quantity: 10 })
  })
})

describe("the stock", () => {
  test("that fell to 0 is among the changes, in the warehouse where it fell", async () => {
    const { ok, back, pass } = installation()
    pass(hour)
    await back(`articles/${sku}/count`, { quantity: 0, warehouseId: 2 })
    const found = await ok<ReadonlyArray<{ articleNumber: string; inventoryPerWarehouse: ReadonlyArray<unknown> }>>(
      "GET",
      "/articles/inventoryPerWarehouse?goodsOwnerId=7&stockInfoChangedFrom=2026-11-02T09:00:00Z"
    )
    expect(found.map((article) => article.articleNumber)).toEqual([sku])
    expect(found[0]?.inventoryPerWarehouse).toMatchObject([
      { warehouseId: 1, numberOfItems: 100 },
      { warehouseId: 2, numberOfItems: 0, sellableNumberOfItems: 0 }
    ])
  })

  test("each warehouse has its own, and more can be sold than there is", async () => {
    const { create, ok } = installation()
    await create("A-1", [30.5], { warehouseId: 2 })
    const [article] = await ok<ReadonlyArray<{ inventoryPerWarehouse: ReadonlyArray<unknown> }>>(
      "GET",
      `/articles/inventoryPerWarehouse?goodsOwnerId=7&articleNumbers=${sku}`
    )
    expect(article?.inventoryPerWarehouse).toMatchObject([
      { warehouseId: 1, sellableNumberOfItems: 100 },
      { warehouseId: 2, sellableNumberOfItems: -5.5, availableForSaleNumberOfItems: 0 }
    ])
  })

  test("services and kits are in the list unless they are excluded, and hold none", async () => {
    const { ok, create } = installation({ articles: 1 })
    await ok("PUT", "/articles", { goodsOwnerId: 7, articleNumber: "FREIGHT", isStockArticle: false })
    await ok("PUT", "/articles", { goodsOwnerId: 7, articleNumber: "OLD", isActive: false })
    const rows = [{ articleNumber: sku, numberOfItems: 1 }]
    const structureDefinition = { articleKind: "Structure", rows }
    await ok("PUT", "/articles", { goodsOwnerId: 7, articleNumber: "KIT", structureDefinition })
    await create("A-1", [], { orderLines: [{ rowNumber: "1", articleNumber: "FREIGHT", numberOfItems: 1 }] })
    const numbers = async (query: string) =>
      (
        await ok<ReadonlyArray<{ articleNumber: string }>>(
          "GET",
          `/articles/inventoryPerWarehouse?goodsOwnerId=7&${query}`
        )
      ).map((article) => article.articleNumber)
    expect(await numbers("")).toEqual([sku, "FREIGHT", "OLD", "KIT"])
    expect(await numbers("excludeNonStockArticles=true&excludeStructureArticles=true")).toEqual([sku, "OLD"])
    expect(await numbers("onlyArticlesInStock=true")).toEqual([sku, "KIT"])
  })

  test("in detail is the receipts that are still there, what was there before, and what is locked", async () => {
    const { advise, dock, back, ok, pass } = installation({ articles: 1, warehouseIds: [1] })
    const items = async () =>
      (await ok<ReadonlyArray<Items>>("GET", "/articleItems?goodsOwnerId=7")).flatMap((article) => article.items)
    const id = await advise("D-1", [10])
    pass(hour)
    await dock(id, "receive", { lines: [{ rowNumber: "1", quantity: 10 }] })
    await back(`articles/${sku}/lock`, { quantity: 5, forSale: true })
    await back(`articles/${sku}/lock`, { quantity: 3 })
    const held = await items()
    expect(held.map((item) => [item.numberOfItems, item.isLocked, item.isLockedForSale])).toEqual([
      [92, false, false],
      [3, true, false],
      [5, true, true],
      [10, false, false]
    ])
    expect(held[3]).toMatchObject({
      inDate: "2026-11-02T09:00:00.57Z",
      purchaseOrderInfo: { purchaseOrderNumber: "D-1" }
    })
    expect(new Set(held.map((item) => item.articleItemId)).size).toBe(4)
    await back(`articles/${sku}/adjust`, { quantity: -96 })
    expect((await items()).map((item) => item.numberOfItems)).toEqual([3, 5, 6])
  })
})

describe("a bar code", () => {
  test("belongs to one active article, and is free again once that one gave it up", async () => {
    const { ok, refused } = installation({ articles: 1 })
    const put = (articleNumber: string, barCode: string, isActive = true) =>
      ({ goodsOwnerId: 7, articleNumber, isActive, barCodeInfo: { barCode } }) as const
    await ok("PUT", "/articles", put("A", "111"))
    expect((await refused("PUT", "/articles", put("B", "111"))).message).toContain("already used by article 'A'")
    await ok("PUT", "/articles", put("B", "111", false))
    await refused("PUT", "/articles", put("B", "111", true))
    await ok("PUT", "/articles", put("A", "", false))
    await ok("PUT", "/articles", put("B", "111", true))
    await refused("PUT", "/articles", put("A", "111", true))
    await ok("PUT", "/articles", put("B", "222"))
    await ok("PUT", "/articles", put("A", "111", true))
    const found = await ok<ReadonlyArray<ArticleAnswer>>("GET", "/articles?goodsOwnerId=7&barCodes=111")
    expect(found.map((article) => article.articleNumber)).toEqual(["A"])
  })
})

describe("GET /articles", () => {
  test("filters by class, name, product code and time of change, in the query or the body", async () => {
    const { ok, pass } = installation({ articles: 1 })
    pass(hour)
    const articleClassesInfo = { classes: [{ code: "FRAGILE", name: "Fragile" }], handlingMode: "Set" }
    const put = {
      goodsOwnerId: 7,
      articleNumber: "VASE",
      articleName: "Blue vase",
      productCode: "V1",
      articleClassesInfo
    }
    await ok("PUT", "/articles", put)
    await ok("PUT", "/articles", {
      ...put,
      articleClassesInfo: { classes: [{ code: "HEAVY", name: "Heavy" }], handlingMode: "Add" }
    })
    const { articleClasses } = await ok<{ articleClasses: ReadonlyArray<{ id: number }> }>(
      "GET",
      "/articles/classes?goodsOwnerId=7"
    )
    const numbers = async (method: string, path: string, body?: object) =>
      (await ok<ReadonlyArray<ArticleAnswer>>(method, path, body)).map((article) => article.articleNumber)
    for (const query of [
      ...articleClasses.map(({ id }) => `articleClassIds=${id}`),
      "articleNameContains=vase",
      "productCode=V1",
      "articleDataLastUpdatedFrom=2026-11-02T09:00:00Z"
    ])
      expect(await numbers("GET", `/articles?goodsOwnerId=7&${query}`)).toEqual(["VASE"])
    expect(articleClasses).toHaveLength(2)
    for (const criteria of [
      { productCodes: ["V1"] },
      { articleNumbers: ["VASE"] },
      { articleDataLastUpdatedFrom: "2026-11-02T09:00:00Z" }
    ])
      expect(await numbers("POST", "/articles/byQuery", { goodsOwnerId: 7, ...criteria })).toEqual(["VASE"])
  })
})
