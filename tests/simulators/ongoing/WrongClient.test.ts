import { describe, expect, test } from "bun:test"
import { installation, postOrder, postPurchaseOrder, type Refused, sku } from "./Installation.ts"

/** What is wrong with a parameter or member, by its name. */
const problems = async (refused: Promise<Refused>, name: string) => (await refused).modelState?.[name]

describe("an array joined with commas", () => {
  test("is told, wherever its parts would have found something", async () => {
    const { refused, create, advise, ok } = installation()
    await create("A-1")
    await create("A-2")
    await advise("D-1")
    for (const [path, name, value] of [
      ["/orders", "orderNumbers", "A-1,A-2"],
      ["/orders", "orderNumbers", "A-1,OTHER"],
      ["/orders/pickability", "orderNumbers", "A-1,A-2"],
      ["/purchaseOrders", "purchaseOrderNumbers", "D-1,D-2"],
      ["/articles", "articleNumbers", `${sku},OTHER`],
      ["/articles/inventoryPerWarehouse", "articleNumbers", `${sku},OTHER`],
      ["/articleItems", "articleNumbers", `${sku},OTHER`]
    ] as const)
      expect(await problems(refused("GET", `${path}?goodsOwnerId=7&${name}=${value}`), name)).toEqual([
        `'${value}' is one value. Give each value of an array a key of its own: ${name}=A&${name}=B.`
      ])
    expect(await ok<unknown>("GET", "/orders?goodsOwnerId=7&orderNumbers=X,Y")).toEqual([])
  })

  test("of ids is no id", async () => {
    const { refused } = installation()
    const [text] =
      (await problems(refused("GET", "/articles?goodsOwnerId=7&articleClassIds=1,2"), "articleClassIds")) ?? []
    expect(text).toEndWith("Arrays are repeated keys, not joined with commas.")
  })

  test("is no mistake where a number has a comma of its own, beside others or alone", async () => {
    const { create, list } = installation()
    await create("A-1")
    await create("A-1,A-2")
    expect(await list("orderNumbers=A-1,A-2")).toHaveLength(1)
    expect(await list("orderNumbers=A-1,A-2&orderNumbers=A-1")).toHaveLength(2)
  })

  test("is no mistake in what a name contains", async () => {
    const { ok } = installation()
    const named = (text: string) =>
      ok<ReadonlyArray<unknown>>("GET", `/articles?goodsOwnerId=7&articleNameContains=${text}`)
    expect(await named("a")).not.toEqual([])
    expect(await named("a,a")).toEqual([])
  })

  test("finds nothing when lenient, as the real system does", async () => {
    const { create, list, settings } = installation()
    await create("A-1")
    await settings({ lenient: true })
    expect(await list("orderNumbers=A-1,A-2")).toEqual([])
  })
})

describe("a parameter or member that there is not", () => {
  test.each(["page=2", "pageSize=50", "limit=50", "skip=100", "$top=3"])(
    "a page by %s is told how pages go",
    async (query) => {
      const { refused } = installation()
      const name = query.split("=")[0] ?? ""
      expect(await problems(refused("GET", `/orders?goodsOwnerId=7&${query}`), name)).toEqual([
        `There is no parameter '${name}' here. A page begins at orderIdFrom (the highest id so far plus one) and has at most maxOrdersToGet entries.`
      ])
      expect(await problems(refused("GET", `/returnOrders?goodsOwnerId=7&${query}`), name)).toEqual([
        `There is no parameter '${name}' here. This list has no pages.`
      ])
    }
  )

  test("is told the one that is meant, when one is near", async () => {
    const { refused } = installation()
    expect(await problems(refused("GET", "/orders?goodsOwnerId=7&orderNumber[]=A-1"), "orderNumber[]")).toEqual([
      "There is no parameter 'orderNumber[]' here. Did you mean 'orderNumber'?"
    ])
    expect(await problems(refused("GET", "/orders?goodsOwnerId=7&colour=red"), "colour")).toEqual([
      "There is no parameter 'colour' here."
    ])
    const body = { orderRemarks: "x", consignee: { name: "Ingrid", adress1: "x", colour: "red" } }
    expect((await refused("PUT", "/orders", postOrder("A-1", [1], body))).modelState).toEqual({
      "o.orderRemarks": ["There is no member 'orderRemarks' here. Did you mean 'orderRemark'?"],
      "o.consignee.adress1": ["There is no member 'adress1' here. Did you mean 'address1'?"],
      "o.consignee.colour": ["There is no member 'colour' here."]
    })
  })

  test("is told the one that it is a part of", async () => {
    const { refused } = installation()
    expect(await problems(refused("GET", "/orders?goodsOwnerId=7&maxOrders=5"), "maxOrders")).toEqual([
      "There is no parameter 'maxOrders' here. Did you mean 'maxOrdersToGet'?"
    ])
    const body = { goodsOwnerId: 7, purchaseOrderNumber: "D-1", lines: [] }
    expect(await problems(refused("PUT", "/purchaseOrders", body), "o.lines")).toEqual([
      "There is no member 'lines' here. Did you mean 'purchaseOrderLines'?"
    ])
  })

  test("at once, however long its name", async () => {
    const { refused } = installation()
    const name = "x".repeat(20_000_000)
    expect((await refused("PUT", "/orders", { [name]: 1 })).modelState?.[`o.${name}`]).toHaveLength(1)
  })

  test("and what is missing, or no object, is told in words", async () => {
    const { refused } = installation()
    expect(
      (await refused("PUT", "/orders", { goodsOwnerId: 7, orderNumber: "A-1", consignee: "Ingrid" })).modelState
    ).toEqual({
      "o.deliveryDate": ["deliveryDate is required."],
      "o.consignee": ["Expected an object"]
    })
    expect(await problems(refused("PUT", "/orders", []), "o")).toEqual(["Expected an object"])
  })
})

