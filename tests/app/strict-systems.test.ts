import { describe, expect, test } from "bun:test"
import { type ConnectorWorld, omniumHost, ongoingHost } from "../support/ConnectorWorld.ts"
import { exportedPurchase, receive } from "../support/Purchase.ts"
import { find, openStock, syncStock } from "../support/Stock.ts"

/** A little of everything that the connector does, in systems that know no path, parameter or member but documented ones. */
const play = async (world: ConnectorWorld): Promise<void> => {
  await world.run("OngoingProductSyncScheduledTask")
  const purchaseOrderId = await exportedPurchase(world, "D-1")
  const { orderInfo } = await world.exported("A-1", { quantity: 3 })
  await world.exported("A-2")
  await world.run("exportPoll")
  await receive(world, purchaseOrderId, { "D-1-1": 10 })
  await find(world, 5)
  await world.act(orderInfo.orderId, "release", "allocate", "pick")
  await world.warehouse(`orders/${orderInfo.orderId}/ship`, { labels: true, parcels: [{ parcelNumber: "P-1" }] })
  await world.warehouse(`orders/${orderInfo.orderId}/return`, { lines: [{ rowNumber: "1", quantity: 1 }] })
  await world.omnium("POST", "/Orders/A-2/UpdateStatus", { status: "OrderCanceled" })
  await world.quiet()
  for (let time = 0; time < 3; time++) {
    await world.pass("5 minutes")
    await world.sync()
  }
}

describe("every call is one that the system documents", () => {
  test("none is refused for its path, a parameter or a member (C2)", async () => {
    await using world = await openStock()
    await play(world)
    for (const host of [ongoingHost, omniumHost("epic")]) {
      expect(new Set(world.network.callsTo(host).map((call) => call.method)).size).toBeGreaterThanOrEqual(4)
    }
    const refused = world.network.calls.filter(({ outcome }) => typeof outcome === "string" || outcome >= 400)
    expect(refused.map(({ method, path, query, outcome }) => [method, path, query, outcome])).toEqual([])
    expect(await world.items({ state: "dead" })).toEqual([])
  })

  test("a path that is not there fails the run, at every tick, and does not pass for nothing to do (C2)", async () => {
    await using world = await openStock()
    expect((await syncStock(world)).failed).toEqual([])
    world.network.between = (request, forward, call) =>
      call.path.endsWith("/inventoryPerWarehouse")
        ? Promise.resolve(Response.json({ message: "No HTTP resource was found" }, { status: 404 }))
        : forward(request)
    for (let time = 0; time < 3; time++) {
      await world.pass("10 minutes")
      const { failed } = await syncStock(world)
      expect(failed).toHaveLength(2)
    }
  })
})
