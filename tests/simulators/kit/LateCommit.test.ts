import { expect, test } from "bun:test"
import { installation } from "../ongoing/Installation.ts"
import { countersSimulator, manualHost, start } from "./Counters.ts"

const setUp = async () => {
  const { host, pass } = manualHost(start)
  const simulator = countersSimulator(host)
  const call = (path: string, init?: RequestInit) => simulator.fetch(new Request(`http://sim.test${path}`, init))
  await call("/_simulator/faults", {
    method: "POST",
    body: JSON.stringify({ rule: "late-commit:1:before", delayMs: 5000 })
  })
  const advance = (distance: string) =>
    call("/_simulator/clock", { method: "POST", body: JSON.stringify({ advance: distance }) })
  return { simulator, world: simulator.world(), call, advance, pass }
}

test("a late commit is answered at once and seen when the world's clock has come so far", async () => {
  const { world, call, advance } = await setUp()
  const response = await call("/counters/x", { method: "PUT" })
  expect(await response.json()).toEqual({ id: 4, name: "x", value: 1 })
  expect(response.headers.get("x-simulator-fault")).toBe("1:late-commit:before")
  expect((await call("/counters/x")).status).toBe(404)
  expect(world.ledger.size).toBe(0)
  expect(await (await advance("PT5S")).json()).toMatchObject({
    ran: [{ at: "2026-03-10T12:00:05.000Z", what: "late commit of PUT /counters/x" }]
  })
  expect(await (await call("/counters/x")).json()).toEqual({ id: 4, name: "x", value: 1 })
  expect(world.ledger.since(0)).toMatchObject([{ at: start + 5000, object: "x", requestId: "request-1" }])
})

test("a late commit runs on the host's time too, while the world follows it", async () => {
  const { world, call, pass } = await setUp()
  await call("/counters/x", { method: "PUT" })
  pass(4999)
  expect(world.clock.pending).toHaveLength(1)
  pass(1)
  expect(world.clock.pending).toEqual([])
})

test("a write that is refused at once is not committed later", async () => {
  const { world, call } = await setUp()
  expect((await call("/nothing", { method: "POST" })).status).toBe(404)
  expect(world.clock.pending).toEqual([])
})

test("a commit that is refused when its time has come stands in the log", async () => {
  const { world, call, advance } = await setUp()
  expect((await call("/counters/counter-0", { method: "DELETE" })).status).toBe(204)
  expect((await call("/counters/counter-0", { method: "DELETE" })).status).toBe(204)
  await advance("PT1M")
  expect(world.state.counters.has("counter-0")).toBe(false)
  const errors = world.requests.since(0).map((row) => row.error)
  expect(errors).toEqual([undefined, "The late commit was refused with 404: unknown"])
})

test("an order that is committed late bears the time of its call, so that a reader by time misses it", async () => {
  const { create, list, order, back, simulator } = installation()
  await back("faults", { rule: "late-commit:1:before", method: "PUT", delayMs: 60_000 }, 201)
  const called = new Date(simulator.world().clock.now()).toISOString()
  const orderId = await create("A-1")
  await back("clock", { advance: "PT30S" })
  const polled = new Date(simulator.world().clock.now()).toISOString()
  expect(await list("orderNumber=A-1")).toEqual([])
  await back("clock", { advance: "PT30S" })
  expect((await order(orderId)).orderInfo.createdDate.slice(0, 19)).toBe(called.slice(0, 19))
  expect(await list("orderNumber=A-1")).toHaveLength(1)
  expect(await list(`orderUpdatedTimeFrom=${polled}`)).toEqual([])
})
