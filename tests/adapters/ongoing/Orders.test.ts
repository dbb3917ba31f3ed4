import { describe, expect } from "bun:test"
import { OngoingGoodsOwnerId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import { OngoingOrderNumber } from "@omnium-ongoing/domain/ongoing/OngoingOrderNumber"
import { Ongoing } from "@omnium-ongoing/domain/ports/Ongoing"
import { Array, DateTime, Effect, Option, Stream } from "effect"
import { TestClock } from "effect/testing"
import { fakeHttp, type SentRequest } from "../../support/FakeHttp.ts"
import { itEffect } from "../../support/ItEffect.ts"
import { json, order, orderId, overFake, owner, smallest } from "./Fixtures.ts"

const since = DateTime.makeUnsafe("2026-11-02T08:00:00.987Z")
const changed = Ongoing.use((ongoing) => Stream.runCollect(ongoing.ordersChangedSince(owner, since)))
const byNumber = (numbers: ReadonlyArray<string>) => Ongoing.use((ongoing) => ongoing.ordersByNumber(owner, numbers))
const get = Ongoing.use((ongoing) => ongoing.order(orderId))
const put = (put: typeof order) => Ongoing.use((ongoing) => ongoing.putOrder(put))

/** A server with these orders that pages as it is asked to. */
const holding = (ids: ReadonlyArray<number>) => (request: SentRequest) => {
  const from = Number(request.url.searchParams.get("orderIdFrom"))
  const limit = Number(request.url.searchParams.get("maxOrdersToGet"))
  const page = ids.filter((id) => id >= from).slice(0, limit)
  return json(page.map(smallest), { headers: { date: "Mon, 02 Nov 2026 09:00:00 GMT" } })
}
const idsOf = (pages: ReadonlyArray<{ readonly orders: ReadonlyArray<{ readonly orderId: number }> }>) =>
  pages.map((page) => page.orders.map((found) => Number(found.orderId)))

describe("putting an order", () => {
  itEffect("sends every field under Ongoing's name, and nothing else", () =>
    Effect.gen(function* () {
      const http = fakeHttp(() => json({ orderId: 5 }))
      const whole = {
        ...order,
        referenceNumber: "R",
        orderType: { code: "Online", name: "Net", stray: 1 },
        emailNotification: { toBeNotified: true, value: "kari@example.no" },
        smsNotification: { toBeNotified: false, value: "+4790000000" },
        orderRemark: "Æ",
        freightPrice: 49.5,
        transporter: { transporterCode: "BRING", transporterServiceCode: "SERVICEPAKKE" },
        servicePointCode: "123",
        preparedTransportDocumentId: "T",
        stray: true
      }
      expect(Number(yield* put(whole).pipe(overFake(http)))).toBe(5)
      const { stray: _, ...rest } = whole
      expect(http.sent[0]).toMatchObject({ method: "PUT", url: new URL("https://ongoing.test/epic/api/v1/orders") })
      expect(http.sent[0]!.headers["content-type"]).toContain("application/json")
      expect(JSON.parse(http.sent[0]!.body)).toEqual({ ...rest, orderType: { code: "Online", name: "Net" } })
    })
  )

  itEffect("leaves out what is not there", () =>
    Effect.gen(function* () {
      const http = fakeHttp(() => json({ orderId: 5 }))
      yield* put(order).pipe(overFake(http))
      expect(JSON.parse(http.sent[0]!.body)).toEqual(JSON.parse(JSON.stringify(order)))
      expect(http.sent[0]!.body).not.toContain("null")
    })
  )
})

describe("orders changed since (C1)", () => {
  itEffect("are asked for by whole seconds in UTC, goods owner and page (C8)", () =>
    Effect.gen(function* () {
      const http = fakeHttp(holding([]))
      const pages = yield* overFake(http)(changed)
      expect(http.sent.map((sent) => sent.url.search)).toEqual([
        "?goodsOwnerId=7&orderStatusChangedTimeFrom=2026-11-02T08%3A00%3A00Z&orderIdFrom=0&maxOrdersToGet=500"
      ])
      expect(pages).toEqual([{ orders: [], readAt: DateTime.makeUnsafe("2026-11-02T09:00:00Z") }])
    })
  )

  for (const count of [1, 499, 500, 501, 1000]) {
    itEffect(`${count} of them come once each, by ascending id, until a page is empty`, () =>
      Effect.gen(function* () {
        const ids = Array.makeBy(count, (n) => n * 3 + 1)
        const http = fakeHttp(holding(ids))
        const pages = yield* overFake(http)(changed)
        expect(idsOf(pages)).toEqual(Array.chunksOf(ids, 500))
        expect(http.sent).toHaveLength(Math.ceil(count / 500) + 1)
      })
    )
  }

  itEffect("are sorted when a page is not, and none is left out", () =>
    Effect.gen(function* () {
      const http = fakeHttp((_, count) => json(count === 1 ? [9, 2, 5].map(smallest) : []))
      expect(idsOf(yield* overFake(http)(changed))).toEqual([[2, 5, 9]])
      expect(http.sent[1]!.url.searchParams.get("orderIdFrom")).toBe("10")
    })
  )

  itEffect("a null list is an empty one", () =>
    Effect.gen(function* () {
      expect(idsOf(yield* overFake(fakeHttp(() => json(null)))(changed))).toEqual([[]])
    })
  )

  itEffect("a server that ignores the cursor is found out, after its first page", () =>
    Effect.gen(function* () {
      const http = fakeHttp((_, count) => json(count > 9 ? [] : [1, 2, 3].map(smallest)))
      const { reason } = yield* Effect.flip(changed).pipe(overFake(http))
      expect(reason).toMatchObject({ _tag: "MalformedAnswer", message: "the server does not advance" })
      expect(http.sent).toHaveLength(2)
    })
  )

  itEffect("a row without its id is no answer", () =>
    Effect.gen(function* () {
      for (const row of [{}, { orderInfo: null }, { orderInfo: { orderStatus: { number: 200 } } }]) {
        const { reason } = yield* Effect.flip(changed).pipe(overFake(fakeHttp(() => json([smallest(1), row]))))
        expect(reason._tag).toBe("MalformedAnswer")
      }
    })
  )

  itEffect("pages are read as they are taken", () =>
    Effect.gen(function* () {
      const http = fakeHttp(holding(Array.makeBy(1000, (n) => n + 1)))
      const first = Ongoing.use((ongoing) => Stream.runHead(ongoing.ordersChangedSince(owner, since)))
      expect(Option.isSome(yield* overFake(http)(first))).toBe(true)
      expect(http.sent).toHaveLength(1)
    })
  )

  itEffect("a page without a readable Date was read by our own clock", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(DateTime.toEpochMillis(since))
      for (const headers of [{}, { date: "yesterday" }, { date: "0" }]) {
        const pages = yield* overFake(fakeHttp(() => json([], { headers })))(changed)
        expect(pages[0]!.readAt).toEqual(since)
      }
    })
  )
})

