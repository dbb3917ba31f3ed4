import { describe, expect, test } from "bun:test"
import { type Ask, carryOut } from "@omnium-ongoing/app/cli/Commands"
import type { Finding } from "@omnium-ongoing/domain/doctor/Finding"
import { Redacted } from "effect"
import { ConnectorWorld, json, omniumHost, ongoingHost, type WorldOptions } from "../support/ConnectorWorld.ts"
import { broken } from "../support/Network.ts"
import { mainWarehouse, shopWarehouse } from "../support/ShopOrder.ts"

const publicHost = "connector.test"

/** A world whose every part is as it should be, with the public address leading to the service. */
const healthy = async (options: WorldOptions = {}) => {
  const world = await ConnectorWorld.open({
    ...options,
    tenant: (id) => ({ connector: everything(options.passwords?.ongoing), ...options.tenant?.(id) })
  })
  world.network.between = (request, forward, call) =>
    call.host === publicHost ? world.connector(request) : forward(request)
  return world
}

const everything = (password = "demo") => ({
  Host: new URL(`http://${ongoingHost}/demo/api/v1`),
  Username: "demo",
  Password: Redacted.make(password),
  SyncOrders: true,
  SyncPurchaseOrders: true,
  SyncInventory: true,
  SyncReturns: true
})

const examined = async (world: ConnectorWorld, tenant = "epic"): Promise<ReadonlyArray<Finding>> => {
  const answer = world.admin("GET", `/api/tenants/${tenant}/doctor`)
  await world.pass("15 seconds")
  // The shape of our own API.
  const { findings } = (await json(await answer)) as { readonly findings: ReadonlyArray<Finding> }
  return findings
}

const wrong = (findings: ReadonlyArray<Finding>) =>
  findings.filter((finding) => finding.severity !== "ok").map(({ severity, check }) => [severity, check])

const patchStore = (world: ConnectorWorld, id: string, changes: object) =>
  world.omnium("PATCH", "/Stores/PatchStore", { id, ...changes })

