import { describe, expect, test } from "bun:test"
import { ConnectorWorld, json, secretOf } from "../support/ConnectorWorld.ts"
import { shopOrder } from "../support/ShopOrder.ts"

const workflow = "/tenants/epic/workflow/OngoingOrderExporter"
const events = "/tenants/epic/events/omnium"
const webhooks = "/tenants/epic/webhooks/ongoing"
const bearer = { authorization: `Bearer ${secretOf("epic")}` }
const token = { "x-auth-token": secretOf("epic") }

const doors = [
  { path: workflow, secret: bearer, limit: 16 * 1024 * 1024 },
  { path: events, secret: bearer, limit: 1024 * 1024 },
  { path: webhooks, secret: token, limit: 1024 * 1024 }
] as const

const isProblem = async (response: Response, status: number) => {
  expect(response.status).toBe(status)
  expect(response.headers.get("content-type")).toBe("application/problem+json")
  const problem = await json(response)
  expect(problem).toMatchObject({ type: "about:blank", status, requestId: expect.stringMatching(/^\w{10}/) })
  expect(JSON.stringify(problem)).not.toMatch(/\/\w+\/\w+\.ts|\bat \w+ \(/)
}

/** A body that counts how much of it is read. */
const counted = (size: number) => {
  let read = 0
  const chunk = new Uint8Array(64 * 1024).fill(0x20)
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        if (read >= size) return controller.close()
        read += chunk.length
        controller.enqueue(chunk)
      }
    },
    { highWaterMark: 0 }
  )
  return { body, read: () => read }
}

describe("what is no payload", () => {
  test.each(doors)("S26, S35: malformed JSON at $path is 400, and the service goes on", async ({ path, secret }) => {
    await using world = await ConnectorWorld.open()
    for (const body of ["{", '{"id":', "\u0000", "<html>", '{"id":"A"} {"id":"B"}']) {
      await isProblem(await world.door("POST", path, body, secret), 400)
    }
    await isProblem(
      await world.connector(
        new Request(`http://connector.test${path}`, {
          method: "POST",
          headers: secret,
          body: new Uint8Array([0x22, 0xff, 0x22])
        })
      ),
      400
    )
    expect(await world.items()).toEqual([])
    await world.exported("A-1")
  })

  test.each(doors)("S26: more than the limit at $path is 413, however it comes, and is not read on", async (door) => {
    await using world = await ConnectorWorld.open()
    const { path, secret, limit } = door
    await isProblem(await world.door("POST", path, `"${"a".repeat(limit)}"`, secret), 413)
    const endless = counted(limit * 4)
    const request = new Request(`http://connector.test${path}`, { method: "POST", headers: secret, body: endless.body })
    await isProblem(await world.connector(request), 413)
    expect(endless.read()).toBeLessThan(limit + 1024 * 1024)
    expect(await world.items()).toEqual([])
    await world.exported("A-1")
  })

  test("S26: deeply nested JSON does no harm", async () => {
    await using world = await ConnectorWorld.open()
    const deep = `{"value":${"[".repeat(100_000)}${"]".repeat(100_000)}}`
    await isProblem(await world.door("POST", workflow, deep, bearer), 400)
    expect((await world.door("POST", events, deep, bearer)).status).toBe(200)
    await world.exported("A-1")
  })

  test("a workflow call that names no order is refused; an event or a webhook about something else is left", async () => {
    await using world = await ConnectorWorld.open()
    for (const body of [{}, [], 1, null, "A-1", { value: {} }, { id: "" }, { id: "x".repeat(201) }]) {
      await isProblem(await world.door("POST", workflow, JSON.stringify(body), bearer), 400)
    }
    const supplier = { id: "1", className: "Supplier", objectId: "S-1" }
    expect((await world.door("POST", events, supplier, bearer)).status).toBe(200)
    const zeros = { orderId: 0, goodsOwnerId: 0, goodsOwnerOrderId: null, webhookEventId: 0 }
    for (const body of [zeros, { orderId: "1" }, null]) {
      expect((await world.door("POST", webhooks, JSON.stringify(body), token)).status).toBe(200)
    }
    expect(await world.items()).toEqual([])
  })

  test("a step that is not supported is 501 and says so", async () => {
    await using world = await ConnectorWorld.open()
    await isProblem(await world.door("POST", "/tenants/epic/workflow/OngoingNothing", shopOrder("A-1"), bearer), 501)
  })
})

