import { describe, expect, test } from "bun:test"
import { Redacted } from "effect"
import { ConnectorWorld } from "../support/ConnectorWorld.ts"
import { hostClock } from "../support/HostClock.ts"
import { broken, type MadeCall } from "../support/Network.ts"
import { article, patchProduct } from "../support/Products.ts"
import { deliveryOf, exportedPurchase, propertyOf, purchase, purchaseOrders } from "../support/Purchase.ts"

const open = () =>
  ConnectorWorld.open({
    tenant: () => ({
      connector: {
        Host: new URL("http://ongoing.test/demo/api/v1"),
        Username: "demo",
        Password: Redacted.make("demo"),
        SyncOrders: true,
        SyncPurchaseOrders: true,
        SyncInventory: false,
        SyncReturns: true
      }
    })
  })

/** Within the minute in which a call arrives or never does; for its answer half of that is waited. */
const late = 55_000

/** How what made the write may end before the write arrives: nothing of the item is left to wait for it. */
const ends = ["its item is given up", "the process dies when it has given up on the answer"] as const

/** Goes on until a write that fits is late, and what made it has ended so. */
const untilLate = async (
  world: ConnectorWorld,
  end: (typeof ends)[number],
  fits: (call: MadeCall) => boolean,
  begin: () => Promise<unknown>
): Promise<void> => {
  let lost = end === "its item is given up" ? 4 : 0
  let isLate = false
  if (lost === 0) world.diesAt = (point) => isLate && point === "refusal noted"
  world.network.between = (request, forward, call) => {
    if (isLate || !fits(call)) return forward(request)
    if (lost-- > 0) throw broken("ECONNRESET")
    isLate = true
    world.time.later(late, () => void forward(request))
    return new Promise(() => {})
  }
  await begin()
  for (let seconds = 0; !isLate && seconds < 3600; seconds += 10) await world.pass("10 seconds")
  expect(isLate).toBe(true)
  await world.pass("30 seconds")
  world.diesAt = () => false
  if (world.isDead) await world.restart()
  else expect((await world.items({ state: "dead" })).map(({ cause }) => cause)).toContain("attempts-exhausted")
}

const goOn = async (world: ConnectorWorld): Promise<void> => {
  for (let minutes = 0; minutes < 3; minutes++) {
    await world.run("exportPoll")
    await world.sync()
    await world.pass("1 minute")
  }
}

