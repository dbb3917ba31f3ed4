import { describe, expect } from "bun:test"
import type { OngoingPurchaseOrderId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import type { OngoingPurchaseOrder } from "@omnium-ongoing/domain/ongoing/OngoingPurchaseOrder"
import type { OngoingPurchaseOrderState } from "@omnium-ongoing/domain/ongoing/OngoingPurchaseOrderState"
import { Ongoing } from "@omnium-ongoing/domain/ports/Ongoing"
import { Array, type DateTime, Effect, Option, type Scope, Stream } from "effect"
import { itEffect } from "../support/ItEffect.ts"
import type { OwnPlace, Place } from "./ongoing.contract.ts"

/** An Ongoing whose staff receive what we say. */
export interface ReceivingPlace extends OwnPlace {
  /** What the staff do with a purchase order, by the simulator's names: `receive`, `finish`, `status` … */
  readonly actOnPurchaseOrder: (id: OngoingPurchaseOrderId, action: string, body?: object) => Effect.Effect<void>
}

interface Subject<P extends Place> {
  readonly name: string
  readonly open: Effect.Effect<P, never, Scope.Scope>
}

const sentences =
  <P extends Place>({ open }: Subject<P>) =>
  (sentence: string, body: (place: P) => Effect.Effect<unknown, unknown, Ongoing>) =>
    itEffect(sentence, () => Effect.flatMap(open, (place) => Effect.provide(body(place), place.ongoing)))

const orderOf = (place: Place, name: string, changes: Partial<OngoingPurchaseOrder> = {}): OngoingPurchaseOrder => ({
  goodsOwnerId: place.owner,
  purchaseOrderNumber: `${place.prefix}${name}`,
  goodsOwnerPurchaseOrderId: `${place.prefix}${name}`,
  warehouseId: place.warehouseId,
  inDate: "2026-11-20",
  referenceNumber: "F-77",
  supplierInfo: { supplierNumber: "S200", supplierName: "Tindeby" },
  purchaseOrderLines: [
    { rowNumber: "a", articleNumber: place.articleNumber, numberOfItems: 4, externalOrderLineId: "a" },
    { rowNumber: "b", articleNumber: place.articleNumber, numberOfItems: 1.5, externalOrderLineId: "b" }
  ],
  ...changes
})

const put = (order: OngoingPurchaseOrder) => Ongoing.use((ongoing) => ongoing.putPurchaseOrder(order))
const get = (id: OngoingPurchaseOrderId) =>
  Effect.map(
    Ongoing.use((ongoing) => ongoing.purchaseOrder(id)),
    Option.getOrThrow
  )
/** Each once: a list may name one more often. */
const changedSince = (place: Place, since: DateTime.Utc) =>
  Ongoing.use((ongoing) => Stream.runCollect(ongoing.purchaseOrdersChangedSince(place.owner, since))).pipe(
    Effect.map((pages) => [...new Set(pages.flatMap((page) => idsOf(page.purchaseOrders)))])
  )
const idsOf = (orders: ReadonlyArray<OngoingPurchaseOrderState>) => orders.map((order) => order.purchaseOrderId)
const quantities = (state: OngoingPurchaseOrderState) =>
  state.lines.map((line) => [line.rowNumber, line.advised, line.received])

/** What holds in any Ongoing, a real one too. */
export const purchaseOrderContract = <P extends Place>(subject: Subject<P>) =>
  describe(`Ongoing port, purchase orders: ${subject.name}`, () => {
    const it = sentences(subject)

    it("one that is put is there, with what was written", (place) =>
      Effect.gen(function* () {
        const order = orderOf(place, "written")
        const state = yield* get(yield* put(order))
        expect(state).toMatchObject({
          goodsOwnerId: place.owner,
          purchaseOrderNumber: order.purchaseOrderNumber,
          goodsOwnerPurchaseOrderId: order.goodsOwnerPurchaseOrderId,
          inDate: "2026-11-20",
          referenceNumber: "F-77",
          supplierNumber: "S200"
        })
        expect(state.lines.map((line) => line.articleNumber)).toEqual([place.articleNumber, place.articleNumber])
        expect(quantities(state)).toEqual([
          ["a", 4, 0],
          ["b", 1.5, 0]
        ])
      }))

    it("one that is put twice keeps its id, and the second replaces the whole of the first", (place) =>
      Effect.gen(function* () {
        const order = orderOf(place, "twice")
        const id = yield* put(order)
        const lineId = (yield* get(id)).lines.find((line) => line.rowNumber === "b")?.purchaseOrderLineId
        const { referenceNumber: _, supplierInfo: __, ...rest } = order
        const [first, second] = order.purchaseOrderLines
        expect(
          yield* put({
            ...rest,
            purchaseOrderLines: [
              { ...first!, rowNumber: "c", numberOfItems: 7 },
              { ...second!, numberOfItems: 2 }
            ]
          })
        ).toBe(id)
        const after = yield* get(id)
        expect([after.referenceNumber, after.supplierNumber]).toEqual([undefined, undefined])
        expect(new Map(quantities(after).map(([row, advised]) => [row, advised]))).toEqual(
          new Map([
            ["c", 7],
            ["b", 2]
          ])
        )
        expect(after.lines.find((line) => line.rowNumber === "b")?.purchaseOrderLineId).toBe(lineId!)
      }))

    it("one that does not exist is none, by id and by number", (place) =>
      Effect.gen(function* () {
        const ongoing = yield* Ongoing
        const id = yield* put(orderOf(place, "last"))
        expect(yield* ongoing.purchaseOrder((id + 100_000) as OngoingPurchaseOrderId)).toEqual(Option.none())
        expect(yield* ongoing.purchaseOrdersByNumber(place.owner, [`${place.prefix}nowhere`])).toEqual([])
        expect(yield* ongoing.purchaseOrdersByNumber(place.owner, [])).toEqual([])
      }))

    it("any number of numbers can be asked for at once", (place) =>
      Effect.gen(function* () {
        const ongoing = yield* Ongoing
        const ids = yield* Effect.forEach(["n1", "n2"], (name) => put(orderOf(place, name)))
        const others = Array.makeBy(120, (n) => `${place.prefix}none-${n}`)
        const numbers = [`${place.prefix}n1`, ...others, `${place.prefix}n2`, `${place.prefix}n1`]
        const found = yield* ongoing.purchaseOrdersByNumber(place.owner, numbers)
        expect(idsOf(found).toSorted()).toEqual(ids.toSorted())
      }))
  })

/** What takes a warehouse whose staff do as we say. */
export const receivingContract = <P extends ReceivingPlace>(subject: Subject<P>) =>
  describe(`Ongoing port, purchase orders with their warehouse: ${subject.name}`, () => {
    const it = sentences(subject)

    it("shows what was received in all, row by row, over any number of receipts", (place) =>
      Effect.gen(function* () {
        const id = yield* put(orderOf(place, "received"))
        yield* place.actOnPurchaseOrder(id, "receive", { lines: [{ rowNumber: "a", quantity: 3 }] })
        yield* place.actOnPurchaseOrder(id, "receive", {
          lines: [
            { rowNumber: "a", quantity: 2.5 },
            { rowNumber: "b", quantity: 1 }
          ]
        })
        const state = yield* get(id)
        expect(quantities(state)).toEqual([
          ["a", 4, 5.5],
          ["b", 1.5, 1]
        ])
        expect(Number(state.status)).toBe(300)
      }))

    it("a change is refused once goods reception has begun, and it stays as it is", (place) =>
      Effect.gen(function* () {
        const order = orderOf(place, "begun")
        const id = yield* put(order)
        yield* place.actOnPurchaseOrder(id, "receive", { lines: [{ rowNumber: "a", quantity: 1 }] })
        const before = yield* get(id)
        expect((yield* Effect.flip(put({ ...order, referenceNumber: "late" }))).reason._tag).toBe("Refused")
        expect(yield* get(id)).toEqual(before)
      }))

    it("the same number of another goods owner is another purchase order", (place) =>
      Effect.gen(function* () {
        const ongoing = yield* Ongoing
        const order = orderOf(place, "both")
        const ours = yield* put(order)
        expect(yield* put({ ...order, goodsOwnerId: place.otherOwner })).not.toBe(ours)
        expect(idsOf(yield* ongoing.purchaseOrdersByNumber(place.owner, [order.purchaseOrderNumber]))).toEqual([ours])
      }))

    it("by number there are cancelled ones too", (place) =>
      Effect.gen(function* () {
        const ongoing = yield* Ongoing
        const order = orderOf(place, "given-up")
        const id = yield* put(order)
        yield* place.actOnPurchaseOrder(id, "cancel")
        const found = yield* ongoing.purchaseOrdersByNumber(place.owner, [order.purchaseOrderNumber])
        expect(found.map((state) => [state.purchaseOrderId, Number(state.status)])).toEqual([[id, 900]])
      }))

    it("changed since: those whose status changed, and those of which something was received at a status that stays", (place) =>
      Effect.gen(function* () {
        const first = yield* put(orderOf(place, "first"))
        const second = yield* put(orderOf(place, "second"))
        yield* place.actOnPurchaseOrder(first, "receive", { lines: [{ rowNumber: "a", quantity: 1 }] })
        yield* place.pass(60)
        const since = yield* place.now
        expect(yield* changedSince(place, since)).toEqual([])
        yield* place.actOnPurchaseOrder(first, "receive", { lines: [{ rowNumber: "a", quantity: 1 }] })
        expect(yield* changedSince(place, since)).toEqual([first])
        yield* place.actOnPurchaseOrder(second, "status", { number: 199 })
        expect((yield* changedSince(place, since)).toSorted()).toEqual([first, second])
        yield* place.pass(60)
        expect(yield* changedSince(place, yield* place.now)).toEqual([])
      }))

    it("changed since: a page tells when it was read, even if nothing changed", (place) =>
      Effect.gen(function* () {
        const now = yield* place.now
        const ongoing = yield* Ongoing
        const [page] = yield* Stream.runCollect(ongoing.purchaseOrdersChangedSince(place.owner, now))
        expect(page).toEqual({ purchaseOrders: [], readAt: now })
      }))

    it("changed since: all of them, also when there are many", (place) =>
      Effect.gen(function* () {
        const since = yield* place.now
        const ids = yield* Effect.forEach(
          Array.makeBy(503, (n) => orderOf(place, `many${n}`)),
          put
        )
        expect((yield* changedSince(place, since)).toSorted()).toEqual(ids.toSorted())
      }))
  })

/** What takes answers that go wrong. */
export const failingPurchaseOrderContract = <
  P extends ReceivingPlace & {
    readonly fail: (rule: {
      readonly method: string
      readonly path: string
      readonly fault: string
      readonly count: number
    }) => Effect.Effect<void>
  }
>(
  subject: Subject<P>
) =>
  describe(`Ongoing port, purchase orders with failing answers: ${subject.name}`, () => {
    const it = sentences(subject)

    for (const fault of ["reset", "missing-id", "null-id", "html", "empty", "truncate"]) {
      it(`a lost answer, or one without an id, is an unknown outcome (${fault}), and it may be there`, (place) =>
        Effect.gen(function* () {
          const ongoing = yield* Ongoing
          const order = orderOf(place, "lost")
          yield* place.fail({ method: "PUT", path: "/purchaseOrders", fault, count: 1 })
          expect((yield* Effect.flip(put(order))).reason._tag).toBe("UnknownOutcome")
          const found = yield* ongoing.purchaseOrdersByNumber(place.owner, [order.purchaseOrderNumber])
          expect(idsOf(found)).toEqual([yield* put(order)])
        }))
    }

    it("changed since: fails when the server does not advance", (place) =>
      Effect.gen(function* () {
        const since = yield* place.now
        yield* put(orderOf(place, "stuck"))
        yield* place.fail({ method: "GET", path: "/purchaseOrders", fault: "ignore-cursor", count: 9 })
        const { reason } = yield* Effect.flip(changedSince(place, since))
        expect(reason).toMatchObject({ _tag: "MalformedAnswer", message: "the server does not advance" })
      }))
  })
