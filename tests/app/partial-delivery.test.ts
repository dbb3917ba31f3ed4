import { describe, expect, test } from "bun:test"
import { ConnectorWorld, omniumHost, ongoingHost, secretOf } from "../support/ConnectorWorld.ts"
import type { ShipmentSeen } from "../support/Seen.ts"
import { mainWarehouse, shopOrder } from "../support/ShopOrder.ts"
import { secondWarehouse } from "../support/Stock.ts"

const parcel = (number: number, ...lines: ReadonlyArray<readonly [row: string, quantity: number]>) => ({
  parcelNumber: `P-${number}`,
  waybill: `W-${number}`,
  ...(lines.length === 0 ? {} : { lines: lines.map(([rowNumber, quantity]) => ({ rowNumber, quantity })) })
})

const pick = (world: ConnectorWorld, id: number, ...rows: ReadonlyArray<readonly [row: string, quantity: number]>) =>
  world.warehouse(`orders/${id}/pick`, { lines: rows.map(([rowNumber, quantity]) => ({ rowNumber, quantity })) })

const ship = (world: ConnectorWorld, id: number, ...parcels: ReadonlyArray<ReturnType<typeof parcel>>) =>
  world.warehouse(`orders/${id}/ship`, { parcels, labels: true })

/** An order of ten of one SKU, exported and reserved. */
const ten = async (world: ConnectorWorld, options: Parameters<ConnectorWorld["exported"]>[1] = { quantity: 10 }) => {
  const { orderInfo } = await world.exported("A-1", options)
  await world.act(orderInfo.orderId, "release", "allocate")
  return orderInfo.orderId
}

/** Eight of the ten are on their way, and Omnium knows. */
const eight = async (world: ConnectorWorld) => {
  const id = await ten(world)
  await pick(world, id, ["1", 8])
  await ship(world, id, parcel(1))
  await world.sync()
  return id
}

const shipments = async (world: ConnectorWorld) => (await world.inOmnium("A-1")).orderForm.shipments

const property = (shipment: ShipmentSeen | undefined, key: string) =>
  shipment?.properties?.find((each) => each.key === key)?.value

/** Of each shipment: its id, its status, and of each line ordered and delivered. */
const told = (all: ReadonlyArray<ShipmentSeen>) =>
  all.map(({ shipmentId, orderStatus, lineItems }) => [
    shipmentId,
    orderStatus,
    ...lineItems.map((line) => `${line.deliveredQuantity} of ${line.quantity}`)
  ])

const tracking = (all: ReadonlyArray<ShipmentSeen>) =>
  all.map(({ shipmentId, packages }) => [
    shipmentId,
    ...(packages ?? []).map((each) => each.shipmentTracking?.shipmentTrackingNumber)
  ])

const errorsOn = async (world: ConnectorWorld) =>
  ((await world.inOmnium("A-1")).errors ?? []).map(({ message, status }) => `${status} ${message}`)

const deliveries = (world: ConnectorWorld) =>
  world.network.callsTo(omniumHost("epic")).filter((call) => call.path.endsWith("/OrderLinesUpdate"))

const unsettled = async (world: ConnectorWorld) =>
  (await world.items()).filter((item) => ["open", "dead", "held"].includes(item.state))

