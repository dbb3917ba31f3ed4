import { describe, expect, test } from "bun:test"
import { ConnectorWorld, omniumHost, ongoingHost } from "../../support/ConnectorWorld.ts"
import { broken, type MadeCall } from "../../support/Network.ts"

const away = (world: ConnectorWorld, host: string) => {
  world.network.between = (request, forward, call) =>
    call.host === host ? Promise.reject(broken("ConnectionRefused")) : forward(request)
}
const mend = (world: ConnectorWorld) => {
  world.network.between = (request, forward) => forward(request)
}
const isPing = (call: MadeCall) => call.path.endsWith("/orders/statuses")
const isPut = (call: MadeCall) => call.method === "PUT" && call.path.endsWith("/orders")
const numberIn = (call: MadeCall) => (JSON.parse(call.body) as { readonly orderNumber: string }).orderNumber

describe("a host that does not answer", () => {
  test("is judged by one ping, asked again at growing distances, and work goes on by itself when it answers", async () => {
    await using world = await ConnectorWorld.open()
    for (const id of ["A-1", "A-2", "A-3"]) await world.place(id)
    away(world, ongoingHost)
    for (const id of ["A-1", "A-2", "A-3"]) await world.release(id)
    const first = world.network.callsTo(ongoingHost)
    expect(first.filter(isPing)).toHaveLength(1)
    expect(first).toHaveLength(2)

    const down = world.time.now
    await world.pass("10 minutes")
    const probes = world.network.callsTo(ongoingHost, down).slice(first.length)
    expect(probes.every(isPing)).toBe(true)
    const gaps = probes.map((call, index) => (call.at - (probes[index - 1]?.at ?? down)) / 1000)
    expect(gaps).toEqual([...gaps].sort((one, other) => one - other))
    expect([gaps[0], gaps.length < 10, Math.max(...gaps) < 150]).toEqual([10, true, true])

    mend(world)
    await world.pass("2 minutes")
    expect(await world.inOngoing()).toHaveLength(3)
    expect((await world.items()).every((item) => item.attempts === 0)).toBe(true)
  })

  test("stops every tenant on it, and none on another", async () => {
    await using world = await ConnectorWorld.open({ tenants: ["epic", "other"] })
    await world.place("A-1")
    await world.place("B-1", {}, "other")
    away(world, omniumHost("epic"))
    await world.release("A-1")
    await world.release("B-1", "other")
    await world.pass("1 hour")
    expect((await world.inOngoing()).map((order) => order.orderInfo.orderNumber)).toEqual(["B-1-1"])
    const page = await (await world.admin("GET", "/")).text()
    expect(page).toContain("omnium does not answer")
    mend(world)
    await world.pass("2 minutes")
    expect(await world.inOngoing()).toHaveLength(2)
  })

  test("is told of in the log with what it answered, without the words: they may be about a customer", async () => {
    await using world = await ConnectorWorld.open()
    await world.place("A-1")
    world.network.between = async (request, forward, call) =>
      call.host === ongoingHost
        ? Response.json({ message: "Could not save consignee Kari Testesen, Storgata 12B" }, { status: 503 })
        : forward(request)
    await world.release("A-1")
    await world.pass("1 minute")
    const told = world.log.filter((line) => line.includes("host does not answer"))
    expect(told).toHaveLength(1)
    expect(told[0]).toContain("503")
    expect(world.log.join("")).not.toContain("Testesen")
  })

  test("is found up for another of its tenants, when the one that asked has no calls left", async () => {
    await using world = await ConnectorWorld.open({ tenants: ["epic", "other"] })
    await world.place("A-1")
    world.network.between = async (request, forward, call) =>
      call.host === ongoingHost ? new Response("away", { status: 503 }) : forward(request)
    await world.release("A-1")
    const pings = () => world.network.callsTo(ongoingHost).filter(isPing).length
    while (pings() < 3) await world.pass("10 seconds")
    mend(world)
    await world.pass("3 minutes")
    expect(await world.inOngoing()).toHaveLength(1)
  })

  test("answers a task with the reason, without asking it", async () => {
    await using world = await ConnectorWorld.open()
    away(world, ongoingHost)
    await world.sync()
    const calls = world.network.calls.length
    const report = await world.sync()
    expect(report).toMatchObject({
      operations: [{ done: 0, failed: [{ key: "SyncOrders", cause: "ongoing-unavailable" }], calls: { ongoing: 0 } }]
    })
    expect(world.network.calls).toHaveLength(calls)
  })
})

