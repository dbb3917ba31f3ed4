import { expect } from "bun:test"
import { layer as overHttp } from "@omnium-ongoing/adapters-ongoing/OngoingHttp"
import { make as goodsOwnerOrderId } from "@omnium-ongoing/domain/ongoing/GoodsOwnerOrderId"
import { OngoingGoodsOwnerId, OngoingOrderId, OngoingWarehouseId } from "@omnium-ongoing/domain/ongoing/Identifiers"
import type { OngoingOrder } from "@omnium-ongoing/domain/ongoing/OngoingOrder"
import { OngoingOrderNumber } from "@omnium-ongoing/domain/ongoing/OngoingOrderNumber"
import { Ongoing } from "@omnium-ongoing/domain/ports/Ongoing"
import { layer as inMemory } from "@omnium-ongoing/ongoing-simulator/OngoingInMemory"
import { createOngoingSimulator } from "@omnium-ongoing/ongoing-simulator/OngoingSimulator"
import type { Host } from "@omnium-ongoing/simulator-kit/World"
import { DateTime, Effect, Layer, Redacted, Stream } from "effect"
import { FetchHttpClient } from "effect/http"
import { TestClock } from "effect/testing"
import fc from "fast-check"
import { itEffect } from "../../support/ItEffect.ts"

const start = Date.parse("2026-11-02T08:00:00.000Z")
const owner = OngoingGoodsOwnerId.make(7)

type Command =
  | { readonly kind: "put"; readonly name: number; readonly quantity: number; readonly remark: string }
  | { readonly kind: "act"; readonly name: number; readonly action: string; readonly body: object }
  | { readonly kind: "wait"; readonly seconds: number }

const name = fc.nat(2)
const parcels = [
  { parcelNumber: "P1", waybill: "W1", trackingUrl: "https://t.example/1", lines: [{ rowNumber: "1", quantity: 1 }] },
  { parcelNumber: "P2" },
  { parcelNumber: "R1", isReturn: true, waybill: "WR" }
]
const actions = [
  ["release", {}],
  ["release", {}],
  ["allocate", {}],
  ["pick", { lines: [{ rowNumber: "1", quantity: 1 }] }],
  ["pick", {}],
  ["pack", { parcels }],
  ["ship", { labels: true }],
  ["backOrder", {}],
  ["return", {}],
  ["collect", {}],
  ["addParcel", { parcelNumber: "L1", waybill: "WL" }]
] as const

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    kind: fc.constant("put" as const),
    name,
    quantity: fc.integer({ min: 1, max: 5 }),
    remark: fc.constantFrom("", "ring the bell")
  }),
  {
    arbitrary: fc
      .tuple(name, fc.constantFrom(...actions))
      .map(([of, [action, body]]): Command => ({ kind: "act", name: of, action, body })),
    weight: 4
  },
  fc.record({ kind: fc.constant("wait" as const), seconds: fc.integer({ min: 1, max: 90 }) })
)

const orderOf = (of: number, quantity: number, remark: string): OngoingOrder => ({
  goodsOwnerId: owner,
  orderNumber: OngoingOrderNumber.make(`A${of}-1`),
  goodsOwnerOrderId: goodsOwnerOrderId(`A${of}`, "1"),
  warehouseId: OngoingWarehouseId.make(1),
  deliveryDate: "2026-11-05",
  orderRemark: remark,
  orderType: { code: "Online", name: "Online" },
  consignee: { customerNumber: "C1", name: "Ingrid", organisationNumber: "999888777" },
  smsNotification: { toBeNotified: true, value: "+4790000000" },
  transporter: { transporterCode: "BRING", transporterServiceCode: "SERVICEPAKKE" },
  orderLines: [
    { rowNumber: "1", articleNumber: "0123ABC", numberOfItems: quantity },
    { rowNumber: "2", articleNumber: "0123ABC", numberOfItems: 0.5 }
  ]
})

