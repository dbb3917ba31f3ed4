import { describe, expect, test } from "bun:test"
import { ConnectorWorld, json, secretOf } from "../support/ConnectorWorld.ts"
import { broken } from "../support/Network.ts"
import type { ShipmentSeen } from "../support/Seen.ts"

const shipmentOf = async (world: ConnectorWorld, id = "A-1"): Promise<ShipmentSeen> => {
  const [shipment] = (await world.inOmnium(id)).orderForm.shipments
  if (shipment === undefined) throw new Error(`${id} has no shipment.`)
  return shipment
}

const statusIn = async (world: ConnectorWorld, id = "A-1") => (await shipmentOf(world, id)).orderStatus

const packagesOf = (shipment: ShipmentSeen) =>
  (shipment.packages ?? []).map((each) => each.shipmentTracking?.shipmentTrackingNumber)

const parcel = (number: number) => ({
  parcelNumber: `P-${number}`,
  waybill: `W-${number}`,
  trackingUrl: `https://tracking.example/W-${number}`
})

/** An order that is exported, picked and sent in one parcel, with its labels; Omnium knows. */
const sent = async (world: ConnectorWorld): Promise<number> => {
  const { orderInfo } = await world.exported("A-1")
  await world.act(orderInfo.orderId, "release", "allocate", "pick")
  await world.warehouse(`orders/${orderInfo.orderId}/ship`, { parcels: [parcel(1)], labels: true })
  await world.sync()
  return orderInfo.orderId
}

const pdf = (text: string) => Buffer.from(`%PDF-1.4\n${text}`).toString("base64")

const fileAt = async (world: ConnectorWorld, link: string | undefined) => {
  const response = await world.door("GET", new URL(link ?? "").pathname)
  return { status: response.status, text: await response.text() }
}

/** The task runs every five minutes. */
const syncedFor = async (world: ConnectorWorld, minutes: number): Promise<void> => {
  for (let passed = 0; passed < minutes; passed += 5) {
    await world.pass("5 minutes")
    await world.sync()
  }
}

