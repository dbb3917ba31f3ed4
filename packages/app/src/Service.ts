import * as NodeFileSystem from "@effect/platform-node-shared/NodeFileSystem"
import { AnswerRead, CrashPoint } from "@omnium-ongoing/domain/ports/Upstream"
import { Effect, Layer } from "effect"
import { FetchHttpClient, HttpClient } from "effect/http"
import * as BlobStorageFileSystem from "./blob-storage/BlobStorageFileSystem.ts"
import { connector, version } from "./Connector.ts"
import { httpApp } from "./http/App.ts"
import { HttpServer, serve } from "./http/Serve.ts"
import * as Database from "./journal/Database.ts"
import { DataDirectory, layer as dataDirectory } from "./journal/DataDirectory.ts"
import type { Settings } from "./Settings.ts"

export interface ServiceOptions {
  readonly scheduled: boolean
  /** This process, told to a second one that wants the same data directory. */
  readonly pid: number
  /** Bytes that nobody can guess. */
  readonly random: (size: number) => Uint8Array
  /** Gives unused memory back, which takes some 20 milliseconds. */
  readonly collect: () => void
}

const signsPerCollection = 16 * 1024 * 1024

/** Left to itself, Bun's heap grows with the pages of a long scan to many times what is in use. */
const collecting = (collect: () => void) => {
  let signs = 0
  return Layer.succeed(AnswerRead, (more: number) => {
    signs += more
    if (signs < signsPerCollection) return
    signs = 0
    collect()
  })
}

/** Redirects are refused: following one would carry data to an address that nobody configured. */
const http = FetchHttpClient.layer.pipe(
  Layer.provide(Layer.succeed(FetchHttpClient.RequestInit, { redirect: "error" })),
  Layer.provideMerge(Layer.succeed(HttpClient.TracerPropagationEnabled, false))
)

/** Everything behind the doors, on the files of its data directory, which no other process may use meanwhile. */
export const withoutDoors = (settings: Settings, { scheduled, pid, random, collect }: ServiceOptions) => {
  const directory = dataDirectory({
    directory: settings.dataDir,
    pid,
    newKey: Effect.sync(() => random(32))
  }).pipe(Layer.provide(NodeFileSystem.layer))
  const opened = Layer.effectDiscard(Effect.flatMap(CrashPoint, (reach) => reach("journal open")))
  const database = Layer.unwrap(
    Effect.map(DataDirectory, ({ journal }) => Layer.provideMerge(opened, Database.layer(journal)))
  )
  const blobs = Layer.unwrap(
    Effect.map(DataDirectory, ({ labels, labelKey }) =>
      BlobStorageFileSystem.layer({ directory: labels, publicUrl: settings.publicUrl, key: labelKey })
    )
  ).pipe(Layer.provide(NodeFileSystem.layer))
  return connector(settings, { scheduled }).pipe(
    Layer.provide(http),
    Layer.provide(database),
    Layer.provideMerge(blobs),
    Layer.provideMerge(directory),
    Layer.provideMerge(collecting(collect))
  )
}

/** The service with its doors open. */
export const service = (settings: Settings, options: ServiceOptions) => {
  const announce = Layer.effectDiscard(
    Effect.gen(function* () {
      const directory = yield* DataDirectory
      const server = yield* HttpServer
      yield* directory.announce(server.url)
      yield* (yield* CrashPoint)("address announced")
    })
  )
  return announce.pipe(
    Layer.provideMerge(serve(settings.listen, httpApp(settings, version))),
    Layer.provideMerge(withoutDoors(settings, options))
  )
}
