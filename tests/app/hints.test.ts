import { describe, expect, test } from "bun:test"
import { ConnectorWorld, omniumHost, ongoingHost, secretOf } from "../support/ConnectorWorld.ts"
import type { ItemSeen } from "../support/Seen.ts"

const burst = 1000

/** Holds every call to a host until it is let go. */
const hold = (world: ConnectorWorld, host: string) => {
  const gate = Promise.withResolvers<void>()
  world.network.between = async (request, forward, call) => {
    if (call.host === host) await gate.promise
    return forward(request)
  }
  return gate.resolve
}

const webhook = (world: ConnectorWorld, orderId: number, webhookEventId: number) =>
  world.door(
    "POST",
    "/tenants/epic/webhooks/ongoing",
    { orderId, goodsOwnerId: 7, goodsOwnerOrderId: "A-1/1", webhookEventId },
    { "x-auth-token": secretOf("epic") }
  )

const event = (world: ConnectorWorld, number: number) =>
  world.door(
    "POST",
    "/tenants/epic/events/omnium",
    { id: `event-${number}`, className: "Order", objectId: "A-1", category: "Updated" },
    { authorization: `Bearer ${secretOf("epic")}` }
  )

const workflow = (world: ConnectorWorld) =>
  world.door(
    "POST",
    "/tenants/epic/workflow/OngoingOrderExporter",
    { id: "A-1" },
    { authorization: `Bearer ${secretOf("epic")}` }
  )

/** Everything in the journal of one flow: more than a page of the list of work. */
const itemsOf = (world: ConnectorWorld, flow: string) =>
  world.journal((database) =>
    database
      .query<Pick<ItemSeen, "id" | "state"> & { readonly coalesced_into: number | null }, [string]>(
        "SELECT id, state, coalesced_into FROM items WHERE flow = ? ORDER BY id"
      )
      .all(flow)
  )

const tally = (items: ReadonlyArray<{ readonly state: string }>) =>
  Object.fromEntries([...Map.groupBy(items, (item) => item.state)].map(([state, found]) => [state, found.length]))

describe("S20: a burst of announcements of one object is one item besides the one that runs (C25)", () => {
  const storms = [
    { name: "webhooks", flow: "order-sync", host: ongoingHost },
    { name: "events", flow: "order-intake", host: omniumHost("epic") },
    { name: "workflow calls", flow: "order-intake", host: omniumHost("epic") }
  ] as const

  test.each(storms)("$name", async ({ name, flow, host }) => {
    await using world = await ConnectorWorld.open({ announced: false })
    await world.place("A-1")
    await world.announce({ id: "A-1" })
    const [order] = await world.inOngoing()
    const orderId = order?.orderInfo.orderId ?? 0
    const before = new Set(itemsOf(world, flow).map((item) => item.id))
    const release = hold(world, host)
    const send = (number: number) =>
      name === "webhooks" ? webhook(world, orderId, number) : name === "events" ? event(world, number) : workflow(world)

    expect((await send(0)).status).toBe(200)
    await world.quiet()
    const statuses = await Promise.all(Array.from({ length: burst }, async (_, n) => (await send(n + 1)).status))
    expect(new Set(statuses)).toEqual(new Set([200]))
    await world.quiet()
    const during = itemsOf(world, flow).filter((item) => !before.has(item.id))
    expect(tally(during)).toEqual({ open: 2, coalesced: burst - 1 })
    const waiting = during.filter((item) => item.state === "open").at(-1)
    expect(new Set(during.flatMap((item) => item.coalesced_into ?? []))).toEqual(new Set([waiting?.id ?? 0]))

    const since = world.network.calls.length
    release()
    await world.quiet()
    expect((await world.items({ state: "open" })).length).toBe(0)
    expect(world.network.calls.length - since).toBeLessThan(20)
    expect(await world.inOngoing()).toHaveLength(1)
  })
})

