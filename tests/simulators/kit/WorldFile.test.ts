import { Database } from "bun:sqlite"
import { afterEach, beforeEach, describe, expect, test } from "bun:test"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { openWorldFile, type WorldFile } from "@omnium-ongoing/simulator-kit/WorldFile"
import type { WorldStore } from "@omnium-ongoing/simulator-kit/WorldStore"
import { countersSimulator, manualHost, start } from "./Counters.ts"

let folder = ""
let file: WorldFile | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "world-file-"))
})
afterEach(() => {
  file?.close()
  file = undefined
  rmSync(folder, { recursive: true })
})

const path = () => join(folder, "worlds.db")

/** A simulator over the file, as a new process would make one, at a later time. */
const process = (startedAt = start) => {
  file?.close()
  file = openWorldFile(path(), "counting")
  return over(file, startedAt)
}

const over = (store: WorldStore, startedAt = start) => {
  const { host, pass } = manualHost(startedAt)
  const simulator = countersSimulator(host, false, store)
  const call = async (method: string, at: string, body?: unknown) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await simulator.fetch(new Request(`http://sim.test${at}`, { method, ...sent }))
    const text = await response.text()
    return { status: response.status, json: text === "" ? undefined : JSON.parse(text) }
  }
  const json = async (at: string) => (await call("GET", at)).json
  return { simulator, pass, call, json }
}

describe("a world in a file", () => {
  test("goes on where it was: entities, ledger, numbers, each of its worlds", async () => {
    const one = process()
    await one.call("PUT", "/counters/x")
    await one.call("PUT", "/counters/counter-2")
    await one.call("PUT", "/ns/other/counters/y")
    await one.call("GET", "/random")
    const seen = [
      await one.json("/counters"),
      await one.json("/_simulator/ledger"),
      await one.json("/ns/other/counters")
    ]
    const expected = process(start)
    await expected.call("PUT", "/ns/third/counters/z")
    const two = process()
    expect([
      await two.json("/counters"),
      await two.json("/_simulator/ledger"),
      await two.json("/ns/other/counters")
    ]).toEqual(seen)
    expect(await two.json("/ns/third/counters/z")).toMatchObject({ value: 1 })
    const untouched = countersSimulator(manualHost(start).host)
    const draw = async () => (await untouched.fetch(new Request("http://sim.test/random"))).json()
    await draw()
    expect(await two.json("/random")).toBe(await draw())
  })

  test("has a clock that went on meanwhile, and one that stood if it was frozen", async () => {
    const one = process()
    await one.call("POST", "/_simulator/clock", { set: "2031-01-02T03:00:00Z" })
    await one.call("POST", "/ns/frozen/_simulator/clock", { set: "2031-01-02T03:00:00Z", freeze: true })
    const two = process(start + 90_000)
    expect(await two.json("/_simulator/clock")).toMatchObject({ now: "2031-01-02T03:01:30.000Z", frozen: false })
    expect(await two.json("/ns/frozen/_simulator/clock")).toMatchObject({
      now: "2031-01-02T03:00:00.000Z",
      frozen: true
    })
  })

  test("keeps its snapshots, and is kept as it is after a restore, a reset and an import", async () => {
    const one = process()
    await one.call("PUT", "/counters/x")
    await one.call("POST", "/_simulator/snapshots/one")
    await one.call("PUT", "/counters/x")
    const two = process()
    expect(await two.json("/counters/x")).toMatchObject({ value: 2 })
    expect((await two.call("POST", "/_simulator/snapshots/one/restore")).status).toBe(204)
    const three = process()
    expect(await three.json("/counters/x")).toMatchObject({ value: 1 })
    const exported = await three.json("/_simulator/snapshots/one")
    await three.call("POST", "/_simulator/reset", { seed: 5 })
    const four = process()
    expect(await four.json("/counters/x")).toEqual({ message: "unknown" })
    expect(await four.json("/counters/counter-0")).toMatchObject({ id: 500 })
    expect(await four.json("/_simulator/ledger")).toEqual([])
    await four.call("PUT", "/ns/copy/_simulator/snapshots/in", exported)
    await four.call("POST", "/ns/copy/_simulator/snapshots/in/restore")
    expect(await process().json("/ns/copy/counters/x")).toMatchObject({ value: 1 })
  })

  test("keeps its faults, how often they fired, and what they would draw", async () => {
    const one = process()
    await one.call("POST", "/_simulator/faults", { fault: "status", status: 503, count: 2 })
    await one.call("POST", "/_simulator/faults", { fault: "status", status: 500, rate: 0.5, lasts: "PT1H" })
    expect((await one.call("GET", "/counters")).status).toBe(503)
    const rules = await one.json("/_simulator/faults")
    const two = process()
    expect(await two.json("/_simulator/faults")).toEqual(rules)
    const statuses = async ({ call }: ReturnType<typeof process>) => {
      const seen: Array<number> = []
      for (let times = 0; times < 12; times++) seen.push((await call("GET", "/counters")).status)
      return seen
    }
    const seen = await statuses(two)
    expect(seen[0]).toBe(503)
    const untold = over({ names: () => [], load: () => undefined, save: () => {}, remove: () => {} })
    await untold.call("POST", "/_simulator/faults", { fault: "status", status: 503, count: 2 })
    await untold.call("POST", "/_simulator/faults", { fault: "status", status: 500, rate: 0.5, lasts: "PT1H" })
    expect((await statuses(untold)).slice(1)).toEqual(seen.slice(0, 11))
    const three = process(start + 3_700_000)
    expect(new Set(await statuses(three))).toEqual(new Set([200]))
    expect((await three.call("DELETE", "/_simulator/faults")).status).toBe(204)
    expect(await process().json("/_simulator/faults")).toEqual([])
  })

  test("belongs to one process, one system, and is not made of anything else", () => {
    file = openWorldFile(path(), "counting")
    expect(() => openWorldFile(path(), "counting")).toThrow("another process has it open")
    file.close()
    file = openWorldFile(path(), "counting")
    expect(() => openWorldFile(path(), "counting")).toThrow("another process has it open")
    file.close()
    expect(() => openWorldFile(path(), "weighing")).toThrow("it was made by the counting simulator")
    file = undefined
    writeFileSync(path(), "This was a letter to my grandmother. ".repeat(300))
    expect(() => openWorldFile(path(), "counting")).toThrow("file is not a database")
  })

  test("is no other program's database, which is left as it is", () => {
    const names = () => {
      const database = new Database(path())
      const rows = database.query("SELECT name FROM sqlite_master").all()
      database.close()
      return rows
    }
    const foreign = new Database(path())
    foreign.run("CREATE TABLE worlds (number INTEGER)")
    foreign.close()
    expect(() => openWorldFile(path(), "counting")).toThrow("it is another program's database")
    expect(names()).toEqual([{ name: "worlds" }])
  })
})

