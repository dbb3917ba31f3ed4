import { describe, expect, test } from "bun:test"
import { createOngoingSimulator } from "@omnium-ongoing/ongoing-simulator/OngoingSimulator"
import { defaultSettings, type Settings } from "@omnium-ongoing/ongoing-simulator/Settings"
import { manualHost } from "../kit/Counters.ts"
import { installation, type OrderAnswer, postOrder, type Refused, start } from "./Installation.ts"

const minute = 60_000
const statuses = "/demo/api/v1/orders/statuses"
const as = (user: string, password = "demo") => ({ authorization: `Basic ${btoa(`${user}:${password}`)}` })

describe("a limit of volume", () => {
  test("counts by operation and user in a sliding window of the world's clock", async () => {
    const { send, api, create, pass, settings } = installation()
    const id = await create("A-1")
    await settings({ rateLimits: [{ kind: "volume", calls: 2, minutes: 10 }] })
    const read = async () => (await send("GET", statuses, undefined, as("demo"))).status
    expect(await read()).toBe(200)
    pass(6 * minute)
    expect([await read(), await read()]).toEqual([200, 429])
    expect((await api("GET", `/orders/${id}`)).status).toBe(200)
    pass(4 * minute)
    // The first has left the window, the second has not; what was refused never counted.
    expect([await read(), await read()]).toEqual([200, 429])
  })

  test("holds for one operation when it is named, whatever its path parameter is called", async () => {
    const { api, create, settings } = installation()
    const ids = [await create("A-1"), await create("A-2")]
    await settings({ rateLimits: [{ kind: "volume", calls: 1, minutes: 1, operation: "GET /orders/{orderId}" }] })
    expect((await api("GET", `/orders/${ids[0]}`)).status).toBe(200)
    expect((await api("GET", `/orders/${ids[1]}`)).status).toBe(429)
    expect((await api("GET", "/orders/statuses")).status).toBe(200)
    expect((await api("GET", "/orders/statuses")).status).toBe(200)
  })

  test("says when to come again in seconds, as a date, or not at all", async () => {
    const { api, settings, pass } = installation()
    await settings({ rateLimits: [{ kind: "volume", calls: 1, minutes: 1 }] })
    await api("GET", "/orders/statuses")
    pass(20_000)
    const refused = async (retryAfter: Settings["retryAfter"]) => {
      await settings({ retryAfter })
      const response = await api("GET", "/orders/statuses")
      return [response.headers.get("retry-after"), ((await response.json()) as Refused).message]
    }
    const message = "Too many calls of GET /orders/statuses. Try again in 40 seconds."
    expect(await refused("seconds")).toEqual(["40", message])
    expect(await refused("date")).toEqual([new Date(start + minute).toUTCString(), message])
    expect(await refused("none")).toEqual([null, message])
  })
})

describe("a limit of failures one after another", () => {
  test("shuts out who repeats a broken call, until the first leaves the window; one success starts anew", async () => {
    const { api, pass, settings } = installation()
    await settings({ rateLimits: [{ kind: "consecutiveFailures", calls: 3, minutes: 10 }] })
    const put = async (body: unknown) => (await api("PUT", "/orders", body)).status
    expect([await put({}), await put({}), await put(postOrder("A-1")), await put({}), await put({})]).toEqual([
      400, 400, 201, 400, 400
    ])
    pass(minute)
    expect([await put({}), await put(postOrder("A-2"))]).toEqual([400, 429])
    pass(9 * minute)
    expect(await put(postOrder("A-2"))).toBe(201)
  })

  test("is aimed at wrong passwords too, and at that user alone", async () => {
    const { send, settings } = installation()
    await settings({ rateLimits: [{ kind: "consecutiveFailures", calls: 2, minutes: 10 }] })
    const call = async (user: string, password: string) =>
      (await send("GET", statuses, undefined, as(user, password))).status
    expect([await call("demo", "x"), await call("demo", "y"), await call("demo", "demo")]).toEqual([401, 401, 429])
    expect(await call("other", "x")).toBe(401)
  })

  test("is forgotten by a reset", async () => {
    const { send, back, settings } = installation()
    const limit = { rateLimits: [{ kind: "consecutiveFailures", calls: 1, minutes: 10 }] }
    await settings(limit)
    const call = async (password: string) => (await send("GET", statuses, undefined, as("demo", password))).status
    expect([await call("x"), await call("demo")]).toEqual([401, 429])
    await send("POST", "/_simulator/reset")
    await settings(limit)
    expect(await call("demo")).toBe(200)
    await back("orders/1/release", {}, 404)
  })
})

