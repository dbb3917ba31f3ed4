import type { Ongoing } from "@omnium-ongoing/domain/ports/Ongoing"
import { Effect } from "effect"
import { HttpClientRequest } from "effect/http"
import type { OngoingClient } from "./OngoingClient.ts"
import { PostArticleAnswer, postArticle } from "./wire/PostArticle.ts"

export const articles = ({ call }: OngoingClient) =>
  ({
    putArticle: Effect.fn("Ongoing.putArticle")(function* (article) {
      const { value } = yield* call(
        { operation: "PUT /articles", write: true },
        HttpClientRequest.put("/articles").pipe(HttpClientRequest.bodyJsonUnsafe(postArticle(article))),
        PostArticleAnswer
      )
      return value.articleSystemId
    })
  }) satisfies Partial<Ongoing["Service"]>
