import { describe, expect, test } from "bun:test"
import { gunzipSync } from "node:zlib"
import { ConnectionFault } from "@omnium-ongoing/simulator-kit/ConnectionFault"
import type { Host } from "@omnium-ongoing/simulator-kit/World"
import { countersSimulator, manualHost, start } from "./Counters.ts"

const setUp = (host: Host = manualHost(start).host) => {
  const simulator = countersSimulator(host)
  const call = (path: string, init?: RequestInit) => simulator.fetch(new Request(`http://sim.test${path}`, init))
  const put = (path: string) => call(path, { method: "PUT" })
  const fault = (rule: unknown) => call("/_simulator/faults", { method: "POST", body: JSON.stringify(rule) })
  const value = (name: string) => simulator.world().state.counters.get(name)?.value ?? 0
  return { simulator, call, put, fault, value }
}

describe("a fault", () => {
  test("before the effect answers without applying, as often as its count", async () => {
    const { put, fault, value } = setUp()
    await fault({
      method: "PUT",
      path: "/counters/{name}",
      fault: "status",
      status: 429,
      count: 2,
      retryAfter: 30,
      phase: "before"
    })
    for (const _ of [1, 2]) {
      const response = await put("/counters/x")
      expect(response.status).toBe(429)
      expect(response.headers.get("retry-after")).toBe("30")
      expect(response.headers.get("x-simulator-fault")).toBe("1:429:before")
    }
    expect(value("x")).toBe(0)
    expect((await put("/counters/x")).status).toBe(200)
    expect(value("x")).toBe(1)
  })

  test("after the effect applies, then loses the answer", async () => {
    const { put, fault, value, simulator } = setUp()
    await fault({ method: "PUT", fault: "reset", count: 1, phase: "after" })
    await expect(put("/counters/x")).rejects.toBeInstanceOf(ConnectionFault)
    await put("/counters/x")
    expect(value("x")).toBe(2)
    expect(simulator.world().requests.since(0)).toMatchObject([
      { status: null, fault: "1:reset:after", durationMs: 0 },
      { status: 200 }
    ])
  })

  test("refuses fetch, whatever it asks for, and no other client (C5)", async () => {
    const { call, fault, value } = setUp()
    await fault({ fault: "reject-fetch-client" })
    const from = async (userAgent: string | undefined) => {
      const headers = userAgent === undefined ? {} : { "user-agent": userAgent }
      const response = await call("/counters/x", { method: "PUT", headers })
      return [response.status, await response.json()]
    }
    for (const fetchClient of [undefined, "Bun/1.4.5", "node", "undici"]) {
      expect(await from(fetchClient)).toEqual([500, { Message: "An error has occurred." }])
    }
    expect(value("x")).toBe(0)
    expect((await from("curl/8.5.0"))[0]).toBe(200)
    expect(value("x")).toBe(1)
  })

  test("matches the end of the path, whatever its case, and no other method", async () => {
    const { call, put, fault } = setUp()
    await fault({ method: "PUT,POST", path: "/Counters/{name}", fault: "status", phase: "before" })
    expect((await call("/counters/counter-0")).status).toBe(200)
    expect((await put("/ns/other/counters/x")).status).toBe(200)
    expect((await put("/counters/x")).status).toBe(503)
  })

  test("matches no path shorter than its template", async () => {
    const { call, fault } = setUp()
    await fault({ path: "/{warehouse}/counters", fault: "status", phase: "before" })
    expect((await call("/counters")).status).toBe(200)
    expect((await call("/demo/counters")).status).toBe(503)
  })

  test("never touches the back door", async () => {
    const { call, fault } = setUp()
    await fault({ preset: "outage" })
    expect((await call("/counters")).status).toBe(503)
    expect((await call("/_simulator/state")).status).toBe(200)
    expect(await (await call("/_simulator/faults")).json()).toMatchObject([{ fault: "status", fired: 1 }])
    expect((await call("/_simulator/faults", { method: "DELETE" })).status).toBe(204)
    expect((await call("/counters")).status).toBe(200)
  })

  test("fires by its rate, the same way for the same seed, and never together with another", async () => {
    const run = async () => {
      const { call, fault } = setUp()
      await fault([
        { fault: "status", status: 503, rate: 0.3, phase: "before" },
        { fault: "status", status: 429, rate: 0.3, phase: "before" }
      ])
      const statuses: Array<number> = []
      for (let count = 0; count < 400; count++) statuses.push((await call("/counters")).status)
      return statuses
    }
    const statuses = await run()
    for (const [status, share] of [
      [503, 0.3],
      [429, 0.3],
      [200, 0.4]
    ] as const) {
      expect(statuses.filter((seen) => seen === status).length / 400).toBeWithin(share - 0.08, share + 0.08)
    }
    expect(await run()).toEqual(statuses)
  })

  test("of an unknown name or with an unknown member is refused, naming what is known", async () => {
    const { fault } = setUp()
    const unknown = await fault({ fault: "explode" })
    expect(unknown.status).toBe(400)
    expect(await unknown.text()).toContain("reset-mid-body")
    const stray = await fault({ fault: "reset", rat: 1 })
    expect(stray.status).toBe(400)
    expect(await stray.text()).toContain("rat")
    expect((await fault({ fault: "reset", rate: 2 })).status).toBe(400)
    const preset = await fault({ preset: "doomsday" })
    expect(await preset.text()).toContain("black-friday")
  })

  test("of a preset is narrowed by the caller", async () => {
    const { put, fault, value } = setUp()
    expect((await fault({ preset: "lost-answer", path: "/counters/x", count: 2 })).status).toBe(201)
    await put("/counters/y")
    await expect(put("/counters/x")).rejects.toThrow()
    await expect(put("/counters/x")).rejects.toThrow()
    await put("/counters/x")
    expect(value("x")).toBe(3)
  })
})

