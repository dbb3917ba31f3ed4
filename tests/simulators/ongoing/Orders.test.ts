import { describe, expect, test } from "bun:test"
import { installation, postOrder, type Refused, sku } from "./Installation.ts"

describe("PUT /orders", () => {
  test("creates with 201, replaces with 200, and keeps the id", async () => {
    const { api, create } = installation()
    const id = await create("A-1")
    const again = await api("PUT", "/orders", postOrder("A-1", [5]))
    expect(again.status).toBe(200)
    expect(await again.json()).toMatchObject({ orderId: id })
  })

  test("replaces the whole object: what is left out is gone", async () => {
    const { ok, create, order } = installation()
    const id = await create("A-1", [2], { orderRemark: "ring the bell", freightPrice: 79 })
    await ok("PUT", "/orders", postOrder("A-1"))
    const { orderInfo } = await order(id)
    expect(orderInfo.orderRemark).toBeNull()
    expect(orderInfo.freightPrice).toBeNull()
  })

  test("lines matched by row number keep their id; those left out are removed", async () => {
    const { ok, create, order, stock } = installation()
    const before = await stock()
    const id = await create("A-1", [2, 3])
    const [first, second] = (await order(id)).orderLines
    const line = (rowNumber: string, numberOfItems: number) => ({ rowNumber, articleNumber: sku, numberOfItems })
    await ok("PUT", "/orders", postOrder("A-1", [], { orderLines: [line("3", 1), line("2", 4)] }))
    const lines = (await order(id)).orderLines
    expect(lines.map(({ rowNumber, orderedNumberOfItems }) => [rowNumber, orderedNumberOfItems])).toEqual([
      ["3", 1],
      ["2", 4]
    ])
    expect(lines[1]?.id).toBe(second?.id ?? 0)
    expect(lines[0]?.id).not.toBe(first?.id ?? 0)
    expect((await stock()).numberOfBookedItems).toBe(before.numberOfBookedItems + 5)
  })

  test("by its id never gives an order to another goods owner", async () => {
    const { ok, create, simulator } = installation({ goodsOwners: [7, 8] })
    const id = await create("A-1")
    await ok("PUT", `/orders/${id}`, postOrder("A-1", [5], { goodsOwnerId: 8 }))
    expect(simulator.world().state.orders.get(id)).toMatchObject({ id, ownerId: 7, lines: [{ ordered: 5 }] })
  })

  test("a row number given twice is refused", async () => {
    const { refused } = installation()
    const line = { rowNumber: "1", articleNumber: sku, numberOfItems: 1 }
    const { message } = await refused("PUT", "/orders", postOrder("A-1", [], { orderLines: [line, line] }))
    expect(message).toContain("'1'")
  })

  test("is locked from released on, by allocation and by picking, in words with the order number", async () => {
    const { refused, create, act } = installation()
    const id = await create("A-1")
    await act(id, "release")
    for (const action of ["allocate", "pick"]) {
      const { message } = await refused("PUT", "/orders", postOrder("A-1"))
      expect(message).toContain("A-1")
      expect(message).toContain("cannot be updated")
      await act(id, action)
    }
  })

  test("the threshold of the lock can be moved, but goods taken lock at any status", async () => {
    const { ok, refused, settings, create, act } = installation()
    await settings({ editLockStatus: 400 })
    const id = await create("A-1")
    await act(id, "release")
    await ok("PUT", "/orders", postOrder("A-1", [3]))
    await act(id, "allocate")
    expect((await refused("PUT", "/orders", postOrder("A-1"))).message).toContain("cannot be updated")
  })

  test("an unknown article becomes a bare one, or is refused by a switch", async () => {
    const { create, order, refused, settings } = installation()
    const lines = [{ rowNumber: "1", articleNumber: "NEW-1", numberOfItems: 1 }]
    const id = await create("A-1", [], { orderLines: lines })
    expect((await order(id)).orderLines[0]?.article).toMatchObject({ articleNumber: "NEW-1", articleName: "" })
    await settings({ unknownArticles: "refuse" })
    const other = [{ rowNumber: "1", articleNumber: "NEW-2", numberOfItems: 1 }]
    expect((await refused("PUT", "/orders", postOrder("A-2", [], { orderLines: other }))).message).toContain("NEW-2")
  })

  test("a transporter must match a contract, or is left out by a switch", async () => {
    const { create, order, refused, settings } = installation()
    const known = { transporter: { transporterCode: "BRING", transporterServiceCode: "SERVICEPAKKE" } }
    expect((await order(await create("A-1", [1], known))).transporter).toMatchObject({
      code: "BRING",
      serviceCode: "SERVICEPAKKE"
    })
    for (const transporter of [
      { transporterCode: "NOBODY", transporterServiceCode: "X" },
      { transporterCode: "BRING", transporterServiceCode: "X" }
    ])
      expect((await refused("PUT", "/orders", postOrder("A-2", [1], { transporter }))).message).toContain("contract")
    await settings({ unknownTransporters: "ignore" })
    const ignored = await create("A-2", [1], { transporter: { transporterCode: "NOBODY" } })
    expect((await order(ignored)).transporter).toBeNull()
  })

  test("codes of small registers are found or created; without a code they are refused", async () => {
    const { create, ok, refused } = installation()
    await create("A-1", [1], { orderType: { code: "B2B", name: "Business" } })
    expect(await ok<object>("GET", "/orders/types?goodsOwnerId=7")).toEqual({
      orderTypes: [{ code: "B2B", name: "Business" }]
    })
    await refused("PUT", "/orders", postOrder("A-2", [1], { orderType: { name: "No code" } }))
  })

  test("another goods owner's order of the same number is another order", async () => {
    const { api, ok } = installation({ goodsOwners: [7, 8] })
    const ids = new Set<number>()
    for (const goodsOwnerId of [7, 8]) {
      const response = await api("PUT", "/orders", postOrder("A-1", [1], { goodsOwnerId }))
      const { orderId } = (await response.json()) as { orderId: number }
      ids.add(orderId)
    }
    expect(ids.size).toBe(2)
    expect(await ok<ReadonlyArray<unknown>>("GET", "/orders?goodsOwnerId=8")).toHaveLength(1)
  })

  test("a goods owner that is not the user's is 403", async () => {
    const { refused } = installation()
    await refused("PUT", "/orders", postOrder("A-1", [1], { goodsOwnerId: 99 }), 403)
    await refused("GET", "/orders?goodsOwnerId=99", undefined, 403)
  })
})

