import type { Ongoing } from "@omnium-ongoing/domain/ports/Ongoing"
import { Array, Effect } from "effect"
import { HttpClientRequest } from "effect/http"
import type { OngoingClient } from "./OngoingClient.ts"
import { ArticleList, articleState } from "./wire/GetArticle.ts"
import { PostArticleAnswer, postArticle } from "./wire/PostArticle.ts"

/** Each number is a key of its own in the URL, which must not grow without limit. */
const numbersPerCall = 50

export const articles = ({ call }: OngoingClient) =>
  ({
    putArticle: Effect.fn("Ongoing.putArticle")(function* (article) {
      const { value } = yield* call(
        { operation: "PUT /articles", write: true },
        HttpClientRequest.put("/articles").pipe(HttpClientRequest.bodyJsonUnsafe(postArticle(article))),
        PostArticleAnswer
      )
      return value.articleSystemId
    }),

    articlesByNumber: Effect.fn("Ongoing.articlesByNumber")(function* (owner, numbers) {
      const found = yield* Effect.forEach(Array.chunksOf(Array.dedupe(numbers), numbersPerCall), (some) =>
        call(
          { operation: "GET /articles", write: false },
          HttpClientRequest.get("/articles").pipe(
            HttpClientRequest.setUrlParams([
              ["goodsOwnerId", owner],
              ...some.map((number) => ["articleNumbers", number] as const)
            ])
          ),
          ArticleList
        )
      )
      return found.flatMap(({ value }) => (value ?? []).flatMap((row) => articleState(owner, row)))
    })
  }) satisfies Partial<Ongoing["Service"]>
