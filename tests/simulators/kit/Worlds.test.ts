import { describe, expect, test } from "bun:test"
import { createOmniumSimulator } from "@omnium-ongoing/omnium-simulator/OmniumSimulator"
import { createOngoingSimulator } from "@omnium-ongoing/ongoing-simulator/OngoingSimulator"
import { postOrder } from "../ongoing/Installation.ts"
import { countersSimulator, manualHost, start } from "./Counters.ts"

const setUp = (mostWorlds?: number) => {
  const { host, pass, timers } = manualHost(start)
  const simulator = countersSimulator(host, false, undefined, mostWorlds)
  const call = (method: string, path: string, body?: unknown) =>
    simulator.fetch(
      new Request(`http://sim.test${path}`, { method, ...(body !== undefined && { body: JSON.stringify(body) }) })
    )
  const json = async (path: string) => (await call("GET", path)).json()
  return { simulator, call, json, pass, timers }
}

describe("the worlds of a simulator", () => {
  test("are listed with their size and time by each of them", async () => {
    const { call, json } = setUp()
    await call("PUT", "/ns/a/counters/x")
    await call("POST", "/ns/a/_simulator/snapshots/one")
    await call("POST", "/ns/b/_simulator/clock", { freeze: true, set: "2031-01-02T03:04:05Z" })
    const now = "2026-03-10T12:00:00.000Z"
    const expected = [
      { name: "a", now, frozen: false, pending: 0, requests: 1, effects: 1, snapshots: 1 },
      { name: "b", now: "2031-01-02T03:04:05.000Z", frozen: true, pending: 0, requests: 0, effects: 0, snapshots: 0 }
    ]
    expect(await json("/ns/b/_simulator/worlds")).toEqual(expected)
    expect(await json("/_simulator/worlds")).toMatchObject([...expected, { name: "default" }])
  })

  test("are freed with their timers, and begin anew when they are used again", async () => {
    const { simulator, call, json, timers, pass } = setUp()
    await call("PUT", "/ns/a/counters/x")
    let runs = 0
    simulator.world("a").clock.at(start + 1000, "work", () => {
      runs++
    })
    expect(timers()).toBe(1)
    expect((await call("DELETE", "/_simulator/worlds/a")).status).toBe(204)
    expect(timers()).toBe(0)
    pass(5000)
    expect(runs).toBe(0)
    expect(await json("/_simulator/worlds")).toMatchObject([{ name: "default" }])
    expect((await call("GET", "/ns/a/counters/x")).status).toBe(404)
    expect((await call("DELETE", "/_simulator/worlds/nobody")).status).toBe(404)
    const refused = await call("DELETE", "/_simulator/worlds/default")
    expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining("reset")])
  })

  test("are no more than allowed", async () => {
    const { simulator, call } = setUp(2)
    expect((await call("GET", "/counters")).status).toBe(200)
    expect((await call("GET", "/ns/a/counters")).status).toBe(200)
    const refused = await call("GET", "/ns/b/counters")
    expect([refused.status, await refused.text()]).toEqual([
      409,
      expect.stringContaining("There are 2 worlds, and no more are allowed: DELETE /_simulator/worlds/{name}")
    ])
    expect(() => simulator.world("b")).toThrow("2 worlds")
    expect((await call("POST", "/_simulator/snapshots/one")).status).toBe(204)
    expect((await call("POST", "/_simulator/snapshots/one/fork", { world: "b" })).status).toBe(409)
    await call("DELETE", "/_simulator/worlds/a")
    expect((await call("GET", "/ns/b/counters")).status).toBe(200)
  })
})

