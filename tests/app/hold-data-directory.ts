import { NodeFileSystem } from "@effect/platform-node-shared"
import { DataDirectory, layer } from "@omnium-ongoing/app/journal/DataDirectory"
import { Console, Effect } from "effect"

/** A process that holds the data directory it is given, says so, and stays until it is killed. */
const directory = process.argv[2] ?? ""
const hold = Effect.gen(function* () {
  const held = yield* DataDirectory
  yield* held.announce("http://127.0.0.1:4000")
  yield* Console.log("held")
  return yield* Effect.never
})

await Effect.runPromise(
  hold.pipe(
    Effect.provide(layer({ directory, pid: process.pid, newKey: Effect.succeed(new Uint8Array(32)) })),
    Effect.provide(NodeFileSystem.layer)
  )
)
