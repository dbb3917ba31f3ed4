import { afterAll, afterEach, describe, expect, test } from "bun:test"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { resolve } from "node:path"
import { createOmniumSimulator } from "@omnium-ongoing/omnium-simulator/OmniumSimulator"
import { createOngoingSimulator } from "@omnium-ongoing/ongoing-simulator/OngoingSimulator"
import { realHost } from "@omnium-ongoing/simulator-kit/RealHost"
import { serve } from "@omnium-ongoing/simulator-kit/Serve"
import { later } from "../support/LaterJournal.ts"

const root = resolve(import.meta.dir, "../..")
const scratch = mkdtempSync(`${tmpdir()}/doctor-`)
afterAll(() => rmSync(scratch, { recursive: true }))

const started: Array<Bun.Subprocess> = []
const closers: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const child of started.splice(0)) child.kill("SIGKILL")
  for (const close of closers.splice(0)) await close()
})

/** Both systems on sockets. Each article that is put passes `put` first. */
const systems = (put: () => Promise<void> = async () => {}) => {
  const ongoing = createOngoingSimulator({ host: realHost, orders: 0, articles: 10 })
  const omnium = createOmniumSimulator({ host: realHost, orders: 0, products: 10 })
  const spied = async (request: Request) => {
    if (request.method === "PUT" && request.url.endsWith("/articles")) await put()
    return ongoing.fetch(request)
  }
  const addresses = { ongoing: serve({ fetch: spied }, { port: 0 }), omnium: serve(omnium, { port: 0 }) }
  closers.push(addresses.ongoing.stop, addresses.omnium.stop)
  return { ongoing: addresses.ongoing.url, omnium: addresses.omnium.url }
}

let configs = 0

const config = (urls: { readonly ongoing: string; readonly omnium: string }, tenant: object = {}): string => {
  const number = ++configs
  const file = `${scratch}/${number}.json`
  const connector = { Host: `${urls.ongoing}/demo`, Username: "demo", Password: "demo", SyncOrders: true }
  const written = {
    listen: { host: "127.0.0.1", port: 0 },
    dataDir: `${scratch}/data-${number}`,
    tenants: [
      {
        id: "epic",
        from: "2026-01-01T00:00:00Z",
        webhookSecret: "secret",
        omnium: { host: urls.omnium, clientId: "demo", clientSecret: "demo" },
        connector,
        ...tenant
      }
    ]
  }
  writeFileSync(file, JSON.stringify(written))
  return file
}

const command = (...args: ReadonlyArray<string>) => {
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

const outcome = async (child: ReturnType<typeof command>) => ({
  out: await new Response(child.stdout).text(),
  err: await new Response(child.stderr).text(),
  code: await child.exited
})

describe("app doctor", () => {
  test("of a broken configuration names every wrong setting by its path, and ends with 2", async () => {
    const file = config(
      { ongoing: "https://api.ongoingwarehouse.com", omnium: "ftp://omnium.example" },
      { from: "yesterday", connector: { Host: "https://api.ongoingwarehouse.com/", Username: "", Password: "hidden" } }
    )
    const { out, err, code } = await outcome(command("doctor", "--config", file))
    expect([out, code]).toEqual(["", 2])
    const lines = err.trim().split("\n")
    expect(lines.map((line) => line.split(":")[0])).toEqual([
      "tenants[0].from",
      "tenants[0].omnium.host",
      "tenants[0].connector.Host",
      "tenants[0].connector.Username"
    ])
    expect(err).toContain("https://api.ongoingsystems.se/")
    expect(err).not.toContain("hidden")
  })

  test("asks by itself or through the running service, and ends with 1 when something is wrong", async () => {
    const file = config(systems())
    const alone = await outcome(command("doctor", "epic", "--config", file))
    expect([alone.out.match(/^ {2}(warning|error) .*?:/gm), alone.code]).toEqual([["  warning  label-links:"], 0])
    const service = command("--config", file)
    for await (const chunk of service.stdout) if (new TextDecoder().decode(chunk).includes("listening")) break
    const asked = await outcome(command("doctor", "--json", "--config", file))
    expect(asked.code).toBe(0)
    expect(JSON.parse(asked.out)).toMatchObject([{ tenant: "epic", findings: expect.any(Array) }])

    const urls = systems()
    const wrong = { connector: { Host: `${urls.ongoing}/demo`, Username: "demo", Password: "wrong" } }
    const refused = await outcome(command("doctor", "--config", config(urls, wrong)))
    expect(refused.code).toBe(1)
    expect(refused.out).toContain("error    ongoing: Ongoing refuses the credentials.")
  }, 30_000)
})

test("Ctrl-C ends a command with 130; the next one goes on where it was", async () => {
  const begun = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const file = config(
    systems(async () => {
      begun.resolve()
      await gate.promise
    })
  )
  const first = command("export-products", "epic", "--config", file)
  await begun.promise
  first.kill("SIGINT")
  const stopped = await outcome(first)
  expect([stopped.out, stopped.code]).toEqual(["", 130])
  expect(stopped.err).toContain("goes on where it was at the next run")
  gate.resolve()
  const open = ["items", "epic", "--state", "open", "--json", "--config", file]
  const second = await outcome(command("export-products", "epic", "--config", file))
  expect(second.code).toBe(0)
  // The article whose call was cut off waits until that call cannot arrive any more.
  expect(second.err).toContain("1 item waits for a later time; the next run goes on.")
  later(JSON.parse(readFileSync(file, "utf8")).dataDir, 60_000)
  expect((await outcome(command("export-products", "epic", "--config", file))).err).not.toContain("waits")
  expect(JSON.parse((await outcome(command(...open))).out)).toEqual([])
  const done = await outcome(command("items", "epic", "--state", "done", "--json", "--config", file))
  expect(JSON.parse(done.out).length).toBeGreaterThan(1)
}, 30_000)
