import { describe, expect, test } from "bun:test"
import { ConnectorWorld, omniumHost, ongoingHost, secretOf } from "../support/ConnectorWorld.ts"
import { broken } from "../support/Network.ts"
import { shopOrder } from "../support/ShopOrder.ts"
import { openStock, secondWarehouse, sellableIn, stockIn, syncStock } from "../support/Stock.ts"

const deletes = (world: ConnectorWorld) => world.network.callsTo(ongoingHost).filter((call) => call.method === "DELETE")

const statusesInOngoing = async (world: ConnectorWorld) =>
  (await world.inOngoing()).map(({ orderInfo }) => [orderInfo.orderNumber, orderInfo.orderStatus.number])

const errorsOn = async (world: ConnectorWorld) =>
  ((await world.inOmnium("A-1")).errors ?? []).map(({ message, status }) => `${status} ${message}`)

/** Cancelled in Omnium: the order with all its shipments, or one of them. */
const cancel = async (world: ConnectorWorld, shipmentId?: string) => {
  const shipmentInfo = shipmentId === undefined ? {} : { shipmentInfo: { shipmentId } }
  await world.omnium("POST", "/Orders/A-1/UpdateStatus", { status: "OrderCanceled", ...shipmentInfo })
  await world.quiet()
}

const unsettled = async (world: ConnectorWorld) =>
  (await world.items()).filter((item) => ["open", "dead", "held"].includes(item.state))

/** Nothing that Ongoing has of it is alive. */
const expectNothingAlive = async (world: ConnectorWorld) => {
  expect((await statusesInOngoing(world)).filter(([, status]) => status !== 1000)).toEqual([])
}

