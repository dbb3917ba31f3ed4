import { describe, expect } from "bun:test"
import { Ongoing } from "@omnium-ongoing/domain/ports/Ongoing"
import { CallGuard, CrashPoint, type UpstreamCall, type UpstreamReason } from "@omnium-ongoing/domain/ports/Upstream"
import { DateTime, Duration, Effect, Exit, Fiber, Option, Stream } from "effect"
import { TestClock } from "effect/testing"
import { Broken, fakeHttp, type SentRequest } from "../../support/FakeHttp.ts"
import { itEffect } from "../../support/ItEffect.ts"
import { json, order, orderId, overFake, owner, password } from "./Fixtures.ts"

type Other = Parameters<typeof fakeHttp>[0]

const ping = Ongoing.use((ongoing) => ongoing.ping)
const put = Ongoing.use((ongoing) => ongoing.putOrder(order))
const get = Ongoing.use((ongoing) => ongoing.order(orderId))

/** Why a read and a write fail when the other side answers so. */
const reasons = (other: Other, maxAnswerBytes?: number) =>
  Effect.gen(function* () {
    const readFails = yield* Effect.flip(ping).pipe(overFake(fakeHttp(other), maxAnswerBytes))
    const writeFails = yield* Effect.flip(put).pipe(overFake(fakeHttp(other), maxAnswerBytes))
    return [readFails.reason, writeFails.reason] as const
  })
const tags = ([read, write]: readonly [UpstreamReason, UpstreamReason]) => [read._tag, write._tag]

describe("a request", () => {
  itEffect("goes to the host with Basic credentials in UTF-8, and asks for JSON", () =>
    Effect.gen(function* () {
      const http = fakeHttp(() => json({ orderStatuses: [] }))
      yield* overFake(http)(ping)
      expect(http.sent).toHaveLength(1)
      const sent: SentRequest = http.sent[0]!
      expect([sent.method, sent.url.href]).toEqual(["GET", "https://ongoing.test/epic/api/v1/orders/statuses"])
      expect(sent.headers.authorization).toBe(`Basic ${Buffer.from(`WSI one:${password}`).toString("base64")}`)
      expect(sent.headers.accept).toBe("application/json")
    })
  )

  itEffect("carries no trace of ours to the vendor", () =>
    Effect.gen(function* () {
      const http = fakeHttp(() => json({ orderStatuses: [] }))
      yield* overFake(http)(Effect.withSpan(ping, "outer"))
      expect(Object.keys(http.sent[0]!.headers)).not.toContain("traceparent")
      expect(Object.keys(http.sent[0]!.headers)).not.toContain("b3")
    })
  )

  itEffect("is asked once, whatever the answer", () =>
    Effect.gen(function* () {
      for (const status of [401, 429, 500, 503]) {
        const http = fakeHttp(() => json({}, { status }))
        yield* Effect.exit(ping).pipe(overFake(http))
        expect(http.sent).toHaveLength(1)
      }
    })
  )
})

