import { describe, expect } from "bun:test"
import { Omnium } from "@omnium-ongoing/domain/ports/Omnium"
import { CallGuard, CrashPoint, Unavailable, type UpstreamCall } from "@omnium-ongoing/domain/ports/Upstream"
import { Deferred, Effect, Fiber, Option } from "effect"
import { HttpClient, HttpClientResponse } from "effect/http"
import { TestClock } from "effect/testing"
import { Broken, type SentRequest } from "../../support/FakeHttp.ts"
import { itEffect } from "../../support/ItEffect.ts"
import { accessToken, json, omniumFake, omniumOver, order, reasonOf, tokenAnswer } from "./OmniumFake.ts"

type Port = Omnium["Service"]

const read = (omnium: Port) => omnium.ordersByNumber("A-1")
const write = (omnium: Port) =>
  omnium.updateShipment({ orderId: "A-1", shipmentId: "1", status: "Ship", runWorkflow: true })

const written = () => json({ isAborted: false, order: { id: "A-1" }, orderActionExecutionResults: [] })

/** Reads, then writes, against the same other side; gives both reasons. */
const bothReasons = (answer: (request: SentRequest) => Response | Broken | "never", maxAnswerBytes?: number) => {
  const fake = omniumFake(answer, maxAnswerBytes === undefined ? {} : { maxAnswerBytes })
  return Effect.all({ read: reasonOf(read), write: reasonOf(write) }).pipe(Effect.provide(fake.layer))
}

