import { type Answer, isOk } from "@omnium-ongoing/adapter-kit/Answer"
import type { GuardedCall } from "@omnium-ongoing/adapter-kit/GuardedCall"
import { reasonOfBody, reasonOfStatus } from "@omnium-ongoing/adapter-kit/Reasons"
import { MalformedAnswer, Refused, Unauthorised, type UpstreamReason } from "@omnium-ongoing/domain/ports/Upstream"
import { Duration, Effect, Redacted, Result, Schema } from "effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import * as Kept from "./Kept.ts"
import { WireToken } from "./wire/Answers.ts"

export interface Tokens {
  /** The token to call with. One that is near its end is replaced first. */
  readonly current: Effect.Effect<Redacted.Redacted, UpstreamReason>
  /** A token other than this one, which was refused. */
  readonly insteadOf: (refused: Redacted.Redacted) => Effect.Effect<Redacted.Redacted, UpstreamReason>
}

export interface Credentials {
  readonly clientId: string
  readonly clientSecret: Redacted.Redacted
}

const call = { operation: "POST /api/Token", write: false }
const documentedLife = Duration.days(10)

/** However many ask at the same time, one request fetches the token for all of them. */
export const make = Effect.fnUntraced(function* (
  guarded: GuardedCall,
  credentials: Credentials
): Effect.fn.Return<Tokens> {
  let issued: Redacted.Redacted | undefined
  const fetched = Effect.tap(requested(guarded, credentials), ({ token }) =>
    Effect.sync(() => {
      issued = token
    })
  )
  const [cached, forget] = yield* Kept.make(fetched, ({ life }) => Duration.times(life, 0.8))
  const current = Effect.map(cached, ({ token }) => token)
  return {
    current,
    insteadOf: (refused) =>
      Effect.suspend(() => {
        if (issued !== refused) return current
        issued = undefined
        return Effect.andThen(forget, current)
      })
  }
})

interface Issued {
  readonly token: Redacted.Redacted
  readonly life: Duration.Duration
}

const requested = (
  guarded: GuardedCall,
  { clientId, clientSecret }: Credentials
): Effect.Effect<Issued, UpstreamReason> =>
  guarded(
    call,
    HttpClientRequest.post("/api/Token").pipe(
      HttpClientRequest.setUrlParams({ clientId, clientSecret, returnAsJson: "true" })
    ),
    issuedBy
  ).pipe(
    // The secret is part of the address, and a span keeps the error with all that the runtime hung onto it.
    Effect.provideService(HttpClient.TracerDisabledWhen, () => true)
  )

/** Tells nothing of what the answer says: it may hold a token. */
const issuedBy = (answer: Answer): Result.Result<Issued, UpstreamReason> => {
  const { status, body } = answer
  if (status === 400 || status === 401 || status === 403) {
    return Result.fail(new Unauthorised({ message: `the client id or secret was refused (status ${status})` }))
  }
  if (status === 404) {
    // Not `NotFound`: whoever reads an order would take it for the order's.
    return Result.fail(new Refused({ status, message: "the host has no /api/Token: is it Omnium's?" }))
  }
  if (!isOk(answer)) return Result.fail(reasonOfStatus(call, answer, `no token: answered ${status}`))
  if (Result.isFailure(body)) return Result.fail(reasonOfBody(call, status, body.failure))
  return Result.fromNullishOr(
    tokenIn(body.success),
    () => new MalformedAnswer({ message: "the answer holds no token" })
  )
}

const TokenText = Schema.fromJsonString(Schema.Union([WireToken, Schema.NonEmptyString]))
const readToken = Schema.decodeUnknownResult(TokenText)

/** What may stand in a header: anything else is no token, but a page or a message. */
const bearer = /^[\w.~+/=-]{1,16384}$/

/** The token in an object, as a JSON text, or as the bare text that older tenants answer with. */
const tokenIn = (body: string): Issued | undefined => {
  const read = Result.getOrElse(readToken(body), () => body.trim())
  const { accessToken, expiresIn } = typeof read === "string" ? { accessToken: read, expiresIn: undefined } : read
  if (!bearer.test(accessToken)) return undefined
  return {
    token: Redacted.make(accessToken),
    life: expiresIn && expiresIn > 0 ? Duration.seconds(expiresIn) : documentedLife
  }
}