describe.each(ends)("a write that arrives late, when %s", (end) => {
  test("brings no older status of a purchase order back (R16)", async () => {
    await using world = await open()
    const id = await exportedPurchase(world, "D-1")
    const set = (number: number) => world.warehouse(`purchaseOrders/${id}/status`, { number })
    const isPatch = (call: MadeCall) => call.method === "PATCH" && call.path.endsWith("/Deliveries/D-1")
    await untilLate(world, end, isPatch, async () => {
      await set(300)
      void world.run("OngoingSyncScheduledTask").catch(() => {})
    })
    await set(500)
    await goOn(world)
    expect(propertyOf(await deliveryOf(world, "D-1"), "OngoingPurchaseOrderStatus")).toBe("500")
  })

  test("brings no order back that the warehouse has cancelled since (R6, R7)", async () => {
    await using world = await open()
    const isUpdate = (call: MadeCall) => call.path.endsWith("/A-1/UpdateStatus")
    await world.place("A-1")
    const { network } = world
    await untilLate(world, end, isUpdate, async () => {
      const { between } = network
      network.between = (request, forward) => forward(request)
      await world.omnium("POST", "/Orders/A-1/UpdateStatus", { status: "InProgress" })
      network.between = between
    })
    const [order] = await world.inOngoing("A-1-1")
    await world.ongoingApi("DELETE", `/orders/${order?.orderInfo.orderId}`)
    await goOn(world)
    expect((await world.inOmnium("A-1")).status).toBe("OrderCanceled")
  })

  test("takes back no report of a return, all of which are given up (R15)", async () => {
    await using world = await open()
    const { orderInfo } = await world.exported("A-1", { quantity: 4 })
    const { orderId } = orderInfo
    await world.act(orderId, "release", "allocate", "pick")
    await world.warehouse(`orders/${orderId}/ship`, { parcels: [{ parcelNumber: "P-1", waybill: "W-1" }] })
    await world.sync()
    await world.omniumBack("PUT", "orderSettings", { returnSettings: { returnTypes: [{ id: "Regret" }] } })
    const comesBack = (quantity: number) =>
      world.warehouse(`orders/${orderId}/return`, { lines: [{ rowNumber: "1", quantity }] })
    const isReport = (call: MadeCall) => call.path.endsWith("/reportedReturnedNumberOfItems")
    await untilLate(world, end, isReport, async () => {
      await comesBack(1)
      void world.run("OngoingSyncScheduledTask").catch(() => {})
    })
    await comesBack(2)
    await goOn(world)
    const order = (await world.ongoingApi("GET", `/orders/${orderId}`)) as {
      readonly orderLines: ReadonlyArray<{ readonly reportedReturnedNumberOfItems: number }>
    }
    expect(order.orderLines.map((line) => line.reportedReturnedNumberOfItems)).toEqual([3])
  })

  test("overwrites no purchase order that was changed since (E)", async () => {
    await using world = await open()
    const isPut = (call: MadeCall) => call.method === "PUT" && call.path.endsWith("/purchaseOrders")
    await untilLate(world, end, isPut, () => purchase(world, "D-1", { arrival: "2026-11-20T12:00:00Z" }))
    await world.omnium("PATCH", "/Deliveries/D-1", { invoiceNumber: "F-2" })
    await goOn(world)
    const orders = await purchaseOrders(world, "D-1")
    expect(orders.map((order) => order.purchaseOrderInfo.referenceNumber)).toEqual(["F-2"])
  })
})

test.each([
  ["reset at once", 0],
  ["given up by a gateway after 20 s", 20_000]
])(
  "a write that is %s and arrives late does not overwrite what its own item wrote after it (R16)",
  async (_, after) => {
    await using world = await open()
    const id = await exportedPurchase(world, "D-1")
    const set = (number: number) => world.warehouse(`purchaseOrders/${id}/status`, { number })
    let isLate = false
    world.network.between = async (request, forward, call) => {
      if (isLate || call.method !== "PATCH" || !call.path.endsWith("/Deliveries/D-1")) return forward(request)
      isLate = true
      world.time.later(late, () => void forward(request))
      if (after === 0) throw broken("ECONNRESET")
      await new Promise<void>((resolve) => world.time.later(after, resolve))
      return new Response("The gateway has waited long enough.", { status: 504 })
    }
    await set(300)
    void world.run("OngoingSyncScheduledTask").catch(() => {})
    await world.pass("10 seconds")
    await set(500)
    await world.pass("2 minutes")
    await goOn(world)
    expect(isLate).toBe(true)
    expect(propertyOf(await deliveryOf(world, "D-1"), "OngoingPurchaseOrderStatus")).toBe("500")
  }
)

/** From a restart on its wall clock is so many milliseconds ahead, as it is then told; its time passes as ever. */
const wallClockOf = async (world: ConnectorWorld) => {
  const wall = { ahead: 0 }
  const { later } = world.time
  world.time.clockOf = (process) => {
    const passing = hostClock({ now: () => world.time.now, later }, process)
    const { monotonicTimeNanos, monotonicTimeNanosUnsafe } = passing
    const shown = hostClock({ now: () => world.time.now + wall.ahead, later }, process)
    return { ...shown, monotonicTimeNanos, monotonicTimeNanosUnsafe }
  }
  await world.stop()
  await world.start()
  return wall
}