describe("every single request goes through the guard of the running fiber", () => {
  itEffect("by the vendor's operation, and not at all when the guard says no", () =>
    Effect.gen(function* () {
      const calls: Array<UpstreamCall> = []
      const http = fakeHttp((request) =>
        request.method === "PUT"
          ? json({ orderId: 5 })
          : request.url.pathname.endsWith("/files")
            ? json([])
            : request.url.searchParams.get("orderIdFrom") === "0"
              ? json([{ orderInfo: { orderId: 1, orderStatus: { number: 200 } } }])
              : request.url.pathname.endsWith("/statuses")
                ? json({})
                : json(request.url.pathname.endsWith("/orders") ? [] : null, { status: 200 })
      )
      const all = Effect.gen(function* () {
        const ongoing = yield* Ongoing
        yield* ongoing.ping
        yield* ongoing.putOrder(order)
        yield* Effect.exit(ongoing.order(orderId))
        yield* ongoing.orderFiles(orderId)
        yield* ongoing.ordersByNumber(owner, ["A-1"])
        yield* Stream.runDrain(ongoing.ordersChangedSince(owner, yield* DateTime.now))
      })
      yield* all.pipe(
        Effect.provideService(CallGuard, (call) => {
          calls.push(call)
          return (made) => made
        }),
        overFake(http)
      )
      expect(calls.map((call) => `${call.system} ${call.operation}`)).toEqual([
        "ongoing GET /orders/statuses",
        "ongoing PUT /orders",
        "ongoing GET /orders/{orderId}",
        "ongoing GET /orders/{orderId}/files",
        "ongoing GET /orders",
        "ongoing GET /orders",
        "ongoing GET /orders"
      ])
      const refusing = fakeHttp(() => json({}))
      yield* Effect.exit(ping).pipe(
        Effect.provideService(CallGuard, () => () => Effect.never),
        Effect.forkChild,
        overFake(refusing)
      )
      yield* TestClock.adjust("1 day")
      expect(refusing.sent).toHaveLength(0)
    })
  )

  itEffect("and the guard sees why a call failed, 404 included", () =>
    Effect.gen(function* () {
      const seen: Array<string> = []
      const watching = Effect.provideService(CallGuard, () =>
        Effect.tapError((reason) => Effect.sync(() => seen.push(reason._tag)))
      )
      const found = yield* get.pipe(watching, overFake(fakeHttp(() => json({ message: "gone" }, { status: 404 }))))
      expect(Option.isNone(found)).toBe(true)
      yield* Effect.exit(put).pipe(watching, overFake(fakeHttp(() => json({ orderId: null }))))
      expect(seen).toEqual(["NotFound", "UnknownOutcome"])
    })
  )
})

describe("a process may die", () => {
  itEffect("before a write is sent and after it was answered, whatever the answer; never at a read", () =>
    Effect.gen(function* () {
      const passed: Array<string> = []
      const noting = Effect.provideService(CrashPoint, (name) => Effect.sync(() => passed.push(name)))
      yield* Effect.exit(put).pipe(noting, overFake(fakeHttp(() => json({ orderId: 5 }))))
      yield* Effect.exit(put).pipe(noting, overFake(fakeHttp(() => json({}, { status: 500 }))))
      yield* Effect.exit(put).pipe(noting, overFake(fakeHttp(() => new Broken(undefined))))
      yield* Effect.exit(ping).pipe(noting, overFake(fakeHttp(() => json({}))))
      const [unsent, answered] = ["PUT /orders not sent", "PUT /orders answered"]
      expect(passed).toEqual([unsent, answered, unsent, answered, unsent])
    })
  )
})

describe("no answer", () => {
  itEffect("within 30 s is unavailable to a read and an unknown outcome to a write", () =>
    Effect.gen(function* () {
      const reads = yield* Effect.forkChild(Effect.flip(ping).pipe(overFake(fakeHttp(() => "never"))))
      const writes = yield* Effect.forkChild(Effect.flip(put).pipe(overFake(fakeHttp(() => "never"))))
      yield* TestClock.adjust("29 seconds")
      expect(reads.pollUnsafe()).toBeUndefined()
      yield* TestClock.adjust("1 second")
      expect((yield* Fiber.join(reads)).reason._tag).toBe("Unavailable")
      expect((yield* Fiber.join(writes)).reason._tag).toBe("UnknownOutcome")
    })
  )

  itEffect("counts a body that never ends", () =>
    Effect.gen(function* () {
      const trickle = () => new Response(new ReadableStream({ start: (it) => it.enqueue(new Uint8Array([91])) }))
      const reads = yield* Effect.forkChild(Effect.flip(ping).pipe(overFake(fakeHttp(trickle))))
      yield* TestClock.adjust("30 seconds")
      expect((yield* Fiber.join(reads)).reason._tag).toBe("Unavailable")
    })
  )

  itEffect("because nobody listens is unavailable to both", () =>
    Effect.gen(function* () {
      const refused = new Broken(Object.assign(new TypeError("no"), { code: "ECONNREFUSED" }))
      expect(tags(yield* reasons(() => refused))).toEqual(["Unavailable", "Unavailable"])
    })
  )

  itEffect("because the connection broke leaves a write unknown", () =>
    Effect.gen(function* () {
      const reset = new Broken(Object.assign(new TypeError("no"), { code: "ECONNRESET" }))
      expect(tags(yield* reasons(() => reset))).toEqual(["Unavailable", "UnknownOutcome"])
      const inTheBody = () =>
        new Response(
          new ReadableStream({
            start: (it) => {
              it.enqueue(new TextEncoder().encode('{"orderId":'))
              it.error(new TypeError("reset"))
            }
          })
        )
      expect(tags(yield* reasons(inTheBody))).toEqual(["Unavailable", "UnknownOutcome"])
    })
  )
})

