import { describe, expect, test } from "bun:test"
import type { TenantSettings } from "@omnium-ongoing/app/Settings"
import { Redacted } from "effect"
import { ConnectorWorld, json, ongoingHost } from "../support/ConnectorWorld.ts"
import { inventoryOf, openStock, setInventory } from "../support/Stock.ts"

const switches = ["SyncPurchaseOrders", "SyncOrders", "SyncReturns", "SyncInventory"] as const

type Switch = (typeof switches)[number]

/** A world in which one operation alone is switched on. */
const openWith = (on: Switch) =>
  ConnectorWorld.open({
    tenant: (): Partial<TenantSettings> => ({
      connector: {
        Host: new URL(`http://${ongoingHost}/demo/api/v1`),
        Username: "demo",
        Password: Redacted.make("demo"),
        SyncOrders: on === "SyncOrders",
        SyncPurchaseOrders: on === "SyncPurchaseOrders",
        SyncInventory: on === "SyncInventory",
        SyncReturns: on === "SyncReturns"
      }
    })
  })

const sync = async (world: ConnectorWorld) => {
  // The shape of our own API, which its tests fix.
  const { operations } = (await world.sync()) as {
    readonly operations: ReadonlyArray<{
      readonly name: string
      readonly failed: ReadonlyArray<{ readonly key: string; readonly cause: string }>
    }>
  }
  return operations
}

test.each(["OngoingSyncScheduledTask", "OngoingProductSyncScheduledTask"])(
  "%s is shown with its group Plugins and its type Delta",
  async (task) => {
    await using world = await ConnectorWorld.open({ scheduled: true })
    expect(await json(await world.admin("GET", "/api/tasks"))).toContainEqual(
      expect.objectContaining({ task, group: "Plugins", type: "Delta" })
    )
  }
)

describe("OngoingSyncScheduledTask", () => {
  test("runs the four operations, one after the other, when all are switched on", async () => {
    await using world = await openStock()
    expect((await sync(world)).map(({ name }) => name)).toEqual([...switches])
  })

  test.each(switches)("%s switches its own operation on, and no other", async (on) => {
    await using world = await openWith(on)
    expect((await sync(world)).map(({ name }) => name)).toEqual([on])
  })

  test("goes on with the other operations when the reading of one fails", async () => {
    await using world = await openStock()
    await setInventory(world, 7)
    const lists = ["/purchaseOrders", "/orders"]
    world.network.between = (request, forward, call) =>
      call.host === ongoingHost && lists.some((path) => call.path.endsWith(path))
        ? Promise.resolve(new Response("no", { status: 400 }))
        : forward(request)
    expect((await sync(world)).map(({ name, failed }) => [name, failed.map(({ cause }) => cause)])).toEqual([
      ["SyncPurchaseOrders", ["refused-by-ongoing"]],
      ["SyncOrders", ["refused-by-ongoing"]],
      ["SyncReturns", ["refused-by-ongoing"]],
      ["SyncInventory", []]
    ])
    expect(await inventoryOf(world)).toBe(100)
  })
})

test("an export that fails is a warning in the log, with its cause", async () => {
  await using world = await ConnectorWorld.open({ ongoing: { settings: { unknownArticles: "refuse" } } })
  await world.place("A-1", { sku: "NO-SUCH-ARTICLE" })
  await world.release("A-1")
  const told = world.log.map((line) => JSON.parse(line)).filter(({ annotations }) => annotations?.outcome === "Dead")
  expect(told).toMatchObject([
    { level: "WARN", annotations: { tenant: "epic", flow: "order-export", key: "A-1/1", cause: "refused-by-ongoing" } }
  ])
})
