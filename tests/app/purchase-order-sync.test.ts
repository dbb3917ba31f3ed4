import { describe, expect, test } from "bun:test"
import { DateTime, Redacted } from "effect"
import { ConnectorWorld, omniumHost, ongoingHost } from "../support/ConnectorWorld.ts"
import {
  delivered,
  deliveryOf,
  exportedPurchase,
  propertyOf,
  purchase,
  purchaseOrders,
  receive,
  receptions
} from "../support/Purchase.ts"
import { mainWarehouse } from "../support/ShopOrder.ts"

const open = () =>
  ConnectorWorld.open({
    tenant: () => ({
      connector: {
        Host: new URL("http://ongoing.test/demo/api/v1"),
        Username: "demo",
        Password: Redacted.make("demo"),
        SyncOrders: false,
        SyncPurchaseOrders: true,
        SyncInventory: false,
        SyncReturns: false
      }
    })
  })

const status = async (world: ConnectorWorld, id = "D-1") =>
  propertyOf(await deliveryOf(world, id), "OngoingPurchaseOrderStatus")

const set = (world: ConnectorWorld, id: number, number: number) =>
  world.warehouse(`purchaseOrders/${id}/status`, { number })

const stock = async (world: ConnectorWorld, sku = "0123ABC") => {
  const items = (await world.omnium("GET", `/Inventory/${sku}?warehouseIds=${mainWarehouse}`)) as ReadonlyArray<{
    readonly inventory: number
  }>
  return items[0]?.inventory ?? 0
}

const receiving = (world: ConnectorWorld) =>
  world.network.callsTo(omniumHost("epic")).filter((call) => call.path.endsWith("/ProcessGoodsReception"))

/** What became of purchase orders; one that is found in more than one way is brought once. */
const ended = async (world: ConnectorWorld) =>
  (await world.items()).filter((item) => item.flow === "purchase-order-sync" && item.state !== "coalesced")

const unfinished = async (world: ConnectorWorld) =>
  (await world.items()).filter((item) => item.state === "open" || item.state === "dead" || item.state === "held")

describe("the seven statuses", () => {
  test.each([
    [199, "Ankommet"],
    [200, "Varslet"],
    [300, "Inkommende"],
    [400, "Avvik"],
    [500, "Mottatt"],
    [900, "Makulert"],
    [1000, "Avbrutt"]
  ])("%i (%s) is shown on the delivery", async (number, name) => {
    await using world = await open()
    const id = await exportedPurchase(world, "D-1")
    await set(world, id, number)
    await world.sync()
    expect(await status(world)).toBe(String(number))
    expect(await ended(world)).toMatchObject([{ state: "done", message: expect.stringContaining(name) }])
    expect(await delivered(world, "D-1")).toEqual([0, 0])
  })

  test("are not compared by size: 199 comes before 200 and may follow it", async () => {
    await using world = await open()
    const id = await exportedPurchase(world, "D-1")
    const seen: Array<string | undefined> = []
    for (const number of [200, 199, 300]) {
      await set(world, id, number)
      await world.sync()
      seen.push(await status(world))
    }
    expect(seen).toEqual(["200", "199", "300"])
  })

  test("are not brought when SyncPurchaseOrders is off", async () => {
    await using world = await ConnectorWorld.open()
    await receive(world, await exportedPurchase(world, "D-1"), { "D-1-1": 2 })
    await world.sync()
    expect([await status(world), await delivered(world, "D-1")]).toEqual([undefined, [0, 0]])
  })
})

