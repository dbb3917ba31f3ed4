import { describe, expect, test } from "bun:test"
import type { ExternalId } from "@omnium-ongoing/domain/omnium/OmniumOrder"
import { make, parse, withArticleId } from "@omnium-ongoing/domain/omnium/OngoingArticleId"
import { OngoingGoodsOwnerId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import { ArticleSystemId } from "@omnium-ongoing/domain/ongoing/OngoingArticle"
import { Option } from "effect"
import fc from "fast-check"

const idOf = (article: number, owner: number) => make(ArticleSystemId.make(article), OngoingGoodsOwnerId.make(owner))
const articleId = (article: number, owner: number): ExternalId => ({
  providerName: "OngoingArticleId",
  id: idOf(article, owner)
})
const number = fc.integer({ min: 1, max: 2 ** 31 - 1 })

describe("R17: OngoingArticleId", () => {
  test("is {ArticleSystemId}_{GoodsOwnerId}", () => {
    expect(String(idOf(4711, 7))).toBe("4711_7")
  })

  test("round-trips", () => {
    fc.assert(
      fc.property(number, number, (article, owner) => {
        expect(parse(idOf(article, owner))).toEqual(
          Option.some({ article: ArticleSystemId.make(article), owner: OngoingGoodsOwnerId.make(owner) })
        )
      })
    )
  })

  test.each(["", "4711", "4711_", "_7", "4711_7_1", "a_7", "4711-7", " 4711_7", "1".repeat(16) + "_7"])(
    "is not %p",
    (text) => {
      expect(parse(text)).toEqual(Option.none())
    }
  )
})

describe("the external ids of a SKU", () => {
  test("keep those of other goods owners and other providers", () => {
    const others = [
      articleId(1, 8),
      { providerName: "ERP", id: "4711_7" },
      { providerName: "OngoingArticleId", id: "?" }
    ]
    expect(withArticleId(others, idOf(4711, 7))).toEqual([...others, articleId(4711, 7)])
  })

  test("have one of each goods owner: a new one takes the place of the old", () => {
    expect(withArticleId([articleId(1, 7), articleId(2, 8), articleId(3, 7)], idOf(4711, 7))).toEqual([
      articleId(2, 8),
      articleId(4711, 7)
    ])
  })

  test("need not be written when they say so already", () => {
    const known = [articleId(2, 8), articleId(4711, 7)]
    expect(withArticleId(known, idOf(4711, 7))).toBeUndefined()
    expect(withArticleId(withArticleId([], idOf(4711, 7)) ?? [], idOf(4711, 7))).toBeUndefined()
  })
})