describe("8 + 2 of 10 (R8)", () => {
  test("8 are a shipment of their own, with all that travels with them; the rest stays where it is", async () => {
    await using world = await ConnectorWorld.open()
    const id = await eight(world)
    const [original, part, ...others] = await shipments(world)
    expect(others).toEqual([])
    expect(told([original!, part!])).toEqual([
      ["1", "InProgressWarehouse", "0 of 2"],
      ["2", "Ship", "8 of 8"]
    ])
    expect(part).toMatchObject({ shipmentTrackingNumber: "W-1" })
    expect(part?.shipmentLabelLink).toStartWith("http://connector.test/labels/")
    expect(part?.externalIds).toMatchObject([{ providerName: "OngoingOrderId", id: String(id) }])
    expect(property(part, "IsDeliveredShipment")).toBe("true")
    expect(JSON.parse(property(part, "OngoingDeliveryKey") ?? "")).toEqual({ order: id, rows: { "1": 8 } })
    expect(part?.lineItems[0]?.properties).toContainEqual(
      expect.objectContaining({ key: "IsOrderLineDelivered", value: "true" })
    )
    expect(original?.shipmentTrackingNumber).toBeUndefined()
    expect(original?.shipmentLabelLink).toBeUndefined()
    expect(property(original, "IsDeliveredShipment")).toBeUndefined()
    expect(deliveries(world)).toHaveLength(1)
    expect(await unsettled(world)).toEqual([])
  })

  test("the last 2 complete the original, with a parcel and a label of its own", async () => {
    await using world = await ConnectorWorld.open()
    const id = await eight(world)
    await pick(world, id, ["1", 2])
    await ship(world, id, parcel(2))
    await world.sync()
    const [original, part] = await shipments(world)
    expect(told(await shipments(world))).toEqual([
      ["1", "Ship", "0 of 2"],
      ["2", "Ship", "8 of 8"]
    ])
    expect(tracking(await shipments(world))).toEqual([
      ["1", "W-2"],
      ["2", "W-1"]
    ])
    expect(original).toMatchObject({ shipmentTrackingNumber: "W-2" })
    expect(property(original, "IsDeliveredShipment")).toBe("true")
    expect(original?.shipmentLabelLink).not.toBe(part?.shipmentLabelLink ?? "")
    expect((await world.inOmnium("A-1")).status).toBe("Ship")
    expect(deliveries(world)).toHaveLength(1)
    expect(await errorsOn(world)).toEqual([])
  })

  test("R9: the last 2 in a parcel of their own have the tracking of the 8 where the carrier gave both one waybill", async () => {
    await using world = await ConnectorWorld.open()
    const id = await eight(world)
    await pick(world, id, ["1", 2])
    await ship(world, id, { ...parcel(2), waybill: "W-1" })
    await world.sync()
    const [original] = await shipments(world)
    expect(original).toMatchObject({ orderStatus: "Ship", shipmentTrackingNumber: "W-1" })
    expect(tracking(await shipments(world))).toEqual([
      ["1", "W-1"],
      ["2", "W-1"]
    ])
    const before = await shipments(world)
    const hint = { orderId: id, goodsOwnerId: 7, goodsOwnerOrderId: "A-1/1" }
    await world.door("POST", "/tenants/epic/webhooks/ongoing", hint, { "x-auth-token": secretOf("epic") })
    await world.quiet()
    expect(await world.item("order-sync")).toMatchObject({ state: "skipped", cause: "unchanged" })
    await world.warehouse(`orders/${id}/addParcel`, parcel(3))
    await world.pass("1 hour")
    await world.sync()
    expect(tracking(await shipments(world))).toEqual([
      ["1", "W-1", "W-3"],
      ["2", "W-1"]
    ])
    expect((await shipments(world))[1]).toEqual(before[1]!)
    expect(await unsettled(world)).toEqual([])
  })

  test("R9: two parcels of one waybill that went with the 8 are not the last 2's", async () => {
    await using world = await ConnectorWorld.open()
    const id = await ten(world)
    await pick(world, id, ["1", 8])
    await ship(world, id, parcel(1, ["1", 5]), { ...parcel(2, ["1", 3]), waybill: "W-1" })
    await world.sync()
    await pick(world, id, ["1", 2])
    await ship(world, id, parcel(3, ["1", 2]))
    await world.sync()
    expect(tracking(await shipments(world))).toEqual([
      ["1", "W-3"],
      ["2", "W-1"]
    ])
  })

  test("seen again, by sync or webhook, it makes nothing more", async () => {
    await using world = await ConnectorWorld.open()
    await eight(world)
    const before = await shipments(world)
    for (let hour = 0; hour < 3; hour++) {
      await world.pass("1 hour")
      await world.sync()
    }
    expect(await shipments(world)).toEqual(before)
  })

  test("R25: neither shipment is exported again, whoever announces the order", async () => {
    await using world = await ConnectorWorld.open()
    await eight(world)
    await world.announce({ value: shopOrder("A-1") })
    await world.run("exportPoll")
    const puts = world.network
      .callsTo(ongoingHost)
      .filter((call) => call.path.endsWith("/orders") && call.method === "PUT")
    expect(puts).toHaveLength(1)
    expect((await world.inOngoing()).map((order) => order.orderInfo.orderNumber)).toEqual(["A-1-1"])
  })

  test("in three parts, the last of them picked up at once, each has what lies in its parcels", async () => {
    await using world = await ConnectorWorld.open()
    const id = await ten(world)
    for (const [number, quantity] of [
      [1, 3],
      [2, 3],
      [3, 4]
    ] as const) {
      await pick(world, id, ["1", quantity])
      await ship(world, id, parcel(number))
      await world.sync()
    }
    expect(told(await shipments(world))).toEqual([
      ["1", "Ship", "0 of 4"],
      ["2", "Ship", "3 of 3"],
      ["3", "Ship", "3 of 3"]
    ])
    expect(tracking(await shipments(world))).toEqual([
      ["1", "W-3"],
      ["2", "W-1"],
      ["3", "W-2"]
    ])
  })

  test("without parcels it is what was picked", async () => {
    await using world = await ConnectorWorld.open()
    const id = await ten(world)
    await pick(world, id, ["1", 8])
    await world.act(id, "ship")
    await world.sync()
    expect(told(await shipments(world))).toEqual([
      ["1", "InProgressWarehouse", "0 of 2"],
      ["2", "Ship", "8 of 8"]
    ])
  })

  test("what is picked and not yet sent is packed, and not delivered", async () => {
    await using world = await ConnectorWorld.open()
    const id = await eight(world)
    await pick(world, id, ["1", 2])
    await world.pass("10 minutes")
    await world.sync()
    expect(await shipments(world)).toHaveLength(2)
    expect(told(await shipments(world))).toEqual([
      ["1", "PackedAndReady", "0 of 2"],
      ["2", "Ship", "8 of 8"]
    ])
  })
})

