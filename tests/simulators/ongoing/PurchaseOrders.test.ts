import { describe, expect, test } from "bun:test"
import { installation, postPurchaseOrder, sku } from "./Installation.ts"

const statusOf = (order: {
  readonly purchaseOrderInfo: { readonly purchaseOrderStatus: { readonly number: number } }
}) => order.purchaseOrderInfo.purchaseOrderStatus.number
const hour = 3_600_000

describe("PUT /purchaseOrders", () => {
  test("creates, then replaces by its number: lines keep their ids by row number, left-out ones go", async () => {
    const { advise, ok, purchaseOrder } = installation()
    const id = await advise("D-1", [10, 4])
    const [first, second] = (await purchaseOrder(id)).purchaseOrderLines
    const put = await ok<{ purchaseOrderId: number; message: string }>(
      "PUT",
      "/purchaseOrders",
      postPurchaseOrder("D-1", [12], { supplierInfo: { supplierNumber: "S900", supplierName: "New AS" } })
    )
    expect(put.purchaseOrderId).toBe(id)
    expect(put.message).toContain("Supplier 'S900' was created")
    const order = await purchaseOrder(id)
    expect(order.purchaseOrderLines.map((line) => [line.id, line.advisedNumberOfItems])).toEqual([[first?.id ?? 0, 12]])
    expect(order.supplierInfo).toEqual({ supplierNumber: "S900", supplierName: "New AS", address: null } as never)
    expect(second?.id).not.toBe(first?.id)
    await ok("PUT", `/purchaseOrders/${id}`, postPurchaseOrder("D-1b"))
    expect((await purchaseOrder(id)).purchaseOrderInfo.purchaseOrderNumber).toBe("D-1b")
  })

  test("refuses strangers: goods owner, warehouse, row numbers, status, members, another's number", async () => {
    const { advise, refused } = installation()
    const other = await advise("D-0")
    await advise("D-9")
    const line = { rowNumber: "1", articleNumber: sku, numberOfItems: 1 }
    await refused("PUT", "/purchaseOrders", postPurchaseOrder("D-1", [1], { goodsOwnerId: 99 }), 403)
    for (const changes of [
      { warehouseId: 77 },
      { purchaseOrderLines: [line, line] },
      { advanced: { purchaseOrderStatusCreated: 123 } },
      { purchaseOrderType: { name: "no code" } }
    ])
      await refused("PUT", "/purchaseOrders", postPurchaseOrder("D-1", [1], changes))
    const unknown = await refused("PUT", "/purchaseOrders", postPurchaseOrder("D-1", [1], { suplierInfo: {} }))
    expect(Object.keys(unknown.modelState ?? {})).toEqual(["o.suplierInfo"])
    await refused("PUT", `/purchaseOrders/${other}`, postPurchaseOrder("D-9"))
    await refused("GET", "/purchaseOrders/1", undefined, 404)
  })

  test("is refused, as is a cancellation, once goods reception has begun", async () => {
    const { advise, dock, refused, ok, purchaseOrder } = installation()
    const id = await advise("D-1")
    await dock(id, "receive", { lines: [{ rowNumber: "1", quantity: 1 }] })
    const { message } = await refused("PUT", "/purchaseOrders", postPurchaseOrder("D-1", [3]))
    expect(message).toContain("'D-1'")
    expect(message).toContain("cannot be updated")
    await refused("DELETE", `/purchaseOrders/${id}`)
    const other = await advise("D-2")
    await ok("DELETE", "/purchaseOrders?goodsOwnerId=7&purchaseOrderNumber=D-2")
    expect(statusOf(await purchaseOrder(other))).toBe(900)
    await refused("DELETE", `/purchaseOrders/${other}`)
  })
})

