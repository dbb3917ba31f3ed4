import { describe, expect, test } from "bun:test"
import { countersSimulator, manualHost, start } from "./Counters.ts"

const setUp = (selfCheck = false) => {
  const { host, pass } = manualHost(start)
  const simulator = countersSimulator(host, selfCheck)
  const call = (path: string, init?: RequestInit) => simulator.fetch(new Request(`http://sim.test${path}`, init))
  const put = (path: string) => call(path, { method: "PUT" })
  const post = (path: string, body?: unknown) =>
    call(path, { method: "POST", ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  const json = async (path: string) => (await call(path)).json()
  return { simulator, call, put, post, json, pass }
}

describe("worlds", () => {
  test("a namespace sees nothing of another", async () => {
    const { put, json, post } = setUp()
    await put("/ns/a/counters/x")
    await put("/counters/counter-0")
    expect(await json("/ns/a/_simulator/state")).toEqual({ counters: 5 })
    expect(await json("/ns/b/_simulator/state")).toEqual({ counters: 4 })
    expect(await json("/ns/b/counters/counter-0")).toMatchObject({ value: 0 })
    expect(await json("/ns/b/_simulator/ledger")).toEqual([])
    await post("/ns/b/_simulator/reset")
    expect(await json("/ns/a/counters/x")).toMatchObject({ value: 1 })
  })

  test("method, headers and body pass the prefix of a namespace", async () => {
    const { call } = setUp()
    const response = await call("/ns/a/echo", { method: "POST", body: "hello æøå" })
    expect(await response.text()).toBe("hello æøå")
  })

  test("the first world has a namespace too", async () => {
    const { put, json } = setUp()
    await put("/ns/default/counters/x")
    expect(await json("/counters/x")).toMatchObject({ value: 1 })
  })

  test("a name that cannot be a namespace is refused", async () => {
    expect((await setUp().call("/ns/a%20b/counters")).status).toBe(400)
  })

  test("a reset brings the seeded state back, and another seed another", async () => {
    const { put, post, json } = setUp()
    const before = await json("/counters")
    await put("/counters/counter-0")
    expect((await post("/_simulator/reset")).status).toBe(204)
    expect(await json("/counters")).toEqual(before)
    expect(await json("/_simulator/ledger")).toEqual([])
    await post("/_simulator/reset", { seed: 7 })
    expect(await json("/counters/counter-0")).toMatchObject({ id: 700 })
  })

  test("a reset drops the work of the old clock", async () => {
    const { simulator, post, pass } = setUp()
    let runs = 0
    simulator.world().clock.at(start + 1000, "work", () => {
      runs++
    })
    await post("/_simulator/reset")
    pass(5000)
    expect(runs).toBe(0)
  })

  test("a reset refuses members nobody knows", async () => {
    const { post } = setUp()
    const response = await post("/_simulator/reset", { sed: 7 })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain("sed")
    expect((await post("/_simulator/reset", { seed: "7" })).status).toBe(400)
  })
})

describe("a simulator that checks itself", () => {
  test("tells of a law that a call broke, and of an answer outside the model", async () => {
    const { call, put } = setUp(true)
    expect((await put("/counters/x")).status).toBe(200)
    expect((await put("/counters/x")).status).toBe(200)
    const broken = await put("/counters/x")
    expect(broken.status).toBe(500)
    expect(await broken.text()).toContain("x counts further than 2.")
    expect(await (await call("/random")).text()).toContain("A random number is no answer.")
  })

  test("tells of it in a busy world before the effects have grown by 2 %, and goes on telling", async () => {
    const { put } = setUp(true)
    for (let index = 0; index < 600; index++) expect((await put(`/counters/busy-${index}`)).status).toBe(200)
    for (let times = 0; times < 2; times++) await put("/counters/x")
    let calls = 1
    for (let { status } = await put("/counters/x"); status === 200; calls++)
      ({ status } = await put(`/counters/y-${calls}`))
    expect(calls).toBeLessThanOrEqual(12)
    expect((await put("/counters/z")).status).toBe(500)
  })

  test("asks nothing where it is not told to", async () => {
    const { call, put } = setUp()
    for (let times = 0; times < 3; times++) expect((await put("/counters/x")).status).toBe(200)
    expect((await call("/random")).status).toBe(200)
  })
})

describe("answers", () => {
  test("carry the world's time and a request id", async () => {
    const { call, post, pass } = setUp()
    await post("/_simulator/clock", { set: "2031-01-02T03:04:05Z" })
    const response = await call("/counters")
    expect(response.headers.get("date")).toBe("Thu, 02 Jan 2031 03:04:05 GMT")
    expect(response.headers.get("x-request-id")).toBe("request-1")
    pass(61_000)
    expect((await call("/counters")).headers.get("date")).toBe("Thu, 02 Jan 2031 03:05:06 GMT")
    expect((await call("/_simulator/state")).headers.get("date")).toBe("Thu, 02 Jan 2031 03:05:06 GMT")
  })

  test("an error in a handler is 500 without a stack, and in the log", async () => {
    const { call, json } = setUp()
    const response = await call("/broken")
    expect(response.status).toBe(500)
    expect(await response.json()).toEqual({ message: "The simulator failed: a bug" })
    expect(await json("/_simulator/requests")).toMatchObject([{ status: 500, error: "a bug" }])
  })

  test("a body of too many bytes is 413", async () => {
    const { call } = setUp()
    const response = await call("/echo", { method: "POST", body: "x", headers: { "content-length": "99999999999" } })
    expect(response.status).toBe(413)
  })

  test("the back door's unknown routes are 404 and its bad bodies 400", async () => {
    const { call, post } = setUp()
    expect((await call("/_simulator/nothing")).status).toBe(404)
    expect((await call("/_simulator/clock", { method: "POST", body: "{" })).status).toBe(400)
    expect((await post("/_simulator/clock", { advance: "2 hours" })).status).toBe(400)
    expect((await call("/_simulator/ledger?since=x")).status).toBe(400)
  })

  test("the back door names what is misspelt or missing, all of it, and what was probably meant", async () => {
    const { post } = setUp()
    const said = async (path: string, body: unknown) => Object(await (await post(path, body)).json()).message
    expect(await said("/_simulator/clock", { advanced: "PT1H", sett: "now" })).toBe(
      "advanced: There is no member 'advanced' here. Did you mean 'advance'?\nsett: There is no member 'sett' here. Did you mean 'set'?"
    )
    expect(await said("/_simulator/snapshots/one/fork", {})).toBe("world: world is required.")
    expect(await said("/_simulator/clock", [])).toBe("Expected an object")
  })
})

describe("the clock of the back door", () => {
  test("is set, advanced, frozen and scaled, and tells what ran", async () => {
    const { simulator, post, json, pass } = setUp()
    await post("/_simulator/clock", { freeze: true, set: "2026-03-11T00:00:00Z", scale: 60 })
    simulator.world().clock.at(start + 13 * 3_600_000, "pick", () => {})
    pass(1000)
    const moved = await post("/_simulator/clock", { advance: "PT2H" })
    expect(await moved.json()).toEqual({
      now: "2026-03-11T02:00:00.000Z",
      frozen: true,
      scale: 60,
      pending: 0,
      ran: [{ at: "2026-03-11T01:00:00.000Z", what: "pick" }]
    })
    await post("/_simulator/clock", { freeze: false })
    pass(1000)
    expect(await json("/_simulator/clock")).toMatchObject({ now: "2026-03-11T02:01:00.000Z", frozen: false })
  })

  test("does nothing if any part of a command cannot be read", async () => {
    const { post, json } = setUp()
    expect((await post("/_simulator/clock", { freeze: true, set: "tomorrow" })).status).toBe(400)
    expect((await post("/_simulator/clock", { scale: 0 })).status).toBe(400)
    expect(await json("/_simulator/clock")).toMatchObject({ now: "2026-03-10T12:00:00.000Z", frozen: false, scale: 1 })
  })

  test("comes to no time that cannot be written", async () => {
    const { post, json, pass } = setUp()
    for (const command of [
      { advance: "P999999999D" },
      { set: "+275760-09-13T00:00:00Z" },
      { set: "1899-12-31T23:59:59Z" },
      { set: "9999-12-31T23:00:00Z", advance: "PT2H" }
    ]) {
      expect((await post("/_simulator/clock", command)).status).toBe(400)
    }
    expect(await json("/_simulator/clock")).toMatchObject({ now: "2026-03-10T12:00:00.000Z" })
    await post("/_simulator/clock", { scale: 1e9 })
    pass(24 * 3_600_000)
    expect(await json("/_simulator/clock")).toMatchObject({ now: "9999-12-31T23:59:59.999Z" })
  })

  test("is set to an instant, not to what could be one", async () => {
    const { post } = setUp()
    for (const set of ["12", "2026-03-11T00:00:00", "March 11, 2026"]) {
      const refused = await post("/_simulator/clock", { set })
      expect(refused.status).toBe(400)
      expect(await refused.text()).toContain("is not an ISO 8601 instant such as")
    }
  })
})

describe("snapshots", () => {
  test("restore brings data, time and random numbers back", async () => {
    const { put, post, json } = setUp()
    await post("/_simulator/clock", { freeze: true })
    await put("/counters/x")
    await post("/_simulator/snapshots/one")
    const drawn = await json("/random")
    await put("/counters/x")
    await post("/_simulator/clock", { advance: "PT25H" })
    expect((await post("/_simulator/snapshots/one/restore")).status).toBe(204)
    expect(await json("/counters/x")).toMatchObject({ value: 1 })
    expect(await json("/random")).toBe(drawn)
    expect(await json("/_simulator/clock")).toMatchObject({ now: "2026-03-10T12:00:00.000Z", frozen: true })
    await put("/counters/x")
    await post("/_simulator/snapshots/one/restore")
    expect(await json("/counters/x")).toMatchObject({ value: 1 })
  })

  test("of a time that cannot be written is not imported", async () => {
    const { call, post } = setUp()
    await post("/_simulator/snapshots/one")
    const exported = Object(await (await call("/_simulator/snapshots/one")).json())
    const body = JSON.stringify({ ...exported, at: "+275760-09-13T00:00:00Z" })
    expect((await call("/_simulator/snapshots/two", { method: "PUT", body })).status).toBe(400)
  })

  test("the ledger goes on over a restore", async () => {
    const { put, post, json } = setUp()
    await post("/_simulator/snapshots/one")
    await put("/counters/x")
    await post("/_simulator/snapshots/one/restore")
    expect(await json("/_simulator/ledger")).toMatchObject([
      { seq: 1, kind: "Counter", object: "x", before: null, after: { value: 1 }, cause: "raise" },
      { seq: 2, kind: "Snapshot", object: "one", cause: "restore" }
    ])
  })

  test("an export of one world is the import of another", async () => {
    const { call, put, post, json } = setUp()
    await put("/ns/a/counters/x")
    await json("/ns/a/random")
    await post("/ns/a/_simulator/snapshots/one")
    const exported = await (await call("/ns/a/_simulator/snapshots/one")).text()
    expect((await call("/ns/b/_simulator/snapshots/two", { method: "PUT", body: exported })).status).toBe(204)
    await post("/ns/b/_simulator/snapshots/two/restore")
    expect(await json("/ns/b/counters")).toEqual(await json("/ns/a/counters"))
    expect(await json("/ns/b/random")).toBe(await json("/ns/a/random"))
  })

  test("an unknown snapshot is 404, an unreadable one 400", async () => {
    const { call, post } = setUp()
    expect((await post("/_simulator/snapshots/none/restore")).status).toBe(404)
    expect((await call("/_simulator/snapshots/none")).status).toBe(404)
    const body = JSON.stringify({ at: "2026-03-10T12:00:00Z", random: [1, 2, 3, 4], state: 5 })
    expect((await call("/_simulator/snapshots/bad", { method: "PUT", body })).status).toBe(400)
  })
})

describe("the request log", () => {
  test("notes every call to the front door, and none to the back door", async () => {
    const { put, json } = setUp()
    await put("/counters/x?a=1")
    await json("/_simulator/state")
    expect(await json("/_simulator/requests?since=0")).toEqual([
      {
        seq: 1,
        at: "2026-03-10T12:00:00.000Z",
        method: "PUT",
        path: "/counters/x",
        query: "a=1",
        requestId: "request-1",
        status: 200,
        durationMs: 0,
        effects: 1,
        requestBytes: 0,
        answerBytes: 29,
        answerBody: '{"id":4,"name":"x","value":1}'
      }
    ])
    expect(await json("/_simulator/ledger")).toMatchObject([{ requestId: "request-1" }])
    expect(await json("/_simulator/requests?since=1")).toEqual([])
  })
})
