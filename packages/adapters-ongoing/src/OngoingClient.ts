import { OngoingError } from "@omnium-ongoing/domain/ports/Ongoing"
import { CallGuard, CrashPoint, type UpstreamReason } from "@omnium-ongoing/domain/ports/Upstream"
import { DateTime, Effect, flow, Option, type Redacted, Schema, SchemaIssue } from "effect"
import { FetchHttpClient, HttpClient, HttpClientRequest, type HttpClientResponse } from "effect/http"
import { isHtml, isJson, parseJson, readWithin } from "./AnswerBody.ts"
import { concealing } from "./Concealment.ts"
import { errorText, oneLine, ownWords } from "./ErrorText.ts"
import * as HttpDate from "./HttpDate.ts"
import { reasonOfNoAnswer, reasonOfStatus, reasonOfTimeout, reasonOfTransport } from "./OngoingErrors.ts"
import * as RetryAfter from "./RetryAfter.ts"

export interface OngoingOptions {
  /** `…/{warehouse}/api/v1`, as `OngoingHost.normalise` makes it. */
  readonly host: URL
  readonly username: string
  readonly password: Redacted.Redacted
  /** Of a decompressed answer; larger ones are not read to their end. */
  readonly maxAnswerBytes?: number
}

export interface Call {
  /** The vendor's method and path template, such as `PUT /orders`. */
  readonly operation: string
  readonly write: boolean
}

export interface Answer<A> {
  readonly value: A
  /** By the server's clock if it tells it, else by ours. */
  readonly answeredAt: DateTime.Utc
}

/** The one place where Ongoing is called. */
export interface OngoingClient {
  readonly call: <A>(
    call: Call,
    request: HttpClientRequest.HttpClientRequest,
    schema: Schema.ConstraintDecoder<A>
  ) => Effect.Effect<Answer<A>, OngoingError>
}

const deadlineSeconds = 30
const errorBytes = 64 * 1024

/**
 * Bun's `fetch` sends a PUT or DELETE again by itself when a connection that it kept is closed without an answer. The
 * second may be refused because the first was carried out.
 */
const sentOnce: RequestInit = { redirect: "error", keepalive: false }

export const make = (options: OngoingOptions, http: HttpClient.HttpClient): OngoingClient => {
  const maxAnswerBytes = options.maxAnswerBytes ?? 64 * 1024 * 1024
  const conceal = concealing(options)
  const authenticated = http.pipe(
    HttpClient.mapRequest(
      flow(
        HttpClientRequest.prependUrl(options.host.href),
        HttpClientRequest.basicAuth(options.username, options.password),
        HttpClientRequest.acceptJson
      )
    )
  )

  const exchange = (call: Call, request: HttpClientRequest.HttpClientRequest) =>
    authenticated.execute(request).pipe(
      Effect.flatMap((response) =>
        isOk(response)
          ? Effect.map(readWithin(response, maxAnswerBytes), (body) => ({ response, body }))
          : readWithin(response, errorBytes).pipe(
              // The status says what to do, whatever became of the words beside it.
              Effect.orElseSucceed(() => ({ text: "", isWhole: false })),
              Effect.map((body) => ({ response, body }))
            )
      ),
      Effect.provideService(HttpClient.TracerPropagationEnabled, false),
      Effect.provideService(FetchHttpClient.RequestInit, call.write ? sentOnce : { redirect: "error" }),
      Effect.mapError((error) => reasonOfTransport(call, error)),
      Effect.timeoutOrElse({
        duration: `${deadlineSeconds} seconds`,
        orElse: () => Effect.fail(reasonOfTimeout(call, deadlineSeconds))
      })
    )

  const answerTo = Effect.fnUntraced(function* <A>(
    call: Call,
    request: HttpClientRequest.HttpClientRequest,
    schema: Schema.ConstraintDecoder<A>
  ): Effect.fn.Return<Answer<A>, UpstreamReason> {
    const { response, body } = yield* exchange(call, request)
    if (call.write) yield* (yield* CrashPoint)(`${call.operation} answered`)
    const { status } = response
    const contentType = response.headers["content-type"]
    const now = yield* DateTime.now
    if (!isOk(response)) {
      const message = oneLine(conceal(errorText(status, contentType, body.text)))
      const retryAfter = RetryAfter.parse(response.headers["retry-after"], now)
      return yield* Effect.fail(reasonOfStatus(call, status, message, retryAfter))
    }
    const noAnswer = (what: string) =>
      Effect.fail(reasonOfNoAnswer(call, status, oneLine(conceal(`answered ${status} with ${what}`))))
    if (!body.isWhole) return yield* noAnswer(`more than ${maxAnswerBytes} bytes`)
    if (isHtml(contentType, body.text)) return yield* noAnswer("HTML")
    const json = isJson(contentType) ? parseJson(body.text) : Option.none()
    if (Option.isNone(json)) return yield* noAnswer("something that is not JSON")
    const value = yield* Schema.decodeUnknownEffect(schema)(json.value).pipe(
      Effect.catch(({ issue }) =>
        noAnswer(["JSON of another shape", firstIssue(issue), ownWords(json.value) ?? ""].join("; "))
      )
    )
    return { value, answeredAt: Option.getOrElse(HttpDate.parse(response.headers.date), () => now) }
  })

  return {
    call: (call, request, schema) =>
      Effect.flatMap(CallGuard, (guard) =>
        guard({ system: "ongoing", operation: call.operation })(answerTo(call, request, schema))
      ).pipe(Effect.mapError((reason) => new OngoingError({ operation: call.operation, reason })))
  }
}

const isOk = ({ status }: HttpClientResponse.HttpClientResponse) => status >= 200 && status < 300

/** Where and what, never the value that was there. */
const firstIssue = (issue: SchemaIssue.Issue) => {
  const [first] = formatIssue(issue).issues
  return first === undefined ? "" : [...(first.path ?? []).map(String), first.message].join(": ")
}
const formatIssue = SchemaIssue.makeFormatterStandardSchemaV1()
