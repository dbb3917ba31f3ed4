import { describe, expect, test } from "bun:test"
import { answerProblems } from "@omnium-ongoing/ongoing-simulator/api/AnswerProblems"
import { operations } from "@omnium-ongoing/ongoing-simulator/api/operations/Operations"
import type { QueryShape } from "@omnium-ongoing/ongoing-simulator/api/Query"
import fc from "fast-check"
import { fullArticle, fullOrder, fullPurchaseOrder } from "./FullBodies.ts"
import { installation, type OrderAnswer, type PurchaseOrderAnswer, sku } from "./Installation.ts"

const problems = (method: string, path: string, status: number, body?: unknown) =>
  answerProblems(new Request("http://ongoing.test/", { method }), `/demo/api/v1${path}`, status, body)

const updated = { orderId: 1, message: null }

describe("an answer is held against the vendor's model", () => {
  test("members that are missing, unknown, or of another type", () => {
    expect(problems("PATCH", "/orders/1/orderRemark", 200, updated)).toEqual([])
    expect(problems("PATCH", "/orders/1/orderRemark", 200, { orderId: 1 })).toEqual(["message: Missing key."])
    expect(problems("PATCH", "/orders/1/orderRemark", 200, { ...updated, done: true })).toEqual([
      "done: Expected no excess property."
    ])
    expect(problems("PATCH", "/orders/1/orderRemark", 200, { ...updated, orderId: null })).toHaveLength(1)
    expect(problems("PATCH", "/orders/1/orderRemark", 200, undefined)).toHaveLength(1)
  })

  test("calls without a model must have none, and a route must be described", () => {
    const reported = "/purchaseOrders/1/lines/2/reportedNumberOfItems"
    expect(problems("PATCH", reported, 200, undefined)).toEqual([])
    expect(problems("PATCH", reported, 200, updated)).toHaveLength(1)
    expect(problems("GET", "/orders/1/wishes", 200, {})).toEqual([
      "There is no model of the answer to GET /orders/{}/wishes."
    ])
    expect(problems("PATCH", "/orders/1/orderRemark", 204, undefined)).toEqual([
      "PATCH /orders/{}/orderRemark is not described with 204."
    ])
    expect(problems("PUT", "/orders", 201, updated)).toEqual([])
  })

  test("errors are a message, and what is not valid, in either spelling", () => {
    const modelState = { "o.orderNumber": ["Missing key"] }
    expect(problems("PUT", "/orders", 400, { message: "No.", modelState })).toEqual([])
    expect(problems("PUT", "/orders", 400, { Message: "No.", ModelState: modelState })).toEqual([])
    for (const body of [{}, { message: null }, { message: "No.", ModelState: modelState }, { message: "No.", code: 1 }])
      expect(problems("PUT", "/orders", 400, body)).not.toEqual([])
    expect(problems("PUT", "/orders", 400, { message: "No.", modelState: { "o.orderNumber": [] } })).not.toEqual([])
  })

  test("of HEAD only the status: there is no body to look at", async () => {
    const { api } = installation({ selfCheck: true })
    for (const [path, status] of [
      ["/orders?goodsOwnerId=7", 200],
      ["/orders/1", 404]
    ] as const) {
      const head = await api("HEAD", path)
      expect([path, head.status, await head.text()]).toEqual([path, status, ""])
    }
  })

  test("in a simulator that checks itself, and only there", async () => {
    const broken = { ...fullOrder, orderNumber: "B-1" }
    for (const selfCheck of [true, false]) {
      const { simulator, send, api } = installation({ selfCheck })
      await api("PUT", "/orders", broken)
      const [order] = simulator.world().state.orders.values()
      if (order === undefined) throw new Error("There is no order.")
      // JSON has null for it.
      simulator.world().state.orders.set(order.id, { ...order, consigneeId: Number.NaN }, () => {})
      const read = await send("GET", `/demo/api/v1/orders/${order.id}`, undefined, {
        authorization: `Basic ${btoa("demo:demo")}`
      })
      expect(read.status).toBe(selfCheck ? 500 : 200)
      expect((await read.text()).includes("consignee.id")).toBe(selfCheck)
    }
  })
})

