import { describe, expect, test } from "bun:test"
import type { Host } from "@omnium-ongoing/simulator-kit/World"
import { countersSimulator, manualHost, start } from "./Counters.ts"

const setUp = (host: Host = manualHost(start).host) => {
  const simulator = countersSimulator(host)
  const call = (path: string, init?: RequestInit) => simulator.fetch(new Request(`http://sim.test${path}`, init))
  const fault = (rule: unknown) =>
    call("/_simulator/faults", { method: "POST", body: typeof rule === "string" ? rule : JSON.stringify(rule) })
  const status = async (path: string, init?: RequestInit) => (await call(path, init)).status
  const faults = async () => (await (await call("/_simulator/faults")).json()) as ReadonlyArray<unknown>
  return { simulator, call, fault, status, faults }
}

describe("the short form of a fault", () => {
  test.each([
    ["503:0.1:before", { fault: "status", status: 503, rate: 0.1, phase: "before" }],
    ["reset:1:after:1", { fault: "reset", rate: 1, phase: "after", count: 1 }],
    ["429:1:before:5\n", { fault: "status", status: 429, rate: 1, phase: "before", count: 5 }],
    ["slow-first-byte:.5:after", { fault: "slow-first-byte", rate: 0.5, phase: "after" }]
  ])("%s, as text and as a member", async (rule, expected) => {
    const { fault, faults } = setUp()
    expect(await (await fault(rule)).json()).toMatchObject(expected)
    const [shown] = await faults()
    expect(shown).toMatchObject({ ...expected, fired: 0 })
    const again = await setUp().fault({ rule, method: "PUT", path: "/counters/{name}", retryAfter: 3 })
    expect(await again.json()).toMatchObject({ ...expected, method: "PUT", path: "/counters/{name}", retryAfter: 3 })
  })

  test.each([
    ["503", "ACTION:RATE:PHASE[:COUNT]"],
    ["503:0.1", "ACTION:RATE:PHASE[:COUNT]"],
    ["503:0.1:during", "ACTION:RATE:PHASE[:COUNT]"],
    ["explode:1:before", "reset-mid-body"],
    ["503:1.5:before", "rate"],
    ["999:1:before", "status"],
    ["reset:1:after:0", "count"]
  ])("%s is refused", async (rule, named) => {
    const { fault, faults } = setUp()
    const response = await fault({ rule })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain(named)
    expect(await faults()).toEqual([])
  })

  test("takes no member that it says itself", async () => {
    expect((await setUp().fault({ rule: "503:1:before", rate: 0.2 })).status).toBe(400)
  })
})

describe("a fault hits", () => {
  test("calls that name a goods owner in the query or the body", async () => {
    const { fault, status } = setUp()
    await fault({ rule: "503:1:before", goodsOwnerId: 7 })
    expect(await status("/counters?goodsOwnerId=7")).toBe(503)
    expect(await status("/counters?goodsOwnerId=8")).toBe(200)
    expect(await status("/counters")).toBe(200)
    const post = (body: string) => status("/echo", { method: "POST", body })
    expect(await post('{"goodsOwnerId":7}')).toBe(503)
    expect(await post('{"goodsOwnerId":77}')).toBe(200)
    expect(await post("7")).toBe(200)
  })

  test("calls that name an entity anywhere, and leaves them their body", async () => {
    const { fault, status, call } = setUp()
    await fault({ rule: "503:1:before", key: "A 1" })
    expect(await status("/counters/A%201")).toBe(503)
    expect(await status("/counters?orderNumber=A%201")).toBe(503)
    expect(await status("/echo", { method: "POST", body: '{"lines":[{"orderNumber":"A 1"}]}' })).toBe(503)
    const other = await call("/echo", { method: "POST", body: '{"orderNumber":"A 12"}' })
    expect(await other.text()).toBe('{"orderNumber":"A 12"}')
  })

  test("the nth call, or every nth, of those that it would hit", async () => {
    const { fault, status, faults } = setUp()
    await fault({ rule: "503:1:before", path: "/counters", nth: 2 })
    await fault({ rule: "504:1:before", path: "/counters", every: 3 })
    const seen: Array<number> = []
    for (let calls = 0; calls < 7; calls++) {
      await status("/random")
      seen.push(await status("/counters"))
    }
    expect(seen).toEqual([200, 503, 504, 200, 200, 504, 200])
    expect(await faults()).toMatchObject([
      { seen: 7, fired: 1 },
      { seen: 7, fired: 2 }
    ])
  })

  test("as long as it lasts on the world's clock", async () => {
    const { fault, status, call } = setUp()
    const lasting = await fault({ rule: "503:1:before", lasts: "PT25H" })
    expect(await lasting.json()).toMatchObject({ until: "2026-03-11T13:00:00.000Z" })
    const advance = (distance: string) =>
      call("/_simulator/clock", { method: "POST", body: JSON.stringify({ advance: distance }) })
    await advance("PT24H59M59S")
    expect(await status("/counters")).toBe(503)
    await advance("PT1S")
    expect(await status("/counters")).toBe(200)
    expect((await fault({ rule: "503:1:before", lasts: "a day" })).status).toBe(400)
  })

  test("until it is taken away, alone", async () => {
    const { call, fault, status, faults } = setUp()
    await fault({ rule: "503:1:before", method: "GET" })
    await fault({ rule: "504:1:before", method: "PUT" })
    expect((await call("/_simulator/faults/1", { method: "DELETE" })).status).toBe(204)
    expect(await faults()).toMatchObject([{ id: 2 }])
    expect(await status("/counters")).toBe(200)
    expect(await status("/counters/x", { method: "PUT" })).toBe(504)
    expect((await call("/_simulator/faults/1", { method: "DELETE" })).status).toBe(404)
  })
})

