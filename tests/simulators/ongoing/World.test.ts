import { describe, expect, test } from "bun:test"
import { catalogue } from "@omnium-ongoing/simulator-kit/Catalogue"
import { type ArticleAnswer, installation, type OrderAnswer, postOrder } from "./Installation.ts"

const authorization = { authorization: `Basic ${btoa("demo:demo")}` }

describe("a seeded world", () => {
  test("holds the catalogue of its seed, and the same seed gives the same world", async () => {
    const read = async (seed: number) => {
      const { ok, list } = installation({ seed, articles: 12, orders: 13 })
      return {
        articles: await ok<ReadonlyArray<ArticleAnswer>>("GET", "/articles?goodsOwnerId=7"),
        orders: await list("")
      }
    }
    const one = await read(3)
    expect(one.articles.map((article) => article.articleNumber)).toEqual(catalogue(3, 12).map((item) => item.sku))
    expect(await read(3)).toEqual(one)
    expect(await read(4)).not.toEqual(one)
  })

  test("has orders in many states: open, part sent, sent with parcels, back orders, returns, cancelled", async () => {
    const { list } = installation({ orders: 13 })
    const orders = await list("")
    expect([...new Set(orders.map((order) => order.orderInfo.orderStatus.number))].sort((a, b) => a - b)).toEqual([
      200, 300, 320, 400, 425, 450, 451, 500, 1000
    ])
    const some = (holds: (order: OrderAnswer) => boolean) => expect(orders.some(holds)).toBe(true)
    some((order) => order.orderInfo.advanced.backOrderInfo !== null)
    some((order) => order.orderLines.some((line) => line.returnedNumberOfItems > 0))
    some((order) => order.parcels?.some((parcel) => parcel.isReturnParcel) ?? false)
  })

  test("has purchase orders that wait, that came in rounds, in full, with more than advised, and in vain", async () => {
    const { purchaseOrders } = installation({ orders: 6 })
    const orders = await purchaseOrders("")
    expect(orders.map((order) => order.purchaseOrderInfo.purchaseOrderStatus.number)).toEqual([
      100, 300, 300, 500, 400, 900
    ])
    expect(orders.map((order) => order.purchaseOrderLines[0]?.articleItems?.length ?? 0)).toEqual([0, 1, 2, 1, 2, 1])
  })

  test("can be as large or as empty as wanted", async () => {
    const { ok, list, purchaseOrders } = installation({ articles: 0, orders: 6 })
    expect(await purchaseOrders("")).toEqual([])
    expect(await ok<ReadonlyArray<unknown>>("GET", "/articles?goodsOwnerId=7")).toEqual([])
    expect(await list("")).toEqual([])
  })
})

describe("namespaces and snapshots", () => {
  test("a namespace is a world of its own, under a prefix of either door", async () => {
    const { create, send, list } = installation()
    await create("A-1")
    const put = await send("PUT", "/ns/other/demo/api/v1/orders", postOrder("B-1"), authorization)
    expect(put.status).toBe(201)
    const { orderId } = (await put.json()) as { orderId: number }
    expect((await send("POST", `/ns/other/_simulator/orders/${orderId}/release`, {})).status).toBe(200)
    const [mine] = await list("")
    expect(mine?.orderInfo).toMatchObject({ orderNumber: "A-1", orderStatus: { number: 200 } })
  })

  test("a snapshot brings everything back, and travels as JSON", async () => {
    const { create, act, order, send, stock, list, ok, advise, dock, purchaseOrder } = installation()
    const expected = await advise("D-1", [4])
    const incoming = await dock(expected, "receive", { lines: [{ rowNumber: "1", quantity: 1 }] })
    const id = await create("A-1", [3])
    await act(id, "release")
    const before = [await order(id), await stock()]
    await send("POST", "/_simulator/snapshots/s")
    await act(id, "pick")
    await dock(expected, "cancel")
    await create("A-2")
    expect((await send("POST", "/_simulator/snapshots/s/restore")).status).toBe(204)
    expect([await order(id), await stock()]).toEqual(before)
    expect(await list("")).toHaveLength(1)
    expect(await purchaseOrder(expected)).toEqual(incoming)

    const exported = await (await send("GET", "/_simulator/snapshots/s")).json()
    await send("PUT", "/ns/copy/_simulator/snapshots/s", exported)
    await send("POST", "/ns/copy/_simulator/snapshots/s/restore")
    const copied = await send("GET", `/ns/copy/demo/api/v1/orders/${id}`, undefined, authorization)
    expect(await copied.json()).toEqual(before[0])
    const advised = "/ns/copy/demo/api/v1/purchaseOrders?goodsOwnerId=7&purchaseOrderNumber=D-1"
    expect(await (await send("GET", advised, undefined, authorization)).json()).toEqual([incoming])
    const again = await send("PUT", "/ns/copy/demo/api/v1/orders", postOrder("A-2"), authorization)
    const other = await ok<{ orderId: number }>("PUT", "/orders", postOrder("A-3")).catch(() => undefined)
    expect(again.status).toBe(201)
    expect(other).toBeUndefined()
  })

  test("a reset forgets orders and settings", async () => {
    const { create, settings, send, list, order } = installation()
    const id = await create("A-1")
    await settings({ statusLanguage: "sv" })
    expect((await send("POST", "/_simulator/reset", {})).status).toBe(204)
    expect(await list("")).toEqual([])
    expect(await create("A-1")).toBe(id)
    expect((await order(id)).orderInfo.orderStatus.text).toBe("Open")
  })

  test("the ledger tells each effect with its request", async () => {
    const { create, act, send } = installation()
    const id = await create("A-1", [2])
    await act(id, "release")
    const rows = (await (await send("GET", "/_simulator/ledger?since=0")).json()) as ReadonlyArray<{
      kind: string
      object: string
      cause: string
      requestId: string | null
    }>
    expect(rows.map(({ kind, object, cause }) => [kind, object, cause])).toEqual([
      ["order", String(id), "PUT /orders"],
      ["stock", "0123ABC/1", "PUT /orders"],
      ["order", String(id), "release"]
    ])
    expect(rows[0]?.requestId).toMatch(/^request-/)
    expect(rows[2]?.requestId).toBeNull()
  })

  test("a server that refuses fetch hides a 401 behind its 500 (C5)", async () => {
    const { send, back } = installation()
    await back("faults", { fault: "reject-fetch-client" }, 201)
    const status = async (userAgent: string) =>
      (await send("GET", "/demo/api/v1/orders/statuses", undefined, { "user-agent": userAgent })).status
    expect(await status("Bun/1.4.5")).toBe(500)
    expect(await status("curl/8.5.0")).toBe(401)
  })

  test("a lost answer leaves the order behind", async () => {
    const { api, create, back, list } = installation()
    await back(
      "faults",
      { method: "PUT", path: "/orders", fault: "status", status: 503, phase: "after", count: 1 },
      201
    )
    expect((await api("PUT", "/orders", postOrder("A-1"))).status).toBe(503)
    expect(await list("")).toHaveLength(1)
    await create("A-2")
  })
})
