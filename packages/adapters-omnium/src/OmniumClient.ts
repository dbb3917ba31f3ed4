import { concealing } from "@omnium-ongoing/adapter-kit/Concealment"
import * as Exchange from "@omnium-ongoing/adapter-kit/Exchange"
import * as GuardedCall from "@omnium-ongoing/adapter-kit/GuardedCall"
import { type Decode, type Reply, replyTo } from "@omnium-ongoing/adapter-kit/Reply"
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
}

/** Omnium allows an API user 20 requests at a time; others may share the user. */
const inFlight = 8

export const make = Effect.fnUntraced(function* (
  options: Exchange.ExchangeOptions & Token.Credentials
): Effect.fn.Return<OmniumClient, never, HttpClient.HttpClient> {
  const permits = yield* Semaphore.make(inFlight)
  const exchange = Exchange.make(yield* HttpClient.HttpClient, options)
  const guarded = GuardedCall.make("omnium", (call, request) => permits.withPermit(exchange(call, request)))
  const tokens = yield* Token.make(guarded, options)

  /** None: the token was refused, and there is another try. */
  const attempt = <A>(
    call: Exchange.Call,
    request: HttpClientRequest.HttpClientRequest,
    decode: Decode<A>,
    token: Redacted.Redacted,
    isLast: boolean
  ): Effect.Effect<Option.Option<Reply<A>>, UpstreamReason> => {
    const speech = { wordsIn, conceal: concealing([options.clientSecret, token]) }
    return guarded(call, HttpClientRequest.bearerToken(request, token), (answer) =>
      answer.status === 401 && !isLast
        ? Result.succeedNone
        : Result.map(replyTo(call, answer, decode, speech), Option.some)
    )
  }

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

const idsOfNothing = /^\.{0,2}$/

/** An id as part of a path. No entity has an id that would lead to another path. */
export const segment = (id: string, operation: string): Effect.Effect<string, OmniumError> =>
  idsOfNothing.test(id) || !id.isWellFormed()
    ? Effect.fail(new OmniumError({ operation, reason: new NotFound({ message: "nothing can have this id" }) }))
    : Effect.succeed(encodeURIComponent(id))