describe("a 2xx that is no answer is malformed to a read and an unknown outcome to a write (C9)", () => {
  const odd: Record<string, () => Response> = {
    "a page in HTML": () => new Response("<html>sign in</html>", { headers: { "content-type": "text/html" } }),
    "HTML that calls itself JSON": () => new Response("<html/>", { headers: { "content-type": "application/json" } }),
    "JSON that calls itself HTML": () => new Response('{"orderId":5}', { headers: { "content-type": "text/html" } }),
    "plain text": () => new Response("OK", { headers: { "content-type": "text/plain" } }),
    "text that is not UTF-8": () => new Response(Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d)),
    "nothing (204)": () => new Response(null, { status: 204 }),
    "nothing (200)": () => new Response(""),
    "half an object": () => new Response('{"orderId":5', { headers: { "content-type": "application/json" } }),
    "a list in an object's place": () => json([]),
    null: () => json(null),
    "a number": () => json(5)
  }
  for (const [name, answer] of Object.entries(odd)) {
    itEffect(name, () =>
      Effect.gen(function* () {
        const found = yield* reasons(answer)
        expect(tags(found)).toEqual(["MalformedAnswer", "UnknownOutcome"])
        expect(found[0].message.endsWith("with HTML")).toBe(name.includes("HTML"))
      })
    )
  }

  for (const body of [
    { orderId: null },
    { orderId: "5" },
    { orderId: 5.5 },
    { orderId: 0 },
    {},
    { orderId: 5, success: false }
  ]) {
    itEffect(`to a write: ${JSON.stringify(body)}`, () =>
      Effect.gen(function* () {
        const http = fakeHttp(() => json({ ...body, message: "Not today" }))
        const { reason } = yield* Effect.flip(put).pipe(overFake(http))
        expect(reason._tag).toBe("UnknownOutcome")
        expect(reason.message).toContain("Not today")
      })
    )
  }

  itEffect("JSON is an answer whatever it calls itself, but HTML", () =>
    Effect.gen(function* () {
      for (const type of ["text/plain", "text/json", "application/problem+json"]) {
        const http = fakeHttp(() => new Response('\ufeff{"orderId":5}', { headers: { "content-type": type } }))
        expect(Number(yield* overFake(http)(put))).toBe(5)
      }
    })
  )

  itEffect("201 with the id is an answer, and so is success: true", () =>
    Effect.gen(function* () {
      const http = fakeHttp(() => json({ orderId: 5, success: true, message: null, newer: 1 }, { status: 201 }))
      expect(Number(yield* overFake(http)(put))).toBe(5)
    })
  )
})

