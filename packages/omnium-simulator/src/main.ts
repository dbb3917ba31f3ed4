import { parseArgs } from "node:util"
import { refuseProduction } from "@omnium-ongoing/simulator-kit/Production"
import type { WorldFile } from "@omnium-ongoing/simulator-kit/WorldFile"
import { createOmniumSimulator, type OmniumSimulatorOptions } from "./OmniumSimulator.ts"

const usage = `usage: omnium-simulator [--port 4020] [--host 127.0.0.1] [--client-id demo] [--client-secret demo]
                        [--connector URL --connector-secret SECRET]
                        [--seed 1] [--products 40] [--orders 4] [--empty] [--data FILE] [--lenient]
                        [--allow-production]`

const fail = (message: string): never => {
  console.error(message)
  process.exit(2)
}

const flags = (() => {
  try {
    return parseArgs({
      args: process.argv.slice(2),
      options: {
        port: { type: "string", default: "4020" },
        host: { type: "string", default: "127.0.0.1" },
        "client-id": { type: "string", default: "demo" },
        "client-secret": { type: "string", default: "demo" },
        connector: { type: "string" },
        "connector-secret": { type: "string" },
        seed: { type: "string", default: "1" },
        products: { type: "string", default: "40" },
        orders: { type: "string", default: "4" },
        empty: { type: "boolean", default: false },
        lenient: { type: "boolean", default: false },
        data: { type: "string" },
        "allow-production": { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false }
      }
    }).values
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
})()

if (flags.help) {
  console.log(usage)
  process.exit(0)
}

const wholeNumber = (name: "port" | "seed" | "products" | "orders"): number => {
  const value = Number(flags[name])
  return Number.isInteger(value) && value >= 0 ? value : fail(`--${name} must be a whole number, not "${flags[name]}"`)
}

const refusal = refuseProduction(process.env, flags["allow-production"])
if (refusal !== undefined) fail(refusal)
if ((flags.connector === undefined) !== (flags["connector-secret"] === undefined)) {
  fail("--connector and --connector-secret belong together")
}

const options: OmniumSimulatorOptions = {
  seed: wholeNumber("seed"),
  clientId: flags["client-id"],
  clientSecret: flags["client-secret"],
  lenient: flags.lenient,
  products: wholeNumber("products"),
  orders: wholeNumber("orders"),
  empty: flags.empty,
  ...(flags.connector === undefined
    ? {}
    : { connector: { url: flags.connector, secret: flags["connector-secret"] ?? "" } })
}

const attempt = <A>(what: () => A): A => {
  try {
    return what()
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}

const start = (file: WorldFile | undefined): void => {
  const simulator = createOmniumSimulator({ ...options, store: file })
  attempt(simulator.world)
  const port = wholeNumber("port")
  const running = attempt(() => simulator.listen({ port, hostname: flags.host }))
  const kept = file === undefined ? " and lost when it stops" : ""
  console.error(`SIMULATOR of Omnium OMS – not the real system; its data is made up${kept}.`)
  console.log(`listening ${running.url}`)

  const stop = async (): Promise<void> => {
    await running.stop()
    file?.close()
    process.exit(0)
  }
  process.on("SIGTERM", stop)
  process.on("SIGINT", stop)
}

const { data } = flags
if (data === undefined) start(undefined)
// Loaded only where it is needed: a simulator should be there at once.
else
  void import("@omnium-ongoing/simulator-kit/WorldFile").then(({ openWorldFile }) => {
    const file = attempt(() => openWorldFile(data, "Omnium"))
    if (file.names().length > 0)
      console.error(`${data} goes on as it was left; flags that say what a world begins with are for a new file.`)
    start(file)
  })
