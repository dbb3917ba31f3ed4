import { parseArgs } from "node:util"
import { refuseProduction } from "@omnium-ongoing/simulator-kit/Production"
import type { WorldFile } from "@omnium-ongoing/simulator-kit/WorldFile"
import { createOngoingSimulator, type OngoingSimulatorOptions } from "./OngoingSimulator.ts"
import { personas } from "./Persona.ts"

const usage = `usage: simulator [--port 4010] [--host 127.0.0.1] [--user demo] [--password demo] [--warehouse demo]
                 [--goods-owner 7]… [--warehouse-id 1]… [--webhook URL [--webhook-token TOKEN]]
                 [--seed 1] [--articles 40] [--orders 8] [--empty] [--data FILE] [--robot PERSONA]
                 [--lenient] [--allow-production]`

const fail = (message: string): never => {
  console.error(message)
  process.exit(2)
}

const readFlags = () => {
  try {
    return parseArgs({
      options: {
        port: { type: "string", default: "4010" },
        host: { type: "string", default: "127.0.0.1" },
        user: { type: "string", default: "demo" },
        password: { type: "string", default: "demo" },
        warehouse: { type: "string", default: "demo" },
        "goods-owner": { type: "string", multiple: true, default: ["7"] },
        "warehouse-id": { type: "string", multiple: true, default: ["1", "2"] },
        webhook: { type: "string" },
        "webhook-token": { type: "string" },
        seed: { type: "string", default: "1" },
        articles: { type: "string", default: "40" },
        orders: { type: "string", default: "8" },
        empty: { type: "boolean", default: false },
        data: { type: "string" },
        robot: { type: "string" },
        lenient: { type: "boolean", default: false },
        "allow-production": { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false }
      }
    }).values
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}

const flags = readFlags()
if (flags.help) {
  console.log(usage)
  process.exit(0)
}

const whole = (name: string, text: string): number => {
  const value = Number(text)
  return /^\d+$/.test(text) && Number.isSafeInteger(value) ? value : fail(`--${name} ${text} is not a whole number.`)
}

const refusal = refuseProduction(process.env, flags["allow-production"])
if (refusal !== undefined) fail(refusal)
if (!/^[\w-]+$/.test(flags.warehouse)) fail(`--warehouse ${flags.warehouse} cannot be a part of a path.`)

const robot = personas.find((persona) => persona === flags.robot)
if (flags.robot !== undefined && robot === undefined)
  fail(`--robot ${flags.robot} is not one of ${personas.join(", ")}.`)

const options: OngoingSimulatorOptions = {
  user: flags.user,
  password: flags.password,
  warehouse: flags.warehouse,
  goodsOwners: flags["goods-owner"].map((id) => whole("goods-owner", id)),
  warehouseIds: flags["warehouse-id"].map((id) => whole("warehouse-id", id)),
  seed: whole("seed", flags.seed),
  articles: flags.empty ? 0 : whole("articles", flags.articles),
  orders: flags.empty ? 0 : whole("orders", flags.orders),
  settings: { lenient: flags.lenient },
  ...(robot !== undefined && { robot }),
  ...(flags.webhook !== undefined && {
    webhook: {
      url: flags.webhook,
      ...(flags["webhook-token"] !== undefined && { token: flags["webhook-token"] })
    }
  })
}

const attempt = <A>(what: () => A): A => {
  try {
    return what()
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}

const start = (file: WorldFile | undefined): void => {
  const simulator = createOngoingSimulator({ ...options, store: file })
  attempt(simulator.world)
  const port = whole("port", flags.port)
  const running = attempt(() => simulator.listen({ port, hostname: flags.host }))
  console.error("*** ONGOING SIMULATOR: not a real warehouse. Nothing that is sent here is ever delivered. ***")
  console.log(`listening ${running.url}/${flags.warehouse}/api/v1`)

  const stop = async () => {
    await running.stop()
    file?.close()
    process.exit(0)
  }
  process.once("SIGTERM", stop)
  process.once("SIGINT", stop)
}

const { data } = flags
if (data === undefined) start(undefined)
// Loaded only where it is needed: a simulator should be there at once.
else
  void import("@omnium-ongoing/simulator-kit/WorldFile").then(({ openWorldFile }) => {
    const file = attempt(() => openWorldFile(data, "Ongoing"))
    if (file.names().length > 0)
      console.error(`${data} goes on as it was left; flags that say what a world begins with are for a new file.`)
    start(file)
  })
