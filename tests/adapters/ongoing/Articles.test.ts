import { describe, expect } from "bun:test"
import { ArticleSystemId, type OngoingArticle } from "@omnium-ongoing/domain/ongoing/OngoingArticle"
import { Ongoing } from "@omnium-ongoing/domain/ports/Ongoing"
import { Effect } from "effect"
import { fakeHttp } from "../../support/FakeHttp.ts"
import { itEffect } from "../../support/ItEffect.ts"
import { json, overFake, owner } from "./Fixtures.ts"

const bare: OngoingArticle = {
  goodsOwnerId: owner,
  articleNumber: "0123ABC",
  productCode: "0123ABC",
  articleName: "Ullgenser",
  isActive: true,
  barCode: ""
}
const full: OngoingArticle = {
  ...bare,
  description: "Varm",
  barCode: "7038010001234",
  weight: 0.52,
  articleColor: "Rød",
  articleSize: "XL",
  supplierName: "Fjellvang",
  supplierArticleNumber: "FV-1",
  linkToPicture: "https://cdn.test/1.jpg"
}

const bodyOf = (article: OngoingArticle) =>
  Effect.gen(function* () {
    const http = fakeHttp(() => json({ articleSystemId: 11, message: "" }))
    const id = yield* Ongoing.use((ongoing) => ongoing.putArticle(article)).pipe(overFake(http))
    expect(id).toBe(ArticleSystemId.make(11))
    expect(http.sent.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual(["PUT /epic/api/v1/articles"])
    return JSON.parse(http.sent[0]?.body ?? "")
  })

describe("an article that is put", () => {
  itEffect("has the mission's rows under Ongoing's names", () =>
    Effect.gen(function* () {
      expect(yield* bodyOf(full)).toEqual({
        goodsOwnerId: 7,
        articleNumber: "0123ABC",
        productCode: "0123ABC",
        articleName: "Ullgenser",
        description: "Varm",
        isActive: true,
        barCodeInfo: { barCode: "7038010001234" },
        weight: 0.52,
        articleColor: { code: "Rød", name: "Rød" },
        articleSize: { code: "XL", name: "XL" },
        supplierInfo: { supplierName: "Fjellvang", supplierArticleNumber: "FV-1" },
        linkToPicture: "https://cdn.test/1.jpg"
      })
    })
  )

  itEffect("says nothing of what it does not know, but that it has no barcode", () =>
    Effect.gen(function* () {
      expect(yield* bodyOf({ ...bare, isActive: false })).toEqual({
        goodsOwnerId: 7,
        articleNumber: "0123ABC",
        productCode: "0123ABC",
        articleName: "Ullgenser",
        isActive: false,
        barCodeInfo: { barCode: "" }
      })
    })
  )
})

describe("articles by number", () => {
  const read = (numbers: ReadonlyArray<string>, answer: () => Response) => {
    const http = fakeHttp(answer)
    return Effect.map(
      Ongoing.use((ongoing) => ongoing.articlesByNumber(owner, numbers)).pipe(overFake(http)),
      (found) => ({
        found,
        sent: http.sent
      })
    )
  }

  itEffect("are asked for with a key for each number, each once, fifty in a call", () =>
    Effect.gen(function* () {
      const numbers = Array.from({ length: 60 }, (_, index) => `S&${index}`)
      const { sent } = yield* read([...numbers, "S&0"], () => json([]))
      expect(sent.map(({ url }) => url.searchParams.getAll("articleNumbers").length)).toEqual([50, 10])
      expect(sent.flatMap(({ url }) => url.searchParams.getAll("articleNumbers"))).toEqual(numbers)
      expect(sent.map(({ url }) => url.searchParams.get("goodsOwnerId"))).toEqual(["7", "7"])
      expect((yield* read([], () => json([]))).sent).toEqual([])
    })
  )

  itEffect("are what would have to be written to make them so", () =>
    Effect.gen(function* () {
      const { goodsOwnerId: _, barCode, articleColor, articleSize, supplierName, supplierArticleNumber, ...same } = full
      const row = {
        ...same,
        goodsOwner: { id: 7, name: "Epic" },
        articleSystemId: 11,
        barCodeInfo: { barCode, alternativeBarCodes: null },
        articleColor: { code: "R", name: articleColor },
        articleSize: { code: null, name: articleSize },
        supplierInfo: { supplierName, supplierArticleNumber, supplierNumber: null }
      }
      const { found } = yield* read(["0123ABC"], () => json([row]))
      expect(found).toEqual([{ articleSystemId: ArticleSystemId.make(11), article: full }])
    })
  )

  const unset = { description: null, weight: null, articleColor: null, supplierInfo: null, barCodeInfo: null }
  for (const [how, row] of Object.entries({
    null: unset,
    absent: {},
    empty: { description: "", articleColor: { code: "", name: "" }, barCodeInfo: { barCode: null }, linkToPicture: "" }
  })) {
    itEffect(`may say nothing of themselves: ${how}`, () =>
      Effect.gen(function* () {
        const { found } = yield* read(["0123ABC"], () =>
          json([{ articleSystemId: 11, articleNumber: "0123ABC", ...row }])
        )
        expect(found[0]?.article).toEqual({ ...bare, productCode: "", articleName: "" })
      })
    )
  }

  itEffect("may be none, and one without a number is none", () =>
    Effect.gen(function* () {
      expect((yield* read(["1"], () => json(null))).found).toEqual([])
      expect((yield* read(["1"], () => json([{ articleSystemId: 11, articleNumber: null }]))).found).toEqual([])
    })
  )
})
