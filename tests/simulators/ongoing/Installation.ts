import {
  createOngoingSimulator,
  type OngoingSimulatorOptions
} from "@omnium-ongoing/ongoing-simulator/OngoingSimulator"
import type { Host } from "@omnium-ongoing/simulator-kit/World"

export const start = Date.parse("2026-11-02T08:00:00.570Z")
export const sku = "0123ABC"

/** What the tests read of the vendor's order. */
export interface OrderAnswer {
  readonly orderInfo: {
    readonly orderId: number
    readonly orderNumber: string
    readonly goodsOwnerOrderId: string | null
    readonly deliveryDate: string
    readonly createdDate: string
    readonly shippedTime: string | null
    readonly orderRemark: string | null
    readonly freightPrice: number | null
    readonly orderStatus: { readonly number: number; readonly text: string | null }
    readonly wayBill: string | null
    readonly returnWayBill: string | null
    readonly orderType: { readonly code: string; readonly name: string } | null
    readonly allocatedNumberOfItems: number
    readonly pickedNumberOfItems: number
    readonly warehouse: { readonly id: number }
    readonly advanced: {
      readonly deliveryDateWithTime: string
      readonly backOrderInfo: { readonly backOrderForOrderId: number } | null
    }
  }
  readonly transporter: { readonly code: string; readonly serviceCode: string | null; readonly name: string } | null
  readonly orderLines: ReadonlyArray<{
    readonly id: number
    readonly rowNumber: string
    readonly article: { readonly articleNumber: string; readonly articleName: string }
    readonly orderedNumberOfItems: number
    readonly allocatedNumberOfItems: number
    readonly pickedNumberOfItems: number
    readonly packedNumberOfItems: number
    readonly returnedNumberOfItems: number
    readonly reportedNumberOfItems: number | null
    readonly reportedReturnedNumberOfItems: number | null
    readonly shouldBePicked: boolean
    readonly pickedArticleItems: ReadonlyArray<{
      readonly articleItemId: number
      readonly numberOfItems: number
      readonly isPicked: boolean
      readonly inDate: string
      readonly isReturned: boolean
      readonly returnCause: { readonly code: string } | null
      readonly returnOrderInfo: { readonly returnOrderId: number; readonly returnOrderLineId: number } | null
      readonly parcel: { readonly parcelNumber: string } | null
    }> | null
    readonly subOrderLines: OrderAnswer["orderLines"] | null
  }>
  readonly parcels: ReadonlyArray<{
    readonly id: number
    readonly parcelNumber: string
    readonly isReturnParcel: boolean
    readonly tracking: { readonly waybill: string | null; readonly trackingUrl: string | null } | null
  }> | null
  readonly tracking: ReadonlyArray<{ readonly waybill: string; readonly created: string }> | null
  readonly returnTracking: ReadonlyArray<{ readonly waybill: string }> | null
}

export interface ArticleAnswer {
  readonly articleSystemId: number
  readonly articleNumber: string
  readonly articleName: string
  readonly inventoryInfo: {
    readonly numberOfItems: number
    readonly numberOfBookedItems: number
    readonly numberOfLockedItems: number
    readonly lockedForSaleNumberOfItems: number
    readonly allocatedNumberOfItems: number
    readonly pickedToBeCollectedNumberOfItems: number
    readonly toReceiveNumberOfItems: number
    readonly receivedToBeFinishedNumberOfItems: number
    readonly lastInDate: string | null
    readonly reported: {
      readonly returnedToBeReportedNumberOfItems: number
      readonly receivedToBeReportedNumberOfItems: number
    }
    readonly sellableNumberOfItems: number
  }
}

/** What the tests read of the vendor's purchase order. */
export interface PurchaseOrderAnswer {
  readonly supplierInfo: { readonly supplierNumber: string; readonly supplierName: string } | null
  readonly purchaseOrderInfo: {
    readonly purchaseOrderId: number
    readonly purchaseOrderNumber: string
    readonly referenceNumber: string | null
    readonly purchaseOrderStatus: { readonly number: number; readonly text: string | null }
    readonly purchaseOrderType: { readonly code: string; readonly name: string } | null
    readonly inDate: string
    readonly warehouse: { readonly id: number }
    readonly advanced: { readonly advisedDate: string | null; readonly purchaseOrderIsReturnType: boolean }
    readonly freeValues: { readonly freeText1: string | null; readonly freeBool1: boolean }
  }
  readonly purchaseOrderLines: ReadonlyArray<{
    readonly id: number
    readonly rowNumber: string
    readonly advisedNumberOfItems: number
    readonly receivedNumberOfItems: number
    readonly reportedNumberOfItems: number | null
    readonly articleItems: ReadonlyArray<{
      readonly originalArticleItemId: number
      readonly numberOfItems: number
      readonly inDate: string
      readonly batchNumber: string
    }> | null
    readonly freeValues: { readonly freeText1: string | null }
  }>
}

export interface Refused {
  readonly message: string
  readonly modelState?: Readonly<Record<string, ReadonlyArray<string>>>
}