/** A world with goods on every way, and with objects that have every member. */
const bustling = async () => {
  const setUp = installation({ orders: 60, articles: 80 })
  const { api, ok, back, act, list, dock, purchaseOrders } = setUp
  await ok("PUT", "/articles", fullArticle)
  await ok("PUT", "/articles", {
    goodsOwnerId: 7,
    articleNumber: "KIT",
    structureDefinition: { articleKind: "Structure", rows: [{ articleNumber: sku, numberOfItems: 2 }] }
  })
  await back(`articles/${sku}/adjust`, { goodsOwnerId: 7, warehouseId: 1, quantity: 100, cause: "10" })
  await back(`articles/${sku}/lock`, { goodsOwnerId: 7, warehouseId: 1, quantity: 2, forSale: true })
  await api("PUT", "/orders", fullOrder)
  await api("PUT", "/orders", { ...fullOrder, orderNumber: "FULL-KIT", orderLines: [kitLine] })
  const orders = await list("")
  const full = orders.filter(({ orderInfo }) => orderInfo.orderNumber.startsWith("FULL"))
  for (const { orderInfo, orderLines } of full) {
    for (const step of ["release", "allocate", "pick"]) await act(orderInfo.orderId, step)
    await act(orderInfo.orderId, "pack", { parcels: [{ parcelNumber: `P${orderInfo.orderId}`, waybill: "W" }] })
    await act(orderInfo.orderId, "ship", { labels: true })
    await ok("POST", `/orders/${orderInfo.orderId}/wayBillRows`, { numberOfPackages: 1, parcelType: { code: "EUR" } })
    await ok("PUT", `/orders/${orderInfo.orderId}/parcels`, {
      parcelNumber: "TYPED",
      transportAdministrationType: "delivery",
      advanced: { parcelType: { code: "PK" } }
    })
    const line = { orderLineId: orderLines[0]?.subOrderLines?.[0]?.id ?? orderLines[0]?.id ?? 0 }
    const { returnOrderId } = await ok<{ returnOrderId: number }>("PUT", "/returnOrders", {
      goodsOwnerId: 7,
      returnOrderNumber: `RET${orderInfo.orderId}`,
      customerOrder: { orderId: orderInfo.orderId },
      returnOrderLines: [
        {
          returnOrderRowNumber: "1",
          customerOrderLine: line,
          toBeReturnedNumberOfItems: 1,
          returnCause: { code: "30" }
        }
      ],
      inDate: "2026-11-20",
      freeValues: { freeDateTime1: "2026-11-20" }
    })
    await act(orderInfo.orderId, "return", {
      lines: [{ rowNumber: "1", quantity: 1, cause: "30", comment: "Revet" }],
      returnOrderId
    })
  }
  for (const [index, { orderInfo }] of orders.entries())
    if (index % 20 === 6) await api("PATCH", `/orders/${orderInfo.orderId}/orderStatus`, { orderStatusNumber: 800 })
  await ok("PUT", "/purchaseOrders", fullPurchaseOrder)
  for (const { purchaseOrderInfo, purchaseOrderLines } of await purchaseOrders("purchaseOrderNumber=FULL-2")) {
    const id = purchaseOrderInfo.purchaseOrderId
    const items = [
      { purchaseOrderLineId: purchaseOrderLines[0]?.id, numberOfItems: 1, batch: "B2", expiryDate: "2027-01-31" }
    ]
    await ok("PUT", `/purchaseOrders/${id}/articleItems`, { items })
    for (const quantity of [1, 2]) await dock(id, "receive", { lines: [{ rowNumber: "1", quantity }] })
  }
  return setUp
}

const kitLine = { rowNumber: "1", articleNumber: "KIT", numberOfItems: 2 }

/** Ids of the kind that each parameter of a path names. */
const idsOf = async ({ ok }: Awaited<ReturnType<typeof bustling>>): Promise<Record<string, ReadonlyArray<number>>> => ({
  orderId: (await ok<ReadonlyArray<OrderAnswer>>("GET", "/orders?goodsOwnerId=7")).map(
    (each) => each.orderInfo.orderId
  ),
  purchaseOrderId: (await ok<ReadonlyArray<PurchaseOrderAnswer>>("GET", "/purchaseOrders?goodsOwnerId=7")).map(
    (each) => each.purchaseOrderInfo.purchaseOrderId
  ),
  returnOrderId: (
    await ok<ReadonlyArray<{ returnOrderInfo: { returnOrderId: number } }>>("GET", "/returnOrders?goodsOwnerId=7")
  ).map((each) => each.returnOrderInfo.returnOrderId),
  articleSystemId: (await ok<ReadonlyArray<{ articleSystemId: number }>>("GET", "/articles?goodsOwnerId=7")).map(
    (each) => each.articleSystemId
  ),
  inventoryId: (
    await ok<ReadonlyArray<{ inventoryAdjustments: ReadonlyArray<{ inventoryId: number }> }>>(
      "GET",
      "/inventoryAdjustments?goodsOwnerId=7"
    )
  ).flatMap((each) => each.inventoryAdjustments.map(({ inventoryId }) => inventoryId))
})

const texts = fc.constantFrom("", sku, "KIT", "FULL-1", "FULL-2", "EXAMPLE1001-1", "A", "a,b", "descending", "æ +&")
const numbers = fc.oneof(fc.integer({ min: -2, max: 1001 }), fc.constantFrom(7, 200, 300, 450, 50_000))
const times = fc.constantFrom("2026-11-02T07:59:00Z", "2026-11-01", "2026-01-05T08:00:00+01:00", "1890-01-01", "today")