describe("lines of a part", () => {
  const lines = {
    lines: [
      { sku: "0123ABC", quantity: 3 },
      { sku: "0123ABC", quantity: 2 },
      { sku: "0124VKX", quantity: 1 }
    ]
  }

  test("two lines of one SKU stay apart, and a line that was not picked stays behind (C17)", async () => {
    await using world = await ConnectorWorld.open()
    const id = await ten(world, lines)
    await pick(world, id, ["1", 1], ["2", 2])
    await ship(world, id, parcel(1))
    await world.sync()
    expect((await shipments(world)).map((each) => each.lineItems.map((line) => [line.code, line.quantity]))).toEqual([
      [
        ["0123ABC", 2],
        ["0124VKX", 1]
      ],
      [
        ["0123ABC", 1],
        ["0123ABC", 2]
      ]
    ])
    await pick(world, id, ["1", 2], ["3", 1])
    await ship(world, id, parcel(2))
    await world.sync()
    expect((await shipments(world)).map((each) => each.orderStatus)).toEqual(["Ship", "Ship"])
    expect(await errorsOn(world)).toEqual([])
  })

  test("two parcels are one part, with both in its packages", async () => {
    await using world = await ConnectorWorld.open()
    const id = await ten(world, lines)
    await pick(world, id, ["1", 3], ["2", 2])
    await ship(world, id, parcel(1, ["1", 2]), parcel(2, ["1", 1], ["2", 2]))
    await world.sync()
    expect(told(await shipments(world))).toEqual([
      ["1", "InProgressWarehouse", "0 of 1"],
      ["2", "Ship", "3 of 3", "2 of 2"]
    ])
    expect(tracking(await shipments(world))).toEqual([["1"], ["2", "W-1", "W-2"]])
  })
})

