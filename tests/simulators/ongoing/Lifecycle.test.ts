import { describe, expect, test } from "bun:test"
import { installation, sku } from "./Installation.ts"

const statusOf = (order: { readonly orderInfo: { readonly orderStatus: { readonly number: number } } }) =>
  order.orderInfo.orderStatus.number

describe("an order in the warehouse", () => {
  test("goes release 300, allocate 320, pick 400, ship 450, collect 500, and the stock follows", async () => {
    const { create, act, stock } = installation()
    const before = await stock()
    const id = await create("A-1", [4])
    expect(await stock()).toMatchObject({
      numberOfItems: before.numberOfItems,
      numberOfBookedItems: before.numberOfBookedItems + 4,
      sellableNumberOfItems: before.sellableNumberOfItems - 4
    })
    expect(statusOf(await act(id, "release"))).toBe(300)
    const allocated = await act(id, "allocate")
    expect(statusOf(allocated)).toBe(320)
    expect(allocated.orderInfo.allocatedNumberOfItems).toBe(4)
    expect(allocated.orderLines[0]?.pickedArticleItems).toMatchObject([{ numberOfItems: 4, isPicked: false }])
    expect((await stock()).allocatedNumberOfItems).toBe(before.allocatedNumberOfItems + 4)
    const picked = await act(id, "pick")
    expect(statusOf(picked)).toBe(400)
    expect(picked.orderLines[0]).toMatchObject({ pickedNumberOfItems: 4, allocatedNumberOfItems: 0 })
    expect(await stock()).toMatchObject({
      numberOfItems: before.numberOfItems - 4,
      numberOfBookedItems: before.numberOfBookedItems,
      allocatedNumberOfItems: before.allocatedNumberOfItems,
      pickedToBeCollectedNumberOfItems: before.pickedToBeCollectedNumberOfItems + 4,
      sellableNumberOfItems: before.sellableNumberOfItems - 4
    })
    const shipped = await act(id, "ship")
    expect(statusOf(shipped)).toBe(450)
    expect(shipped.orderInfo.shippedTime).not.toBeNull()
    expect(statusOf(await act(id, "collect"))).toBe(500)
    expect((await stock()).pickedToBeCollectedNumberOfItems).toBe(before.pickedToBeCollectedNumberOfItems)
  })

  test("may be picked and sent in rounds", async () => {
    const { create, act, impossible } = installation()
    const id = await create("A-1", [10])
    await act(id, "release")
    await act(id, "allocate")
    const first = await act(id, "pick", { lines: [{ rowNumber: "1", quantity: 8 }] })
    expect([statusOf(first), first.orderInfo.pickedNumberOfItems]).toEqual([320, 8])
    const partlySent = await act(id, "ship")
    expect([statusOf(partlySent), partlySent.orderInfo.allocatedNumberOfItems]).toEqual([425, 0])
    expect((await impossible(id, "ship")).message).toContain("nothing more")
    const rest = await act(id, "pick")
    expect([statusOf(rest), rest.orderInfo.pickedNumberOfItems]).toEqual([400, 10])
    expect(statusOf(await act(id, "ship"))).toBe(450)
  })

  test("is picked from several reservations, which are split where a pick ends", async () => {
    const { create, act } = installation()
    const id = await create("A-1", [10])
    await act(id, "release")
    for (const quantity of [3, 4]) await act(id, "allocate", { lines: [{ rowNumber: "1", quantity }] })
    const [line] = (await act(id, "pick", { lines: [{ rowNumber: "1", quantity: 5 }] })).orderLines
    expect(line).toMatchObject({ pickedNumberOfItems: 5, allocatedNumberOfItems: 2 })
    const items = line?.pickedArticleItems ?? []
    expect(items.map((item) => [item.numberOfItems, item.isPicked])).toEqual([
      [3, true],
      [2, true],
      [2, false]
    ])
    expect(new Set(items.map((item) => item.articleItemId)).size).toBe(3)
  })

  test("is packed into parcels whose waybills the order shows when it is sent", async () => {
    const { create, act, impossible } = installation()
    const id = await create("A-1", [3])
    await act(id, "release")
    expect((await impossible(id, "pack", { parcels: [{ parcelNumber: "P1" }] })).message).toContain("nothing is picked")
    await act(id, "pick")
    const parcels = [
      { parcelNumber: "P1", waybill: "W1", trackingUrl: "https://t/1", lines: [{ rowNumber: "1", quantity: 1 }] },
      { parcelNumber: "P2", waybill: "W2", trackingUrl: "https://t/2" },
      { parcelNumber: "R1", waybill: "WR", trackingUrl: "https://t/r", isReturn: true }
    ]
    const packed = await act(id, "pack", { parcels })
    expect(packed.orderLines[0]?.packedNumberOfItems).toBe(3)
    expect(
      packed.orderLines[0]?.pickedArticleItems?.map((item) => [item.parcel?.parcelNumber, item.numberOfItems])
    ).toEqual([
      ["P1", 1],
      ["P2", 2]
    ])
    expect(packed.tracking).toBeNull()
    const shipped = await act(id, "ship")
    expect(shipped.orderInfo).toMatchObject({ wayBill: "W1", returnWayBill: "WR" })
    expect(shipped.tracking?.map((each) => each.waybill)).toEqual(["W1", "W2"])
    expect(shipped.returnTracking?.map((each) => each.waybill)).toEqual(["WR"])
    expect(shipped.parcels?.map((each) => [each.parcelNumber, each.isReturnParcel])).toEqual([
      ["P1", false],
      ["P2", false],
      ["R1", true]
    ])
  })

  test("gets parcels and files after it was sent, behind the filters' back", async () => {
    const { create, act, ok, list, pass, order } = installation()
    const id = await create("A-1")
    await act(id, "release")
    await act(id, "pick")
    await act(id, "ship")
    pass(60_000)
    const since = "2026-11-02T08:00:30Z"
    await act(id, "addParcel", { parcelNumber: "P9", waybill: "W9", trackingUrl: "https://t/9" })
    await act(id, "attachFile", { fileName: "invoice.pdf" })
    expect((await order(id)).parcels).toMatchObject([{ parcelNumber: "P9", tracking: { waybill: "W9" } }])
    expect(await ok<ReadonlyArray<object>>("GET", `/orders/${id}/files`)).toMatchObject([
      { orderId: id, fileName: "invoice.pdf", mimeType: "application/pdf" }
    ])
    expect(await list(`orderUpdatedTimeFrom=${since}`)).toEqual([])
    expect(await list(`orderStatusChangedTimeFrom=${since}`)).toEqual([])
  })

  test("closed short drops what is left", async () => {
    const { create, act, stock, impossible } = installation()
    const before = await stock()
    const id = await create("A-1", [5])
    await act(id, "release")
    expect((await impossible(id, "closeShort")).message).toContain("cancel it instead")
    await act(id, "pick", { lines: [{ rowNumber: "1", quantity: 3 }] })
    await act(id, "ship")
    expect((await impossible(id, "collect")).message).toContain("left to pick")
    expect(statusOf(await act(id, "closeShort"))).toBe(450)
    expect((await stock()).numberOfBookedItems).toBe(before.numberOfBookedItems)
    expect(statusOf(await act(id, "collect"))).toBe(500)
  })

  test("moves what is left to a back order that names it", async () => {
    const { create, act, order, list, stock } = installation()
    const before = await stock()
    const id = await create("A-1", [5], { goodsOwnerOrderId: "A/1" })
    await act(id, "release")
    await act(id, "pick", { lines: [{ rowNumber: "1", quantity: 3 }] })
    await act(id, "ship")
    const rest = await act(id, "backOrder")
    expect(rest.orderInfo).toMatchObject({
      orderNumber: "A-1-1",
      goodsOwnerOrderId: "A/1",
      orderStatus: { number: 200 },
      advanced: { backOrderInfo: { backOrderForOrderId: id } }
    })
    expect(rest.orderLines).toMatchObject([{ rowNumber: "1", orderedNumberOfItems: 2, pickedNumberOfItems: 0 }])
    expect(statusOf(await order(id))).toBe(450)
    expect((await list(`backOrderForOrderId=${id}`)).map((each) => each.orderInfo.orderId)).toEqual([
      rest.orderInfo.orderId
    ])
    expect((await stock()).numberOfBookedItems).toBe(before.numberOfBookedItems + 2)
  })

  test("takes goods back with a cause, scraps them by a cause that says so, and shows them until reported", async () => {
    const { create, act, impossible, list, ok, api, order, stock } = installation()
    const id = await create("A-1", [4])
    await act(id, "release")
    await act(id, "pick")
    expect((await impossible(id, "return", { lines: [{ rowNumber: "1", quantity: 1 }] })).message).toContain("sent")
    await act(id, "ship")
    const sent = await stock()
    const back = await act(id, "return", { lines: [{ rowNumber: "1", quantity: 1, cause: "10" }] })
    expect(back.orderLines[0]).toMatchObject({ pickedNumberOfItems: 4, returnedNumberOfItems: 1 })
    expect(back.orderLines[0]?.pickedArticleItems).toMatchObject([
      { numberOfItems: 1, isReturned: true, returnCause: { code: "10" } },
      { numberOfItems: 3, isReturned: false, returnCause: null }
    ])
    expect((await stock()).sellableNumberOfItems).toBe(sent.sellableNumberOfItems + 1)
    await act(id, "return", { lines: [{ rowNumber: "1", quantity: 2, cause: "30" }] })
    expect((await stock()).numberOfItems).toBe(sent.numberOfItems + 1)
    expect((await impossible(id, "return", { lines: [{ rowNumber: "1", quantity: 2 }] })).message).toContain("1 can")
    expect(await list("onlyOrdersWithOrderLinesToReportReturned=true")).toHaveLength(1)
    const line = (await order(id)).orderLines[0]?.id
    await api("PATCH", `/orders/${id}/lines/${line}/reportedReturnedNumberOfItems`, {
      reportedReturnedNumberOfItems: 3
    })
    expect(await list("onlyOrdersWithOrderLinesToReportReturned=true")).toEqual([])
    await act(id, "return", { lines: [{ rowNumber: "1", quantity: 1, cause: "NEW" }] })
    const { returnCauses } = await ok<{ returnCauses: ReadonlyArray<{ code: string }> }>(
      "GET",
      "/returnOrders/returnCauses?goodsOwnerId=7"
    )
    expect(returnCauses.map((cause) => cause.code)).toContain("NEW")
  })

  test("is refused what a warehouse cannot do, with the reason", async () => {
    const { create, act, back, impossible, send } = installation()
    const id = await create("A-1", [200])
    for (const action of ["allocate", "pick", "ship", "collect", "closeShort"])
      expect((await impossible(id, action)).message).toContain("A-1")
    await act(id, "release")
    await impossible(id, "release")
    const tooMany = await impossible(id, "pick", { lines: [{ rowNumber: "1", quantity: 150 }] })
    expect(tooMany.message).toContain("100 of article")
    await impossible(id, "pick", { lines: [{ rowNumber: "2", quantity: 1 }] })
    await impossible(id, "pick", { lines: [{ rowNumber: "1", quantity: 201 }] })
    const all = await act(id, "pick")
    expect(all.orderInfo).toMatchObject({ pickedNumberOfItems: 100, orderStatus: { number: 300 } })
    expect((await send("POST", "/_simulator/orders/1/release", {})).status).toBe(404)
    await back(`orders/${id}/pick`, { rows: [] }, 400)
  })

  test("never takes what is reserved for another, nor what is locked", async () => {
    const { create, act, back, impossible } = installation()
    const first = await create("A-1", [60])
    const second = await create("A-2", [60])
    await act(first, "release")
    await act(second, "release")
    await act(first, "allocate")
    expect((await act(second, "allocate")).orderInfo.allocatedNumberOfItems).toBe(40)
    const third = await create("A-3", [1])
    await act(third, "release")
    expect((await impossible(third, "pick")).message).toContain("nothing can be picked")
    await back(`articles/${sku}/adjust`, { goodsOwnerId: 7, warehouseId: 1, quantity: 5 })
    await back(`articles/${sku}/lock`, { goodsOwnerId: 7, warehouseId: 1, quantity: 5, forSale: false })
    await impossible(third, "pick")
    await back(`articles/${sku}/lock`, { goodsOwnerId: 7, warehouseId: 1, quantity: -5, forSale: false })
    expect(statusOf(await act(third, "pick"))).toBe(400)
  })

  test("lines that are not to be picked hold nothing up", async () => {
    const { create, act, ok } = installation()
    await ok("PUT", "/articles", { goodsOwnerId: 7, articleNumber: "FREIGHT", isStockArticle: false })
    const id = await create("A-1", [], {
      orderLines: [
        { rowNumber: "1", articleNumber: sku, numberOfItems: 1 },
        { rowNumber: "2", articleNumber: "FREIGHT", numberOfItems: 1 },
        { rowNumber: "3", articleNumber: sku, numberOfItems: 5, shouldBePicked: false }
      ]
    })
    await act(id, "release")
    const picked = await act(id, "pick")
    expect(statusOf(picked)).toBe(400)
    expect(picked.orderLines.map((line) => [line.pickedNumberOfItems, line.shouldBePicked])).toEqual([
      [1, true],
      [0, false],
      [0, false]
    ])
  })

  test("moves to a return status when the installation has one", async () => {
    const { create, act, settings } = installation()
    await settings({ returnStatus: 475 })
    const id = await create("A-1")
    await act(id, "release")
    await act(id, "pick")
    await act(id, "ship")
    expect(statusOf(await act(id, "return"))).toBe(475)
  })
})