describe("goods that are received", () => {
  test("hold back what Omnium announces of the delivery meanwhile only as long as they are booked", async () => {
    await using world = await open()
    await receive(world, await exportedPurchase(world, "D-1"), { "D-1-1": 3 })
    world.network.between = async (request, forward, call) => {
      const answer = await forward(request)
      if (call.host !== ongoingHost) await new Promise<void>((resolve) => void world.time.later(400, resolve))
      return answer
    }
    void world.admin("POST", "/api/tenants/epic/tasks/OngoingSyncScheduledTask/run")
    await world.pass("20 seconds")
    const intakes = (await world.items({ key: "D-1" })).filter((item) => item.flow === "delivery-intake")
    expect(intakes.length).toBeGreaterThan(1)
    expect(await world.items({ state: "open" })).toEqual([])
  })

  test("in several rounds are booked once each, at a status that does not move (R16)", async () => {
    await using world = await open()
    const id = await exportedPurchase(world, "D-1")
    const before = await stock(world)
    await receive(world, id, { "D-1-1": 3 })
    await world.sync()
    expect([await status(world), await delivered(world, "D-1")]).toEqual(["300", [3, 0]])
    await world.pass("1 hour")
    await receive(world, id, { "D-1-1": 7, "D-1-2": 1.5 })
    await world.sync()
    await world.pass("1 hour")
    await world.sync()
    expect([await status(world), await delivered(world, "D-1")]).toEqual(["300", [10, 1.5]])
    expect(await receptions(world, "D-1")).toEqual([
      [`ongoing-${id}-D-1-1-3`, 3],
      [`ongoing-${id}-D-1-1-10`, 7],
      [`ongoing-${id}-D-1-2-1.5`, 1.5]
    ])
    expect(await stock(world)).toBe(before + 10)
    expect(receiving(world)).toHaveLength(2)
    expect((await deliveryOf(world, "D-1")).deliveryStatus).toBe("InProgress")

    await receive(world, id, { "D-1-2": 2.5 })
    await world.warehouse(`purchaseOrders/${id}/finish`)
    await world.sync()
    expect([await status(world), await delivered(world, "D-1")]).toEqual(["500", [10, 4]])
    expect((await deliveryOf(world, "D-1")).deliveryStatus).toBe("Completed")
    expect(await unfinished(world)).toEqual([])
  })

  test("cost nothing more when nothing has changed", async () => {
    await using world = await open()
    await receive(world, await exportedPurchase(world, "D-1"), { "D-1-1": 3 })
    await world.sync()
    await world.sync()
    const items = (await world.items()).length
    await world.pass("10 minutes")
    expect(await world.sync()).toMatchObject({ operations: [{ name: "SyncPurchaseOrders", done: 0, failed: [] }] })
    expect(await world.items()).toHaveLength(items)
  })

  test("beyond what was ordered are booked and told, and close no other line (X2)", async () => {
    await using world = await open()
    const id = await exportedPurchase(world, "D-1")
    await receive(world, id, { "D-1-1": 12 })
    await world.sync()
    expect(await delivered(world, "D-1")).toEqual([12, 0])
    const delivery = await deliveryOf(world, "D-1")
    expect(delivery.deliveryStatus).toBe("InProgress")
    expect(delivery.deliveryNotes).toMatchObject([
      { type: "Internal", detail: expect.stringContaining("0123ABC (line D-1-1): 12 of 10 received") }
    ])
  })

  test("with a deviation (400) are told once, in an internal comment", async () => {
    await using world = await open()
    const id = await exportedPurchase(world, "D-1")
    await receive(world, id, { "D-1-1": 8, "D-1-2": 4 })
    await world.warehouse(`purchaseOrders/${id}/finish`)
    await world.sync()
    await world.pass("1 hour")
    await world.sync()
    const delivery = await deliveryOf(world, "D-1")
    expect(await status(world)).toBe("400")
    expect(delivery.deliveryNotes.map((note) => note.detail)).toEqual([
      `Ongoing purchase order ${id}: Avvik (400). 0123ABC (line D-1-1): 8 of 10 received.`
    ])
    expect(delivery.publicDeliveryNotes).toEqual([])
  })

  test("make their stock stale, so that it is compared anew", async () => {
    await using world = await open()
    await receive(world, await exportedPurchase(world, "D-1"), { "D-1-1": 3 })
    await world.sync()
    const marks = world.journal((database) => database.query("SELECT warehouse, sku FROM stale_stock").all())
    expect(marks).toContainEqual({ warehouse: mainWarehouse, sku: "0123ABC" })
  })

  test("on a purchase order of somebody else concern nobody here", async () => {
    await using world = await open()
    await world.ongoingApi("PUT", "/purchaseOrders", {
      goodsOwnerId: 7,
      purchaseOrderNumber: "D-1",
      purchaseOrderLines: [{ rowNumber: "1", articleNumber: "0123ABC", numberOfItems: 3 }]
    })
    await purchase(world, "D-1")
    const [order] = await purchaseOrders(world, "D-1")
    await receive(world, order?.purchaseOrderInfo.purchaseOrderId ?? 0, { 1: 3 })
    await world.sync()
    expect(await ended(world)).toMatchObject([{ cause: "purchase-order-not-ours" }])
    expect(await delivered(world, "D-1")).toEqual([0, 0])
  })

  test("of a delivery that is older than the go-live line are not booked (R26)", async () => {
    await using world = await open()
    await receive(world, await exportedPurchase(world, "D-1"), { "D-1-1": 3 })
    const later = world.settings.tenants.map((tenant) => ({
      ...tenant,
      from: DateTime.makeUnsafe("2026-11-02T09:00:00Z")
    }))
    Object.assign(world.settings, { tenants: later })
    await world.stop()
    await world.start()
    await world.pass("2 hours")
    await world.sync()
    expect(await delivered(world, "D-1")).toEqual([0, 0])
    expect(await ended(world)).toMatchObject([{ cause: "older-than-from" }])
  })
})

