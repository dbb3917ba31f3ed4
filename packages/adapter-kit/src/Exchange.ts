import { AnswerRead, CrashPoint, type UpstreamReason } from "@omnium-ongoing/domain/ports/Upstream"
import { Effect, Option, Result } from "effect"
import { FetchHttpClient, HttpClient, HttpClientRequest } from "effect/http"
import { type Answer, answerOf } from "./Answer.ts"
import { lost, reasonOfTransport } from "./Reasons.ts"

export interface Call {
  /** The vendor's method and path template, such as `PUT /orders`. */
  readonly operation: string
  readonly write: boolean
}

/** One HTTP request and its whole answer, whatever its status. */
export type Exchange = (
  call: Call,
  request: HttpClientRequest.HttpClientRequest
) => Effect.Effect<Answer, UpstreamReason>

export interface ExchangeOptions {
  /** What every path is put behind. */
  readonly host: URL
  /** Of a decompressed answer; larger ones are not read to their end. */
  readonly maxAnswerBytes?: number
}

const defaultMaxAnswerBytes = 64 * 1024 * 1024
const timeout = "30 seconds"

/**
 * Bun's `fetch` sends a PUT or DELETE again by itself when a connection that it kept is closed without an answer. The
 * second may be refused because the first was carried out. Any other write would be left unknown by such a connection.
 */
const onFreshConnection: RequestInit = { redirect: "error", keepalive: false }
const anyConnection: RequestInit = { redirect: "error" }

const untraced = () => true

/** Follows no redirect, sends no trace of ours, and repeats nothing. */
export const make = (
  http: HttpClient.HttpClient,
  { host, maxAnswerBytes = defaultMaxAnswerBytes }: ExchangeOptions
): Exchange =>
  Effect.fnUntraced(function* (call, request) {
    const reach = yield* CrashPoint
    if (call.write) yield* reach(`${call.operation} not sent`)
    const placed = request.pipe(HttpClientRequest.prependUrl(host.href), HttpClientRequest.acceptJson)
    const answer = yield* http.execute(placed).pipe(
      Effect.mapError((error) => reasonOfTransport(call, error)),
      Effect.flatMap((response) => answerOf(response, maxAnswerBytes)),
      Effect.timeoutOrElse({
        duration: timeout,
        orElse: () => Effect.fail(lost(call, Option.none(), `no whole answer within ${timeout}`))
      }),
      // A span of each request would be made of its address and of all headers; the port's operation has one already.
      Effect.provideService(HttpClient.TracerDisabledWhen, untraced),
      Effect.provideService(FetchHttpClient.RequestInit, call.write ? onFreshConnection : anyConnection)
    )
    const read = yield* AnswerRead
    read(Result.getOrElse(answer.body, () => "").length)
    if (call.write) yield* reach(`${call.operation} answered`)
    return answer
  })