describe("goods that arrive", () => {
  test("come in rounds, each an article item with its time; the stock follows at once", async () => {
    const { advise, dock, stock, pass, purchaseOrder } = installation()
    const before = await stock()
    const id = await advise("D-1", [10])
    expect((await stock()).toReceiveNumberOfItems).toBe(before.toReceiveNumberOfItems + 10)
    const once = await dock(id, "receive", { lines: [{ rowNumber: "1", quantity: 4 }] })
    expect(statusOf(once)).toBe(300)
    pass(hour)
    await dock(id, "receive", { lines: [{ rowNumber: "1", quantity: 8 }] })
    const [line] = (await purchaseOrder(id)).purchaseOrderLines
    expect(line?.receivedNumberOfItems).toBe(12)
    expect(line?.articleItems?.map((item) => [item.numberOfItems, item.inDate])).toEqual([
      [4, "2026-11-02T08:00:00.57Z"],
      [8, "2026-11-02T09:00:00.57Z"]
    ])
    expect(await stock()).toMatchObject({
      numberOfItems: before.numberOfItems + 12,
      sellableNumberOfItems: before.sellableNumberOfItems + 12,
      toReceiveNumberOfItems: before.toReceiveNumberOfItems,
      receivedToBeFinishedNumberOfItems: 12,
      lastInDate: "2026-11-02T09:00:00.57Z",
      reported: { receivedToBeReportedNumberOfItems: 12 }
    })
    expect(statusOf(await dock(id, "finish"))).toBe(400)
    expect((await stock()).receivedToBeFinishedNumberOfItems).toBe(0)
    expect(statusOf(await dock(id, "finish", { accept: true }))).toBe(500)
  })

  test("all that is to come, when no lines are named; then it is finished as received", async () => {
    const { advise, dock } = installation()
    const id = await advise("D-1", [10, 2.5])
    await dock(id, "receive")
    expect(statusOf(await dock(id, "finish"))).toBe(500)
  })

  test("a cancelled rest is no longer to come, but what came stays", async () => {
    const { advise, dock, stock } = installation()
    const before = await stock()
    const id = await advise("D-1", [10])
    await dock(id, "receive", { lines: [{ rowNumber: "1", quantity: 3 }] })
    expect(statusOf(await dock(id, "cancel"))).toBe(900)
    expect(await stock()).toMatchObject({
      numberOfItems: before.numberOfItems + 3,
      toReceiveNumberOfItems: before.toReceiveNumberOfItems,
      receivedToBeFinishedNumberOfItems: 0
    })
  })

  test("impossible actions say why", async () => {
    const { advise, dock, undockable, back } = installation()
    const id = await advise("D-1", [1])
    expect((await undockable(id, "finish")).message).toContain("nothing of it is received")
    expect((await undockable(id, "status", { number: 123 })).message).toContain("no purchase order status")
    expect((await undockable(id, "receive", { lines: [{ rowNumber: "9", quantity: 1 }] })).message).toContain("row 9")
    await dock(id, "receive")
    expect((await undockable(id, "receive")).message).toContain("nothing more is to come")
    await dock(id, "finish")
    expect((await undockable(id, "receive", { lines: [{ rowNumber: "1", quantity: 1 }] })).message).toContain("500")
    expect((await undockable(id, "cancel")).message).toContain("500")
    await back("purchaseOrders/1/receive", {}, 404)
  })

  test("are the items that were announced", async () => {
    const { advise, dock, ok, purchaseOrder } = installation()
    const id = await advise("D-1", [10])
    const lineId = (await purchaseOrder(id)).purchaseOrderLines[0]?.id
    const told = await ok<{ success: boolean; messages: ReadonlyArray<{ articleItemId: number | null }> }>(
      "PUT",
      `/purchaseOrders/${id}/articleItems`,
      { items: [{ purchaseOrderLineId: lineId, numberOfItems: 10, batch: "B7" }, { purchaseOrderLineId: 1 }] }
    )
    expect(told).toMatchObject({
      success: false,
      messages: [{ success: true }, { success: false, articleItemId: null }]
    })
    const item = (await dock(id, "receive")).purchaseOrderLines[0]?.articleItems?.[0]
    expect(item).toMatchObject({ batchNumber: "B7", originalArticleItemId: told.messages[0]?.articleItemId ?? 0 })
  })
})

