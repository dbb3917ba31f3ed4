import { expect, test } from "bun:test"
import { movedArticlesFrom } from "@omnium-ongoing/ongoing-simulator/Warehouse"
import { type ArticleAnswer, installation, sku } from "./Installation.ts"

test("a large catalogue is paged through by id, each article once", async () => {
  const { ok } = installation({ articles: 20_000 })
  const seen = new Set<number>()
  let from = 0
  for (;;) {
    const page = await ok<ReadonlyArray<ArticleAnswer>>(
      "GET",
      `/articles/inventoryPerWarehouse?goodsOwnerId=7&articleSystemIdFrom=${from}&maxArticlesToGet=1000`
    )
    if (page.length === 0) break
    expect(page.length).toBe(1000)
    for (const { articleSystemId } of page) {
      expect(articleSystemId).toBeGreaterThanOrEqual(from)
      seen.add(articleSystemId)
    }
    from = Math.max(...page.map((article) => article.articleSystemId)) + 1
  }
  expect(seen.size).toBe(20_000)
})

test("a poll for changed stock looks at what moved alone", async () => {
  const { simulator, back, ok } = installation({ articles: 5000 })
  const warehouse = simulator.world().state
  expect(movedArticlesFrom(warehouse, 0)).toEqual([])
  await back(`articles/${sku}/adjust`, { quantity: 1 })
  expect(movedArticlesFrom(warehouse, 0).map((article) => article.number)).toEqual([sku])
  const changed = await ok<ReadonlyArray<ArticleAnswer>>(
    "GET",
    "/articles?goodsOwnerId=7&stockInfoChangedFrom=2026-11-02T08:00:00Z"
  )
  expect(changed.map((article) => article.articleNumber)).toEqual([sku])
})