describe("rates of rules for one call", () => {
  test.each([
    [["503:0.7:before", "429:0.4:before"]],
    [["503:0.7:before:9", "429:0.4:before:9"]],
    [["503:1:before", "latency:0.1:after"]],
    [
      [
        "503:0.5:before",
        { rule: "429:0.3:before", method: "PUT" },
        { rule: "504:0.3:before", path: "/counters/{name}" }
      ]
    ]
  ])("add up to 1 at most: %j", async (rules) => {
    const { fault, faults } = setUp()
    for (const rule of rules.slice(0, -1)) expect((await fault(rule)).status).toBe(201)
    const response = await fault(rules.at(-1))
    expect(response.status).toBe(409)
    expect(await response.text()).toContain("1:503:before")
    expect(await faults()).toHaveLength(rules.length - 1)
  })

  test.each([
    [["503:0.7:before", "429:0.3:before"]],
    [["503:1:before", "reset:1:after:1"]],
    [
      [
        { rule: "503:1:before", method: "GET" },
        { rule: "429:1:before", method: "PUT" }
      ]
    ],
    [
      [
        { rule: "503:1:before", path: "/orders/{id}" },
        { rule: "429:1:before", path: "/counters/{name}" }
      ]
    ],
    [
      [
        { rule: "503:1:before", goodsOwnerId: 7 },
        { rule: "429:1:before", goodsOwnerId: 8 }
      ]
    ],
    [
      [
        { rule: "503:1:before", key: "A-1" },
        { rule: "429:1:before", key: "A-2" }
      ]
    ],
    [[{ rule: "503:0.6:before", method: "GET" }, { rule: "429:0.6:before", method: "PUT" }, "504:0.4:before"]]
  ])("are free where no call meets both: %j", async (rules) => {
    const { fault } = setUp()
    for (const rule of rules) expect((await fault(rule)).status).toBe(201)
  })

  test("a list with a rule too many sets none", async () => {
    const { fault, faults } = setUp()
    expect((await fault([{ rule: "503:0.7:before" }, { rule: "429:0.4:before" }])).status).toBe(409)
    expect(await faults()).toEqual([])
  })

  test("a rule that fires for certain goes before those that share the calls", async () => {
    const { fault, status } = setUp()
    await fault("503:1:before")
    await fault("429:1:before:2")
    expect([await status("/counters"), await status("/counters"), await status("/counters")]).toEqual([429, 429, 503])
  })
})

describe("Retry-After", () => {
  test.each([
    [30, "30"],
    ["PT2M", "Tue, 10 Mar 2026 12:02:00 GMT"],
    ["absurd", "999999999"],
    ["soon", "soon"],
    [undefined, null]
  ])("%p is %p", async (retryAfter, header) => {
    const { fault, call } = setUp()
    await fault({ rule: "429:1:before", ...(retryAfter !== undefined && { retryAfter }) })
    expect((await call("/counters")).headers.get("retry-after")).toBe(header)
  })

  test("comes with any other header that a rule names", async () => {
    const { fault, call } = setUp()
    await fault({ rule: "401:1:before", headers: { "www-authenticate": "Bearer" }, body: "who?" })
    const response = await call("/counters")
    expect(response.headers.get("www-authenticate")).toBe("Bearer")
    expect(await response.text()).toBe("who?")
  })
})
