import { layer, type OmniumOptions } from "@omnium-ongoing/adapters-omnium/OmniumHttp"
import { Omnium } from "@omnium-ongoing/domain/ports/Omnium"
import type { UpstreamReason } from "@omnium-ongoing/domain/ports/Upstream"
import { Effect, Layer, Redacted } from "effect"
import { HttpClient } from "effect/http"
import { type Broken, fakeHttp, type SentRequest } from "../../support/FakeHttp.ts"

export const clientSecret = 'canary-"secret\\&=/+ü'
export const accessToken = "canary.token-1"

export const json = (body: unknown, init?: ResponseInit): Response => Response.json(body, init)

export const tokenAnswer = (token = accessToken, expiresIn = 864_000): Response =>
  json({ accessToken: token, tokenType: "Bearer", expiresIn })

export const isTokenCall = ({ url }: SentRequest): boolean => url.pathname.endsWith("/api/Token")

type Answer = (request: SentRequest, count: number) => Response | Broken | "never"

/** The port over a fake other side that gives tokens by itself. `calls` holds every request but those for tokens. */
export const omniumFake = (answer: Answer, options: Partial<OmniumOptions> = {}) => {
  let count = 0
  const http = fakeHttp((request) => (isTokenCall(request) ? tokenAnswer() : answer(request, ++count)))
  return {
    layer: omniumOver(http.client, options),
    get calls() {
      return http.sent.filter((request) => !isTokenCall(request))
    },
    get tokenCalls() {
      return http.sent.filter(isTokenCall)
    }
  }
}

export const omniumOver = (client: HttpClient.HttpClient, options: Partial<OmniumOptions> = {}) =>
  layer({
    host: new URL("https://omnium.test"),
    clientId: "connector",
    clientSecret: Redacted.make(clientSecret),
    ...options
  }).pipe(Layer.provide(Layer.succeed(HttpClient.HttpClient, client)))

/** Why the port's operation failed; a success is a failure of the test. */
export const reasonOf = <A>(
  operation: (omnium: Omnium["Service"]) => Effect.Effect<A, { readonly reason: UpstreamReason }>
): Effect.Effect<UpstreamReason, A, Omnium> =>
  Omnium.use(operation).pipe(
    Effect.flip,
    Effect.map((error) => error.reason)
  )

/** The least that is an order. */
export const order = (more: Readonly<Record<string, unknown>> = {}) => ({
  id: "A-1",
  modified: "2026-03-01T10:00:00Z",
  ...more
})

export const sentJson = (request: SentRequest | undefined): unknown => JSON.parse(request?.body ?? "null")
