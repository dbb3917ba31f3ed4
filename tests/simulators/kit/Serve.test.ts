import { afterAll, beforeAll, describe, expect, test } from "bun:test"
import { connect } from "node:net"
import { refuseProduction } from "@omnium-ongoing/simulator-kit/Production"
import { type Running, serve } from "@omnium-ongoing/simulator-kit/Serve"
import { countersSimulator, manualHost, start } from "./Counters.ts"

const simulator = countersSimulator(manualHost(start).host)
let running: Running

beforeAll(() => {
  running = serve(simulator, { port: 0 })
})
afterAll(() => running.stop())

describe("a page of another site", () => {
  const post = async (headers: Record<string, string>, method = "POST") =>
    (await fetch(`${running.url}/ns/pages/_simulator/${method === "GET" ? "clock" : "reset"}`, { method, headers }))
      .status

  test("writes nothing", async () => {
    expect(await post({ origin: "https://evil.test", "sec-fetch-site": "cross-site" })).toBe(403)
    expect(await post({ origin: "http://evil.test" })).toBe(403)
    expect(await post({ origin: "null" })).toBe(403)
    const refused = await fetch(`${running.url}/board/act`, {
      method: "POST",
      headers: { origin: "https://evil.test" }
    })
    expect(await refused.json()).toEqual({
      message: "This was sent by a page of https://evil.test. Only the board, and pages of this machine, may write."
    })
  })

  test("is neither the board, nor a page of this machine, nor a program, and may read", async () => {
    expect(await post({ origin: running.url })).toBe(204)
    expect(await post({ origin: "http://localhost:5173" })).toBe(204)
    expect(await post({ origin: "https://sim.test", "sec-fetch-site": "same-origin" })).toBe(204)
    expect(await post({ origin: "http://sim.test:4010", host: "sim.test:4010" })).toBe(204)
    expect(await post({})).toBe(204)
    expect(await post({ origin: "https://evil.test" }, "GET")).toBe(200)
  })
})

test("two servers never share a port", () => {
  expect(() => serve(simulator, { port: Number(new URL(running.url).port) })).toThrow("in use")
})

/** What comes over the wire, and whether it ended in order. */
const raw = (path: string) =>
  new Promise<{ readonly text: string; readonly isReset: boolean }>((resolve) => {
    let text = ""
    let isReset = false
    const socket = connect(Number(new URL(running.url).port), "127.0.0.1")
    socket.on("data", (piece) => {
      text += piece
    })
    socket.on("error", () => {
      isReset = true
    })
    socket.on("close", () => resolve({ text, isReset }))
    socket.write(`GET ${path} HTTP/1.1\r\nhost: sim.test\r\nconnection: close\r\n\r\n`)
  })

const fault = (world: string, rule: unknown) =>
  fetch(`${running.url}/ns/${world}/_simulator/faults`, { method: "POST", body: JSON.stringify(rule) })

describe("over a socket", () => {
  test("an answer carries the world's date", async () => {
    const { text, isReset } = await raw("/counters")
    expect(isReset).toBe(false)
    expect(text).toContain("Date: Tue, 10 Mar 2026 12:00:00 GMT")
    expect(text.match(/^date:/gim)).toHaveLength(1)
  })

  test("a reset closes the socket before any byte", async () => {
    await fault("reset", { fault: "reset", phase: "before", count: 2 })
    expect(await raw("/ns/reset/counters")).toEqual({ text: "", isReset: true })
    // On a connection that it uses again, Bun's fetch repeats a GET by itself.
    const request = fetch(`${running.url}/ns/reset/counters`, { keepalive: false })
    await expect(request).rejects.toMatchObject({ code: "ECONNRESET" })
  })

  test("a reset amid the body sends half of it", async () => {
    await fault("half", { fault: "reset-mid-body", phase: "after", count: 2 })
    const { text, isReset } = await raw("/ns/half/counters/counter-0")
    expect(isReset).toBe(true)
    expect(text).toStartWith("HTTP/1.1 200 OK")
    expect(text).toContain("x-simulator-fault: 1:reset-mid-body:after")
    expect(text).toContain('{"id":100')
    expect(text).not.toContain('"value":0}')
    const response = await fetch(`${running.url}/ns/half/counters/counter-0`)
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow()
  })

  test("a hang is over once the client gives up", async () => {
    await fault("hang", { fault: "hang", phase: "before" })
    const client = new AbortController()
    const answer = fetch(`${running.url}/ns/hang/counters`, { signal: client.signal })
    const { requests } = simulator.world("hang")
    while (requests.count === 0) await fetch(`${running.url}/_simulator/state`)
    expect(requests.since(0)).toMatchObject([{ durationMs: null, fault: "1:hang:before" }])
    client.abort()
    await expect(answer).rejects.toThrow()
    while (requests.since(0)[0]?.durationMs === null) await fetch(`${running.url}/_simulator/state`)
    expect(requests.since(0)).toMatchObject([{ status: null, durationMs: 0 }])
  })
})

test("production is refused unless it is meant", () => {
  expect(refuseProduction({ NODE_ENV: "production" }, false)).toContain("--allow-production")
  expect(refuseProduction({ NODE_ENV: "production" }, true)).toBeUndefined()
  expect(refuseProduction({}, false)).toBeUndefined()
})
