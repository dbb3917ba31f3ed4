import { randomBytes } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { NodeFileSystem, NodeRuntime } from "@effect/platform-node-shared"
import { HttpServer } from "@omnium-ongoing/app/http/Serve"
import * as Logging from "@omnium-ongoing/app/Logging"
import { service } from "@omnium-ongoing/app/Service"
import { settingsFrom } from "@omnium-ongoing/app/Settings"
import { createOmniumSimulator } from "@omnium-ongoing/omnium-simulator/OmniumSimulator"
import { createOngoingSimulator } from "@omnium-ongoing/ongoing-simulator/OngoingSimulator"
import { realHost } from "@omnium-ongoing/simulator-kit/RealHost"
import { serve } from "@omnium-ongoing/simulator-kit/Serve"
import { Cause, Effect, Exit, type FileSystem, Layer } from "effect"
import { play } from "./Play.ts"
import { renewable } from "./Renewable.ts"
import { everyStep, story } from "./Story.ts"
import { systems } from "./Systems.ts"
import { createStage } from "./stage/Stage.ts"
import { stageDoor } from "./stage/StageDoor.ts"

const print = (line: string) => void process.stdout.write(`${line}\n`)

const fail = (text: string): never => {
  process.stderr.write(`${text}\n`)
  process.exit(2)
}

const flags = (() => {
  try {
    return parseArgs({
      args: process.argv.slice(2),
      options: {
        once: { type: "boolean", default: false },
        "port-base": { type: "string", default: "4000" },
        help: { type: "boolean", short: "h", default: false }
      }
    }).values
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
})()

if (flags.help) {
  print("usage: demo [--once] [--port-base 4000]")
  process.exit(0)
}

const base = Number(flags["port-base"])
if (!Number.isInteger(base) || base < 1 || base > 65_000) fail(`--port-base ${flags["port-base"]} is not a port`)

const secret = "demo-webhook-secret"
const addresses = {
  connector: `http://127.0.0.1:${base}`,
  ongoing: `http://127.0.0.1:${base + 10}`,
  omnium: `http://127.0.0.1:${base + 20}`
}
const stageAddress = `http://127.0.0.1:${base + 30}`

/** What a configuration file would hold. */
const configuration = (dataDir: string) => ({
  listen: { host: "127.0.0.1", port: base },
  dataDir,
  tenants: [
    {
      id: "epic",
      from: "2020-01-01T00:00:00Z",
      webhookSecret: secret,
      omnium: { host: addresses.omnium, clientId: "demo", clientSecret: "demo" },
      connector: {
        Host: `${addresses.ongoing}/demo`,
        Username: "demo",
        Password: "demo",
        SyncOrders: true,
        SyncReturns: true,
        SyncInventory: true,
        SyncPurchaseOrders: true
      },
      // Seconds matter to somebody who is watching.
      tasks: { OngoingSyncScheduledTask: "*/10 * * * * *", exportPoll: "*/15 * * * * *" }
    }
  ]
})

const simulators = Effect.acquireRelease(
  Effect.sync(() => {
    const ongoing = createOngoingSimulator({ host: realHost, orders: 0 })
    const omnium = createOmniumSimulator({ host: realHost, orders: 0, connector: { url: addresses.connector, secret } })
    return [serve(ongoing, { port: base + 10 }), serve(omnium, { port: base + 20 })]
  }),
  (running) => Effect.promise(() => Promise.all(running.map((each) => each.stop())))
)

const directory = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "omnium-ongoing-demo-"))),
  (path) => Effect.sync(() => rmSync(path, { recursive: true, force: true }))
)

const send = (request: Request) => fetch(request)

const once = Effect.promise(async () => ((await play(everyStep(systems(send, addresses)), print)) ? 0 : 1))

const emptied = Effect.promise(() =>
  Promise.all(
    [addresses.ongoing, addresses.omnium].map((origin) =>
      send(new Request(`${origin}/_simulator/reset`, { method: "POST" }))
    )
  )
)

/** The service on files that end with it. */
const connector = Effect.gen(function* () {
  const settings = yield* settingsFrom(configuration(yield* directory))
  // A story is easier to read without the log beside it.
  const write = flags.once ? () => {} : (line: string) => void process.stderr.write(line)
  const context = yield* Layer.build(
    service(settings, {
      scheduled: !flags.once,
      pid: process.pid,
      random: (size) => randomBytes(size),
      collect: () => Bun.gc(true)
    }).pipe(Layer.provideMerge(Logging.layer(settings, write)))
  )
  yield* Effect.provide(HttpServer, context)
})

const demo = Effect.gen(function* () {
  yield* simulators
  const renewed = yield* renewable(connector)
  if (flags.once) return yield* once
  const services = yield* Effect.context<FileSystem.FileSystem>()
  const startOver = () => Effect.runPromiseWith(services)(renewed(emptied))
  yield* Effect.acquireRelease(
    Effect.sync(() => serve(stageDoor(createStage({ send, addresses, story, startOver })), { port: base + 30 })),
    (running) => Effect.promise(() => running.stop())
  )
  print(`Stage               ${stageAddress}   the story in six scenes, both systems side by side`)
  print(`Ongoing simulator   ${addresses.ongoing}   API ${addresses.ongoing}/demo/api/v1   user demo, password demo`)
  print(`Omnium simulator    ${addresses.omnium}   client id demo, client secret demo`)
  print(`Connector           ${addresses.connector}   list of work; its log is on standard error`)
  print("Ctrl-C ends it. `--once` plays every flow through all three.")
  return yield* Effect.never
}).pipe(Effect.scoped, Effect.provide(NodeFileSystem.layer))

NodeRuntime.runMain(demo, {
  disableErrorReporting: true,
  teardown: (exit, onExit) => {
    if (Exit.isSuccess(exit)) return onExit(typeof exit.value === "number" ? exit.value : 0)
    if (Cause.hasInterruptsOnly(exit.cause)) return onExit(0)
    const error = Cause.squash(exit.cause)
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    onExit(1)
  }
})
