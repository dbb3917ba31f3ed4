import { describe, expect } from "bun:test"
import { make as goodsOwnerOrderId } from "@omnium-ongoing/domain/ongoing/GoodsOwnerOrderId"
import {
  type OngoingGoodsOwnerId,
  OngoingOrderId,
  type OngoingWarehouseId
} from "@omnium-ongoing/domain/ongoing/Identifiers"
import type { OngoingOrder } from "@omnium-ongoing/domain/ongoing/OngoingOrder"
import { OngoingOrderNumber } from "@omnium-ongoing/domain/ongoing/OngoingOrderNumber"
import type { OngoingOrderState } from "@omnium-ongoing/domain/ongoing/OngoingOrderState"
import { Ongoing } from "@omnium-ongoing/domain/ports/Ongoing"
import { Array, DateTime, Effect, type Layer, Option, type Scope, Stream } from "effect"
import { itEffect } from "../support/ItEffect.ts"

/** An Ongoing that any order may be put into. */
export interface Place {
  readonly ongoing: Layer.Layer<Ongoing>
  readonly owner: OngoingGoodsOwnerId
  readonly warehouseId: OngoingWarehouseId
  /** Of which there is stock. */
  readonly articleNumber: string
  /** Order numbers begin with it, so that they are nobody else's. */
  readonly prefix: string
}

/** One that asks who is calling. */
export interface RemotePlace extends Place {
  /** The same Ongoing, asked with a wrong password. */
  readonly stranger: Layer.Layer<Ongoing>
}

/** One that is empty at first, and whose warehouse and clock are in our hands. */
export interface OwnPlace extends Place {
  readonly otherOwner: OngoingGoodsOwnerId
  readonly now: Effect.Effect<DateTime.Utc>
  readonly pass: (seconds: number) => Effect.Effect<void>
  /** What the staff do, by the simulator's names: `release`, `allocate`, `pick` … */
  readonly act: (id: OngoingOrderId, action: string, body?: object) => Effect.Effect<void>
  readonly cancel: (id: OngoingOrderId) => Effect.Effect<void>
}

/** One whose answers go wrong when we say so. */
export interface FailingPlace extends OwnPlace {
  /** Answers of this operation go wrong so many times, after it was carried out. */
  readonly fail: (rule: {
    readonly method: string
    readonly path: string
    readonly fault: string
    readonly count: number
  }) => Effect.Effect<void>
}

export interface OngoingSubject<P extends Place> {
  readonly name: string
  readonly open: Effect.Effect<P, never, Scope.Scope>
}

type Sentence<P> = (place: P) => Effect.Effect<unknown, unknown, Ongoing>

const sentences =
  <P extends Place>({ open }: OngoingSubject<P>) =>
  (sentence: string, body: Sentence<P>) =>
    itEffect(sentence, () => Effect.flatMap(open, (place) => Effect.provide(body(place), place.ongoing)))

const orderOf = (place: Place, name: string, changes: Partial<OngoingOrder> = {}): OngoingOrder => ({
  goodsOwnerId: place.owner,
  orderNumber: OngoingOrderNumber.make(`${place.prefix}${name}-1`),
  goodsOwnerOrderId: goodsOwnerOrderId(`${place.prefix}${name}`, "1"),
  warehouseId: place.warehouseId,
  deliveryDate: "2026-11-05",
  referenceNumber: name,
  consignee: { name: "Ingrid Fjellvåg", address1: "Bjørkelia 7", postCode: "0877", city: "Oslo", countryCode: "NO" },
  emailNotification: { toBeNotified: true, value: "ingrid@example.no" },
  smsNotification: { toBeNotified: true, value: "+4790000000" },
  orderRemark: "Ring på",
  freightPrice: 49.5,
  orderLines: [
    { rowNumber: "1", articleNumber: place.articleNumber, numberOfItems: 4 },
    { rowNumber: "2", articleNumber: place.articleNumber, numberOfItems: 1.5 }
  ],
  ...changes
})