describe("what nobody announces is found by the polls:", () => {
  test("an order that is exported, and what the warehouse does with it (C25)", async () => {
    await using world = await ConnectorWorld.open({ announced: false, scheduled: true })
    await world.place("A-1")
    await world.release("A-1")
    await world.pass("2 minutes")
    const [order] = await world.inOngoing("A-1-1")
    expect(order).toBeDefined()
    await world.act(order?.orderInfo.orderId ?? 0, "release", "allocate", "pick")
    await world.pass("6 minutes")
    expect((await world.inOmnium("A-1")).orderForm.shipments[0]?.orderStatus).toBe("PackedAndReady")
    expect((await world.items()).map((item) => item.source)).not.toContain("webhook")
  })

  test("C15: a hint is never believed: what it says of the order is read back", async () => {
    await using world = await ConnectorWorld.open({ announced: false })
    await world.place("A-1")
    await world.announce({ id: "A-1" })
    const [order] = await world.inOngoing()
    const orderId = order?.orderInfo.orderId ?? 0
    await world.door(
      "POST",
      "/tenants/epic/webhooks/ongoing",
      { orderId, goodsOwnerId: 7, goodsOwnerOrderId: "A-1/1", webhookEventId: 1, orderStatus: { number: 500 } },
      { "x-auth-token": secretOf("epic") }
    )
    await world.quiet()
    expect((await world.inOmnium("A-1")).orderForm.shipments[0]?.orderStatus).toBe("InProgressWarehouse")
  })
  test("C15: whose turn it is the order itself says, not the mark in the hint", async () => {
    await using world = await ConnectorWorld.open()
    const { orderInfo } = await world.exported("A-1")
    await world.exported("A-2")
    await world.act(orderInfo.orderId, "release", "allocate", "pick")
    await world.door(
      "POST",
      "/tenants/epic/webhooks/ongoing",
      { orderId: orderInfo.orderId, goodsOwnerId: 7, goodsOwnerOrderId: "A-2/1" },
      { "x-auth-token": secretOf("epic") }
    )
    await world.quiet()
    const keys = (await world.items()).filter((item) => item.flow === "order-sync").map((item) => item.key)
    expect(keys.toSorted()).toEqual(["A-1/1", "A-2/1"])
    expect((await world.inOmnium("A-1")).orderForm.shipments[0]?.orderStatus).toBe("PackedAndReady")
    expect((await world.inOmnium("A-2")).orderForm.shipments[0]?.orderStatus).toBe("InProgressWarehouse")
    const keysWatched = await world.journal((database) =>
      database
        .query<{ readonly key: string }, [number]>("SELECT key FROM watched WHERE order_id = ?")
        .all(orderInfo.orderId)
    )
    expect(keysWatched).toEqual([{ key: "A-1/1" }])
  })

  test("C15: an order is that of the shipment that bears its id, whatever mark somebody has put into it", async () => {
    await using world = await ConnectorWorld.open()
    const { orderInfo } = await world.exported("A-1")
    await world.place("B-1")
    await world.ongoingApi("PUT", "/orders", {
      goodsOwnerId: 7,
      orderNumber: "A-1-1",
      goodsOwnerOrderId: "B-1/1",
      deliveryDate: "2026-11-05",
      consignee: {
        name: "Kari Testesen",
        address1: "Storgata 12B",
        postCode: "9008",
        city: "Tromsø",
        countryCode: "NO"
      },
      warehouseId: 1,
      orderLines: [{ rowNumber: "1", articleNumber: "0123ABC", numberOfItems: 2 }]
    })
    await world.act(orderInfo.orderId, "release", "allocate", "pick")
    await world.sync()
    const shipmentOf = async (id: string) => (await world.inOmnium(id)).orderForm.shipments[0]
    expect((await shipmentOf("A-1"))?.orderStatus).toBe("PackedAndReady")
    expect((await shipmentOf("B-1"))?.externalIds ?? []).toEqual([])
    await world.release("B-1")
    expect(await world.inOngoing("B-1-1")).toHaveLength(1)
  })
})
