import { expect, test } from "bun:test"
import { installation } from "./Installation.ts"

test("a client that reads again and again sees every change with its next call", async () => {
  const { order, list, create, act, ok, back, settings, send, api } = installation()
  const id = await create("R-1")
  const text = async (path: string) => (await api("GET", path)).text()
  const paths = [
    `/orders/${id}`,
    "/orders?goodsOwnerId=7",
    "/articles?goodsOwnerId=7&maxArticlesToGet=2",
    "/orders/statuses"
  ]
  const readAll = async () => {
    for (let times = 0; times < 3; times++) for (const path of paths) await text(path)
    return Promise.all(paths.map(text))
  }
  const before = await readAll()

  await act(id, "release")
  expect((await order(id)).orderInfo.orderStatus.number).toBe(300)
  await readAll()
  await ok("PATCH", `/orders/${id}/orderRemark`, { orderRemark: "careful" })
  expect((await order(id)).orderInfo.orderRemark).toBe("careful")
  await readAll()
  await settings({ statusLanguage: "no" })
  expect((await order(id)).orderInfo.orderStatus.text).not.toBe("Released")
  expect(await text("/orders/statuses")).not.toBe(before[3] ?? "")
  await readAll()
  await create("R-2")
  expect(await list("")).toHaveLength(2)
  await readAll()
  await back("articles/0123ABC/adjust", { quantity: -3 })
  expect(await text(paths[2] ?? "")).not.toBe(before[2] ?? "")
  await readAll()
  expect((await send("POST", "/_simulator/reset", {})).status).toBe(204)
  expect(await list("")).toEqual([])
  expect((await api("GET", `/orders/${id}`)).status).toBe(404)
})

test("nobody is answered from memory without the right password", async () => {
  const { create, order, send } = installation()
  const id = await create("R-1")
  for (let times = 0; times < 3; times++) await order(id)
  const wrong = { authorization: `Basic ${btoa("demo:wrong")}` }
  expect((await send("GET", `/demo/api/v1/orders/${id}`, undefined, wrong)).status).toBe(401)
  expect((await send("GET", `/demo/api/v1/orders/${id}`)).status).toBe(401)
})

test("what is known at once is what is answered anyway, and is in the log; a fault, a change and a stranger end that", async () => {
  const { simulator, create, act, send } = installation({ selfCheck: false })
  const id = await create("R-1")
  const read = (headers: Readonly<Record<string, string>> = { authorization: `Basic ${btoa("demo:demo")}` }) =>
    new Request(`http://ongoing.test/demo/api/v1/orders/${id}`, { headers })
  expect(simulator.known(read())).toBeUndefined()
  for (let times = 0; times < 2; times++) await simulator.fetch(read())
  const log = simulator.world().requests
  const before = log.count
  const known = simulator.known(read())
  expect(await known?.json()).toEqual(await (await simulator.fetch(read())).json())
  expect(known?.headers.get("x-request-id")).toBe(`request-${before + 1}`)
  expect(known?.headers.get("date")).toBe(new Date(simulator.world().clock.now()).toUTCString())
  expect(log.since(before)[0]).toMatchObject({ path: `/demo/api/v1/orders/${id}`, status: 200, durationMs: 0 })
  expect(simulator.known(read({}))).toBeUndefined()
  await send("POST", "/_simulator/faults", { fault: "status", status: 503, count: 1 })
  expect(simulator.known(read())).toBeUndefined()
  await send("DELETE", "/_simulator/faults")
  expect(simulator.known(read())).toBeDefined()
  await act(id, "release")
  expect(simulator.known(read())).toBeUndefined()
})
