import { describe, expect, test } from "bun:test"
import { installation, sku } from "./Installation.ts"

interface ReturnOrderAnswer {
  readonly returnOrderInfo: {
    readonly returnOrderId: number
    readonly returnOrderStatus: { readonly number: number }
    readonly returnOrderArrivalTime: string | null
  }
  readonly returnOrderLines: ReadonlyArray<{
    readonly returnOrderLineId: number
    readonly toBeReturnedNumberOfItems: number
    readonly returnedNumberOfItems: number
    readonly returnedRemovedByInventoryNumberOfItems: number
    readonly pickedNumberOfItems: number
    readonly returnedArticleItems: ReadonlyArray<{
      readonly numberOfItems: number
      readonly returnComment: string
    }> | null
  }>
}

/** An order of ten that was sent, and a return order for some of them. */
const sold = async (quantity = 4) => {
  const world = installation()
  const id = await world.create("A-1", [10])
  await world.act(id, "release")
  await world.act(id, "pick")
  await world.act(id, "ship")
  const lineId = (await world.order(id)).orderLines[0]?.id ?? 0
  const post = (changes: object = {}) => ({
    goodsOwnerId: 7,
    returnOrderNumber: "R-1",
    customerOrder: { orderId: id },
    returnOrderLines: [
      {
        returnOrderRowNumber: "1",
        customerOrderLine: { orderLineId: lineId },
        toBeReturnedNumberOfItems: quantity,
        returnCause: { code: "20" }
      }
    ],
    ...changes
  })
  const put = async (changes: object = {}) =>
    (await world.ok<{ returnOrderId: number }>("PUT", "/returnOrders", post(changes))).returnOrderId
  const read = (returnOrderId: number) => world.ok<ReturnOrderAnswer>("GET", `/returnOrders/${returnOrderId}`)
  const ids = async (query: string) =>
    (await world.ok<ReadonlyArray<ReturnOrderAnswer>>("GET", `/returnOrders?goodsOwnerId=7&${query}`)).map(
      (order) => order.returnOrderInfo.returnOrderId
    )
  return { ...world, id, lineId, post, put, read, ids }
}

describe("goods that come back", () => {
  test("are found by their time and until they are reported, whatever the status does", async () => {
    const { id, act, list, order, pass, api } = await sold()
    pass(3_600_000)
    const since = () => list("lastReturnedFrom=2026-11-02T09:00:00Z")
    const unreported = () => list("onlyOrdersWithOrderLinesToReportReturned=true")
    expect([(await since()).length, (await unreported()).length]).toEqual([0, 0])
    await act(id, "return", { lines: [{ rowNumber: "1", quantity: 3, cause: "20" }] })
    expect([(await since()).length, (await unreported()).length]).toEqual([1, 1])
    expect((await order(id)).orderLines[0]).toMatchObject({ pickedNumberOfItems: 10, returnedNumberOfItems: 3 })
    await api("PATCH", `/orders/${id}/setReportedReturnedNumberOfItemsToReturnedNumberOfItems`)
    expect((await unreported()).length).toBe(0)
    await act(id, "return", { lines: [{ rowNumber: "1", quantity: 1 }] })
    expect((await unreported()).length).toBe(1)
  })

  test("make unknown causes known; a cause that scraps leaves an inventory event", async () => {
    const { id, act, ok, stock, impossible } = await sold()
    const before = await stock()
    await act(id, "return", { lines: [{ rowNumber: "1", quantity: 2, cause: "NEW" }] })
    const { returnCauses } = await ok<{ returnCauses: ReadonlyArray<{ code: string }> }>(
      "GET",
      "/returnOrders/returnCauses?goodsOwnerId=7"
    )
    expect(returnCauses.map((cause) => cause.code)).toContain("NEW")
    expect((await stock()).numberOfItems).toBe(before.numberOfItems + 2)
    await act(id, "return", { lines: [{ rowNumber: "1", quantity: 3, cause: "30" }] })
    expect((await stock()).numberOfItems).toBe(before.numberOfItems + 2)
    expect(await ok<unknown>("GET", "/inventoryAdjustments?goodsOwnerId=7")).toMatchObject([
      { inventoryAdjustments: [{ numberOfItems: -3, inventoryAdjustmentCause: { code: "30" } }] }
    ])
    expect((await impossible(id, "return", { lines: [{ rowNumber: "1", quantity: 6 }] })).message).toContain("5 can")
  })
})