describe("a damaged answer", () => {
  const one = async (fault: string, path = "/counters/counter-1") => {
    const { call, fault: add } = setUp()
    await add({ fault, phase: "after" })
    return call(path)
  }
  const plain = '{"id":101,"name":"counter-1","value":0}'

  test.each([
    ["truncate", plain.slice(0, 19)],
    ["empty", ""],
    ["missing-id", '{"name":"counter-1","value":0}'],
    ["null-id", '{"id":null,"name":"counter-1","value":0}'],
    ["wrong-type", '{"id":"101","name":{"value":"counter-1"},"value":"0"}'],
    ["bom", `\uFEFF${plain}`]
  ])("%s", async (fault, text) => {
    const response = await one(fault)
    expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(await response.arrayBuffer())).toBe(text)
    expect(response.status).toBe(200)
  })

  test("corrupt is no JSON", async () => {
    const text = await (await one("corrupt")).text()
    expect(text).toHaveLength(plain.length)
    expect(() => JSON.parse(text)).toThrow()
  })

  test("extra-fields keeps the known ones", async () => {
    expect(await (await one("extra-fields")).json()).toEqual({
      ...JSON.parse(plain),
      fieldOfTomorrow: { note: "æøå", list: [1, null] }
    })
  })

  test("html is a page", async () => {
    const response = await one("html")
    expect(response.headers.get("content-type")).toBe("text/html")
    expect(await response.text()).toContain("<html>")
  })

  test("bomb unpacks to far more than was sent", async () => {
    const response = await one("bomb")
    expect(response.headers.get("content-encoding")).toBe("gzip")
    const packed = await response.bytes()
    expect(packed.length).toBeLessThan(1_000_000)
    expect(gunzipSync(packed).length).toBe(128 * 1024 * 1024)
  })

  test.each([
    ["duplicate-page", [0, 1, 2, 3, 0, 1, 2, 3]],
    ["reorder", [3, 2, 1, 0]],
    ["short-page", [0, 1]],
    ["empty-page", []]
  ])("%s", async (fault, expected) => {
    const page = await (await one(fault, "/counters")).json()
    expect(page).toEqual(expected.map((index) => ({ id: 100 + index, name: `counter-${index}`, value: 0 })))
  })

  test("stale-read gives the first answer again", async () => {
    const { call, put, fault, value } = setUp()
    await fault({ method: "GET", fault: "stale-read", phase: "after" })
    const first = await (await call("/counters/counter-1")).text()
    await put("/counters/counter-1")
    expect(await (await call("/counters/counter-1")).text()).toBe(first)
    expect(value("counter-1")).toBe(1)
  })

  test("stale-read tells requests with different bodies apart", async () => {
    const { call, fault } = setUp()
    await fault({ fault: "stale-read", phase: "after" })
    const echo = async (body: string) => (await call("/echo", { method: "POST", body })).text()
    expect([await echo("one"), await echo("two"), await echo("one")]).toEqual(["one", "two", "one"])
  })

  test("ignore-cursor begins anew, whatever the query asks for", async () => {
    const { call, fault } = setUp()
    const ids = async () => (await call("/counters?counterIdFrom=103&name=counter-3")).text()
    expect(await ids()).not.toContain("101")
    await fault({ fault: "ignore-cursor", phase: "after" })
    expect(await ids()).toContain("101")
  })

  test("before the effect of a write applies nothing", async () => {
    const { put, fault, value } = setUp()
    await fault({ fault: "truncate", phase: "before" })
    expect(await (await put("/counters/x")).text()).toBe("{")
    expect(value("x")).toBe(0)
  })
})