describe("every call", () => {
  itEffect("carries the token and asks for JSON, without tracing headers", () => {
    const fake = omniumFake(() => written())
    return Effect.gen(function* () {
      yield* Omnium.use(write)
      const { headers, url } = fake.calls[0] ?? { headers: {}, url: new URL("none:") }
      expect(headers).toMatchObject({
        authorization: `Bearer ${accessToken}`,
        accept: "application/json",
        "content-type": "application/json"
      })
      expect(Object.keys(headers).filter((name) => /^(b3|traceparent)$/.test(name))).toEqual([])
      expect(url.search).toBe("")
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("is guarded by the caller's guard under the vendor's name, the token's call too", () => {
    const seen: Array<UpstreamCall> = []
    const fake = omniumFake((request) => (request.method === "GET" ? json([]) : written()))
    return Effect.gen(function* () {
      yield* Omnium.use(write)
      yield* Omnium.use((omnium) => omnium.orderTypes)
      yield* Omnium.use((omnium) => omnium.shipmentOptions("no"))
      expect(seen).toEqual([
        { system: "omnium", operation: "POST /api/Token" },
        { system: "omnium", operation: "POST /api/Orders/{orderId}/UpdateStatus" },
        { system: "omnium", operation: "GET /api/Settings/OrderTypes" },
        { system: "omnium", operation: "GET /api/ShipmentOptions/{marketId}/ShipmentOptions" }
      ])
    }).pipe(
      Effect.provideService(CallGuard, (call) => (made) => {
        seen.push(call)
        return made
      }),
      Effect.provide(fake.layer)
    )
  })

  itEffect("is not made when the guard does not admit it", () => {
    const fake = omniumFake(() => written())
    const closed = new Unavailable({ status: Option.none(), message: "closed" })
    return Effect.gen(function* () {
      expect(yield* reasonOf(write)).toEqual(closed)
      expect([...fake.calls, ...fake.tokenCalls]).toEqual([])
    }).pipe(
      Effect.provideService(CallGuard, () => () => Effect.fail(closed)),
      Effect.provide(fake.layer)
    )
  })

  itEffect("shows the guard why it failed", () => {
    const fake = omniumFake(() => json("no", { status: 422 }))
    const reasons: Array<string> = []
    return Effect.gen(function* () {
      yield* reasonOf(write)
      expect(reasons).toEqual(["Refused"])
    }).pipe(
      Effect.provideService(
        CallGuard,
        () => (made) => Effect.tapError(made, (reason) => Effect.sync(() => reasons.push(reason._tag)))
      ),
      Effect.provide(fake.layer)
    )
  })

  for (const status of [200, 400, 401, 500]) {
    itEffect(
      `that writes passes its crash points before it is sent and once it is answered ${status}, a read passes none`,
      () => {
        const passed: Array<string> = []
        const fake = omniumFake(({ url }) =>
          url.pathname.endsWith("UpdateStatus") ? json({ order: { id: "A-1" } }, { status }) : json({ result: [] })
        )
        return Effect.gen(function* () {
          yield* Omnium.use(write).pipe(Effect.ignore)
          yield* Omnium.use(read)
          const operation = "POST /api/Orders/{orderId}/UpdateStatus"
          const points = [`${operation} not sent`, `${operation} answered`]
          expect(passed).toEqual(status === 401 ? [...points, ...points] : points)
        }).pipe(
          Effect.provideService(CrashPoint, (name) => Effect.sync(() => void passed.push(name))),
          Effect.provide(fake.layer)
        )
      }
    )
  }

  itEffect("waits while eight others are in flight", () => {
    let open = 0
    let most = 0
    return Effect.gen(function* () {
      const gate = yield* Deferred.make<void>()
      const client = HttpClient.make((request, url) =>
        url.pathname === "/api/Token"
          ? Effect.succeed(HttpClientResponse.fromWeb(request, tokenAnswer()))
          : Effect.gen(function* () {
              most = Math.max(most, ++open)
              yield* Deferred.await(gate)
              open--
              return HttpClientResponse.fromWeb(request, json({ result: [] }))
            })
      )
      yield* Effect.gen(function* () {
        const all = yield* Effect.forkChild(
          Effect.forEach(Array.from({ length: 30 }), () => Omnium.use(read), { concurrency: "unbounded" })
        )
        while (open < 8) yield* Effect.yieldNow
        for (let turn = 0; turn < 100; turn++) yield* Effect.yieldNow
        expect(open).toBe(8)
        yield* Deferred.succeed(gate, undefined)
        yield* Fiber.join(all)
        expect(most).toBe(8)
      }).pipe(Effect.provide(omniumOver(client)))
    })
  })
})

describe("an answer that is a failure", () => {
  itEffect("becomes a reason with the vendor's words and the vendor's name of the call", () => {
    const fake = omniumFake(() => json("Order is queued", { status: 400 }))
    return Effect.gen(function* () {
      const error = yield* Effect.flip(Omnium.use(write))
      expect(error).toMatchObject({
        _tag: "OmniumError",
        operation: "POST /api/Orders/{orderId}/UpdateStatus",
        reason: { _tag: "Refused", status: 400, message: "Order is queued" }
      })
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("keeps the wait it asks for", () =>
    Effect.gen(function* () {
      const { read, write } = yield* bothReasons(() =>
        json("slow down", { status: 429, headers: { "retry-after": "7" } })
      )
      for (const reason of [read, write]) {
        expect(reason._tag === "Throttled" ? Option.map(reason.retryAfter, String) : reason).toEqual(
          Option.some("7000 millis")
        )
      }
    })
  )

  itEffect("counts a wait until a date from the server's own time", () =>
    Effect.gen(function* () {
      const headers = { date: "Sun, 01 Mar 2026 10:00:00 GMT", "retry-after": "Sun, 01 Mar 2026 10:00:05 GMT" }
      const { read } = yield* bothReasons(() => json("slow down", { status: 429, headers }))
      expect(read._tag === "Throttled" ? Option.map(read.retryAfter, String) : read).toEqual(Option.some("5000 millis"))
    })
  )

  itEffect("is told by its status when its body is too large, or breaks off", () =>
    Effect.gen(function* () {
      const tooLarge = yield* bothReasons(() => new Response("x".repeat(65 * 1024), { status: 422 }))
      expect(tooLarge.write).toMatchObject({ _tag: "Refused", status: 422, message: "answered 422 without saying why" })
      const cutOff = yield* bothReasons(() => new Response(breakingOff("no"), { status: 404 }))
      expect(cutOff.write).toMatchObject({ _tag: "NotFound", message: "answered 404 without saying why" })
    })
  )

  itEffect("S23: is never a redirect to follow", () =>
    Effect.gen(function* () {
      const hosts: Array<string> = []
      const reasons = yield* bothReasons(({ url }) => {
        hosts.push(url.host)
        return new Response(null, { status: 302, headers: { location: "http://169.254.169.254/" } })
      })
      expect(reasons.read._tag).toBe("MalformedAnswer")
      expect(reasons.write).toMatchObject({ _tag: "Refused", status: 302 })
      expect(hosts).toEqual(["omnium.test", "omnium.test"])
    })
  )
})

describe("a success that is no answer", () => {
  const odd: ReadonlyArray<readonly [string, () => Response]> = [
    ["HTML", () => new Response("<html></html>", { headers: { "content-type": "text/html" } })],
    ["HTML called JSON", () => new Response("<html></html>", { headers: { "content-type": "application/json" } })],
    ["plain text", () => new Response("OK")],
    ["empty", () => new Response("")],
    ["without content", () => new Response(null, { status: 204 })],
    ["truncated JSON", () => new Response('{"result":[{"id":"A-1"')],
    ["another shape", () => json({ success: false, message: "no" })],
    ["an empty object", () => json({})],
    ["null", () => json(null)],
    ["a list", () => json([])],
    ["with a null id", () => json({ isAborted: false, order: { id: null }, result: [{ id: null }] })],
    ["without an id", () => json({ isAborted: false, order: {}, result: [{}] })],
    ["with a number for an id", () => json({ isAborted: false, order: { id: 7 }, result: [{ id: 7 }] })],
    ["not UTF-8", () => new Response(Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d))]
  ]
  for (const [name, answer] of odd) {
    itEffect(`${name}: malformed to a read, and to a write an unknown outcome`, () =>
      Effect.gen(function* () {
        const { read, write } = yield* bothReasons(answer)
        expect(read._tag).toBe("MalformedAnswer")
        expect(write._tag).toBe("UnknownOutcome")
      })
    )
  }

  itEffect("is told by the place that is wrong, never by what stands there", () =>
    Effect.gen(function* () {
      const named = { id: "A-1", modified: "2026-03-01T10:00:00Z", customerName: 4711 }
      const { read } = yield* bothReasons(() => json({ result: [order(), named] }))
      expect(read.message).toBe("answered 200 with another shape at result.1.customerName")
    })
  )

  itEffect("S25: is not read beyond its cap", () =>
    Effect.gen(function* () {
      let given = 0
      const endless = () =>
        new Response(
          new ReadableStream<Uint8Array>(
            {
              pull: (controller) => {
                given++
                controller.enqueue(new Uint8Array(1024).fill(0x20))
              }
            },
            { highWaterMark: 0 }
          )
        )
      const { read, write } = yield* bothReasons(endless, 10 * 1024)
      expect(read).toMatchObject({ _tag: "MalformedAnswer", message: "answered 200 with more than 10240 bytes" })
      expect(write._tag).toBe("UnknownOutcome")
      expect(given).toBeLessThan(40)
    })
  )

  itEffect("may be as large as its cap", () => {
    const text = '{"result":[]}'
    const fake = omniumFake(() => new Response(text.padEnd(10 * 1024)), { maxAnswerBytes: 10 * 1024 })
    return Effect.gen(function* () {
      expect(yield* Omnium.use(read)).toEqual([])
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("may begin with a byte order mark, and have members nobody knows", () => {
    const fake = omniumFake(() => new Response('\ufeff{"result":[],"totalHits":0,"surprise":{"a":[1]}}'))
    return Effect.gen(function* () {
      expect(yield* Omnium.use(read)).toEqual([])
    }).pipe(Effect.provide(fake.layer))
  })
})

describe("no answer", () => {
  itEffect("after 30 seconds is given up", () => {
    const arrived = Promise.withResolvers<void>()
    const fake = omniumFake((_, count) => {
      if (count === 2) arrived.resolve()
      return "never"
    })
    return Effect.gen(function* () {
      const both = yield* Effect.forkChild(Effect.all([reasonOf(read), reasonOf(write)], { concurrency: 2 }))
      yield* Effect.promise(() => arrived.promise)
      yield* TestClock.adjust("29999 millis")
      expect(both.pollUnsafe()).toBeUndefined()
      yield* TestClock.adjust("1 millis")
      const [toRead, toWrite] = yield* Fiber.join(both)
      expect(toRead).toMatchObject({ _tag: "Unavailable", message: "no whole answer within 30 seconds" })
      expect(toWrite).toMatchObject({ _tag: "UnknownOutcome", message: "no whole answer within 30 seconds" })
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("S25: a body that drips does not gain time", () => {
    const firstByte = Promise.withResolvers<void>()
    const dripping = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          controller.enqueue(Uint8Array.of(0x7b))
          firstByte.resolve()
          return new Promise(() => {})
        }
      },
      { highWaterMark: 0 }
    )
    const fake = omniumFake(() => new Response(dripping))
    return Effect.gen(function* () {
      const waiting = yield* Effect.forkChild(reasonOf(read))
      yield* Effect.promise(() => firstByte.promise)
      yield* TestClock.adjust("30 seconds")
      expect((yield* Fiber.join(waiting))._tag).toBe("Unavailable")
    }).pipe(Effect.provide(fake.layer))
  })

  itEffect("because nobody listens: nothing was sent, so a write is as it was", () =>
    Effect.gen(function* () {
      const { read, write } = yield* bothReasons(() => new Broken(coded("ECONNREFUSED")))
      expect([read._tag, write._tag]).toEqual(["Unavailable", "Unavailable"])
    })
  )

  itEffect("because the connection broke: a write may have been done", () =>
    Effect.gen(function* () {
      for (const answer of [() => new Broken(coded("ECONNRESET")), () => new Response(breakingOff('{"result":['))]) {
        const { read, write } = yield* bothReasons(answer)
        expect([read._tag, write._tag]).toEqual(["Unavailable", "UnknownOutcome"])
      }
    })
  )
})

const coded = (code: string) => Object.assign(new Error("broken"), { code })

/** A body whose connection is lost after its first piece. */
const breakingOff = (text: string) => {
  const pieces: Array<() => Uint8Array> = [() => new TextEncoder().encode(text)]
  return new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const piece = pieces.shift()
      if (piece === undefined) controller.error(coded("ECONNRESET"))
      else controller.enqueue(piece())
    }
  })
}