describe("parcels that come late (R9)", () => {
  test("two hours after a part was sent: it is added to the part, once", async () => {
    await using world = await ConnectorWorld.open()
    const id = await eight(world)
    await world.pass("2 hours")
    await world.warehouse(`orders/${id}/addParcel`, parcel(2))
    for (let time = 0; time < 3; time++) {
      await world.pass("1 hour")
      await world.sync()
    }
    expect(tracking(await shipments(world))).toEqual([["1"], ["2", "W-1", "W-2"]])
    expect((await shipments(world))[0]?.orderStatus).toBe("InProgressWarehouse")
  })

  test("two hours after everything was sent: it is added to what was sent last", async () => {
    await using world = await ConnectorWorld.open()
    const id = await eight(world)
    await pick(world, id, ["1", 2])
    await ship(world, id, parcel(2))
    await world.sync()
    await world.pass("2 hours")
    await world.warehouse(`orders/${id}/addParcel`, parcel(3))
    await world.pass("1 hour")
    await world.sync()
    expect(tracking(await shipments(world))).toEqual([
      ["1", "W-2", "W-3"],
      ["2", "W-1"]
    ])
  })
})

describe("what is missing", () => {
  test("comes with a back order of the warehouse, and completes the original", async () => {
    await using world = await ConnectorWorld.open()
    const id = await ten(world)
    await pick(world, id, ["1", 8])
    await ship(world, id, parcel(1))
    await world.warehouse(`orders/${id}/backOrder`)
    await world.sync()
    expect(told(await shipments(world))).toEqual([
      ["1", "InProgressWarehouse", "0 of 2"],
      ["2", "Ship", "8 of 8"]
    ])
    expect(await unsettled(world)).toEqual([])
    const rest = (await world.inOngoing()).find((order) => order.orderInfo.orderId !== id)
    await world.act(rest?.orderInfo.orderId ?? 0, "release", "allocate", "pick")
    await ship(world, rest?.orderInfo.orderId ?? 0, parcel(2))
    await world.pass("10 minutes")
    await world.sync()
    expect(told(await shipments(world))).toEqual([
      ["1", "Ship", "0 of 2"],
      ["2", "Ship", "8 of 8"]
    ])
    expect(tracking(await shipments(world))).toEqual([
      ["1", "W-2"],
      ["2", "W-1"]
    ])
    expect(await unsettled(world)).toEqual([])
    expect(await errorsOn(world)).toEqual([])
  })

  test("may come before what there was", async () => {
    await using world = await ConnectorWorld.open()
    const id = await ten(world)
    await pick(world, id, ["1", 8])
    await world.warehouse(`orders/${id}/backOrder`)
    const rest = (await world.inOngoing()).find((order) => order.orderInfo.orderId !== id)?.orderInfo.orderId ?? 0
    await world.act(rest, "release", "allocate", "pick")
    await ship(world, rest, parcel(2))
    await world.sync()
    await ship(world, id, parcel(1))
    await world.sync()
    expect(told(await shipments(world))).toEqual([
      ["1", "Ship", "0 of 8"],
      ["2", "Ship", "2 of 2"]
    ])
    expect(tracking(await shipments(world))).toEqual([
      ["1", "W-1"],
      ["2", "W-2"]
    ])
    expect(await unsettled(world)).toEqual([])
  })

  test("of one shipment, sent with a back order, does not keep a change of another from the warehouse", async () => {
    await using world = await ConnectorWorld.open()
    const id = await ten(world, { warehouses: [mainWarehouse, secondWarehouse], quantity: 10 })
    await pick(world, id, ["1", 8])
    await world.warehouse(`orders/${id}/backOrder`)
    const rest = (await world.inOngoing()).find(
      ({ orderInfo }) => orderInfo.orderId !== id && orderInfo.orderNumber !== "A-1-2"
    )
    await world.act(rest?.orderInfo.orderId ?? 0, "release", "allocate", "pick")
    await ship(world, rest?.orderInfo.orderId ?? 0, parcel(2))
    await world.sync()
    await world.omnium("PATCH", "/Orders/A-1/PatchUpdateOrderLines", [{ lineItemId: "2", quantity: 4 }])
    await world.announce({ id: "A-1" })
    await world.run("exportPoll")
    const [second] = await world.inOngoing("A-1-2")
    expect(second?.orderLines.map((line) => line.orderedNumberOfItems)).toEqual([4])
  })

  test("is not said to be closed short while its order is not sent, though the back order is; it is once all are", async () => {
    await using world = await ConnectorWorld.open()
    const id = await ten(world)
    await pick(world, id, ["1", 8])
    await world.warehouse(`orders/${id}/backOrder`)
    const rest = (await world.inOngoing()).find((order) => order.orderInfo.orderId !== id)?.orderInfo.orderId ?? 0
    await world.act(rest, "release", "allocate")
    await pick(world, rest, ["1", 1])
    await ship(world, rest, parcel(2))
    await world.act(rest, "closeShort")
    await world.sync()
    expect(await unsettled(world)).toEqual([])
    expect(await errorsOn(world)).toEqual([])
    await ship(world, id, parcel(1))
    await world.sync()
    expect(told(await shipments(world))).toEqual([
      ["1", "PackedAndReady", "0 of 1"],
      ["2", "Ship", "1 of 1"],
      ["3", "Ship", "8 of 8"]
    ])
    expect((await unsettled(world)).map(({ cause, message }) => [cause, message])).toEqual([
      ["delivered-short", "The warehouse has closed the order with less than was ordered (line 1: 0 of 1)."]
    ])
    await world.warehouse(`orders/${rest}/addParcel`, parcel(3))
    await world.pass("10 minutes")
    await world.sync()
    expect((await unsettled(world)).map(({ cause }) => cause)).toEqual(["delivered-short"])
  })

  test("and was closed short is held, and its lines are named on the order", async () => {
    await using world = await ConnectorWorld.open()
    const id = await ten(world)
    await pick(world, id, ["1", 8])
    await ship(world, id, parcel(1))
    await world.act(id, "closeShort")
    await world.sync()
    expect(told(await shipments(world))).toEqual([
      ["1", "InProgressWarehouse", "0 of 2"],
      ["2", "Ship", "8 of 8"]
    ])
    const item = await world.item("order-sync")
    expect(item).toMatchObject({ state: "held", cause: "delivered-short" })
    expect(item.message).toContain("line 1: 0 of 2")
    expect(await errorsOn(world)).toEqual([`New delivered-short: ${item.message}`])
    await world.pass("1 day")
    await world.sync()
    expect(await errorsOn(world)).toHaveLength(1)
    expect(await world.items({ state: "held" })).toHaveLength(1)
  })

  test.each([
    ["another order", (other: number) => other],
    ["no order that there is", () => 99_999]
  ])("and was closed short is not settled by a hint that has its mark and the number of %s", async (_, number) => {
    await using world = await ConnectorWorld.open()
    const id = await eight(world)
    await world.act(id, "closeShort")
    await world.sync()
    const held = await world.items({ state: "held" })
    expect(held).toHaveLength(1)
    const { orderInfo } = await world.exported("A-2")
    const hint = { orderId: number(orderInfo.orderId), goodsOwnerId: 7, goodsOwnerOrderId: "A-1/1" }
    await world.door("POST", "/tenants/epic/webhooks/ongoing", hint, { "x-auth-token": secretOf("epic") })
    await world.quiet()
    expect(await world.items({ state: "held" })).toEqual(held)
  })

  test("and was closed short is settled when it is cancelled in Omnium, which ships nothing", async () => {
    await using world = await ConnectorWorld.open()
    const id = await eight(world)
    await world.act(id, "closeShort")
    await world.sync()
    expect(await world.items({ state: "held" })).toHaveLength(1)
    await world.omnium("POST", "/Orders/A-1/OrderLines/1/Cancel")
    await world.run("exportPoll")
    expect(await unsettled(world)).toEqual([])
    expect((await errorsOn(world)).filter((error) => error.startsWith("New"))).toEqual([])
    const [original] = await shipments(world)
    expect(original?.orderStatus).toBe("InProgressWarehouse")
    expect(property(original, "IsDeliveredShipment")).toBeUndefined()
    expect(world.network.callsTo(ongoingHost).filter((call) => call.method === "DELETE")).toEqual([])
  })

  test("and is cancelled in Omnium before the warehouse closes the order is settled when it does", async () => {
    await using world = await ConnectorWorld.open()
    const id = await eight(world)
    await world.omnium("POST", "/Orders/A-1/OrderLines/1/Cancel")
    await world.run("exportPoll")
    expect((await world.items({ state: "held" })).map((item) => item.cause)).toEqual(["cancel-refused"])
    await world.act(id, "closeShort")
    await world.pass("1 minute")
    await world.sync()
    await world.sync()
    expect(await unsettled(world)).toEqual([])
    expect((await errorsOn(world)).filter((error) => error.startsWith("New"))).toEqual([])
  })

  test("R6: and is cancelled in Omnium, and sent all the same, is an error on the order", async () => {
    await using world = await ConnectorWorld.open()
    const id = await eight(world)
    await world.omnium("POST", "/Orders/A-1/OrderLines/1/Cancel")
    await world.run("exportPoll")
    await pick(world, id, ["1", 2])
    await ship(world, id, parcel(2))
    await world.sync()
    await world.sync()
    const open = (await errorsOn(world)).filter((error) => error.startsWith("New"))
    expect(open.map((error) => error.split(":")[0])).toEqual(["New shipped-after-cancel"])
    expect(tracking(await shipments(world))).toEqual([
      ["1", "W-2"],
      ["2", "W-1"]
    ])
  })

  test("R6: a cancel of the order after a part was sent is one open question, not one for each part", async () => {
    await using world = await ConnectorWorld.open()
    await eight(world)
    await world.omnium("POST", "/Orders/A-1/UpdateStatus", { status: "OrderCanceled" })
    await world.quiet()
    const held = await world.items({ state: "held" })
    expect(held.map(({ key, cause }) => [key, cause])).toEqual([["A-1/1", "cancel-refused"]])
  })
})

