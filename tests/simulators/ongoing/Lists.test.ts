import { describe, expect, test } from "bun:test"
import { type ArticleAnswer, installation, type OrderAnswer, sku } from "./Installation.ts"

const ids = (orders: ReadonlyArray<OrderAnswer>) => orders.map((order) => order.orderInfo.orderId)
const iso = (milliseconds: number) => encodeURIComponent(new Date(milliseconds).toISOString())
const start = Date.parse("2026-11-02T08:00:00Z")
const hour = 3_600_000

describe("GET /orders", () => {
  test("pages by an inclusive id in ascending order, without a limit of its own", async () => {
    const { create, list } = installation()
    const created: Array<number> = []
    for (let number = 1; number <= 7; number++) created.push(await create(`A-${number}`))
    expect(ids(await list(""))).toEqual(created)
    const seen: Array<number> = []
    for (let from = 0; ; ) {
      const page = ids(await list(`orderIdFrom=${from}&maxOrdersToGet=3`))
      if (page.length === 0) break
      expect(page.length).toBeLessThanOrEqual(3)
      seen.push(...page)
      from = Math.max(...page) + 1
    }
    expect(seen).toEqual(created)
    expect(ids(await list(`orderIdFrom=${created[4]}`))).toEqual(created.slice(4))
    expect(ids(await list("sort=descending&maxOrdersToGet=2"))).toEqual(created.slice(-2).reverse())
  })

  test("arrays are repeated keys; a comma belongs to the value", async () => {
    const { create, list } = installation()
    const first = await create("A-1")
    const second = await create("A-2")
    const comma = await create("A-3,A-4")
    expect(ids(await list("orderNumbers=A-2&orderNumbers=A-1&orderNumbers=A-9"))).toEqual([first, second])
    expect(ids(await list("orderNumbers=A-3,A-4"))).toEqual([comma])
  })

  test("filters by status, from and to inclusive", async () => {
    const { create, act, list } = installation()
    const open = await create("A-1")
    const released = await create("A-2")
    await act(released, "release")
    expect(ids(await list("orderStatusFrom=200&orderStatusTo=200"))).toEqual([open])
    expect(ids(await list("orderStatusFrom=300"))).toEqual([released])
  })

  test("a status change is found from its second on, at any age; a second pick is no status change", async () => {
    const { create, act, list, pass } = installation()
    const id = await create("A-1", [3])
    pass(hour)
    await act(id, "release")
    expect(ids(await list(`orderStatusChangedTimeFrom=${iso(start + hour)}`))).toEqual([id])
    expect(await list(`orderStatusChangedTimeFrom=${iso(start + hour + 1000)}`)).toEqual([])
    expect(ids(await list(`orderStatusChangedTimeFrom=${iso(start - 30 * 24 * hour)}`))).toEqual([id])
    pass(hour)
    await act(id, "pick", { lines: [{ rowNumber: "1", quantity: 1 }] })
    expect(await list(`orderStatusChangedTimeFrom=${iso(start + 2 * hour)}`)).toEqual([])
    expect(ids(await list(`orderUpdatedTimeFrom=${iso(start + 2 * hour)}`))).toEqual([id])
    expect(ids(await list(`lastPickingTimeFrom=${iso(start + 2 * hour)}`))).toEqual([id])
  })

  test("orderUpdatedTimeFrom goes back two days at most", async () => {
    const { refused, list } = installation()
    await list(`orderUpdatedTimeFrom=${iso(start - 48 * hour)}`)
    expect(
      (await refused("GET", `/orders?goodsOwnerId=7&orderUpdatedTimeFrom=${iso(start - 49 * hour)}`)).message
    ).toBe("orderUpdatedTimeFrom must be within 2 days of the current time.")
  })

  test("an un-encoded plus is a blank, and so no time", async () => {
    const { refused, list } = installation()
    await list("orderStatusChangedTimeFrom=2026-11-02T08:00:00%2B01:00")
    await refused("GET", "/orders?goodsOwnerId=7&orderStatusChangedTimeFrom=2026-11-02T08:00:00+01:00")
  })

  test("filters by the goods owner's own references", async () => {
    const { create, list } = installation()
    const id = await create("A-1", [1], { goodsOwnerOrderId: "A/1", referenceNumber: "R1" })
    await create("A-2")
    expect(ids(await list("goodsOwnerOrderId=A/1"))).toEqual([id])
    expect(ids(await list("referenceNumbers=R1&referenceNumbers=R2"))).toEqual([id])
    expect(ids(await list(`articleNumbers=${sku}&goodsOwnerOrderId=A/1`))).toEqual([id])
    expect(await list("articleNumbers=OTHER")).toEqual([])
  })

  test("needs a goods owner, and refuses what is no number", async () => {
    const { refused } = installation()
    expect((await refused("GET", "/orders")).modelState).toHaveProperty("goodsOwnerId")
    expect((await refused("GET", "/orders?goodsOwnerId=7&orderIdFrom=x")).modelState).toHaveProperty("orderIdFrom")
  })
})