describe("what is asked in a run", () => {
  /** What the calls of one run ask for, each once however many pages it has. */
  const asked = async (world: ConnectorWorld) => {
    const before = world.network.calls.length
    await world.sync()
    const calls = world.network.calls.slice(before).flatMap(({ path, query }) => {
      if (path.endsWith("/Deliveries/Search")) return ["open deliveries"]
      if (!path.endsWith("/purchaseOrders")) return []
      const filter = /purchaseOrderNumbers|purchaseOrderStatusChangedTimeFrom|lastReceiveTimeFrom/.exec(query)
      return [filter?.[0] ?? "all"]
    })
    return [...new Set(calls)]
  }

  const everything = ["purchaseOrderStatusChangedTimeFrom", "lastReceiveTimeFrom", "open deliveries"]
  const number = "purchaseOrderNumbers"

  test("is one call for the purchase orders that the warehouse works on, and everything once an hour", async () => {
    await using world = await open()
    await exportedPurchase(world, "D-1")
    expect(await asked(world)).toEqual([...everything, number])
    await world.pass("55 minutes")
    expect(await asked(world)).toEqual([number])
    await world.pass("5 minutes")
    expect(await asked(world)).toEqual([...everything, number])
  })

  test("is nothing of one that ended a day ago", async () => {
    await using world = await open()
    const id = await exportedPurchase(world, "D-1")
    await receive(world, id, { "D-1-1": 10, "D-1-2": 4 })
    await set(world, id, 500)
    await world.sync()
    await world.pass("1435 minutes")
    expect(await asked(world)).toContain(number)
    await world.pass("10 minutes")
    expect(await asked(world)).toEqual([])
    await set(world, id, 300)
    await receive(world, id, { "D-1-1": 2 })
    await world.pass("1 hour")
    await world.sync()
    expect(await delivered(world, "D-1")).toEqual([12, 4])
  })

  test("finds by Omnium's note what the journal does not know", async () => {
    await using world = await open()
    const id = await exportedPurchase(world, "D-1")
    await world.sync()
    world.journal((database) => database.run("DELETE FROM watched_purchase_orders"))
    await world.warehouse(`purchaseOrders/${id}/status`, { number: 300 })
    expect(await asked(world)).toEqual([])
    await world.pass("1 hour")
    await world.sync()
    expect(await status(world)).toBe("300")
    expect(await asked(world)).toEqual([number])
  })

  test("is all that has changed in every run, when they are many", async () => {
    await using world = await open()
    const id = await exportedPurchase(world, "D-1")
    await world.sync()
    world.journal((database) => {
      const insert = database.query("INSERT INTO watched_purchase_orders VALUES ('epic', ?, 7, ?, ?)")
      for (let other = 1; other <= 100; other++) insert.run(-other, `D-${-other}`, Number.MAX_SAFE_INTEGER)
    })
    await receive(world, id, { "D-1-1": 3 })
    expect(await asked(world)).toEqual(["purchaseOrderStatusChangedTimeFrom", "lastReceiveTimeFrom"])
    expect(await delivered(world, "D-1")).toEqual([3, 0])
    await world.pass("1 hour")
    expect(await asked(world)).toEqual([...everything, number])
    world.journal((database) => database.run("DELETE FROM watched_purchase_orders WHERE purchase_order_id = -1"))
    expect(await asked(world)).toEqual([number])
  })
})

