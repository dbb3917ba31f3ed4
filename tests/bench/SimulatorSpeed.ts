import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import type { Figure, Section } from "./Figure.ts"
import { type Call, load } from "./Load.ts"
import { type Process, start } from "./Process.ts"

const root = resolve(import.meta.dir, "../..")

export interface SimulatorSizes {
  readonly articles: number
  readonly orders: number
  /** For the memory alone. */
  readonly most: number
  /** How often each is started. */
  readonly rounds: number
  /** Calls at a stretch, and how many stretches each has, one after the other's: short ones, so that noise hits both. */
  readonly calls: number
  readonly turns: number
}

/** Both simulators beside the least that could stand in their place, in turns, over HTTP. */
export const simulatorSpeed = async (sizes: SimulatorSizes): Promise<ReadonlyArray<Section>> => {
  const scratch = mkdtempSync(join(tmpdir(), "bench-simulators-"))
  try {
    return [await starts(sizes, scratch), ...(await calls(sizes, scratch)), await million(sizes, scratch)]
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

/** Each started as a script of a package, as its users start it. */
const starts = async ({ rounds, articles, orders }: SimulatorSizes, scratch: string): Promise<Section> => {
  const script = `bun ${join(root, "tests/bench/bare/HonoServer.ts")}`
  writeFileSync(join(scratch, "package.json"), JSON.stringify({ scripts: { bare: script } }))
  const bare = () => timeToListen(["run", "bare"], scratch)
  const empty = (name: string) => () => timeToListen(["run", name, "--port", "0", "--empty"], root)
  const measured: Array<Readonly<Record<string, number>>> = []
  for (const name of names) await empty(name)() // makes it ready
  for (let round = 0; round < rounds; round++) {
    const alone = await bare()
    const times: Record<string, number> = { bare: alone }
    for (const name of names) times[name] = await empty(name)()
    measured.push(times)
  }
  const full = ["run", "simulator", "--port", "0", "--articles", `${articles}`, "--orders", `${orders}`]
  const seconds = (await timeToListen(full, root)) / 1000
  return {
    title: "Start of a simulator, to that of a hono server",
    figures: [
      ...names.flatMap((name) =>
        ratios(
          `${name}, empty`,
          measured.map((times) => (times[name] ?? Number.NaN) / (times.bare ?? Number.NaN)),
          { words: "≤ 2 ×", holds: (ratio) => ratio <= 2 }
        )
      ),
      {
        name: `with ${articles.toLocaleString("en-GB")} articles and ${orders.toLocaleString("en-GB")} orders`,
        value: seconds,
        unit: "seconds",
        gate: { words: "≤ 3 s", holds: seconds <= 3 }
      }
    ],
    raw: measured
  }
}

const names = ["simulator", "omnium-simulator"] as const

const timeToListen = async (command: ReadonlyArray<string>, cwd: string): Promise<number> => {
  const started = performance.now()
  const child = Bun.spawn([process.execPath, ...command], { cwd, stdin: "ignore", stdout: "pipe", stderr: "ignore" })
  try {
    for await (const text of child.stdout.pipeThrough(new TextDecoderStream()))
      if (text.includes("listening")) return performance.now() - started
    throw new Error(`${command.join(" ")} ended before it listened`)
  } finally {
    child.kill("SIGTERM")
    await child.exited
  }
}

const calls = async (sizes: SimulatorSizes, scratch: string): Promise<ReadonlyArray<Section>> => {
  const bare = await start("tests/bench/bare/JsonServer.ts", [], join(scratch, "bare.log"))
  const seeded = ["--port", "0", "--orders", "200"]
  const main = (name: string) => `packages/${name}-simulator/src/main.ts`
  const ongoing = await start(
    main("ongoing"),
    [...seeded, "--articles", `${sizes.articles}`],
    join(scratch, "ongoing.log")
  )
  const omnium = await start(main("omnium"), seeded, join(scratch, "omnium.log"))
  try {
    return [
      await beside("Ongoing", ongoing, bare, await ongoingCalls(ongoing, sizes), sizes),
      await beside("Omnium", omnium, bare, await omniumCalls(omnium, sizes), sizes)
    ]
  } finally {
    await Promise.all([bare.stop(), ongoing.stop(), omnium.stop()])
  }
}

/** Stretches before the first that counts: a server that runs for a while is measured, not the compiler that comes to know it. */
const warmings = 48

/** The calls of one round by their name. */
type Kinds = Readonly<
  Record<string, { readonly least: number; readonly calls: (round: number) => ReadonlyArray<Call> }>
>

const leastRead = 0.7
const leastWrite = 0.5

const ongoingCalls = async ({ url }: Process, { calls }: SimulatorSizes): Promise<Kinds> => {
  const api = "/demo/api/v1"
  const headers = { authorization: `Basic ${btoa("demo:demo")}` }
  // What the simulator answers with.
  const orders = (await (await fetch(`${url}${api}/orders?goodsOwnerId=7`, { headers })).json()) as ReadonlyArray<{
    readonly orderInfo: { readonly orderId: number }
  }>
  const gets = (count: number, path: (index: number) => string) => () =>
    Array.from({ length: count }, (_, index): Call => ({ method: "GET", path: `${api}${path(index)}`, headers }))
  const puts = (path: string, body: (name: string) => object) => (round: number) =>
    Array.from(
      { length: calls },
      (_, index): Call => ({
        method: "PUT",
        path: `${api}${path}`,
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify(body(`B${round}-${index}`))
      })
    )
  const page = (path: string, size: number, pages: number) =>
    gets(calls / 20, (index) => {
      const from = 20_001 + (index % pages) * size
      return `${path}?goodsOwnerId=7&articleSystemIdFrom=${from}&maxArticlesToGet=${size}`
    })
  return {
    "read an order": {
      least: leastRead,
      calls: gets(calls, (index) => `/orders/${orders[index % orders.length]?.orderInfo.orderId}`)
    },
    "read an article": { least: leastRead, calls: gets(calls, (index) => `/articles/${20_001 + (index % 1000)}`) },
    "read a page of 100 articles": { least: leastRead, calls: page("/articles", 100, 20) },
    "read a page of 1,000 stocks": { least: leastRead, calls: page("/articles/inventoryPerWarehouse", 1000, 2) },
    "put an article": {
      least: leastWrite,
      calls: puts("/articles", (articleNumber) => ({ goodsOwnerId: 7, articleNumber, articleName: "Ryggsekk" }))
    },
    "put an order": {
      least: leastWrite,
      calls: puts("/orders", (orderNumber) => ({
        goodsOwnerId: 7,
        orderNumber,
        deliveryDate: "2026-11-05",
        consignee: {
          name: "Ingrid Fjellvåg",
          address1: "Bjørkelia 7",
          postCode: "0877",
          city: "Oslo",
          countryCode: "NO"
        },
        orderLines: [{ rowNumber: "1", articleNumber: "0123ABC", numberOfItems: 2 }]
      }))
    }
  }
}

const omniumCalls = async ({ url }: Process, { calls }: SimulatorSizes): Promise<Kinds> => {
  const token = await (await fetch(`${url}/api/Token?clientId=demo&clientSecret=demo`, { method: "POST" })).text()
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" }
  const search = { method: "POST", headers, body: JSON.stringify({ take: 100 }) }
  // What the simulator answers with.
  const { result } = (await (await fetch(`${url}/api/Orders/Search`, search)).json()) as {
    readonly result: ReadonlyArray<{ readonly id: string }>
  }
  return {
    "read an order": {
      least: leastRead,
      calls: () =>
        Array.from({ length: calls }, (_, index) => ({
          method: "GET",
          path: `/api/Orders/${result[index % result.length]?.id}`,
          headers
        }))
    },
    "put a supplier": {
      least: leastWrite,
      calls: (round) =>
        Array.from({ length: calls }, (_, index) => ({
          method: "PUT",
          path: "/api/Suppliers",
          headers,
          body: JSON.stringify({ id: `S${round}-${index}`, name: "Skogsøen Utstyr AB" })
        }))
    }
  }
}

/** Calls in turns to the simulator and to a server that knows the answers, or keeps what it is given in a map. */
const beside = async (
  name: string,
  simulator: Process,
  bare: Process,
  kinds: Kinds,
  { turns }: SimulatorSizes
): Promise<Section> => {
  const figures: Array<Figure> = []
  const raw: Record<string, ReadonlyArray<{ readonly simulator: number; readonly bare: number }>> = {}
  for (const [kind, { least, calls }] of Object.entries(kinds)) {
    await teach(simulator, bare, calls(-1))
    for (let warming = 2; warming < 2 + warmings; warming++) {
      await load(simulator.url, calls(-warming))
      await load(bare.url, calls(-warming))
    }
    const measured: Array<{ readonly simulator: number; readonly bare: number }> = []
    for (let turn = 0; turn < turns; turn++) {
      const these = calls(turn)
      const times = { simulator: 0, bare: 0 }
      const pair = [
        ["simulator", simulator.url],
        ["bare", bare.url]
      ] as const
      for (const [which, url] of turn % 2 === 0 ? pair : pair.toReversed()) times[which] = await load(url, these)
      measured.push(times)
    }
    const rates = measured.map((times) => times.bare / times.simulator)
    figures.push(...ratios(kind, rates, { words: `≥ ${least} ×`, holds: (rate) => rate >= least }))
    raw[kind] = measured
  }
  return { title: `Calls in a second, ${name} simulator to a bare Bun.serve`, figures, raw }
}

const teach = async (simulator: Process, bare: Process, calls: ReadonlyArray<Call>): Promise<void> => {
  for (const [path, { headers }] of new Map(
    calls.filter(({ method }) => method === "GET").map((call) => [call.path, call])
  )) {
    const answer = await fetch(`${simulator.url}${path}`, { headers })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
    await fetch(`${bare.url}/?for=${encodeURIComponent(path)}`, { method: "POST", body: await answer.bytes() })
  }
}

/** The median decides: noise goes both ways here. */
const ratios = (
  name: string,
  values: ReadonlyArray<number>,
  { words, holds }: { readonly words: string; readonly holds: (ratio: number) => boolean }
): ReadonlyArray<Figure> => {
  const sorted = values.toSorted((one, other) => one - other)
  const at = (position: number) => sorted[position] ?? Number.NaN
  const median = at(Math.floor(sorted.length / 2))
  const range = `${at(0).toFixed(2)} to ${at(sorted.length - 1).toFixed(2)}`
  return [{ name, value: median, unit: "times", gate: { words: `${words} (${range})`, holds: holds(median) } }]
}

const mostMegabytes = 1000

const million = async ({ most }: SimulatorSizes, scratch: string): Promise<Section> => {
  const flags = ["--port", "0", "--articles", `${most}`]
  const simulator = await start("packages/ongoing-simulator/src/main.ts", flags, join(scratch, "million.log"))
  try {
    const headers = { authorization: `Basic ${btoa("demo:demo")}` }
    let articles = 0
    for (let from = 0; ; ) {
      const query = `goodsOwnerId=7&articleSystemIdFrom=${from}&maxArticlesToGet=10000`
      const page = await fetch(`${simulator.url}/demo/api/v1/articles/inventoryPerWarehouse?${query}`, { headers })
      // What the simulator answers with.
      const levels = (await page.json()) as ReadonlyArray<{ readonly articleSystemId: number }>
      const last = levels.at(-1)
      if (last === undefined) break
      articles += levels.length
      from = last.articleSystemId + 1
    }
    const megabytes = simulator.peakMemory() / 1e6
    return {
      title: "Memory of the Ongoing simulator, all stock read once",
      figures: [
        {
          name: `peak with ${articles.toLocaleString("en-GB")} articles`,
          value: megabytes,
          unit: "MB",
          gate: { words: `≤ ${mostMegabytes} MB`, holds: megabytes <= mostMegabytes && articles === most }
        }
      ],
      raw: { articles, megabytes }
    }
  } finally {
    await simulator.stop()
  }
}