describe("a return order", () => {
  test("tells what is expected; goods that come back on it are linked to it, both ways", async () => {
    const { id, act, put, read, order, pass } = await sold()
    const returnOrderId = await put()
    expect((await read(returnOrderId)).returnOrderInfo).toMatchObject({
      returnOrderStatus: { number: 100 },
      returnOrderArrivalTime: null
    })
    pass(3_600_000)
    await act(id, "return", { returnOrderId, lines: [{ rowNumber: "1", quantity: 1, comment: "worn" }] })
    const partly = await read(returnOrderId)
    expect(partly.returnOrderInfo).toMatchObject({
      returnOrderStatus: { number: 300 },
      returnOrderArrivalTime: "2026-11-02T09:00:00.57Z"
    })
    expect(partly.returnOrderLines).toMatchObject([
      {
        toBeReturnedNumberOfItems: 4,
        returnedNumberOfItems: 1,
        pickedNumberOfItems: 10,
        returnedArticleItems: [{ numberOfItems: 1, returnComment: "worn", returnCause: { code: "20" } }]
      }
    ])
    const item = (await order(id)).orderLines[0]?.pickedArticleItems?.find((each) => each.isReturned)
    expect(item?.returnOrderInfo).toEqual({
      returnOrderId,
      returnOrderLineId: partly.returnOrderLines[0]?.returnOrderLineId ?? 0
    })
    await act(id, "return", { returnOrderId })
    const complete = await read(returnOrderId)
    expect(complete.returnOrderInfo.returnOrderStatus.number).toBe(500)
    expect(complete.returnOrderLines[0]?.returnedNumberOfItems).toBe(4)
    expect((await order(id)).orderLines[0]?.returnedNumberOfItems).toBe(4)
  })

  test("is replaced by its number until goods came back on it, and can be cancelled until then", async () => {
    const { id, act, put, post, read, refused, ok } = await sold()
    const returnOrderId = await put()
    const lineId = (await read(returnOrderId)).returnOrderLines[0]?.returnOrderLineId
    expect(await put({ comment: "again" })).toBe(returnOrderId)
    expect((await read(returnOrderId)).returnOrderLines[0]?.returnOrderLineId).toBe(lineId ?? 0)
    await act(id, "return", { returnOrderId })
    await refused("PUT", "/returnOrders", post())
    await refused("DELETE", `/returnOrders/${returnOrderId}`)
    const other = await put({ returnOrderNumber: "R-2" })
    await ok("DELETE", "/returnOrders?goodsOwnerId=7&returnOrderNumber=R-2")
    expect((await read(other)).returnOrderInfo.returnOrderStatus.number).toBe(900)
    await refused("DELETE", `/returnOrders/${other}`)
  })

  test("is listed by number, order, status and time of return", async () => {
    const { id, act, put, ids } = await sold()
    const first = await put()
    const second = await put({ returnOrderNumber: "R-2" })
    await act(id, "return", { returnOrderId: second })
    expect(await ids("")).toEqual([first, second])
    expect(await ids("returnOrderNumbers=R-1")).toEqual([first])
    expect(await ids("customerOrderNumbers=A-1")).toEqual([first, second])
    expect(await ids("customerOrderNumbers=A-2")).toEqual([])
    expect(await ids("returnOrderStatusFrom=200&returnOrderStatusTo=900")).toEqual([second])
    expect(await ids("goodsReturnedFromDate=2026-11-02T08:00:00Z")).toEqual([second])
    expect(await ids("goodsReturnedFromDate=2026-11-02T09:00:00Z")).toEqual([])
  })

  test("is refused for what is not there, but not for goods that are not sent", async () => {
    const { post, put, create, order, refused, ok } = await sold()
    await refused("PUT", "/returnOrders", post({ customerOrder: { orderId: 1 } }), 404)
    await refused("PUT", "/returnOrders", post({ goodsOwnerId: 99 }), 403)
    const stray = { returnOrderRowNumber: "1", customerOrderLine: { orderLineId: 1 }, toBeReturnedNumberOfItems: 1 }
    await refused("PUT", "/returnOrders", post({ returnOrderLines: [stray] }))
    const open = await create("A-2", [1])
    const orderLineId = (await order(open)).orderLines[0]?.id
    await put({
      returnOrderNumber: "R-9",
      customerOrder: { orderId: open },
      returnOrderLines: [{ ...stray, customerOrderLine: { orderLineId } }]
    })
    expect(await ok<unknown>("GET", "/returnOrders/statuses")).toMatchObject({
      returnOrderStatuses: [{ number: 100 }, { number: 200 }, { number: 300 }, { number: 500 }, { number: 900 }]
    })
  })
})

describe("staff who change an order", () => {
  test("put another article in place of a line that nobody picked yet", async () => {
    const { create, act, impossible, order, stock, ok } = installation()
    await ok("PUT", "/articles", { goodsOwnerId: 7, articleNumber: "OTHER" })
    const id = await create("A-1", [2, 3])
    const before = await stock()
    const replaced = (await order(id)).orderLines[0]
    await act(id, "release")
    const changed = await act(id, "substitute", { rowNumber: "1", articleNumber: "OTHER" })
    expect(changed.orderLines.map((line) => [line.rowNumber, line.article.articleNumber])).toEqual([
      ["2", sku],
      ["WMS1", "OTHER"]
    ])
    expect(changed.orderLines.some((line) => line.id === replaced?.id)).toBe(false)
    expect((await stock()).numberOfBookedItems).toBe(before.numberOfBookedItems - 2)
    expect((await stock("OTHER")).sellableNumberOfItems).toBe(-2)
    await act(id, "pick", { lines: [{ rowNumber: "2", quantity: 1 }] })
    const refusal = await impossible(id, "substitute", { rowNumber: "2", articleNumber: "OTHER" })
    expect(refusal.message).toContain("picked already")
  })
})