describe("a purchase order that is given up (900, 1000)", () => {
  test.each([900, 1000])(
    "after a part was received: what came is booked, then the rest is cancelled (%i)",
    async (number) => {
      await using world = await open()
      const id = await exportedPurchase(world, "D-1")
      const before = await deliveryOf(world, "D-1")
      await world.omnium("PUT", "/Deliveries", { ...before, tags: ["spring"], invoiceNumber: "F-1" })
      await receive(world, id, { "D-1-1": 3 })
      await set(world, id, number)
      await world.sync()
      expect(await delivered(world, "D-1")).toEqual([3, 0])
      const delivery = await deliveryOf(world, "D-1")
      expect(delivery).toMatchObject({
        deliveryStatus: "Cancelled",
        isAutoDeliveryStatusDisabled: true,
        tags: ["spring"],
        invoiceNumber: "F-1"
      })
      expect(await status(world)).toBe(String(number))
      expect(propertyOf(delivery, "OngoingPurchaseOrderId")).toBe(String(id))
    }
  )

  test("adds nothing that is received after it was given up (R16)", async () => {
    await using world = await open()
    const id = await exportedPurchase(world, "D-1")
    await receive(world, id, { "D-1-1": 3 })
    await set(world, id, 900)
    await world.sync()
    await set(world, id, 300)
    await receive(world, id, { "D-1-1": 2 })
    await set(world, id, 900)
    await world.sync()
    expect(await delivered(world, "D-1")).toEqual([3, 0])
  })

  test("and revived is booked again, in the run that sees it", async () => {
    await using world = await open()
    const id = await exportedPurchase(world, "D-1")
    await receive(world, id, { "D-1-1": 3 })
    await set(world, id, 900)
    await world.sync()
    await set(world, id, 300)
    await receive(world, id, { "D-1-1": 2 })
    await world.sync()
    expect([await status(world), await delivered(world, "D-1")]).toEqual(["300", [5, 0]])
  })

  test("with everything received is not cancelled", async () => {
    await using world = await open()
    const id = await exportedPurchase(world, "D-1")
    await receive(world, id, { "D-1-1": 10, "D-1-2": 4 })
    await set(world, id, 900)
    await world.sync()
    expect((await deliveryOf(world, "D-1")).deliveryStatus).toBe("Completed")
  })
})

