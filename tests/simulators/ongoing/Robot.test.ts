import { describe, expect, test } from "bun:test"
import type { Order } from "@omnium-ongoing/ongoing-simulator/Order"
import type { Persona } from "@omnium-ongoing/ongoing-simulator/Persona"
import type { PurchaseOrder } from "@omnium-ongoing/ongoing-simulator/PurchaseOrder"
import { installation, type OngoingWorld, type Refused } from "./Installation.ts"

interface Setting {
  readonly persona: Persona | null
  readonly everySeconds: number | null
  readonly worksNext: string | null
}

const personas: ReadonlyArray<Persona> = ["careful", "busy", "sloppy", "black-friday"]

/** Orders and purchase orders for somebody to work on, on a clock that stands. */
const workplace = async (options: Parameters<typeof installation>[0] = {}) => {
  const world = installation({ articles: 5, ...options })
  await world.back("clock", { freeze: true })
  return { ...world, ...steering(world) }
}

const steering = ({ send, answer, back, simulator }: OngoingWorld) => ({
  employ: (body: object) => answer<Setting>(send("PUT", "/_simulator/robot", body), 200),
  robot: () => answer<Setting>(send("GET", "/_simulator/robot"), 200),
  /** Laws are looked at after each hour. */
  hours: async (count: number) => {
    for (let hour = 0; hour < count; hour++) await back("clock", { advance: "PT1H" })
  },
  /** What the robot did, without the ids of requests. */
  done: () =>
    simulator
      .world()
      .ledger.since(0)
      .filter((row) => row.cause === "robot")
      .map(({ at, kind, object, after }) => JSON.stringify([at, kind, object, after]))
})

const fill = async ({ create, advise }: OngoingWorld, count = 6) => {
  for (let index = 0; index < count; index++) await create(`A-${index}`, [1 + index, 2])
  for (const index of [0, 1, 2]) await advise(`D-${index}`, [4, 9], { inDate: "2026-11-02" })
}

describe("the robot", () => {
  test("takes orders to the customer and goods to the shelves, at its pace", async () => {
    const world = await workplace()
    await fill(world)
    expect(await world.employ({ persona: "careful" })).toMatchObject({
      persona: "careful",
      everySeconds: 600,
      worksNext: "2026-11-02T08:10:00.570Z"
    })
    await world.back("clock", { advance: "PT9M" })
    expect(world.done()).toEqual([])
    await world.back("clock", { advance: "PT1M" })
    expect(world.done().length).toBeGreaterThan(0)
    await world.hours(4 * 24)
    const { orders, purchaseOrders } = world.simulator.world().state
    expect([...orders.values()].map((order) => order.status)).toEqual(Array(orders.size).fill(500))
    expect([...purchaseOrders.values()].map((order) => order.status)).toEqual([500, 500, 500])
    const [first] = await world.list("orderNumber=A-0")
    expect(first?.tracking?.[0]?.waybill).toStartWith("7000")
    const files = await world.ok<ReadonlyArray<object>>("GET", `/orders/${first?.orderInfo.orderId}/files`)
    expect(files).toHaveLength(2)
  })

  for (const persona of personas)
    test(`the same seed and the same moves of the clock give ${persona} the same days`, async () => {
      const [one, other] = [await workplace({ seed: 5 }), await workplace({ seed: 5 })]
      for (const world of [one, other]) {
        await fill(world)
        await world.employ({ persona })
        await world.hours(60)
      }
      expect(one.done().length).toBeGreaterThan(10)
      expect(one.done()).toEqual(other.done())
    })

  test("busy and sloppy staff send in part, make back orders, miscount and take goods back", async () => {
    const world = await workplace()
    await fill(world, 40)
    await world.employ({ persona: "sloppy", everySeconds: 120 })
    const seen = new Set<string>()
    for (let day = 0; day < 16; day++) {
      await world.hours(24)
      for (const { kind, before, after } of world.simulator.world().ledger.since(0)) {
        if (kind === "order" && after !== null) {
          const order = after as Order
          seen.add(`order ${order.status}`)
          if (order.backOrderFor !== null) seen.add("back order")
          if (order.lastReturned !== null) seen.add("return")
          if (order.closedShort) seen.add("closed short")
          if ((order.header.orderRemark ?? "") !== "") seen.add("remark")
          if (order.lines.some((line) => line.sent.rowNumber.startsWith("WMS"))) seen.add("substitute")
          if (order.parcels.some((parcel) => parcel.waybill === null)) seen.add("no tracking")
        }
        if (kind === "purchaseOrder" && before !== null) seen.add(`purchase order ${(after as PurchaseOrder).status}`)
        if (kind === "inventoryAdjustment") seen.add("count")
      }
    }
    const orders = [425, 450, 451, 500].map((status) => `order ${status}`)
    const rest = ["back order", "return", "closed short", "remark", "substitute", "no tracking", "count"]
    const advised = [199, 300, 400, 500].map((status) => `purchase order ${status}`)
    expect([...orders, ...rest, ...advised].filter((each) => !seen.has(each))).toEqual([])
  }, 30_000)

  test("books what a return order announced a day later", async () => {
    const world = await workplace()
    const id = await world.create("A-1", [2])
    for (const action of ["release", "pick", "ship"]) await world.act(id, action)
    const [line] = (await world.order(id)).orderLines
    await world.ok("PUT", "/returnOrders", {
      goodsOwnerId: 7,
      returnOrderNumber: "R-1",
      customerOrder: { orderId: id },
      returnOrderLines: [
        { returnOrderRowNumber: "1", customerOrderLine: { orderLineId: line?.id }, toBeReturnedNumberOfItems: 1 }
      ]
    })
    await world.employ({ persona: "careful" })
    await world.hours(23)
    expect((await world.order(id)).orderLines[0]?.returnedNumberOfItems).toBe(0)
    await world.hours(4)
    expect((await world.order(id)).orderLines[0]?.returnedNumberOfItems).toBe(1)
  })

  test("stops when it is sent away, and works once at a time when it is set anew", async () => {
    const world = await workplace()
    await fill(world)
    await world.employ({ persona: "careful", everySeconds: 60 })
    await world.employ({ persona: "careful", everySeconds: 60 })
    await world.back("clock", { advance: "PT30M" })
    const touched = world.simulator
      .world()
      .ledger.since(0)
      .filter((row) => row.cause === "robot" && row.kind === "order")
    expect(touched.length).toBeGreaterThan(5)
    expect(new Set(touched.map((row) => row.at)).size).toBe(touched.length)
    expect((await world.send("DELETE", "/_simulator/robot")).status).toBe(204)
    expect(await world.robot()).toMatchObject({ persona: null, worksNext: null })
    const before = world.done().length
    await world.back("clock", { advance: "P1D" })
    expect(world.done()).toHaveLength(before)
  })

  test("is named in the options, and then begins again after a reset", async () => {
    const world = await workplace({ robot: "busy" })
    expect((await world.robot()).persona).toBe("busy")
    await world.employ({ persona: "sloppy" })
    await world.send("POST", "/_simulator/reset")
    expect(await world.robot()).toMatchObject({ persona: "busy", worksNext: "2026-11-02T08:02:00.570Z" })
    await world.back("clock", { freeze: true })
    await fill(world)
    await world.hours(1)
    expect(world.done().length).toBeGreaterThan(0)
  })

  test("is told which persona it may be", async () => {
    const { send } = await workplace()
    const response = await send("PUT", "/_simulator/robot", { persona: "lazy" })
    expect(response.status).toBe(400)
    expect(((await response.json()) as Refused).message).toContain('"careful" | "busy" | "sloppy" | "black-friday"')
  })
})

