import { describe, expect } from "bun:test"
import { Omnium } from "@omnium-ongoing/domain/ports/Omnium"
import { Cause, DateTime, Effect, type Exit, Logger, Stream, Tracer } from "effect"
import { Broken, fakeHttp, type SentRequest } from "../../support/FakeHttp.ts"
import { itEffect } from "../../support/ItEffect.ts"
import { accessToken, clientSecret, isTokenCall, omniumOver, tokenAnswer } from "./OmniumFake.ts"

const canaries = [
  accessToken,
  clientSecret,
  encodeURIComponent(clientSecret),
  new URLSearchParams([["", clientSecret]]).toString().slice(1),
  JSON.stringify(clientSecret).slice(1, -1),
  Buffer.from(clientSecret).toString("base64")
]

/** Another side that repeats all it was sent, and a runtime whose errors do. */
const indiscreet = (request: SentRequest): ReadonlyArray<Response | Broken> => {
  const heard = `${request.url.href} ${request.headers.authorization} ${clientSecret} ${accessToken}`
  const bodies = [heard, JSON.stringify(heard), JSON.stringify({ title: heard, errors: { [heard]: [heard] } })]
  const statuses = [200, 302, 400, 401, 403, 404, 409, 422, 429, 500]
  return [
    new Broken(Object.assign(new Error(request.url.href), { path: request.url.href, code: "ECONNRESET" })),
    new Broken(Object.assign(new Error(request.url.href), { path: request.url.href, code: request.url.href })),
    ...statuses.flatMap((status) => bodies.map((body) => new Response(body, { status })))
  ]
}
const ways = indiscreet({ method: "GET", url: new URL("https://omnium.test"), headers: {}, body: "" }).length

const update = { orderId: "A-1", shipmentId: "1", status: "Ship", runWorkflow: true }
const query = { modifiedSince: DateTime.makeUnsafe(0), statuses: ["New"] }
const operations: ReadonlyArray<(omnium: Omnium["Service"]) => Effect.Effect<unknown, unknown>> = [
  (omnium) => omnium.ping,
  (omnium) => omnium.order("A-1"),
  (omnium) => Stream.runDrain(omnium.orders(query)),
  (omnium) => omnium.updateShipment(update),
  (omnium) => omnium.addOrderExternalIds("A-1", []),
  (omnium) => omnium.orderTypes
]

/** All that a log, a trace or a report could show of these. */
const shown = (exits: ReadonlyArray<Exit.Exit<unknown, unknown>>, spans: ReadonlyArray<Tracer.Span>) =>
  [...exits, ...spans.map((span) => (span.status._tag === "Ended" ? span.status.exit : undefined))]
    .flatMap((exit) => (exit?._tag === "Failure" ? [Cause.pretty(exit.cause), JSON.stringify(exit.cause)] : []))
    .concat(spans.map((span) => `${span.name} ${JSON.stringify([...span.attributes])}`))
    .concat(exits.map((exit) => Bun.inspect(exit, { depth: 20 })))
    .join("\n")

const spied = (answer: (request: SentRequest) => Response | Broken) =>
  Effect.gen(function* () {
    const spans: Array<Tracer.Span> = []
    const logs: Array<string> = []
    const exits = yield* Effect.forEach(operations, (operation) =>
      Effect.exit(Omnium.use(operation).pipe(Effect.tapCause(Effect.logError)))
    ).pipe(
      Effect.provide(omniumOver(fakeHttp(answer).client)),
      Effect.provideService(Tracer.Tracer, {
        span: (options) => {
          const span = new Tracer.NativeSpan(options)
          spans.push(span)
          return span
        }
      }),
      Effect.provideService(
        Logger.CurrentLoggers,
        new Set([Logger.map(Logger.formatJson, (line) => void logs.push(line))])
      )
    )
    return { text: `${shown(exits, spans)}\n${logs.join("\n")}`, spans, logs, exits }
  })

describe("S8: no secret is shown", () => {
  for (let way = 0; way < ways; way++) {
    itEffect(`when the token's call fails (${way})`, () =>
      Effect.gen(function* () {
        const { text, exits, logs } = yield* spied((request) => indiscreet(request)[way] ?? tokenAnswer())
        for (const canary of canaries) expect(text).not.toContain(canary)
        expect(exits.every((exit) => exit._tag === "Failure")).toBe(true)
        expect(logs).toHaveLength(operations.length)
      })
    )

    itEffect(`when another call fails (${way})`, () =>
      Effect.gen(function* () {
        const { text, spans } = yield* spied((request) =>
          isTokenCall(request) ? tokenAnswer() : (indiscreet(request)[way] ?? tokenAnswer())
        )
        for (const canary of canaries) expect(text).not.toContain(canary)
        expect(spans.some(({ name }) => name === "Omnium.order")).toBe(true)
      })
    )
  }
})