describe("a goods reception whose answer is lost", () => {
  /** Loses the answers to the first receptions; `after` says whether they are carried out. */
  const losing = (world: ConnectorWorld, after: boolean, times = 1) => {
    const lost: Array<string> = []
    world.network.between = async (request, forward) => {
      if (!request.url.endsWith("/ProcessGoodsReception") || lost.length >= times) return forward(request)
      lost.push(await request.clone().text())
      if (after) await forward(request)
      return new Response("", { status: 504 })
    }
    return lost
  }

  test.each([true, false])("is booked once, whether it was carried out (%p)", async (after) => {
    await using world = await open()
    const id = await exportedPurchase(world, "D-1")
    losing(world, after)
    await receive(world, id, { "D-1-1": 3, "D-1-2": 1 })
    await world.sync()
    await receive(world, id, { "D-1-1": 2 })
    await world.pass("10 minutes")
    await world.sync()
    expect(await delivered(world, "D-1")).toEqual([5, 1])
    expect(await receptions(world, "D-1")).toEqual([
      [`ongoing-${id}-D-1-1-3`, 3],
      [`ongoing-${id}-D-1-2-1`, 1],
      [`ongoing-${id}-D-1-1-5`, 2]
    ])
    // It is looked up before it is sent again.
    expect(receiving(world)).toHaveLength(after ? 2 : 3)
    expect(await unfinished(world)).toEqual([])
  })

  test("and that arrives late, after it was repeated, is refused by its ids (R16)", async () => {
    await using world = await open()
    const id = await exportedPurchase(world, "D-1")
    const lost = losing(world, false)
    await receive(world, id, { "D-1-1": 3 })
    await world.sync()
    await world.pass("10 minutes")
    await world.sync()
    expect(await delivered(world, "D-1")).toEqual([3, 0])
    const late = world.omnium("POST", "/Deliveries/D-1/ProcessGoodsReception", JSON.parse(lost[0] ?? ""))
    await expect(late).rejects.toThrow("400")
    expect(await delivered(world, "D-1")).toEqual([3, 0])
  })

  test("of which one line was booked by then: only the other is sent again (X2)", async () => {
    await using world = await open()
    const id = await exportedPurchase(world, "D-1")
    losing(world, false)
    await receive(world, id, { "D-1-1": 3, "D-1-2": 1 })
    await world.sync()
    await world.omnium("POST", "/Deliveries/D-1/ProcessGoodsReception", [
      {
        lineItemId: "D-1-1",
        deliveredQuantity: 3,
        warehouseCode: mainWarehouse,
        goodsReceptionId: `ongoing-${id}-D-1-1-3`
      }
    ])
    await world.pass("10 minutes")
    await world.sync()
    expect(await delivered(world, "D-1")).toEqual([3, 1])
  })

  test("a line that is booked between reading and sending: the 400 leaves the other to be sent", async () => {
    await using world = await open()
    const id = await exportedPurchase(world, "D-1")
    let first = true
    world.network.between = async (request, forward) => {
      if (request.url.endsWith("/ProcessGoodsReception") && first) {
        first = false
        await world.omnium("POST", "/Deliveries/D-1/ProcessGoodsReception", [
          {
            lineItemId: "D-1-1",
            deliveredQuantity: 3,
            warehouseCode: mainWarehouse,
            goodsReceptionId: `ongoing-${id}-D-1-1-3`
          }
        ])
      }
      return forward(request)
    }
    await receive(world, id, { "D-1-1": 3, "D-1-2": 1 })
    await world.sync()
    expect(await delivered(world, "D-1")).toEqual([3, 1])
    expect(receiving(world)).toHaveLength(2)
    expect(await unfinished(world)).toEqual([])
  })
})

describe("a goods reception that Omnium refuses", () => {
  test("is told on the delivery and not sent again unchanged (R19)", async () => {
    await using world = await open()
    const id = await exportedPurchase(world, "D-1")
    world.network.between = async (request, forward) =>
      request.url.endsWith("/ProcessGoodsReception")
        ? Response.json("'epic' is not a warehouse that can receive goods", { status: 400 })
        : forward(request)
    await receive(world, id, { "D-1-1": 3 })
    await world.sync()
    await world.pass("1 hour")
    await world.sync()
    expect(receiving(world)).toHaveLength(1)
    const [dead] = await world.items({ state: "dead" })
    expect(dead).toMatchObject({ flow: "purchase-order-sync", cause: "refused-by-omnium" })
    expect(propertyOf(await deliveryOf(world, "D-1"), "OngoingExportError")).toStartWith("refused-by-omnium: ")

    world.network.between = (request, forward) => forward(request)
    if (dead !== undefined) await world.retry(dead)
    expect(await delivered(world, "D-1")).toEqual([3, 0])
    expect(propertyOf(await deliveryOf(world, "D-1"), "OngoingExportError") ?? "").toBe("")
  })
})

describe("what a person has to look into", () => {
  test("goods on a row that the delivery does not have are not booked, the others are", async () => {
    await using world = await open()
    const id = await exportedPurchase(world, "D-1")
    const row = (rowNumber: string) => ({ rowNumber, articleNumber: "0123ABC", numberOfItems: 10 })
    await world.ongoingApi("PUT", "/purchaseOrders", {
      goodsOwnerId: 7,
      purchaseOrderNumber: "D-1",
      goodsOwnerPurchaseOrderId: "D-1",
      purchaseOrderLines: [row("D-1-1"), row("X")]
    })
    await receive(world, id, { "D-1-1": 2, X: 5 })
    await world.sync()
    expect([await delivered(world, "D-1"), await status(world)]).toEqual([[2, 0], "300"])
    const [held, ...more] = await world.items({ state: "held" })
    expect(more).toEqual([])
    expect(held).toMatchObject({ flow: "purchase-order-sync", cause: "received-unknown-line" })
    const error = propertyOf(await deliveryOf(world, "D-1"), "OngoingExportError")
    expect(error).toContain("received-unknown-line: ")
    expect(error).toContain("5 of 0123ABC (row X)")
    await world.pass("1 hour")
    await world.sync()
    expect(await world.items({ state: "held" })).toHaveLength(1)
  })
})

