import { describe, expect, test } from "bun:test"
import { readdirSync, readFileSync } from "node:fs"
import { routes } from "@omnium-ongoing/app/http/App"
import { Redacted } from "effect"
import { adminKey, ConnectorWorld, json, omniumHost, ongoingHost, secretOf } from "../support/ConnectorWorld.ts"
import { broken } from "../support/Network.ts"
import { shopOrder } from "../support/ShopOrder.ts"

const neverRun = () => Promise.reject(new Error("Listing routes runs nothing."))
const table = routes(neverRun, "0.0.0").map(({ method, path, access }) => ({ method, path, access }))

/** A path of the route, for things that may or may not exist. */
const pathOf = (path: string, tenant = "epic") =>
  path
    .replace(":tenant", tenant)
    .replace(":step", "OngoingOrderExporter")
    .replace(":task", "exportPoll")
    .replace(":id", "1")
    .replace(":orderNumber", "A-1")
    .replace(":token", "x".repeat(32))

describe("the route table", () => {
  test("S5: what anybody may use is written down here, and is nothing else", () => {
    const open = table.filter(({ access }) => access === "anyone" || access === "holder-of-the-link")
    expect(open.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      "GET /labels/:token",
      "GET /livez",
      "GET /metrics",
      "GET /openapi.json",
      "GET /readyz",
      "GET /style.css"
    ])
    expect(table.filter(({ access }) => access === undefined)).toEqual([])
  })

  const closed = table.filter(({ access }) => access !== "anyone" && access !== "holder-of-the-link")

  test.each(closed)(
    "S1: $method $path is refused without its secret, for whatever tenant, with the same words",
    async (route) => {
      await using world = await ConnectorWorld.open()
      const wrong: ReadonlyArray<Readonly<Record<string, string>>> = [
        {},
        { authorization: "Bearer wrong" },
        { authorization: `Basic ${btoa(`admin:wrong`)}` },
        { authorization: adminKey },
        { authorization: `Bearer ${adminKey.slice(0, -1)}` },
        { "x-auth-token": adminKey, "x-webhook-secret": adminKey },
        route.access === "admin"
          ? { authorization: `Bearer ${secretOf("epic")}` }
          : { authorization: `Bearer ${adminKey}` }
      ]
      const bodies = new Set<string>()
      for (const headers of wrong) {
        for (const tenant of ["epic", "nobody"]) {
          const body = route.method === "POST" ? shopOrder("A-1") : undefined
          const answer = await world.door(route.method, pathOf(route.path, tenant), body, headers)
          expect([answer.status, headers, tenant]).toEqual([401, headers, tenant])
          bodies.add(await answer.text())
        }
      }
      expect(bodies.size).toBe(1)
      await world.quiet()
      expect(await world.items()).toEqual([])
      expect(world.network.calls).toEqual([])
    }
  )

  test("S35: what does not exist is a problem without a stack or a path of this machine", async () => {
    await using world = await ConnectorWorld.open()
    for (const path of ["/nothing", "/api/nothing", "/../etc/passwd", "/tenants/epic/workflow"]) {
      const answer = await world.door("GET", path)
      expect([path, answer.status]).toEqual([path, 404])
      expect(await json(answer)).toMatchObject({ title: "Not Found", requestId: expect.any(String) })
    }
  })

  test("every route is described, with its security", async () => {
    await using world = await ConnectorWorld.open()
    const described = (await json(await world.door("GET", "/openapi.json"))) as {
      readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly security: ReadonlyArray<unknown> }>>>>
    }
    for (const { method, path, access } of table) {
      const operation = described.paths[path.replace(/:(\w+)/g, "{$1}")]?.[method.toLowerCase()]
      const open = access === "anyone" || access === "holder-of-the-link"
      expect([path, operation?.security.length === 0]).toEqual([path, open])
    }
  })
})

describe("without an admin key", () => {
  test("S7: only this machine is let in, and no page of another site", async () => {
    await using world = await ConnectorWorld.open({ settings: { adminKey: undefined } })
    const ask = (url: string, headers: Readonly<Record<string, string>> = {}) =>
      world.connector(new Request(url, { headers })).then((answer) => answer.status)
    expect(await ask("http://127.0.0.1:4000/api/tasks")).toBe(200)
    expect(await ask("http://[::1]:4000/api/tasks")).toBe(200)
    expect(await ask("http://localhost:4000/api/tasks")).toBe(200)
    // A name that an attacker lets point to this machine (S22).
    expect(await ask("http://rebound.example:4000/api/tasks")).toBe(403)
    expect(await ask("http://127.0.0.1.example:4000/api/tasks")).toBe(403)
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      { origin: "http://127.0.0.1:9" }
    ]) {
      expect([headers, await ask("http://127.0.0.1:4000/api/tasks", headers)]).toEqual([headers, 403])
    }
    expect(await ask("http://127.0.0.1:4000/api/tasks", { origin: "http://127.0.0.1:4000" })).toBe(200)
  })

  test("S31: nor with one: what a browser of another site sends is refused, the key included", async () => {
    await using world = await ConnectorWorld.open()
    const headers = { authorization: `Bearer ${adminKey}`, origin: "https://evil.example" }
    expect((await world.door("POST", "/api/items/1/retry", {}, headers)).status).toBe(403)
  })
})

