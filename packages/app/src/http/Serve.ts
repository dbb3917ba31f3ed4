import { Context, Effect, Layer, Schema } from "effect"
import type { ConnectorApp } from "./App.ts"
import { limits } from "./Body.ts"

export class HttpServer extends Context.Service<HttpServer, { readonly url: string }>()(
  "@omnium-ongoing/app/http/HttpServer"
) {}

export class ListenFailed extends Schema.TaggedError<ListenFailed>()("ListenFailed", {
  message: Schema.String
}) {}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** A connection on which nothing moves is closed. */
const idleSeconds = 120

/** HTTP/1.0 needs no Host, and a Host may be rubbish: then the name is nobody's, and above all not this machine's. */
const named = (request: Request): Request => {
  if (URL.canParse(request.url)) return request
  const path = /^(?:\w+:\/\/[^/]*)?(\/.*)$/.exec(request.url)?.[1] ?? "/"
  return new Request(`http://host.invalid${path}`, request)
}

/** Serves until its scope closes; then open connections are closed too. */
export const serve = <E, R>(
  listen: { readonly host: string; readonly port: number },
  app: Effect.Effect<ConnectorApp, E, R>
) =>
  Layer.effect(
    HttpServer,
    Effect.gen(function* () {
      const { fetch } = yield* app
      const server = yield* Effect.acquireRelease(
        Effect.try({
          try: () =>
            Bun.serve({
              hostname: listen.host,
              port: listen.port,
              fetch: async (request, server) => {
                try {
                  return await fetch(named(request), { waitsLong: () => server.timeout(request, 0) })
                } finally {
                  server.timeout(request, idleSeconds)
                }
              },
              development: false,
              // By itself `development: false` lets a second process listen on the same port, and calls reach either of them.
              reusePort: false,
              // A little above our own limit, so that it is our own answer that says so.
              maxRequestBodySize: limits.workflow + 1024,
              idleTimeout: idleSeconds
            }),
          catch: (error) => new ListenFailed({ message: `${listen.host}:${listen.port}: ${wordsOf(error)}` })
        }),
        (server) => Effect.promise(() => server.stop(true))
      )
      const host = listen.host.includes(":") ? `[${listen.host}]` : listen.host
      return HttpServer.of({ url: `http://${host}:${server.port}` })
    })
  )
