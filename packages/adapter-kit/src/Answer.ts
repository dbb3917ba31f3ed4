import { DateTime, type Duration, Effect, Option, Result, Stream } from "effect"
import type { HttpClientError, HttpClientResponse } from "effect/http"
import * as HttpDate from "./HttpDate.ts"
import * as RetryAfter from "./RetryAfter.ts"

/** An HTTP answer that has arrived, as far as it could be read. */
export interface Answer {
  readonly status: number
  /** Empty when the answer names none. */
  readonly contentType: string
  readonly retryAfter: Option.Option<Duration.Duration>
  /** The time of the answer, by the server's clock if it tells it. */
  readonly at: DateTime.Utc
  readonly body: Result.Result<string, BodyProblem>
}

export interface BodyProblem {
  /** What the answer came with, in words. */
  readonly what: string
  /** The connection broke while the body arrived. */
  readonly isCutOff: boolean
}

/** An error's body is only ever read for its message. */
const errorBytes = 64 * 1024

export const isOk = ({ status }: { readonly status: number }): boolean => status >= 200 && status < 300

/** Never fails: the status says what to do, whatever became of the body. */
export const answerOf = Effect.fnUntraced(function* (
  response: HttpClientResponse.HttpClientResponse,
  maxAnswerBytes: number
): Effect.fn.Return<Answer> {
  const { status, headers } = response
  const ok = isOk(response)
  const chunks = yield* Effect.result(bytesOf(response, ok ? maxAnswerBytes : Math.min(errorBytes, maxAnswerBytes)))
  const at = Option.getOrUndefined(HttpDate.parse(headers.date)) ?? (yield* DateTime.now)
  return {
    status,
    contentType: headers["content-type"] ?? "",
    retryAfter: RetryAfter.parse(headers["retry-after"], at),
    at,
    body: Result.flatMap(chunks, (all) => (ok ? strictText(all) : Result.succeed(textOf(all, new TextDecoder()))))
  }
})

/** Counted after decompression; what is beyond the cap is never fetched. */
const bytesOf = (
  response: HttpClientResponse.HttpClientResponse,
  cap: number
): Effect.Effect<ReadonlyArray<Uint8Array>, BodyProblem> => {
  const chunks: Array<Uint8Array> = []
  return response.stream.pipe(
    Stream.catchIf(isEmpty, () => Stream.empty),
    Stream.mapError((): BodyProblem => ({ what: "a body that was cut off", isCutOff: true })),
    Stream.runFoldEffect(
      () => 0,
      (read, chunk) => {
        chunks.push(chunk)
        const size = read + chunk.byteLength
        return size > cap
          ? Effect.fail<BodyProblem>({ what: `more than ${cap} bytes`, isCutOff: false })
          : Effect.succeed(size)
      }
    ),
    Effect.as(chunks)
  )
}

const isEmpty = (error: HttpClientError.HttpClientError) => error.reason._tag === "EmptyBodyError"

const strictText = (chunks: ReadonlyArray<Uint8Array>): Result.Result<string, BodyProblem> =>
  Result.try({
    try: () => textOf(chunks, new TextDecoder("utf-8", { fatal: true })),
    catch: () => ({ what: "text that is not UTF-8", isCutOff: false })
  })

const textOf = (chunks: ReadonlyArray<Uint8Array>, decoder: TextDecoder): string => {
  const all = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.byteLength, 0))
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.byteLength
  }
  const text = decoder.decode(all)
  for (const bytes of [all, ...chunks]) release(bytes)
  return text
}

/** The bytes of a page are many, and would stay until the collector has run. What is a part of more is not ours alone. */
const release = ({ buffer, byteLength }: Uint8Array) => {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
}