describe("an order that is cancelled in Omnium", () => {
  test("has status 1000 in Ongoing, which was read back", async () => {
    await using world = await ConnectorWorld.open()
    await world.exported("A-1")
    await cancel(world)
    expect(await statusesInOngoing(world)).toEqual([["A-1-1", 1000]])
    const calls = world.network.callsTo(ongoingHost).map((call) => call.method)
    expect(calls.slice(calls.indexOf("DELETE"))).toEqual(["DELETE", "GET"])
    expect(await world.item("order-cancellation")).toMatchObject({ state: "done", source: "event" })
    expect(await errorsOn(world)).toEqual([])
  })

  test("is not asked for again, by poll, by sync or by another call of the workflow", async () => {
    await using world = await ConnectorWorld.open()
    await world.exported("A-1")
    await cancel(world)
    for (let time = 0; time < 3; time++) {
      await world.run("exportPoll")
      await world.sync()
      await world.pass("1 minute")
    }
    const since = world.network.callsTo(ongoingHost).length
    await world.announce({ value: shopOrder("A-1") })
    expect(world.network.callsTo(ongoingHost)).toHaveLength(since)
    expect(deletes(world)).toHaveLength(1)
    expect(await unsettled(world)).toEqual([])
    expect((await world.inOmnium("A-1")).status).toBe("OrderCanceled")
  })

  test("is not asked to be cancelled once its goods are picked: each refusal would count for all tenants (R19)", async () => {
    await using world = await ConnectorWorld.open()
    const { orderInfo } = await world.exported("A-1")
    await world.act(orderInfo.orderId, "release", "allocate", "pick")
    await cancel(world)
    expect(deletes(world)).toEqual([])
    expect(await world.item("order-cancellation")).toMatchObject({ state: "held", cause: "cancel-refused" })
    await world.retry(await world.item("order-cancellation"))
    expect(deletes(world)).toHaveLength(1)
  })

  test("is not cancelled where another integration has written its own order over it", async () => {
    await using world = await ConnectorWorld.open()
    await world.exported("A-1")
    await world.ongoingApi("PUT", "/orders", {
      goodsOwnerId: 7,
      orderNumber: "A-1-1",
      goodsOwnerOrderId: "theirs/1",
      deliveryDate: "2026-11-05",
      consignee: { name: "Ola Testesen", address1: "Storgata 1", postCode: "0155", city: "Oslo", countryCode: "NO" },
      orderLines: [{ rowNumber: "1", articleNumber: "0123ABC", numberOfItems: 1 }]
    })
    await cancel(world)
    expect(deletes(world)).toEqual([])
    expect(await world.item("order-cancellation")).toMatchObject({
      state: "dead",
      cause: "order-number-taken",
      message: expect.stringContaining("theirs/1")
    })
  })

  test("is found by the poll if nothing announced it", async () => {
    await using world = await ConnectorWorld.open({ announced: false })
    await world.place("A-1")
    await world.release("A-1")
    await world.run("exportPoll")
    await cancel(world)
    expect(deletes(world)).toEqual([])
    await world.run("exportPoll")
    expect(await statusesInOngoing(world)).toEqual([["A-1-1", 1000]])
  })

  test("is cancelled in Ongoing when its last line is cancelled", async () => {
    await using world = await ConnectorWorld.open()
    await world.exported("A-1")
    await world.omnium("POST", "/Orders/A-1/OrderLines/1/Cancel")
    await world.run("exportPoll")
    expect(await statusesInOngoing(world)).toEqual([["A-1-1", 1000]])
  })

  test("takes with it all its shipments; a shipment that is cancelled takes none", async () => {
    await using world = await ConnectorWorld.open()
    await world.exported("A-1", { warehouses: ["epic_company_main_warehouse", secondWarehouse] })
    await cancel(world, "2")
    expect((await statusesInOngoing(world)).sort()).toEqual([
      ["A-1-1", 200],
      ["A-1-2", 1000]
    ])
    expect((await world.inOmnium("A-1")).orderForm.shipments.map((each) => each.orderStatus)).toEqual([
      "InProgressWarehouse",
      "OrderCanceled"
    ])
    await cancel(world)
    expect((await statusesInOngoing(world)).sort()).toEqual([
      ["A-1-1", 1000],
      ["A-1-2", 1000]
    ])
    expect(deletes(world)).toHaveLength(2)
  })

  test("and never reached Ongoing costs no call to it", async () => {
    await using world = await ConnectorWorld.open()
    await world.place("A-1")
    await cancel(world)
    expect(world.network.callsTo(ongoingHost)).toEqual([])
    expect(await unsettled(world)).toEqual([])
  })

  test("by the warehouse is cancelled in Omnium", async () => {
    await using world = await ConnectorWorld.open()
    const { orderInfo } = await world.exported("A-1")
    await world.ongoingApi("DELETE", `/orders/${orderInfo.orderId}`)
    await world.sync()
    await world.sync()
    expect((await world.inOmnium("A-1")).status).toBe("OrderCanceled")
    expect(deletes(world)).toEqual([])
    expect(await unsettled(world)).toEqual([])
  })
})