describe("status", () => {
  test("follows the warehouse from step to step", async () => {
    await using world = await ConnectorWorld.open()
    const { orderInfo } = await world.exported("A-1")
    const seen = [await statusIn(world)]
    for (const action of ["release", "allocate", "pick", "ship", "collect"]) {
      await world.act(orderInfo.orderId, action)
      await world.sync()
      seen.push(await statusIn(world))
    }
    expect(seen).toEqual([
      "InProgressWarehouse",
      "InProgressWarehouse",
      "InProgressWarehouse",
      "PackedAndReady",
      "Ship",
      "Completed"
    ])
  })

  test("is brought at once by a webhook, which is only a hint", async () => {
    await using world = await ConnectorWorld.open()
    const { orderInfo } = await world.exported("A-1")
    const url = "http://connector.test/tenants/epic/webhooks/ongoing"
    await world.warehouse("webhooks", { url, token: secretOf("epic") })
    await world.act(orderInfo.orderId, "release", "allocate", "pick")
    await world.quiet()
    expect(await statusIn(world)).toBe("PackedAndReady")
    // A made up one: what it claims is not believed.
    const lie = {
      orderId: orderInfo.orderId,
      goodsOwnerId: 7,
      goodsOwnerOrderId: "A-1/1",
      orderStatus: { number: 500 }
    }
    const headers = { "x-auth-token": secretOf("epic") }
    expect((await world.door("POST", "/tenants/epic/webhooks/ongoing", lie, headers)).status).toBe(200)
    await world.quiet()
    expect(await statusIn(world)).toBe("PackedAndReady")
  })

  test("R27: what was exported after the journal was copied is found though Ongoing's clock is behind the go-live line", async () => {
    await using world = await ConnectorWorld.open({ from: "2026-11-02T08:00:00Z" })
    await world.warehouse("clock", { set: "2026-11-02T07:55:00Z" })
    const { orderInfo } = await world.exported("A-1")
    world.journal((database) => database.exec("DELETE FROM items; DELETE FROM intents; DELETE FROM watched"))
    await world.sync()
    const watched = world.journal((database) => database.query("SELECT order_id FROM watched").all())
    expect(watched).toEqual([{ order_id: orderInfo.orderId }])
  })

  test("R7: never moves back, whatever order the hints come in and however often", async () => {
    await using world = await ConnectorWorld.open()
    const id = await sent(world)
    await world.omnium("POST", "/Orders/A-1/UpdateStatus", { status: "Completed" })
    const hint = { orderId: id, goodsOwnerId: 7, goodsOwnerOrderId: "A-1/1" }
    for (const webhookEventId of [3, 1, 2, 1]) {
      const headers = { "x-auth-token": secretOf("epic") }
      await world.door("POST", "/tenants/epic/webhooks/ongoing", { ...hint, webhookEventId }, headers)
      await world.quiet()
      await world.sync()
      await world.pass("20 minutes")
    }
    expect(await statusIn(world)).toBe("Completed")
  })

  test.each([
    ["ahead of", 10],
    ["behind", -10]
  ])("is lost at no edge of a poll, be Ongoing's clock %s ours or what it tells late (C8)", async (_, minutes) => {
    await using world = await ConnectorWorld.open()
    const set = new Date(world.time.now + minutes * 60_000).toISOString()
    await world.warehouse("clock", { set })
    const ids = ["A-1", "A-2", "A-3"]
    const orders: Array<number> = []
    for (const id of ids) orders.push((await world.exported(id)).orderInfo.orderId)
    const [first = 0, second = 0, late = 0] = orders
    // Every order has just been read by its number, and is not for five minutes.
    await world.sync()
    await world.pass("1 minute")
    await world.act(late, "release", "allocate", "pick")
    await world.pass("30 seconds")
    await world.act(first, "release", "allocate", "pick")
    world.network.between = async (request, forward, call) => {
      const response = await forward(request)
      if (!call.query.includes("orderStatusChangedTimeFrom")) return response
      const rows = (await response.json()) as ReadonlyArray<{ readonly orderInfo: { readonly orderId: number } }>
      const told = rows.filter((row) => row.orderInfo.orderId !== late)
      return Response.json(told, { headers: { date: response.headers.get("date") ?? "" } })
    }
    await world.sync()
    // In the same second as what has just been read.
    await world.act(second, "release", "allocate", "pick")
    world.network.between = (request, forward) => forward(request)
    await world.pass("90 seconds")
    await world.sync()
    const statuses = await Promise.all(ids.map((id) => statusIn(world, id)))
    expect(statuses).toEqual(["PackedAndReady", "PackedAndReady", "PackedAndReady"])
  })

  test("that Omnium does not map changes nothing, and the item says so", async () => {
    await using world = await ConnectorWorld.open()
    const types = (await world.omnium("GET", "/Settings/OrderTypes")) as ReadonlyArray<{
      readonly orderStatuses: ReadonlyArray<{ readonly name: string; readonly properties: ReadonlyArray<object> }>
    }>
    const without = types.map((type) => ({
      ...type,
      orderStatuses: type.orderStatuses.map((status) =>
        status.name === "PackedAndReady" ? { ...status, properties: [] } : status
      )
    }))
    await world.omniumBack("PUT", "orderTypes", without)
    const { orderInfo } = await world.exported("A-1")
    await world.act(orderInfo.orderId, "release", "allocate", "pick")
    const before = await world.inOmnium("A-1")
    const report = await world.sync()
    expect(report).toMatchObject({ operations: [{ skipped: [{ reason: "status-not-mapped", count: 1 }] }] })
    const item = await world.item("order-sync")
    expect(item).toMatchObject({ state: "skipped", cause: "status-not-mapped" })
    expect(item.message).toContain("No status of order type Online has Ongoing status 400")
    expect(await world.inOmnium("A-1")).toEqual(before)
  })

  test.each(["lost", "500"])(
    "of one order that always fails (%s) is given up after five times, and seen",
    async (answer) => {
      await using world = await ConnectorWorld.open()
      const { orderInfo } = await world.exported("A-1")
      await world.act(orderInfo.orderId, "release", "allocate", "pick")
      let updates = 0
      world.network.between = async (request, forward, call) => {
        if (!call.path.endsWith("/Orders/A-1/UpdateStatus")) return forward(request)
        updates++
        if (answer === "lost") throw broken("ECONNRESET")
        return Response.json({ message: "Something went wrong." }, { status: 500 })
      }
      void world.sync().catch(() => {})
      await world.pass("24 hours")
      expect(updates).toBe(5)
      expect(await world.items({ state: "dead" })).toMatchObject([{ flow: "order-sync", cause: "attempts-exhausted" }])
      expect((await world.inOmnium("A-1")).errors).toHaveLength(1)
    }
  )

  test("of an order that is not the tenant's is left alone", async () => {
    await using world = await ConnectorWorld.open()
    await world.ongoingApi("PUT", "/orders", {
      goodsOwnerId: 7,
      orderNumber: "SOMEBODY-1",
      deliveryDate: "2026-11-05",
      consignee: { name: "A stranger", address1: "Bjørkelia 7", postCode: "0877", city: "Oslo", countryCode: "NO" },
      warehouseId: 1,
      orderLines: [{ rowNumber: "1", articleNumber: "0123ABC", numberOfItems: 1 }]
    })
    await world.sync()
    expect(await world.item("order-sync")).toMatchObject({ state: "skipped", cause: "order-not-ours" })
  })
})

