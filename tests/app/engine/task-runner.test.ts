import { describe, expect, test } from "bun:test"
import { ConnectorWorld, json, omniumHost, ongoingHost } from "../../support/ConnectorWorld.ts"
import { shopOrder, shopWarehouse } from "../../support/ShopOrder.ts"

const task = (name: string, tenant = "epic") => `/api/tenants/${tenant}/tasks/${name}/run`
const sync = task("OngoingSyncScheduledTask")

interface Overview {
  readonly task: string
  readonly tenant: string
  readonly running: boolean
  readonly nextRun: string | null
  readonly lastRun: { readonly startedAt: string } | null
}

const overview = async (world: ConnectorWorld) =>
  (await json(await world.admin("GET", "/api/tasks"))) as ReadonlyArray<Overview>

/** Holds every call to a host until it is let go. */
const hold = (world: ConnectorWorld, host: string) => {
  const gate = Promise.withResolvers<void>()
  world.network.between = async (request, forward, call) => {
    if (call.host === host) await gate.promise
    return forward(request)
  }
  return gate.resolve
}

describe("a task", () => {
  test("never runs twice at the same time: the second one is answered with 409", async () => {
    await using world = await ConnectorWorld.open({ tenants: ["epic", "other"], scheduled: true })
    const release = hold(world, omniumHost("epic"))
    const first = world.admin("POST", sync)
    await world.quiet()
    const second = await world.admin("POST", sync)
    expect(second.status).toBe(409)
    expect(await json(second)).toMatchObject({ detail: "OngoingSyncScheduledTask of epic is already running." })
    const running = (await overview(world)).filter((each) => each.running)
    expect(running).toMatchObject([{ task: "OngoingSyncScheduledTask", tenant: "epic" }])
    expect((await world.admin("POST", task("OngoingSyncScheduledTask", "other"))).status).toBe(200)
    release()
    await world.quiet()
    expect((await first).status).toBe(200)
    expect((await world.admin("POST", sync)).status).toBe(200)
  })

  test("answers with what was done, skipped, held and failed, and how many calls it took", async () => {
    await using world = await ConnectorWorld.open({
      announced: false,
      scheduled: true,
      ongoing: { settings: { unknownArticles: "refuse" } }
    })
    for (const id of ["A-1", "A-2", "A-3"]) await world.place(id)
    await world.place("A-4", { warehouse: shopWarehouse })
    await world.place("A-5", { sku: "NO-SUCH-ARTICLE" })
    for (const id of ["A-1", "A-2", "A-3", "A-4", "A-5"]) await world.release(id)
    const report = await world.run("exportPoll")
    expect(report).toEqual({
      task: "exportPoll",
      tenant: "epic",
      startedAt: expect.any(String),
      finishedAt: expect.any(String),
      operations: [
        {
          name: "ExportOrders",
          // Three orders and the article they name; that of the fourth one is not in Omnium.
          done: 4,
          skipped: expect.arrayContaining([
            { reason: "not-an-ongoing-warehouse", count: 1 },
            { reason: "product-not-found", count: 1 },
            { reason: "coalesced", count: 2 }
          ]),
          held: 0,
          failed: [{ key: "A-5/1", cause: "refused-by-ongoing", message: expect.any(String) }],
          calls: {
            ongoing: world.network.callsTo(ongoingHost).length,
            // The error on the order is told by work of its own, which may come after the report.
            omnium: expect.any(Number)
          }
        },
        {
          name: "ExportDeliveries",
          done: 0,
          skipped: [],
          held: 0,
          failed: [],
          calls: { ongoing: 0, omnium: expect.any(Number) }
        }
      ]
    })
    const [shown] = (await overview(world)).filter((each) => each.task === "exportPoll")
    // A report is a JSON object.
    expect(shown?.lastRun).toEqual(report as Overview["lastRun"])
  })

  test("runs the operations that are asked for; knows its own, its tenant's and its name", async () => {
    await using world = await ConnectorWorld.open()
    const run = (path: string, body: unknown) => world.admin("POST", path, body)
    expect(await json(await run(sync, { only: ["orders"] }))).toMatchObject({ operations: [{ name: "SyncOrders" }] })
    const wrong = await run(sync, { only: ["orders", "everything"] })
    expect(wrong.status).toBe(400)
    expect(await json(wrong)).toMatchObject({
      detail: expect.stringContaining("no operation everything; it has ")
    })
    expect((await run(sync, { only: [] })).status).toBe(400)
    expect((await run(sync, { onyl: ["orders"] })).status).toBe(400)
    expect((await run(sync, "{")).status).toBe(400)
    expect((await run(task("Nothing"), {})).status).toBe(404)
    expect((await run(task("OngoingSyncScheduledTask", "nobody"), {})).status).toBe(404)
  })

  test("leaves out what is not switched on, unless it is asked for", async () => {
    await using world = await ConnectorWorld.open()
    const [epic] = world.settings.tenants
    if (epic === undefined) throw new Error("There is a tenant.")
    await world.stop()
    world.settings = { ...world.settings, tenants: [{ ...epic, connector: { ...epic.connector, SyncOrders: false } }] }
    await world.start()
    expect(await world.sync()).toMatchObject({ operations: [] })
    expect(await world.run("OngoingSyncScheduledTask", "epic", { only: ["orders"] })).toMatchObject({
      operations: [{ name: "SyncOrders" }]
    })
  })

  test("that fails in reading says so, leaves its cursor, and is free to run again", async () => {
    await using world = await ConnectorWorld.open()
    const { orderInfo } = await world.exported("A-1")
    await world.sync()
    const cursor = () =>
      world.journal((database) => database.query("SELECT position FROM cursors WHERE task = 'SyncOrders'").all())
    const before = cursor()
    await world.act(orderInfo.orderId, "release", "allocate", "pick")
    await world.pass("20 minutes")
    world.network.between = async (request, forward, call) =>
      call.host === ongoingHost && call.query.includes("orderStatusChangedTimeFrom")
        ? new Response("Oops", { status: 500 })
        : forward(request)
    expect(await world.sync()).toMatchObject({
      operations: [{ done: 0, failed: [{ key: "SyncOrders", cause: "ongoing-unavailable" }] }]
    })
    expect(cursor()).toEqual(before)
    world.network.between = (request, forward) => forward(request)
    await world.pass("1 minute")
    expect(await world.sync()).toMatchObject({ operations: [{ done: 1, failed: [] }] })
    expect(cursor()).not.toEqual(before)
  })

  test("waits for its own work, not for work that has to wait", async () => {
    await using world = await ConnectorWorld.open()
    await world.announce(shopOrder("UNKNOWN"))
    expect((await world.item("order-intake")).state).toBe("open")
    const { orderInfo } = await world.exported("A-1")
    await world.act(orderInfo.orderId, "release", "allocate", "pick")
    expect(await world.sync()).toMatchObject({ operations: [{ done: 1 }] })
  })
})