describe("S14: without the secret", () => {
  const wrong: ReadonlyArray<Readonly<Record<string, string>>> = [
    {},
    { authorization: "Bearer wrong" },
    { authorization: `Bearer ${secretOf("epic")} ` + "x" },
    { authorization: `Bearer ${secretOf("other")}` },
    { authorization: `Basic ${btoa("epic:wrong")}` },
    { "x-webhook-secret": "" },
    { "x-auth-token": "wrong" }
  ]

  test.each(doors)("$path answers 401, stores nothing, and does not read the body", async ({ path }) => {
    await using world = await ConnectorWorld.open({ announced: false, tenants: ["epic", "other"] })
    await world.place("A-1")
    for (const headers of wrong) {
      const { body, read } = counted(1024 * 1024)
      const request = new Request(`http://connector.test${path}`, { method: "POST", headers: { ...headers }, body })
      await isProblem(await world.connector(request), 401)
      expect(read()).toBe(0)
      await isProblem(await world.door("POST", path, shopOrder("A-1"), headers), 401)
    }
    await world.quiet()
    expect(await world.items()).toEqual([])
    expect(world.network.calls).toEqual([])
  })

  test("a tenant that does not exist is not told from one that does", async () => {
    await using world = await ConnectorWorld.open()
    const answers = await Promise.all(
      ["epic", "nobody"].map(async (tenant) => {
        const path = `/tenants/${tenant}/workflow/OngoingOrderExporter`
        const response = await world.door("POST", path, shopOrder("A-1"), { authorization: "Bearer wrong" })
        return [response.status, (await json(response)) as object]
      })
    )
    expect(answers[0]).toEqual(answers[1] ?? [])
  })

  test("a tenant that is removed while its calls still come: nothing is stored, and it is told (X11)", async () => {
    await using world = await ConnectorWorld.open({ announced: false, tenants: ["epic", "other"] })
    await world.stop()
    const { settings } = world
    world.settings = { ...settings, tenants: settings.tenants.filter((tenant) => tenant.id === "other") }
    await world.start()
    for (const { path, secret } of doors) {
      await isProblem(await world.door("POST", path, { orderId: 50_001, goodsOwnerId: 7, id: "A-1" }, secret), 401)
    }
    await world.quiet()
    expect(world.journal((database) => database.query("SELECT * FROM items").all())).toEqual([])
    expect(world.network.calls).toEqual([])
    const told = world.log.filter((line) => line.includes("a call was refused"))
    expect(told).toEqual([expect.stringContaining('"epic"')])
    const metrics = await (await world.door("GET", "/metrics")).text()
    expect(metrics).toMatch(/connector_refused_calls_total\{.*system="omnium".*\} 2\n/)
    expect(metrics).toMatch(/connector_refused_calls_total\{.*system="ongoing".*\} 1\n/)
  })

  test("the secret of one tenant opens no door of another (S18)", async () => {
    await using world = await ConnectorWorld.open({ tenants: ["epic", "other"] })
    for (const { path, secret } of doors) {
      const response = await world.door("POST", path.replace("epic", "other"), shopOrder("A-1"), secret)
      await isProblem(response, 401)
    }
  })
})

describe("the shapes of a workflow payload", () => {
  const order = (id: string) => shopOrder(id)
  const upper = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(upper)
      : typeof value === "object" && value !== null
        ? Object.fromEntries(
            Object.entries(value).map(([name, member]) => [name[0]?.toUpperCase() + name.slice(1), upper(member)])
          )
        : value
  const shapes: ReadonlyArray<readonly [string, (id: string) => unknown]> = [
    ["the export model", (id) => ({ order: order(id), shipment: order(id).orderForm.shipments[0] })],
    ["the export model without shipment", (id) => ({ order: order(id) })],
    ["the workflow request", (id) => ({ value: order(id), workflowStep: { name: "OngoingOrderExporter" } })],
    ["a bare order", order],
    ["an event", (id) => ({ id: "event-1", className: "Order", objectId: id, category: "Updated" })],
    [
      "a button of the user interface",
      (id) => ({ guiExtension: { name: "Export" }, eventData: { id: "event-2", className: "Order", objectId: id } })
    ]
  ]
  const bothCases = shapes.flatMap(([name, make]) => [
    { name, make },
    { name: `${name}, in upper case`, make: (id: string) => upper(make(id)) }
  ])

  test.each(bothCases)("$name", async ({ name, make }) => {
    await using world = await ConnectorWorld.open({ announced: false })
    await world.place("A-1")
    const answer = await world.announce(make("A-1"))
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe(name.startsWith("a button") ? '{"isValid":true}' : "")
    expect(await world.inOngoing("A-1-1")).toHaveLength(1)
    expect((await world.inOmnium("A-1")).orderForm.shipments[0]?.orderStatus).toBe("InProgressWarehouse")
  })

  test("the header of Omnium's connectors and the one of its subscriptions are both accepted", async () => {
    await using world = await ConnectorWorld.open({ announced: false })
    await world.place("A-1")
    for (const headers of [bearer, { "x-webhook-secret": secretOf("epic") }]) {
      expect((await world.door("POST", workflow, shopOrder("A-1"), headers)).status).toBe(200)
    }
    for (const headers of [token, { authorization: `Basic ${btoa(`any:${secretOf("epic")}`)}` }]) {
      const hint = { orderId: 50_001, goodsOwnerId: 7, goodsOwnerOrderId: "A-1/1", webhookEventId: 3 }
      expect((await world.door("POST", webhooks, hint, headers)).status).toBe(200)
    }
  })

  test("an item keeps the event's id and a hash of its body, never the body (S34)", async () => {
    await using world = await ConnectorWorld.open({ announced: false })
    await world.announce({ id: "event-1", className: "Order", objectId: "A-1", customer: "Kari Testesen" })
    const [item] = await world.items()
    expect(item).toMatchObject({ key: "A-1", flow: "order-intake", source: "workflow" })
    expect(world.log.join()).not.toContain("Kari")
  })

  test("what cannot be stored is answered with 503, so that it is sent again (C25)", async () => {
    await using world = await ConnectorWorld.open({ announced: false })
    world.journal((database) => database.run("ALTER TABLE items RENAME TO lost"))
    for (const { path, secret } of doors) {
      const body = { orderId: 50_001, goodsOwnerId: 7, id: "A-1" }
      await isProblem(await world.door("POST", path, body, secret), 503)
    }
    expect((await world.door("GET", "/readyz")).status).toBe(503)
    expect((await world.door("GET", "/livez")).status).toBe(200)
  })
})