describe("a shipment that is deleted in Omnium after its export", () => {
  const shipments = "/OrderShipments/A-1"
  const warehouses = ["epic_company_main_warehouse", secondWarehouse]

  const twice = async (world: ConnectorWorld) => {
    await world.place("A-1", { warehouses })
    await world.release("A-1")
    await world.run("exportPoll")
  }

  const moveAndDelete = async (world: ConnectorWorld) => {
    await world.omnium("PUT", `${shipments}/AddOrderLinesToShipment`, [{ shipmentId: "1", lineItemIds: ["2"] }])
    await world.omnium("DELETE", `${shipments}/DeleteShipments`, ["2"])
    await world.quiet()
    await world.run("exportPoll")
  }

  const linesInOngoing = async (world: ConnectorWorld) =>
    (await world.inOngoing())
      .filter(({ orderInfo }) => orderInfo.orderStatus.number !== 1000)
      .map(({ orderInfo, orderLines }) => [orderInfo.orderNumber, orderLines.map(({ rowNumber }) => rowNumber)])

  test.each([true, false])("R25: is cancelled there, its lines are sent once; announced: %p", async (announced) => {
    await using world = await ConnectorWorld.open({ announced })
    await twice(world)
    await moveAndDelete(world)
    expect(await linesInOngoing(world)).toEqual([["A-1-1", ["1", "2"]]])
    expect(await world.item("order-cancellation")).toMatchObject({ key: "A-1/2", state: "done" })
    expect(deletes(world)).toHaveLength(1)
    await world.announce({ id: "A-1" })
    expect(deletes(world)).toHaveLength(1)
    expect(await unsettled(world)).toEqual([])
  })

  test("is cancelled there though the answer to its export was lost", async () => {
    await using world = await ConnectorWorld.open({ announced: false })
    world.network.between = async (request, forward, call) => {
      const answer = await forward(request)
      if (call.method === "PUT" && call.path.endsWith("/orders") && call.body.includes("A-1-2"))
        throw broken("ECONNRESET")
      return answer
    }
    await world.place("A-1", { warehouses })
    await world.release("A-1")
    await world.run("exportPoll")
    world.network.between = (request, forward) => forward(request)
    await moveAndDelete(world)
    await world.pass("1 hour")
    await world.run("exportPoll")
    expect(await linesInOngoing(world)).toEqual([["A-1-1", ["1", "2"]]])
  })

  test("R6: is held when its goods are picked, and an error on the order", async () => {
    await using world = await ConnectorWorld.open()
    await twice(world)
    const [second] = await world.inOngoing("A-1-2")
    await world.act(second?.orderInfo.orderId ?? 0, "release", "allocate", "pick")
    await moveAndDelete(world)
    const held = await world.items({ state: "held" })
    expect(held.map(({ key, cause }) => [key, cause])).toEqual([["A-1/2", "cancel-refused"]])
    expect(await errorsOn(world)).toEqual([`New cancel-refused: ${held[0]?.message}`])
  })

  test("and made again under its id does not pass for exported: Ongoing refuses it", async () => {
    await using world = await ConnectorWorld.open()
    await twice(world)
    const { orderForm } = await world.inOmnium("A-1")
    const second = orderForm.shipments.find(({ shipmentId }) => shipmentId === "2")
    await world.omnium("DELETE", `${shipments}/DeleteShipments`, ["2"])
    await world.run("exportPoll")
    await world.omnium("PUT", shipments, [{ ...second, externalIds: [], orderStatus: "InProgress" }])
    await world.run("exportPoll")
    expect(await unsettled(world)).toMatchObject([{ key: "A-1/2", flow: "order-export", cause: "refused-by-ongoing" }])
    expect(await errorsOn(world)).toHaveLength(1)
  })

  test("reserves nothing any more: its stock is that of Ongoing", async () => {
    await using world = await openStock({ tenant: () => ({ inventory: { compareWith: "precise" } }) })
    await syncStock(world)
    await twice(world)
    await moveAndDelete(world)
    await world.pass("1 minute")
    await syncStock(world)
    const stock = (await stockIn(world, secondWarehouse)).get("0123ABC")
    expect(stock).toMatchObject({ inventory: (await sellableIn(world, 2)).get("0123ABC"), reservedInventory: 0 })
  })

  test("but has only got another id is left alone", async () => {
    await using world = await ConnectorWorld.open()
    await twice(world)
    const { orderForm } = await world.inOmnium("A-1")
    const second = orderForm.shipments.find(({ shipmentId }) => shipmentId === "2")
    await world.omnium("DELETE", `${shipments}/DeleteShipments`, ["2"])
    await world.omnium("PUT", shipments, [{ ...second, shipmentId: "5" }])
    await world.run("exportPoll")
    expect(deletes(world)).toEqual([])
  })
})