describe("an order as it is read", () => {
  test("writes what is not set as null, times in UTC with short fractions, and dates as dates", async () => {
    const { create, ok } = installation()
    const id = await create("A-1", [1], { deliveryDate: "2026-11-05T13:30:00+01:00" })
    const order = await ok<Record<string, unknown> & OrderAnswer>("GET", `/orders/${id}`)
    expect(order).toMatchObject({
      parcels: null,
      tracking: null,
      returnTracking: null,
      transporter: null,
      classes: null
    })
    expect(order.orderInfo).toMatchObject({ wayBill: null, shippedTime: null, orderType: null })
    expect(order.orderLines[0]).toMatchObject({ reportedNumberOfItems: null, pickedArticleItems: null })
    expect(order.orderInfo.createdDate).toBe("2026-11-02T08:00:00.57Z")
    expect(order.orderInfo.deliveryDate).toBe("2026-11-05")
    expect(order.orderInfo.advanced.deliveryDateWithTime).toBe("2026-11-05T12:30:00Z")
  })

  test("has a value wherever generated clients cannot take null", async () => {
    const { list } = installation({ orders: 13 })
    for (const order of await list("")) {
      expect(order.orderInfo.deliveryDate).toMatch(/^\d{4}-\d\d-\d\d$/)
      expect(order.orderInfo.createdDate).toMatch(/Z$/)
      for (const each of order.tracking ?? []) expect(each.created).toMatch(/Z$/)
      for (const line of order.orderLines)
        for (const item of line.pickedArticleItems ?? []) expect(item.inDate).toMatch(/Z$/)
    }
  })

  test("texts of statuses come in the installation's language", async () => {
    const { create, order, settings } = installation()
    const id = await create("A-1")
    expect((await order(id)).orderInfo.orderStatus).toEqual({ number: 200, text: "Open" })
    await settings({ statusLanguage: "no" })
    expect((await order(id)).orderInfo.orderStatus).toEqual({ number: 200, text: "Åpen" })
  })
})

