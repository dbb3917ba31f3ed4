import { describe, expect } from "bun:test"
import type { OmniumDelivery } from "@omnium-ongoing/domain/omnium/OmniumDelivery"
import type { Property } from "@omnium-ongoing/domain/omnium/OmniumOrder"
import { Omnium, type OmniumError } from "@omnium-ongoing/domain/ports/Omnium"
import { Effect, type Layer, Option } from "effect"
import { itEffect } from "../support/ItEffect.ts"

/** A purchase order of two lines, `{id}-1` of 10 and `{id}-2` of 4, which come with a delivery. */
export interface NewDelivery {
  readonly id: string
  readonly purchaseOrderId: string
}

/** An Omnium of our own, with a warehouse and a shop that is none. */
export interface DeliverySystem {
  readonly layer: Layer.Layer<Omnium>
  readonly warehouse: string
  readonly otherStore: string
  readonly createDelivery: (delivery: NewDelivery) => Effect.Effect<void>
  /** Replaces members of a delivery, as somebody in the merchant's office does. */
  readonly change: (id: string, members: object) => Effect.Effect<void>
  readonly lockDelivery: (id: string) => Effect.Effect<void>
}

export interface DeliverySubject {
  readonly name: string
  /** A system of its own for each test. */
  readonly open: Effect.Effect<DeliverySystem>
}

const made = { id: "D-1", purchaseOrderId: "PO-1" }
const gate: Property = { key: "Gate", value: "7" }

const read = (id: string) => Omnium.use((omnium) => Effect.map(omnium.delivery(id), Option.getOrThrow))
const linesOf = (id: string) => Omnium.use((omnium) => omnium.deliveryLines(id))
const deliveredOf = (id: string) => Effect.map(linesOf(id), (lines) => lines.map((line) => line.deliveredQuantity))
const reasonOf = <A, R>(failing: Effect.Effect<A, OmniumError, R>) =>
  Effect.map(Effect.flip(failing), ({ reason }) => reason._tag)