const put = (order: OngoingOrder) => Ongoing.use((ongoing) => ongoing.putOrder(order))
const get = (id: OngoingOrderId) =>
  Effect.map(
    Ongoing.use((ongoing) => ongoing.order(id)),
    Option.getOrThrow
  )
const cancel = (id: OngoingOrderId) => Ongoing.use((ongoing) => ongoing.cancelOrder(id))
const changedSince = (owner: OngoingGoodsOwnerId, since: DateTime.Utc) =>
  Ongoing.use((ongoing) => Stream.runCollect(ongoing.ordersChangedSince(owner, since)))
const idsOf = (orders: ReadonlyArray<OngoingOrderState>) => orders.map((order) => order.orderId)

/** An order that has left the warehouse. */
const sentOrder = Effect.fnUntraced(function* (place: OwnPlace, name: string) {
  const lines = [
    { rowNumber: "1", articleNumber: place.articleNumber, numberOfItems: 3 },
    { rowNumber: "2", articleNumber: place.articleNumber, numberOfItems: 1.5 }
  ]
  const id = yield* put(orderOf(place, name, { orderLines: lines }))
  for (const action of ["release", "allocate", "pick", "ship"]) yield* place.act(id, action)
  return id
})
const unreported = (place: Place) =>
  Effect.map(
    Ongoing.use((ongoing) => Stream.runCollect(ongoing.ordersWithUnreportedReturns(place.owner))),
    (pages) => pages.flatMap((page) => idsOf(page.orders))
  )

/** What holds in any Ongoing, a real one too. */
export const ongoingContract = <P extends Place>(subject: OngoingSubject<P>) =>
  describe(`Ongoing port: ${subject.name}`, () => {
    const it = sentences(subject)

    it("ping answers", () => Ongoing.use((ongoing) => ongoing.ping))

    it("the statuses of orders and purchase orders are told, each number once", () =>
      Effect.gen(function* () {
        const ongoing = yield* Ongoing
        for (const statuses of [yield* ongoing.orderStatuses, yield* ongoing.purchaseOrderStatuses]) {
          const numbers = statuses.map((status) => status.number)
          expect(numbers.length).toBeGreaterThan(0)
          expect(new Set(numbers).size).toBe(numbers.length)
        }
      }))

    it("an order's status is one of those that are told, and its warehouse too", (place) =>
      Effect.gen(function* () {
        const ongoing = yield* Ongoing
        const { status } = yield* get(yield* put(orderOf(place, "known-status")))
        expect((yield* ongoing.orderStatuses).map(({ number }) => number)).toContain(status)
        expect((yield* ongoing.warehouses).map(({ id }) => id)).toContain(place.warehouseId)
      }))

    it("an order that is put is there, with what was written", (place) =>
      Effect.gen(function* () {
        const order = orderOf(place, "written")
        const state = yield* get(yield* put(order))
        expect(state).toMatchObject({
          goodsOwnerId: place.owner,
          orderNumber: order.orderNumber,
          goodsOwnerOrderId: order.goodsOwnerOrderId,
          deliveryDate: "2026-11-05",
          consignee: order.consignee,
          email: "ingrid@example.no",
          sms: "+4790000000",
          orderRemark: "Ring på",
          freightPrice: 49.5
        })
        expect(state.lines.map((line) => [line.rowNumber, line.articleNumber, line.ordered, line.picked])).toEqual([
          ["1", place.articleNumber, 4, 0],
          ["2", place.articleNumber, 1.5, 0]
        ])
      }))

    it("an order put twice keeps its id, and the second replaces the whole of the first", (place) =>
      Effect.gen(function* () {
        const order = orderOf(place, "twice")
        const id = yield* put(order)
        const before = yield* get(id)
        const { orderRemark: _, emailNotification: __, ...rest } = order
        const orderLines = [
          { rowNumber: "3", articleNumber: place.articleNumber, numberOfItems: 7 },
          { rowNumber: "2", articleNumber: place.articleNumber, numberOfItems: 2 }
        ]
        expect(yield* put({ ...rest, orderLines })).toBe(id)
        const after = yield* get(id)
        expect(after.orderRemark).toBeUndefined()
        expect(after.email).toBeUndefined()
        expect(new Map(after.lines.map((line) => [line.rowNumber, line.ordered]))).toEqual(
          new Map([
            ["2", 2],
            ["3", 7]
          ])
        )
        const idOf = (state: OngoingOrderState, row: string) =>
          state.lines.find((line) => line.rowNumber === row)?.orderLineId
        expect(idOf(after, "2")).toBe(idOf(before, "2")!)
      }))

    it("an unknown id is no order", () =>
      Effect.gen(function* () {
        const nobody = OngoingOrderId.make(2_000_000_000)
        expect(yield* Ongoing.use((ongoing) => ongoing.order(nobody))).toEqual(Option.none())
      }))

    it("by number there are those that exist, however many are asked for", (place) =>
      Effect.gen(function* () {
        const ongoing = yield* Ongoing
        const orders = ["n1", "n2"].map((name) => orderOf(place, name))
        const ids = yield* Effect.forEach(orders, put)
        const missing = Array.makeBy(120, (n) => `${place.prefix}missing${n}-1`)
        const numbers = [orders[1]!.orderNumber, ...missing, orders[0]!.orderNumber]
        const found = yield* ongoing.ordersByNumber(place.owner, numbers)
        expect(new Set(idsOf(found))).toEqual(new Set(ids))
        expect(yield* ongoing.ordersByNumber(place.owner, [])).toEqual([])
        // A comma is a part of a number, also where what stands behind it is one too.
        const joined = orderOf(place, "n1,n2")
        const id = yield* put(joined)
        expect(idsOf(yield* ongoing.ordersByNumber(place.owner, [joined.orderNumber]))).toEqual([id])
      }))

    it("an order that is asked to be cancelled is cancelled, and keeps its lines", (place) =>
      Effect.gen(function* () {
        const id = yield* put(orderOf(place, "unwanted"))
        const before = yield* get(id)
        yield* cancel(id)
        const after = yield* get(id)
        expect([Number(after.status), after.lines]).toEqual([1000, before.lines])
      }))

    it("an unknown order cannot be cancelled", () =>
      Effect.gen(function* () {
        const { reason } = yield* Effect.flip(cancel(OngoingOrderId.make(2_000_000_000)))
        expect(["NotFound", "Refused"]).toContain(reason._tag)
      }))

    it("an order without files has none", (place) =>
      Effect.gen(function* () {
        const id = yield* put(orderOf(place, "nofiles"))
        expect(yield* Ongoing.use((ongoing) => ongoing.orderFiles(id))).toEqual([])
      }))
  })