describe("the workflow step OngoingOrderCancellation", () => {
  const announce = async (world: ConnectorWorld, body: unknown) => {
    const headers = { authorization: `Bearer ${secretOf("epic")}` }
    const response = await world.door("POST", "/tenants/epic/workflow/OngoingOrderCancellation", body, headers)
    await world.quiet()
    return response.status
  }

  test.each([
    ["with the order", { order: shopOrder("A-1") }],
    ["with the value", { value: shopOrder("A-1"), workflowStep: { name: "OngoingOrderCancellation" } }]
  ])("is an announcement like any other, %s", async (_, body) => {
    await using world = await ConnectorWorld.open({ announced: false })
    await world.place("A-1")
    await world.release("A-1")
    await world.run("exportPoll")
    await cancel(world)
    expect(await announce(world, body)).toBe(200)
    expect(await statusesInOngoing(world)).toEqual([["A-1-1", 1000]])
  })

  test("R3: never exports an order that Omnium has not saved as cancelled yet", async () => {
    await using world = await ConnectorWorld.open({ announced: false })
    await world.place("A-1")
    expect(await announce(world, { value: shopOrder("A-1") })).toBe(200)
    expect(world.network.callsTo(ongoingHost)).toEqual([])
    await cancel(world)
    await world.run("exportPoll")
    expect(world.network.callsTo(ongoingHost)).toEqual([])
  })

  test("that comes before Omnium has saved is made up for by the poll", async () => {
    await using world = await ConnectorWorld.open({ announced: false })
    await world.place("A-1")
    await world.release("A-1")
    await world.run("exportPoll")
    await announce(world, { value: shopOrder("A-1") })
    expect(deletes(world)).toEqual([])
    await cancel(world)
    await world.run("exportPoll")
    expect(await statusesInOngoing(world)).toEqual([["A-1-1", 1000]])
  })
})

describe("a cancel that Ongoing refuses (R6, C12)", () => {
  const begun = async (world: ConnectorWorld, ...actions: ReadonlyArray<string>) => {
    const { orderInfo } = await world.exported("A-1")
    await world.act(orderInfo.orderId, ...actions)
    return orderInfo.orderId
  }

  test.each([
    [300, ["release"]],
    [320, ["release", "allocate"]],
    [400, ["release", "allocate", "pick"]],
    [450, ["release", "allocate", "pick", "ship"]]
  ])("at status %i is held and an error on the order", async (status, actions) => {
    await using world = await ConnectorWorld.open()
    await begun(world, ...actions)
    await cancel(world)
    expect(await statusesInOngoing(world)).toEqual([["A-1-1", status]])
    const item = await world.item("order-cancellation")
    expect(item).toMatchObject({ state: "held", cause: "cancel-refused" })
    expect(item.message).toContain("A-1-1")
    expect(await errorsOn(world)).toEqual([`New cancel-refused: ${item.message}`])
  })

  test("is asked for once, whatever announces it again; a retry asks again", async () => {
    await using world = await ConnectorWorld.open()
    await begun(world, "release", "allocate")
    await cancel(world)
    for (let time = 0; time < 3; time++) {
      await world.run("exportPoll")
      await world.announce({ value: shopOrder("A-1") })
      await world.pass("1 minute")
    }
    await world.restart()
    await world.run("exportPoll")
    expect(deletes(world)).toHaveLength(1)
    const held = await world.items({ state: "held" })
    expect(held.map((item) => item.cause)).toEqual(["cancel-refused"])
    for (const item of held) await world.retry(item)
    expect(deletes(world)).toHaveLength(2)
    expect(await world.items({ state: "held" })).toHaveLength(1)
  })

  test("is solved once the warehouse cancels the order itself", async () => {
    await using world = await ConnectorWorld.open()
    const { orderInfo } = await world.exported("A-1")
    await world.warehouse(`orders/${orderInfo.orderId}/refuseCancel`, { on: true })
    await cancel(world)
    const held = await world.item("order-cancellation")
    expect(held).toMatchObject({ state: "held", cause: "cancel-refused" })
    await world.warehouse(`orders/${orderInfo.orderId}/refuseCancel`, { on: false })
    await world.ongoingApi("DELETE", `/orders/${orderInfo.orderId}`)
    await world.pass("1 minute")
    await world.sync()
    expect(await world.items({ state: "held" })).toEqual([])
    expect(await errorsOn(world)).toEqual([`Solved cancel-refused: ${held.message}`])
    expect((await world.inOmnium("A-1")).status).toBe("OrderCanceled")
  })

  test("and shipped: the tracking is written, with an error of its own, and the status stays", async () => {
    await using world = await ConnectorWorld.open()
    const id = await begun(world, "release", "allocate", "pick")
    await cancel(world)
    const parcels = [{ parcelNumber: "P-1", waybill: "W-1" }]
    await world.warehouse(`orders/${id}/ship`, { parcels, labels: true })
    await world.sync()
    const { orderForm, status } = await world.inOmnium("A-1")
    expect(status).toBe("OrderCanceled")
    expect(orderForm.shipments).toMatchObject([{ orderStatus: "OrderCanceled", shipmentTrackingNumber: "W-1" }])
    expect(orderForm.shipments[0]?.shipmentLabelLink).toStartWith("http://connector.test/labels/")
    const held = await world.items({ state: "held" })
    expect(held.map((item) => item.cause).sort()).toEqual(["cancel-refused", "shipped-after-cancel"])
    expect((await errorsOn(world)).map((error) => error.split(":")[0]).sort()).toEqual([
      "New cancel-refused",
      "New shipped-after-cancel"
    ])
    const writes = () =>
      world.network.callsTo(omniumHost("epic")).filter(({ path }) => path.startsWith("/api/Orders/A-1/")).length
    const before = writes()
    for (let day = 0; day < 3; day++) {
      await world.pass("1 day")
      await world.sync()
    }
    expect(writes()).toBe(before)
    expect(await errorsOn(world)).toHaveLength(2)
  })

  test("whatever words it uses (C13)", async () => {
    for (const body of ["Order is already cancelled", { Message: "Ordren er allerede kansellert." }]) {
      await using world = await ConnectorWorld.open()
      await begun(world, "release")
      const path = "/orders/{orderId}"
      await world.warehouse("faults", { method: "DELETE", path, fault: "status", status: 400, phase: "before", body })
      await cancel(world)
      expect(await world.item("order-cancellation")).toMatchObject({ state: "held", cause: "cancel-refused" })
    }
  })
})

