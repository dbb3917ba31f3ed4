import { OmniumError } from "@omnium-ongoing/domain/ports/Omnium"
import { CallGuard, NotFound, type UpstreamReason } from "@omnium-ongoing/domain/ports/Upstream"
import { type DateTime, Effect, Option, Redacted, Result, type Schema, SchemaIssue } from "effect"
import { type HttpClient, HttpClientRequest } from "effect/http"
import type { Answer } from "./Answer.ts"
import * as Exchange from "./Exchange.ts"
import { isHtml, lost, oneLine, reasonOf, retryAfter, saidBy, unreadable } from "./OmniumErrors.ts"
import * as Token from "./Token.ts"

export interface Reply<A> {
  readonly value: A
  readonly readAt: DateTime.Utc
}

type Decode<A> = (json: unknown) => Result.Result<A, Schema.SchemaError>

export interface OmniumClient {
  /** Every call goes through here: guarded, authorised, bounded, and decoded or told as a reason. */
  readonly call: <A>(
    call: Exchange.Call,
    request: HttpClientRequest.HttpClientRequest,
    decode: Decode<A>
  ) => Effect.Effect<Reply<A>, OmniumError>
}

export const make = Effect.fnUntraced(function* (options: {
  readonly host: URL
  readonly clientId: string
  readonly clientSecret: Redacted.Redacted
  readonly maxAnswerBytes: number
}): Effect.fn.Return<OmniumClient, never, HttpClient.HttpClient> {
  const exchange = yield* Exchange.make(options)
  const tokens = yield* Token.make(exchange, options)

  /** None: the token was refused, and there is another try. */
  const attempt = Effect.fnUntraced(function* <A>(
    call: Exchange.Call,
    request: HttpClientRequest.HttpClientRequest,
    decode: Decode<A>,
    token: Redacted.Redacted,
    isLast: boolean
  ): Effect.fn.Return<Option.Option<Reply<A>>, UpstreamReason> {
    const guard = yield* CallGuard
    const secrets = [Redacted.value(options.clientSecret), Redacted.value(token)]
    return yield* guard({ system: "omnium", operation: call.operation })(
      exchange(call, HttpClientRequest.bearerToken(request, token)).pipe(
        Effect.flatMap((answer) =>
          answer.status === 401 && !isLast
            ? Effect.succeedNone
            : Effect.asSome(Effect.fromResult(replyOf(answer, call.write, decode, secrets)))
        )
      )
    )
  })

  const call = Effect.fnUntraced(
    function* <A>(
      call: Exchange.Call,
      request: HttpClientRequest.HttpClientRequest,
      decode: Decode<A>
    ): Effect.fn.Return<Reply<A>, UpstreamReason> {
      let token = yield* tokens.current
      let reply = yield* attempt(call, request, decode, token, false)
      while (Option.isNone(reply)) {
        token = yield* tokens.insteadOf(token)
        reply = yield* attempt(call, request, decode, token, true)
      }
      return reply.value
    },
    (called, { operation }) => Effect.mapError(called, (reason) => new OmniumError({ operation, reason }))
  )
  return { call }
})

const replyOf = <A>(
  answer: Answer,
  write: boolean,
  decode: Decode<A>,
  secrets: ReadonlyArray<string>
): Result.Result<Reply<A>, UpstreamReason> => {
  const { status, contentType, body } = answer
  if (status < 200 || status >= 300) {
    const message = Result.match(body, {
      onFailure: () => `answered with status ${status}`,
      onSuccess: (text) => saidBy({ status, contentType, text }, secrets)
    })
    return Result.fail(reasonOf({ status, message, wait: retryAfter(answer.retryAfter, answer.at) }, write))
  }
  if (Result.isFailure(body)) {
    const message = `the answer is ${body.failure}`
    return Result.fail(
      body.failure === "cut off"
        ? lost({ status: Option.some(status), message }, write)
        : unreadable(status, message, write)
    )
  }
  return decoded(body.success, contentType, decode).pipe(
    Result.map((value) => ({ value, readAt: answer.at })),
    Result.mapError((message) => unreadable(status, message, write))
  )
}

/** Tells where the shape is wrong, never what stands there: answers hold people's names and addresses. */
const decoded = <A>(text: string, contentType: string, decode: Decode<A>): Result.Result<A, string> => {
  if (text.trim() === "") return Result.fail("the answer is empty")
  if (isHtml(contentType, text)) return Result.fail("the answer is HTML")
  return Result.try({ try: (): unknown => JSON.parse(text), catch: () => "the answer is no JSON" }).pipe(
    Result.flatMap((json) => Result.mapError(decode(json), (error) => `unexpected shape at ${placeOf(error)}`))
  )
}

const listIssues = SchemaIssue.makeFormatterStandardSchemaV1()

const placeOf = (error: Schema.SchemaError): string =>
  oneLine((listIssues(error.issue).issues[0]?.path ?? []).map((step) => String(step)).join(".")) || "its root"

const idsOfNothing = /^\.{0,2}$/

/** An id as part of a path. No entity has an id that would lead to another path. */
export const segment = (id: string, operation: string): Effect.Effect<string, OmniumError> =>
  idsOfNothing.test(id) || !id.isWellFormed()
    ? Effect.fail(new OmniumError({ operation, reason: new NotFound({ message: "nothing can have this id" }) }))
    : Effect.succeed(encodeURIComponent(id))
