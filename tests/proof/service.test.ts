import { afterAll, afterEach, describe, expect, test } from "bun:test"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { connect } from "node:net"
import { tmpdir } from "node:os"
import { resolve } from "node:path"
import { createOmniumSimulator } from "@omnium-ongoing/omnium-simulator/OmniumSimulator"
import { createOngoingSimulator } from "@omnium-ongoing/ongoing-simulator/OngoingSimulator"
import { realHost } from "@omnium-ongoing/simulator-kit/RealHost"
import { serve } from "@omnium-ongoing/simulator-kit/Serve"
import { later } from "../support/LaterJournal.ts"
import { shopOrder } from "../support/ShopOrder.ts"

const root = resolve(import.meta.dir, "../..")
const scratch = mkdtempSync(`${tmpdir()}/service-`)
afterAll(() => rmSync(scratch, { recursive: true }))

const secret = "the webhook secret of epic"
const started: Array<Bun.Subprocess> = []
const closers: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const child of started.splice(0)) child.kill("SIGKILL")
  for (const close of closers.splice(0)) await close()
})

/** Both systems on sockets, and a spy who sees each request before and after it is applied. */
const systems = () => {
  const spy = { seen: async (_request: Request, _when: "before" | "after") => {} }
  const spied = (simulator: { readonly fetch: (request: Request) => Promise<Response> }) =>
    serve(
      {
        fetch: async (request) => {
          await spy.seen(request, "before")
          const response = await simulator.fetch(request)
          await spy.seen(request, "after")
          return response
        }
      },
      { port: 0 }
    )
  const ongoing = createOngoingSimulator({ host: realHost, orders: 0, articles: 10 })
  const omnium = createOmniumSimulator({ host: realHost, orders: 0, products: 10 })
  const addresses = { ongoing: spied(ongoing), omnium: spied(omnium) }
  closers.push(addresses.ongoing.stop, addresses.omnium.stop)
  return { ongoing, omnium, spy, urls: { ongoing: addresses.ongoing.url, omnium: addresses.omnium.url } }
}

let configs = 0

const config = (urls: { readonly ongoing: string; readonly omnium: string }, changes: object = {}): string => {
  const number = ++configs
  const file = `${scratch}/${number}.json`
  const written = {
    listen: { host: "127.0.0.1", port: 0 },
    dataDir: `${scratch}/data-${number}`,
    tenants: [
      {
        id: "epic",
        from: "2026-01-01T00:00:00Z",
        webhookSecret: secret,
        omnium: { host: urls.omnium, clientId: "demo", clientSecret: "demo" },
        connector: { Host: `${urls.ongoing}/demo`, Username: "demo", Password: "demo", SyncOrders: true }
      }
    ],
    ...changes
  }
  writeFileSync(file, JSON.stringify(written))
  return file
}

const command = (args: ReadonlyArray<string>) => {
  const child = Bun.spawn([process.execPath, "packages/app/src/main.ts", ...args], {
    cwd: root,
    env: { PATH: process.env.PATH ?? "", HOME: scratch },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe"
  })
  started.push(child)
  return child
}

/** The service's address, once it has said it. */
const listening = async (child: ReturnType<typeof command>): Promise<string> => {
  let text = ""
  for await (const chunk of child.stdout) {
    text += new TextDecoder().decode(chunk)
    const found = /^listening (\S+)\n/m.exec(text)?.[1]
    if (found !== undefined) return found
  }
  throw new Error(`The service ended: ${await new Response(child.stderr).text()}`)
}

const post = (url: string, path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body)
  })

const drained = async (url: string) => (await post(url, "/api/tenants/epic/drain", { timeoutSeconds: 30 })).status

/** A shop's order that Omnium is to export, and what Omnium shows of it. */
const shop = async (url: string, id: string) => {
  const token = await (await fetch(`${url}/api/Token?clientId=demo&clientSecret=demo`, { method: "POST" })).text()
  const authorization = { authorization: `Bearer ${token}` }
  await post(url, "/api/Orders", shopOrder(id), authorization)
  await post(url, `/api/Orders/${id}/UpdateStatus`, { status: "InProgress" }, authorization)
  return async () => {
    const order = await (await fetch(`${url}/api/Orders/${id}`, { headers: authorization })).json()
    // Tests assert what they read of it.
    return order as {
      readonly externalIds: ReadonlyArray<{ readonly id: string }>
      readonly orderForm: {
        readonly shipments: ReadonlyArray<{
          readonly orderStatus: string
          readonly externalIds: ReadonlyArray<{ readonly id: string }>
        }>
      }
    }
  }
}

