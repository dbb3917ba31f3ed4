import { describe, expect } from "bun:test"
import { Omnium } from "@omnium-ongoing/domain/ports/Omnium"
import { CrashPoint } from "@omnium-ongoing/domain/ports/Upstream"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { Broken, fakeHttp, type SentRequest } from "../../support/FakeHttp.ts"
import { itEffect } from "../../support/ItEffect.ts"
import { withClockAhead } from "../../support/WrongClock.ts"
import { clientSecret, isTokenCall, json, omniumOver, order, reasonOf, tokenAnswer } from "./OmniumFake.ts"

const read = Omnium.use((omnium) => omnium.order("A-1"))

/** The other side gives tokens `t1`, `t2` … and accepts those that `accepts` does. */
const tokenServer = (options: {
  readonly token?: (count: number) => Response | Broken
  readonly accepts?: (token: string | undefined) => boolean
}) => {
  let issued = 0
  const http = fakeHttp((request) => {
    if (isTokenCall(request)) return (options.token ?? ((count) => tokenAnswer(`t${count}`)))(++issued)
    return (options.accepts ?? (() => true))(bearerOf(request)) ? json(order()) : new Response(null, { status: 401 })
  })
  return {
    layer: omniumOver(http.client),
    get issued() {
      return issued
    },
    get tokens() {
      return http.sent.filter((request) => !isTokenCall(request)).map(bearerOf)
    },
    get tokenCalls() {
      return http.sent.filter(isTokenCall)
    }
  }
}

const bearerOf = (request: SentRequest): string | undefined => request.headers.authorization?.replace("Bearer ", "")