const values: Readonly<Record<QueryShape[string], fc.Arbitrary<string>>> = {
  text: texts,
  texts,
  int: numbers.map(String),
  count: numbers.map(String),
  ints: numbers.map(String),
  flag: fc.constantFrom("true", "false", "yes"),
  time: times
}

/** Some of the parameters that an operation has; the goods owner is nearly always the one there is. */
const queryOf = (shape: QueryShape): fc.Arbitrary<string> =>
  fc
    .record(
      Object.fromEntries(
        Object.entries(shape).map(([name, kind]) => [
          name,
          name === "goodsOwnerId"
            ? fc.oneof({ weight: 20, arbitrary: fc.constant("7") }, numbers.map(String))
            : values[kind]
        ])
      ),
      { requiredKeys: Object.hasOwn(shape, "goodsOwnerId") ? ["goodsOwnerId"] : [] }
    )
    .map((query) => {
      const given = Object.entries(query).map(([name, value]): [string, string] => [name, value ?? ""])
      return `?${new URLSearchParams(given)}`
    })

test("in a busy world every GET answers inside its model, whatever is asked", async () => {
  const setUp = await bustling()
  const ids = await idsOf(setUp)
  const reads = Object.entries(operations).flatMap(([key, { query = {} }]) =>
    key.startsWith("GET ") ? [{ path: key.slice("GET ".length), query }] : []
  )
  const statuses = new Map<string, Map<number, number>>()
  for (const { path, query } of reads) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "")
    const paths = fc.record(Object.fromEntries(names.map((name) => [name, fc.constantFrom(...(ids[name] ?? []), 1)])))
    const plain = Object.hasOwn(query, "goodsOwnerId") ? fc.constant("?goodsOwnerId=7") : fc.constant("")
    const all = names.flatMap((name) => (ids[name] ?? []).map((id) => path.replace(`{${name}}`, String(id))))
    const asked = fc.sample(fc.tuple(paths, fc.oneof(plain, queryOf(query))), { numRuns: 40, seed: 11 })
    const fuzzed = asked.map(([at, text]) => path.replaceAll(/\{(\w+)\}/g, (_, name) => String(at[name])) + text)
    const seen = new Map<number, number>()
    for (const call of [...all, ...fuzzed]) {
      const response = await setUp.api("GET", call)
      if (response.status === 500) throw new Error(`GET ${call}: ${await response.text()}`)
      seen.set(response.status, (seen.get(response.status) ?? 0) + 1)
    }
    statuses.set(path, seen)
  }
  // Each was answered in earnest, not just refused.
  expect([...statuses].filter(([, seen]) => !seen.has(200)).map(([path]) => path)).toEqual([])
  expect(reads.length).toBeGreaterThan(20)
})

test("the busy world has what could go wrong", async () => {
  const { list, ok, purchaseOrders } = await bustling()
  const orders = await list("")
  const numbers = new Set(orders.map(({ orderInfo }) => orderInfo.orderStatus.number))
  expect([...numbers].sort((one, other) => one - other)).toEqual([200, 300, 320, 400, 425, 450, 451, 500, 800, 1000])
  const lines = orders.flatMap(({ orderLines }) => orderLines)
  expect(lines.some(({ subOrderLines }) => subOrderLines !== null)).toBe(true)
  expect(
    lines.some(({ pickedArticleItems }) => pickedArticleItems?.some((item) => item.returnOrderInfo !== null))
  ).toBe(true)
  expect(orders.some(({ parcels }) => parcels?.some((parcel) => parcel.isReturnParcel))).toBe(true)
  expect((await purchaseOrders("")).some((order) => order.purchaseOrderLines.some(inRounds))).toBe(true)
  expect(await ok<ReadonlyArray<unknown>>("GET", "/inventoryAdjustments?goodsOwnerId=7")).not.toEqual([])
})

const inRounds = ({ articleItems }: PurchaseOrderAnswer["purchaseOrderLines"][number]) =>
  (articleItems?.length ?? 0) > 1

test("the full bodies are full", async () => {
  const { send } = installation()
  const document = (await (await send("GET", "/_simulator/openapi.json")).json()) as {
    readonly components: { readonly schemas: Readonly<Record<string, { readonly properties: object }>> }
  }
  for (const [model, body] of [
    ["PostOrderModel", fullOrder],
    ["PostPurchaseOrderModel", fullPurchaseOrder],
    ["PostArticleModel", fullArticle],
    ["PostOrderConsignee", fullOrder.consignee],
    ["PostPurchaseOrderLine", fullPurchaseOrder.purchaseOrderLines[0] ?? {}],
    ["PostOrderLine", fullOrder.orderLines[0] ?? {}]
  ] as const)
    expect(Object.keys(body).toSorted()).toEqual(
      Object.keys(document.components.schemas[model]?.properties ?? {}).toSorted()
    )
})