const announce = (url: string, id: string) =>
  post(url, "/tenants/epic/workflow/OngoingOrderExporter", shopOrder(id), { authorization: `Bearer ${secret}` })

test("the service says where it listens, exports, and ends with 0 on SIGTERM within ten seconds", async () => {
  const { ongoing, urls } = systems()
  const child = command(["serve", "--config", config(urls), "--port", "0"])
  const url = await listening(child)
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect((await fetch(`${url}/livez`)).status).toBe(200)
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  await shop(urls.omnium, "A-1")
  expect((await announce(url, "A-1")).status).toBe(200)
  expect(await drained(url)).toBe(200)
  expect(ongoing.world().state.orders.size).toBe(1)

  const asked = performance.now()
  child.kill("SIGTERM")
  expect(await child.exited).toBe(0)
  expect(performance.now() - asked).toBeLessThan(10_000)
})

test("SIGTERM ends it although a system does not answer", async () => {
  const { spy, urls } = systems()
  const child = command(["--config", config(urls)])
  const url = await listening(child)
  const reached = Promise.withResolvers<void>()
  spy.seen = (request) => {
    if (!new URL(request.url).pathname.startsWith("/demo/")) return Promise.resolve()
    reached.resolve()
    return new Promise(() => {})
  }
  await shop(urls.omnium, "A-1")
  await announce(url, "A-1")
  await reached.promise
  const asked = performance.now()
  child.kill("SIGTERM")
  expect(await child.exited).toBe(0)
  expect(performance.now() - asked).toBeLessThan(10_000)
})

test("a second process on the same data directory is refused, and told who has it", async () => {
  const { urls } = systems()
  const file = config(urls)
  const first = command(["--config", file])
  const url = await listening(first)
  const second = command(["--config", file])
  expect(await second.exited).toBe(1)
  const said = await new Response(second.stderr).text()
  expect(said).toContain(`in use by process ${first.pid} (${url})`)
  expect((await fetch(`${url}/livez`)).status).toBe(200)
})

test("commands ask the running service; without one they do the work themselves", async () => {
  const { ongoing, urls } = systems()
  const file = config(urls)
  const child = command(["--config", file])
  const url = await listening(child)
  await shop(urls.omnium, "A-1")
  await announce(url, "A-1")
  await drained(url)
  const items = command(["items", "epic", "--config", file, "--json"])
  expect(await items.exited).toBe(0)
  expect(JSON.parse(await new Response(items.stdout).text())).toHaveLength(3)

  child.kill("SIGTERM")
  await child.exited
  const [id] = ongoing.world().state.orders.keys()
  for (const action of ["release", "allocate", "pick"]) {
    await post(urls.ongoing, `/_simulator/orders/${id}/${action}`, {})
  }
  const sync = command(["sync", "epic", "--config", file])
  expect(await sync.exited).toBe(0)
  expect(await new Response(sync.stdout).text()).toStartWith("SyncOrders: 1 done")
  const unknown = command(["sync", "nobody", "--config", file])
  expect(await unknown.exited).toBe(2)
})

describe("kill -9 in the middle of an export, then a start, leaves exactly one order", () => {
  const moments = [
    "PUT /demo/api/v1/orders",
    "POST /api/Orders/A-1/UpdateStatus",
    "PATCH /api/Orders/A-1/PatchOrder"
  ].flatMap((request) => (["before", "after"] as const).map((when) => ({ request, when })))

  test.each(moments)("$when $request", async ({ request, when }) => {
    const { ongoing, spy, urls } = systems()
    const file = config(urls)
    const order = await shop(urls.omnium, "A-1")
    const first = command(["--config", file])
    const url = await listening(first)
    const killed = Promise.withResolvers<void>()
    spy.seen = async (seen, moment) => {
      if (moment !== when || `${seen.method} ${new URL(seen.url).pathname}` !== request) return
      spy.seen = async () => {}
      first.kill("SIGKILL")
      await first.exited
      killed.resolve()
    }
    expect((await announce(url, "A-1")).status).toBe(200)
    await killed.promise
    // After a kill nothing more of the order is sent while the lost call may still arrive.
    later(JSON.parse(readFileSync(file, "utf8")).dataDir, 60_000)

    const second = await listening(command(["--config", file]))
    expect(await drained(second)).toBe(200)
    const orders = [...ongoing.world().state.orders.values()]
    expect(orders.map((each) => each.number)).toEqual(["A-1-1"])
    const seen = await order()
    const ids = [{ id: String(orders[0]?.id) }]
    expect(seen.externalIds).toMatchObject(ids)
    expect(seen.orderForm.shipments).toMatchObject([{ orderStatus: "InProgressWarehouse", externalIds: ids }])
    const all = (await (await fetch(`${second}/api/tenants/epic/items`)).json()) as ReadonlyArray<
      Record<string, string>
    >
    // The polls of the second process may have found the demo's own delivery and products by now.
    const items = all.filter(({ key }) => key?.startsWith("A-1") || key === "0123ABC")
    // What is asked of an update that was lost is whether it overwrote a cancel.
    expect(items.filter(({ flow }) => flow !== "order-cancellation")).toMatchObject([
      { flow: "order-export", state: expect.stringMatching(/done|skipped/) },
      { flow: "product-export", state: expect.stringMatching(/done|skipped/) },
      { flow: "order-intake", state: "done" }
    ])
    expect(items.filter(({ flow }) => flow === "order-cancellation")).toMatchObject(
      request.endsWith("/UpdateStatus") ? [{ state: "skipped", cause: "not-cancelled" }] : []
    )
  })
})