test("writes of one goods owner follow one another, each taking its time; others and reads do not wait", async () => {
  const { host, pass } = manualHost(start)
  const simulator = createOngoingSimulator({
    host,
    orders: 0,
    goodsOwners: [7, 8],
    settings: { ...defaultSettings, writeMillis: 100 }
  })
  const done: Array<string> = []
  const call = async (name: string, method: string, path: string, body?: unknown) => {
    const url = `http://any/demo/api/v1${path}`
    const headers = { ...as("demo"), "content-type": "application/json" }
    const response = await simulator.fetch(
      new Request(url, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })
    )
    done.push(`${name} ${response.status}`)
    return response
  }
  const settle = async () => {
    for (let turn = 0; turn < 50; turn++) await Promise.resolve()
  }
  for (const number of [1, 2, 3]) void call(`A-${number}`, "PUT", "/orders", postOrder(`A-${number}`))
  void call("other", "PUT", "/orders", { ...postOrder("B-1"), goodsOwnerId: 8 })
  void call("read", "GET", "/orders?goodsOwnerId=7")
  await settle()
  expect(done).toEqual(["read 200"])
  pass(100)
  await settle()
  expect(done.toSorted()).toEqual(["A-1 201", "other 201", "read 200"])
  pass(100)
  await settle()
  expect(done).toContain("A-2 201")
  // A write by id waits behind those of the order's owner.
  const [first] = simulator.world().state.orders.keys()
  void call("remark", "PATCH", `/orders/${first}/orderRemark`, { orderRemark: "x" })
  await settle()
  expect(done).not.toContain("A-3 201")
  pass(100)
  await settle()
  expect([done.includes("A-3 201"), done.includes("remark 200")]).toEqual([true, false])
  pass(100)
  await settle()
  expect(done).toContain("remark 200")
})

describe("answers that differ from installation to installation", () => {
  test("to an unknown id, and to a wrong goods owner", async () => {
    const { api, settings } = installation()
    const answers = async () => [
      (await api("GET", "/orders/1")).status,
      (await api("DELETE", "/orders?goodsOwnerId=7&orderNumber=X")).status,
      (await api("GET", "/orders?goodsOwnerId=9")).status,
      (await api("PUT", "/orders", { ...postOrder("A-1"), goodsOwnerId: 9 })).status
    ]
    expect(await answers()).toEqual([404, 404, 403, 403])
    await settings({ unknownIdStatus: 400, wrongGoodsOwnerStatus: 401 })
    expect(await answers()).toEqual([400, 400, 401, 401])
    expect((await api("GET", "/nothing")).status).toBe(404)
  })

  test("to a new order", async () => {
    const { api, settings } = installation()
    expect((await api("PUT", "/orders", postOrder("A-1"))).status).toBe(201)
    await settings({ createdStatus: 200 })
    expect((await api("PUT", "/orders", postOrder("A-2"))).status).toBe(200)
  })

  test("the lines of an order may come a few reads late after each PUT", async () => {
    const { api, create, order, settings } = installation()
    await settings({ lineDelayReads: 2 })
    const id = await create("A-1")
    const lines = async () => ((await order(id)) satisfies OrderAnswer).orderLines.length
    expect([await lines(), await lines(), await lines(), await lines()]).toEqual([0, 0, 1, 1])
    await api("PUT", "/orders", postOrder("A-1", [1, 1]))
    expect([await lines(), await lines(), await lines()]).toEqual([0, 0, 2])
  })
})