describe("the answer to a cancel is lost", () => {
  test.each(["before", "after"])("%s it was carried out: the order is read back, and cancelled", async (phase) => {
    await using world = await ConnectorWorld.open()
    await world.exported("A-1")
    await world.warehouse("faults", { method: "DELETE", path: "/orders/{orderId}", count: 1, fault: "reset", phase })
    await cancel(world)
    await world.pass("10 minutes")
    expect(await statusesInOngoing(world)).toEqual([["A-1-1", 1000]])
    expect(deletes(world)).toHaveLength(phase === "before" ? 2 : 1)
    expect(await unsettled(world)).toEqual([])
    expect(await errorsOn(world)).toEqual([])
  })

  test("and the connector dies before it asks, or after it has", async () => {
    for (const point of ["cancel before request", "DELETE /orders/{orderId} answered", "commit before"]) {
      await using world = await ConnectorWorld.open()
      await world.exported("A-1")
      let deaths = 0
      world.diesAt = (name) => {
        if (name !== point || deaths > 0) return false
        deaths++
        return true
      }
      await cancel(world)
      if (world.isDead) await world.restart()
      await world.pass("5 minutes")
      await world.run("exportPoll")
      expect([point, deaths]).toEqual([point, 1])
      expect(await statusesInOngoing(world)).toEqual([["A-1-1", 1000]])
      expect(await unsettled(world)).toEqual([])
    }
  })
})

const putCancelFirst = async (world: ConnectorWorld) => {
  const types = (await world.omnium("GET", "/Settings/OrderTypes")) as ReadonlyArray<{
    readonly orderStatuses: ReadonlyArray<{ readonly name: string }>
  }>
  const first = types.map((type) => ({
    ...type,
    orderStatuses: type.orderStatuses.map((status) =>
      status.name === "OrderCanceled" ? { ...status, order: 1 } : status
    )
  }))
  await world.omniumBack("PUT", "orderTypes", first)
}