const canaries = { ongoing: 'canary-Ω"og&1+/=', omnium: "canary-øm\\ni um&2?#" }

const formsOf = (secret: string, users: ReadonlyArray<string>) => [
  secret,
  encodeURIComponent(secret),
  new URLSearchParams([["", secret]]).toString().slice(1),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString("base64"),
  ...users.map((user) => Buffer.from(`${user}:${secret}`).toString("base64"))
]

const isHidden = (text: string, forms: ReadonlyArray<string>) => {
  const found = forms.filter((form) => text.includes(form))
  expect(found).toEqual([])
}

/** All that the connector leaves anywhere. */
const traces = async (world: ConnectorWorld, answers: ReadonlyArray<string>) => {
  const paths = [
    "/",
    "/api/tasks",
    "/api/tenants/epic/items",
    ...["A-1", "A-2", "A-3", "A-4"].map((id) => `/api/tenants/epic/orders/${id}`),
    "/metrics",
    "/openapi.json"
  ]
  const shown = await Promise.all(paths.map(async (path) => (await world.admin("GET", path)).text()))
  const { dataDir } = world.settings
  const files = readdirSync(dataDir).map((name) => readFileSync(`${dataDir}/${name}`, "latin1"))
  const requests = [
    JSON.stringify(await world.omniumBack("GET", "requests?since=0")),
    JSON.stringify(world.ongoing.world().requests.since(0))
  ]
  const omnium = await Promise.all(["A-1", "A-2", "A-3"].map(async (id) => JSON.stringify(await world.inOmnium(id))))
  return [...answers, ...shown, ...files, ...world.log, ...requests, ...omnium].join("\n")
}

describe("secrets", () => {
  test("S8, S9: are found nowhere, though both systems and the network repeat all they hear", async () => {
    await using world = await ConnectorWorld.open({ passwords: canaries })
    const answers: Array<string> = []
    let turn = 0
    world.network.between = async (request, forward, call) => {
      turn++
      if (turn % 4 !== 0) return forward(request)
      const own = call.host === ongoingHost ? canaries.ongoing : canaries.omnium
      const heard = `${request.url} ${call.authorization} ${own}`
      const statuses = [200, 302, 400, 401, 403, 404, 409, 422, 429, 500, 503]
      const status = statuses[Math.floor(turn / 4) % (statuses.length + 1)]
      if (status === undefined) throw Object.assign(broken("ECONNRESET"), { path: request.url, message: heard })
      const bodies = [
        heard,
        JSON.stringify({ message: heard }),
        JSON.stringify({ title: heard, errors: { [heard]: [heard] } })
      ]
      return new Response(bodies[turn % 3] ?? null, { status, headers: { "content-type": "application/json" } })
    }
    for (let number = 1; number <= 12; number++) {
      await world.place(`A-${number}`)
      await world.release(`A-${number}`)
      for (let run = 0; run < 3; run++) {
        answers.push(JSON.stringify(await world.run("exportPoll")), JSON.stringify(await world.sync()))
        await world.pass("20 minutes")
      }
    }
    world.journal((database) => database.run("ALTER TABLE intents RENAME TO lost"))
    await world.place("A-13")
    await world.release("A-13")
    world.journal((database) => database.run("ALTER TABLE lost RENAME TO intents"))
    await world.pass("3 hours")
    for (const headers of [{ authorization: `Bearer ${secretOf("epic")}` }, { authorization: "Bearer wrong" }]) {
      for (const body of ["{", shopOrder("A-1")]) {
        answers.push(
          await (await world.door("POST", "/tenants/epic/workflow/OngoingOrderExporter", body, headers)).text()
        )
      }
    }
    world.network.between = (request, forward) => forward(request)
    await world.run("exportPoll")
    await world.pass("3 hours")
    const text = await traces(world, answers)
    const tokens = world.network
      .callsTo(omniumHost("epic"))
      .map((call) => call.authorization.replace("Bearer ", ""))
      .filter((token) => token !== "")
    expect(new Set(tokens).size).toBeGreaterThan(0)
    expect(world.network.callsTo(ongoingHost).length).toBeGreaterThan(50)
    expect(text).toContain("A-1")
    isHidden(text, formsOf(canaries.ongoing, ["demo"]))
    isHidden(text, formsOf(canaries.omnium, ["demo"]))
    isHidden(text, formsOf(secretOf("epic"), ["epic"]))
    isHidden(text, formsOf(adminKey, ["admin"]))
    isHidden(text, [...new Set(tokens)])
  })

  test("S8: do not show when settings are printed", async () => {
    await using world = await ConnectorWorld.open({ passwords: canaries })
    const printed = [Bun.inspect(world.settings, { depth: 10 }), JSON.stringify(world.settings), String(world.settings)]
    isHidden(printed.join("\n"), [...formsOf(canaries.ongoing, ["demo"]), ...formsOf(canaries.omnium, ["demo"])])
    expect(Redacted.value(world.settings.tenants[0]?.connector.Password ?? Redacted.make(""))).toBe(canaries.ongoing)
  })

  test("S34: what an order holds of a person is in no log, no metric and no list of work", async () => {
    await using world = await ConnectorWorld.open({ ongoing: { settings: { unknownArticles: "refuse" } } })
    const { orderInfo } = await world.exported("A-1")
    await world.act(orderInfo.orderId, "release", "allocate", "pick", "ship")
    await world.sync()
    await world.place("A-2", { sku: "NO-SUCH-ARTICLE" })
    await world.release("A-2")
    const shown = await Promise.all(
      ["/", "/metrics", "/api/tenants/epic/items", "/api/tenants/epic/orders/A-1"].map(async (path) =>
        (await world.admin("GET", path)).text()
      )
    )
    isHidden([...shown, ...world.log].join("\n"), ["Kari", "Testesen", "Storgata", "kari.testesen", "9008"])
    // A finished order leaves nothing of it in the journal either.
    const { dataDir } = world.settings
    await world.stop()
    const files = readdirSync(dataDir).filter((name) => name.endsWith(".sqlite"))
    isHidden(files.map((name) => readFileSync(`${dataDir}/${name}`, "latin1")).join("\n"), ["Kari", "Storgata"])
  })
})