describe("tracking", () => {
  test("comes with the status, in the same call (X4)", async () => {
    await using world = await ConnectorWorld.open()
    const { orderInfo } = await world.exported("A-1")
    await world.act(orderInfo.orderId, "release", "allocate", "pick")
    await world.warehouse(`orders/${orderInfo.orderId}/ship`, { parcels: [parcel(1), parcel(2)], labels: true })
    const since = world.network.calls.length
    await world.sync()
    const updates = world.network.calls.slice(since).filter((call) => call.path.endsWith("/UpdateStatus"))
    expect(updates).toHaveLength(1)
    expect(JSON.parse(updates[0]?.body ?? "{}")).toMatchObject({ status: "Ship" })
    expect(await shipmentOf(world)).toMatchObject({
      orderStatus: "Ship",
      shipmentTrackingNumber: "W-1",
      shipmentTrackingLink: "https://tracking.example/W-1"
    })
    expect(packagesOf(await shipmentOf(world))).toEqual(["W-1", "W-2"])
  })

  test("R9: a parcel that comes after the order was sent is added by a later read, once", async () => {
    await using world = await ConnectorWorld.open()
    const id = await sent(world)
    await world.warehouse(`orders/${id}/addParcel`, parcel(2))
    await world.pass("10 minutes")
    await world.sync()
    expect(packagesOf(await shipmentOf(world))).toEqual(["W-1", "W-2"])
    for (let day = 0; day < 3; day++) {
      await world.pass("1 day")
      await world.sync()
    }
    const shipment = await shipmentOf(world)
    expect(packagesOf(shipment)).toEqual(["W-1", "W-2"])
    expect(shipment.shipmentTrackingNumber).toBe("W-1")
  })

  test("R9: of a return parcel stands in the return fields, never among the packages", async () => {
    await using world = await ConnectorWorld.open()
    const id = await sent(world)
    await world.warehouse(`orders/${id}/addParcel`, { ...parcel(9), isReturn: true })
    await world.pass("10 minutes")
    await world.sync()
    const shipment = await shipmentOf(world)
    expect(shipment).toMatchObject({ shipmentTrackingNumber: "W-1", returnTrackingNumber: "W-9" })
    expect(packagesOf(shipment)).toEqual(["W-1"])
  })
})

