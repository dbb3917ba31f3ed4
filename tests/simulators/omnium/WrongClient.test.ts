import { describe, expect, test } from "bun:test"
import { orderOf, sandbox } from "./Sandbox.ts"

/** The status of a refusal, and what it says. */
const refusal = async (response: Response) => {
  const body: unknown = await response.json()
  const said = typeof body === "object" && body !== null && "detail" in body ? body.detail : body
  return [response.status, said]
}

describe("a client that is wrong is told", () => {
  test("how far a search goes", async () => {
    const { api } = await sandbox()
    const search = (body: unknown) => api("POST", "/api/Orders/Search", body)
    expect(await refusal(await search({ take: 200 }))).toEqual([400, "Take is 200; at most 100 are answered at once"])
    expect(await refusal(await search({ take: 100, page: 101 }))).toEqual([
      400,
      "Take * page is 10100 and must not exceed 10000; use Scroll for larger result sets"
    ])
    expect((await search({ take: 100, page: 100 })).status).toBe(200)
  })

  test("which member or parameter was meant", async () => {
    const { api } = await sandbox()
    expect(await refusal(await api("POST", "/api/Orders/Search", { modifedFrom: "2026-11-01" }))).toEqual([
      400,
      "modifedFrom: 'modifedFrom' is not a member of this model; did you mean 'modifiedFrom'."
    ])
    expect(await refusal(await api("POST", "/api/Orders/Search", { frobnicate: 1 }))).toEqual([
      400,
      "frobnicate: 'frobnicate' is not a member of this model."
    ])
    expect(await refusal(await api("GET", "/api/Inventory/0123ABC?warehouseId=x"))).toEqual([
      400,
      "warehouseId: 'warehouseId' is not a parameter of GET /api/Inventory/{sku}; did you mean 'warehouseIds'."
    ])
    expect(await refusal(await api("GET", "/api/Order/GetOrders"))).toEqual([
      404,
      "There is no operation GET /api/Order/GetOrders; did you mean /api/Orders/GetOrders"
    ])
  })

  test("which methods a path has, and where the API lies", async () => {
    const { api } = await sandbox()
    const listed = await api("GET", "/api/Orders")
    expect(listed.headers.get("allow")).toBe("POST, PUT")
    expect(await refusal(listed)).toEqual([405, "There is no operation GET /api/Orders; this path has POST, PUT"])
    expect(await refusal(await api("GET", "/api/Token"))).toEqual([
      405,
      "There is no operation GET /api/Token; this path has POST"
    ])
    expect(await refusal(await api("GET", "/Orders/A"))).toEqual([
      404,
      "There is no operation GET /Orders/A; the API lies under /api"
    ])
  })

  test("that pages of a list begin at 1", async () => {
    const { api } = await sandbox()
    expect(await refusal(await api("GET", "/api/Orders/GetOrders?page=0"))).toEqual([
      400,
      "Page must be a whole number from 1"
    ])
  })

  test("that a list is not joined by commas", async () => {
    const { api } = await sandbox()
    expect(await refusal(await api("GET", "/api/Orders/GetOrders/ByIds?ids=A,B"))).toEqual([
      400,
      "ids: 'A,B' would be read as one value; repeat the parameter: ids=A&ids=B"
    ])
    expect(await refusal(await api("POST", "/api/Orders/Search", { selectedStatuses: "New,Ship" }))).toEqual([
      400,
      'selectedStatuses: The value must be a list, as in ["New","Ship"].'
    ])
  })

  test("what a parameter must be", async () => {
    const { api } = await sandbox()
    expect(await refusal(await api("GET", "/api/Orders/GetOrders?changedSince=2026-11-01T08:00:00+01:00"))).toEqual([
      400,
      "changedSince: The value must be an ISO 8601 date and time. A plus sign is written %2B in a query."
    ])
    expect(await refusal(await api("GET", "/api/Orders/GetOrders?page=one"))).toEqual([
      400,
      "page: The value must be a whole number."
    ])
    expect(await refusal(await api("DELETE", "/api/Orders/A?deletePermanently=yes"))).toEqual([
      400,
      "deletePermanently: The value must be true or false."
    ])
  })

  test("why a scroll does not go on", async () => {
    const { api, ok, back } = await sandbox()
    await ok("POST", "/api/Orders", orderOf("A"))
    const { scrollId } = await ok("POST", "/api/Orders/Scroll", {})
    const go = () => api("GET", `/api/Orders/Scroll/${scrollId}`)
    await back("POST", "clock", { freeze: true })
    await back("POST", "clock", { advance: "PT5M" })
    expect(await refusal(await go())).toEqual([
      404,
      `Scroll '${scrollId}' expired at 2026-11-01T08:05:00.000Z, 5 minutes after its last batch; start another`
    ])
    expect(await refusal(await api("GET", "/api/Orders/Scroll/none"))).toEqual([
      404,
      "Scroll 'none' does not exist; a scroll that was idle for 5 minutes is forgotten"
    ])
  })

  test("nothing where the simulator was started leniently", async () => {
    const { api } = await sandbox({ lenient: true })
    expect((await api("POST", "/api/Orders/Search?whatever=1", { modifedFrom: "2026-11-01" })).status).toBe(200)
  })
})

test("a batch that was read twice is named", async () => {
  const { api, ok } = await sandbox()
  const items = Array.from({ length: 1000 }, (_, index) => ({ sku: `S-${index}`, warehouseCode: "w", inventory: 1 }))
  await ok("PUT", "/api/Inventory/UpdateMany", items)
  await ok(
    "PUT",
    "/api/Inventory/UpdateMany",
    items.map(({ sku, ...item }) => ({ ...item, sku: `T-${sku}` }))
  )
  await ok("PUT", "/api/Inventory/UpdateMany", [{ sku: "U", warehouseCode: "w", inventory: 1 }])
  const { scrollId } = await ok("POST", "/api/Inventory/Search", { warehouseCodes: ["w"] })
  await ok("GET", `/api/Inventory/Scroll/${scrollId}`)
  expect(await refusal(await api("GET", `/api/Inventory/Scroll/${scrollId}`))).toEqual([
    404,
    `Scroll '${scrollId}' has been continued; use the scroll id of its latest batch`
  ])
})