test("a limit below nothing, an order of rows that is none, and a time in words are told", async () => {
  const { refused } = installation()
  for (const [name, value, hint] of [
    ["maxOrdersToGet", "-1", "It is a whole number from 0."],
    ["sort", "desc", "It is 'descending', or left out."],
    ["shippedTimeFrom", "01.02.2026", "Times are written as 2026-11-02T08:00:00Z."]
  ] as const)
    expect(await problems(refused("GET", `/orders?goodsOwnerId=7&${name}=${value}`), name)).toEqual([
      `The value '${value}' is not valid for ${name}. ${hint}`
    ])
})

test("who is not let in is told why", async () => {
  const { send } = installation()
  const said = async (headers: Record<string, string>) =>
    ((await (await send("GET", "/demo/api/v1/orders/statuses", undefined, headers)).json()) as Refused).message
  expect(await said({})).toBe("There is no Authorization header: every call is made with HTTP Basic.")
  expect(await said({ authorization: "Bearer abc" })).toBe("The Authorization is 'Bearer', not HTTP Basic.")
  expect(await said({ authorization: `Basic ${btoa("demo:x")}` })).toBe("Wrong user name or password.")
})

test("an un-encoded plus in a time is told", async () => {
  const { refused } = installation()
  const name = "orderStatusChangedTimeFrom"
  expect(await problems(refused("GET", `/orders?goodsOwnerId=7&${name}=2026-11-02T08:00:00+01:00`), name)).toEqual([
    `The value '2026-11-02T08:00:00 01:00' is not valid for ${name}. A '+' in a URL stands for a blank: write %2B, or send UTC with Z.`
  ])
})

describe("a wrong method", () => {
  test("is 405 with the methods that there are", async () => {
    const { api } = installation()
    const response = await api("POST", "/orders", postOrder("A-1"))
    expect([response.status, response.headers.get("allow")]).toEqual([405, "DELETE, GET, PUT"])
    expect(((await response.json()) as Refused).message).toBe(
      "There is no operation POST /demo/api/v1/orders; this path has DELETE, GET, PUT. Use PUT: it creates and updates."
    )
    expect((await api("PUT", "/orders/1/orderRemark", {})).headers.get("allow")).toBe("PATCH")
    expect((await api("POST", "/orders/1/nothing", {})).status).toBe(404)
    expect((await api("GET", "/")).status).toBe(404)
  })
})

describe("a body that is not JSON", () => {
  const authorization = `Basic ${btoa("demo:demo")}`
  test("by its content type is 415, unless lenient; without one worth the name it is read as JSON", async () => {
    const { send, settings } = installation()
    let number = 0
    const put = async (type: string) => {
      const body = postOrder(`A-${++number}`)
      return (await send("PUT", "/demo/api/v1/orders", body, { authorization, "content-type": type })).status
    }
    expect([await put("application/xml"), await put("multipart/form-data")]).toEqual([415, 415])
    expect([
      await put("application/json; charset=utf-8"),
      await put("text/plain;charset=UTF-8"),
      await put("application/x-www-form-urlencoded")
    ]).toEqual([201, 201, 201])
    await settings({ lenient: true })
    expect(await put("application/xml")).toBe(201)
  })
})

describe("an update or a cancellation too late", () => {
  test("names the order, its status and the reason", async () => {
    const { refused, create, act, settings } = installation()
    const id = await create("A-1")
    const late = async () => {
      const put = await refused("PUT", "/orders", postOrder("A-1"))
      const cancel = await refused("DELETE", `/orders/${id}`)
      return [put.message, cancel.message]
    }
    await act(id, "release")
    expect(await late()).toEqual([
      "Order 'A-1' cannot be updated because its status is 300 (Released) and orders are locked from status 300 on.",
      "Order 'A-1' cannot be cancelled because its status is 300 (Released) and orders are locked from status 300 on."
    ])
    await act(id, "allocate")
    expect((await late())[0]).toEndWith("its status is 320 (Allocated) and goods are allocated to it.")
    await act(id, "pick")
    await settings({ statusLanguage: "no" })
    expect((await late())[0]).toEndWith("its status is 400 (Plukket) and picking has begun.")
  })

  test("of a purchase order too", async () => {
    const { refused, advise, dock } = installation()
    const id = await advise("D-1", [5])
    await dock(id, "status", { number: 300 })
    const message = async () => (await refused("PUT", "/purchaseOrders", postPurchaseOrder("D-1"))).message
    expect(await message()).toStartWith("Purchase order 'D-1' cannot be updated because its status is 300")
    await dock(id, "receive")
    expect(await message()).toEndWith("and goods reception has begun.")
  })
})