describe("tracking that is missing", () => {
  /** Sent without any parcel or waybill, and brought to Omnium. */
  const untracked = async (world: ConnectorWorld): Promise<number> => {
    const { orderInfo } = await world.exported("A-1")
    await world.act(orderInfo.orderId, "release", "allocate", "pick", "ship")
    await world.sync()
    return orderInfo.orderId
  }

  const shown = async (world: ConnectorWorld) =>
    (await world.items()).filter((item) => item.cause === "sent-without-tracking")

  const errors = async (world: ConnectorWorld) => {
    const { errors = [] } = await world.inOmnium("A-1")
    return errors.map(({ message, status }) => [message.split(":", 1)[0], status])
  }

  test("half an hour after the order was seen sent is shown once, with what to do, and on the order (C3)", async () => {
    await using world = await ConnectorWorld.open()
    await untracked(world)
    expect(await statusIn(world)).toBe("Ship")
    await syncedFor(world, 25)
    expect(await shown(world)).toEqual([])
    await syncedFor(world, 5)
    const [item, ...more] = await shown(world)
    expect(item).toMatchObject({ state: "held", key: "A-1/1" })
    expect(item?.message).toContain("enter the waybill there")
    expect(more).toEqual([])
    expect(await errors(world)).toEqual([["sent-without-tracking", "New"]])
    await world.pass("1 day")
    await syncedFor(world, 60)
    expect(await shown(world)).toEqual([expect.objectContaining({ id: item?.id, state: "held" })])
  })

  test("is counted from when the order was seen sent, though it was sent long before (C3)", async () => {
    await using world = await ConnectorWorld.open()
    const { orderInfo } = await world.exported("A-1")
    await world.act(orderInfo.orderId, "release", "allocate", "pick", "ship")
    await world.pass("2 days")
    await world.sync()
    await syncedFor(world, 25)
    expect(await shown(world)).toEqual([])
    await syncedFor(world, 5)
    expect(await shown(world)).toHaveLength(1)
  })

  test("is not waited for by a clock that was put back since the order was seen sent (C3)", async () => {
    await using world = await ConnectorWorld.open()
    const { orderInfo } = await world.exported("A-1")
    await world.act(orderInfo.orderId, "release", "allocate", "pick", "ship")
    await world.sync()
    await world.stop()
    world.time.now -= 25 * 3_600_000
    await world.start()
    await syncedFor(world, 60)
    expect(await shown(world)).toHaveLength(1)
  })

  test.each<[string, (world: ConnectorWorld, id: number) => Promise<unknown>]>([
    ["a parcel with a waybill", (world, id) => world.warehouse(`orders/${id}/addParcel`, parcel(1))],
    [
      "a parcel with no more than a number",
      (world, id) => world.warehouse(`orders/${id}/addParcel`, { parcelNumber: "P-1" })
    ],
    ["a waybill of the order", (world, id) => world.ongoingApi("PATCH", `/orders/${id}/waybill`, { waybill: "W-1" })]
  ])("is solved by %s that comes later (C3)", async (_, comes) => {
    await using world = await ConnectorWorld.open()
    const id = await untracked(world)
    await syncedFor(world, 30)
    await comes(world, id)
    await syncedFor(world, 10)
    expect(await shown(world)).toEqual([])
    expect((await shipmentOf(world)).shipmentTrackingNumber).toMatch(/^[WP]-1$/)
    expect(await errors(world)).toEqual([["sent-without-tracking", "Solved"]])
    await world.act(id, "collect")
    await syncedFor(world, 10)
    expect(await statusIn(world)).toBe("Completed")
  })

  test("is not missing once it came in time (C3)", async () => {
    await using world = await ConnectorWorld.open()
    const id = await untracked(world)
    await syncedFor(world, 20)
    await world.warehouse(`orders/${id}/addParcel`, parcel(1))
    await syncedFor(world, 60)
    expect((await world.items()).filter((item) => item.flow === "order-tracking")).toEqual([])
  })

  test("is not found in a return parcel (C3)", async () => {
    await using world = await ConnectorWorld.open()
    const id = await untracked(world)
    await world.warehouse(`orders/${id}/addParcel`, { ...parcel(9), isReturn: true })
    await syncedFor(world, 30)
    expect(await shown(world)).toHaveLength(1)
  })

  test("delays no later status, and is still shown when it was brought (C3)", async () => {
    await using world = await ConnectorWorld.open()
    const id = await untracked(world)
    await syncedFor(world, 30)
    await world.act(id, "collect")
    await syncedFor(world, 5)
    expect(await statusIn(world)).toBe("Completed")
    expect(await shown(world)).toHaveLength(1)
  })

  test("is shown again to whoever retries, and to nobody after it was dismissed (C3)", async () => {
    await using world = await ConnectorWorld.open()
    const id = await untracked(world)
    await syncedFor(world, 30)
    const [first] = await shown(world)
    if (first === undefined) throw new Error("Nothing is shown.")
    await world.retry(first)
    expect(await shown(world)).toMatchObject([{ id: first.id, state: "held" }])
    await world.admin("POST", `/api/items/${first.id}/dismiss`, { note: "Fetched by the customer." })
    await world.act(id, "collect")
    await syncedFor(world, 60)
    expect(await shown(world)).toEqual([])
    expect(await errors(world)).toEqual([["sent-without-tracking", "Solved"]])
  })

  test("is none of an order that waits to be fetched (C3)", async () => {
    await using world = await ConnectorWorld.open()
    const { orderInfo } = await world.exported("A-1")
    await world.act(orderInfo.orderId, "release", "allocate", "pick")
    await world.ongoingApi("PATCH", `/orders/${orderInfo.orderId}/orderStatus`, { orderStatusNumber: 451 })
    await syncedFor(world, 40)
    await world.act(orderInfo.orderId, "collect")
    await syncedFor(world, 40)
    expect(await statusIn(world)).toBe("Completed")
    expect(await shown(world)).toEqual([])
  })
})