/** What needs a warehouse that does as it is told. */
export const ownOngoingContract = <P extends OwnPlace>(subject: OngoingSubject<P>) =>
  describe(`Ongoing port with its warehouse: ${subject.name}`, () => {
    const it = sentences(subject)

    it("the same number of another goods owner is another order", (place) =>
      Effect.gen(function* () {
        const ongoing = yield* Ongoing
        const order = orderOf(place, "both")
        const ours = yield* put(order)
        const theirs = yield* put({ ...order, goodsOwnerId: place.otherOwner })
        expect(theirs).not.toBe(ours)
        expect(idsOf(yield* ongoing.ordersByNumber(place.owner, [order.orderNumber]))).toEqual([ours])
        expect((yield* changedSince(place.otherOwner, yield* place.now)).flatMap((page) => idsOf(page.orders))).toEqual(
          [theirs]
        )
      }))

    it("an order is refused once the warehouse has started on it, and stays as it is", (place) =>
      Effect.gen(function* () {
        const order = orderOf(place, "started")
        const id = yield* put(order)
        yield* place.act(id, "release")
        const before = yield* get(id)
        const { reason } = yield* Effect.flip(put({ ...order, orderRemark: "Too late" }))
        expect(reason._tag).toBe("Refused")
        expect(reason.message).toContain(order.orderNumber)
        expect(yield* get(id)).toEqual(before)
      }))

    it("a cancel is refused once the warehouse has started on the order, which stays as it is", (place) =>
      Effect.gen(function* () {
        const id = yield* put(orderOf(place, "wanted"))
        yield* place.act(id, "release")
        yield* place.act(id, "allocate")
        const before = yield* get(id)
        expect((yield* Effect.flip(cancel(id))).reason._tag).toBe("Refused")
        expect(yield* get(id)).toEqual(before)
      }))

    it("a cancel is refused when the order is cancelled already", (place) =>
      Effect.gen(function* () {
        const id = yield* put(orderOf(place, "again"))
        yield* cancel(id)
        expect((yield* Effect.flip(cancel(id))).reason._tag).toBe("Refused")
        expect(Number((yield* get(id)).status)).toBe(1000)
      }))

    it("by number there are cancelled ones too", (place) =>
      Effect.gen(function* () {
        const order = orderOf(place, "cancelled")
        const id = yield* put(order)
        yield* place.cancel(id)
        const found = yield* Ongoing.use((ongoing) => ongoing.ordersByNumber(place.owner, [order.orderNumber]))
        expect(found.map((state) => [state.orderId, Number(state.status)])).toEqual([[id, 1000]])
      }))

    it("changed since: status changes at or after the whole second, none before, as the server's clock has it", (place) =>
      Effect.gen(function* () {
        const first = yield* put(orderOf(place, "first"))
        yield* place.pass(60)
        const since = yield* place.now
        const second = yield* put(orderOf(place, "second"))
        const [page] = yield* changedSince(place.owner, since)
        expect(idsOf(page!.orders)).toEqual([second])
        expect(page!.readAt).toEqual(since)
        const within = DateTime.add(since, { milliseconds: 900 })
        expect((yield* changedSince(place.owner, within)).flatMap((page) => idsOf(page.orders))).toEqual([second])
        yield* place.pass(60)
        yield* place.cancel(first)
        const both = yield* changedSince(place.owner, since)
        expect(both.flatMap((page) => idsOf(page.orders))).toEqual([first, second])
        expect(both.every((page) => DateTime.Equivalence(page.readAt, DateTime.add(since, { seconds: 60 })))).toBe(true)
      }))

    it("changed since: a page tells when it was read, even if nothing changed", (place) =>
      Effect.gen(function* () {
        const now = yield* place.now
        expect(yield* changedSince(place.owner, now)).toEqual([{ orders: [], readAt: now }])
      }))

    it("changed since: by ascending id, a page at a time, each once", (place) =>
      Effect.gen(function* () {
        const since = yield* place.now
        const orders = Array.makeBy(503, (n) => orderOf(place, `many${n}`))
        const ids = yield* Effect.forEach(orders, put)
        const pages = yield* changedSince(place.owner, since)
        expect(pages.flatMap((page) => idsOf(page.orders))).toEqual(ids.toSorted((a, b) => a - b))
        expect(pages.length).toBeGreaterThan(1)
      }))

    it("changed since: quantities, parcels and files alone do not make an order appear", (place) =>
      Effect.gen(function* () {
        const id = yield* put(orderOf(place, "quiet"))
        yield* place.act(id, "release")
        yield* place.act(id, "allocate")
        yield* place.pass(60)
        const since = yield* place.now
        const before = yield* get(id)
        yield* place.act(id, "pick", { lines: [{ rowNumber: "1", quantity: 3 }] })
        yield* place.act(id, "addParcel", { parcelNumber: "P0", waybill: "W0" })
        yield* place.act(id, "attachFile", { fileName: "label.pdf" })
        const after = yield* get(id)
        expect([after.lines[0]!.picked, after.parcels.length]).toEqual([3, before.parcels.length + 1])
        expect((yield* changedSince(place.owner, since)).flatMap((page) => page.orders)).toEqual([])
        yield* place.act(id, "pick")
        expect((yield* changedSince(place.owner, since)).flatMap((page) => idsOf(page.orders))).toEqual([id])
      }))

    it("an order shows what was picked into which parcel, how it is tracked and that it was sent", (place) =>
      Effect.gen(function* () {
        const id = yield* put(orderOf(place, "sent"))
        yield* place.act(id, "release")
        yield* place.act(id, "allocate")
        expect((yield* get(id)).lines.map((line) => [line.allocated, line.picked, line.inParcels])).toEqual([
          [4, 0, []],
          [1.5, 0, []]
        ])
        yield* place.act(id, "pick")
        yield* place.act(id, "pack", {
          parcels: [
            {
              parcelNumber: "P1",
              waybill: "W1",
              trackingUrl: "https://t.example/1",
              lines: [{ rowNumber: "1", quantity: 3 }]
            },
            {
              parcelNumber: "P2",
              lines: [
                { rowNumber: "1", quantity: 1 },
                { rowNumber: "2", quantity: 1.5 }
              ]
            },
            { parcelNumber: "P3", isReturn: true, waybill: "R1", lines: [] }
          ]
        })
        yield* place.act(id, "ship")
        const state = yield* get(id)
        const shippedAt = yield* place.now
        expect([Number(state.status), state.shipped]).toEqual([450, shippedAt])
        const parcel = new Map(state.parcels.map((parcel) => [parcel.parcelNumber, parcel]))
        expect(parcel.get("P1")).toMatchObject({
          isReturnParcel: false,
          waybill: "W1",
          trackingUrl: "https://t.example/1"
        })
        expect(parcel.get("P3")).toMatchObject({ isReturnParcel: true, waybill: "R1" })
        const inParcels = (row: string) =>
          new Map(
            state.lines.find((line) => line.rowNumber === row)!.inParcels.map((part) => [part.parcelId, part.quantity])
          )
        const [p1, p2] = [parcel.get("P1")!.parcelId, parcel.get("P2")!.parcelId]
        expect(inParcels("1")).toEqual(
          new Map([
            [p1, 3],
            [p2, 1]
          ])
        )
        expect(inParcels("2")).toEqual(new Map([[p2, 1.5]]))
        yield* place.act(id, "return", { lines: [{ rowNumber: "1", quantity: 2 }] })
        const [line] = (yield* get(id)).lines
        expect([line!.picked, line!.returned, line!.reportedReturned]).toEqual([4, 2, 0])
      }))

    it("unreported returns: orders of any age of which more came back than was reported, until it is reported", (place) =>
      Effect.gen(function* () {
        const first = yield* sentOrder(place, "back1")
        const second = yield* sentOrder(place, "back2")
        yield* sentOrder(place, "kept")
        expect(yield* unreported(place)).toEqual([])
        yield* place.act(second, "return", { lines: [{ rowNumber: "1", quantity: 2, cause: "Angrerett" }] })
        yield* place.pass(60 * 60 * 24 * 90)
        yield* place.act(first, "return", { lines: [{ rowNumber: "2", quantity: 0.5 }] })
        expect(yield* unreported(place)).toEqual([first, second])
        const ongoing = yield* Ongoing
        const { lines } = yield* get(second)
        const [line, other] = lines
        expect([line!.returned, line!.reportedReturned, other!.returned]).toEqual([2, 0, 0])
        yield* ongoing.reportReturned(second, line!.orderLineId, 1)
        expect((yield* get(second)).lines.map((each) => each.reportedReturned)).toEqual([1, 0])
        expect(yield* unreported(place)).toEqual([first, second])
        yield* ongoing.reportReturned(second, line!.orderLineId, 2)
        yield* ongoing.reportReturned(second, line!.orderLineId, 2)
        expect(yield* unreported(place)).toEqual([first])
        yield* ongoing.reportReturned(second, line!.orderLineId, 1)
        expect(yield* unreported(place)).toEqual([first, second])
      }))

    it("unreported returns: by ascending id, a page at a time, of the goods owner", (place) =>
      Effect.gen(function* () {
        const ids = yield* Effect.forEach(Array.range(1, 501), (n) =>
          Effect.tap(sentOrder(place, `page${n}`), (id) => place.act(id, "return"))
        )
        const pages = yield* Ongoing.use((ongoing) =>
          Stream.runCollect(ongoing.ordersWithUnreportedReturns(place.owner))
        )
        expect(pages.flatMap((page) => idsOf(page.orders))).toEqual(ids.toSorted((a, b) => a - b))
        expect(pages.length).toBeGreaterThan(1)
        const others = yield* Ongoing.use((ongoing) =>
          Stream.runCollect(ongoing.ordersWithUnreportedReturns(place.otherOwner))
        )
        expect(others.flatMap((page) => page.orders)).toEqual([])
      }))

    it("an order shows when how much of a line came back, and why", (place) =>
      Effect.gen(function* () {
        const id = yield* sentOrder(place, "causes")
        yield* place.act(id, "return", { lines: [{ rowNumber: "1", quantity: 2, cause: "Angrerett" }] })
        const before = yield* place.now
        yield* place.pass(60)
        yield* place.act(id, "return", { lines: [{ rowNumber: "1", quantity: 1 }] })
        const [line] = (yield* get(id)).lines
        const after = DateTime.add(before, { seconds: 60 })
        expect(line!.returnedItems).toEqual([
          { quantity: 2, returned: before, causeCode: "Angrerett", causeName: "Angrerett" },
          { quantity: 1, returned: after, causeCode: undefined, causeName: undefined }
        ])
      }))

    it("a line that is not the order's has nothing to report", (place) =>
      Effect.gen(function* () {
        const id = yield* sentOrder(place, "stranger")
        const { reason } = yield* Effect.flip(Ongoing.use((ongoing) => ongoing.reportReturned(id, 2_000_000_000, 1)))
        expect(reason._tag).toBe("NotFound")
      }))

    it("a back order names the order it continues", (place) =>
      Effect.gen(function* () {
        const order = orderOf(place, "rest")
        const id = yield* put(order)
        yield* place.act(id, "release")
        yield* place.act(id, "allocate")
        yield* place.act(id, "pick", { lines: [{ rowNumber: "1", quantity: 3 }] })
        const backOrders = (of: OngoingOrderId) =>
          Ongoing.use((ongoing) => ongoing.backOrdersOf(place.owner, of)).pipe(Effect.map(idsOf))
        expect(yield* backOrders(id)).toEqual([])
        const since = yield* place.now
        yield* place.act(id, "backOrder")
        const states = (yield* changedSince(place.owner, since)).flatMap((page) => page.orders)
        const rest = states.find((state) => state.backOrderForOrderId === id)
        expect(rest?.goodsOwnerOrderId).toBe(order.goodsOwnerOrderId)
        expect(rest?.lines.map((line) => [line.rowNumber, line.ordered])).toEqual([
          ["1", 1],
          ["2", 1.5]
        ])
        const other = yield* put(orderOf(place, "other"))
        expect(yield* backOrders(id)).toEqual([rest!.orderId])
        expect([yield* backOrders(rest!.orderId), yield* backOrders(other)]).toEqual([[], []])
      }))

    it("files come with their names and their very bytes", (place) =>
      Effect.gen(function* () {
        const bytes = Uint8Array.from({ length: 256 }, (_, n) => n)
        const id = yield* put(orderOf(place, "files"))
        const fileDataBase64 = Buffer.from(bytes).toString("base64")
        yield* place.act(id, "attachFile", {
          fileName: "Følgeseddel.bin",
          mimeType: "application/x-test",
          fileDataBase64
        })
        yield* place.act(id, "attachFile", { fileName: "label-1.pdf" })
        const files = yield* Ongoing.use((ongoing) => ongoing.orderFiles(id))
        expect(files.map((file) => file.fileName)).toEqual(["Følgeseddel.bin", "label-1.pdf"])
        expect(files[0]).toMatchObject({ mimeType: "application/x-test", bytes })
        expect(new TextDecoder().decode(files[1]!.bytes.slice(0, 5))).toBe("%PDF-")
        expect(new Set(files.map((file) => file.fileId)).size).toBe(2)
      }))
  })