describe("doctor", () => {
  test("finds nothing wrong where nothing is, in few calls, and changes nothing", async () => {
    await using world = await healthy()
    const before = world.ongoing.world().ledger.since(0).length
    const findings = await examined(world)
    expect(wrong(findings)).toEqual([])
    expect(new Set(findings.map(({ check }) => check)).size).toBeGreaterThanOrEqual(16)
    expect(world.network.calls.length).toBeLessThan(25)
    expect(world.ongoing.world().ledger.since(0).length).toBe(before)
    expect(await world.items()).toEqual([])
  })

  test("tells what an operator reads in the documentation: no goods owner, another warehouse", async () => {
    await using world = await healthy()
    await patchStore(world, mainWarehouse, { externalIdsList: [{ providerName: "OngoingWarehouseId", id: "99" }] })
    const findings = await examined(world)
    expect(findings).toContainEqual(
      expect.objectContaining({
        severity: "error",
        message: expect.stringMatching(new RegExp(`^No Goods Owner ID: .*${mainWarehouse}`)),
        advice: expect.stringContaining("Add OngoingGoodsOwnerId to store")
      })
    )
    expect(findings).toContainEqual(
      expect.objectContaining({
        check: "warehouses",
        message: expect.stringMatching(new RegExp(`^Inventory not syncing: .*${mainWarehouse} names the warehouse 99`))
      })
    )
    // What somebody has mended is seen at once.
    await patchStore(world, mainWarehouse, {
      externalIdsList: [
        { providerName: "OngoingGoodsOwnerId", id: "7" },
        { providerName: "OngoingWarehouseId", id: "1" }
      ]
    })
    expect(wrong(await examined(world))).toEqual([])
  })

  test("names a goods owner that the user has no access to", async () => {
    await using world = await healthy()
    await patchStore(world, shopWarehouse, {
      properties: [{ key: "IsOngoingStore", value: "true" }],
      externalIdsList: [
        { providerName: "OngoingGoodsOwnerId", id: "77" },
        { providerName: "OngoingWarehouseId", id: "1" }
      ]
    })
    expect((await examined(world)).filter(({ severity }) => severity === "error")).toMatchObject([
      { check: "goods-owners", message: expect.stringContaining("goods owner 77") }
    ])
  })

  test("a wrong password is one call more, and what needs that system is not looked at", async () => {
    await using world = await healthy({ passwords: { ongoing: "right", omnium: "demo" } })
    await world.stop()
    world.settings = {
      ...world.settings,
      tenants: world.settings.tenants.map((tenant) => ({ ...tenant, connector: everything("wrong") }))
    }
    await world.start()
    const findings = await examined(world)
    expect(findings).toContainEqual(
      expect.objectContaining({
        severity: "error",
        check: "ongoing",
        advice: expect.stringContaining("Verify connector options are correctly configured")
      })
    )
    expect(wrong(findings)).toContainEqual(["warning", "warehouses"])
    expect(findings).toContainEqual(expect.objectContaining({ severity: "ok", check: "stores" }))
    expect(world.network.callsTo(ongoingHost)).toHaveLength(1)
  })

  test.each([
    ["is away", () => Promise.reject(broken("ConnectionRefused"))],
    ["is another kind of server", async () => new Response("<html>", { headers: { "content-type": "text/html" } })],
    ["answers with 500", async () => new Response("{}", { status: 500 })]
  ] as const)("a host that %s is an error, and no check fails the others", async (_, answer) => {
    await using world = await healthy()
    world.network.between = (request, forward, call) => (call.host === omniumHost("epic") ? answer() : forward(request))
    const findings = await examined(world)
    expect(wrong(findings)).toContainEqual(["error", "omnium"])
    expect(findings).toContainEqual(expect.objectContaining({ severity: "ok", check: "purchase-order-statuses" }))
    expect(findings).toContainEqual(expect.objectContaining({ severity: "ok", check: "scheduled-tasks" }))
  })

  test("a 500 to the first call with the credentials may be about them: that is said, and not asked again (C5)", async () => {
    await using world = await healthy({ passwords: { ongoing: "a password", omnium: "demo" } })
    await world.warehouse("faults", { fault: "reject-fetch-client" })
    const findings = await examined(world)
    expect(findings).toContainEqual({
      severity: "error",
      check: "ongoing",
      message: expect.stringMatching(/An error has occurred.*credentials or transport/),
      advice: expect.stringContaining(
        `curl --include --user 'demo' 'http://${ongoingHost}/demo/api/v1/orders/statuses'`
      )
    })
    expect(JSON.stringify(findings)).not.toContain("a password")
    expect(world.network.callsTo(ongoingHost)).toHaveLength(1)
  })

  test("one look that fails is a finding, and the others go on", async () => {
    await using world = await healthy()
    const { between } = world.network
    world.network.between = (request, forward, call) =>
      call.path.endsWith("/warehouses")
        ? Promise.resolve(new Response("{}", { status: 404 }))
        : between(request, forward, call)
    expect(wrong(await examined(world))).toEqual([["warning", "warehouses"]])
  })

  test("tells of clocks, purchase order statuses, orders before from and label links", async () => {
    await using world = await healthy({
      ongoing: { settings: { purchaseOrderStatuses: "standard" } },
      announced: false,
      from: "2026-12-01T00:00:00Z"
    })
    await world.place("OLD-1")
    await world.release("OLD-1")
    // Searches in Omnium see an order a moment later.
    await world.pass("10 seconds")
    world.network.between = async (request, forward, call) => {
      if (call.host === publicHost) return new Response("no", { status: 502 })
      const response = await forward(request)
      if (call.host !== ongoingHost) return response
      const headers = new Headers([...response.headers])
      headers.set("date", new Date(world.time.now - 600_000).toUTCString())
      return new Response(await response.text(), { status: response.status, headers })
    }
    const findings = await examined(world)
    expect(wrong(findings)).toEqual([
      ["warning", "clock"],
      ["warning", "go-live-line"],
      ["warning", "purchase-order-statuses"],
      ["warning", "label-links"]
    ])
    expect(findings.find(({ check }) => check === "go-live-line")?.message).toContain("OLD-1")
  })

  test("X7: two environments on one goods owner are told of, by either of them", async () => {
    await using world = await healthy({ tenants: ["epic", "other"] })
    for (const tenant of ["epic", "other"]) {
      expect(wrong(await examined(world, tenant))).toEqual([["warning", "environments"]])
    }
  })

  test("tells what waits for a person, and of runs that failed", async () => {
    await using world = await healthy({ ongoing: { settings: { unknownArticles: "refuse" } }, announced: false })
    await patchStore(world, mainWarehouse, { externalIdsList: [{ providerName: "OngoingWarehouseId", id: "1" }] })
    await world.place("A-1")
    await world.release("A-1")
    await world.run("exportPoll")
    const findings = await examined(world)
    expect(findings).toContainEqual(
      expect.objectContaining({ severity: "error", message: "1 of the list of work: no-goods-owner-id: A-1/1." })
    )
    expect(wrong(findings)).toContainEqual(["warning", "scheduled-tasks"])
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

describe("the command doctor", () => {
  const doctor = (tenant?: string) => ({ _tag: "Doctor", tenant }) as const

  test("prints every tenant, errors first with what to do, and ends with 1 only for errors", async () => {
    await using world = await healthy({ tenants: ["epic", "other"] })
    const warned = await carryOut(doctor(), asking(world), false)
    expect(warned.code).toBe(0)
    expect(warned.text).toMatch(/^epic\n {2}warning {2}environments: .*\n {11}Give each/)
    expect(warned.text).toContain("\nother\n")
    await patchStore(world, mainWarehouse, { externalIdsList: [] })
    const printed = await carryOut(doctor("epic"), asking(world), false)
    expect(printed.code).toBe(1)
    expect(printed.text).toMatch(/^epic\n {2}error {4}stores: No Goods Owner ID/)
    const raw = await carryOut(doctor("epic"), asking(world), true)
    expect(JSON.parse(raw.text)).toMatchObject({ tenant: "epic", findings: expect.any(Array) })
    expect(raw.code).toBe(1)
  })

  test("of a tenant that does not exist ends with 2", async () => {
    await using world = await healthy()
    expect(await carryOut(doctor("nobody"), asking(world), false)).toEqual({
      text: "There is no such tenant. There are: epic.",
      code: 2
    })
  })
})