describe("what others write", () => {
  test("S32: makes one JSON line of the log, whatever is in it", async () => {
    await using world = await ConnectorWorld.open()
    const id = 'A-1\n{"level":"FATAL"}\r\n\u001b[31m'
    await world.announce({ id })
    expect(await world.item("order-intake")).toMatchObject({ key: id })
    await world.pass("20 minutes")
    expect(world.log.length).toBeGreaterThan(0)
    const isControl = (character: string) => character.charCodeAt(0) < 0x20
    for (const line of world.log) {
      expect(line.endsWith("\n")).toBe(true)
      expect([...line.slice(0, -1)].filter(isControl)).toEqual([])
      expect(() => JSON.parse(line)).not.toThrow()
    }
  })

  test("S30: is shown as text on the page, which runs nothing", async () => {
    await using world = await ConnectorWorld.open({ ongoing: { settings: { unknownArticles: "refuse" } } })
    const id = "<img src=x onerror=alert(1)>"
    await world.announce({ id })
    await world.place("A-1", { sku: "</td><script>alert(1)</script>" })
    await world.release("A-1")
    const page = await world.admin("GET", "/")
    const html = await page.text()
    expect(html).toContain("&lt;img src=x onerror=alert(1)&gt;")
    expect(html).not.toMatch(/<img|<script(?! src)/i)
    const policy = page.headers.get("content-security-policy") ?? ""
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain("script-src 'unsafe-inline'")
    expect(page.headers.get("x-content-type-options")).toBe("nosniff")
  })

  test("S33: is never SQL: quotes in every field do no harm", async () => {
    await using world = await ConnectorWorld.open()
    const id = `A'; DROP TABLE items; --"`
    await world.announce({ id })
    const found = await world.items({ key: id })
    expect(found).toMatchObject([{ key: id }])
    const escaped = encodeURIComponent("' OR '1'='1")
    expect((await world.admin("GET", `/api/tenants/epic/orders/${escaped}`)).status).toBe(404)
    await world.exported("A-1")
  })

  test("an order whose id leads to another path is not asked for", async () => {
    await using world = await ConnectorWorld.open()
    for (const id of ["..", "../../Token", "A-1/../../Stores", "A-1?x=1", "A-1#x", "%2e%2e"])
      await world.announce({ id })
    const paths = world.network.callsTo(omniumHost("epic")).map((call) => call.path)
    expect(paths.filter((path) => !/^\/api\/(Token|Orders\/[^/]+)$/.test(path))).toEqual([])
  })
})