describe("DELETE /orders", () => {
  test("cancels to 1000, frees what was booked, and is refused a second time", async () => {
    const { ok, refused, settings, create, order, stock } = installation()
    const before = await stock()
    const id = await create("A-1", [4])
    await ok("DELETE", `/orders/${id}`)
    expect((await order(id)).orderInfo.orderStatus.number).toBe(1000)
    expect(await stock()).toEqual(before)
    expect((await refused("DELETE", `/orders/${id}`)).message).toContain("already cancelled")
    await settings({ secondCancel: "accept" })
    await ok("DELETE", `/orders/${id}`)
  })

  test("works by number, and an unknown one is 404", async () => {
    const { ok, refused, create, order } = installation()
    const id = await create("A-1")
    await ok("DELETE", "/orders?goodsOwnerId=7&orderNumber=A-1")
    expect((await order(id)).orderInfo.orderStatus.number).toBe(1000)
    await refused("DELETE", "/orders?goodsOwnerId=7&orderNumber=A-2", undefined, 404)
    await refused("DELETE", "/orders/1", undefined, 404)
  })

  test("is refused once the warehouse works on it, or when the warehouse declines", async () => {
    const { ok, refused, create, act, order } = installation()
    const started = await create("A-1")
    await act(started, "release")
    expect((await refused("DELETE", `/orders/${started}`)).message).toContain("A-1")
    const declined = await create("A-2")
    await act(declined, "refuseCancel", { on: true })
    await refused("DELETE", `/orders/${declined}`)
    expect((await order(declined)).orderInfo.orderStatus.number).toBe(200)
    await act(declined, "refuseCancel", { on: false })
    await ok("DELETE", `/orders/${declined}`)
  })

  test("a cancelled number stays taken", async () => {
    const { ok, refused, create } = installation()
    await ok("DELETE", `/orders/${await create("A-1")}`)
    expect((await refused("PUT", "/orders", postOrder("A-1"))).message).toContain("cancelled")
  })
})

