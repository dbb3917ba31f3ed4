import { describe, expect, test } from "bun:test"
import { ConnectorWorld, json, ongoingHost } from "../../support/ConnectorWorld.ts"
import { mainWarehouse, shopOrder } from "../../support/ShopOrder.ts"

const withoutOwner = {
  id: mainWarehouse,
  externalIdsList: [{ providerName: "OngoingWarehouseId", id: "1" }]
}
const withOwner = {
  id: mainWarehouse,
  externalIdsList: [...withoutOwner.externalIdsList, { providerName: "OngoingGoodsOwnerId", id: "7" }]
}

const statuses = async (world: ConnectorWorld, id = "A-1") =>
  ((await world.inOmnium(id)).errors ?? []).map((error) => error.status)

const exports = async (world: ConnectorWorld) =>
  (await world.items()).filter((item) => item.flow === "order-export").reverse()

describe("what came of an item", () => {
  test("the same failure of the same thing is one row, however often it is asked for", async () => {
    await using world = await ConnectorWorld.open()
    await world.omnium("PATCH", "/Stores/PatchStore", withoutOwner)
    await world.place("A-1")
    await world.release("A-1")
    for (let times = 0; times < 3; times++) await world.announce(shopOrder("A-1"))
    const [first, ...others] = await exports(world)
    expect(first).toMatchObject({ state: "dead", cause: "no-goods-owner-id" })
    expect(others.map((item) => [item.state, item.coalescedInto])).toEqual(
      others.map(() => ["coalesced", first?.id ?? null])
    )
    expect(others).toHaveLength(3)
    expect(await statuses(world)).toEqual(["New"])
  })

  test("another failure takes the place of the earlier one, here and on the order", async () => {
    await using world = await ConnectorWorld.open({ ongoing: { settings: { unknownArticles: "refuse" } } })
    await world.omnium("PATCH", "/Stores/PatchStore", withoutOwner)
    await world.place("A-1", { sku: "NO-SUCH-ARTICLE" })
    await world.release("A-1")
    await world.omnium("PATCH", "/Stores/PatchStore", withOwner)
    await world.retry(await world.item("order-export"))
    await world.announce(shopOrder("A-1"))
    expect((await world.items({ state: "dead" })).map((item) => item.cause)).toEqual(["refused-by-ongoing"])
    const errors = (await world.inOmnium("A-1")).errors ?? []
    expect(errors.map(({ status, message }) => [status, message.split(":")[0]]).sort()).toEqual([
      ["New", "refused-by-ongoing"],
      ["Solved", "no-goods-owner-id"]
    ])
  })

  test("a success settles what failed before, and the order shows it as solved", async () => {
    await using world = await ConnectorWorld.open()
    await world.omnium("PATCH", "/Stores/PatchStore", withoutOwner)
    await world.place("A-1")
    await world.release("A-1")
    await world.omnium("PATCH", "/Stores/PatchStore", withOwner)
    await world.pass("6 minutes")
    await world.announce(shopOrder("A-1"))
    const [failed, success] = await exports(world)
    expect(failed).toMatchObject({ state: "done", message: `Settled by item ${success?.id}.` })
    expect(success).toMatchObject({ state: "done" })
    expect(await statuses(world)).toEqual(["Solved"])
  })

  test("something nobody foresaw ends visibly, and stops neither its lane nor the service", async () => {
    await using world = await ConnectorWorld.open()
    const { orderInfo } = await world.exported("A-1")
    await world.act(orderInfo.orderId, "release", "allocate", "pick")
    await world.warehouse(`orders/${orderInfo.orderId}/ship`, { labels: true })
    const { set } = world.blobs
    world.blobs.set = () => {
      throw new Error("a secret thing went wrong")
    }
    await world.sync()
    expect(await world.item("order-sync")).toMatchObject({ state: "open", cause: "unexpected-failure", attempts: 1 })
    await world.exported("A-2")
    await world.pass("1 hour")
    const dead = await world.item("order-sync", "A-1/1")
    expect(dead).toMatchObject({ state: "dead", cause: "unexpected-failure" })
    expect(dead.message).not.toContain("secret thing")
    expect(await statuses(world)).toEqual(["New"])

    world.blobs.set = set
    await world.retry(dead)
    expect((await world.inOmnium("A-1")).orderForm.shipments[0]?.orderStatus).toBe("Ship")
    expect(await statuses(world)).toEqual(["Solved"])
  })

  test("the work of a tenant that is removed is held, and goes on when it is there again", async () => {
    await using world = await ConnectorWorld.open({ tenants: ["epic", "other"] })
    world.network.down.add(ongoingHost)
    await world.place("A-1")
    await world.release("A-1")
    await world.stop()
    const { settings } = world
    world.settings = { ...settings, tenants: settings.tenants.filter((tenant) => tenant.id === "other") }
    await world.start()
    const rows = world.journal((database) =>
      database.query("SELECT state, cause FROM items WHERE flow = 'order-export'").all()
    )
    expect(rows).toEqual([{ state: "held", cause: "tenant-removed" }])
    expect((await world.admin("GET", "/api/tenants/epic/items")).status).toBe(404)

    await world.stop()
    world.settings = settings
    world.network.down.clear()
    await world.start()
    await world.retry(await world.item("order-export"))
    expect(await world.inOngoing("A-1-1")).toHaveLength(1)
  })

  test("R2: at any moment triggered = done + skipped + coalesced + dead + held + open", async () => {
    await using world = await ConnectorWorld.open()
    await world.omnium("PATCH", "/Stores/PatchStore", withoutOwner)
    for (const id of ["A-1", "A-2", "A-3"]) {
      await world.place(id)
      await world.release(id)
      await world.announce(shopOrder(id))
    }
    await world.announce(shopOrder("UNKNOWN"))
    const states = (await world.items()).map((item) => item.state)
    const [{ count } = { count: 0 }] = world.journal((database) =>
      database.query<{ count: number }, []>("SELECT COUNT(*) AS count FROM items").all()
    )
    expect(states).toHaveLength(count)
    expect(new Set(states)).toEqual(new Set(["done", "coalesced", "dead", "open"]))
  })

  test("everything done for an order can be read, in order, with each write to the two systems (R22)", async () => {
    await using world = await ConnectorWorld.open()
    await world.exported("A-1")
    const answer = await world.admin("GET", "/api/tenants/epic/orders/A-1")
    expect(await answer.json()).toMatchObject({
      order: "A-1",
      items: [{ flow: "order-intake" }, { flow: "order-export", key: "A-1/1" }],
      writes: [
        { system: "ongoing", operation: "PUT /orders", outcome: "confirmed" },
        { system: "omnium", operation: "POST /api/Orders/{orderId}/UpdateStatus", outcome: "confirmed" },
        { system: "omnium", operation: "PATCH /api/Orders/{orderId}/PatchOrder", outcome: "confirmed" }
      ]
    })
    expect((await world.admin("GET", "/api/tenants/epic/orders/NOTHING")).status).toBe(404)
  })

  test("what is written to an order is in its history, though the Ongoing order does not bear its mark (R22)", async () => {
    await using world = await ConnectorWorld.open()
    await world.place("A-1")
    await world.ongoingApi("PUT", "/orders", {
      goodsOwnerId: 7,
      orderNumber: "ELSEWHERE",
      deliveryDate: "2026-11-05",
      consignee: {
        name: "Kari Testesen",
        address1: "Storgata 12B",
        postCode: "9008",
        city: "Tromsø",
        countryCode: "NO"
      },
      orderLines: [{ rowNumber: "1", articleNumber: "0123ABC", numberOfItems: 1 }]
    })
    const [found] = await world.inOngoing("ELSEWHERE")
    const id = found?.orderInfo.orderId ?? 0
    await world.omnium("POST", "/Orders/A-1/UpdateStatus", {
      status: "InProgressWarehouse",
      skipRunWorkflow: true,
      shipmentInfo: { shipmentId: "1", externalIds: [{ providerName: "OngoingOrderId", id: String(id) }] }
    })
    await world.act(id, "release", "allocate", "pick")
    await world.pass("10 minutes")
    await world.sync()
    expect((await world.inOmnium("A-1")).orderForm.shipments[0]?.orderStatus).toBe("PackedAndReady")
    const history = (await json(await world.admin("GET", "/api/tenants/epic/orders/A-1"))) as { writes: Array<object> }
    expect(history.writes).toMatchObject([{ operation: "POST /api/Orders/{orderId}/UpdateStatus" }])
    // One at a time with whatever else is done to the order, and after it.
    expect(await world.item("order-sync", "A-1/1")).toMatchObject({ state: "done", reference: String(id) })
  })
})
