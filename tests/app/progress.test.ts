import { describe, expect, test } from "bun:test"
import { parse } from "@omnium-ongoing/app/cli/Arguments"
import { type Ask, carryOut } from "@omnium-ongoing/app/cli/Commands"
import { finishing } from "@omnium-ongoing/app/cli/Finishing"
import { barLine, plainLine } from "@omnium-ongoing/app/cli/ProgressLine"
import { type Screen, watching } from "@omnium-ongoing/app/cli/Watching"
import { Clock, Effect } from "effect"
import { ConnectorWorld, json, ongoingHost, start } from "../support/ConnectorWorld.ts"

interface Overview {
  readonly task: string
  readonly cron: string | null
  readonly progress: { readonly operation: string; readonly done: number; readonly total: number | null } | null
}

const overview = async (world: ConnectorWorld) =>
  (await json(await world.admin("GET", "/api/tasks"))) as ReadonlyArray<Overview>

const asking =
  (world: ConnectorWorld): Ask =>
  async (path, body) => {
    const response = await world.admin(body === undefined ? "GET" : "POST", path, body)
    return { status: response.status, json: await json(response) }
  }

/** Orders that only the poll finds; each write to Ongoing waits until it is let go. */
const slow = async (orders: number, scheduled = false) => {
  const world = await ConnectorWorld.open({ announced: false, scheduled })
  for (let number = 1; number <= orders; number++) {
    await world.place(`A-${number}`)
    await world.release(`A-${number}`)
  }
  await world.pass("10 seconds")
  const waiting: Array<() => void> = []
  world.network.between = async (request, forward, call) => {
    if (call.host === ongoingHost && call.method === "PUT" && call.path.endsWith("/orders")) {
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
    return forward(request)
  }
  const letGo = async () => {
    waiting.shift()?.()
    await world.quiet()
  }
  return { world, letGo }
}

describe("a running task", () => {
  test("tells its operation, how much has ended and how much there is; one at rest tells nothing", async () => {
    const { world, letGo } = await slow(3, true)
    await using _ = world
    const shown = async () => (await overview(world)).find(({ task }) => task === "exportPoll")?.progress
    expect(await shown()).toBeNull()
    const run = world.admin("POST", "/api/tenants/epic/tasks/exportPoll/run")
    await world.quiet()
    // The article of each order is put before the order.
    const progress = { operation: "ExportOrders", total: 6, startedAt: new Date(world.time.now).toISOString() }
    expect(await shown()).toEqual({ ...progress, done: 3 })
    await letGo()
    expect(await shown()).toEqual({ ...progress, done: 4 })
    await letGo()
    await letGo()
    expect((await run).status).toBe(200)
    expect(await shown()).toBeNull()
  })

  test("has no total while it is still looking", async () => {
    await using world = await ConnectorWorld.open({ announced: false, scheduled: true })
    const gate = Promise.withResolvers<void>()
    world.network.between = async (request, forward) => {
      await gate.promise
      return forward(request)
    }
    const run = world.admin("POST", "/api/tenants/epic/tasks/exportPoll/run")
    await world.quiet()
    expect((await overview(world)).find(({ task }) => task === "exportPoll")?.progress).toMatchObject({ total: null })
    gate.resolve()
    await world.quiet()
    await run
  })

  test("is shown although it has no schedule", async () => {
    const { world, letGo } = await slow(1)
    await using _ = world
    expect(await overview(world)).toEqual([])
    const run = world.admin("POST", "/api/tenants/epic/tasks/exportPoll/run")
    await world.quiet()
    expect(await overview(world)).toMatchObject([{ task: "exportPoll", cron: null, progress: { total: 2 } }])
    await letGo()
    await run
  })

  test("counts the rows of the stock that it reads", async () => {
    await using world = await ConnectorWorld.open({ scheduled: true })
    const gate = Promise.withResolvers<void>()
    world.network.between = async (request, forward, call) => {
      if (call.path.includes("/api/Inventory")) await gate.promise
      return forward(request)
    }
    const body = { only: ["inventory"], full: true }
    const run = world.admin("POST", "/api/tenants/epic/tasks/OngoingSyncScheduledTask/run", body)
    await world.quiet()
    const shown = (await overview(world)).find(({ task }) => task === "OngoingSyncScheduledTask")?.progress
    expect(shown).toMatchObject({ operation: "SyncInventory", done: 10, total: null })
    gate.resolve()
    await world.quiet()
    expect((await run).status).toBe(200)
  })
})

describe("a line of progress", () => {
  const startedAt = start
  const after = (seconds: number) => Date.parse(start) + seconds * 1000
  const progress = (done: number, total: number | null) => ({ operation: "SyncInventory", done, total, startedAt })

  test.each([
    [progress(0, null), 5, "SyncInventory: 0"],
    [progress(1200, null), 5, "SyncInventory: 1200, 240/s"],
    [progress(0, 100), 5, "SyncInventory: 0 of 100"],
    [progress(50, 100), 5, "SyncInventory: 50 of 100, 10/s, 5 s left"],
    [progress(1, 3), 30, "SyncInventory: 1 of 3, 2/min, 1 min left"],
    [progress(10, 72010), 10, "SyncInventory: 10 of 72010, 1/s, 20 h 0 min left"],
    [progress(100, 100), 5, "SyncInventory: 100 of 100, 20/s, 0 s left"]
  ] as const)("%j after %d s is %s", (given, seconds, line) => {
    expect(plainLine(given, after(seconds))).toBe(line)
  })

  test("stands behind a bar once its length is known", () => {
    expect(barLine(progress(50, 100), after(5))).toStartWith(`[${"#".repeat(12)}${".".repeat(12)}] SyncInventory: 50`)
    expect(barLine(progress(5, null), after(5))).toStartWith("SyncInventory: 5")
    expect(barLine(progress(0, 0), after(5))).toStartWith(`[${"#".repeat(24)}]`)
  })
})

describe("the command line", () => {
  test.each([
    [["export-products", "epic"], { _tag: "ExportProducts", tenant: "epic" }],
    [["doctor"], { _tag: "Doctor", tenant: undefined }],
    [["doctor", "epic"], { _tag: "Doctor", tenant: "epic" }]
  ])("%j is understood", (args, command) => {
    expect(parse(args)).toMatchObject({ command } as ReturnType<typeof parse> & object)
  })

  test("export-products needs a tenant", () => {
    expect(parse(["export-products"])).toBe("export-products needs a tenant")
  })

  test("export-products runs OngoingProductSyncScheduledTask", async () => {
    await using world = await ConnectorWorld.open()
    const printed = carryOut({ _tag: "ExportProducts", tenant: "epic" }, asking(world), true)
    await world.quiet()
    expect(await printed).toMatchObject({ code: 0 })
    expect(JSON.parse((await printed).text)).toMatchObject({ task: "OngoingProductSyncScheduledTask" })
  })
})

describe("a command that waits for a task", () => {
  const watched = { tenant: "epic", task: "exportPoll" }
  /** Watches a run of the poll; `printed` is what a person sees of it. */
  const watch = (world: ConnectorWorld, isTerminal: boolean) => {
    const printed: Array<string> = []
    const screen: Screen = { isTerminal, write: (text) => void printed.push(text) }
    const work = Effect.promise(() => world.admin("POST", "/api/tenants/epic/tasks/exportPoll/run"))
    const ended = Effect.runPromise(
      Effect.provideService(
        watching(watched, asking(world), screen, work),
        Clock.Clock,
        world.time.clockOf({ alive: true })
      )
    )
    return { printed, ended }
  }

  test("writes a plain line every few seconds where there is no terminal", async () => {
    const { world, letGo } = await slow(2)
    await using _ = world
    const { printed, ended } = watch(world, false)
    await world.pass("6 seconds")
    await letGo()
    await world.pass("5 seconds")
    expect(printed).toEqual(["ExportOrders: 2 of 4, 24/min, 5 s left\n", "ExportOrders: 3 of 4, 18/min, 4 s left\n"])
    await letGo()
    expect((await ended).status).toBe(200)
  })

  test("draws one line anew on a terminal, and leaves nothing of it", async () => {
    const { world, letGo } = await slow(2)
    await using _ = world
    const { printed, ended } = watch(world, true)
    await world.pass("1 second")
    expect(printed.length).toBe(2)
    expect(printed.every((text) => text.startsWith("\r\u001b[K[") && !text.includes("\n"))).toBe(true)
    await letGo()
    await letGo()
    await ended
    expect(printed.at(-1)).toBe("\r\u001b[K")
  })

  test("goes on though its progress cannot be shown", async () => {
    const broken: Ask = () => Promise.reject(new Error("gone"))
    await using world = await ConnectorWorld.open()
    const screen: Screen = { isTerminal: false, write: () => {} }
    const work = Effect.as(Effect.sleep("20 seconds"), "done")
    const ended = Effect.runPromise(
      Effect.provideService(watching(watched, broken, screen, work), Clock.Clock, world.time.clockOf({ alive: true }))
    )
    await world.pass("21 seconds")
    expect(await ended).toBe("done")
  })
})

describe("without a service", () => {
  test("a command also does what an earlier run has left, and says how much", async () => {
    const { world, letGo } = await slow(3)
    await using _ = world
    const run = world.admin("POST", "/api/tenants/epic/tasks/exportPoll/run")
    run.catch(() => {})
    await world.quiet()
    await world.restart()
    await letGo()
    const said: Array<string> = []
    let isOver = false
    const ended = Effect.runPromise(finishing("epic", asking(world), (text) => void said.push(text))).then(() => {
      isOver = true
    })
    await world.pass("11 seconds")
    // The third, which was under way, waits until what was lost of it has landed.
    expect([isOver, said]).toEqual([false, ["2 items are still due.\n"]])
    for (let order = 1; order <= 3; order++) await letGo()
    await world.pass("1 minute")
    await letGo()
    await world.pass("1 minute")
    await ended
    expect(await world.inOngoing()).toHaveLength(3)
    expect(await world.items({ state: "open" })).toEqual([])
  })

  test("it does not wait for what can be done only later", async () => {
    const said: Array<string> = []
    const still: Ask = async () => ({ status: 504, json: { detail: "4 items are still due." } })
    await Effect.runPromise(finishing("epic", still, (text) => void said.push(text)))
    expect(said.length).toBeGreaterThan(1)
    expect(new Set(said)).toEqual(new Set(["4 items are still due.\n"]))
  })
})