describe("GET /articles", () => {
  test("pages through the catalogue by id", async () => {
    const { ok } = installation({ articles: 25 })
    const page = (query: string) => ok<ReadonlyArray<ArticleAnswer>>("GET", `/articles?goodsOwnerId=7&${query}`)
    const all = await page("")
    expect(all).toHaveLength(25)
    const cursor = all[9]?.articleSystemId ?? 0
    expect(await page(`articleSystemIdFrom=${cursor}&maxArticlesToGet=4`)).toEqual(all.slice(9, 13))
    expect((await page(`articleNumbers=${sku}&articleNumbers=NONE`)).map((each) => each.articleNumber)).toEqual([sku])
  })

  test("stockInfoChangedFrom finds stock that moved, and goes back 24 hours at most", async () => {
    const { ok, refused, create, pass } = installation()
    pass(hour)
    await create("A-1")
    const path = "/articles/inventoryPerWarehouse?goodsOwnerId=7&stockInfoChangedFrom="
    const changed = await ok<ReadonlyArray<{ articleNumber: string }>>("GET", path + iso(start + hour))
    expect(changed.map((each) => each.articleNumber)).toEqual([sku])
    expect((await refused("GET", path + iso(start - 24 * hour))).message).toContain(
      "must be within 24 hours of the current time"
    )
  })

  test("inventory is given per warehouse", async () => {
    const { ok, create, stock } = installation()
    await create("A-1", [3], { warehouseId: 2 })
    const read = async (query: string) =>
      (
        await ok<
          ReadonlyArray<{
            inventoryPerWarehouse: ReadonlyArray<{
              warehouseId: number
              numberOfItems: number
              sellableNumberOfItems: number
            }>
          }>
        >("GET", `/articles/inventoryPerWarehouse?goodsOwnerId=7&articleNumbers=${sku}${query}`)
      )[0]?.inventoryPerWarehouse ?? []
    expect(await read("")).toMatchObject([
      { warehouseId: 1, numberOfItems: 100, sellableNumberOfItems: 100 },
      { warehouseId: 2, numberOfItems: 25, sellableNumberOfItems: 22 }
    ])
    expect((await read("&warehouseIds=2")).map((each) => each.warehouseId)).toEqual([2])
    expect((await stock()).sellableNumberOfItems).toBe(122)
  })

  test("a kit has what its scarcest component allows", async () => {
    const { ok } = installation()
    const rows = [{ articleNumber: sku, numberOfItems: 30 }]
    await ok("PUT", "/articles", {
      goodsOwnerId: 7,
      articleNumber: "KIT",
      structureDefinition: { articleKind: "Structure", rows }
    })
    const [kit] = await ok<ReadonlyArray<ArticleAnswer>>("GET", "/articles?goodsOwnerId=7&articleNumber=KIT")
    expect(kit).toMatchObject({ articleKind: "Structure", isStockArticle: false })
    expect(kit?.inventoryInfo).toMatchObject({ numberOfItems: 4, sellableNumberOfItems: 4 })
  })

  test("PUT creates, replaces and keeps the id", async () => {
    const { ok } = installation()
    const put = (articleName: string) =>
      ok<{ articleSystemId: number }>("PUT", "/articles", { goodsOwnerId: 7, articleNumber: "N1", articleName })
    const first = await put("One")
    expect((await put("Two")).articleSystemId).toBe(first.articleSystemId)
    const article = await ok<ArticleAnswer>("GET", `/articles/${first.articleSystemId}`)
    expect(article.articleName).toBe("Two")
  })

  test("goods locked for sale cannot be sold, goods only locked can", async () => {
    const { back, stock } = installation()
    const before = await stock()
    await back(`articles/${sku}/lock`, { quantity: 10, forSale: true })
    await back(`articles/${sku}/lock`, { quantity: 5, forSale: false })
    expect(await stock()).toMatchObject({
      numberOfItems: before.numberOfItems,
      numberOfLockedItems: 15,
      lockedForSaleNumberOfItems: 10,
      sellableNumberOfItems: before.sellableNumberOfItems - 10
    })
  })
})

describe("the registers", () => {
  test("hold warehouses, contracts and statuses", async () => {
    const { ok } = installation()
    const { orderStatuses } = await ok<{ orderStatuses: ReadonlyArray<{ number: number }> }>("GET", "/orders/statuses")
    expect(orderStatuses.map((status) => status.number)).toEqual([
      150, 200, 300, 320, 400, 425, 450, 451, 475, 500, 800, 1000
    ])
    const warehouses = await ok<ReadonlyArray<{ id: number }>>("GET", "/warehouses")
    expect(warehouses.map((warehouse) => warehouse.id)).toEqual([1, 2])
    const contracts = await ok<ReadonlyArray<{ transporterCode: string }>>(
      "GET",
      "/transporterContracts?goodsOwnerId=7"
    )
    expect(contracts.map((contract) => contract.transporterCode)).toEqual(["BRING", "PN", "DHL", "ONGOING_PORTERBUDDY"])
  })
})

describe("GET /orders/pickability", () => {
  test("tells which orders could be filled, alone, in turn or not at all, and what is on its way", async () => {
    const { ok, create, act, advise } = installation()
    const ids = [
      await create("A-1", [60]),
      await create("A-2", [60]),
      await create("A-3", [130]),
      await create("A-4", [1])
    ]
    const grades = async () =>
      (
        await ok<{ pickabilityResults: ReadonlyArray<{ orderPickability: { pickability: string } }> }>(
          "GET",
          "/orders/pickability?goodsOwnerId=7"
        )
      ).pickabilityResults.map((result) => result.orderPickability.pickability)
    // 100 are there: enough for the first, not for the second after it, never for the third.
    expect(await grades()).toEqual(["ByPriority", "NotByPriority", "NotOk", "NotByPriority"])
    await advise("D-1", [50])
    const one = await ok<unknown>("GET", `/orders/pickability?goodsOwnerId=7&orderIds=${ids[2]}`)
    expect(one).toMatchObject({
      pickabilityResults: [
        {
          orderPickability: { expectedPickable: { expectedInDate: "2026-11-09T00:00:00Z", isPickableByAdvised: true } },
          orderLines: [{ rowNumber: "1", orderLinePickability: { pickability: "NotOk" } }]
        }
      ]
    })
    await act(ids[0] ?? 0, "release")
    await act(ids[0] ?? 0, "allocate")
    expect(await grades()).toEqual(["NothingToAllocate", "NotOk", "NotOk", "NotByPriority"])
  })
})
