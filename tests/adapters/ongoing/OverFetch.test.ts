import { afterAll, expect } from "bun:test"
import { layer } from "@omnium-ongoing/adapters-ongoing/OngoingHttp"
import { Ongoing } from "@omnium-ongoing/domain/ports/Ongoing"
import { Effect, Layer, Redacted } from "effect"
import { FetchHttpClient } from "effect/http"
import { itEffect } from "../../support/ItEffect.ts"
import { order } from "./Fixtures.ts"

const inflatedBytes = 200 * 1024 * 1024
const bomb = Bun.gzipSync(new Uint8Array(inflatedBytes).fill(32))
let strayed = 0
const elsewhere = Bun.serve({
  port: 0,
  fetch: () => {
    strayed += 1
    return Response.json({ orderId: 5 })
  }
})
const server = Bun.serve({
  port: 0,
  fetch: (request) => {
    const { pathname } = new URL(request.url)
    if (pathname.startsWith("/away/")) return Response.redirect(`http://127.0.0.1:${elsewhere.port}${pathname}`, 307)
    if (pathname.startsWith("/bomb/")) {
      return new Response(bomb, { headers: { "content-type": "application/json", "content-encoding": "gzip" } })
    }
    return Response.json({ orderId: 5, orderStatuses: [] })
  }
})
afterAll(() => Promise.all([server.stop(true), elsewhere.stop(true)]))

const reasons = (host: string) =>
  Effect.gen(function* () {
    const ongoing = yield* Ongoing
    const read = yield* Effect.flip(ongoing.ping)
    const write = yield* Effect.flip(ongoing.putOrder(order))
    return [read.reason, write.reason]
  }).pipe(Effect.provide(at(host)))
const at = (host: string) =>
  layer({ host: new URL(`${host}/api/v1`), username: "demo", password: Redacted.make("demo") }).pipe(
    Layer.provide(FetchHttpClient.layer)
  )
const here = `http://127.0.0.1:${server.port}`

itEffect("an answer over a socket arrives", () =>
  Effect.gen(function* () {
    const id = yield* Ongoing.use((ongoing) => ongoing.putOrder(order)).pipe(Effect.provide(at(`${here}/demo`)))
    expect(Number(id)).toBe(5)
  })
)

itEffect("a write whose connection closes without an answer is sent once", () =>
  Effect.gen(function* () {
    const methods: Array<string> = []
    const answer = '{"orderStatuses":[]}'
    const closing = Bun.listen({
      hostname: "127.0.0.1",
      port: 0,
      socket: {
        data: (socket, bytes) => {
          methods.push(bytes.toString().split(" ")[0] ?? "")
          if (methods.at(-1) === "GET")
            socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${answer.length}\r\n\r\n${answer}`)
          else socket.terminate()
        }
      }
    })
    yield* Effect.addFinalizer(() => Effect.sync(() => closing.stop(true)))
    const { reason } = yield* Effect.gen(function* () {
      const ongoing = yield* Ongoing
      yield* ongoing.ping
      return yield* Effect.flip(ongoing.putOrder(order))
    }).pipe(Effect.provide(at(`http://127.0.0.1:${closing.port}/demo`)))
    expect(reason._tag).toBe("UnknownOutcome")
    expect(methods).toEqual(["GET", "PUT"])
  })
)

itEffect("S23: a redirect is refused, and nothing goes where it points", () =>
  Effect.gen(function* () {
    const found = yield* reasons(`${here}/away`)
    expect(found.map((reason) => reason._tag)).toEqual(["MalformedAnswer", "Refused"])
    expect(strayed).toBe(0)
  })
)

itEffect("S25: an answer that inflates above the limit is given up", () =>
  Effect.gen(function* () {
    const found = yield* reasons(`${here}/bomb`)
    expect(found.map((reason) => reason._tag)).toEqual(["MalformedAnswer", "UnknownOutcome"])
    expect(found[0]!.message).toBe(`answered 200 with more than ${64 * 1024 * 1024} bytes`)
  })
)

itEffect("a port where nobody listens and a name nobody has were never reached", () =>
  Effect.gen(function* () {
    for (const host of ["http://127.0.0.1:1/demo", "http://nowhere.invalid/demo"]) {
      const found = yield* reasons(host)
      expect(found.map((reason) => reason._tag)).toEqual(["Unavailable", "Unavailable"])
    }
  })
)