test("what Omnium refused of an order is not settled by its back order, but by the order", async () => {
  await using world = await ConnectorWorld.open()
  const id = await ten(world)
  await pick(world, id, ["1", 8])
  await world.warehouse(`orders/${id}/backOrder`)
  const refuse = () => Promise.resolve(Response.json({ message: "no" }, { status: 400 }))
  world.network.between = (request, forward, call) =>
    call.path.endsWith("/A-1/OrderLinesUpdate") ? refuse() : forward(request)
  await ship(world, id, parcel(1))
  await world.sync()
  const rest = (await world.inOngoing()).find((order) => order.orderInfo.orderId !== id)?.orderInfo.orderId ?? 0
  await world.act(rest, "release", "allocate")
  await world.pass("1 minute")
  await world.sync()
  const dead = await unsettled(world)
  expect(dead.map(({ cause }) => cause)).toEqual(["refused-by-omnium"])
  world.network.between = (request, forward) => forward(request)
  await world.retry(dead[0]!)
  expect(await unsettled(world)).toEqual([])
  expect((await errorsOn(world)).filter((error) => error.startsWith("New"))).toEqual([])
})

test("packages that Omnium does not take off a shipment are asked for once", async () => {
  await using world = await ConnectorWorld.open()
  const { orderInfo } = await world.exported("A-1", { quantity: 2 })
  const id = orderInfo.orderId
  await world.act(id, "release", "allocate", "pick")
  await world.warehouse(`orders/${id}/addParcel`, parcel(1))
  await world.sync()
  await world.omnium("PATCH", "/Orders/A-1/PatchUpdateOrderLines", [{ lineItemId: "1", quantity: 4 }])
  await world.warehouse(`orders/${id}/ship`, { labels: false })
  let asked = 0
  world.network.between = (request, forward, call) => {
    if (!call.path.endsWith("/A-1/UpdateStatus") || !call.body.includes('"packages":[]') || asked++ === 10)
      return forward(request)
    const { packages: _, ...shipmentInfo } = JSON.parse(call.body).shipmentInfo
    const body = JSON.stringify({ ...JSON.parse(call.body), shipmentInfo })
    return forward(new Request(request.url, { method: "POST", headers: request.headers, body }))
  }
  await world.sync()
  await world.warehouse(`orders/${id}/addParcel`, parcel(2))
  await world.pass("1 hour")
  asked = 0
  await world.sync()
  expect(asked).toBe(1)
  const [, part] = await shipments(world)
  expect(part?.packages?.map((each) => each.shipmentTracking?.shipmentTrackingNumber)).toEqual(["W-1", "W-2"])
})