describe("a slow answer", () => {
  const impatient = () => {
    const waits: Array<number> = []
    const host: Host = {
      ...manualHost(start).host,
      later: (milliseconds, run) => {
        waits.push(milliseconds)
        run()
        return () => {}
      }
    }
    return { ...setUp(host), waits }
  }

  test.each([
    ["latency", [300]],
    ["slow-first-byte", [300]]
  ])("%s is the plain one, later", async (fault, expected) => {
    const { call, fault: add, waits } = impatient()
    await add({ fault, delayMs: 300, phase: "after" })
    expect(await (await call("/counters/counter-1")).json()).toMatchObject({ id: 101 })
    expect(waits).toEqual(expected)
  })

  test("drip is the plain one in pieces", async () => {
    const { call, fault, waits } = impatient()
    await fault({ fault: "drip", delayMs: 10, phase: "after" })
    expect(await (await call("/counters/counter-1")).json()).toMatchObject({ id: 101 })
    expect(waits.length).toBeGreaterThan(10)
  })

  test("bandwidth is the plain one at so many bytes a second", async () => {
    const { call, fault, waits } = impatient()
    await fault({ fault: "bandwidth", bytesPerSecond: 100, phase: "after" })
    const text = await (await call("/counters/counter-1")).text()
    expect(JSON.parse(text)).toMatchObject({ id: 101 })
    expect(waits).toEqual(Array.from({ length: Math.ceil(text.length / 10) }, () => 100))
  })

  test("latency before the effect delays the effect, after it only the answer", async () => {
    for (const [phase, applied] of [
      ["before", 0],
      ["after", 1]
    ] as const) {
      const { host, pass, timers } = manualHost(start)
      const { put, fault, value } = setUp(host)
      await fault({ fault: "latency", delayMs: 5000, phase })
      const answer = put("/counters/x")
      while (timers() === 0) await Promise.resolve()
      expect(value("x")).toBe(applied)
      pass(5000)
      const { status, headers } = await answer
      expect([status, headers.get("date")]).toEqual([200, new Date(start + 5000).toUTCString()])
      expect(value("x")).toBe(1)
    }
  })

  test("hang ends when the client gives up", async () => {
    const { call, fault } = setUp()
    await fault({ fault: "hang", phase: "before" })
    const client = new AbortController()
    const hanging = call("/counters", { signal: client.signal })
    client.abort()
    await expect(hanging).rejects.toMatchObject({ kind: "hang" })
    await expect(call("/counters", { signal: client.signal })).rejects.toMatchObject({ kind: "hang" })
  })
})