describe("orders by number", () => {
  itEffect("are asked for by repeated keys, encoded, 50 at a time (C6)", () =>
    Effect.gen(function* () {
      const numbers = Array.makeBy(101, (n) => `A&b=ø ${n},x`)
      const http = fakeHttp((request) =>
        json(request.url.searchParams.getAll("orderNumbers").map((_, at) => smallest(at + 1)))
      )
      const found = yield* byNumber(numbers).pipe(overFake(http))
      expect(http.sent.map((sent) => sent.url.searchParams.getAll("orderNumbers").length)).toEqual([50, 50, 1])
      expect(http.sent.flatMap((sent) => sent.url.searchParams.getAll("orderNumbers"))).toEqual(numbers)
      expect(http.sent.every((sent) => sent.url.searchParams.get("goodsOwnerId") === "7")).toBe(true)
      expect(http.sent[2]!.url.search).toBe("?goodsOwnerId=7&orderNumbers=A%26b%3D%C3%B8+100%2Cx")
      expect(found).toHaveLength(101)
    })
  )

  itEffect("nothing asked is nothing called, because no filter means everything (C20)", () =>
    Effect.gen(function* () {
      const http = fakeHttp(() => json([smallest(1)]))
      expect(yield* byNumber([]).pipe(overFake(http))).toEqual([])
      expect(http.sent).toHaveLength(0)
    })
  )

  itEffect("the same number is asked for once", () =>
    Effect.gen(function* () {
      const http = fakeHttp(() => json([]))
      yield* byNumber(["A", "A"]).pipe(overFake(http))
      expect(http.sent[0]!.url.searchParams.getAll("orderNumbers")).toEqual(["A"])
    })
  )
})

