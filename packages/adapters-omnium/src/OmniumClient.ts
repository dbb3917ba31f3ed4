import { type Answer, isOk } from "@omnium-ongoing/adapter-kit/Answer"
import { concealing } from "@omnium-ongoing/adapter-kit/Concealment"
import { isHtml } from "@omnium-ongoing/adapter-kit/ErrorText"
import * as Exchange from "@omnium-ongoing/adapter-kit/Exchange"
import * as GuardedCall from "@omnium-ongoing/adapter-kit/GuardedCall"
import { type Decode, type Reply, replyTo, type Speech } from "@omnium-ongoing/adapter-kit/Reply"
import { OmniumError } from "@omnium-ongoing/domain/ports/Omnium"
import { NotFound, type UpstreamReason } from "@omnium-ongoing/domain/ports/Upstream"
import { Effect, Option, type Redacted, Result, Semaphore } from "effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import { wordsIn } from "./OmniumErrors.ts"
import * as Token from "./Token.ts"

export interface OmniumClient {
  /** Every call goes through here: guarded, authorised, bounded, and decoded or told as a reason. */
  readonly call: <A>(
    call: Exchange.Call,
    request: HttpClientRequest.HttpClientRequest,
    decode: Decode<A>
  ) => Effect.Effect<Reply<A>, OmniumError>
  /** For a write whose answer may be anything, or empty: a success that is no page of a gateway says that it is done. */
  readonly send: (call: Exchange.Call, request: HttpClientRequest.HttpClientRequest) => Effect.Effect<void, OmniumError>
}

type Judge<A> = (answer: Answer, speech: Speech) => Result.Result<A, UpstreamReason>

/** Omnium allows an API user 20 requests at a time; others may share the user. */
const inFlight = 8

export const make = Effect.fnUntraced(function* (
  options: Exchange.ExchangeOptions & Token.Credentials
): Effect.fn.Return<OmniumClient, never, HttpClient.HttpClient> {
  const permits = yield* Semaphore.make(inFlight)
  const exchange = Exchange.make(yield* HttpClient.HttpClient, options)
  const guarded = GuardedCall.make("omnium", (call, request) => permits.withPermit(exchange(call, request)))
  const tokens = yield* Token.make(guarded, options)

  let known: { readonly token: Redacted.Redacted; readonly speech: Speech } | undefined
  const speechWith = (token: Redacted.Redacted): Speech => {
    if (known?.token !== token) {
      known = { token, speech: { wordsIn, conceal: concealing([options.clientSecret, token]) } }
    }
    return known.speech
  }

  /** None: the token was refused, and there is another try. */
  const attempt = <A>(
    call: Exchange.Call,
    request: HttpClientRequest.HttpClientRequest,
    judge: Judge<A>,
    token: Redacted.Redacted,
    isLast: boolean
  ): Effect.Effect<Option.Option<A>, UpstreamReason> => {
    const speech = speechWith(token)
    return guarded(call, HttpClientRequest.bearerToken(request, token), (answer) =>
      answer.status === 401 && !isLast ? Result.succeedNone : Result.map(judge(answer, speech), Option.some)
    )
  }

  const judged = Effect.fnUntraced(
    function* <A>(
      call: Exchange.Call,
      request: HttpClientRequest.HttpClientRequest,
      judge: Judge<A>
    ): Effect.fn.Return<A, UpstreamReason> {
      let token = yield* tokens.current
      let reply = yield* attempt(call, request, judge, token, false)
      while (Option.isNone(reply)) {
        token = yield* tokens.insteadOf(token)
        reply = yield* attempt(call, request, judge, token, true)
      }
      return reply.value
    },
    (called, { operation }) => Effect.mapError(called, (reason) => new OmniumError({ operation, reason }))
  )
  return {
    call: (call, request, decode) => judged(call, request, (answer, speech) => replyTo(call, answer, decode, speech)),
    send: (call, request) =>
      judged(call, request, (answer, speech) =>
        isOk(answer) && Result.isSuccess(answer.body) && !isHtml(answer.contentType, answer.body.success)
          ? Result.succeed(undefined)
          : Result.map(replyTo(call, answer, Result.succeed, speech), () => undefined)
      )
  }
})

const idsOfNothing = /^\.{0,2}$/

/** An id as part of a path. No entity has an id that would lead to another path. */
export const segment = (id: string, operation: string): Effect.Effect<string, OmniumError> =>
  idsOfNothing.test(id) || !id.isWellFormed()
    ? Effect.fail(new OmniumError({ operation, reason: new NotFound({ message: "nothing can have this id" }) }))
    : Effect.succeed(encodeURIComponent(id))