export const postOrder = (
  orderNumber: string,
  quantities: ReadonlyArray<number> = [2],
  changes: Readonly<Record<string, unknown>> = {}
) => ({
  goodsOwnerId: 7,
  orderNumber,
  deliveryDate: "2026-11-05",
  consignee: { name: "Ingrid Fjellvåg", address1: "Bjørkelia 7", postCode: "0877", city: "Oslo", countryCode: "NO" },
  warehouseId: 1,
  orderLines: quantities.map((numberOfItems, index) => ({
    rowNumber: String(index + 1),
    articleNumber: sku,
    numberOfItems
  })),
  ...changes
})

export const postPurchaseOrder = (
  purchaseOrderNumber: string,
  quantities: ReadonlyArray<number> = [10],
  changes: Readonly<Record<string, unknown>> = {}
) => ({
  goodsOwnerId: 7,
  purchaseOrderNumber,
  inDate: "2026-11-09",
  referenceNumber: "INV-1",
  supplierInfo: { supplierNumber: "S100", supplierName: "Havgapet Tekstil AS" },
  warehouseId: 1,
  purchaseOrderLines: quantities.map((numberOfItems, index) => ({
    rowNumber: String(index + 1),
    articleNumber: sku,
    numberOfItems
  })),
  ...changes
})

/** A simulator in this process whose clock moves by hand, and the ways to talk to it. */
export const installation = (options: Omit<OngoingSimulatorOptions, "host"> = {}) => {
  let now = start
  const sent: Array<Request> = []
  const receiver = { answer: (): Response => new Response(null, { status: 200 }) }
  const host: Host = {
    now: () => now,
    later: () => () => {},
    send: async (request) => {
      sent.push(request)
      return receiver.answer()
    }
  }
  const simulator = createOngoingSimulator({ host, orders: 0, selfCheck: true, ...options })
  const authorization = `Basic ${btoa("demo:demo")}`
  const send = (method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) =>
    simulator.fetch(
      new Request(`http://ongoing.test${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) })
      })
    )
  const api = (method: string, path: string, body?: unknown) =>
    send(method, `/demo/api/v1${path}`, body, { authorization })
  /** The JSON of a call that must be answered with this status; the caller says what it looks like. */
  const answer = async <A>(response: Promise<Response>, status: number): Promise<A> => {
    const got = await response
    const text = await got.text()
    if (got.status !== status) throw new Error(`expected ${status}, got ${got.status}: ${text}`)
    return JSON.parse(text) as A
  }
  const ok = <A>(method: string, path: string, body?: unknown) => answer<A>(api(method, path, body), 200)
  const back = <A>(path: string, body: unknown = {}, status = 200) =>
    answer<A>(send("POST", `/_simulator/${path}`, body), status)
  const order = (id: number) => ok<OrderAnswer>("GET", `/orders/${id}`)
  return {
    simulator,
    send,
    answer,
    api,
    ok,
    back,
    order,
    sent,
    receiver,
    refused: (method: string, path: string, body?: unknown, status = 400) =>
      answer<Refused>(api(method, path, body), status),
    settings: (change: object) => answer<object>(send("PATCH", "/_simulator/settings", change), 200),
    create: async (...parameters: Parameters<typeof postOrder>) => {
      const { orderId } = await answer<{ orderId: number }>(api("PUT", "/orders", postOrder(...parameters)), 201)
      return orderId
    },
    advise: async (...parameters: Parameters<typeof postPurchaseOrder>) => {
      const put = await ok<{ purchaseOrderId: number }>("PUT", "/purchaseOrders", postPurchaseOrder(...parameters))
      return put.purchaseOrderId
    },
    purchaseOrder: (id: number) => ok<PurchaseOrderAnswer>("GET", `/purchaseOrders/${id}`),
    /** What the staff do with a purchase order, and how it is then. */
    dock: (id: number, name: string, body: unknown = {}) =>
      back<PurchaseOrderAnswer>(`purchaseOrders/${id}/${name}`, body),
    undockable: (id: number, name: string, body: unknown = {}) =>
      back<Refused>(`purchaseOrders/${id}/${name}`, body, 409),
    purchaseOrders: (query: string) =>
      ok<ReadonlyArray<PurchaseOrderAnswer>>("GET", `/purchaseOrders?goodsOwnerId=7&${query}`),
    /** A warehouse action, and the order after it. */
    act: (id: number, name: string, body: unknown = {}) => back<OrderAnswer>(`orders/${id}/${name}`, body),
    impossible: (id: number, name: string, body: unknown = {}) => back<Refused>(`orders/${id}/${name}`, body, 409),
    list: (query: string) => ok<ReadonlyArray<OrderAnswer>>("GET", `/orders?goodsOwnerId=7&${query}`),
    stock: async (articleNumber = sku) => {
      const query = `goodsOwnerId=7&articleNumber=${articleNumber}`
      const [article] = await ok<ReadonlyArray<ArticleAnswer>>("GET", `/articles?${query}`)
      if (article === undefined) throw new Error(`There is no article ${articleNumber}.`)
      return article.inventoryInfo
    },
    pass: (milliseconds: number) => {
      now += milliseconds
    },
    /** Lets calls that are on their way arrive. */
    settle: async () => {
      for (let turn = 0; turn < 20; turn++) await Promise.resolve()
    }
  }
}

export type OngoingWorld = ReturnType<typeof installation>