test("the change of an order that arrives late overwrites no newer one, though the clock was put forward (R5)", async () => {
  await using world = await open()
  const wall = await wallClockOf(world)
  await world.exported("A-1", { quantity: 2 })
  let isLate = false
  world.network.between = (request, forward, call) => {
    if (isLate || call.method !== "PUT" || !call.path.endsWith("/orders") || !call.body.includes("A-1-1"))
      return forward(request)
    isLate = true
    world.time.later(late, () => void forward(request))
    return new Promise(() => {})
  }
  const change = async (quantity: number) => {
    await world.omnium("PATCH", "/Orders/A-1/PatchUpdateOrderLines", [{ lineItemId: "1", quantity }])
    void world.announce({ id: "A-1" }).catch(() => {})
  }
  await change(4)
  await world.pass("32 seconds")
  wall.ahead = 300_000
  // What comes for another order wakes the lane.
  await world.exported("A-2")
  await world.pass("3 seconds")
  await change(5)
  await world.pass("2 minutes")
  await goOn(world)
  expect(isLate).toBe(true)
  expect((await world.inOngoing("A-1-1")).map((order) => order.orderLines[0]?.orderedNumberOfItems)).toEqual([5])
})

test("a status that arrives late hides no cancel of the warehouse, though the clock was put back by seconds (R6)", async () => {
  await using world = await ConnectorWorld.open({ announced: false })
  const wall = await wallClockOf(world)
  wall.ahead = 40_000
  await world.place("A-1")
  await world.release("A-1")
  let updates = 0
  world.network.between = (request, forward, call) => {
    if (!call.path.endsWith("/A-1/UpdateStatus")) return forward(request)
    updates++
    if (updates > 5) return forward(request)
    if (updates === 5) world.time.later(25_000, () => void forward(request))
    return Promise.reject(broken("ECONNRESET"))
  }
  void world.run("exportPoll").catch(() => {})
  for (let seconds = 0; updates < 5 && seconds < 7200; seconds += 5) await world.pass("5 seconds")
  expect((await world.items({ state: "dead" })).map(({ cause }) => cause)).toEqual(["attempts-exhausted"])
  wall.ahead = 0
  const [order] = await world.inOngoing("A-1-1")
  await world.ongoingApi("DELETE", `/orders/${order?.orderInfo.orderId}`)
  void world.run("OngoingSyncScheduledTask").catch(() => {})
  await world.pass("2 minutes")
  await goOn(world)
  expect((await world.inOmnium("A-1")).status).toBe("OrderCanceled")
})

test("a write of an article that arrives late overwrites none that another item has made since (R17)", async () => {
  await using world = await open()
  let isLate = false
  world.network.between = (request, forward, call) => {
    if (isLate || call.method !== "PUT" || !call.path.endsWith("/articles")) return forward(request)
    isLate = true
    world.time.later(late, () => void forward(request))
    return new Promise(() => {})
  }
  await world.place("A-1")
  await world.release("A-1")
  await world.pass("31 seconds")
  await patchProduct(world, "P1000", { variants: [{ skuId: "0123ABC", name: "Ny sekk" }] })
  void world.run("OngoingProductSyncScheduledTask").catch(() => {})
  await world.pass("5 minutes")
  expect(isLate).toBe(true)
  expect((await article(world, "0123ABC"))?.articleName).toStartWith("Ny sekk")
})

test("an article does not wait for a write that was sent by a clock that has been put back since", async () => {
  await using world = await open()
  let isLost = false
  world.network.between = (request, forward, call) => {
    if (isLost || call.method !== "PUT" || !call.path.endsWith("/articles")) return forward(request)
    isLost = true
    return new Promise(() => {})
  }
  await world.place("A-1")
  await world.release("A-1")
  await world.stop()
  world.time.now -= 25 * 3_600_000
  await patchProduct(world, "P1000", { variants: [{ skuId: "0123ABC", name: "Ny sekk" }] })
  await world.start()
  void world.run("OngoingProductSyncScheduledTask").catch(() => {})
  await world.pass("5 minutes")
  expect(isLost).toBe(true)
  expect((await article(world, "0123ABC"))?.articleName).toStartWith("Ny sekk")
})