describe("more than was ordered", () => {
  test("is booked as far as it was ordered, and stays visible when a parcel comes later", async () => {
    await using world = await ConnectorWorld.open()
    const id = await ten(world)
    await world.omnium("PATCH", "/Orders/A-1/PatchUpdateOrderLines", [{ lineItemId: "1", quantity: 6 }])
    await world.act(id, "pick")
    await ship(world, id, parcel(1))
    await world.sync()
    const item = await world.item("order-sync")
    expect(item).toMatchObject({ state: "held", cause: "over-delivered" })
    expect(item.message).toContain("line 1: 10 of 6")
    await world.warehouse(`orders/${id}/addParcel`, parcel(2))
    await world.pass("1 hour")
    await world.sync()
    expect((await errorsOn(world)).filter((error) => error.startsWith("New over-delivered"))).toHaveLength(1)
    expect(told(await shipments(world))).toEqual([["1", "Ship", "0 of 6"]])
  })

  test("is not settled by the back order, which brings what is missing", async () => {
    await using world = await ConnectorWorld.open()
    const lines = [
      { sku: "0123ABC", quantity: 5 },
      { sku: "0124VKX", quantity: 5 }
    ]
    const id = await ten(world, { lines })
    await world.omnium("PATCH", "/Orders/A-1/PatchUpdateOrderLines", [{ lineItemId: "1", quantity: 3 }])
    await pick(world, id, ["1", 5])
    await world.warehouse(`orders/${id}/backOrder`)
    await ship(world, id, parcel(1))
    await world.sync()
    const rest = (await world.inOngoing()).find((order) => order.orderInfo.orderId !== id)?.orderInfo.orderId ?? 0
    await world.act(rest, "release", "allocate", "pick")
    await ship(world, rest, parcel(2))
    await world.pass("10 minutes")
    await world.sync()
    expect(told(await shipments(world)).map(([shipment, status]) => [shipment, status])).toEqual([
      ["1", "Ship"],
      ["2", "Ship"]
    ])
    expect((await unsettled(world)).map(({ cause }) => cause)).toEqual(["over-delivered"])
    expect((await errorsOn(world)).map((error) => error.split(":")[0])).toEqual(["New over-delivered"])
  })

  test("of one line is told although others are still to come", async () => {
    await using world = await ConnectorWorld.open()
    const lines = [
      { sku: "0123ABC", quantity: 5 },
      { sku: "0124VKX", quantity: 5 }
    ]
    const id = await ten(world, { lines })
    await world.omnium("PATCH", "/Orders/A-1/PatchUpdateOrderLines", [{ lineItemId: "1", quantity: 3 }])
    await pick(world, id, ["1", 5])
    await ship(world, id, parcel(1))
    await world.sync()
    expect(told(await shipments(world))).toEqual([
      ["1", "InProgressWarehouse", "0 of 5"],
      ["2", "Ship", "3 of 3"]
    ])
    expect((await errorsOn(world)).filter((error) => error.startsWith("New over-delivered"))).toHaveLength(1)
  })
})