describe("PATCH /orders/{orderId}/…", () => {
  test("orderStatus takes known numbers, and from 400 on none while goods wait to be picked", async () => {
    const { ok, refused, create, act, order } = installation()
    const id = await create("A-1")
    const status = (number: number) => ["PATCH", `/orders/${id}/orderStatus`, { orderStatusNumber: number }] as const
    await refused(...status(333))
    await act(id, "release")
    await act(id, "allocate")
    await refused(...status(450))
    await refused(...status(1000))
    await act(id, "pick")
    await ok(...status(450))
    expect((await order(id)).orderInfo.orderStatus.number).toBe(450)
  })

  test("header fields may change whatever was picked, until 500", async () => {
    const { ok, refused, create, act, order } = installation()
    const id = await create("A-1")
    await act(id, "release")
    await act(id, "pick")
    await ok("PATCH", `/orders/${id}/orderRemark`, { orderRemark: "late" })
    await ok("PATCH", `/orders/${id}/waybill`, { waybill: "W1" })
    expect((await order(id)).orderInfo).toMatchObject({ orderRemark: "late", wayBill: "W1" })
    await act(id, "ship")
    await act(id, "collect")
    await refused("PATCH", `/orders/${id}/orderRemark`, { orderRemark: "later" })
    await refused("PATCH", `/orders/${id}/orderRemark`, { remark: "x" })
  })

  test("orderNumber is not checked for uniqueness; lists find both, an upsert the older one", async () => {
    const { ok, create, list } = installation()
    const first = await create("A-1")
    const second = await create("A-2")
    await ok("PATCH", `/orders/${second}/orderNumber`, { orderNumber: "A-1" })
    expect((await list("orderNumbers=A-1")).map((each) => each.orderInfo.orderId)).toEqual([first, second])
    expect(await list("orderNumbers=A-2")).toEqual([])
    expect((await ok<{ orderId: number }>("PUT", "/orders", postOrder("A-1"))).orderId).toBe(first)
  })

  test("reported quantities end the report of a pick, and a later pick brings it back", async () => {
    const { ok, api, refused, create, act, order, list } = installation()
    const id = await create("A-1", [10])
    await act(id, "release")
    const toReport = async () => (await list("onlyOrdersWithOrderLinesToReport=true")).length
    expect(await toReport()).toBe(0)
    await act(id, "pick", { lines: [{ rowNumber: "1", quantity: 8 }] })
    expect(await toReport()).toBe(1)
    const line = (await order(id)).orderLines[0]?.id
    expect((await order(id)).orderLines[0]?.reportedNumberOfItems).toBeNull()
    await ok("PATCH", `/orders/${id}/lines/${line}/reportedNumberOfItems`, { reportedNumberOfItems: 8 })
    expect(await toReport()).toBe(0)
    await act(id, "pick")
    expect(await toReport()).toBe(1)
    await ok("PATCH", `/orders/${id}/setReportedNumberOfItemsToPickedNumberOfItems`)
    expect(await toReport()).toBe(0)
    const path = `/orders/${id}/lines/${line}/reportedReturnedNumberOfItems`
    await refused("PATCH", path, { reportedReturnedNumberOfItems: -1 })
    const opaque = await api("PATCH", path, { reportedReturnedNumberOfItems: 1 })
    expect([opaque.status, await opaque.text()]).toEqual([200, ""])
  })
})

describe("the door", () => {
  test("asks for user and password, on unknown paths too", async () => {
    const { send } = installation()
    for (const path of ["/demo/api/v1/orders?goodsOwnerId=7", "/demo/api/v1/nothing"]) {
      expect((await send("GET", path)).status).toBe(401)
      const wrong = { authorization: `Basic ${btoa("demo:wrong")}` }
      expect((await send("GET", path, undefined, wrong)).status).toBe(401)
    }
  })

  test("names what it does not know, and what it does not simulate (C2)", async () => {
    const { refused, send } = installation()
    await refused("GET", "/nothing", undefined, 404)
    await refused("GET", "/orders/1", undefined, 404)
    expect((await refused("GET", "/goodsOwners", undefined, 501)).message).toContain("/goodsOwners")
    expect((await send("GET", "/other/api/v1/orders")).status).toBe(404)
  })

  test("refuses unknown members and parameters by name, and takes them when lenient (C2)", async () => {
    const { refused, ok, api, settings } = installation()
    const typo = postOrder("A-1", [1], { orderRemarks: "typo" })
    expect(Object.keys((await refused("PUT", "/orders", typo)).modelState ?? {})).toEqual(["o.orderRemarks"])
    const query = "/orders?goodsOwnerId=7&orderNumbr=A-1"
    expect(Object.keys((await refused("GET", query)).modelState ?? {})).toEqual(["orderNumbr"])
    await settings({ lenient: true })
    expect((await api("PUT", "/orders", typo)).status).toBe(201)
    await ok("GET", query)
  })

  test("names each wrong member by its place", async () => {
    const { refused } = installation()
    const body = { goodsOwnerId: 7, orderNumber: "", orderLines: [{ rowNumber: "1", numberOfItems: "many" }] }
    const { message, modelState } = await refused("PUT", "/orders", body)
    expect(message).toBe("The request is invalid.")
    expect(Object.keys(modelState ?? {}).sort()).toEqual([
      "o.consignee",
      "o.deliveryDate",
      "o.orderLines[0].articleNumber",
      "o.orderLines[0].numberOfItems",
      "o.orderNumber"
    ])
    await refused("PUT", "/orders", "{")
  })

  test("writes error members with capitals by a switch", async () => {
    const { api, settings } = installation()
    await settings({ capitalisedErrors: true })
    const body = (await (await api("PUT", "/orders", {})).json()) as Refused
    expect(Object.keys(body)).toEqual(["Message", "ModelState"])
  })

  test("takes numbers as JSON strings, as the vendor's examples send them", async () => {
    const { create, order } = installation()
    const id = await create("A-1", [], {
      orderLines: [{ rowNumber: "1", articleNumber: sku, numberOfItems: "1.5" }]
    })
    expect((await order(id)).orderLines[0]?.orderedNumberOfItems).toBe(1.5)
  })
})