/** What only a caller over a network can see. */
export const remoteOngoingContract = <P extends RemotePlace>(subject: OngoingSubject<P>) =>
  describe(`Ongoing port from outside: ${subject.name}`, () => {
    const it = sentences(subject)

    it("ping needs the credentials", ({ stranger }) =>
      Effect.gen(function* () {
        const { reason } = yield* Effect.flip(Ongoing.use((ongoing) => ongoing.ping)).pipe(Effect.provide(stranger))
        expect(reason._tag).toBe("Unauthorised")
      }))
  })

/** What is left when an answer is lost or is none. */
export const failingOngoingContract = <P extends FailingPlace>(subject: OngoingSubject<P>) =>
  describe(`Ongoing port with failures: ${subject.name}`, () => {
    const it = sentences(subject)

    for (const fault of ["reset", "reset-mid-body"]) {
      it(`a lost answer is an unknown outcome (${fault}), and the order may be there`, (place) =>
        Effect.gen(function* () {
          const ongoing = yield* Ongoing
          const order = orderOf(place, "lost")
          yield* place.fail({ method: "PUT", path: "/orders", fault, count: 1 })
          expect((yield* Effect.flip(put(order))).reason._tag).toBe("UnknownOutcome")
          expect(yield* ongoing.ordersByNumber(place.owner, [order.orderNumber])).toHaveLength(1)
        }))
    }

    for (const fault of ["missing-id", "null-id", "html", "empty", "truncate"]) {
      it(`an answer without an id is an unknown outcome (${fault}), and the order may be there`, (place) =>
        Effect.gen(function* () {
          const ongoing = yield* Ongoing
          const order = orderOf(place, "lost")
          yield* place.fail({ method: "PUT", path: "/orders", fault, count: 1 })
          const { reason } = yield* Effect.flip(put(order))
          expect(reason._tag).toBe("UnknownOutcome")
          const found = yield* ongoing.ordersByNumber(place.owner, [order.orderNumber])
          expect(found).toHaveLength(1)
          expect(yield* put(order)).toBe(found[0]!.orderId)
        }))
    }

    it("a lost answer to a cancel is an unknown outcome, and the order may be cancelled", (place) =>
      Effect.gen(function* () {
        const id = yield* put(orderOf(place, "lost"))
        yield* place.fail({ method: "DELETE", path: "/orders/{orderId}", fault: "reset", count: 1 })
        expect((yield* Effect.flip(cancel(id))).reason._tag).toBe("UnknownOutcome")
        expect(Number((yield* get(id)).status)).toBe(1000)
      }))

    it("changed since: fails when the server does not advance", (place) =>
      Effect.gen(function* () {
        const since = yield* place.now
        yield* put(orderOf(place, "stuck"))
        yield* place.fail({ method: "GET", path: "/orders", fault: "ignore-cursor", count: 9 })
        const { reason } = yield* Effect.flip(changedSince(place.owner, since))
        expect(reason).toMatchObject({ _tag: "MalformedAnswer", message: "the server does not advance" })
      }))

    it("unreported returns: fails when the server does not advance", (place) =>
      Effect.gen(function* () {
        yield* place.act(yield* sentOrder(place, "stuck"), "return")
        yield* place.fail({ method: "GET", path: "/orders", fault: "ignore-cursor", count: 9 })
        const { reason } = yield* Effect.flip(unreported(place))
        expect(reason).toMatchObject({ _tag: "MalformedAnswer", message: "the server does not advance" })
      }))

    for (const fault of ["reset", "reset-mid-body", "html"]) {
      it(`a lost answer to a report is an unknown outcome (${fault}), and it can be read back`, (place) =>
        Effect.gen(function* () {
          const id = yield* sentOrder(place, "lost")
          yield* place.act(id, "return")
          const [line] = (yield* get(id)).lines
          const path = "/orders/{orderId}/lines/{orderLineId}/reportedReturnedNumberOfItems"
          yield* place.fail({ method: "PATCH", path, fault, count: 1 })
          const sent = Ongoing.use((ongoing) => ongoing.reportReturned(id, line!.orderLineId, 3))
          expect((yield* Effect.flip(sent)).reason._tag).toBe("UnknownOutcome")
          expect((yield* get(id)).lines.map((each) => each.reportedReturned)).toEqual([3, 0])
        }))
    }
  })
