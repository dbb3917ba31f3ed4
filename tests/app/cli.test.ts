import { describe, expect, test } from "bun:test"
import { parse } from "@omnium-ongoing/app/cli/Arguments"
import { type Ask, carryOut } from "@omnium-ongoing/app/cli/Commands"
import { ConnectorWorld, json } from "../support/ConnectorWorld.ts"
import { mainWarehouse } from "../support/ShopOrder.ts"

describe("the command line", () => {
  test.each([
    [[], { command: { _tag: "Serve", port: undefined }, config: undefined, json: false }],
    [["serve", "--port", "0"], { command: { _tag: "Serve", port: 0 }, config: undefined, json: false }],
    [["--config", "a.json"], { command: { _tag: "Serve", port: undefined }, config: "a.json", json: false }],
    [
      ["sync", "epic", "--only", "orders,returns", "--full", "--json"],
      {
        command: { _tag: "Sync", tenant: "epic", only: ["orders", "returns"], full: true },
        config: undefined,
        json: true
      }
    ],
    [
      ["items", "epic", "--state", "dead"],
      { command: { _tag: "Items", tenant: "epic", state: "dead" }, config: undefined, json: false }
    ],
    [["retry", "7"], { command: { _tag: "Retry", item: "7" }, config: undefined, json: false }]
  ])("%j is understood", (args, expected) => {
    expect(parse(args)).toEqual(expected as ReturnType<typeof parse>)
  })

  test.each([
    [["fly"], "there is no command fly"],
    [["sync"], "sync needs a tenant"],
    [["items"], "items needs a tenant"],
    [["retry"], "retry needs an item"],
    [["sync", "epic", "more"], "unexpected argument: more"],
    [["--port", "http"], "--port http is not a port"],
    [["--nothing"], "--nothing"],
    [["--config"], "--config"]
  ])("%j is refused: %s", (args, words) => {
    expect(parse(args)).toContain(words)
  })
})

/** Asks a connector in this process, as the command does a running one. */
const asking =
  (world: ConnectorWorld): Ask =>
  async (path, body) => {
    const answer = world.admin(body === undefined ? "GET" : "POST", path, body)
    await world.quiet()
    const response = await answer
    return { status: response.status, json: await json(response) }
  }

describe("a command", () => {
  test("sync tells what was done and ends with 0", async () => {
    await using world = await ConnectorWorld.open()
    const { orderInfo } = await world.exported("A-1")
    await world.act(orderInfo.orderId, "release", "allocate", "pick")
    const sync = { _tag: "Sync", tenant: "epic", only: ["orders"], full: false } as const
    const printed = await carryOut(sync, asking(world), false)
    expect(printed.code).toBe(0)
    expect(printed.text).toMatch(
      /^SyncOrders: 1 done, 0 skipped, 0 held, 0 failed \(\d+ calls to Ongoing, \d+ to Omnium\)$/
    )
    const again = await carryOut(sync, asking(world), false)
    expect(again.text).toContain("  skipped 1: unchanged")
    const raw = await carryOut(sync, asking(world), true)
    expect(JSON.parse(raw.text)).toMatchObject({ task: "OngoingSyncScheduledTask", tenant: "epic" })
  })

  test("ends with 1 when something failed or is held, and says what", async () => {
    await using world = await ConnectorWorld.open()
    await world.omnium("PATCH", "/Stores/PatchStore", {
      id: mainWarehouse,
      externalIdsList: [{ providerName: "OngoingWarehouseId", id: "1" }]
    })
    await world.place("A-1")
    await world.release("A-1")
    const items = { _tag: "Items", tenant: "epic", state: undefined } as const
    const printed = await carryOut(items, asking(world), false)
    expect(printed.code).toBe(1)
    expect(printed.text).toMatch(
      /^ +\d+ {2}2026-11-02 08:00:00 {2}dead {7}order-export {3}A-1\/1 {2}no-goods-owner-id: The store/m
    )
    const done = await carryOut({ ...items, state: "done" }, asking(world), true)
    expect(done.code).toBe(0)
    expect(JSON.parse(done.text)).toMatchObject([{ state: "done" }, { state: "done" }])

    const dead = await world.item("order-export")
    const retried = await carryOut({ _tag: "Retry", item: String(dead.id) }, asking(world), false)
    expect(retried.code).toBe(0)
    expect(retried.text).toContain("A-1/1")
    expect((await world.item("order-export")).state).toBe("dead")
  })

  test("that cannot be carried out ends with 2 and the service's own words", async () => {
    await using world = await ConnectorWorld.open()
    const ask = asking(world)
    const sync = { _tag: "Sync", tenant: "nobody", only: undefined, full: false } as const
    expect(await carryOut(sync, ask, false)).toEqual({ text: "There is no tenant nobody.", code: 2 })
    expect(await carryOut({ ...sync, tenant: "epic", only: ["all"] }, ask, false)).toMatchObject({ code: 2 })
    expect(await carryOut({ _tag: "Items", tenant: "epic", state: "lost" }, ask, false)).toMatchObject({
      text: expect.stringContaining('There is no state "lost"'),
      code: 2
    })
    expect(await carryOut({ _tag: "Retry", item: "99" }, ask, false)).toEqual({
      text: "There is no such item.",
      code: 2
    })
    expect(await carryOut({ _tag: "Retry", item: "../x" }, ask, false)).toMatchObject({ code: 2 })
  })

  test("that comes while the task runs, or for an item that is done, ends with 1", async () => {
    await using world = await ConnectorWorld.open()
    await world.exported("A-1")
    const done = await world.item("order-export")
    expect(await carryOut({ _tag: "Retry", item: String(done.id) }, asking(world), false)).toEqual({
      text: "The item is done; only a dead or held one can be acted on.",
      code: 1
    })
    const gate = Promise.withResolvers<void>()
    world.network.between = async (request, forward) => {
      await gate.promise
      return forward(request)
    }
    const running = world.admin("POST", "/api/tenants/epic/tasks/OngoingSyncScheduledTask/run")
    await world.quiet()
    const sync = { _tag: "Sync", tenant: "epic", only: undefined, full: false } as const
    expect(await carryOut(sync, asking(world), false)).toMatchObject({ code: 1 })
    gate.resolve()
    await running
  })

  test("shows an empty list as one", async () => {
    await using world = await ConnectorWorld.open()
    const items = { _tag: "Items", tenant: "epic", state: undefined } as const
    expect(await carryOut(items, asking(world), false)).toEqual({ text: "No items.", code: 0 })
  })
})
