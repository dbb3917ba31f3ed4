import { DateTime, Effect, Option, type Result, Stream } from "effect"
import type { HttpClientError, HttpClientResponse } from "effect/http"
import { httpDate } from "./HttpDate.ts"

/** An HTTP answer that has arrived, as far as it could be read. */
export interface Answer {
  readonly status: number
  readonly contentType: string
  readonly retryAfter: string | undefined
  /** The time of the answer, by the server's clock if it tells it. */
  readonly at: DateTime.Utc
  readonly body: Result.Result<string, BodyProblem>
}

type BodyProblem = "larger than allowed" | "cut off" | "not UTF-8"

/** An error's body is only ever read for its message. */
const errorBytes = 64 * 1024

/** Reads no more than the cap, counted after decompression; the rest is never fetched. */
export const answerOf = Effect.fnUntraced(function* (
  response: HttpClientResponse.HttpClientResponse,
  maxAnswerBytes: number
): Effect.fn.Return<Answer> {
  const { status, headers } = response
  const cap = status >= 200 && status < 300 ? maxAnswerBytes : Math.min(errorBytes, maxAnswerBytes)
  const body = yield* bytesOf(response, cap).pipe(
    Effect.flatMap((chunks) => Effect.try({ try: () => textOf(chunks), catch: (): BodyProblem => "not UTF-8" })),
    Effect.result
  )
  const at = Option.getOrUndefined(httpDate(headers.date)) ?? (yield* DateTime.now)
  return { status, contentType: headers["content-type"] ?? "", retryAfter: headers["retry-after"], at, body }
})

const bytesOf = (
  response: HttpClientResponse.HttpClientResponse,
  cap: number
): Effect.Effect<ReadonlyArray<Uint8Array>, BodyProblem> => {
  const chunks: Array<Uint8Array> = []
  return response.stream.pipe(
    Stream.mapError((error) => (isEmpty(error) ? "empty" : "cut off")),
    Stream.runFoldEffect(
      () => 0,
      (read, chunk) => {
        chunks.push(chunk)
        const size = read + chunk.byteLength
        return size > cap ? Effect.fail("larger than allowed" as const) : Effect.succeed(size)
      }
    ),
    Effect.catchIf(
      (problem): problem is "empty" => problem === "empty",
      () => Effect.void
    ),
    Effect.as(chunks)
  )
}

const isEmpty = (error: HttpClientError.HttpClientError) => error.reason._tag === "EmptyBodyError"

const textOf = (chunks: ReadonlyArray<Uint8Array>): string => {
  const decoder = new TextDecoder("utf-8", { fatal: true })
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("") + decoder.decode()
}