describe("labels", () => {
  test("are links to the very files, for the shipment and the return", async () => {
    await using world = await ConnectorWorld.open()
    await sent(world)
    const shipment = await shipmentOf(world)
    for (const link of [shipment.shipmentLabelLink, shipment.returnLabelLink]) {
      const file = await fileAt(world, link)
      expect(file.status).toBe(200)
      expect(file.text).toStartWith("%PDF-")
    }
    expect(shipment.shipmentLabelLink).not.toBe(shipment.returnLabelLink ?? "")
  })

  test("S29: a replaced label gets a new link, and the old one still gives the old bytes", async () => {
    await using world = await ConnectorWorld.open()
    const id = await sent(world)
    const first = (await shipmentOf(world)).shipmentLabelLink
    await world.ongoingApi("PUT", `/orders/${id}/files?fileName=label-A-1-1.pdf`, {
      mimeType: "application/pdf",
      fileDataBase64: pdf("replaced")
    })
    // A file moves no field of its order: something else must bring it along.
    await world.warehouse(`orders/${id}/addParcel`, parcel(2))
    await world.pass("10 minutes")
    await world.sync()
    const second = (await shipmentOf(world)).shipmentLabelLink
    expect(second).not.toBe(first ?? "")
    expect((await fileAt(world, second)).text).toBe("%PDF-1.4\nreplaced")
    expect((await fileAt(world, first)).status).toBe(200)
  })

  test("that come after the order was sent are found", async () => {
    await using world = await ConnectorWorld.open()
    const { orderInfo } = await world.exported("A-1")
    await world.act(orderInfo.orderId, "release", "allocate", "pick", "ship")
    await world.sync()
    expect((await shipmentOf(world)).shipmentLabelLink).toBeUndefined()
    const file = { fileName: "Label 1.PDF", fileDataBase64: pdf("late") }
    await world.warehouse(`orders/${orderInfo.orderId}/attachFile`, file)
    await world.pass("10 minutes")
    await world.sync()
    expect((await fileAt(world, (await shipmentOf(world)).shipmentLabelLink)).text).toBe("%PDF-1.4\nlate")
  })

  test("are looked for until two hours after the order was sent, then with its next change", async () => {
    await using world = await ConnectorWorld.open()
    const { orderInfo } = await world.exported("A-1")
    await world.act(orderInfo.orderId, "release", "allocate", "pick", "ship")
    await syncedFor(world, 150)
    const calls = () =>
      world.network.calls.filter((call) => call.path.endsWith(`/orders/${orderInfo.orderId}/files`)).length
    const before = calls()
    expect(before).toBeGreaterThan(5)
    await syncedFor(world, 600)
    expect(calls()).toBe(before)
    const file = { fileName: "label.pdf", fileDataBase64: pdf("very late") }
    await world.warehouse(`orders/${orderInfo.orderId}/attachFile`, file)
    await world.warehouse(`orders/${orderInfo.orderId}/addParcel`, parcel(1))
    await syncedFor(world, 120)
    expect((await fileAt(world, (await shipmentOf(world)).shipmentLabelLink)).text).toBe("%PDF-1.4\nvery late")
  })

  test("S29: what is no PDF is no label, whatever its name and type say", async () => {
    await using world = await ConnectorWorld.open()
    const { orderInfo } = await world.exported("A-1")
    await world.act(orderInfo.orderId, "release", "allocate", "pick")
    const html = Buffer.from("<html><script>alert(1)</script></html>").toString("base64")
    await world.warehouse(`orders/${orderInfo.orderId}/attachFile`, { fileName: "label.pdf", fileDataBase64: html })
    await world.act(orderInfo.orderId, "ship")
    await world.sync()
    expect(await shipmentOf(world)).toMatchObject({ orderStatus: "Ship" })
    expect((await shipmentOf(world)).shipmentLabelLink).toBeUndefined()
    expect(world.blobs.size).toBe(0)
  })

  test.each(["label../../etc/passwd.pdf", "label/etc/passwd.pdf", `label${"x".repeat(280)}.pdf`, "label․․⁄.pdf"])(
    "S28: a file named %p is stored under a name of our own",
    async (fileName) => {
      await using world = await ConnectorWorld.open()
      const { orderInfo } = await world.exported("A-1")
      await world.act(orderInfo.orderId, "release", "allocate", "pick")
      await world.warehouse(`orders/${orderInfo.orderId}/attachFile`, { fileName, fileDataBase64: pdf("odd") })
      await world.act(orderInfo.orderId, "ship")
      await world.sync()
      expect((await shipmentOf(world)).shipmentLabelLink).toMatch(/^http:\/\/connector\.test\/labels\/[\w-]{32}$/)
    }
  )

  test("S29: are served as nothing but PDFs in a sandbox; a link that was never given is 404", async () => {
    await using world = await ConnectorWorld.open()
    await sent(world)
    const path = new URL((await shipmentOf(world)).shipmentLabelLink ?? "").pathname
    const response = await world.door("GET", path)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "application/pdf",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "referrer-policy": "no-referrer"
    })
    const tampered = `${path.slice(0, -1)}${path.endsWith("A") ? "B" : "A"}`
    for (const absent of [tampered, "/labels/short", "/labels/..%2f..%2fjournal.sqlite", "/labels/"]) {
      const answer = await world.door("GET", absent)
      expect([absent, answer.status]).toEqual([absent, 404])
      expect(JSON.stringify(await json(answer))).not.toContain("sqlite")
    }
  })
})
