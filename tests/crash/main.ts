import { randomBytes } from "node:crypto"
import { appendFileSync } from "node:fs"
import * as NodeFileSystem from "@effect/platform-node-shared/NodeFileSystem"
import * as NodeRuntime from "@effect/platform-node-shared/NodeRuntime"
import { HttpServer } from "@omnium-ongoing/app/http/Serve"
import { service } from "@omnium-ongoing/app/Service"
import { load } from "@omnium-ongoing/app/Settings"
import { CrashPoint } from "@omnium-ongoing/domain/ports/Upstream"
import { Clock, Effect, Layer, Logger } from "effect"
import { hostClock } from "../support/HostClock.ts"
import type { ChildOrder } from "./Connector.ts"
import { JumpingTime } from "./JumpingTime.ts"

// The service as `main.ts` of the app starts it, but that it dies at a point it is told, and its time may be put forward.
// Whoever started it wrote this.
const { config, ahead, dies, notes } = JSON.parse(process.argv[2] ?? "") as ChildOrder

const time = new JumpingTime(ahead)
process.on("message", (to: number) => {
  time.jumpTo(to)
  process.send?.(to)
})

// Nobody is left who would end it.
process.on("disconnect", () => process.exit())

let hits = 0
const reach = (point: string) =>
  Effect.sync(() => {
    if (notes !== undefined) appendFileSync(notes, `${point}\n`)
    // Nothing after this line runs.
    if (point === dies?.point && ++hits === dies.hit) process.kill(process.pid, "SIGKILL")
  })

const options = {
  scheduled: false,
  pid: process.pid,
  random: (size: number) => randomBytes(size),
  collect: () => {}
}

const told = Layer.effectDiscard(Effect.flatMap(HttpServer, ({ url }) => Effect.sync(() => process.send?.({ url }))))

const served = Effect.gen(function* () {
  const settings = yield* Effect.provide(load(config), NodeFileSystem.layer)
  return yield* Layer.launch(Layer.provide(told, service(settings, options)))
})

NodeRuntime.runMain(
  served.pipe(
    Effect.provideService(CrashPoint, reach),
    Effect.provideService(Clock.Clock, hostClock(time)),
    Effect.provide(Logger.layer([]))
  )
)
