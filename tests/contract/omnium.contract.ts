import { describe, expect, test } from "bun:test"
import { type OmniumOrder, propertyOf } from "@omnium-ongoing/domain/omnium/OmniumOrder"
import {
  Omnium,
  type OmniumError,
  type OrderQuery,
  type PartialDelivery,
  type ShipmentUpdate
} from "@omnium-ongoing/domain/ports/Omnium"
import type { UpstreamReason } from "@omnium-ongoing/domain/ports/Upstream"
import { Array as Arrays, DateTime, Effect, type Layer, Option, Stream } from "effect"
import { TestClock } from "effect/testing"
import { itEffect } from "../support/ItEffect.ts"

/** What a shop sends. */
export interface NewOrder {
  readonly id: string
  readonly orderNumber?: string
  readonly marketId?: string
  readonly status?: string
  /** How many; each has one line, whose id is the shipment's. */
  readonly shipments?: number
}

/** What not every subject can be made to do. */
export interface Controls {
  /** The same system, asked with a wrong secret. */
  readonly wrongCredentials: Layer.Layer<Omnium>
  readonly faults: {
    /** A rule in the words of the simulators' back door. */
    readonly add: (rule: Readonly<Record<string, unknown>>) => Effect.Effect<void>
    readonly clear: Effect.Effect<void>
  }
  /** Passes time in the system, not in the program. */
  readonly advance: (duration: string) => Effect.Effect<void>
  readonly lock: (orderId: string) => Effect.Effect<void>
  readonly addWarehouse: (id: string) => Effect.Effect<void>
  /** The workflow steps that were run so far. */
  readonly steps: Effect.Effect<ReadonlyArray<string>>
  /** Sets how many orders may be made at once. */
  readonly many: number
}

export interface OmniumSystem {
  readonly layer: Layer.Layer<Omnium>
  /** Ids begin with it, so that nothing else in the system is mistaken for this test's. */
  readonly prefix: string
  readonly create: (orders: ReadonlyArray<NewOrder>) => Effect.Effect<void>
  /** Until searches find what was written. */
  readonly settled: Effect.Effect<void>
  readonly controls: Partial<Controls>
}

export interface OmniumSubject {
  readonly name: string
  readonly offers: ReadonlyArray<keyof Controls>
  /** A system of its own for each test. */
  readonly open: Effect.Effect<OmniumSystem>
}

const statuses = ["New", "InProgress", "InProgressWarehouse"]
const provider = "OngoingOrderId"
const beginning = DateTime.makeUnsafe("2000-01-01T00:00:00Z")

const returnOf = (orderId: string, quantity: number) => ({
  orderId,
  storeId: "epic_company_main_warehouse",
  lines: [{ lineItemId: "1", quantity }],
  properties: [{ key: "OngoingReturnKey", value: "a key" }]
})

