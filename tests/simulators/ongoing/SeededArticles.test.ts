import { describe, expect, test } from "bun:test"
import { seededArticles } from "@omnium-ongoing/ongoing-simulator/SeededArticles"

const articles = seededArticles({ goodsOwners: [7, 12], warehouseIds: [1, 2], articles: 11_000, seed: 42, at: 0 })

describe("seeded articles", () => {
  test("are found by id, by number and by bar code alike", () => {
    expect(articles.byId.size).toBe(22_000)
    for (const id of articles.byId.keys()) {
      const article = articles.byId.get(id)
      expect(articles.idsByNumber.get(`${article?.ownerId}/${article?.number}`)).toBe(id)
      expect(articles.idsByBarCode.get(`${article?.ownerId}/${article?.sent.barCodeInfo?.barCode}`)).toBe(id)
    }
  })

  test("are found by nothing else", () => {
    for (const key of ["7/", "7/0123", "7/0123ABD", "7/00123ABC", "8/0123ABC", "7/99999ABC", "7/0123ABC "])
      expect(articles.idsByNumber.get(key)).toBeUndefined()
    const [first = 0] = articles.byId.keys()
    expect(articles.byId.get(first - 1)).toBeUndefined()
    expect(articles.byId.get(first + 22_000)).toBeUndefined()
    expect(articles.idsByBarCode.get("7/2942000000010")).toBeUndefined()
  })

  test("have item ids that no other article has", () => {
    const ids = [...articles.byId.keys()].flatMap(
      (id) => articles.byId.get(id)?.levels.flatMap(({ articleItemId: at }) => [at, at + 1, at + 2]) ?? []
    )
    expect(new Set(ids).size).toBe(ids.length)
    expect(Math.max(...ids.slice(-6)) + 1).toBe(articles.nextIds.articleItem ?? 0)
  })

  test("the lists of keys are the keys", () => {
    expect([...articles.idsByNumber.keys()].every((key) => articles.idsByNumber.get(key) !== undefined)).toBe(true)
    expect([...articles.idsByBarCode.keys()].every((key) => articles.idsByBarCode.get(key) !== undefined)).toBe(true)
  })
})