describe("an order as Ongoing shows it", () => {
  const show = (body: unknown) => get.pipe(Effect.map(Option.getOrThrow), overFake(fakeHttp(() => json(body))))

  itEffect("null, missing and empty are alike (C4)", () =>
    Effect.gen(function* () {
      const names = ["goodsOwner", "consignee", "orderLines", "parcels", "tracking", "returnTracking", "transporter"]
      const infoNames = [
        "goodsOwnerOrderId",
        "deliveryDate",
        "createdDate",
        "shippedTime",
        "orderRemark",
        "servicePointCode",
        "preparedTransportDocumentId",
        "wayBill",
        "returnWayBill"
      ]
      const objectNames = ["orderType", "emailNotification", "smsNotification", "advanced", "freightPrice"]
      const all = (keys: ReadonlyArray<string>, value: unknown) => Object.fromEntries(keys.map((key) => [key, value]))
      const info = { orderId: 11, orderNumber: "A-1", orderStatus: { number: 200, text: "" } }
      const missing = yield* show({ orderInfo: info })
      const nulls = yield* show({
        ...all(names, null),
        orderInfo: { ...info, ...all([...infoNames, ...objectNames], null), orderStatus: { number: 200, text: null } }
      })
      const empty = yield* show({
        ...all(["orderLines", "parcels", "tracking", "returnTracking"], []),
        consignee: { name: "", address1: "", city: null },
        transporter: { code: "", serviceCode: "" },
        orderInfo: {
          ...info,
          ...all(infoNames, ""),
          orderType: { code: "" },
          emailNotification: { value: "" },
          smsNotification: { value: "" },
          advanced: { backOrderInfo: null }
        }
      })
      expect(nulls).toEqual(missing)
      expect(empty).toEqual(missing)
      expect(Object.keys(missing.consignee)).toEqual([])
      expect(missing.created).toBeUndefined()
      expect(missing.lines).toEqual([])
    })
  )

  itEffect("holds what the warehouse made of it (C8)", () =>
    Effect.gen(function* () {
      const state = yield* show({
        goodsOwner: { id: 7, name: "Epic" },
        orderInfo: {
          orderId: 11,
          orderNumber: "A-1001-1",
          goodsOwnerOrderId: "order-1001/1",
          orderStatus: { number: 450, text: "Sendt" },
          deliveryDate: "2026-11-03T00:00:00",
          createdDate: "2026-11-01T10:00:00.57Z",
          shippedTime: "2026-11-02T10:00:00",
          orderRemark: "Ring",
          deliveryInstruction: "Back door",
          warehouseInstruction: "Wrap it",
          freeText1: "F1",
          freeText2: null,
          freeText3: "F3",
          freightPrice: 49.5,
          orderType: { code: "Online", name: "Net" },
          servicePointCode: "123",
          preparedTransportDocumentId: "T",
          wayBill: "W",
          returnWayBill: "RW",
          emailNotification: { toBeNotified: true, value: "kari@example.no" },
          smsNotification: { toBeNotified: true, value: "+4790000000" },
          advanced: { backOrderInfo: { backOrderForOrderId: 3 } },
          newerField: { unknown: true }
        },
        consignee: { id: 4, name: "Kari", city: "Oslo", countryCode: "NO", address2: null },
        transporter: { code: "BRING", serviceCode: "SERVICEPAKKE", name: "Bring" },
        parcels: [
          { id: 1, parcelNumber: "P1", isReturnParcel: false, tracking: { waybill: "W1", trackingUrl: "https://t/1" } },
          { id: 2, parcelNumber: "", isReturnParcel: true, tracking: null }
        ],
        tracking: [{ waybill: "W", trackingUrl: "" }],
        returnTracking: [{ waybill: null, trackingUrl: "https://t/r" }],
        orderLines: [
          {
            id: 21,
            rowNumber: "1",
            article: { articleNumber: "0123ABC" },
            orderedNumberOfItems: 10,
            comment: "Gift",
            allocatedNumberOfItems: 9.5,
            pickedNumberOfItems: 8,
            returnedNumberOfItems: 1,
            reportedReturnedNumberOfItems: null,
            pickedArticleItems: [
              { numberOfItems: 5, isPicked: true, parcel: { id: 1, parcelNumber: "P1" } },
              {
                numberOfItems: 2,
                isPicked: true,
                parcel: { id: 2 },
                isReturned: true,
                returnDate: "2026-11-03T09:00:00.12",
                returnCause: { code: "A", name: "Angrerett" }
              },
              { numberOfItems: 0.5, isPicked: true, parcel: { id: 1 } },
              { numberOfItems: 1, isPicked: true, parcel: null, isReturned: true, returnDate: null, returnCause: null },
              { numberOfItems: 1.5, isPicked: false, parcel: { id: 1 } }
            ]
          }
        ]
      })
      const { created, shipped, orderId, goodsOwnerId, backOrderForOrderId, status, ...rest } = state
      expect(DateTime.formatIso(created!)).toBe("2026-11-01T10:00:00.570Z")
      expect(DateTime.formatIso(shipped!)).toBe("2026-11-02T10:00:00.000Z")
      expect([orderId, goodsOwnerId, backOrderForOrderId, status].map(Number)).toEqual([11, 7, 3, 450])
      expect(rest).toEqual({
        orderNumber: "A-1001-1",
        goodsOwnerOrderId: "order-1001/1",
        statusText: "Sendt",
        deliveryDate: "2026-11-03",
        orderRemark: "Ring",
        deliveryInstruction: "Back door",
        warehouseInstruction: "Wrap it",
        freeText1: "F1",
        freeText2: undefined,
        freeText3: "F3",
        freightPrice: 49.5,
        orderTypeCode: "Online",
        servicePointCode: "123",
        preparedTransportDocumentId: "T",
        transporterCode: "BRING",
        transporterServiceCode: "SERVICEPAKKE",
        email: "kari@example.no",
        sms: "+4790000000",
        consignee: { name: "Kari", city: "Oslo", countryCode: "NO" },
        waybill: "W",
        returnWaybill: "RW",
        parcels: [
          { parcelId: 1, parcelNumber: "P1", isReturnParcel: false, waybill: "W1", trackingUrl: "https://t/1" },
          { parcelId: 2, parcelNumber: undefined, isReturnParcel: true, waybill: undefined, trackingUrl: undefined }
        ],
        tracking: [{ waybill: "W", trackingUrl: undefined }],
        returnTracking: [{ waybill: undefined, trackingUrl: "https://t/r" }],
        lines: [
          {
            orderLineId: 21,
            rowNumber: "1",
            articleNumber: "0123ABC",
            comment: "Gift",
            ordered: 10,
            allocated: 9.5,
            picked: 8,
            returned: 1,
            reportedReturned: 0,
            returnedItems: [
              {
                quantity: 2,
                returned: DateTime.makeUnsafe("2026-11-03T09:00:00.120Z"),
                causeCode: "A",
                causeName: "Angrerett"
              },
              { quantity: 1, returned: undefined, causeCode: undefined, causeName: undefined }
            ],
            inParcels: [
              { parcelId: 1, quantity: 5.5 },
              { parcelId: 2, quantity: 2 }
            ]
          }
        ]
      })
    })
  )

  itEffect("an unknown id is none; anything else that fails is an error", () =>
    Effect.gen(function* () {
      expect(Option.isNone(yield* get.pipe(overFake(fakeHttp(() => json({ message: "?" }, { status: 404 })))))).toBe(
        true
      )
      const { reason } = yield* Effect.flip(get).pipe(overFake(fakeHttp(() => json({ message: "?" }, { status: 403 }))))
      expect(reason._tag).toBe("Refused")
    })
  )

  itEffect("without a status it is malformed, and the error says where but not what", () =>
    Effect.gen(function* () {
      const body = { orderInfo: { orderId: 11, orderStatus: { number: "secret remark" } } }
      const { reason } = yield* Effect.flip(show(body))
      expect(reason).toMatchObject({ _tag: "MalformedAnswer" })
      expect(reason.message).toContain("orderInfo.orderStatus.number")
      expect(reason.message).not.toContain("secret remark")
    })
  )
})

describe("ids", () => {
  itEffect("stand in the path as numbers", () =>
    Effect.gen(function* () {
      const http = fakeHttp(() => json(smallest(11)))
      yield* overFake(http)(get)
      expect(http.sent[0]!.url.pathname).toBe("/epic/api/v1/orders/11")
    })
  )

  itEffect("are of the goods owner that is asked for", () =>
    Effect.gen(function* () {
      const http = fakeHttp(() => json([]))
      yield* Ongoing.use((ongoing) =>
        ongoing.ordersByNumber(OngoingGoodsOwnerId.make(8), [OngoingOrderNumber.make("A-1")])
      ).pipe(overFake(http))
      expect(http.sent[0]!.url.searchParams.get("goodsOwnerId")).toBe("8")
    })
  )
})
