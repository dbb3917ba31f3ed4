import { describe, expect, test } from "bun:test"
import { type Answer, orderOf, sandbox } from "./Sandbox.ts"

const ids = (answer: Answer) => answer.result.map((order: Answer) => order.id)

const withOrders = async (count: number) => {
  const box = await sandbox()
  for (let number = 1; number <= count; number++) {
    await box.ok("POST", "/api/Orders", orderOf(`O${number}`))
    box.pass(1000)
  }
  const search = (body: unknown) => box.ok("POST", "/api/Orders/Search", body)
  return { ...box, search }
}

describe("search", () => {
  test("pages from 0, newest first unless told otherwise", async () => {
    const { search } = await withOrders(5)
    expect(ids(await search({ take: 2 }))).toEqual(["O5", "O4"])
    expect(ids(await search({ take: 2, page: 1, sortOrder: "ModifiedAscending" }))).toEqual(["O3", "O4"])
    expect(await search({ take: 2, page: 9 })).toMatchObject({ result: [], totalHits: 5 })
  })

  test("keeps to 100 rows and a window of 10,000", async () => {
    const { api, search } = await withOrders(1)
    expect((await api("POST", "/api/Orders/Search", { take: 101 })).status).toBe(400)
    expect((await search({ take: 100, page: 100 })).result).toEqual([])
    const beyond = await api("POST", "/api/Orders/Search", { take: 100, page: 101 })
    expect(beyond.status).toBe(400)
    expect(await beyond.json()).toContain("10000")
    expect((await api("POST", "/api/Orders/Search", { sortOrder: "Newest" })).status).toBe(400)
  })

  test("includes the instant of modifiedFrom and modifiedTo, and reads an instant without a zone as UTC", async () => {
    const { search } = await withOrders(3)
    expect(ids(await search({ modifiedFrom: "2026-11-01T08:00:01Z", sortOrder: "OrderIdAscending" }))).toEqual([
      "O2",
      "O3"
    ])
    expect(ids(await search({ modifiedTo: "2026-11-01T08:00:01", sortOrder: "OrderIdAscending" }))).toEqual([
      "O1",
      "O2"
    ])
    expect(ids(await search({ modifiedFrom: "2026-11-01T09:00:02+01:00" }))).toEqual(["O3"])
  })

  test("sees each write again by its new modified", async () => {
    const { search, ok } = await withOrders(2)
    const modifiedFrom = "2026-11-01T08:00:02Z"
    expect(ids(await search({ modifiedFrom }))).toEqual([])
    await ok("PATCH", "/api/Orders/O1/PatchOrder", { tags: ["x"] })
    expect(ids(await search({ modifiedFrom }))).toEqual(["O1"])
  })

  test("leaves out orders of which every shipment is known to a provider, and finds shipments by id alone", async () => {
    const { search, ok } = await withOrders(2)
    await ok("PATCH", "/api/OrderShipments/O1", [
      { shipmentId: "1", externalIds: [{ providerName: "OngoingOrderId", id: "55" }] }
    ])
    expect(ids(await search({ excludedShipmentExternalIdProviders: ["OngoingOrderId"] }))).toEqual(["O2"])
    expect(ids(await search({ shipmentExternalIds: ["55"] }))).toEqual(["O1"])
    expect(ids(await search({ externalIds: ["55"] }))).toEqual([])
  })

  test("filters by what an order says of itself", async () => {
    const { search, ok } = await withOrders(3)
    await ok("POST", "/api/Orders/O2/UpdateStatus", { status: "InProgress", skipRunWorkflow: true })
    await ok("PATCH", "/api/Orders/O3/PatchOrder", { tags: ["vip"], properties: [{ key: "k", value: "v" }] })
    expect(ids(await search({ selectedStatuses: ["InProgress"] }))).toEqual(["O2"])
    expect(ids(await search({ excludedStatuses: ["InProgress"] }))).toEqual(["O3", "O1"])
    expect(ids(await search({ tags: ["vip"] }))).toEqual(["O3"])
    expect(ids(await search({ property: { key: "k", value: "v" } }))).toEqual(["O3"])
    expect(ids(await search({ orderNumber: "O1" }))).toEqual(["O1"])
    expect(ids(await search({ selectedStores: ["epic_company_main_warehouse"] }))).toEqual([])
    expect((await search({ selectedMarkets: ["epic_market_no"], productNumbers: ["0123ABC"] })).totalHits).toBe(3)
  })

  test("lags behind writes when the switch says so, and reading by id does not", async () => {
    const { search, ok, back, pass } = await withOrders(1)
    await back("PUT", "switches", { indexLag: "PT1S" })
    await ok("POST", "/api/Orders/O1/UpdateStatus", { status: "InProgress", skipRunWorkflow: true })
    await ok("POST", "/api/Orders", orderOf("O2"))
    expect(ids(await search({}))).toEqual(["O1"])
    expect((await search({ selectedStatuses: ["New"] })).totalHits).toBe(1)
    expect((await ok("GET", "/api/Orders/O1")).status).toBe("InProgress")
    pass(1000)
    expect(ids(await search({}))).toEqual(["O2", "O1"])
    expect((await search({ selectedStatuses: ["InProgress"] })).totalHits).toBe(1)
  })
})

describe("scroll", () => {
  const many = async () => {
    const box = await sandbox()
    const orders = Array.from({ length: 1500 }, (_, index) => orderOf(`S${String(index).padStart(4, "0")}`))
    await box.ok("POST", "/api/Orders/AddMany", orders.slice(0, 1000))
    await box.ok("POST", "/api/Orders/AddMany", orders.slice(1000))
    return box
  }

  test("is a snapshot in batches of 1,000 that ends with an empty one", async () => {
    const { ok } = await many()
    const first = await ok("POST", "/api/Orders/Scroll", { sortOrder: "DocumentID" })
    expect([first.result.length, first.totalHits]).toEqual([1000, 1500])
    await ok("POST", "/api/Orders/S1400/UpdateStatus", { status: "InProgress", skipRunWorkflow: true })
    await ok("POST", "/api/Orders", orderOf("S9999"))
    const second = await ok("GET", `/api/Orders/Scroll/${first.scrollId}`)
    expect(second.result).toHaveLength(500)
    expect(second.result.find((order: Answer) => order.id === "S1400").status).toBe("New")
    const last = await ok("GET", `/api/Orders/Scroll/${second.scrollId}`)
    expect(last).toMatchObject({ result: [], totalHits: 1500 })
    expect(last.scrollId).toBeUndefined()
  })

  test("dies after five idle minutes of the world's clock", async () => {
    const { ok, api, pass } = await many()
    const first = await ok("POST", "/api/Orders/Scroll", {})
    pass(299_999)
    const second = await ok("GET", `/api/Orders/Scroll/${first.scrollId}`)
    pass(300_000)
    expect((await api("GET", `/api/Orders/Scroll/${second.scrollId}`)).status).toBe(404)
  })
})