export const omniumContract = (subject: OmniumSubject) =>
  describe(`Omnium port: ${subject.name}`, () => {
    type Body = (system: OmniumSystem) => Effect.Effect<unknown, unknown, Omnium>
    const it = (sentence: string, body: Body) =>
      itEffect(sentence, () =>
        Effect.flatMap(subject.open, (system) => Effect.suspend(() => body(system)).pipe(Effect.provide(system.layer)))
      )
    const itWith = <K extends keyof Controls>(
      need: K,
      sentence: string,
      body: (control: Controls[K], system: OmniumSystem) => ReturnType<Body>
    ) => {
      // biome-ignore lint/suspicious/noSkippedTests: what a subject cannot be made to do is shown as not tested
      if (!subject.offers.includes(need)) return test.skip(`${sentence} (needs: ${need})`, () => {})
      return it(sentence, (system) => {
        const control: Controls[K] | undefined = system.controls[need]
        return control === undefined ? Effect.die(`${subject.name} offers no ${need}`) : body(control, system)
      })
    }

    const found = (system: OmniumSystem, query: Partial<OrderQuery> = {}) =>
      Omnium.use((omnium) =>
        omnium.orders({ modifiedSince: beginning, statuses, ...query }).pipe(
          Stream.runCollect,
          Effect.map((pages) => pages.flatMap(({ orders }) => orders)),
          Effect.map((orders) => orders.filter(({ id }) => id.startsWith(system.prefix)))
        )
      )
    /** Each once, sorted: a scan may give an order more often. */
    const idsOf = (orders: ReadonlyArray<OmniumOrder>) => [...new Set(orders.map(({ id }) => id))].sort()

    /** A system with one order; its id. */
    const oneOrder = Effect.fnUntraced(function* (system: OmniumSystem, more: Partial<NewOrder> = {}) {
      const id = `${system.prefix}1`
      yield* system.create([{ id, ...more }])
      return id
    })
    const read = (id: string) => Omnium.use((omnium) => Effect.map(omnium.order(id), Option.getOrThrow))
    const shipmentOf = (order: OmniumOrder, shipmentId = "1") => {
      const shipment = order.shipments.find((candidate) => candidate.shipmentId === shipmentId)
      if (shipment === undefined) throw new Error(`${order.id} has no shipment ${shipmentId}`)
      return shipment
    }
    const update = (orderId: string, more: Partial<ShipmentUpdate> = {}) =>
      Omnium.use((omnium) =>
        omnium.updateShipment({
          orderId,
          shipmentId: "1",
          status: "InProgressWarehouse",
          runWorkflow: false,
          ...more
        })
      )
    const exported = (orderId: string, shipmentId: string, id: string) =>
      update(orderId, { shipmentId, externalIds: [{ providerName: provider, id }] })

    describe("ping", () => {
      it("tells that the system answers", () => Omnium.use((omnium) => omnium.ping))

      itWith("wrongCredentials", "needs the credentials", (wrongCredentials) =>
        Effect.gen(function* () {
          const ping = Omnium.use((omnium) => omnium.ping).pipe(Effect.provide(wrongCredentials))
          expect((yield* reasonOf(ping))._tag).toBe("Unauthorised")
        })
      )
    })

    describe("an order", () => {
      it("is what was sent", (system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system, { orderNumber: `${system.prefix}N`, shipments: 2 })
          const order = yield* read(id)
          expect(order).toMatchObject({ id, orderNumber: `${system.prefix}N`, orderType: "Online", status: "New" })
          expect(order.shipments.map(({ shipmentId }) => shipmentId)).toEqual(["1", "2"])
          expect(shipmentOf(order).lines[0]).toMatchObject({ lineItemId: "1", code: "0123ABC", quantity: 2 })
          expect(shipmentOf(order).trackingNumber).toBeUndefined()
          expect([order.externalIds, order.properties, order.errors]).toEqual([[], [], []])
        }))

      it("is none when nobody has sent it", (system) =>
        Effect.gen(function* () {
          for (const id of [`${system.prefix}unknown`, "..", ""]) {
            expect(yield* Omnium.use((omnium) => omnium.order(id))).toEqual(Option.none())
          }
        }))
    })

    describe("orders", () => {
      it("are those in the statuses of the query", (system) =>
        Effect.gen(function* () {
          const [a, b, c] = ["a", "b", "c"].map((name) => system.prefix + name) as [string, string, string]
          yield* system.create([{ id: a }, { id: b, status: "Completed" }, { id: c, status: "OnHold" }])
          yield* system.settled
          expect(idsOf(yield* found(system))).toEqual([a])
          expect(idsOf(yield* found(system, { statuses: ["OnHold", "Completed"] }))).toEqual([b, c])
          expect(yield* found(system, { statuses: [] })).toEqual([])
        }))

      it("are those modified at or after the query's time", (system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system)
          yield* system.settled
          const { modified } = yield* read(id)
          expect(idsOf(yield* found(system, { modifiedSince: modified }))).toEqual([id])
          const later = DateTime.add(modified, { seconds: 1 })
          expect(yield* found(system, { modifiedSince: later })).toEqual([])
        }))

      it("are those whose shipments carry an external id too", (system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system, { shipments: 2 })
          yield* exported(id, "1", "901")
          yield* exported(id, "2", "902")
          yield* system.settled
          expect(idsOf(yield* found(system))).toEqual([id])
        }))

      it("come on pages that say when they were read", (system) =>
        Effect.gen(function* () {
          const earlier = yield* oneOrder(system)
          yield* system.settled
          const omnium = yield* Omnium
          const query = { modifiedSince: beginning, statuses }
          const pages = yield* omnium.orders(query).pipe(Stream.runCollect)
          const after = `${system.prefix}2`
          yield* system.create([{ id: after }])
          const [before, next] = [yield* read(earlier), yield* read(after)]
          expect(pages.length).toBeGreaterThan(0)
          for (const { readAt } of pages) {
            // A server tells its time in whole seconds.
            expect(DateTime.isLessThanOrEqualTo(before.modified, DateTime.add(readAt, { seconds: 1 }))).toBe(true)
            expect(DateTime.isLessThanOrEqualTo(readAt, DateTime.add(next.modified, { seconds: 1 }))).toBe(true)
          }
        }))

      itWith("many", "are every one, a page at a time", (many, system) =>
        Effect.gen(function* () {
          const all = Arrays.makeBy(many, (index) => ({ id: `${system.prefix}${String(index).padStart(6, "0")}` }))
          yield* system.create(all)
          const omnium = yield* Omnium
          const query = { modifiedSince: beginning, statuses }
          const pages = yield* omnium.orders(query).pipe(Stream.runCollect)
          expect(idsOf(pages.flatMap(({ orders }) => orders))).toEqual(all.map(({ id }) => id))
          expect(pages.length).toBeGreaterThan(1)
        })
      )
    })

    describe("orders by", () => {
      it("a shipment's external id are those that carry it, of whatever provider", (system) =>
        Effect.gen(function* () {
          const [a, b, c] = ["a", "b", "c"].map((name) => system.prefix + name) as [string, string, string]
          yield* system.create([{ id: a, shipments: 2 }, { id: b }, { id: c }])
          const wanted = `${system.prefix}901`
          yield* exported(a, "2", wanted)
          yield* update(b, { externalIds: [{ providerName: "Another", id: wanted }] })
          yield* exported(c, "1", `${wanted}0`)
          yield* Omnium.use((omnium) => omnium.addOrderExternalIds(c, [{ providerName: provider, id: wanted }]))
          yield* system.settled
          const orders = yield* Omnium.use((omnium) => omnium.ordersByShipmentExternalId(wanted))
          expect(idsOf(orders)).toEqual([a, b])
          expect(yield* Omnium.use((omnium) => omnium.ordersByShipmentExternalId(`${wanted}1`))).toEqual([])
        }))

      it("number are all of that number, for it is not unique over markets", (system) =>
        Effect.gen(function* () {
          const [a, b, c] = ["a", "b", "c"].map((name) => system.prefix + name) as [string, string, string]
          yield* system.create([
            { id: a, orderNumber: c },
            { id: b, orderNumber: c, marketId: "epic_market_se" },
            { id: c, orderNumber: `${c}-other` }
          ])
          yield* system.settled
          expect(idsOf(yield* Omnium.use((omnium) => omnium.ordersByNumber(c)))).toEqual([a, b])
          expect(yield* Omnium.use((omnium) => omnium.ordersByNumber(`${c}-none`))).toEqual([])
        }))
    })

    describe("the update of a shipment", () => {
      const parcel = {
        id: "P1",
        trackingNumber: "T1",
        trackingLink: "https://track.example/T1",
        labelLink: "https://label.example/1"
      }
      const everything = {
        trackingNumber: "T1",
        trackingLink: "https://track.example/T1",
        labelLink: "https://label.example/1",
        returnTrackingNumber: "R1",
        returnTrackingLink: "https://track.example/R1",
        returnLabelLink: "https://label.example/2",
        packages: [parcel],
        externalIds: [{ providerName: provider, id: "901" }],
        properties: [{ key: "IsDeliveredShipment", value: "false" }]
      }

      it("sets the status of that shipment and all that travels with it", (system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system, { shipments: 2 })
          const before = yield* read(id)
          yield* update(id, everything)
          const after = yield* read(id)
          expect(shipmentOf(after)).toMatchObject({ orderStatus: "InProgressWarehouse", ...everything })
          expect(shipmentOf(after, "2")).toEqual(shipmentOf(before, "2"))
        }))

      it("leaves what is undefined as it is", (system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system)
          yield* update(id, everything)
          yield* update(id, { status: "PackedAndReady" })
          expect(shipmentOf(yield* read(id))).toMatchObject({ orderStatus: "PackedAndReady", ...everything })
        }))

      it("adds external ids and properties, or updates them by key", (system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system)
          yield* update(id, everything)
          const change = {
            externalIds: [...everything.externalIds, { providerName: "Another", id: "1" }],
            properties: [
              { key: "IsDeliveredShipment", value: "true" },
              { key: "Other", value: "x" }
            ]
          }
          yield* update(id, change)
          yield* update(id, change)
          const shipment = shipmentOf(yield* read(id))
          expect(shipment.externalIds).toEqual(change.externalIds)
          expect(shipment.properties).toEqual(change.properties)
        }))

      it("replaces the packages by those it has", (system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system)
          yield* update(id, everything)
          const packages = [parcel, { ...parcel, id: "P2", trackingNumber: "T2" }]
          yield* update(id, { packages })
          expect(shipmentOf(yield* read(id)).packages).toEqual(packages)
        }))

      it("made twice is as made once", (system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system)
          yield* update(id, everything)
          const once = shipmentOf(yield* read(id))
          yield* update(id, everything)
          expect(shipmentOf(yield* read(id))).toEqual(once)
        }))

      it("is refused when the status is none of the order's type", (system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system)
          expect((yield* reasonOf(update(id, { status: "Nowhere" })))._tag).toBe("Refused")
          expect((yield* read(id)).status).toBe("New")
        }))

      it("is refused while the order is queued", (system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system, { status: "Queued" })
          expect((yield* reasonOf(update(id)))._tag).toBe("Refused")
        }))

      it("of an unknown order or shipment is not found", (system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system)
          expect((yield* reasonOf(update(`${id}-unknown`)))._tag).toBe("NotFound")
          expect((yield* reasonOf(update(id, { shipmentId: "9" })))._tag).toBe("NotFound")
        }))

      itWith("lock", "conflicts with whoever holds the order", (lock, system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system)
          yield* lock(id)
          expect((yield* reasonOf(update(id)))._tag).toBe("Conflict")
        })
      )

      itWith("steps", "runs the steps of the status if it is to", (steps, system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system)
          yield* update(id, { status: "InProgress", runWorkflow: false })
          expect(yield* steps).toEqual([])
          yield* update(id, { status: "InProgressWarehouse", runWorkflow: false })
          yield* update(id, { status: "InProgress", runWorkflow: true })
          expect(yield* steps).toEqual(["OngoingOrderExporter"])
        })
      )
    })

    describe("lines that are delivered", () => {
      const key = JSON.stringify({ order: 901, rows: { "1": 1 } })
      const everything = {
        trackingNumber: "T1",
        trackingLink: "https://track.example/T1",
        labelLink: "https://label.example/1",
        returnTrackingNumber: "R1",
        returnTrackingLink: "https://track.example/R1",
        returnLabelLink: "https://label.example/2",
        packages: [
          {
            id: "P1",
            trackingNumber: "T1",
            trackingLink: "https://track.example/T1",
            labelLink: "https://label.example/1"
          }
        ],
        externalIds: [{ providerName: provider, id: "901" }],
        properties: [
          { key: "IsDeliveredShipment", value: "true" },
          { key: "OngoingDeliveryKey", value: key }
        ]
      }
      const deliver = (orderId: string, more: Partial<PartialDelivery> = {}) =>
        Omnium.use((omnium) =>
          omnium.deliverLines({
            orderId,
            shipmentId: "9",
            status: "Ship",
            lines: [{ lineItemId: "1", deliveredQuantity: 1 }],
            ...everything,
            ...more
          })
        )
      const quantities = (order: OmniumOrder) =>
        order.shipments.map(({ shipmentId, lines }) => [
          shipmentId,
          ...lines.map((line) => [line.code, line.quantity, line.deliveredQuantity])
        ])

      it("make a new shipment of the delivered quantities, with everything that travels with it", (system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system)
          yield* deliver(id)
          const order = yield* read(id)
          expect(quantities(order)).toEqual([
            ["1", ["0123ABC", 1, 0]],
            ["9", ["0123ABC", 1, 1]]
          ])
          expect(shipmentOf(order, "9")).toMatchObject({ orderStatus: "Ship", ...everything })
          expect(shipmentOf(order, "9").warehouseCode).toBe(shipmentOf(order).warehouseCode!)
        }))

      it("leave the rest on the shipment they were taken from, whose status does not move", (system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system, { shipments: 2 })
          yield* exported(id, "1", "901")
          const before = yield* read(id)
          yield* deliver(id)
          const after = yield* read(id)
          const { lines, ...rest } = shipmentOf(before)
          expect(shipmentOf(after)).toMatchObject(rest)
          expect(shipmentOf(after).lines).toEqual([{ ...lines[0]!, quantity: 1 }])
          expect(shipmentOf(after, "2")).toEqual(shipmentOf(before, "2"))
        }))

      it("are refused when more of a line is delivered than is left, and change nothing", (system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system)
          const before = yield* read(id)
          const tooMany = deliver(id, { lines: [{ lineItemId: "1", deliveredQuantity: 3 }] })
          expect((yield* reasonOf(tooMany))._tag).toBe("Refused")
          expect(yield* read(id)).toEqual(before)
        }))

      it("are refused while the order is queued, and not found of an unknown order or line", (system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system)
          const lines = [{ lineItemId: "unknown", deliveredQuantity: 1 }]
          expect((yield* reasonOf(deliver(id, { lines })))._tag).toBe("NotFound")
          expect((yield* reasonOf(deliver(`${id}-unknown`)))._tag).toBe("NotFound")
          const queued = `${system.prefix}queued`
          yield* system.create([{ id: queued, status: "Queued" }])
          expect((yield* reasonOf(deliver(queued)))._tag).toBe("Refused")
        }))

      itWith("lock", "conflict with whoever holds the order", (lock, system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system)
          yield* lock(id)
          expect((yield* reasonOf(deliver(id)))._tag).toBe("Conflict")
        })
      )

      itWith("steps", "run the workflow of their status", (steps, system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system)
          yield* deliver(id, { status: "InProgress" })
          expect(yield* steps).toEqual(["OngoingOrderExporter"])
        })
      )

      for (const phase of ["before", "after"]) {
        itWith("faults", `can be looked for after a lost answer: ${phase} they were delivered`, (faults, system) =>
          Effect.gen(function* () {
            const id = yield* oneOrder(system)
            const path = "/api/Orders/{orderId}/OrderLinesUpdate"
            yield* faults.add({ path, count: 1, fault: "reset", phase })
            expect((yield* reasonOf(deliver(id)))._tag).toBe("UnknownOutcome")
            const keys = (yield* read(id)).shipments.map((each) => propertyOf(each.properties, "OngoingDeliveryKey"))
            expect(keys).toEqual(phase === "after" ? [undefined, key] : [undefined])
          })
        )
      }
    })

    describe("what is written on an order", () => {
      const ours = "OngoingExport"
      const error = (key: string, referenceId: string, status: "New" | "Solved" = "New") => ({
        key,
        referenceId,
        message: `${key} of ${referenceId}`,
        status,
        occurred: DateTime.makeUnsafe("2026-03-01T10:00:00Z")
      })
      const setErrors = (id: string, key: string, errors: ReadonlyArray<ReturnType<typeof error>>) =>
        Effect.flatMap(read(id), (order) => Omnium.use((omnium) => omnium.setOrderErrors(order, key, errors)))
      const brief = (order: OmniumOrder) =>
        order.errors.map(({ key, referenceId, status, severity }) => [key, referenceId, status, severity])

      it("external ids are added to those it has, by provider and id", (system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system)
          const add = (...ids: ReadonlyArray<readonly [string, string]>) =>
            Omnium.use((omnium) =>
              omnium.addOrderExternalIds(
                id,
                ids.map(([providerName, id]) => ({ providerName, id }))
              )
            )
          yield* add(["Erp", "1"])
          yield* add([provider, "901"])
          yield* add([provider, "901"], [provider, "902"])
          expect((yield* read(id)).externalIds).toEqual([
            { providerName: "Erp", id: "1" },
            { providerName: provider, id: "901" },
            { providerName: provider, id: "902" }
          ])
        }))

      it("errors are those of other keys as they are, then the new ones", (system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system)
          yield* setErrors(id, "Payment", [error("Payment", "x")])
          const { errors: foreign } = yield* read(id)
          yield* setErrors(id, ours, [error(ours, "1"), error(ours, "2")])
          expect(brief(yield* read(id))).toEqual([
            ["Payment", "x", "New", "Error"],
            [ours, "1", "New", "Error"],
            [ours, "2", "New", "Error"]
          ])
          yield* setErrors(id, ours, [error(ours, "1", "Solved")])
          const after = yield* read(id)
          expect(brief(after)).toEqual([
            ["Payment", "x", "New", "Error"],
            [ours, "1", "Solved", "Error"]
          ])
          expect(after.errors[0]).toEqual(foreign[0]!)
          expect(after.errors[1]).toMatchObject({ message: `${ours} of 1`, occurred: error(ours, "1").occurred })
          yield* setErrors(id, ours, [])
          expect((yield* read(id)).errors).toEqual(foreign)
        }))

      it("properties of lines are added or updated by key, line by line", (system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system, { shipments: 2 })
          const set = (lineItemId: string, key: string, value: string) =>
            Omnium.use((omnium) => omnium.setOrderLineProperties(id, [{ lineItemId, properties: [{ key, value }] }]))
          yield* set("1", "a", "1")
          yield* set("1", "b", "2")
          yield* set("1", "a", "3")
          yield* set("2", "a", "4")
          const order = yield* read(id)
          expect(shipmentOf(order).lines[0]?.properties).toEqual([
            { key: "a", value: "3" },
            { key: "b", value: "2" }
          ])
          expect(shipmentOf(order, "2").lines[0]?.properties).toEqual([{ key: "a", value: "4" }])
        }))

      it("properties are added or updated by key, and those to be removed are gone", (system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system)
          const change = (set: ReadonlyArray<readonly [string, string]>, remove: ReadonlyArray<string> = []) =>
            Omnium.use((omnium) =>
              omnium.changeOrderProperties(id, { set: set.map(([key, value]) => ({ key, value })), remove })
            )
          const before = (yield* read(id)).properties
          yield* change([
            ["a", "1"],
            ["b", "2"]
          ])
          yield* change([["a", "3"]])
          expect((yield* read(id)).properties).toEqual([...before, { key: "a", value: "3" }, { key: "b", value: "2" }])
          yield* change([["c", "4"]], ["a", "never there"])
          expect((yield* read(id)).properties).toEqual([...before, { key: "b", value: "2" }, { key: "c", value: "4" }])
          yield* change([], ["b", "c"])
          expect((yield* read(id)).properties).toEqual(before)
        }))

      itWith("steps", "runs no workflow", (steps, system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system, { status: "InProgress" })
          const sofar = yield* steps
          yield* Omnium.use((omnium) => omnium.addOrderExternalIds(id, [{ providerName: provider, id: "1" }]))
          yield* setErrors(id, ours, [error(ours, "1")])
          yield* Omnium.use((omnium) =>
            omnium.setOrderLineProperties(id, [{ lineItemId: "1", properties: [{ key: "a", value: "1" }] }])
          )
          yield* Omnium.use((omnium) =>
            omnium.changeOrderProperties(id, { set: [{ key: "a", value: "1" }], remove: ["b"] })
          )
          expect(yield* steps).toEqual(sofar)
        })
      )

      it("is not found on an order that nobody has sent", (system) =>
        Effect.gen(function* () {
          const order = yield* read(yield* oneOrder(system))
          const unknown = { ...order, id: `${system.prefix}unknown` }
          const omnium = yield* Omnium
          const writes = [
            omnium.addOrderExternalIds(unknown.id, [{ providerName: provider, id: "1" }]),
            omnium.setOrderErrors(unknown, ours, [error(ours, "1")]),
            omnium.setOrderLineProperties(unknown.id, [{ lineItemId: "1", properties: [{ key: "a", value: "1" }] }]),
            omnium.changeOrderProperties(unknown.id, { set: [{ key: "a", value: "1" }], remove: [] }),
            omnium.createReturn({ ...returnOf(unknown.id, 1), lines: [{ lineItemId: "1", quantity: 1 }] })
          ]
          for (const write of writes) expect((yield* reasonOf(write))._tag).toBe("NotFound")
        }))
    })

    describe("a return that is created", () => {
      it("is on the order with all that was sent, by the id that was given", (system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system, { shipments: 2 })
          const omnium = yield* Omnium
          const [returnType] = yield* omnium.returnTypes
          const request = {
            ...returnOf(id, 1),
            returnType: returnType!,
            lines: [
              { lineItemId: "1", quantity: 1, returnType: returnType! },
              { lineItemId: "2", quantity: 1, returnReason: "Moths in it" }
            ]
          }
          const returnId = yield* omnium.createReturn(request)
          const order = yield* read(id)
          const lines = [
            { lineItemId: "1", quantity: 1, returnType, returnReason: undefined },
            { lineItemId: "2", quantity: 1, returnType: undefined, returnReason: "Moths in it" }
          ]
          expect(order.returns).toEqual([
            { returnId, storeId: "epic_company_main_warehouse", lines, properties: request.properties }
          ])
          expect(shipmentOf(order).lines[0]?.returnQuantity).toBe(1)
          expect(shipmentOf(order, "2").lines[0]?.returnQuantity).toBe(1)
        }))

      it("is refused for more than is left to return of a line, and for a type that the tenant does not have", (system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system)
          const omnium = yield* Omnium
          const { quantity } = shipmentOf(yield* read(id)).lines[0]!
          const refused = [
            returnOf(id, quantity + 1),
            { ...returnOf(id, 1), lines: [{ lineItemId: "1", quantity: 1, returnType: "No such type" }] }
          ]
          for (const request of refused) expect((yield* reasonOf(omnium.createReturn(request)))._tag).toBe("Refused")
          yield* omnium.createReturn(returnOf(id, quantity))
          expect((yield* reasonOf(omnium.createReturn(returnOf(id, 1))))._tag).toBe("Refused")
          expect((yield* read(id)).returns).toHaveLength(1)
        }))

      for (const fault of ["reset", "html", "missing-id"]) {
        itWith("faults", `may be there when its answer is lost, and can be looked for: ${fault}`, (faults, system) =>
          Effect.gen(function* () {
            const id = yield* oneOrder(system)
            const omnium = yield* Omnium
            yield* faults.add({ path: "/api/Returns/{orderId}/Return", count: 1, fault, phase: "after" })
            expect((yield* reasonOf(omnium.createReturn(returnOf(id, 1))))._tag).toBe("UnknownOutcome")
            expect((yield* read(id)).returns.map(({ properties }) => properties)).toEqual([returnOf(id, 1).properties])
          })
        )
      }
    })

    describe("settings", () => {
      it("are the warehouses with their ids at Ongoing, the statuses with theirs, the market's options", () =>
        Effect.gen(function* () {
          const omnium = yield* Omnium
          const main = (yield* omnium.stores).find(({ id }) => id === "epic_company_main_warehouse")
          expect(main).toMatchObject({
            isWarehouse: true,
            properties: [{ key: "IsOngoingStore", value: "true" }],
            externalIds: [
              { providerName: "OngoingGoodsOwnerId", id: "7" },
              { providerName: "OngoingWarehouseId", id: "1" }
            ]
          })
          const online = (yield* omnium.orderTypes).find(({ name }) => name === "Online")
          const ship = online?.statuses.find(({ name }) => name === "Ship")
          expect(ship?.properties).toEqual([{ key: "OngoingStatus", value: "450" }])
          const step = online?.statuses.find(({ name }) => name === "InProgress")?.workflowSteps[0]
          expect(step).toEqual({ name: "OngoingOrderExporter", active: true, connector: "Ongoing" })
          const options = yield* omnium.shipmentOptions("epic_market_no")
          expect(options.find(({ shippingMethodName }) => shippingMethodName === "PostNord")).toBeDefined()
          expect(yield* omnium.returnTypes).toContain("Angrerett")
        }))

      const names = Omnium.use((omnium) => Effect.map(omnium.stores, (stores) => stores.map(({ id }) => id)))

      itWith("addWarehouse", "are read again once they were forgotten", (addWarehouse) =>
        Effect.gen(function* () {
          const before = yield* names
          yield* addWarehouse("new_warehouse")
          yield* Omnium.use((omnium) => omnium.forgetSettings)
          expect((yield* names).sort()).toEqual([...before, "new_warehouse"].sort())
        })
      )

      itWith("addWarehouse", "are an hour old at most", (addWarehouse) =>
        Effect.gen(function* () {
          const before = yield* names
          yield* addWarehouse("new_warehouse")
          yield* TestClock.adjust("1 hour")
          expect((yield* names).sort()).toEqual([...before, "new_warehouse"].sort())
        })
      )
    })

    describe("when calls fail", () => {
      const path = "/api/Orders/{orderId}/UpdateStatus"

      const harmless: ReadonlyArray<Readonly<Record<string, unknown>>> = [
        { fault: "status", status: 503, phase: "before" },
        { fault: "status", status: 500, phase: "before" },
        { fault: "reset", phase: "before" },
        { fault: "reset", phase: "after" },
        { fault: "reset-mid-body", phase: "after" }
      ]
      for (const rule of harmless) {
        itWith("faults", `a read is made again: ${rule.fault} ${rule.status ?? ""} ${rule.phase}`, (faults, system) =>
          Effect.gen(function* () {
            const id = yield* oneOrder(system)
            yield* faults.add({ path: "/api/Orders/{orderId}", ...rule })
            expect((yield* reasonOf(read(id)))._tag).toBe("Unavailable")
            yield* faults.clear
            expect((yield* read(id)).id).toBe(id)
          })
        )
      }

      for (const name of ["html", "empty", "truncate", "null-id", "missing-id", "wrong-type"]) {
        itWith("faults", `a read says that the answer is none: ${name}`, (faults, system) =>
          Effect.gen(function* () {
            const id = yield* oneOrder(system)
            yield* faults.add({ path: "/api/Orders/{orderId}", count: 1, fault: name })
            expect((yield* reasonOf(read(id)))._tag).toBe("MalformedAnswer")
          })
        )
      }

      for (const name of ["extra-fields", "bom"]) {
        itWith("faults", `an answer is read all the same: ${name}`, (faults, system) =>
          Effect.gen(function* () {
            const id = yield* oneOrder(system)
            yield* faults.add({ path: "/api/Orders/{orderId}", count: 1, fault: name })
            expect((yield* read(id)).id).toBe(id)
          })
        )
      }

      const dark: ReadonlyArray<Readonly<Record<string, unknown>>> = [
        { fault: "status", status: 503 },
        { fault: "status", status: 408 },
        { fault: "reset" },
        { fault: "reset-mid-body" },
        { fault: "html" },
        { fault: "empty" },
        { fault: "truncate" }
      ]
      for (const rule of dark) {
        for (const phase of ["before", "after"]) {
          if (phase === "before" && rule.fault !== "status" && rule.fault !== "reset") continue
          const sentence = `a write may have been done, and it can be read back: ${rule.fault} ${rule.status ?? ""} ${phase}`
          itWith("faults", sentence, (faults, system) =>
            Effect.gen(function* () {
              const id = yield* oneOrder(system)
              yield* faults.add({ path, count: 1, ...rule, phase })
              expect((yield* reasonOf(exported(id, "1", "901")))._tag).toBe("UnknownOutcome")
              const { externalIds } = shipmentOf(yield* read(id))
              expect(externalIds).toEqual(phase === "after" ? [{ providerName: provider, id: "901" }] : [])
            })
          )
        }
      }

      itWith("faults", "a limit says how long to wait", (faults, system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system)
          yield* faults.add({ path, count: 1, fault: "status", status: 429, phase: "before", retryAfter: 7 })
          const reason = yield* reasonOf(update(id))
          expect(reason._tag === "Throttled" ? Option.map(reason.retryAfter, String) : reason).toEqual(
            Option.some("7000 millis")
          )
        })
      )

      itWith("advance", "for a token that has expired, nobody notices", (advance, system) =>
        Effect.gen(function* () {
          const id = yield* oneOrder(system)
          yield* read(id)
          yield* advance("P11D")
          expect((yield* read(id)).id).toBe(id)
          yield* update(id)
          expect(shipmentOf(yield* read(id)).orderStatus).toBe("InProgressWarehouse")
        })
      )
    })
  })

const reasonOf = <A, R>(operation: Effect.Effect<A, OmniumError, R>): Effect.Effect<UpstreamReason, A, R> =>
  Effect.map(Effect.flip(operation), (error) => error.reason)
