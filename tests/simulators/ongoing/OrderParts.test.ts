import { describe, expect, test } from "bun:test"
import { installation, sku } from "./Installation.ts"

interface Row {
  readonly wayBillRowId: number
}

test("the rows of a waybill are added, changed and taken away", async () => {
  const { ok, refused, create, order } = installation()
  const id = await create("A-1")
  const path = `/orders/${id}/wayBillRows`
  expect(await ok<unknown>("GET", path)).toEqual([])
  const pallets = { numberOfPackages: 2, parcelType: { code: "EUR" }, weight: 310.5 }
  const { wayBillRowId } = await ok<Row>("POST", path, pallets)
  const second = await ok<Row>("POST", path, { numberOfPackages: 1, parcelType: { code: "PK" } })
  await ok("PATCH", `${path}/${wayBillRowId}`, { numberOfPackages: 3, comment: "high" })
  const rows = await ok<ReadonlyArray<Row>>("GET", path)
  expect(rows).toMatchObject([
    { wayBillRowId, numberOfPackages: 3, parcelType: { code: "EUR" }, weight: 310.5, comment: "high", volume: null },
    { wayBillRowId: second.wayBillRowId, numberOfPackages: 1 }
  ])
  expect(await order(id)).toMatchObject({ wayBillRows: rows })
  await ok("DELETE", `${path}/${wayBillRowId}`)
  expect(await ok<ReadonlyArray<Row>>("GET", path)).toHaveLength(1)
  await refused("PATCH", `${path}/${wayBillRowId}`, { numberOfPackages: 1 }, 404)
  await refused("POST", path, { numberOfPackages: 1 })
})

test("a text line is added or replaced by its row number, and keeps its id", async () => {
  const { ok, create, order } = installation()
  const id = await create("A-1")
  const put = (rowNumber: string, comment: string) =>
    ok<{ orderTextLineId: number }>("PUT", `/orders/${id}/orderTextLines`, { rowNumber, comment })
  const first = await put("T1", "wrap it")
  await put("T2", "thank you")
  expect(await put("T1", "wrap it twice")).toEqual(first)
  expect(await order(id)).toMatchObject({
    advanced: {
      orderTextLines: [
        { rowNumber: "T1", comment: "wrap it twice", numberOfItems: null },
        { rowNumber: "T2", comment: "thank you" }
      ]
    }
  })
})

test("comment and prices of a line change until the order is finished", async () => {
  const { ok, refused, create, act, order } = installation()
  const id = await create("A-1")
  const line = `/orders/${id}/lines/${(await order(id)).orderLines[0]?.id}`
  await act(id, "release")
  await act(id, "pick")
  await ok("PATCH", `${line}/comment`, { comment: "red" })
  await ok("PATCH", `${line}/linePrice`, { linePrice: 99.5 })
  await ok("PATCH", `${line}/customerLinePrice`, { customerLinePrice: "120" })
  expect((await order(id)).orderLines).toMatchObject([
    { comment: "red", prices: { linePrice: 99.5, customerLinePrice: 120, currencyCode: null } }
  ])
  await refused("PATCH", `/orders/${id}/lines/1/comment`, { comment: "x" }, 404)
  await act(id, "ship")
  await act(id, "collect")
  await refused("PATCH", `${line}/comment`, { comment: "blue" })
})

describe("GET /orders", () => {
  const numbers = async (found: ReturnType<ReturnType<typeof installation>["list"]>) =>
    (await found).map((order) => order.orderInfo.orderNumber)

  test("tells which orders cannot be picked now", async () => {
    const { create, list, refused } = installation()
    for (const [number, quantity] of [
      ["A-1", 60],
      ["A-2", 60],
      ["A-3", 130]
    ] as const)
      await create(number, [quantity])
    expect(await numbers(list("pickable=All"))).toEqual(["A-1", "A-2", "A-3"])
    expect(await numbers(list("pickable=NotPickable"))).toEqual(["A-2", "A-3"])
    expect(await numbers(list("pickable=NotOk"))).toEqual(["A-3"])
    await refused("GET", "/orders?goodsOwnerId=7&pickable=Maybe")
  })

  test("finds by serial number and supplier of a line, and by printed transport", async () => {
    const { ok, create, act, list } = installation()
    await ok("PUT", "/articles", { goodsOwnerId: 7, articleNumber: "S1", supplierInfo: { supplierNumber: "S9" } })
    const line = { rowNumber: "1", articleNumber: "S1", numberOfItems: 1, serialNumber: "SN-1" }
    await create("A-1", [], { orderLines: [line] })
    const sent = await create("A-2")
    expect(await numbers(list("serial=SN-1"))).toEqual(["A-1"])
    expect(await numbers(list("orderLineSupplierNumber=S9"))).toEqual(["A-1"])
    expect(await list("onlyIfTransportPrinted=true")).toEqual([])
    await act(sent, "release")
    await act(sent, "pick")
    await act(sent, "ship", { parcels: [{ parcelNumber: "P1", waybill: "W1" }] })
    const printed = await list("onlyIfTransportPrinted=true")
    expect(printed).toMatchObject([{ orderInfo: { orderNumber: "A-2", printedTime: "2026-11-02T08:00:00.57Z" } }])
    expect(await list("onlyIfTransportPrinted=false")).toHaveLength(2)
  })

  test("finds nothing by what no order here has: a shipment, a pick order, news of a carrier", async () => {
    const { create, list } = installation()
    await create("A-1")
    for (const query of ["shipmentId=1", "pickOrderId=1", "orderTransportStatusCreateOrUpdatedFrom=2026-01-01"])
      expect(await list(query)).toEqual([])
  })
})

test("the stock at a time in the past is what is there without what came and went since", async () => {
  const { ok, back, create, act, advise, dock, pass } = installation()
  const at = async (stockDate: string, more = "") => {
    const query = `goodsOwnerId=7&stockDate=${stockDate}${more}`
    const [found] = await ok<
      ReadonlyArray<{ articles: ReadonlyArray<{ articleNumber: string; numberOfItems: number }> }>
    >("GET", `/articles/historicalInventory?${query}`)
    return found?.articles.find((article) => article.articleNumber === sku)?.numberOfItems
  }
  const hour = () => pass(3_600_000)
  const id = await create("A-1", [10])
  await act(id, "release")
  hour()
  await act(id, "pick") // 09:00, −10
  hour()
  await dock(await advise("D-1", [7]), "receive") // 10:00, +7
  hour()
  await back(`articles/${sku}/adjust`, { quantity: -3, warehouseId: 2 }) // 11:00, −3 in the other warehouse
  await act(id, "ship")
  hour()
  await act(id, "return", { lines: [{ rowNumber: "1", quantity: 2 }] }) // 12:00, +2
  await act(id, "return", { lines: [{ rowNumber: "1", quantity: 1, cause: "30" }] }) // scrapped: never in stock
  const hours = ["08", "09", "10", "11", "12"].map((each) => `2026-11-02T${each}:30:00Z`)
  expect(await Promise.all(hours.map((each) => at(each)))).toEqual([125, 115, 122, 119, 121])
  expect(await Promise.all(hours.map((each) => at(each, "&warehouseId=1")))).toEqual([100, 90, 97, 97, 99])
})
