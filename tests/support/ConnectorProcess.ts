import { copyFileSync, existsSync } from "node:fs"
import { connector, version } from "@omnium-ongoing/app/Connector"
import { httpApp } from "@omnium-ongoing/app/http/App"
import * as Database from "@omnium-ongoing/app/journal/Database"
import * as Logging from "@omnium-ongoing/app/Logging"
import type { Settings } from "@omnium-ongoing/app/Settings"
import { CrashPoint } from "@omnium-ongoing/domain/ports/Upstream"
import { Clock, Context, Effect, Exit, Layer, Random, Scope } from "effect"
import { FetchHttpClient, HttpClient } from "effect/http"
import * as BlobStorageInMemory from "./BlobStorageInMemory.ts"
import { broken, type Network } from "./Network.ts"
import type { VirtualTime } from "./VirtualTime.ts"

export interface Surroundings {
  readonly settings: Settings
  readonly scheduled: boolean
  readonly time: VirtualTime
  readonly network: Network
  readonly blobs: BlobStorageInMemory.Blobs
  readonly log: (line: string) => void
  /** Whether the process dies on reaching this point. */
  readonly diesAt: (point: string) => boolean
}

type App = Effect.Success<ReturnType<typeof httpApp>>

/** The real connector on a journal's file. Once it is killed nothing of it is seen any more, as with `kill -9`. */
export class ConnectorProcess {
  alive = true
  readonly #file: string
  readonly #scope = Scope.makeUnsafe()
  readonly #surroundings: Surroundings
  readonly #died = Promise.withResolvers<never>()
  #app: App | undefined

  constructor(file: string, surroundings: Surroundings) {
    this.#file = file
    this.#surroundings = surroundings
    this.#died.promise.catch(() => {})
  }

  async start(): Promise<void> {
    const { settings, scheduled, time, network, blobs, log, diesAt } = this.#surroundings
    const here = Context.empty().pipe(
      Context.add(Clock.Clock, time.clockOf(this)),
      Context.add(Random.Random, { nextIntUnsafe: () => 1, nextDoubleUnsafe: () => 0.5 }),
      Context.add(CrashPoint, (point) =>
        Effect.suspend(() => {
          if (this.alive && diesAt(point)) this.kill()
          return this.alive ? Effect.void : Effect.never
        })
      )
    )
    const http = FetchHttpClient.layer.pipe(
      Layer.provide(Layer.succeed(FetchHttpClient.RequestInit, { redirect: "error" })),
      Layer.provideMerge(Layer.succeed(FetchHttpClient.Fetch, network.fetchOf(this))),
      Layer.provideMerge(Layer.succeed(HttpClient.TracerPropagationEnabled, false))
    )
    const layer = connector(settings, { scheduled }).pipe(
      Layer.provide(http),
      Layer.provide(Database.layer(this.#file)),
      Layer.provideMerge(BlobStorageInMemory.layer(blobs, settings.publicUrl.href.replace(/\/$/, ""))),
      Layer.provideMerge(Logging.layer(settings, log))
    )
    const run = Effect.runPromiseWith(here)
    const services = await run(Layer.buildWithScope(layer, this.#scope))
    this.#app = await run(Effect.provide(httpApp(settings, version), services))
  }

  /** A request to the connector's doors. */
  async fetch(request: Request): Promise<Response> {
    if (!this.alive || this.#app === undefined) throw broken("ConnectionRefused")
    const { time } = this.#surroundings
    time.active()
    try {
      return await Promise.race([this.#app.fetch(request), this.#died.promise])
    } finally {
      time.active()
    }
  }

  /** A clean end, as on SIGTERM. */
  async stop(): Promise<void> {
    await Effect.runPromise(Scope.close(this.#scope, Exit.void))
    this.alive = false
  }

  kill(): void {
    this.alive = false
    this.#died.reject(broken("ECONNRESET"))
  }

  /** What the disk held when it died: its own files may still be written to by a fiber on its last step. */
  leave(file: string): string {
    for (const ending of ["", "-wal"])
      if (existsSync(this.#file + ending)) copyFileSync(this.#file + ending, file + ending)
    return file
  }
}
