import { describe, expect } from "bun:test"
import type { OngoingArticle } from "@omnium-ongoing/domain/ongoing/OngoingArticle"
import { Ongoing } from "@omnium-ongoing/domain/ports/Ongoing"
import { Effect } from "effect"
import { itEffect } from "../support/ItEffect.ts"
import type { FailingPlace, OngoingSubject, Place } from "./ongoing.contract.ts"

type Sentence<P> = (place: P) => Effect.Effect<unknown, unknown, Ongoing>

const sentences =
  <P extends Place>({ open }: OngoingSubject<P>) =>
  (sentence: string, body: Sentence<P>) =>
    itEffect(sentence, () => Effect.flatMap(open, (place) => Effect.provide(body(place), place.ongoing)))

const numberOf = (place: Place, name: string) => `${place.prefix}${name}`

const articleOf = (place: Place, name: string, changes: Partial<OngoingArticle> = {}): OngoingArticle => ({
  goodsOwnerId: place.owner,
  articleNumber: numberOf(place, name),
  productCode: numberOf(place, name),
  articleName: "Ullgenser, Rød",
  isActive: true,
  barCode: "",
  ...changes
})

const full = (place: Place, name: string, changes: Partial<OngoingArticle> = {}) =>
  articleOf(place, name, {
    description: "Varm & god",
    weight: 0.52,
    articleColor: "Rød",
    articleSize: "XL",
    supplierName: "Fjellvang",
    supplierArticleNumber: "FV-1",
    linkToPicture: "https://cdn.example/1.jpg",
    ...changes
  })

const put = (article: OngoingArticle) => Ongoing.use((ongoing) => ongoing.putArticle(article))
const byNumber = (place: Place, ...names: ReadonlyArray<string>) =>
  Ongoing.use((ongoing) =>
    ongoing.articlesByNumber(
      place.owner,
      names.map((name) => numberOf(place, name))
    )
  )

/** What holds in any Ongoing, a real one too. */
export const articleContract = <P extends Place>(subject: OngoingSubject<P>) =>
  describe(`Ongoing port, articles: ${subject.name}`, () => {
    const it = sentences(subject)

    it("an article that was put is there as it was put", (place) =>
      Effect.gen(function* () {
        const article = full(place, "new", { barCode: numberOf(place, "B-1") })
        const articleSystemId = yield* put(article)
        expect(yield* byNumber(place, "new")).toEqual([{ articleSystemId, article }])
      }))

    it("an article that says nothing of itself is there too", (place) =>
      Effect.gen(function* () {
        const article = articleOf(place, "bare")
        const articleSystemId = yield* put(article)
        expect(yield* byNumber(place, "bare")).toEqual([{ articleSystemId, article }])
      }))

    it("an article put twice keeps its id, and is replaced", (place) =>
      Effect.gen(function* () {
        const first = yield* put(full(place, "again"))
        const changed = full(place, "again", { articleName: "Ullgenser, Blå", articleColor: "Blå", isActive: false })
        expect(yield* put(changed)).toBe(first)
        expect(yield* byNumber(place, "again")).toEqual([{ articleSystemId: first, article: changed }])
      }))

    it("a barcode that another active article has is refused, and nothing is changed", (place) =>
      Effect.gen(function* () {
        const barCode = numberOf(place, "B-2")
        yield* put(articleOf(place, "holder", { barCode }))
        yield* put(articleOf(place, "other"))
        const { reason } = yield* Effect.flip(put(articleOf(place, "other", { barCode, articleName: "New" })))
        expect(reason._tag).toBe("Refused")
        const [other] = yield* byNumber(place, "other")
        expect(other?.article).toEqual(articleOf(place, "other"))
      }))

    it("X1: a barcode is free once its article is inactive and without it", (place) =>
      Effect.gen(function* () {
        const barCode = numberOf(place, "B-3")
        yield* put(articleOf(place, "gone", { barCode }))
        yield* put(articleOf(place, "gone", { isActive: false }))
        yield* put(articleOf(place, "heir", { barCode }))
        const found = yield* byNumber(place, "gone", "heir")
        expect(found.map(({ article }) => [article.isActive, article.barCode]).sort()).toEqual([
          [false, ""],
          [true, barCode]
        ])
      }))

    it("by number: those that exist, each once, however many are asked for", (place) =>
      Effect.gen(function* () {
        yield* put(articleOf(place, "one"))
        yield* put(articleOf(place, "two/æ, &"))
        const many = Array.from({ length: 120 }, (_, index) => `none-${index}`)
        const found = yield* byNumber(place, ...many, "one", "two/æ, &", "one")
        expect(found.map(({ article }) => article.articleNumber).sort()).toEqual([
          numberOf(place, "one"),
          numberOf(place, "two/æ, &")
        ])
        expect(yield* byNumber(place)).toEqual([])
      }))
  })

/** What is left when an answer is lost or is none. */
export const failingArticleContract = <P extends FailingPlace>(subject: OngoingSubject<P>) =>
  describe(`Ongoing port, articles with failing answers: ${subject.name}`, () => {
    const it = sentences(subject)

    for (const fault of ["reset", "reset-mid-body", "missing-id", "null-id", "html", "empty", "truncate"]) {
      it(`an answer without an id is an unknown outcome (${fault}), and the article may be there`, (place) =>
        Effect.gen(function* () {
          const article = articleOf(place, "lost")
          yield* place.fail({ method: "PUT", path: "/articles", fault, count: 1 })
          expect((yield* Effect.flip(put(article))).reason._tag).toBe("UnknownOutcome")
          const [found] = yield* byNumber(place, "lost")
          expect(yield* put(article)).toBe(found!.articleSystemId)
        }))
    }
  })