describe("the token", () => {
  itEffect("is asked for once, with an encoded secret in the query and no body", () => {
    const server = tokenServer({})
    return Effect.gen(function* () {
      yield* read
      yield* read
      expect(server.tokens).toEqual(["t1", "t1"])
      expect(
        server.tokenCalls.map(({ method, url, body, headers }) => [method, url.search, body, headers.authorization])
      ).toEqual([
        [
          "POST",
          `?clientId=connector&clientSecret=${new URLSearchParams({ s: clientSecret }).toString().slice(2)}&returnAsJson=true`,
          "",
          undefined
        ]
      ])
      expect(server.tokenCalls[0]?.url.searchParams.get("clientSecret")).toBe(clientSecret)
    }).pipe(Effect.provide(server.layer))
  })

  const forms: ReadonlyArray<readonly [string, () => Response]> = [
    ["bare text", () => new Response("aa.bb-c_c")],
    ["bare text with a line end", () => new Response("aa.bb-c_c\r\n")],
    ["a JSON text", () => json("aa.bb-c_c")],
    ["an object", () => json({ accessToken: "aa.bb-c_c" })],
    ["an object with null members", () => json({ accessToken: "aa.bb-c_c", tokenType: null, expiresIn: null })]
  ]
  for (const [name, token] of forms) {
    itEffect(`may come as ${name}`, () => {
      const server = tokenServer({ token })
      return Effect.gen(function* () {
        yield* read
        expect(server.tokens).toEqual(["aa.bb-c_c"])
      }).pipe(Effect.provide(server.layer))
    })
  }

  const odd: ReadonlyArray<readonly [string, () => Response]> = [
    ["nothing", () => new Response("")],
    ["HTML", () => new Response("<html>login</html>")],
    ["a sentence", () => new Response("not today")],
    ["two lines", () => new Response("aa\r\nx-evil: 1")],
    ["a null token", () => json({ accessToken: null })],
    ["an empty token", () => json({ accessToken: "" })],
    ["a token with a line end", () => json({ accessToken: "aa\r\nx-evil: 1" })],
    ["a token without end", () => new Response("a".repeat(20_000))],
    ["another object", () => json({ success: false })]
  ]
  for (const [name, token] of odd) {
    itEffect(`is not ${name}`, () => {
      const server = tokenServer({ token })
      return Effect.gen(function* () {
        const reason = yield* reasonOf((omnium) => omnium.order("A-1"))
        expect(reason).toMatchObject({ _tag: "MalformedAnswer", message: "the answer holds no token" })
        expect(server.tokens).toEqual([])
      }).pipe(Effect.provide(server.layer))
    })
  }

  itEffect("is replaced at 80 % of its life", () => {
    const server = tokenServer({ token: (count) => tokenAnswer(`t${count}`, 1000) })
    return Effect.gen(function* () {
      yield* read
      yield* TestClock.adjust("799999 millis")
      yield* read
      yield* TestClock.adjust("1 millis")
      yield* read
      expect(server.tokens).toEqual(["t1", "t1", "t2"])
    }).pipe(Effect.provide(server.layer))
  })

  for (const expiresIn of [0, -5, null]) {
    itEffect(`lives ten days when its life is given as ${expiresIn}`, () => {
      const server = tokenServer({ token: (count) => json({ accessToken: `t${count}`, expiresIn }) })
      return Effect.gen(function* () {
        yield* read
        yield* TestClock.adjust("7 days")
        yield* read
        yield* TestClock.adjust("1 day")
        yield* read
        expect(server.tokens).toEqual(["t1", "t1", "t2"])
      }).pipe(Effect.provide(server.layer))
    })
  }

  itEffect("that could not be had is asked for again, though the clock is put back in between", () => {
    const server = tokenServer({
      token: (count) => (count === 1 ? new Response(null, { status: 503 }) : tokenAnswer())
    })
    return Effect.gen(function* () {
      yield* withClockAhead("25 hours")(Effect.flip(read))
      yield* read
      expect(server.issued).toBe(2)
    }).pipe(Effect.provide(server.layer))
  })

  itEffect("lives no longer when the clock is put back", () => {
    const server = tokenServer({ token: (count) => tokenAnswer(`t${count}`, 1000) })
    return Effect.gen(function* () {
      yield* withClockAhead("25 hours")(read)
      yield* TestClock.adjust("800 seconds")
      yield* Effect.all([read, read], { concurrency: "unbounded" })
      expect(server.tokens).toEqual(["t1", "t2", "t2"])
    }).pipe(Effect.provide(server.layer))
  })

  itEffect("is fetched once for all who wait for it", () => {
    const server = tokenServer({})
    return Effect.gen(function* () {
      yield* Effect.all(
        Array.from({ length: 20 }, () => read),
        { concurrency: "unbounded" }
      )
      expect(server.issued).toBe(1)
    }).pipe(Effect.provide(server.layer))
  })

  itEffect("that is refused is replaced once, and the call made again", () => {
    const server = tokenServer({ accepts: (token) => token !== "t1" })
    return Effect.gen(function* () {
      yield* read
      expect(server.tokens).toEqual(["t1", "t2"])
      yield* read
      expect(server.issued).toBe(2)
    }).pipe(Effect.provide(server.layer))
  })

  itEffect("that is refused to many at once is replaced once", () => {
    const server = tokenServer({ accepts: (token) => token !== "t1" })
    return Effect.gen(function* () {
      yield* Effect.all(
        Array.from({ length: 20 }, () => read),
        { concurrency: "unbounded" }
      )
      expect(server.issued).toBe(2)
    }).pipe(Effect.provide(server.layer))
  })

  itEffect("that is refused again tells that the credentials are", () => {
    const server = tokenServer({ accepts: () => false })
    return Effect.gen(function* () {
      expect((yield* reasonOf((omnium) => omnium.order("A-1")))._tag).toBe("Unauthorised")
      expect(server.tokens).toEqual(["t1", "t2"])
    }).pipe(Effect.provide(server.layer))
  })

  itEffect("that a host does not have makes no order unknown", () => {
    const server = tokenServer({ token: () => new Response(null, { status: 404 }) })
    return Effect.gen(function* () {
      expect((yield* reasonOf((omnium) => omnium.order("A-1")))._tag).toBe("Refused")
    }).pipe(Effect.provide(server.layer))
  })

  const failures: ReadonlyArray<readonly [string, () => Response | Broken]> = [
    ["Unauthorised", () => new Response(null, { status: 400 })],
    ["Unauthorised", () => new Response(null, { status: 401 })],
    ["Unauthorised", () => new Response(null, { status: 403 })],
    ["Refused", () => new Response(null, { status: 404 })],
    ["Throttled", () => new Response(null, { status: 429, headers: { "retry-after": "7" } })],
    ["Unavailable", () => new Response(null, { status: 500 })],
    ["Unavailable", () => new Response(null, { status: 503 })],
    ["MalformedAnswer", () => new Response(null, { status: 302 })],
    ["Unavailable", () => new Broken(new Error("reset"))]
  ]
  failures.forEach(([tag, token], index) => {
    itEffect(`that cannot be had leaves even a write undone: ${tag} (${index})`, () => {
      const server = tokenServer({ token: (count) => (count === 1 ? token() : tokenAnswer()) })
      const passed: Array<string> = []
      return Effect.gen(function* () {
        const reason = yield* reasonOf((omnium) =>
          omnium.updateShipment({ orderId: "A-1", shipmentId: "1", status: "Ship", runWorkflow: true })
        )
        expect(reason).toMatchObject({ _tag: tag })
        expect(server.tokens).toEqual([])
        expect(passed).toEqual([])
        // A failure is not kept.
        yield* read
        expect(server.issued).toBe(2)
      }).pipe(
        Effect.provideService(CrashPoint, (name) => Effect.sync(() => void passed.push(name))),
        Effect.provide(server.layer)
      )
    })
  })
})