describe("GET /purchaseOrders", () => {
  test("pages by an inclusive id, and filters by number, status, type, article and day of arrival", async () => {
    const { advise, dock, purchaseOrders } = installation()
    const first = await advise("D-1", [1], { purchaseOrderType: { code: "FAST", name: "Fast" } })
    const second = await advise("D-2", [1], { inDate: "2026-12-24" })
    const third = await advise("D-3", [1], {
      purchaseOrderLines: [{ rowNumber: "1", articleNumber: "OTHER", numberOfItems: 1 }]
    })
    await dock(second, "status", { number: 199 })
    const ids = async (query: string) =>
      (await purchaseOrders(query)).map((order) => order.purchaseOrderInfo.purchaseOrderId)
    expect(await ids("maxPurchaseOrdersToGet=2")).toEqual([first, second])
    expect(await ids(`purchaseOrderIdFrom=${second}`)).toEqual([second, third])
    expect(await ids("purchaseOrderNumbers=D-3&purchaseOrderNumbers=D-1")).toEqual([first, third])
    expect(await ids("purchaseOrderNumber=D-3")).toEqual([third])
    expect(await ids("purchaseOrderStatusFrom=199&purchaseOrderStatusTo=199")).toEqual([second])
    expect(await ids("purchaseOrderTypeCode=FAST")).toEqual([first])
    expect(await ids("articleNumbers=OTHER")).toEqual([third])
    expect(await ids("inDateFrom=2026-12-01&inDateTo=2026-12-31")).toEqual([second])
  })

  test("finds changes of the status, of the lines, and receipts, each by its own time", async () => {
    const { advise, dock, ok, purchaseOrders, pass } = installation()
    const id = await advise("D-1", [9])
    pass(hour)
    const count = async (query: string) => (await purchaseOrders(query)).length
    const later = "2026-11-02T09:00:00Z"
    expect(await count(`purchaseOrderHeadOrLinesChangedTimeFrom=${later}`)).toBe(0)
    await ok("PATCH", `/purchaseOrders/${id}/inDate`, { inDate: "2026-11-20" })
    expect(await count(`purchaseOrderHeadOrLinesChangedTimeFrom=${later}`)).toBe(1)
    expect(await count(`purchaseOrderStatusChangedTimeFrom=${later}`)).toBe(0)
    expect(await count(`lastReceiveTimeFrom=${later}`)).toBe(0)
    await dock(id, "receive", { lines: [{ rowNumber: "1", quantity: 1 }] })
    expect(await count(`purchaseOrderStatusChangedTimeFrom=${later}`)).toBe(1)
    pass(hour)
    await dock(id, "receive")
    expect(await count("purchaseOrderStatusChangedTimeFrom=2026-11-02T10:00:00Z")).toBe(0)
    expect(await count("lastReceiveTimeFrom=2026-11-02T10:00:00Z")).toBe(1)
    expect(await count("lastReceiveTimeTo=2026-11-02T09:30:00Z")).toBe(0)
  })

  test("what is received and not reported comes until it is reported, and again with the next receipt", async () => {
    const { advise, dock, api, purchaseOrders, purchaseOrder } = installation()
    const id = await advise("D-1", [9])
    const toReport = async () => (await purchaseOrders("onlyPurchaseOrdersWithOrderLinesToReport=true")).length
    expect(await toReport()).toBe(0)
    await dock(id, "receive", { lines: [{ rowNumber: "1", quantity: 4 }] })
    expect(await toReport()).toBe(1)
    const [line] = (await purchaseOrder(id)).purchaseOrderLines
    const path = `/purchaseOrders/${id}/lines/${line?.id}/reportedNumberOfItems`
    expect((await api("PATCH", path, { reportedNumberOfItems: -1 })).status).toBe(400)
    const answer = await api("PATCH", path, { reportedNumberOfItems: 4 })
    expect([answer.status, await answer.text()]).toEqual([200, ""])
    expect(await toReport()).toBe(0)
    await dock(id, "receive")
    expect(await toReport()).toBe(1)
    await api("PATCH", `/purchaseOrders/${id}/setReportedNumberOfItemsToReceivedNumberOfItems`)
    expect(await toReport()).toBe(0)
    expect((await purchaseOrder(id)).purchaseOrderLines[0]?.reportedNumberOfItems).toBe(9)
  })
})