describe("a cancel and an export meet (R3, C11)", () => {
  test.each(["last", "first"])("a cancel, %s among the statuses, overtakes an export under way", async (place) => {
    await using world = await ConnectorWorld.open()
    if (place === "first") await putCancelFirst(world)
    world.network.between = async (request, forward, call) => {
      if (call.method !== "PUT" || !call.path.endsWith("/orders")) return forward(request)
      await world.omnium("POST", "/Orders/A-1/UpdateStatus", { status: "OrderCanceled" })
      return forward(request)
    }
    await world.place("A-1")
    await world.release("A-1")
    await world.pass("2 minutes")
    expect(await statusesInOngoing(world)).toEqual([["A-1-1", 1000]])
    const order = await world.inOmnium("A-1")
    expect(order.status).toBe("OrderCanceled")
    expect(order.orderForm.shipments[0]).toMatchObject({ orderStatus: "OrderCanceled" })
    expect(await unsettled(world)).toEqual([])
  })

  test("a cancel comes before the export is begun: nothing reaches Ongoing", async () => {
    await using world = await ConnectorWorld.open()
    world.network.down.add(ongoingHost)
    await world.place("A-1")
    await world.release("A-1")
    await cancel(world)
    world.network.down.clear()
    await world.pass("10 minutes")
    await world.run("exportPoll")
    await expectNothingAlive(world)
    expect(await unsettled(world)).toEqual([])
  })

  test.each(["before", "after"])("the export's answer is lost %s it was carried out", async (phase) => {
    await using world = await ConnectorWorld.open()
    await world.warehouse("faults", { method: "PUT", path: "/orders", count: 1, fault: "reset", phase })
    await world.place("A-1")
    await world.release("A-1")
    await cancel(world)
    await world.pass("10 minutes")
    await expectNothingAlive(world)
    expect(await unsettled(world)).toEqual([])
    expect((await world.inOmnium("A-1")).status).toBe("OrderCanceled")
  })

  test.each(["before", "after"])("the export died with the connector %s it was carried out", async (phase) => {
    await using world = await ConnectorWorld.open()
    world.diesAt = (point) => point === (phase === "before" ? "write sent" : "PUT /orders answered")
    await world.place("A-1")
    await world.release("A-1")
    expect(world.isDead).toBe(true)
    world.diesAt = () => false
    await world.omnium("POST", "/Orders/A-1/UpdateStatus", { status: "OrderCanceled" })
    await world.restart()
    await world.pass("10 minutes")
    await world.run("exportPoll")
    await world.pass("10 minutes")
    await expectNothingAlive(world)
    expect(await unsettled(world)).toEqual([])
  })

  test("the export was given up while its answer was unknown: what never arrived is done, and never sent", async () => {
    await using world = await ConnectorWorld.open()
    world.network.between = (request, forward, call) =>
      call.method === "PUT" && call.path.endsWith("/orders") ? Promise.reject(broken("ECONNRESET")) : forward(request)
    await world.place("A-1")
    await world.release("A-1")
    await world.pass("6 hours")
    expect(await world.item("order-export")).toMatchObject({ state: "dead", cause: "attempts-exhausted" })
    world.network.between = (request, forward) => forward(request)
    await cancel(world)
    await world.pass("10 minutes")
    expect(await world.inOngoing()).toEqual([])
    expect(await world.item("order-cancellation")).toMatchObject({ state: "done" })
    for (const item of await world.items({ state: "dead" })) await world.retry(item)
    await world.pass("10 minutes")
    expect(await world.inOngoing()).toEqual([])
  })
})