export const deliveryContract = (subject: DeliverySubject) =>
  describe(`Omnium port, deliveries: ${subject.name}`, () => {
    const it = (sentence: string, body: (system: DeliverySystem) => Effect.Effect<unknown, unknown, Omnium>) =>
      itEffect(sentence, () =>
        Effect.gen(function* () {
          const system = yield* subject.open
          yield* system.createDelivery(made)
          yield* Effect.provide(body(system), system.layer)
        })
      )
    const receive = (system: DeliverySystem, lines: ReadonlyArray<readonly [string, number, string]>, to?: string) =>
      Omnium.use((omnium) =>
        omnium.receiveGoods(
          "D-1",
          lines.map(([lineItemId, deliveredQuantity, goodsReceptionId]) => ({
            lineItemId,
            deliveredQuantity,
            warehouseCode: to ?? system.warehouse,
            goodsReceptionId
          }))
        )
      )
    const found = (stores: ReadonlyArray<string>, statuses: ReadonlyArray<string>) =>
      Effect.map(
        Omnium.use((omnium) => omnium.deliveries({ stores, statuses })),
        ({ deliveries }) => deliveries.map(({ id }) => id)
      )

    it("a delivery is what was made, with its lines", (system) =>
      Effect.gen(function* () {
        yield* system.change("D-1", {
          invoiceNumber: "F-77",
          deliveryNotes: [{ detail: "To gate 7", type: "Internal" }]
        })
        const delivery = yield* read("D-1")
        expect(delivery).toMatchObject({
          id: "D-1",
          status: "New",
          warehouseCode: system.warehouse,
          suppliers: ["Tindeby"],
          supplierIds: ["S200"],
          invoiceNumber: "F-77",
          internalComments: ["To gate 7"],
          properties: []
        } satisfies Partial<OmniumDelivery>)
        expect(delivery.created).toBeDefined()
        expect(yield* linesOf("D-1")).toMatchObject([
          { lineItemId: "D-1-1", purchaseOrderId: "PO-1", code: "0123ABC", quantity: 10, deliveredQuantity: 0 },
          { lineItemId: "D-1-2", purchaseOrderId: "PO-1", code: "0124CDE", quantity: 4, deliveredQuantity: 0 }
        ])
      }))

    it("one that does not exist is none, and has no lines", () =>
      Effect.gen(function* () {
        for (const id of ["unknown", "..", ""]) {
          expect(yield* Omnium.use((omnium) => omnium.delivery(id))).toEqual(Option.none())
        }
        expect(yield* linesOf("unknown")).toEqual([])
      }))

    it("deliveries are those to the stores in the statuses; of no store or no status, none", (system) =>
      Effect.gen(function* () {
        yield* system.createDelivery({ id: "D-2", purchaseOrderId: "PO-2" })
        yield* system.change("D-2", { deliveryStatus: "OnHold" })
        const all = [system.warehouse, system.otherStore]
        expect((yield* found(all, ["New"])).filter((id) => id.startsWith("D-"))).toEqual(["D-1"])
        expect((yield* found(all, ["New", "OnHold"])).filter((id) => id.startsWith("D-"))).toEqual(["D-1", "D-2"])
        expect(yield* found([system.otherStore], ["New", "OnHold"])).toEqual([])
        expect([yield* found([], ["New"]), yield* found(all, [])]).toEqual([[], []])
      }))

    it("deliveries are all of them, also when there are many", (system) =>
      Effect.gen(function* () {
        const ids = Array.from({ length: 203 }, (_, index) => `D-${index + 2}`)
        yield* Effect.forEach(ids, (id) => system.createDelivery({ id, purchaseOrderId: `PO-${id}` }), {
          discard: true
        })
        expect((yield* found([system.warehouse], ["New"])).filter((id) => id.startsWith("D-")).toSorted()).toEqual(
          ["D-1", ...ids].toSorted()
        )
      }))

    it("properties are added or updated by key, the others stay as they are", (system) =>
      Effect.gen(function* () {
        const { setDeliveryProperties } = yield* Omnium
        yield* system.change("D-1", { properties: [gate, { key: "Yard", value: "West", keyGroup: "Site" }] })
        yield* setDeliveryProperties("D-1", [{ key: "OngoingPurchaseOrderId", value: "60001" }])
        yield* setDeliveryProperties("D-1", [
          { key: "OngoingPurchaseOrderStatus", value: "300" },
          { key: "OngoingPurchaseOrderId", value: "60002" }
        ])
        const { properties, ...rest } = yield* read("D-1")
        expect(new Map(properties.map(({ key, value }) => [key, value]))).toEqual(
          new Map([
            ["Gate", "7"],
            ["Yard", "West"],
            ["OngoingPurchaseOrderId", "60002"],
            ["OngoingPurchaseOrderStatus", "300"]
          ])
        )
        expect(rest).toMatchObject({ status: "New", suppliers: ["Tindeby"] })
      }))

    it("a property with an empty value is as good as none", () =>
      Effect.gen(function* () {
        const { setDeliveryProperties } = yield* Omnium
        yield* setDeliveryProperties("D-1", [gate])
        yield* setDeliveryProperties("D-1", [{ key: gate.key, value: "" }])
        expect((yield* read("D-1")).properties).toEqual([])
      }))

    it("an internal comment is added to those there are", () =>
      Effect.gen(function* () {
        const { addInternalDeliveryComment } = yield* Omnium
        yield* addInternalDeliveryComment("D-1", "One")
        yield* addInternalDeliveryComment("D-1", "Two & <three>")
        expect((yield* read("D-1")).internalComments).toEqual(["One", "Two & <three>"])
      }))

    it("a cancelled delivery is Cancelled and stays so; all else of it stays as it is", (system) =>
      Effect.gen(function* () {
        const { cancelDelivery } = yield* Omnium
        yield* system.change("D-1", { invoiceNumber: "F-77", properties: [gate] })
        yield* receive(system, [["D-1-1", 3, "r-1"]])
        const before = yield* read("D-1")
        yield* cancelDelivery("D-1")
        expect(yield* read("D-1")).toEqual({ ...before, status: "Cancelled", modified: expect.anything() })
        yield* receive(system, [["D-1-1", 1, "r-2"]])
        expect((yield* read("D-1")).status).toBe("Cancelled")
      }))

    it("received goods are added to what was delivered", (system) =>
      Effect.gen(function* () {
        yield* receive(system, [["D-1-1", 3, "r-1"]])
        expect([yield* deliveredOf("D-1"), (yield* read("D-1")).status]).toEqual([[3, 0], "InProgress"])
        yield* receive(system, [
          ["D-1-1", 7.5, "r-2"],
          ["D-1-2", 4, "r-3"]
        ])
        expect([yield* deliveredOf("D-1"), (yield* read("D-1")).status]).toEqual([[10.5, 4], "Completed"])
      }))

    it("a reception is refused as a whole if one of its ids was used before", (system) =>
      Effect.gen(function* () {
        yield* receive(system, [["D-1-1", 3, "r-1"]])
        const again = receive(system, [
          ["D-1-2", 1, "r-2"],
          ["D-1-1", 3, "r-1"]
        ])
        expect(yield* reasonOf(again)).toBe("Refused")
        expect(yield* deliveredOf("D-1")).toEqual([3, 0])
      }))

    it("a reception is refused if a line is not the delivery's, or the warehouse cannot receive", (system) =>
      Effect.gen(function* () {
        yield* system.createDelivery({ id: "D-2", purchaseOrderId: "PO-2" })
        expect(yield* reasonOf(receive(system, [["D-2-1", 1, "r-1"]]))).toBe("Refused")
        expect(yield* reasonOf(receive(system, [["D-1-1", 1, "r-2"]], system.otherStore))).toBe("Refused")
        expect([yield* deliveredOf("D-1"), yield* deliveredOf("D-2")]).toEqual([
          [0, 0],
          [0, 0]
        ])
      }))

    it("the ids of receptions are those of the purchase orders that are asked for, however many there are", (system) =>
      Effect.gen(function* () {
        const { goodsReceptionIds } = yield* Omnium
        yield* system.createDelivery({ id: "D-2", purchaseOrderId: "PO-2" })
        const ids = Array.from({ length: 230 }, (_, index) => `r-${index}`)
        yield* receive(
          system,
          ids.map((id) => ["D-1-1", 0.1, id] as const)
        )
        expect(yield* goodsReceptionIds(["PO-1"])).toEqual(new Set(ids))
        expect(yield* goodsReceptionIds(["PO-2", "PO-1", "PO-3"])).toEqual(new Set(ids))
        expect([yield* goodsReceptionIds(["PO-2"]), yield* goodsReceptionIds([])]).toEqual([new Set(), new Set()])
      }))

    it("a delivery that another operation holds is a conflict for every write, and one that is not there is not found", (system) =>
      Effect.gen(function* () {
        const omnium = yield* Omnium
        yield* system.lockDelivery("D-1")
        for (const [id, reason] of [
          ["D-1", "Conflict"],
          ["unknown", "NotFound"]
        ] as const) {
          expect(yield* reasonOf(omnium.setDeliveryProperties(id, [gate]))).toBe(reason)
          expect(yield* reasonOf(omnium.addInternalDeliveryComment(id, "One"))).toBe(reason)
          expect(yield* reasonOf(omnium.cancelDelivery(id))).toBe(reason)
          expect(yield* reasonOf(omnium.receiveGoods(id, []))).toBe(reason)
        }
      }))
  })