describe("a file that cannot be written", () => {
  test("turns the answer into an error, and gets everything once it can be written again", async () => {
    const saved: Array<string> = []
    let full = false
    const store: WorldStore = {
      names: () => [],
      load: () => undefined,
      remove: () => {},
      save: (_name, { entities, ledger }) => {
        if (full) throw new Error("the disk is full")
        for (const { key } of entities) saved.push(String(key))
        saved.push(`${ledger.length} rows`)
      }
    }
    const { call } = over(store)
    expect((await call("PUT", "/counters/x")).status).toBe(200)
    full = true
    const refused = await call("PUT", "/counters/y")
    expect(refused.status).toBe(500)
    expect(refused.json.message).toContain("the disk is full")
    full = false
    saved.length = 0
    expect((await call("GET", "/counters/y")).status).toBe(200)
    expect(saved).toContain("x")
    expect(saved).toContain("y")
    expect(saved).toContain("2 rows")
  })
})

describe("what is taken away", () => {
  test("is not in the file either: a world with its snapshots, and a snapshot alone", async () => {
    const one = process()
    await one.call("PUT", "/ns/a/counters/x")
    await one.call("POST", "/ns/a/_simulator/snapshots/first")
    const { state, ledger } = one.simulator.world("a")
    state.counters.set("late", { id: 9, name: "late", value: 1 }, ledger.recorder("work", null))
    await one.call("PUT", "/ns/b/counters/y")
    await one.call("POST", "/ns/b/_simulator/snapshots/kept")
    await one.call("POST", "/ns/b/_simulator/snapshots/gone")
    expect(await one.call("DELETE", "/ns/a/_simulator/worlds/a")).toMatchObject({ status: 204 })
    expect(await one.call("DELETE", "/ns/b/_simulator/snapshots/gone")).toMatchObject({ status: 204 })
    expect(file?.names()).toEqual(["b", "b/kept"])
    const two = process()
    expect(await two.call("GET", "/ns/a/counters/x")).toMatchObject({ status: 404 })
    expect(await two.json("/ns/b/_simulator/snapshots")).toMatchObject([{ name: "kept" }])
  })

  test("may be a world that nobody has asked for since the start", async () => {
    await process().call("PUT", "/ns/a/counters/x")
    const two = process()
    await two.call("POST", "/_simulator/snapshots/first")
    expect(await two.call("POST", "/_simulator/snapshots/first/fork", { world: "a" })).toMatchObject({ status: 409 })
    expect(await two.call("DELETE", "/_simulator/worlds/a")).toMatchObject({ status: 204 })
    expect(await two.call("POST", "/_simulator/snapshots/first/fork", { world: "a" })).toMatchObject({ status: 201 })
    expect(file?.names()).toEqual(["a", "a/first", "default", "default/first"])
    expect(await process().call("GET", "/ns/a/counters/x")).toMatchObject({ status: 404 })
  })
})
