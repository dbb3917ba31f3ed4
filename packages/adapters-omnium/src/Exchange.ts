import { CrashPoint, type UpstreamReason } from "@omnium-ongoing/domain/ports/Upstream"
import { Effect, Option, Semaphore } from "effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import { type Answer, answerOf } from "./Answer.ts"
import { lost, transportReason } from "./OmniumErrors.ts"

export interface Call {
  /** The vendor's method and path template. */
  readonly operation: string
  readonly write: boolean
}

/** One HTTP request and its whole answer, whatever its status. */
export type Exchange = (
  call: Call,
  request: HttpClientRequest.HttpClientRequest
) => Effect.Effect<Answer, UpstreamReason>

/** Omnium allows an API user 20 requests at a time; others may share the user. */
const inFlight = 8
const timeout = "30 seconds"

export const make = Effect.fnUntraced(function* (options: {
  readonly host: URL
  readonly maxAnswerBytes: number
}): Effect.fn.Return<Exchange, never, HttpClient.HttpClient> {
  const http = (yield* HttpClient.HttpClient).pipe(
    HttpClient.mapRequest((request) =>
      request.pipe(HttpClientRequest.prependUrl(options.host.href), HttpClientRequest.acceptJson)
    )
  )
  const permits = yield* Semaphore.make(inFlight)
  return Effect.fnUntraced(function* (call, request) {
    const answer = yield* http.execute(request).pipe(
      Effect.mapError((error) => transportReason(error, call.write)),
      Effect.flatMap((response) => answerOf(response, options.maxAnswerBytes)),
      Effect.timeoutOrElse({
        duration: timeout,
        orElse: () =>
          Effect.fail(lost({ status: Option.none(), message: `no whole answer within ${timeout}` }, call.write))
      }),
      Effect.provideService(HttpClient.TracerPropagationEnabled, false),
      permits.withPermit
    )
    if (call.write) yield* (yield* CrashPoint)(`${call.operation} answered`)
    return answer
  })
})