describe("a journal that was lost", () => {
  test("doubles nothing: everything is known again from the two systems (R27)", async () => {
    await using world = await open()
    const id = await exportedPurchase(world, "D-1")
    await receive(world, id, { "D-1-1": 3 })
    await world.warehouse(`purchaseOrders/${id}/finish`)
    await world.sync()
    const before = [await delivered(world, "D-1"), (await deliveryOf(world, "D-1")).deliveryNotes.length]
    await world.stop()
    world.journal((database) => {
      for (const table of ["items", "intents", "cursors"]) database.run(`DELETE FROM ${table}`)
    })
    await world.start()
    await world.run("exportPoll")
    await world.sync()
    expect(await purchaseOrders(world)).toHaveLength(1)
    expect([await delivered(world, "D-1"), (await deliveryOf(world, "D-1")).deliveryNotes.length]).toEqual(before)
    expect(await receptions(world, "D-1")).toEqual([[`ongoing-${id}-D-1-1-3`, 3]])
    expect(receiving(world)).toHaveLength(1)
    expect(await unfinished(world)).toEqual([])
  })
})

/** A delivery is exported, received in two rounds and given up; the connector may die and be started again on the way. */
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
  await purchase(world, "D-1").catch(() => {})
  await alive()
  await run("exportPoll")
  const [order] = await purchaseOrders(world, "D-1")
  const id = order?.purchaseOrderInfo.purchaseOrderId ?? 0
  await receive(world, id, { "D-1-1": 3 })
  await run("OngoingSyncScheduledTask")
  await receive(world, id, { "D-1-1": 9, "D-1-2": 1 })
  await set(world, id, 900)
  await run("OngoingSyncScheduledTask")
}

/** The points that are passed on the way, each once for every time it is passed. */
const points = await (async () => {
  await using world = await open()
  await play(world)
  const counted = new Map<string, number>()
  // A commit that did not happen leaves what the step before it has left.
  const steps = world.points.filter((point) => point !== "commit before" && point !== "commit between")
  return steps.map((point) => {
    const nth = (counted.get(point) ?? 0) + 1
    counted.set(point, nth)
    return [point, nth] as const
  })
})()

describe("a death between any two steps leaves one purchase order and every receipt booked once (R16)", () => {
  test("every step that has a name is passed", () => {
    const steps = [
      "PUT /purchaseOrders answered",
      "delivery export before write-back",
      "PATCH /api/Deliveries/{deliveryId} answered",
      "POST /api/Deliveries/{deliveryId}/ProcessGoodsReception answered",
      "purchase order sync before cancel",
      "PUT /api/Deliveries answered",
      "purchase order sync before comment",
      "POST /api/Deliveries/{deliveryId}/AddInternalDeliveryComment answered",
      "purchase order sync before status"
    ]
    expect(steps.filter((name) => !points.some(([point]) => point === name))).toEqual([])
  })

  test.each(points)("%s, time %i", async (point, nth) => {
    await using world = await open()
    let deaths = 0
    world.diesAt = (name) => {
      const dies = name === point && world.points.filter((passed) => passed === point).length === nth
      if (dies) deaths++
      return dies
    }
    await play(world)
    await world.sync()
    expect([deaths, world.isDead]).toEqual([1, false])
    expect(await purchaseOrders(world)).toHaveLength(1)
    expect(await delivered(world, "D-1")).toEqual([12, 1])
    const booked = (await receptions(world, "D-1")).reduce((sum, [, quantity]) => sum + quantity, 0)
    expect(booked).toBe(13)
    const delivery = await deliveryOf(world, "D-1")
    expect(delivery.deliveryStatus).toBe("Cancelled")
    expect(await status(world)).toBe("900")
    expect(delivery.deliveryNotes).toHaveLength(1)
    expect(await unfinished(world)).toEqual([])
  })
})