/** Two worlds of the same seed: one is asked over HTTP by the adapter, the other in memory. */
const twins = (time: () => number) => {
  const host: Host = { now: time, later: () => () => {}, send: async () => new Response() }
  const [one, other] = [createOngoingSimulator({ host, orders: 0 }), createOngoingSimulator({ host, orders: 0 })]
  // The client never calls it with a Request.
  const fetch = Object.assign(
    (url: string | URL | Request, init?: RequestInit) => one.fetch(new Request(`${url}`, init)),
    { preconnect: globalThis.fetch.preconnect }
  )
  const http = FetchHttpClient.layer.pipe(Layer.provide(Layer.succeed(FetchHttpClient.Fetch, fetch)))
  const credentials = { username: "demo", password: Redacted.make("demo") }
  const adapter = overHttp({ host: new URL("http://ongoing.test/demo/api/v1"), ...credentials })
  const act = (id: number, action: string, body: object) =>
    Effect.promise(() =>
      Promise.all(
        [one, other].map(async (simulator) => {
          const url = `http://ongoing.test/_simulator/orders/${id}/${action}`
          const response = await simulator.fetch(new Request(url, { method: "POST", body: JSON.stringify(body) }))
          return response.status
        })
      )
    )
  return { layers: [Layer.provide(adapter, http), inMemory(other.world().state)] as const, act }
}

/** Everything that the port tells, successes and refusals. */
const observations = Effect.gen(function* () {
  const ongoing = yield* Ongoing
  const since = DateTime.makeUnsafe(start + 60_000)
  const numbers = ["A0-1", "A1-1", "A2-1", "A0-1-1", "nobody"]
  const byNumber = yield* ongoing.ordersByNumber(owner, numbers)
  const pages = yield* Stream.runCollect(ongoing.ordersChangedSince(owner, since))
  const ids = byNumber.map((order) => order.orderId)
  return {
    byNumber: byNumber.toSorted((a, b) => a.orderId - b.orderId),
    byId: yield* Effect.forEach([...ids, OngoingOrderId.make(1)], ongoing.order),
    changed: pages,
    files: yield* Effect.forEach(ids, ongoing.orderFiles),
    noFiles: yield* Effect.flip(ongoing.orderFiles(OngoingOrderId.make(1))),
    stranger: yield* Effect.flip(ongoing.ordersByNumber(OngoingGoodsOwnerId.make(99), numbers))
  }
})

const runBoth = Effect.fn(function* (commands: ReadonlyArray<Command>) {
  let now = start
  yield* TestClock.setTime(now)
  const { layers, act } = twins(() => now)
  const both = <A, E>(effect: Effect.Effect<A, E, Ongoing>) =>
    Effect.all([Effect.provide(effect, layers[0]), Effect.provide(effect, layers[1])])
  for (const each of commands) {
    if (each.kind === "wait") {
      now += each.seconds * 1000
      yield* TestClock.setTime(now)
    } else if (each.kind === "put") {
      const put = Ongoing.use((ongoing) => ongoing.putOrder(orderOf(each.name, each.quantity, each.remark)))
      const [overThere, here] = yield* both(Effect.result(put))
      expect(here).toEqual(overThere)
    } else {
      const find = Ongoing.use((ongoing) => ongoing.ordersByNumber(owner, [`A${each.name}-1`]))
      const [[order]] = yield* both(find)
      const [overThere, here] = yield* act(order?.orderId ?? 0, each.action, each.body)
      expect(here).toBe(overThere ?? 0)
    }
    const [overThere, here] = yield* both(observations)
    expect(here).toEqual(overThere)
  }
})

itEffect("in memory and over HTTP show the same, whatever is done", () =>
  Effect.gen(function* () {
    // The first orders and one whole history are given, so that most actions find something to do.
    const puts: ReadonlyArray<Command> = [0, 1].map((of) => ({ kind: "put", name: of, quantity: 3, remark: "" }))
    const history = ["release", "pick", "pack", "ship", "return"].map((action): Command => {
      return { kind: "act", name: 0, action, body: action === "pack" ? { parcels } : {} }
    })
    for (const commands of fc.sample(fc.array(command, { minLength: 5, maxLength: 30 }), { numRuns: 12, seed: 11 }))
      yield* runBoth([...puts, ...history, ...commands])
  })
)

itEffect("a limit of the vendor that the port's types do not know is a refusal", () =>
  Effect.gen(function* () {
    const { layers } = twins(() => start)
    const long = { ...orderOf(1, 1, ""), orderRemark: "x".repeat(501) }
    for (const layer of layers) {
      const { reason } = yield* Effect.flip(Ongoing.use((ongoing) => ongoing.putOrder(long))).pipe(
        Effect.provide(layer)
      )
      expect(reason).toMatchObject({ _tag: "Refused", status: 400 })
    }
  })
)
