import { describe, expect, test } from "bun:test"
import { ConnectorWorld } from "../support/ConnectorWorld.ts"
import { shopOrder } from "../support/ShopOrder.ts"

/** An order is announced, exported, picked and sent; the connector may die and be started again on the way. */
const play = async (world: ConnectorWorld) => {
  const alive = async () => {
    if (world.isDead) await world.restart()
    await world.pass("2 minutes")
  }
  const run = async (task: "OngoingSyncScheduledTask" | "exportPoll") => {
    // Whoever waits for the report of a connector that dies gets none.
    await world.run(task).catch(() => {})
    await alive()
  }
  await world.place("A-1")
  await world.release("A-1")
  await alive()
  await run("exportPoll")
  const [order] = await world.inOngoing("A-1-1")
  const id = order?.orderInfo.orderId ?? 0
  await world.act(id, "release", "allocate", "pick")
  await world.warehouse(`orders/${id}/ship`, { labels: true, parcels: [{ parcelNumber: "P-1", waybill: "W-1" }] })
  await run("OngoingSyncScheduledTask")
}

/** The points that such an order passes, each once for every time it is passed. */
const points = await (async () => {
  await using world = await ConnectorWorld.open()
  await play(world)
  const counted = new Map<string, number>()
  return world.points.map((point) => {
    const nth = (counted.get(point) ?? 0) + 1
    counted.set(point, nth)
    return [point, nth] as const
  })
})()

/** The points themselves: what is written for one order at least. */
const expected = [
  "item begun",
  "item ended",
  "commit before",
  "commit between",
  "commit after",
  "write sent",
  "write answered",
  "PUT /orders answered",
  "export before write-back",
  "POST /api/Orders/{orderId}/UpdateStatus answered",
  "PATCH /api/Orders/{orderId}/PatchOrder answered",
  "sync before update",
  "PUT /api/Orders/{orderId}/AddOrderLineProperties answered",
  "sync before watch"
]

describe("a death between any two steps leaves one order, with everything that came after (R1, R2, C14)", () => {
  test("an order passes every point that has a name", () => {
    expect(expected.filter((name) => !points.some(([point]) => point === name))).toEqual([])
  })

  test.each(points)("%s, time %i", async (point, nth) => {
    await using world = await ConnectorWorld.open()
    let deaths = 0
    world.diesAt = (name) => {
      const dies = name === point && world.points.filter((passed) => passed === point).length === nth
      if (dies) deaths++
      return dies
    }
    await play(world)
    await world.sync()
    expect([deaths, world.isDead]).toEqual([1, false])

    const orders = await world.inOngoing()
    expect(orders.map((order) => order.orderInfo.orderNumber)).toEqual(["A-1-1"])
    const created = world.ongoing
      .world()
      .ledger.since(0)
      .filter((row) => row.kind === "order" && row.before === null)
    expect(created).toHaveLength(1)

    const seen = await world.inOmnium("A-1")
    const [shipment] = seen.orderForm.shipments
    const ids = [String(orders[0]?.orderInfo.orderId)]
    expect(shipment?.externalIds?.map((each) => each.id)).toEqual(ids)
    expect(seen.externalIds?.map((each) => each.id)).toEqual(ids)
    expect(shipment).toMatchObject({ orderStatus: "Ship", shipmentTrackingNumber: "W-1" })
    expect(shipment?.packages).toHaveLength(1)
    expect(shipment?.shipmentLabelLink).toStartWith("http://connector.test/labels/")
    expect(seen.errors ?? []).toEqual([])
    const items = await world.items()
    expect(items.filter((item) => !["done", "skipped", "coalesced"].includes(item.state))).toEqual([])
  })

  test("what was answered with 200 is done after a death, by another process (C25)", async () => {
    await using world = await ConnectorWorld.open({ announced: false })
    await world.place("A-1")
    world.diesAt = (point) => point === "item begun"
    expect((await world.announce(shopOrder("A-1"))).status).toBe(200)
    expect(world.isDead).toBe(true)
    expect(await world.inOngoing()).toEqual([])
    world.diesAt = () => false
    await world.restart()
    expect(await world.inOngoing()).toHaveLength(1)
  })

  test("an end and a start lose nothing and repeat nothing", async () => {
    await using world = await ConnectorWorld.open()
    await world.exported("A-1")
    const before = { calls: world.network.calls.length, items: await world.items() }
    await world.stop()
    await world.start()
    expect(world.network.calls).toHaveLength(before.calls)
    expect(await world.items()).toEqual(before.items)
  })
})
