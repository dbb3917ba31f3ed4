import { describe, expect, test } from "bun:test"
import { orderOf, sandbox } from "./Sandbox.ts"

type Sandbox = Awaited<ReturnType<typeof sandbox>>

const together = async (count: number, call: () => Promise<Response>) => {
  const responses = await Promise.all(Array.from({ length: count }, call))
  return Map.groupBy(responses, (response) => response.status)
}

const counts = (answers: Map<number, ReadonlyArray<Response>>) =>
  Object.fromEntries([...answers].map(([status, responses]) => [status, responses.length]))

describe("limits", () => {
  const readOrder = ({ api }: Sandbox) => api("POST", "/api/Orders/Search", {})
  const readStock = ({ api }: Sandbox) => api("POST", "/api/Inventory/Search", { isInStock: true })
  const writeMany = ({ api }: Sandbox) => api("PUT", "/api/Inventory/UpdateMany", [])

  test("are off until they are asked for, and off again when they are taken away", async () => {
    const box = await sandbox()
    expect(counts(await together(60, () => readOrder(box)))).toEqual({ 200: 60 })
    await box.back("PUT", "limits", { concurrentPerUser: 1 })
    expect(counts(await together(2, () => readOrder(box)))).toEqual({ 200: 1, 429: 1 })
    await box.back("DELETE", "limits")
    expect(counts(await together(60, () => readOrder(box)))).toEqual({ 200: 60 })
  })

  test("let 20 calls of an API user be in flight, and tell the others when to try again", async () => {
    const box = await sandbox()
    await box.back("PUT", "limits", {})
    const answers = await together(25, () => readOrder(box))
    expect(counts(answers)).toEqual({ 200: 20, 429: 5 })
    const [refused] = answers.get(429) ?? []
    expect(refused?.headers.get("retry-after")).toBe("1")
    expect(await refused?.json()).toBe("20 calls of this API user are in flight already, which is the most")
    expect((await readOrder(box)).status).toBe(200)
  })

  test("count reads of products and inventory for themselves, up to those of the tenant", async () => {
    const box = await sandbox()
    await box.back("PUT", "limits", {})
    expect(counts(await together(45, () => readStock(box)))).toEqual({ 200: 40, 429: 5 })
    await box.back("PUT", "limits", { concurrentStockReads: 30 })
    expect(counts(await together(45, () => readStock(box)))).toEqual({ 200: 30, 429: 15 })
  })

  test("let 4 batch writes be in flight", async () => {
    const box = await sandbox()
    await box.back("PUT", "limits", {})
    expect(counts(await together(6, () => writeMany(box)))).toEqual({ 204: 4, 429: 2 })
  })

  test("count a call whose workflow step has not been answered", async () => {
    const box = await sandbox()
    const { back, ok, api, connector } = box
    const [type] = await ok("GET", "/api/Settings/OrderTypes")
    const step = { name: "Check", active: true, connector: "Ongoing", runAfterOrderIsSaved: false }
    const orderStatuses = type.orderStatuses.map((status: { readonly name: string }) =>
      status.name === "New" ? { ...status, workflowSteps: [step] } : status
    )
    await back("PUT", "orderTypes", [{ ...type, orderStatuses }])
    await back("PUT", "workflow", { url: "http://connector.test", secret: "s" })
    await back("PUT", "limits", { concurrentPerUser: 1 })
    const { promise, resolve } = Promise.withResolvers<Response>()
    connector.answer = () => promise
    const creating = api("POST", "/api/Orders", orderOf("A"))
    await box.until(() => box.sent.length === 1)
    expect((await readOrder(box)).status).toBe(429)
    resolve(new Response(null, { status: 200 }))
    expect((await creating).status).toBe(201)
    expect((await readOrder(box)).status).toBe(200)
  })

  test("empty a bucket of calls, which fills up on the world's clock", async () => {
    const box = await sandbox()
    const { back } = box
    await back("PUT", "limits", { bucketCapacity: 3, bucketRefill: 2 })
    await back("POST", "clock", { freeze: true })
    const statuses = async (calls: number) => {
      const seen: Array<number> = []
      for (let call = 0; call < calls; call++) seen.push((await readOrder(box)).status)
      return seen
    }
    expect(await statuses(4)).toEqual([200, 200, 200, 429])
    await back("POST", "clock", { advance: "PT7S" })
    const refused = await readOrder(box)
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "3"])
    await back("POST", "clock", { advance: "PT3S" })
    expect(await statuses(3)).toEqual([200, 200, 429])
    await back("POST", "clock", { advance: "PT1H" })
    expect(await statuses(4)).toEqual([200, 200, 200, 429])
    expect((await box.send("POST", "/api/Token?clientId=demo&clientSecret=demo")).status).toBe(200)
  })
})

describe("roles", () => {
  test("forbid what they do not cover, and name the one that is missing", async () => {
    const { api, back } = await sandbox()
    await back("PUT", "roles", ["OrderRead", "InventoryAdmin"])
    expect((await api("POST", "/api/Orders/Search", {})).status).toBe(200)
    const refused = await api("POST", "/api/Orders", orderOf("A"))
    expect([refused.status, await refused.json()]).toMatchObject([
      403,
      { detail: "The API user lacks the role OrderAdmin" }
    ])
    expect((await api("PUT", "/api/Inventory/UpdateMany", [])).status).toBe(204)
    expect((await api("GET", "/api/Inventory/0123ABC")).status).toBe(200)
    expect((await api("GET", "/api/Settings/OrderTypes")).status).toBe(403)
    await back("PUT", "roles", ["ApiOwner"])
    expect((await api("GET", "/api/Settings/OrderTypes")).status).toBe(200)
  })

  test("are those that exist", async () => {
    const { send } = await sandbox()
    expect((await send("PUT", "/_simulator/roles", ["OrderWriter"])).status).toBe(400)
  })
})