describe("an item that alone fails", () => {
  test("R23: is tried five times, then dead, while the others of its lane go on (C24)", async () => {
    await using world = await ConnectorWorld.open()
    world.network.between = async (request, forward, call) =>
      isPut(call) && numberIn(call) === "A-1-1" ? new Response("Oops", { status: 500 }) : forward(request)
    await world.place("A-1")
    await world.release("A-1")
    for (const id of ["A-2", "A-3", "A-4"]) {
      await world.exported(id)
      await world.pass("2 minutes")
    }
    await world.pass("2 hours")
    const puts = world.network.callsTo(ongoingHost).filter(isPut)
    const own = puts.filter((call) => numberIn(call) === "A-1-1")
    expect(own).toHaveLength(5)
    // An export whose outcome is not known may still arrive for a minute.
    expect(own.map((call) => Math.round((call.at - (own[0]?.at ?? 0)) / 1000))).toEqual([0, 60, 120, 360, 1320])
    expect(await world.item("order-export", "A-1/1")).toMatchObject({ state: "dead", cause: "attempts-exhausted" })
    const errors = (await world.inOmnium("A-1")).errors
    expect(errors).toMatchObject([{ status: "New", message: expect.stringContaining("attempts-exhausted") }])
    const numbers = (await world.inOngoing()).map((order) => order.orderInfo.orderNumber)
    expect(numbers.sort()).toEqual(["A-2-1", "A-3-1", "A-4-1"])

    mend(world)
    await world.retry(await world.item("order-export", "A-1/1"))
    expect(await world.inOngoing("A-1-1")).toHaveLength(1)
    expect((await world.inOmnium("A-1")).errors).toMatchObject([{ status: "Solved" }])
  })

  test("R19: many that fail never make five failures in a row in ten minutes", async () => {
    await using world = await ConnectorWorld.open({ tenants: ["epic", "other"] })
    world.network.between = async (request, forward, call) =>
      isPut(call) ? new Response("no", { status: 400 }) : forward(request)
    for (let number = 1; number <= 6; number++) {
      for (const tenant of ["epic", "other"]) {
        await world.place(`${tenant}-${number}`, {}, tenant)
        await world.release(`${tenant}-${number}`, tenant)
      }
    }
    await world.pass("90 minutes")
    const puts = world.network.callsTo(ongoingHost).filter(isPut)
    const windows = puts.map(({ at }) => puts.filter((call) => call.at > at - 600_000 && call.at <= at).length)
    expect(Math.max(...windows)).toBeLessThan(5)
    const states = [...(await world.items({}, "epic")), ...(await world.items({}, "other"))]
      .filter((item) => item.flow === "order-export")
      .map((item) => item.state)
    expect(states).toEqual(new Array(12).fill("dead"))
  })

  test("waits as long as Retry-After says, and spends no attempt (C24)", async () => {
    await using world = await ConnectorWorld.open()
    let limited = 0
    world.network.between = async (request, forward, call) =>
      isPut(call) && limited++ < 2
        ? new Response("later", { status: 429, headers: { "retry-after": "120" } })
        : forward(request)
    await world.place("A-1")
    await world.release("A-1")
    await world.pass("10 minutes")
    const puts = world.network.callsTo(ongoingHost).filter(isPut)
    expect(puts.map((call) => (call.at - (puts[0]?.at ?? 0)) / 1000)).toEqual([0, 120, 240])
    expect(await world.item("order-export")).toMatchObject({ state: "done", attempts: 0 })
  })
})

describe("S39, R19: credentials that are refused", () => {
  const userOf = (call: MadeCall) => atob(call.authorization.replace("Basic ", "")).split(":")[0]

  const refusing = (world: ConnectorWorld, fits: (call: MadeCall) => boolean) => {
    world.network.between = async (request, forward, call) =>
      fits(call) ? new Response("Wrong user name or password.", { status: 401 }) : forward(request)
  }

  test("by Omnium: two calls, then none until an hour has passed or somebody asks; the other tenant goes on", async () => {
    await using world = await ConnectorWorld.open({ tenants: ["epic", "other"] })
    const host = omniumHost("epic")
    refusing(world, (call) => call.host === host)
    for (const id of ["A-1", "A-2", "A-3"]) {
      await world.place(id)
      await world.release(id)
    }
    await world.pass("50 minutes")
    expect(world.network.callsTo(host).length).toBeLessThanOrEqual(2)
    await world.exported("B-1", {}, "other")
    expect((await world.items({ state: "open" })).every((item) => item.attempts === 0)).toBe(true)
    const page = await (await world.admin("GET", "/")).text()
    expect(page).toContain("omnium refuses the credentials")
    expect(page).toMatch(/Needs somebody<\/h3><p>Omnium refuses the client id or secret\. Correct them/)

    await world.pass("30 minutes")
    expect(world.network.callsTo(host).length).toBeLessThanOrEqual(4)

    mend(world)
    await world.run("exportPoll")
    await world.pass("2 minutes")
    const numbers = (await world.inOngoing()).map((order) => order.orderInfo.orderNumber)
    expect(numbers.sort()).toEqual(["A-1-1", "A-2-1", "A-3-1", "B-1-1"])
  })

  test("by Ongoing: the same, although both tenants are on one host and in one lane", async () => {
    await using world = await ConnectorWorld.open({ tenants: ["epic", "other"] })
    const [epic, other] = world.settings.tenants
    if (epic === undefined || other === undefined) throw new Error("There are two tenants.")
    await world.stop()
    world.settings = {
      ...world.settings,
      tenants: [epic, { ...other, connector: { ...other.connector, Username: "other" } }]
    }
    let mended = false
    world.network.between = async (request, forward, call) => {
      if (call.host !== ongoingHost || userOf(call) === "demo") return forward(request)
      if (!mended) return new Response("Wrong user name or password.", { status: 401 })
      request.headers.set("authorization", `Basic ${btoa("demo:demo")}`)
      return forward(request)
    }
    const calls = () => world.network.callsTo(ongoingHost).filter((call) => userOf(call) === "other")
    await world.start()
    for (const id of ["B-1", "B-2", "B-3"]) {
      await world.place(id, {}, "other")
      await world.release(id, "other")
    }
    await world.exported("A-1")
    await world.pass("50 minutes")
    expect(calls()).toHaveLength(2)
    await world.exported("A-2")
    expect((await world.items({ state: "open" }, "other")).every((item) => item.attempts === 0)).toBe(true)

    await world.pass("30 minutes")
    expect(calls().length).toBeLessThanOrEqual(4)

    mended = true
    await world.run("exportPoll", "other")
    await world.pass("2 minutes")
    expect(await world.inOngoing()).toHaveLength(5)
  })
})
