import { describe, expect, test } from "bun:test"
import { ConnectionFault } from "@omnium-ongoing/simulator-kit/ConnectionFault"
import { countersSimulator, manualHost, start } from "./Counters.ts"

const setUp = () => {
  const { host, pass, timers } = manualHost(start)
  const simulator = countersSimulator(host)
  const call = (path: string, init?: RequestInit) => simulator.fetch(new Request(`http://sim.test${path}`, init))
  const put = (name: string) => call(`/counters/${name}`, { method: "PUT" })
  const echo = (body: string, path = "/echo") => call(path, { method: "POST", body })
  const fault = (rule: string) => call("/_simulator/faults", { method: "POST", body: rule })
  const json = async (path: string) => (await call(`/_simulator/${path}`)).json()
  const text = async (path: string) => (await call(`/_simulator/${path}`)).text()
  return { simulator, call, put, echo, fault, json, text, pass, timers }
}

describe("a row of the request log", () => {
  test("has what was sent and answered, their bytes and how many effects there were", async () => {
    const { echo, put, json } = setUp()
    await echo('{"name":"Ærlig"}')
    await put("x")
    await put("x")
    expect(await json("requests")).toMatchObject([
      {
        requestBody: '{"name":"Ærlig"}',
        requestBytes: 17,
        answerBody: '{"name":"Ærlig"}',
        answerBytes: 17,
        effects: 0
      },
      { requestBytes: 0, answerBody: '{"id":4,"name":"x","value":1}', effects: 1 },
      { answerBody: '{"id":4,"name":"x","value":2}', effects: 1 }
    ])
  })

  test("keeps the beginning of a long body and all of its length", async () => {
    const { echo, json } = setUp()
    await echo(`"${"x".repeat(5000)}"`)
    const [row] = (await json("requests")) as ReadonlyArray<Record<string, unknown>>
    expect(row).toMatchObject({ requestBytes: 5002, answerBytes: 5002 })
    expect(row?.requestBody).toBe(`"${"x".repeat(2047)}`)
    expect(row?.answerBody).toBe(`"${"x".repeat(2047)}`)
  })

  test("shows no secret of a body, even of one that is cut off", async () => {
    const { echo, json } = setUp()
    await echo('{"user":"demo","Password":"hu\\"sh","list":[{"apiKey" : 12345,"of":"us"}],"token":{"secret":"hush')
    await echo("clientId=demo&clientSecret=hush", "/token")
    await echo("eyJhush", "/token")
    const rows = (await json("requests")) as ReadonlyArray<Record<string, unknown>>
    expect(JSON.stringify(rows)).not.toContain("hush")
    expect(rows[0]?.requestBody).toBe(
      '{"user":"demo","Password":"REDACTED","list":[{"apiKey" : "REDACTED","of":"us"}],"token":{"secret":"REDACTED"'
    )
    expect(rows[1]).toMatchObject({ answerBody: "clientId=demo&clientSecret=REDACTED" })
    expect(rows[2]).toMatchObject({ requestBody: "REDACTED", answerBody: "REDACTED" })
  })

  test("has the request that a fault kept from the door, and the answer that it took", async () => {
    const { call, echo, fault, json } = setUp()
    await fault("503:1:before:1")
    await echo("first")
    await fault("reset:1:after:1")
    await expect(echo("second")).rejects.toBeInstanceOf(ConnectionFault)
    await fault("corrupt:1:after:1")
    await call("/counters/counter-0")
    expect(await json("requests")).toMatchObject([
      { requestBody: "first", answerBody: '{"message":"Simulated fault: status 503"}', status: 503 },
      { requestBody: "second", answerBody: "second", status: null, durationMs: 0, fault: "2:reset:after" },
      { answerBody: expect.stringContaining("\u0001"), status: 200 }
    ])
  })

  test("says that the client gave up", async () => {
    const { call, fault, json } = setUp()
    await fault("hang:1:before:1")
    const client = new AbortController()
    const hanging = call("/counters", { signal: client.signal })
    expect(await json("requests")).toMatchObject([{ status: null, durationMs: null, fault: "1:hang:before" }])
    client.abort()
    await expect(hanging).rejects.toBeInstanceOf(ConnectionFault)
    expect(await json("requests")).toMatchObject([{ status: null, durationMs: 0, aborted: true }])
  })
})