describe("an answer's size", () => {
  const padded = (length: number) => JSON.stringify({ orderId: 5, orderStatuses: null, padding: "x".repeat(length) })
  const asJson = (body: string | ReadableStream) =>
    new Response(body, { headers: { "content-type": "application/json" } })

  itEffect("is limited to the very byte", () =>
    Effect.gen(function* () {
      const body = padded(1000)
      yield* ping.pipe(
        overFake(
          fakeHttp(() => asJson(body)),
          body.length
        )
      )
      const above = yield* reasons(() => asJson(`${body} `), body.length)
      expect(tags(above)).toEqual(["MalformedAnswer", "UnknownOutcome"])
      expect(above[0].message).toBe(`answered 200 with more than ${body.length} bytes`)
    })
  )

  itEffect("is counted while it arrives, and reading stops there", () =>
    Effect.gen(function* () {
      let produced = 0
      let cancelled = 0
      const endless = () =>
        asJson(
          new ReadableStream<Uint8Array>({
            pull: (it) => {
              produced += 1
              if (produced > 1000) it.close()
              else it.enqueue(new Uint8Array(1024))
            },
            cancel: () => {
              cancelled += 1
            }
          })
        )
      expect(tags(yield* reasons(endless, 10 * 1024))).toEqual(["MalformedAnswer", "UnknownOutcome"])
      expect(produced).toBeLessThan(50)
      expect(cancelled).toBe(2)
    })
  )

  itEffect("of an error does not hide its status", () =>
    Effect.gen(function* () {
      const long = JSON.stringify({ message: "x".repeat(200_000) })
      const [read] = yield* reasons(() => new Response(long, { status: 400 }))
      expect(read._tag).toBe("Refused")
      expect(read.message.length).toBeLessThanOrEqual(500)
    })
  )

  itEffect("of an error does not either when it breaks off", () =>
    Effect.gen(function* () {
      const broken = () =>
        new Response(new ReadableStream({ start: (it) => it.error(new TypeError("reset")) }), { status: 400 })
      const found = yield* reasons(broken)
      expect(tags(found)).toEqual(["Refused", "Refused"])
      expect(found[1].message).toBe("answered 400 without saying why")
    })
  )

  itEffect("does not matter when it is nested deeply beside what is read", () =>
    Effect.gen(function* () {
      const deep = `{"orderStatuses":[],"x":${"[".repeat(50_000)}${"]".repeat(50_000)}}`
      yield* ping.pipe(overFake(fakeHttp(() => asJson(deep))))
    })
  )
})

describe("an error", () => {
  itEffect("says in one line what Ongoing said", () =>
    Effect.gen(function* () {
      const http = fakeHttp(() => json({ message: "Order A-1001-1 cannot\nbe updated<br/>" }, { status: 400 }))
      const error = yield* Effect.flip(put).pipe(overFake(http))
      expect(error.message).toBe("PUT /orders: Order A-1001-1 cannot be updated")
      expect(error.reason).toMatchObject({ _tag: "Refused", status: 400 })
    })
  )

  itEffect("tells how long to wait", () =>
    Effect.gen(function* () {
      const [read, write] = yield* reasons(() => json({}, { status: 429, headers: { "retry-after": "7" } }))
      for (const reason of [read, write]) {
        expect(reason._tag === "Throttled" && Option.getOrThrow(reason.retryAfter)).toEqual(Duration.seconds(7))
      }
    })
  )

  itEffect("is what a redirect is", () =>
    Effect.gen(function* () {
      const away = () => new Response(null, { status: 307, headers: { location: "http://169.254.169.254/" } })
      expect(tags(yield* reasons(away))).toEqual(["MalformedAnswer", "Refused"])
      const http = fakeHttp(away)
      yield* Effect.exit(ping).pipe(overFake(http))
      expect(http.sent).toHaveLength(1)
    })
  )

  itEffect("never holds the password in any form (S8)", () =>
    Effect.gen(function* () {
      const header = Buffer.from(`WSI one:${password}`).toString("base64")
      const forms = [password, header, Buffer.from(password).toString("base64"), encodeURIComponent(password)]
      const echo = `you sent ${forms.join(" and ")} and ${JSON.stringify(password)}`
      const others: ReadonlyArray<Other> = [
        () => json({ message: echo }, { status: 400 }),
        () => json({ Message: "Invalid.", ModelState: { [echo]: [echo] } }, { status: 401 }),
        () => new Response(echo, { status: 500 }),
        () => new Response(JSON.stringify({ unknown: password }), { status: 403 }),
        () => json({ orderId: null, orderStatuses: echo, message: echo }),
        () => json({ error: echo }, { status: 429 }),
        () => new Broken(new TypeError(echo)),
        () => new Broken(Object.assign(new TypeError(echo), { code: echo }))
      ]
      for (const other of others) {
        for (const call of [ping, put]) {
          const exit = yield* Effect.exit(call).pipe(overFake(fakeHttp(other)))
          expect(Exit.isFailure(exit)).toBe(true)
          const shown = `${JSON.stringify(exit)} ${String(exit)} ${Bun.inspect(exit)}`
          for (const form of [...forms, JSON.stringify(password).slice(1, -1)]) expect(shown).not.toContain(form)
          expect(shown).not.toContain("canary")
        }
      }
    })
  )
})