describe("a configuration", () => {
  test("with five mistakes is answered with five lines, and 2", async () => {
    const file = config({ ongoing: "http://127.0.0.1:1", omnium: "http://127.0.0.1:1" }, { dataDir: 7, colour: "blue" })
    const written = JSON.parse(await Bun.file(file).text())
    written.tenants[0].from = "yesterday"
    written.tenants[0].connector.Host = "http://ongoing.example/demo"
    written.tenants[0].webhookSecret = { env: "NOT_SET_ANYWHERE" }
    writeFileSync(file, JSON.stringify(written))
    const child = command(["--config", file])
    expect(await child.exited).toBe(2)
    const lines = (await new Response(child.stderr).text()).trimEnd().split("\n")
    expect(lines.map((line) => line.split(":")[0]).sort()).toEqual([
      "colour",
      "dataDir",
      "tenants[0].connector.Host",
      "tenants[0].from",
      "tenants[0].webhookSecret"
    ])
  })

  test("that is not there is answered with three lines on what to do, and 2", async () => {
    const child = command(["--config", `${scratch}/none.json`])
    expect(await child.exited).toBe(2)
    expect((await new Response(child.stderr).text()).trimEnd().split("\n")).toHaveLength(3)
    expect(await new Response(child.stdout).text()).toBe("")
  })

  test("S7: that opens the service to the network without a long admin key is refused", async () => {
    const urls = { ongoing: "http://127.0.0.1:1", omnium: "http://127.0.0.1:1" }
    for (const adminKey of [undefined, "short"]) {
      const child = command(["--config", config(urls, { listen: { host: "0.0.0.0", port: 0 }, adminKey })])
      expect(await child.exited).toBe(2)
      expect(await new Response(child.stderr).text()).toMatch(/^adminKey: /)
    }
  })
})

test("a second service does not listen where the first one does, and says so", async () => {
  const { urls } = systems()
  const url = await listening(command(["serve", "--config", config(urls)]))
  const second = command(["serve", "--config", config(urls), "--port", new URL(url).port])
  expect(await second.exited).toBe(1)
  const said = await new Response(second.stderr).text()
  expect(said).toContain(`${new URL(url).host}: Failed to start server. Is port ${new URL(url).port} in use?`)
  expect(said).not.toContain("    at ")
})

const raw = (url: string, request: string) =>
  new Promise<string>((resolve) => {
    let text = ""
    const socket = connect(Number(new URL(url).port), "127.0.0.1")
    socket.on("data", (piece) => {
      text += piece
    })
    socket.on("close", () => resolve(text))
    socket.write(request)
  })

test("a call without a host, or with rubbish in its place, is answered like any other, and is nobody's own", async () => {
  const { urls } = systems()
  const child = command(["serve", "--config", config(urls)])
  const url = await listening(child)
  expect(await raw(url, "GET /livez HTTP/1.0\r\n\r\n")).toStartWith("HTTP/1.1 200")
  for (const host of ["", "[", "a b/[<", "127.0.0.1:99999"]) {
    const call = (path: string) => raw(url, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    expect(await call("/livez")).toStartWith("HTTP/1.1 200")
    expect(await call("/api/tasks")).toStartWith("HTTP/1.1 403")
  }
  child.kill("SIGTERM")
  expect(await new Response(child.stderr).text()).not.toContain("    at ")
})