describe("the answer to the delivery of a part is lost: one new shipment", () => {
  test.each([
    ["before it was made", { fault: "reset", phase: "before" }],
    ["after it was made", { fault: "reset", phase: "after" }],
    ["to a gateway, before", { fault: "status", status: 504, phase: "before" }],
    ["to a gateway, after", { fault: "status", status: 504, phase: "after" }],
    ["and says nothing", { fault: "empty", phase: "after" }],
    ["to a lock", { fault: "status", status: 409, phase: "before" }]
  ])("%s", async (_, fault) => {
    await using world = await ConnectorWorld.open()
    const id = await ten(world)
    await world.omniumBack("POST", "faults", { method: "POST", path: "/OrderLinesUpdate", count: 1, ...fault })
    await pick(world, id, ["1", 8])
    await ship(world, id, parcel(1))
    await world.sync()
    await world.pass("10 minutes")
    expect(told(await shipments(world))).toEqual([
      ["1", "InProgressWarehouse", "0 of 2"],
      ["2", "Ship", "8 of 8"]
    ])
    expect(deliveries(world)).toHaveLength(fault.phase === "before" ? 2 : 1)
    expect(await unsettled(world)).toEqual([])
  })

  test("and more is sent in the meantime: the part keeps its own numbers", async () => {
    await using world = await ConnectorWorld.open()
    const id = await ten(world)
    const fault = { method: "POST", path: "/OrderLinesUpdate", count: 1, fault: "reset", phase: "before" }
    await world.omniumBack("POST", "faults", fault)
    await pick(world, id, ["1", 5])
    await ship(world, id, parcel(1))
    await world.sync()
    await pick(world, id, ["1", 3])
    await ship(world, id, parcel(2))
    await world.sync()
    await world.pass("10 minutes")
    await world.sync()
    expect(told(await shipments(world))).toEqual([
      ["1", "InProgressWarehouse", "0 of 2"],
      ["2", "Ship", "5 of 5"],
      ["3", "Ship", "3 of 3"]
    ])
    expect(tracking(await shipments(world))).toEqual([["1"], ["2", "W-1"], ["3", "W-2"]])
  })
})

