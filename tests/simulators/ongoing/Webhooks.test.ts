import { describe, expect, test } from "bun:test"
import { installation, sku } from "./Installation.ts"

const minute = 60_000

/** What the tests read of the vendor's payload. */
const payloads = (requests: ReadonlyArray<Request>) =>
  Promise.all(
    requests.map(
      (request) => request.clone().json() as Promise<{ webhookEventId: number; orderStatus: { number: number } }>
    )
  )

describe("webhooks", () => {
  test("tell of creation, status and picking, with the token and a small payload", async () => {
    const { create, act, back, sent, settle } = installation()
    await back("webhooks", { url: "https://connector.test/hook", token: "T" }, 201)
    const id = await create("A-1", [1], { goodsOwnerOrderId: "A/1" })
    await act(id, "release")
    await act(id, "pick")
    await settle()
    expect(sent.map((request) => request.headers.get("x-auth-token"))).toEqual(["T", "T", "T", "T"])
    const bodies = await payloads(sent)
    expect(bodies.map((body) => body.orderStatus.number)).toEqual([200, 300, 400, 400])
    expect(bodies[0]).toMatchObject({
      orderId: id,
      orderNumber: "A-1",
      goodsOwnerOrderId: "A/1",
      goodsOwnerId: 7,
      path: `/api/v1/orders/${id}`,
      timestamp: "2026-11-02T08:00:00.5700000"
    })
    expect(new Set(bodies.map((body) => body.webhookEventId)).size).toBe(4)
  })

  test("only for the events asked for, with Basic authorization", async () => {
    const { create, act, back, sent, settle } = installation()
    const basic = { user: "u", password: "p" }
    await back("webhooks", { url: "https://connector.test/hook", basic, events: ["picked"] }, 201)
    const id = await create("A-1")
    await act(id, "release")
    await act(id, "pick")
    await settle()
    expect(sent.map((request) => request.headers.get("authorization"))).toEqual([`Basic ${btoa("u:p")}`])
  })

  test("are repeated for a day on the world's clock, unchanged, and then given up", async () => {
    const { create, back, sent, receiver, settle, send } = installation()
    await back("webhooks", { url: "https://connector.test/hook", events: ["created"], retry: "oneDay" }, 201)
    await back("clock", { freeze: true })
    receiver.answer = () => new Response(null, { status: 503 })
    await create("A-1")
    await settle()
    expect(sent).toHaveLength(1)
    for (const [minutes, calls] of [
      [1, 2],
      [5, 3],
      [15, 4],
      [30, 5],
      [120, 6]
    ] as const) {
      await back("clock", { advance: `PT${minutes}M` })
      expect(sent).toHaveLength(calls)
    }
    await back("clock", { advance: "P2D" })
    const bodies = await Promise.all(sent.map((request) => request.text()))
    expect(new Set(bodies).size).toBe(1)
    // 51 minutes for the first four, then every two hours within the day.
    expect(sent).toHaveLength(5 + Math.floor((24 * 60 - 51) / 120))
    const deliveries = await (await send("GET", "/_simulator/webhookDeliveries")).json()
    expect(deliveries).toMatchObject([{ state: "given up", event: "created" }])
  })

  test("end with the first success, and can be replayed", async () => {
    const { create, back, sent, receiver, settle } = installation()
    await back("webhooks", { url: "https://connector.test/hook", events: ["created"], retry: "oneDay" }, 201)
    await back("clock", { freeze: true })
    receiver.answer = () => new Response(null, { status: sent.length < 2 ? 500 : 200 })
    await create("A-1")
    await settle()
    await back("clock", { advance: "P2D" })
    expect(sent).toHaveLength(2)
    const [first] = await payloads(sent)
    await back(`webhookDeliveries/${first?.webhookEventId}/replay`)
    expect(sent).toHaveLength(3)
    await back("webhookDeliveries/1/replay", {}, 404)
  })

  test("are not repeated once a replay has succeeded", async () => {
    const { create, back, sent, receiver, settle, send } = installation()
    await back("webhooks", { url: "https://connector.test/hook", events: ["created"], retry: "oneDay" }, 201)
    await back("clock", { freeze: true })
    receiver.answer = () => new Response(null, { status: 503 })
    await create("A-1")
    await settle()
    receiver.answer = () => new Response(null, { status: 200 })
    const [first] = await payloads(sent)
    await back(`webhookDeliveries/${first?.webhookEventId}/replay`)
    await back("clock", { advance: "P1D" })
    expect(sent).toHaveLength(2)
    const deliveries = await (await send("GET", "/_simulator/webhookDeliveries")).json()
    expect(deliveries).toMatchObject([{ state: "delivered", dueAt: null }])
  })

  test("without a retry are sent once", async () => {
    const { create, back, sent, receiver, settle, pass } = installation()
    await back("webhooks", { url: "https://connector.test/hook", events: ["created"], retry: "none" }, 201)
    receiver.answer = () => new Response(null, { status: 500 })
    await create("A-1")
    await settle()
    pass(10 * minute)
    await back("clock", { advance: "P1D" })
    expect(sent).toHaveLength(1)
  })

  test("tell of purchase orders, returns and corrections only when these events are named", async () => {
    const { create, act, advise, dock, back, sent, settle } = installation()
    await back("webhooks", { url: "https://connector.test/orders" }, 201)
    const events = [
      "purchaseOrderCreated",
      "purchaseOrderStatusChanged",
      "purchaseOrderReceived",
      "returned",
      "inventory"
    ]
    await back("webhooks", { url: "https://connector.test/rest", events }, 201)
    const expected = await advise("D-1", [2])
    await dock(expected, "receive", { lines: [{ rowNumber: "1", quantity: 3 }] })
    await dock(expected, "finish")
    await back(`articles/${sku}/adjust`, { quantity: -1, cause: "BROKEN" })
    const id = await create("A-1", [2])
    for (const action of ["release", "pick", "ship"]) await act(id, action)
    await act(id, "return", { lines: [{ rowNumber: "1", quantity: 1, cause: "10" }] })
    await settle()
    const told = sent.filter((request) => request.url.endsWith("/rest"))
    expect(await Promise.all(told.map((request) => request.json()))).toMatchObject([
      { purchaseOrderId: expected, purchaseOrderNumber: "D-1", purchaseOrderStatus: { number: 100 } },
      { purchaseOrderStatus: { number: 300 }, path: `/api/v1/purchaseOrders/${expected}` },
      { purchaseOrderStatus: { number: 400 } },
      { purchaseOrderStatus: { number: 400 }, webhookPurchaseOrdersId: expect.any(Number) },
      { articleNumber: sku, transactionNumberOfItems: -1, isCountInventory: false, returnRemovedByOrder: null },
      { orderId: id, numberOfItems: 1, isReturned: true, returnCause: { code: "10" } }
    ])
    expect(sent.length).toBe(told.length + 5)
  })
})
