import { Context, Effect, Layer, Schema } from "effect"
import type { Hono } from "hono"
import { limits } from "./Body.ts"

export class HttpServer extends Context.Service<HttpServer, { readonly url: string }>()(
  "@omnium-ongoing/app/http/HttpServer"
) {}

export class ListenFailed extends Schema.TaggedError<ListenFailed>()("ListenFailed", {
  message: Schema.String
}) {}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Serves until its scope closes; then open connections are closed too. */
export const serve = <E, R>(listen: { readonly host: string; readonly port: number }, app: Effect.Effect<Hono, E, R>) =>
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
              fetch: (request, server) => {
                // An operator's run of a task is answered when it has ended, which may take hours.
                if (new URL(request.url).pathname.startsWith("/api/")) server.timeout(request, 0)
                return fetch(request)
              },
              development: false,
              // By itself `development: false` lets a second process listen on the same port, and calls reach either of them.
              reusePort: false,
              // A little above our own limit, so that it is our own answer that says so.
              maxRequestBodySize: limits.workflow + 1024,
              idleTimeout: 120
            }),
          catch: (error) => new ListenFailed({ message: `${listen.host}:${listen.port}: ${wordsOf(error)}` })
        }),
        (server) => Effect.promise(() => server.stop(true))
      )
      const host = listen.host.includes(":") ? `[${listen.host}]` : listen.host
      return HttpServer.of({ url: `http://${host}:${server.port}` })
    })
  )