describe("a cancel comes between the connector's reading and its writing (R3)", () => {
  /** Cancels once, just before the first update of the shipment to this status arrives, whose answer may be lost. */
  const cancelBefore = (world: ConnectorWorld, status: string, isLost = false) => {
    let cancelled = false
    world.network.between = async (request, forward, call) => {
      const isUpdate = call.path.endsWith("/Orders/A-1/UpdateStatus") && call.body.includes(`"status":"${status}"`)
      if (!isUpdate || cancelled) return forward(request)
      cancelled = true
      await world.omnium("POST", "/Orders/A-1/UpdateStatus", { status: "OrderCanceled" })
      const answer = await forward(request)
      if (isLost) throw broken("ECONNRESET")
      return answer
    }
  }

  const expectCancelled = async (world: ConnectorWorld) => {
    expect(await statusesInOngoing(world)).toEqual([["A-1-1", 1000]])
    expect((await world.inOmnium("A-1")).orderForm.shipments[0]).toMatchObject({ orderStatus: "OrderCanceled" })
    expect(await unsettled(world)).toEqual([])
  }

  test.each([true, false])("of an export: it is not overwritten (Omnium tells of changes: %p)", async (announced) => {
    await using world = await ConnectorWorld.open({ announced })
    cancelBefore(world, "InProgressWarehouse")
    await world.place("A-1")
    await world.release("A-1")
    if (!announced) await world.run("exportPoll")
    await world.pass("2 minutes")
    await expectCancelled(world)
  })

  test("of an export whose answer is lost: the order itself tells that it was overwritten", async () => {
    await using world = await ConnectorWorld.open({ announced: false })
    cancelBefore(world, "InProgressWarehouse", true)
    await world.place("A-1")
    await world.release("A-1")
    await world.run("exportPoll").catch(() => {})
    await world.pass("5 minutes")
    await expectCancelled(world)
  })

  test("of a status whose answer is lost, and no later status hides it", async () => {
    await using world = await ConnectorWorld.open({ announced: false })
    await world.place("A-1")
    await world.release("A-1")
    await world.run("exportPoll")
    const [order] = await world.inOngoing("A-1-1")
    const id = order?.orderInfo.orderId ?? 0
    await world.act(id, "release", "allocate", "pick")
    cancelBefore(world, "PackedAndReady", true)
    void world.run("OngoingSyncScheduledTask").catch(() => {})
    await world.quiet()
    await world.warehouse(`orders/${id}/ship`, { parcels: [{ parcelNumber: "P-1", waybill: "W-1" }] })
    await world.pass("5 minutes")
    await world.sync()
    expect((await world.inOmnium("A-1")).orderForm.shipments[0]).toMatchObject({ orderStatus: "OrderCanceled" })
    expect((await world.items({ state: "held" })).map(({ cause }) => cause).sort()).toEqual([
      "cancel-refused",
      "shipped-after-cancel"
    ])
  })

  test.each(["write answered", "write noted", "order-export not noted"])(
    "of an export that dies at `%s`: the cancel is set back after it",
    async (point) => {
      await using world = await ConnectorWorld.open({ announced: false })
      await world.place("A-1")
      await world.release("A-1")
      cancelBefore(world, "InProgressWarehouse")
      const isWritten = () => world.network.calls.some((call) => call.path.endsWith("/UpdateStatus"))
      world.diesAt = (name) => name === point && isWritten()
      world.run("exportPoll").catch(() => {})
      await world.quiet()
      expect(world.isDead).toBe(true)
      world.diesAt = () => false
      await world.restart()
      await world.pass("5 minutes")
      await expectCancelled(world)
    }
  )

  test("of a status that stays as it is, and brings a parcel alone: it is not overwritten", async () => {
    await using world = await ConnectorWorld.open()
    const { orderInfo } = await world.exported("A-1")
    await world.act(orderInfo.orderId, "release", "allocate", "pick")
    await world.warehouse(`orders/${orderInfo.orderId}/ship`, { parcels: [{ parcelNumber: "P-1", waybill: "W-1" }] })
    await world.sync()
    await world.warehouse(`orders/${orderInfo.orderId}/addParcel`, { parcelNumber: "P-2", waybill: "W-2" })
    cancelBefore(world, "Ship")
    await world.pass("1 hour")
    await world.sync()
    expect((await world.inOmnium("A-1")).orderForm.shipments[0]).toMatchObject({
      orderStatus: "OrderCanceled",
      packages: [{}, {}]
    })
  })

  /** Packed, while a cancel came between and the answer was lost; from then on Omnium answers the cancel so. */
  const overwritten = async (world: ConnectorWorld, status: number) => {
    await world.place("A-1")
    await world.release("A-1")
    await world.run("exportPoll")
    const [order] = await world.inOngoing("A-1-1")
    await world.act(order?.orderInfo.orderId ?? 0, "release", "allocate", "pick")
    cancelBefore(world, "PackedAndReady", true)
    void world.run("OngoingSyncScheduledTask").catch(() => {})
    await world.quiet()
    const before = world.network.between
    world.network.between = async (request, forward, call) =>
      call.body.includes('"status":"OrderCanceled"')
        ? Response.json({ message: "The order cannot be cancelled." }, { status })
        : before(request, forward, call)
  }

  const setBacks = (world: ConnectorWorld) =>
    world.network.callsTo(omniumHost("epic")).filter(({ body }) => body.includes('"status":"OrderCanceled"'))

  test("and Omnium refuses to have it set back: that is seen, and the sync goes on", async () => {
    await using world = await ConnectorWorld.open({ announced: false })
    await overwritten(world, 400)
    await world.pass("1 hour")
    await world.sync()
    expect(setBacks(world)).toHaveLength(1)
    expect(await unsettled(world)).toMatchObject([
      { flow: "order-cancellation", state: "dead", cause: "refused-by-omnium" }
    ])
    expect(await errorsOn(world)).toHaveLength(1)
    expect((await world.items()).filter(({ flow }) => flow === "order-sync").length).toBeLessThan(10)
    cancelBefore(world, "none")
    await world.retry(await world.item("order-cancellation"))
    expect((await world.inOmnium("A-1")).orderForm.shipments[0]).toMatchObject({ orderStatus: "OrderCanceled" })
  })

  test("and Omnium always fails to set it back: it is given up after five times, and seen", async () => {
    await using world = await ConnectorWorld.open({ announced: false })
    await overwritten(world, 500)
    await world.pass("6 hours")
    await world.sync()
    expect(setBacks(world)).toHaveLength(5)
    expect((await unsettled(world)).map(({ flow, state, cause }) => [flow, state, cause])).toEqual([
      ["order-sync", "held", "attempts-exhausted"],
      ["order-cancellation", "dead", "attempts-exhausted"]
    ])
    cancelBefore(world, "none")
    await world.retry(await world.item("order-cancellation"))
    await world.sync()
    expect((await world.inOmnium("A-1")).orderForm.shipments[0]).toMatchObject({ orderStatus: "OrderCanceled" })
    expect(await world.items({ state: "held" })).toMatchObject([{ cause: "cancel-refused" }])
    expect(await world.items({ state: "dead" })).toEqual([])
  })

  test("of a status: it is not overwritten", async () => {
    await using world = await ConnectorWorld.open()
    const { orderInfo } = await world.exported("A-1")
    await world.act(orderInfo.orderId, "release", "allocate", "pick")
    cancelBefore(world, "PackedAndReady")
    await world.sync()
    expect((await world.inOmnium("A-1")).orderForm.shipments[0]).toMatchObject({ orderStatus: "OrderCanceled" })
    expect(await world.items({ state: "held" })).toMatchObject([{ cause: "cancel-refused" }])
  })
})

test("an order that the warehouse takes up again after it was cancelled is cancelled again", async () => {
  await using world = await ConnectorWorld.open()
  const { orderInfo } = await world.exported("A-1")
  await cancel(world)
  await world.ongoingApi("PATCH", `/orders/${orderInfo.orderId}/orderStatus`, { orderStatusNumber: 200 })
  await world.pass("1 minute")
  await world.sync()
  expect(deletes(world)).toHaveLength(2)
  expect(await statusesInOngoing(world)).toEqual([["A-1-1", 1000]])
  expect(await unsettled(world)).toEqual([])
})