describe("waiting for requests", () => {
  test("ends at once when they are there, and when the last of them has ended", async () => {
    const { put, json, call } = setUp()
    await put("x")
    await call("/counters")
    const waiting = json("requests/wait?method=PUT&path=/counters/{name}&status=200&count=2")
    await put("y")
    expect(await waiting).toMatchObject([{ path: "/counters/x" }, { path: "/counters/y", answerBytes: 29 }])
    expect(await json("requests/wait?since=1&method=PUT")).toMatchObject([{ path: "/counters/y" }])
  })

  test("ends with 408 and what was seen, when the host's time is over", async () => {
    const { call, put, pass, timers } = setUp()
    await put("x")
    const waiting = call("/_simulator/requests/wait?path=/counters/y&timeout=PT30S")
    while (timers() === 0) await Promise.resolve()
    pass(29_999)
    await call("/random")
    pass(1)
    const response = await waiting
    expect(response.status).toBe(408)
    expect(await response.json()).toMatchObject({
      message: "Of 1 such requests there came 0; 2 came in all.",
      seen: [{ path: "/counters/x" }, { path: "/random" }]
    })
    expect(timers()).toBe(0)
  })

  test("leaves no timer behind, and refuses what it cannot read", async () => {
    const { put, json, call, timers } = setUp()
    await put("x")
    await json("requests/wait")
    expect(timers()).toBe(0)
    for (const query of ["timeout=10", "count=x", "status=ok", "since=-1"]) {
      expect((await call(`/_simulator/requests/wait?${query}`)).status).toBe(400)
    }
  })

  test("in the process sees a request before it has ended", async () => {
    const { simulator, call, fault } = setUp()
    await fault("hang:1:before:1")
    const client = new AbortController()
    const seen = simulator.world().requests.waitFor((row) => row.path === "/counters")
    const hanging = call("/counters", { signal: client.signal })
    expect(await seen).toMatchObject([{ seq: 1, status: null }])
    client.abort()
    await expect(hanging).rejects.toThrow()
    const never = simulator.world().requests.waitFor(() => false, AbortSignal.abort(new Error("too late")))
    await expect(never).rejects.toThrow("too late")
  })
})

describe("a request as curl", () => {
  test("is the same call, with the secret as a variable", async () => {
    const { call, echo, text } = setUp()
    await echo(`{"name":"O'Hara"}`, "/ns/a/echo?access_token=hush")
    await call("/ns/a/counters?counterIdFrom=101")
    expect(await text("../ns/a/_simulator/requests/1/curl")).toBe(
      `curl -sS -X POST 'http://sim.test/ns/a/echo?access_token='"$PASSWORD"'' -u 'demo':"$PASSWORD" ` +
        `-H 'content-type: application/json' --data-binary '{"name":"O'\\''Hara"}'\n`
    )
    expect(await text("../ns/a/_simulator/requests/2/curl")).toContain("counterIdFrom=101' -u 'demo'")
  })

  test("is refused for a body that is not whole, and for an unknown request", async () => {
    const { call, echo } = setUp()
    await echo("x".repeat(5000))
    const cut = await call("/_simulator/requests/1/curl")
    expect([cut.status, await cut.text()]).toEqual([409, expect.stringContaining("5000 bytes")])
    expect((await call("/_simulator/requests/2/curl")).status).toBe(404)
  })
})

test("the log is exported as HAR", async () => {
  const { call, put, echo, fault, json } = setUp()
  await echo('{"a":1}')
  await fault("reset:1:after:1")
  await expect(put("x")).rejects.toThrow()
  await call("/counters?counterIdFrom=101&token=hush")
  const { log } = (await json("requests.har")) as { readonly log: { readonly entries: ReadonlyArray<unknown> } }
  expect(log).toMatchObject({ version: "1.2", creator: { name: "simulator-kit" } })
  expect(log.entries).toMatchObject([
    {
      startedDateTime: "2026-03-10T12:00:00.000Z",
      time: 0,
      request: {
        method: "POST",
        url: "http://sim.test/echo",
        bodySize: 7,
        postData: { mimeType: "application/json", text: '{"a":1}' }
      },
      response: { status: 200, content: { size: 7, text: '{"a":1}' } },
      timings: { send: 0, wait: 0, receive: 0 }
    },
    { response: { status: 0, headers: [{ value: "request-2" }, { value: "1:reset:after" }] } },
    {
      request: {
        queryString: [
          { name: "counterIdFrom", value: "101" },
          { name: "token", value: "REDACTED" }
        ]
      }
    }
  ])
})

test("counters know every request by route and status, also of those that the log has forgotten", async () => {
  const { simulator, call, put, echo, json } = setUp()
  for (let times = 0; times < 3; times++) await put(`x${times}`)
  await echo("æ")
  await call("/counters/nobody")
  await call("/nowhere")
  const routes = [
    {
      method: "PUT",
      route: "/counters/{name}",
      status: 200,
      requests: 3,
      requestBytes: 0,
      answerBytes: 90,
      effects: 3
    },
    {
      method: "GET",
      route: "/counters/{name}",
      status: 404,
      requests: 1,
      requestBytes: 0,
      answerBytes: 21,
      effects: 0
    },
    { method: "POST", route: "/echo", status: 200, requests: 1, requestBytes: 2, answerBytes: 2, effects: 0 },
    { method: "GET", route: "unknown", status: 404, requests: 1, requestBytes: 0, answerBytes: 13, effects: 0 }
  ]
  expect(await json("counters")).toEqual({ requests: 6, requestBytes: 2, answerBytes: 126, effects: 3, routes })
  for (let times = 0; times < 10_050; times++) simulator.world().requests.begin(start, "HEAD", "/echo", "")
  expect(await json("counters")).toMatchObject({
    routes: routes.toSpliced(3, 0, expect.objectContaining({ method: "HEAD", requests: 10_050, status: null }))
  })
  expect(await json("requests")).toHaveLength(10_000)
})
