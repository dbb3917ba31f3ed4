import { randomBytes } from "node:crypto"
import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import * as NodeFileSystem from "@effect/platform-node-shared/NodeFileSystem"
import * as NodeRuntime from "@effect/platform-node-shared/NodeRuntime"
import { Cause, Effect, Exit, Layer, Redacted } from "effect"
import { version } from "./Connector.ts"
import { parse, usage } from "./cli/Arguments.ts"
import { type Ask, carryOut, taskOf } from "./cli/Commands.ts"
import { finishing } from "./cli/Finishing.ts"
import { type Screen, watching } from "./cli/Watching.ts"
import { httpApp } from "./http/App.ts"
import { HttpServer } from "./http/Serve.ts"
import * as Logging from "./Logging.ts"
import { service, withoutDoors } from "./Service.ts"
import { load, type Settings, withPort } from "./Settings.ts"

const fail = (text: string, code: number): never => {
  process.stderr.write(`${text}\n`)
  process.exit(code)
}

if (process.argv.includes("--help")) {
  process.stdout.write(`${usage}\n`)
  process.exit(0)
}

const given = parse(process.argv.slice(2))
if (typeof given === "string") fail(`${given}\n${usage}`, 2)
const { command, config, json } = given as Exclude<typeof given, string>

/** What a shell gives a command that Ctrl-C has ended. */
const interrupted = 130

const path = config ?? process.env.CONNECTOR_CONFIG ?? "./connector.config.json"

const settings = await Effect.runPromise(
  Effect.match(load(path), {
    onSuccess: (settings) => settings,
    onFailure: (problems) => fail(problems.message, 2)
  }).pipe(Effect.provide(NodeFileSystem.layer))
)

const options = (scheduled: boolean) => ({
  scheduled,
  pid: process.pid,
  random: (size: number) => randomBytes(size),
  collect: () => Bun.gc(true)
})

const logging = Logging.layer(settings, (line) => process.stderr.write(line))

/** What a person has to read about a start that failed. */
const reason = (cause: Cause.Cause<unknown>): string => {
  const error = Cause.squash(cause)
  return error instanceof Error ? error.message : String(error)
}

/** SIGTERM is how a service is stopped: that is success. */
const teardown = <E, A>(exit: Exit.Exit<A, E>, onExit: (code: number) => void) => {
  if (Exit.isSuccess(exit) || Cause.hasInterruptsOnly(exit.cause)) return onExit(0)
  process.stderr.write(`${reason(exit.cause)}\n`)
  onExit(1)
}

const serving = (settings: Settings) =>
  Layer.launch(
    Layer.effectDiscard(
      Effect.flatMap(HttpServer, ({ url }) => Effect.sync(() => process.stdout.write(`listening ${url}\n`)))
    ).pipe(Layer.provide(service(settings, options(true))), Layer.provideMerge(logging))
  )

const asked =
  (settings: Settings, fetch: (request: Request) => Promise<Response>, base: string): Ask =>
  async (path, body) => {
    const response = await fetch(
      new Request(`${base}${path}`, {
        method: body === undefined ? "GET" : "POST",
        headers: {
          "content-type": "application/json",
          ...(settings.adminKey === undefined ? {} : { authorization: `Bearer ${Redacted.value(settings.adminKey)}` })
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) })
      })
    )
    return { status: response.status, json: await response.json() }
  }

/** The address at which a running service of this data directory answers. */
const runningService = async (): Promise<string | undefined> => {
  try {
    const { address } = JSON.parse(readFileSync(resolve(settings.dataDir, "holder.json"), "utf8"))
    if (typeof address !== "string") return undefined
    return (await fetch(`${address}/livez`, { signal: AbortSignal.timeout(2000) })).ok ? address : undefined
  } catch {
    return undefined
  }
}

if (command._tag === "Serve") {
  const here = command.port === undefined ? settings : withPort(settings, command.port)
  NodeRuntime.runMain(serving(here), { teardown, disableErrorReporting: true })
} else {
  const order = command
  const address = await runningService()
  const screen: Screen = { isTerminal: process.stderr.isTTY, write: (text) => void process.stderr.write(text) }
  const shown = (ask: Ask) => {
    const task = taskOf(order)
    const work = Effect.promise(() => carryOut(order, ask, json))
    if (task === undefined) return work
    const watched = watching(task, ask, screen, work)
    return address === undefined
      ? Effect.tap(watched, ({ code }) => (code === 2 ? Effect.void : finishing(task.tenant, ask, screen.write)))
      : watched
  }
  const work = (ask: Ask) =>
    shown(ask).pipe(
      Effect.flatMap(({ text, code }) =>
        Effect.sync(() => {
          process.stdout.write(`${text}\n`)
          process.exitCode = code
        })
      )
    )
  const program =
    address === undefined
      ? Effect.flatMap(httpApp(settings, version), (app) =>
          work(asked(settings, async (request) => app.fetch(request), "http://127.0.0.1"))
        ).pipe(Effect.provide(Layer.provideMerge(withoutDoors(settings, options(false)), logging)))
      : work(asked(settings, (request) => fetch(request, { timeout: false }), address))
  NodeRuntime.runMain(program, {
    teardown: (exit, onExit) => {
      if (Exit.isSuccess(exit)) return onExit(Number(process.exitCode ?? 0))
      if (!Cause.hasInterruptsOnly(exit.cause)) return teardown(exit, onExit)
      const rest = address === undefined ? "goes on where it was at the next run" : "goes on in the service"
      process.stderr.write(`\nstopped; what was begun ${rest}\n`)
      onExit(interrupted)
    },
    disableErrorReporting: true
  })
}
