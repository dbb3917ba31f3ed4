import { describe, expect, test } from "bun:test"
import { createOmniumSimulator } from "@omnium-ongoing/omnium-simulator/OmniumSimulator"
import { createOngoingSimulator } from "@omnium-ongoing/ongoing-simulator/OngoingSimulator"
import { type FaultPreset, wirePresets } from "@omnium-ongoing/simulator-kit/FaultPreset"
import { faultNames } from "@omnium-ongoing/simulator-kit/FaultRule"
import { countersSimulator, manualHost, start } from "./Counters.ts"

const subjects = {
  Ongoing: () => createOngoingSimulator({ host: manualHost(start).host, articles: 1, orders: 0 }),
  Omnium: () => createOmniumSimulator({ host: manualHost(start).host, empty: true })
}

describe.each(Object.entries(subjects))("the presets of the %s simulator", (_, create) => {
  const setUp = async () => {
    const simulator = create()
    const call = (method: string, path: string, body?: unknown) =>
      simulator.fetch(
        new Request(`http://sim.test/_simulator/${path}`, {
          method,
          ...(body !== undefined && { body: JSON.stringify(body) })
        })
      )
    // The simulator's own list.
    const presets = (await (await call("GET", "faults/presets")).json()) as ReadonlyArray<FaultPreset>
    return { call, presets }
  }

  test("hold every failure case once, in order", async () => {
    const { presets } = await setUp()
    const cases = presets.flatMap(({ failureCase = [] }) => failureCase)
    expect(cases).toEqual(Array.from({ length: 25 }, (_, index) => `C${index + 1}`))
    expect(new Set(presets.map(({ name }) => name)).size).toBe(presets.length)
  })

  test("say what they do and why, and are set by their name and their number, or say what to do instead", async () => {
    const { call, presets } = await setUp()
    for (const { name, failureCase = name, does, because, rules, instead } of presets) {
      expect([does, because]).toEqual([expect.stringMatching(/^[A-Z].*\.$/), expect.stringMatching(/^[A-Z].*\.$/)])
      for (const preset of [name, failureCase]) {
        await call("DELETE", "faults")
        const response = await call("POST", "faults", { preset })
        if (rules === undefined) {
          expect(response.status).toBe(400)
          expect(await response.json()).toEqual({ message: expect.stringContaining(instead ?? "an instead") })
        } else {
          expect(response.status).toBe(201)
          expect(await response.json()).toMatchObject(rules.map((rule) => ({ ...rule, fired: 0 })))
        }
      }
    }
  })
})

describe("a preset", () => {
  const setUp = async (preset: unknown) => {
    const simulator = countersSimulator(manualHost(start).host)
    const call = (path: string, method = "GET", body?: unknown) =>
      simulator.fetch(
        new Request(`http://sim.test${path}`, { method, ...(body !== undefined && { body: JSON.stringify(body) }) })
      )
    expect((await call("/_simulator/faults", "POST", preset)).status).toBe(201)
    const advance = (distance: string) => call("/_simulator/clock", "POST", { advance: distance })
    return { simulator, call, advance }
  }

  test("C7 ends when the world's clock has moved 25 hours", async () => {
    const { call, advance } = await setUp({ preset: "outage-25h" })
    expect((await call("/counters")).status).toBe(503)
    await advance("PT24H")
    expect((await call("/counters")).status).toBe(503)
    await advance("PT1H")
    expect((await call("/counters")).status).toBe(200)
  })

  test("C9 applies four writes and answers none of them", async () => {
    const { simulator, call } = await setUp({ preset: "C9" })
    const answers = []
    for (let times = 0; times < 5; times++) {
      const response = await call("/counters/x", "PUT")
      answers.push([response.status, (await response.text()).slice(0, 14)])
    }
    expect(answers).toEqual([
      [200, "<!DOCTYPE html"],
      [201, '{"orderId":nul'],
      [204, ""],
      [200, '{"id":4,"name"'],
      [200, '{"id":4,"name"']
    ])
    expect(simulator.world().state.counters.get("x")?.value).toBe(5)
  })

  test("C24 has every form of Retry-After, by the world's clock", async () => {
    const { call } = await setUp({ preset: "C24" })
    const answers = []
    for (let times = 0; times < 4; times++) {
      const response = await call("/counters")
      answers.push([response.status, response.headers.get("retry-after")])
    }
    expect(answers).toEqual([
      [429, "2"],
      [429, "Tue, 10 Mar 2026 12:00:02 GMT"],
      [429, "999999999"],
      [408, null]
    ])
  })

  test("is narrowed to an entity", async () => {
    const { call } = await setUp({ preset: "read-only", key: "x" })
    expect((await call("/counters/x", "PUT")).status).toBe(403)
    expect((await call("/counters/y", "PUT")).status).toBe(200)
    expect((await call("/counters/x")).status).toBe(404)
  })

  test("page-shift gives pages that are doubled and short, at its rates", async () => {
    const { simulator, call } = await setUp({ preset: "page-shift" })
    const lengths = new Map<number, number>()
    for (let times = 0; times < 300; times++) {
      // The counters of the list.
      const page = (await (await call("/counters")).json()) as ReadonlyArray<unknown>
      lengths.set(page.length, (lengths.get(page.length) ?? 0) + 1)
    }
    expect(lengths.get(8)).toBeWithin(40, 80)
    expect(lengths.get(2)).toBeWithin(40, 80)
    expect(simulator.world().faults.rules.map(({ fired }) => fired > 40)).toEqual([true, true, true])
  })
})

test("the README tells of every preset of the wire and every fault", async () => {
  const readme = await Bun.file(`${import.meta.dir}/../../../packages/simulator-kit/README.md`).text()
  const told = [...wirePresets.map(({ name }) => name), ...faultNames.filter((name) => name !== "status")]
  expect(told.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
})