describe("a schedule", () => {
  test("runs each task at the times of its cron expression, and after a failure at the next one", async () => {
    await using world = await ConnectorWorld.open({ scheduled: true })
    expect(
      (await overview(world))
        .map(({ task, nextRun, lastRun }) => [task, nextRun, lastRun])
        .filter(([name]) => name !== "OngoingProductSyncScheduledTask")
    ).toEqual([
      ["OngoingSyncScheduledTask", "2026-11-02T08:05:00.000Z", null],
      ["exportPoll", "2026-11-02T08:01:00.000Z", null]
    ])
    const polls = () => world.network.callsTo(omniumHost("epic")).filter((call) => call.path.endsWith("/Scroll"))
    await world.pass("3 minutes")
    expect(polls().map((call) => new Date(call.at).toISOString().slice(11, 19))).toEqual([
      "08:01:00",
      "08:02:00",
      "08:03:00"
    ])
    world.network.down.add(omniumHost("epic"))
    await world.pass("10 minutes")
    world.network.down.clear()
    await world.pass("5 minutes")
    expect(polls().at(-1)?.outcome).toBe(200)
    const [synced] = (await overview(world)).filter((each) => each.task === "OngoingSyncScheduledTask")
    expect(synced).toMatchObject({
      lastRun: { startedAt: "2026-11-02T08:15:00.000Z" },
      nextRun: "2026-11-02T08:20:00.000Z"
    })
  })

  test("of one tenant does not wait for another's", async () => {
    await using world = await ConnectorWorld.open({ scheduled: true, announced: false, tenants: ["epic", "other"] })
    hold(world, omniumHost("epic"))
    await world.place("B-1", {}, "other")
    await world.release("B-1", "other")
    await world.pass("2 minutes")
    expect(await world.inOngoing("B-1-1")).toHaveLength(1)
  })
})

describe("draining", () => {
  const drain = "/api/tenants/epic/drain"

  test("ends when nothing is due: what has to wait is counted", async () => {
    await using world = await ConnectorWorld.open()
    await world.announce(shopOrder("UNKNOWN"))
    await world.exported("A-1")
    const drained = await world.admin("POST", drain, { timeoutSeconds: 5 })
    expect([drained.status, await json(drained)]).toEqual([200, { open: 1, held: 0, dead: 0 }])
  })

  test("waits for work under way, up to its time", async () => {
    await using world = await ConnectorWorld.open()
    const release = hold(world, ongoingHost)
    await world.place("A-1")
    await world.release("A-1")
    const tooShort = world.admin("POST", drain, { timeoutSeconds: 10 })
    const long = world.admin("POST", drain, { timeoutSeconds: 25 })
    await world.pass("11 seconds")
    expect((await tooShort).status).toBe(504)
    release()
    await world.quiet()
    expect((await long).status).toBe(200)
    expect(await world.inOngoing()).toHaveLength(1)
  })

  test("ends with the run it waited for, also when that found nothing to do", async () => {
    await using world = await ConnectorWorld.open()
    const release = hold(world, omniumHost("epic"))
    const run = world.admin("POST", sync)
    await world.quiet()
    let status = 0
    void world.admin("POST", drain, { timeoutSeconds: 20 }).then((answer) => {
      status = answer.status
    })
    await world.quiet()
    expect(status).toBe(0)
    release()
    await world.quiet()
    expect([(await run).status, status]).toEqual([200, 200])
  })

  test("refuses a time that is none, and a tenant that is none", async () => {
    await using world = await ConnectorWorld.open()
    for (const timeoutSeconds of [-1, 100_000, "5"]) {
      expect((await world.admin("POST", drain, { timeoutSeconds })).status).toBe(400)
    }
    expect((await world.admin("POST", "/api/tenants/nobody/drain", {})).status).toBe(404)
  })
})
