import { describe, expect, test } from "bun:test"
import { Clock } from "@omnium-ongoing/simulator-kit/Clock"
import { parseIsoDuration } from "@omnium-ongoing/simulator-kit/IsoDuration"
import { manualHost, start } from "./Counters.ts"

const hour = 3_600_000

const setUp = () => {
  const { host, pass, timers } = manualHost(start)
  const clock = new Clock(host)
  const seen: Array<string> = []
  const schedule = (after: number, what: string) =>
    clock.at(clock.now() + after, what, () => void seen.push(`${what} at ${clock.now() - start}`))
  return { clock, pass, timers, seen, schedule }
}

describe("a world's clock", () => {
  test("follows the host until it is frozen", () => {
    const { clock, pass } = setUp()
    pass(5000)
    expect(clock.now()).toBe(start + 5000)
    clock.freeze(true)
    pass(5000)
    expect(clock.now()).toBe(start + 5000)
    clock.freeze(false)
    pass(1000)
    expect(clock.now()).toBe(start + 6000)
  })

  test("runs faster by its scale, from where it is", () => {
    const { clock, pass } = setUp()
    pass(1000)
    clock.setScale(60)
    pass(1000)
    expect(clock.now()).toBe(start + 61_000)
  })

  test("runs due work by itself as the host's time passes", () => {
    const { pass, seen, schedule } = setUp()
    schedule(2000, "second")
    schedule(1000, "first")
    pass(1500)
    expect(seen).toEqual(["first at 1000"])
    pass(500)
    expect(seen).toEqual(["first at 1000", "second at 2000"])
  })

  test("waits less for due work when it is scaled, and not at all for it when frozen", () => {
    const { clock, pass, seen, schedule, timers } = setUp()
    schedule(hour, "work")
    clock.freeze(true)
    expect(timers()).toBe(0)
    pass(2 * hour)
    expect(seen).toEqual([])
    clock.freeze(false)
    clock.setScale(3600)
    pass(1000)
    expect(seen).toHaveLength(1)
  })

  test("advances through due work in order, new work included, each at its own time", async () => {
    const { clock, seen, schedule } = setUp()
    clock.freeze(true)
    schedule(3 * hour, "late")
    schedule(hour, "one")
    schedule(hour, "two")
    clock.at(start + 2 * hour, "retry", () => void schedule(1000, "again"))
    schedule(26 * hour, "beyond")
    const ran = await clock.advance(25 * hour)
    expect(ran.map(({ at, what }) => [at - start, what])).toEqual([
      [hour, "one"],
      [hour, "two"],
      [2 * hour, "retry"],
      [2 * hour + 1000, "again"],
      [3 * hour, "late"]
    ])
    expect(seen).toEqual([`one at ${hour}`, `two at ${hour}`, `again at ${2 * hour + 1000}`, `late at ${3 * hour}`])
    expect(clock.now()).toBe(start + 25 * hour)
    expect(clock.pending.map(({ what }) => what)).toEqual(["beyond"])
  })

  test("stands still while due work takes its time", async () => {
    const { clock, pass } = setUp()
    const { promise, resolve } = Promise.withResolvers<void>()
    clock.at(start + 1000, "slow", () => promise)
    const advanced = clock.advance(5000)
    const behind = clock.advance(5000)
    while (clock.pending.length > 0) await Promise.resolve()
    pass(700)
    expect(clock.now()).toBe(start + 1000)
    resolve()
    await advanced
    await behind
    expect(clock.now()).toBe(start + 10_000)
    pass(1)
    expect(clock.now()).toBe(start + 10_001)
  })

  test("goes back without running anything", async () => {
    const { clock, seen, schedule } = setUp()
    clock.freeze(true)
    schedule(1000, "work")
    expect(await clock.set(start - hour)).toEqual([])
    expect(clock.now()).toBe(start - hour)
    await clock.advance(hour)
    expect(seen).toEqual([])
    await clock.advance(1000)
    expect(seen).toEqual(["work at 1000"])
  })

  test("forgets cancelled work, and all of it once stopped", async () => {
    const { clock, seen, schedule, timers } = setUp()
    schedule(1000, "cancelled")()
    schedule(2000, "stopped")
    clock.stop()
    schedule(3000, "after")
    await clock.advance(hour)
    expect(seen).toEqual([])
    expect(timers()).toBe(0)
  })

  test("comes back with the due work it was saved with", async () => {
    const { clock, seen, schedule } = setUp()
    clock.freeze(true)
    schedule(1000, "work")
    const saved = clock.save()
    await clock.advance(hour)
    schedule(1000, "later")
    clock.restore(saved)
    expect(clock.now()).toBe(start)
    await clock.advance(2 * hour)
    expect(seen).toEqual(["work at 1000", "work at 1000"])
  })
})

describe("an ISO duration", () => {
  test.each([
    ["PT25H", 25 * hour],
    ["P1D", 24 * hour],
    ["PT0.5S", 500],
    ["P1DT2H3M4S", 93_784_000],
    ["P2W", 14 * 24 * hour],
    ["-PT1M", -60_000]
  ])("%s", (text, milliseconds) => {
    expect(parseIsoDuration(text)).toBe(milliseconds)
  })

  test.each(["", "P", "PT", "P1DT", "25H", "P1Y", "PT1H ", "1", "pt1h"])("%p is none", (text) => {
    expect(parseIsoDuration(text)).toBeUndefined()
  })
})
