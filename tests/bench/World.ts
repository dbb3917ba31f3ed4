import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Call, type Calls, refuseFailures } from "./Calls.ts"
import { type Process, start } from "./Process.ts"

export const tasks = ["OngoingSyncScheduledTask", "OngoingProductSyncScheduledTask", "exportPoll"] as const

export const goodsOwner = 7

/** Both warehouses that Ongoing runs, as both systems are seeded with them. */
export const warehouses = [
  { code: "epic_company_main_warehouse", id: 1 },
  { code: "epic_company_second_warehouse", id: 2 }
] as const

/** The three systems in processes of their own, with the same catalogue on both sides and no orders. */
export interface World extends AsyncDisposable {
  readonly articles: number
  readonly ongoing: string
  readonly omnium: string
  readonly connector: Process
  readonly run: (task: string, body?: object) => Promise<Report>
  /** What an action asks of the two systems: at most 10,000 calls of each, which is what their logs hold. */
  readonly callsOf: (action: () => Promise<unknown>) => Promise<Calls>
  /** How many calls of any number an action makes. */
  readonly countsOf: (action: () => Promise<unknown>) => Promise<{ readonly ongoing: number; readonly omnium: number }>
  /** So much later for the two systems, as if nothing had happened since. */
  readonly pass: (duration: string) => Promise<void>
}

export interface Report {
  readonly operations: ReadonlyArray<{
    readonly name: string
    readonly done: number
    readonly held: number
    readonly failed: ReadonlyArray<unknown>
  }>
}

export const openWorld = async (articles: number): Promise<World> => {
  const scratch = mkdtempSync(join(tmpdir(), "bench-"))
  const log = (name: string) => join(scratch, `${name}.log`)
  const seeded = ["--port", "0", "--orders", "0"]
  const [ongoing, omnium] = await Promise.all([
    start(
      "packages/ongoing-simulator/src/main.ts",
      [...seeded, "--articles", String(articles), "--goods-owner", String(goodsOwner)],
      log("ongoing")
    ),
    start("packages/omnium-simulator/src/main.ts", [...seeded, "--products", String(articles)], log("omnium"))
  ])
  const config = join(scratch, "connector.json")
  writeFileSync(config, JSON.stringify(configuration(scratch, ongoing.url, omnium.url)))
  const connector = await start("packages/app/src/main.ts", ["--config", config], log("connector"))

  const calls = async (url: string, since: number) => {
    const rows = await read<ReadonlyArray<Call>>(`${url}/_simulator/requests?since=${since}`)
    if (rows[0] !== undefined && rows[0].seq !== since + 1) throw new Error("The log no longer holds every request.")
    return rows
  }
  const count = async (url: string) => (await read<ReadonlyArray<Call>>(`${url}/_simulator/requests`)).at(-1)?.seq ?? 0
  const counts = async () => ({ ongoing: await count(ongoing.url), omnium: await count(omnium.url) })
  return {
    articles,
    ongoing: ongoing.url,
    omnium: omnium.url,
    connector,
    run: async (task, body = {}) => {
      const report: Report = await read(`${connector.url}/api/tenants/${tenant}/tasks/${task}/run`, post(body))
      const failed = report.operations.flatMap((operation) => operation.failed)
      if (failed.length > 0) throw new Error(`${task} failed: ${JSON.stringify(failed.slice(0, 3))}`)
      return report
    },
    callsOf: async (action) => {
      const before = await counts()
      await action()
      const made = { ongoing: await calls(ongoing.url, before.ongoing), omnium: await calls(omnium.url, before.omnium) }
      refuseFailures(made)
      return made
    },
    countsOf: async (action) => {
      const before = await counts()
      await action()
      const after = await counts()
      return { ongoing: after.ongoing - before.ongoing, omnium: after.omnium - before.omnium }
    },
    pass: async (duration) => {
      for (const { url } of [ongoing, omnium]) await read(`${url}/_simulator/clock`, post({ advance: duration }))
    },
    [Symbol.asyncDispose]: async () => {
      await connector.stop()
      await Promise.all([ongoing.stop(), omnium.stop()])
      rmSync(scratch, { recursive: true })
    }
  }
}

const tenant = "epic"

/** Tasks run when they are asked to; the schedule is a day that hardly ever comes. */
const never = "0 0 29 2 *"

const configuration = (scratch: string, ongoing: string, omnium: string) => ({
  listen: { host: "127.0.0.1", port: 0 },
  dataDir: join(scratch, "data"),
  tenants: [
    {
      id: tenant,
      from: "2026-01-01T00:00:00Z",
      timeZone: zoneWhereItIsNoon(new Date()),
      webhookSecret: "the webhook secret of epic",
      omnium: { host: omnium, clientId: "demo", clientSecret: "demo" },
      connector: {
        Host: `${ongoing}/demo`,
        Username: "demo",
        Password: "demo",
        SyncOrders: true,
        SyncPurchaseOrders: true,
        SyncInventory: true,
        SyncReturns: true
      },
      tasks: Object.fromEntries(tasks.map((task) => [task, never]))
    }
  ]
})

/** The full scan of the night must not fall due in the middle of a measurement. The names count westwards. */
const zoneWhereItIsNoon = (now: Date): string => {
  const west = now.getUTCHours() - 12
  return `Etc/GMT${west < 0 ? west : `+${west}`}`
}

export const post = (body: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body)
})

/** The shape is what the answering system documents. */
export const read = async <A>(url: string, init: RequestInit = {}): Promise<A> => {
  const response = await fetch(url, init)
  const text = await response.text()
  if (!response.ok) throw new Error(`${init.method ?? "GET"} ${url}: ${response.status} ${text.slice(0, 500)}`)
  return (text === "" ? undefined : JSON.parse(text)) as A
}
