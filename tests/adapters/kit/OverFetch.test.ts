import { afterAll, expect } from "bun:test"
import * as Exchange from "@omnium-ongoing/adapter-kit/Exchange"
import { Effect, Result } from "effect"
import { FetchHttpClient, HttpClient, HttpClientRequest } from "effect/http"
import { itEffect } from "../../support/ItEffect.ts"

const inflatedBytes = 200 * 1024 * 1024
const bomb = Bun.gzipSync(new Uint8Array(inflatedBytes).fill(32))
let strayed = 0
const elsewhere = Bun.serve({
  port: 0,
  fetch: () => {
    strayed += 1
    return Response.json({})
  }
})
const server = Bun.serve({
  port: 0,
  fetch: (request) => {
    const { pathname } = new URL(request.url)
    if (pathname === "/away") return Response.redirect(`http://127.0.0.1:${elsewhere.port}${pathname}`, 307)
    if (pathname === "/bomb") return new Response(bomb, { headers: { "content-encoding": "gzip" } })
    return Response.json({ accepts: request.headers.get("accept") })
  }
})
afterAll(() => Promise.all([server.stop(true), elsewhere.stop(true)]))

const here = `http://127.0.0.1:${server.port}`
const call = (write: boolean) => ({ operation: "any", write })
const over = (host: string) =>
  HttpClient.HttpClient.pipe(
    Effect.map((http) => Exchange.make(http, { host: new URL(host) })),
    Effect.provide(FetchHttpClient.layer)
  )
/** Why a read and a write fail there. */
const reasons = Effect.fnUntraced(function* (host: string, path: string) {
  const exchange = yield* over(host)
  const read = yield* Effect.flip(exchange(call(false), HttpClientRequest.get(path)))
  const write = yield* Effect.flip(exchange(call(true), HttpClientRequest.put(path)))
  return [read._tag, write._tag]
})

itEffect("an answer over a socket arrives", () =>
  Effect.gen(function* () {
    const exchange = yield* over(here)
    const answer = yield* exchange(call(false), HttpClientRequest.get("/"))
    expect(answer).toMatchObject({ status: 200, body: Result.succeed('{"accepts":"application/json"}') })
  })
)

const written = [HttpClientRequest.put("/"), HttpClientRequest.post("/"), HttpClientRequest.patch("/")]

for (const request of written) {
  /** A server that counts requests by connection, and closes it instead of answering those that it is told to. */
  const closing = (closesOn: (method: string, count: number) => boolean) => {
    const methods: Array<string> = []
    const listener = Bun.listen<{ count: number }>({
      hostname: "127.0.0.1",
      port: 0,
      socket: {
        open: (socket) => {
          socket.data = { count: 0 }
        },
        data: (socket, bytes) => {
          const method = bytes.toString().split(" ")[0] ?? ""
          methods.push(method)
          socket.data.count += 1
          if (closesOn(method, socket.data.count)) socket.terminate()
          else socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}")
        }
      }
    })
    return { methods, listener, host: `http://127.0.0.1:${listener.port}` }
  }

  itEffect(`a ${request.method} whose connection closes without an answer is sent once`, () =>
    Effect.gen(function* () {
      const { methods, listener, host } = closing((method) => method !== "GET")
      yield* Effect.addFinalizer(() => Effect.sync(() => listener.stop(true)))
      const exchange = yield* over(host)
      yield* exchange(call(false), HttpClientRequest.get("/"))
      expect((yield* Effect.flip(exchange(call(true), request)))._tag).toBe("UnknownOutcome")
      expect(methods).toEqual(["GET", request.method])
    })
  )

  itEffect(`a ${request.method} does not meet its end on a connection that was kept`, () =>
    Effect.gen(function* () {
      const { methods, listener, host } = closing((_, count) => count > 1)
      yield* Effect.addFinalizer(() => Effect.sync(() => listener.stop(true)))
      const exchange = yield* over(host)
      yield* exchange(call(false), HttpClientRequest.get("/"))
      yield* exchange(call(true), request)
      expect(methods).toEqual(["GET", request.method])
    })
  )
}

itEffect("S23: a redirect is refused, and nothing goes where it points", () =>
  Effect.gen(function* () {
    expect(yield* reasons(here, "/away")).toEqual(["MalformedAnswer", "Refused"])
    expect(strayed).toBe(0)
  })
)

itEffect("S25: an answer that inflates above the limit is given up", () =>
  Effect.gen(function* () {
    const exchange = yield* over(here)
    const { body } = yield* exchange(call(false), HttpClientRequest.get("/bomb"))
    expect(body).toEqual(Result.fail({ what: `more than ${64 * 1024 * 1024} bytes`, isCutOff: false }))
  })
)

itEffect("a port where nobody listens and a name nobody has were never reached", () =>
  Effect.gen(function* () {
    for (const host of ["http://127.0.0.1:1", "http://nowhere.invalid"]) {
      expect(yield* reasons(host, "/")).toEqual(["Unavailable", "Unavailable"])
    }
  })
)
