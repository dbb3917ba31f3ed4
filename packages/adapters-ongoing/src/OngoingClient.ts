import { type Answer, isOk } from "@omnium-ongoing/adapter-kit/Answer"
import { concealing } from "@omnium-ongoing/adapter-kit/Concealment"
import { isHtml } from "@omnium-ongoing/adapter-kit/ErrorText"
import * as Exchange from "@omnium-ongoing/adapter-kit/Exchange"
import * as GuardedCall from "@omnium-ongoing/adapter-kit/GuardedCall"
import { type Reply, replyTo } from "@omnium-ongoing/adapter-kit/Reply"
import { OngoingError } from "@omnium-ongoing/domain/ports/Ongoing"
import type { UpstreamReason } from "@omnium-ongoing/domain/ports/Upstream"
import { Effect, Redacted, Result, Schema } from "effect"
import { type HttpClient, HttpClientRequest } from "effect/http"
import { wordsIn } from "./OngoingErrors.ts"

export interface OngoingOptions {
  /** `…/{warehouse}/api/v1`, as `OngoingHost.normalise` makes it. */
  readonly host: URL
  readonly username: string
  readonly password: Redacted.Redacted
  /** Of a decompressed answer; larger ones are not read to their end. */
  readonly maxAnswerBytes?: number
}

/** The one place where Ongoing is called. */
export interface OngoingClient {
  readonly call: <A>(
    call: Exchange.Call,
    request: HttpClientRequest.HttpClientRequest,
    schema: Schema.ConstraintDecoder<A>
  ) => Effect.Effect<Reply<A>, OngoingError>
  /** For a write whose answer Ongoing does not describe: any success that is no page of a gateway says that it is done. */
  readonly send: (
    call: Exchange.Call,
    request: HttpClientRequest.HttpClientRequest
  ) => Effect.Effect<void, OngoingError>
}

export const make = (options: OngoingOptions, http: HttpClient.HttpClient): OngoingClient => {
  const { username, password } = options
  const guarded = GuardedCall.make("ongoing", Exchange.make(http, options))
  // In Base64 the pair is what the header holds.
  const pair = Redacted.make(`${username}:${Redacted.value(password)}`)
  const speech = { wordsIn, conceal: concealing([pair, password]) }
  const judged = <A>(
    call: Exchange.Call,
    request: HttpClientRequest.HttpClientRequest,
    judge: (answer: Answer) => Result.Result<A, UpstreamReason>
  ) =>
    guarded(call, HttpClientRequest.basicAuth(request, username, password), judge).pipe(
      Effect.mapError((reason) => new OngoingError({ operation: call.operation, reason }))
    )
  return {
    call: (call, request, schema) =>
      judged(call, request, (answer) => replyTo(call, answer, Schema.decodeUnknownResult(schema), speech)),
    send: (call, request) =>
      judged(call, request, (answer) =>
        isOk(answer) && Result.isSuccess(answer.body) && !isHtml(answer.contentType, answer.body.success)
          ? Result.succeed(undefined)
          : Result.map(replyTo(call, answer, Schema.decodeUnknownResult(Schema.Unknown), speech), () => undefined)
      )
  }
}