describe("what is due survives with the state", () => {
  test("a restored snapshot has the same robot with the same days before it", async () => {
    const world = await workplace()
    await fill(world)
    await world.employ({ persona: "busy" })
    await world.hours(2)
    await world.send("POST", "/_simulator/snapshots/here")
    const mark = () => world.done().length
    const start = mark()
    await world.hours(24)
    const first = world.done().slice(start)
    const again = mark()
    await world.send("POST", "/_simulator/snapshots/here/restore")
    expect(world.simulator.world().clock.pending.map((due) => due.what)).toEqual(["robot (busy)"])
    await world.hours(24)
    expect(first.length).toBeGreaterThan(5)
    expect(world.done().slice(again)).toEqual(first)
  })

  test("so does one that was exported and imported into another world", async () => {
    const world = await workplace()
    await fill(world)
    await world.employ({ persona: "busy" })
    await world.hours(2)
    await world.send("POST", "/_simulator/snapshots/here")
    const exported = await (await world.send("GET", "/_simulator/snapshots/here")).text()
    const start = world.done().length
    await world.hours(24)
    const other = await workplace()
    await other.send("PUT", "/_simulator/snapshots/here", exported)
    await other.send("POST", "/_simulator/snapshots/here/restore")
    await other.hours(24)
    expect(other.done().length).toBeGreaterThan(5)
    expect(other.done()).toEqual(world.done().slice(start))
  })

  test("a webhook that waits for its next try is tried in the other world", async () => {
    const world = await workplace()
    const hook = { url: "https://connector.test/hook", events: ["created"], retry: "oneDay" }
    await world.back("webhooks", hook, 201)
    world.receiver.answer = () => new Response(null, { status: 503 })
    await world.create("A-1")
    await world.settle()
    await world.back("clock", { advance: "PT1M" })
    await world.send("POST", "/_simulator/snapshots/here")
    const exported = await (await world.send("GET", "/_simulator/snapshots/here")).text()
    const other = await workplace()
    await other.send("PUT", "/_simulator/snapshots/here", exported)
    await other.send("POST", "/_simulator/snapshots/here/restore")
    await other.back("clock", { advance: "PT4M" })
    expect(other.sent).toHaveLength(0)
    await other.back("clock", { advance: "PT1M" })
    const [first, again] = await Promise.all([...world.sent.slice(0, 1), ...other.sent].map((each) => each.text()))
    expect(again).toBe(first ?? "")
    await other.back("clock", { advance: "P2D" })
    expect(other.sent).toHaveLength(1)
  })
})