describe("patches and registers", () => {
  test("single fields can be changed after goods reception has begun, until it is finished", async () => {
    const { advise, dock, ok, api, purchaseOrder, refused } = installation()
    const id = await advise("D-1", [1])
    await dock(id, "receive")
    const lineId = (await purchaseOrder(id)).purchaseOrderLines[0]?.id
    const patch = (path: string, body: unknown) => ok("PATCH", `/purchaseOrders/${id}/${path}`, body)
    await patch("freeText1", { freeText1: "by rail" })
    await patch("freeBool1", { freeBool1: true })
    await patch("advisedDate", { advisedDate: "2026-11-21T10:00:00Z" })
    await patch("purchaseOrderIsReturnType", { purchaseOrderIsReturnType: true })
    await patch("purchaseOrderNumber", { purchaseOrderNumber: "D-1x" })
    expect((await api("PATCH", `/purchaseOrders/${id}/lines/${lineId}/freeText1`, { freeText1: "x" })).status).toBe(200)
    expect(await purchaseOrder(id)).toMatchObject({
      purchaseOrderInfo: {
        purchaseOrderNumber: "D-1x",
        freeValues: { freeText1: "by rail", freeBool1: true },
        advanced: { advisedDate: "2026-11-21T10:00:00Z", purchaseOrderIsReturnType: true }
      },
      purchaseOrderLines: [{ freeValues: { freeText1: "x" } }]
    })
    await patch("purchaseOrderStatus", { purchaseOrderStatusNumber: 500 })
    await refused("PATCH", `/purchaseOrders/${id}/freeText1`, { freeText1: "late" })
  })

  test("the list of statuses is the installation's, under its own key", async () => {
    const { ok, settings, advise, purchaseOrder } = installation()
    const numbers = async () =>
      (
        await ok<{ orderStatuses: ReadonlyArray<{ number: number; text: string }> }>("GET", "/purchaseOrders/statuses")
      ).orderStatuses.map(({ number }) => number)
    expect(await numbers()).toEqual([100, 199, 200, 300, 400, 500, 900, 1000])
    await settings({ purchaseOrderStatuses: "standard" })
    expect(await numbers()).toEqual([100, 200, 300, 400, 500, 900])
    await settings({ purchaseOrderStatuses: "norwegian", statusLanguage: "no" })
    expect(await numbers()).toEqual([199, 200, 300, 400, 500, 900, 1000])
    const id = await advise("D-1")
    expect((await purchaseOrder(id)).purchaseOrderInfo.purchaseOrderStatus).toEqual({ number: 200, text: "Varslet" })
  })

  test("types grow with the purchase orders, files lie on them", async () => {
    const { advise, ok } = installation()
    const id = await advise("D-1", [1], { purchaseOrderType: { code: "FAST", name: "Fast" } })
    const { purchaseOrderTypes } = await ok<{ purchaseOrderTypes: ReadonlyArray<unknown> }>(
      "GET",
      "/purchaseOrders/types?goodsOwnerId=7"
    )
    expect(purchaseOrderTypes).toContainEqual({ code: "FAST", name: "Fast" })
    await ok("POST", `/purchaseOrders/${id}/files`, {
      fileName: "cmr.pdf",
      mimeType: "application/pdf",
      fileDataBase64: "AAAA"
    })
    expect(await ok<ReadonlyArray<unknown>>("GET", `/purchaseOrders/${id}/files`)).toMatchObject([
      { purchaseOrderId: id, orderId: null, fileName: "cmr.pdf" }
    ])
  })
})