/** A part is sent and then the rest; the connector may die and be started again on the way. */
const play = async (world: ConnectorWorld, dies: (point: string) => boolean = () => false) => {
  const id = await ten(world)
  world.points.length = 0
  world.diesAt = dies
  const sync = async () => {
    // Whoever waits for the report of a connector that dies gets none.
    await world.sync().catch(() => {})
    if (world.isDead) await world.restart()
    await world.pass("3 minutes")
    await world.sync().catch(() => {})
    if (world.isDead) await world.restart()
    await world.pass("3 minutes")
  }
  await pick(world, id, ["1", 8])
  await ship(world, id, parcel(1))
  await sync()
  await pick(world, id, ["1", 2])
  await ship(world, id, parcel(2))
  await sync()
}

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

describe("a death between any two steps leaves one shipment for the part (R8)", () => {
  test("the delivery of a part passes the points that have a name", () => {
    const expected = ["sync before update", "POST /api/Orders/{orderId}/OrderLinesUpdate answered", "sync before watch"]
    expect(expected.filter((name) => !points.some(([point]) => point === name))).toEqual([])
  })

  test.each(points)("%s, time %i", async (point, nth) => {
    await using world = await ConnectorWorld.open()
    let deaths = 0
    const dies = (name: string) => {
      const dies = deaths === 0 && name === point && world.points.filter((passed) => passed === point).length === nth
      if (dies) deaths++
      return dies
    }
    await play(world, dies)
    expect(deaths).toBe(1)
    expect(told(await shipments(world))).toEqual([
      ["1", "Ship", "0 of 2"],
      ["2", "Ship", "8 of 8"]
    ])
    expect(tracking(await shipments(world))).toEqual([
      ["1", "W-2"],
      ["2", "W-1"]
    ])
    expect(await unsettled(world)).toEqual([])
    expect(await errorsOn(world)).toEqual([])
  })
})
