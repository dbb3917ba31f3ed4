import { describe, expect, test } from "bun:test"
import { ConnectorWorld, ongoingHost } from "../../support/ConnectorWorld.ts"
import type { MadeCall } from "../../support/Network.ts"
import { mainWarehouse, shopOrder } from "../../support/ShopOrder.ts"

const isPut = (call: MadeCall) => call.method === "PUT" && call.path.endsWith("/orders")
const numberIn = (call: MadeCall) => (JSON.parse(call.body) as { readonly orderNumber: string }).orderNumber

/** The second warehouse, as another goods owner's. */
const secondOwner = {
  id: "epic_company_second_warehouse",
  externalIdsList: [
    { providerName: "OngoingGoodsOwnerId", id: "8" },
    { providerName: "OngoingWarehouseId", id: "2" }
  ]
}

describe("a lane", () => {
  test("makes one call at a time to Ongoing for a goods owner, across tenants", async () => {
    await using world = await ConnectorWorld.open({ tenants: ["epic", "other"] })
    let underWay = 0
    let most = 0
    world.network.between = async (request, forward, call) => {
      if (call.host !== ongoingHost) return forward(request)
      most = Math.max(most, ++underWay)
      await new Promise<void>((resolve) => void world.time.later(1000, resolve))
      underWay--
      return forward(request)
    }
    for (const id of ["A-1", "A-2", "A-3"]) {
      await world.place(id)
      await world.place(`${id}B`, {}, "other")
      await world.release(id)
      await world.release(`${id}B`, "other")
    }
    void world.admin("POST", "/api/tenants/epic/tasks/OngoingSyncScheduledTask/run")
    await world.pass("1 minute")
    expect(await world.inOngoing()).toHaveLength(6)
    expect(most).toBe(1)
  })

  test("of another goods owner does not wait for it", async () => {
    await using world = await ConnectorWorld.open({ ongoing: { goodsOwners: [7, 8] } })
    await world.omnium("PATCH", "/Stores/PatchStore", secondOwner)
    world.network.between = (request, forward, call) =>
      isPut(call) && numberIn(call).startsWith("A-1") ? new Promise(() => {}) : forward(request)
    await world.place("A-1")
    await world.release("A-1")
    await world.place("A-2", { warehouse: secondOwner.id })
    await world.release("A-2")
    expect(await world.inOngoing("A-2-1", 8)).toHaveLength(1)
    expect(await world.inOngoing("A-1-1")).toEqual([])
  })

  test("works on an order while no other lane does", async () => {
    await using world = await ConnectorWorld.open({ ongoing: { goodsOwners: [7, 8] } })
    await world.omnium("PATCH", "/Stores/PatchStore", secondOwner)
    let underWay = 0
    let most = 0
    world.network.between = async (request, forward, call) => {
      if (call.host === ongoingHost || !call.path.includes("/Orders/A-1")) return forward(request)
      most = Math.max(most, ++underWay)
      await new Promise<void>((resolve) => void world.time.later(1000, resolve))
      underWay--
      return forward(request)
    }
    await world.place("A-1", { warehouses: [mainWarehouse, secondOwner.id] })
    await world.release("A-1")
    await world.pass("1 minute")
    const { orderForm, externalIds } = await world.inOmnium("A-1")
    const ids = orderForm.shipments.map((shipment) => shipment.externalIds?.[0]?.id)
    expect(externalIds?.map((each) => each.id).sort()).toEqual(ids.map(String).sort())
    expect(new Set(ids).size).toBe(2)
    expect(most).toBe(1)
  })

  test("R23: keeps the order of a key's items, and lets other keys pass one that waits or is dead", async () => {
    await using world = await ConnectorWorld.open()
    let limited = true
    world.network.between = async (request, forward, call) =>
      isPut(call) && limited && numberIn(call) === "A-1-1"
        ? new Response("later", { status: 429, headers: { "retry-after": "300" } })
        : forward(request)
    await world.place("A-1")
    await world.release("A-1")
    const waiting = await world.item("order-export", "A-1/1")
    expect(waiting).toMatchObject({ state: "open", cause: "calls-limited" })

    // The same key again, by an operator's poll: behind the one that waits, or part of it.
    await world.run("exportPoll")
    expect(
      (await world.items({ key: "A-1" })).filter((item) => item.state === "done" && item.flow === "order-export")
    ).toEqual([])
    await world.exported("A-2")
    expect((await world.item("order-export", "A-1/1")).state).not.toBe("done")

    limited = false
    await world.pass("6 minutes")
    expect(await world.inOngoing("A-1-1")).toHaveLength(1)
    const ends = (await world.items({ key: "A-1" })).filter((item) => item.flow === "order-export").reverse()
    expect(ends.map((item) => item.state)).toEqual(["done", "coalesced"])
  })

  test("does nothing before its time: a waiting item is run when it is due, and no sooner", async () => {
    await using world = await ConnectorWorld.open()
    await world.announce(shopOrder("A-1"))
    const calls = world.network.calls.length
    const { notBefore } = await world.item("order-intake")
    const wait = Date.parse(notBefore ?? "") - world.time.now
    await world.pass(wait - 1)
    expect(world.network.calls).toHaveLength(calls)
    await world.pass(1)
    expect(world.network.calls.length).toBeGreaterThan(calls)
  })

  test("goes on with what is waiting after a start, at its time", async () => {
    await using world = await ConnectorWorld.open()
    await world.announce(shopOrder("A-1"))
    await world.pass("3 minutes")
    const before = await world.item("order-intake")
    await world.stop()
    await world.place("A-1")
    const calls = world.network.calls.length
    await world.start()
    expect(world.network.calls).toHaveLength(calls)
    await world.pass(Date.parse(before.notBefore ?? "") - world.time.now)
    expect(await world.inOngoing("A-1-1")).toHaveLength(1)
  })

  test("does not wait for a time that was reckoned before the clock was set back while nobody ran", async () => {
    await using world = await ConnectorWorld.open()
    await world.announce(shopOrder("A-1"))
    await world.pass("3 minutes")
    await world.stop()
    await world.place("A-1")
    world.time.now -= 25 * 3_600_000
    await world.start()
    await world.pass("1 minute")
    expect(await world.inOngoing("A-1-1")).toHaveLength(1)
  })

  test("survives a journal that fails, and goes on when it works again", async () => {
    await using world = await ConnectorWorld.open()
    await world.place("A-1")
    let broke = false
    world.network.between = (request, forward, call) => {
      if (isPut(call) && !broke) {
        broke = true
        world.journal((database) => database.run("ALTER TABLE items RENAME TO lost"))
      }
      return forward(request)
    }
    await world.release("A-1")
    expect(world.log.some((line) => line.includes("the journal failed"))).toBe(true)
    expect((await world.door("GET", "/readyz")).status).toBe(503)
    world.journal((database) => database.run("ALTER TABLE lost RENAME TO items"))
    await world.pass("10 seconds")
    expect((await world.door("GET", "/readyz")).status).toBe(200)
    expect(await world.inOngoing()).toHaveLength(1)
    // Its end was lost with the journal, so it ran once more, and found all of it done.
    expect(await world.item("order-export")).toMatchObject({ cause: "unchanged", attempts: 0 })
    expect((await world.inOmnium("A-1")).orderForm.shipments[0]?.externalIds).toHaveLength(1)
  })

  test("survives what nobody foresaw, and goes on when it is mended", async () => {
    await using world = await ConnectorWorld.open()
    await world.place("A-1")
    let broke = false
    world.network.between = (request, forward, call) => {
      if (isPut(call) && !broke) {
        broke = true
        // No time that anybody could mean.
        world.journal((database) =>
          database.run("UPDATE items SET created_at = 9000000000000000000 WHERE state = 'open'")
        )
      }
      return forward(request)
    }
    await world.release("A-1")
    expect(world.log.some((line) => line.includes("a lane failed unexpectedly"))).toBe(true)
    world.journal((database) => database.run("UPDATE items SET created_at = 1793500000000 WHERE created_at > 8e18"))
    await world.pass("10 seconds")
    expect(await world.item("order-export")).toMatchObject({ state: "skipped", cause: "unchanged" })
  })
})