describe("a snapshot", () => {
  test("is listed, and deleted", async () => {
    const { call, json } = setUp()
    await call("POST", "/_simulator/snapshots/one")
    await call("POST", "/_simulator/clock", { advance: "PT1H" })
    await call("POST", "/_simulator/snapshots/two")
    expect(await json("/_simulator/snapshots")).toEqual([
      { name: "one", at: "2026-03-10T12:00:00.000Z" },
      { name: "two", at: "2026-03-10T13:00:00.000Z" }
    ])
    expect((await call("DELETE", "/_simulator/snapshots/one")).status).toBe(204)
    expect((await call("DELETE", "/_simulator/snapshots/one")).status).toBe(404)
    expect(await json("/_simulator/snapshots")).toHaveLength(1)
  })

  test("is where another world begins: data, time and random numbers, and from then on each has its own", async () => {
    const { call, json } = setUp()
    await call("POST", "/_simulator/clock", { freeze: true, set: "2027-01-01T00:00:00Z" })
    await call("PUT", "/counters/x")
    await call("POST", "/_simulator/snapshots/one")
    const drawn = await json("/random")
    await call("PUT", "/counters/x")
    await call("POST", "/_simulator/clock", { advance: "PT1H" })
    const forked = await call("POST", "/_simulator/snapshots/one/fork", { world: "other" })
    expect([forked.status, await forked.json()]).toEqual([201, { world: "other", base: "/ns/other" }])
    expect(await json("/ns/other/counters/x")).toMatchObject({ value: 1 })
    expect(await json("/ns/other/random")).toBe(drawn)
    expect(await json("/ns/other/_simulator/clock")).toMatchObject({ now: "2027-01-01T00:00:00.000Z", frozen: true })
    await call("PUT", "/ns/other/counters/x")
    await call("PUT", "/ns/other/counters/y")
    expect((await call("GET", "/counters/y")).status).toBe(404)
    expect((await call("POST", "/ns/other/_simulator/snapshots/one/restore")).status).toBe(204)
    expect(await json("/ns/other/counters/x")).toMatchObject({ value: 1 })
    expect(await json("/counters/x")).toMatchObject({ value: 2 })
  })

  test("starts no world that is there, has no name or comes from nothing", async () => {
    const { call } = setUp()
    await call("POST", "/_simulator/snapshots/one")
    const fork = async (name: string, world: string) =>
      (await call("POST", `/_simulator/snapshots/${name}/fork`, { world })).status
    expect(await fork("one", "default")).toBe(409)
    expect(await fork("one", "a b")).toBe(400)
    expect(await fork("none", "a")).toBe(404)
  })
})

test("the laws are told by the back door", async () => {
  const { call, json } = setUp()
  expect(await json("/_simulator/laws")).toEqual([])
  for (let times = 0; times < 3; times++) await call("PUT", "/counters/x")
  expect(await json("/_simulator/laws")).toEqual(["x counts further than 2."])
})

describe("ten workers in worlds of their own", () => {
  const workers = Array.from({ length: 10 }, (_, index) => `worker-${index}`)

  test("never meet in the Ongoing simulator", async () => {
    const simulator = createOngoingSimulator({ host: manualHost(start).host, orders: 0 })
    const headers = { authorization: `Basic ${btoa("demo:demo")}` }
    const work = async (name: string, orders: number) => {
      const base = `http://sim.test/ns/${name}`
      const back = (path: string, body: unknown) =>
        simulator.fetch(new Request(`${base}/_simulator/${path}`, { method: "POST", body: JSON.stringify(body) }))
      await back("clock", { advance: `PT${orders}H` })
      await back("faults", { rule: "503:1:before", every: orders + 1 })
      for (let order = 0; order < orders; order++) {
        const body = JSON.stringify(postOrder(`A-${order}`))
        const put = await simulator.fetch(new Request(`${base}/demo/api/v1/orders`, { method: "PUT", headers, body }))
        expect(put.status).toBe(201)
      }
      const list = `${base}/demo/api/v1/orders?goodsOwnerId=7`
      expect((await simulator.fetch(new Request(list, { headers }))).status).toBe(503)
      const answer = await simulator.fetch(new Request(list, { headers }))
      expect(await answer.json()).toHaveLength(orders)
      expect(answer.headers.get("date")).toBe(new Date(start + orders * 3_600_000).toUTCString())
      expect(simulator.world(name).requests.count).toBe(orders + 2)
    }
    await Promise.all(workers.map((name, index) => work(name, index + 1)))
  })

  test("never meet in the Omnium simulator", async () => {
    const simulator = createOmniumSimulator({ host: manualHost(start).host, orders: 0 })
    await Promise.all(
      workers.map(async (name, index) => {
        const call = (method: string, path: string, token = "", body?: unknown) =>
          simulator.fetch(
            new Request(`http://sim.test/ns/${name}${path}`, {
              method,
              headers: { authorization: `Bearer ${token}` },
              ...(body !== undefined && { body: JSON.stringify(body) })
            })
          )
        const token = await (await call("POST", "/api/Token?clientId=demo&clientSecret=demo")).text()
        for (let store = 0; store <= index; store++) {
          expect((await call("PUT", "/api/Stores", token, { id: `store-${store}` })).status).toBe(200)
        }
        expect((await call("GET", `/api/Stores/store-${index}`, token)).status).toBe(200)
        expect((await call("GET", `/api/Stores/store-${index + 1}`, token)).status).toBe(404)
        expect(simulator.world(name).requests.count).toBe(index + 4)
      })
    )
  })
})
