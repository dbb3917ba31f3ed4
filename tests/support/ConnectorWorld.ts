// The simulator's check of itself is loaded now: while it was read from the disk, virtual time would pass.
import "@omnium-ongoing/ongoing-simulator/api/AnswerProblems"
import { Database } from "bun:sqlite"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import type { Settings, TenantSettings } from "@omnium-ongoing/app/Settings"
import { createOmniumSimulator } from "@omnium-ongoing/omnium-simulator/OmniumSimulator"
import {
  createOngoingSimulator,
  type OngoingSimulatorOptions
} from "@omnium-ongoing/ongoing-simulator/OngoingSimulator"
import type { Host } from "@omnium-ongoing/simulator-kit/World"
import { DateTime, type Duration, Redacted } from "effect"
import type { Blobs } from "./BlobStorageInMemory.ts"
import { ConnectorProcess } from "./ConnectorProcess.ts"
import { emptyJournal, root } from "./EmptyJournal.ts"
import { broken, Network } from "./Network.ts"
import type { ItemSeen, OmniumOrderSeen, OngoingOrderSeen } from "./Seen.ts"
import { type ShopOrder, shopOrder } from "./ShopOrder.ts"
import { VirtualTime } from "./VirtualTime.ts"

export const start = "2026-11-02T08:00:00Z"
export const adminKey = "an admin key of more than 32 characters"
export const ongoingHost = "ongoing.test"
const connectorUrl = "http://connector.test"

export const secretOf = (tenant: string): string => `webhook secret of ${tenant}`
export const omniumHost = (tenant: string): string => `${tenant}.omnium.test`

/** A day, in milliseconds: less than Omnium gives. */
const tokenLasts = 86_400_000

export interface WorldOptions {
  readonly tenants?: ReadonlyArray<string>
  /** Whether its tasks run by themselves. */
  readonly scheduled?: boolean
  readonly from?: string
  /** Whether Omnium calls the connector's workflow door, and its event door. */
  readonly announced?: boolean
  readonly ongoing?: Omit<OngoingSimulatorOptions, "host">
  /** The passwords of the two systems; "demo" if not given. */
  readonly passwords?: { readonly ongoing: string; readonly omnium: string }
  readonly tenant?: (id: string) => Partial<TenantSettings>
  readonly settings?: Partial<Settings>
}

const tenantSettings = (id: string, options: WorldOptions): TenantSettings => ({
  id,
  from: DateTime.makeUnsafe(options.from ?? "2026-11-01T00:00:00Z"),
  webhookSecret: Redacted.make(secretOf(id)),
  omnium: {
    host: new URL(`http://${omniumHost(id)}`),
    clientId: "demo",
    clientSecret: Redacted.make(options.passwords?.omnium ?? "demo")
  },
  connector: {
    Host: new URL(`http://${ongoingHost}/demo/api/v1`),
    Username: "demo",
    Password: Redacted.make(options.passwords?.ongoing ?? "demo"),
    SyncOrders: true,
    SyncPurchaseOrders: false,
    SyncInventory: false,
    SyncReturns: false
  },
  exportStatuses: undefined,
  inventory: { compareWith: "inventory" },
  tasks: {
    OngoingSyncScheduledTask: "*/5 * * * *",
    OngoingProductSyncScheduledTask: "*/15 * * * *",
    exportPoll: "* * * * *"
  },
  timeZone: "UTC",
  ...options.tenant?.(id)
})

/** Both simulators, a network between, the connector on a journal of its own, and time that passes when it is told to. */
export class ConnectorWorld implements AsyncDisposable {
  readonly time = new VirtualTime(start)
  readonly network: Network
  /** Read when the connector starts. */
  settings: Settings
  readonly ongoing: ReturnType<typeof createOngoingSimulator>
  readonly log: Array<string> = []
  readonly blobs: Blobs = new Map()
  /** The points that the connector has passed. */
  readonly points: Array<string> = []
  /** Whether it dies on reaching a point; asked with how many it has passed before. */
  diesAt: (point: string, before: number) => boolean = () => false
  readonly #omniums: ReadonlyMap<string, ReturnType<typeof createOmniumSimulator>>
  readonly #directory = mkdtempSync(`${root}/connector-world-`)
  readonly #scheduled: boolean
  readonly #passwords: NonNullable<WorldOptions["passwords"]>
  #files = 0
  #process: ConnectorProcess | undefined
  #left: ConnectorProcess | undefined

  private constructor(options: WorldOptions) {
    const tenants = options.tenants ?? ["epic"]
    this.#passwords = options.passwords ?? { ongoing: "demo", omnium: "demo" }
    this.#scheduled = options.scheduled ?? false
    this.settings = {
      listen: { host: "127.0.0.1", port: 4000 },
      publicUrl: new URL(connectorUrl),
      dataDir: this.#directory,
      adminKey: Redacted.make(adminKey),
      tenants: tenants.map((id) => tenantSettings(id, options)),
      ...options.settings
    }
    const host: Host = {
      now: () => this.time.now,
      later: this.time.later,
      send: (request) => this.connector(request)
    }
    this.ongoing = createOngoingSimulator({
      host,
      orders: 0,
      articles: 10,
      password: this.#passwords.ongoing,
      selfCheck: true,
      ...options.ongoing
    })
    this.#omniums = new Map(
      tenants.map(
        (id) =>
          [id, createOmniumSimulator({ host, orders: 0, products: 10, clientSecret: this.#passwords.omnium })] as const
      )
    )
    this.network = new Network(this.time, (request) => this.#system(new URL(request.url).host).fetch(request))
  }

  static async open(options: WorldOptions = {}): Promise<ConnectorWorld> {
    const world = new ConnectorWorld(options)
    if (options.announced !== false) {
      for (const { id } of world.settings.tenants) {
        const target = `${connectorUrl}/tenants/${id}`
        await world.omniumBack("PUT", "workflow", { url: `${target}/workflow`, secret: secretOf(id) }, id)
      }
    }
    await world.start()
    return world
  }

  #system(host: string) {
    if (host === ongoingHost) return this.ongoing
    const found = this.#omniums.get(host.split(".")[0] ?? "")
    if (found === undefined || !host.endsWith(".omnium.test")) throw broken("ENOTFOUND")
    return found
  }

  async start(): Promise<void> {
    const file = `${this.#directory}/journal-${this.#files + 1}.sqlite`
    this.#files++
    if (this.#left === undefined) writeFileSync(file, await emptyJournal())
    else this.#left.leave(file)
    this.#process = new ConnectorProcess(file, {
      settings: this.settings,
      scheduled: this.#scheduled,
      time: this.time,
      network: this.network,
      blobs: this.blobs,
      log: (line) => void this.log.push(line),
      diesAt: (point) => {
        const before = this.points.length
        this.points.push(point)
        return this.diesAt(point, before)
      }
    })
    await this.#process.start()
    await this.time.quiet()
  }

  /** Looks into the journal, or damages it, behind the connector's back. */
  journal<A>(work: (database: Database) => A): A {
    const database = new Database(`${this.#directory}/journal-${this.#files}.sqlite`)
    try {
      return work(database)
    } finally {
      database.close()
    }
  }

  async stop(): Promise<void> {
    await this.#process?.stop()
    this.#left = this.#process
    this.#process = undefined
  }

  /** Whether the connector has died at one of its points. */
  get isDead(): boolean {
    return this.#process?.alive === false
  }

  /** After a death, with what the disk held. */
  async restart(): Promise<void> {
    this.#process?.kill()
    this.#left = this.#process
    await this.start()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process?.alive) await this.#process.stop()
    rmSync(this.#directory, { recursive: true })
  }

  readonly quiet = (): Promise<void> => this.time.quiet()
  readonly pass = (duration: Duration.Input): Promise<void> => this.time.pass(duration)

  // What comes to the connector

  readonly connector = (request: Request): Promise<Response> =>
    this.#process === undefined ? Promise.reject(broken("ConnectionRefused")) : this.#process.fetch(request)

  /** A request to the connector; its body as it is, or as JSON. */
  door(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) {
    return this.connector(
      new Request(`${connectorUrl}${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) })
      })
    )
  }

  admin(method: string, path: string, body?: unknown): Promise<Response> {
    return this.door(method, path, body ?? (method === "GET" ? undefined : {}), { authorization: `Bearer ${adminKey}` })
  }

  /** A call of Omnium's workflow, and all that comes of it. */
  async announce(body: unknown, tenant = "epic"): Promise<Response> {
    const response = await this.door("POST", `/tenants/${tenant}/workflow/OngoingOrderExporter`, body, {
      authorization: `Bearer ${secretOf(tenant)}`
    })
    await this.quiet()
    return response
  }

  /** The answer of a task that ran to its end. */
  async run(
    task: "OngoingSyncScheduledTask" | "OngoingProductSyncScheduledTask" | "exportPoll",
    tenant = "epic",
    body: object = {}
  ) {
    const answer = this.admin("POST", `/api/tenants/${tenant}/tasks/${task}/run`, body)
    // A connector that dies does not answer; whoever awaits the answer is told so below.
    answer.catch(() => {})
    await this.quiet()
    return json(await answer)
  }

  readonly sync = () => this.run("OngoingSyncScheduledTask")

  async items(filter: { readonly state?: string; readonly key?: string } = {}, tenant = "epic") {
    const query = new URLSearchParams({ ...filter })
    // The shape of our own API, which its tests fix.
    return (await json(await this.admin("GET", `/api/tenants/${tenant}/items?${query}`))) as ReadonlyArray<ItemSeen>
  }

  /** The newest item of a flow. */
  async item(flow: string, key?: string): Promise<ItemSeen> {
    const found = (await this.items(key === undefined ? {} : { key })).find((item) => item.flow === flow)
    if (found === undefined) throw new Error(`There is no item of ${flow}.`)
    return found
  }

  async retry(item: ItemSeen): Promise<void> {
    const answer = await this.admin("POST", `/api/items/${item.id}/retry`)
    if (answer.status !== 200) throw new Error(`The retry was answered with ${answer.status}.`)
    await this.quiet()
  }

  // What happens in Omnium

  #tokens = new Map<string, { readonly token: string; readonly until: number }>()

  async omnium(method: string, path: string, body?: unknown, tenant = "epic"): Promise<unknown> {
    const url = `http://${omniumHost(tenant)}/api`
    const system = this.#system(omniumHost(tenant))
    let known = this.#tokens.get(tenant)
    if (known === undefined || known.until <= this.time.now) {
      const sent = new Request(
        `${url}/Token?clientId=demo&clientSecret=${encodeURIComponent(this.#passwords.omnium)}`,
        {
          method: "POST"
        }
      )
      known = { token: await (await system.fetch(sent)).text(), until: this.time.now + tokenLasts }
      this.#tokens.set(tenant, known)
    }
    return answerOf(
      await system.fetch(requestOf(method, `${url}${path}`, body, { authorization: `Bearer ${known.token}` }))
    )
  }

  async omniumBack(method: string, path: string, body?: unknown, tenant = "epic"): Promise<unknown> {
    const url = `http://${omniumHost(tenant)}/_simulator/${path}`
    return answerOf(await this.#system(omniumHost(tenant)).fetch(requestOf(method, url, body)))
  }

  /** A shop's order, still New. */
  async place(id: string, order: ShopOrder = {}, tenant = "epic"): Promise<void> {
    await this.omnium("POST", "/Orders", shopOrder(id, order), tenant)
  }

  /** Moves it to the status whose workflow step exports, and all that comes of it. */
  async release(id: string, tenant = "epic"): Promise<void> {
    await this.omnium("POST", `/Orders/${id}/UpdateStatus`, { status: "InProgress" }, tenant)
    await this.quiet()
  }

  /** An order in Omnium that has been exported. */
  async exported(id: string, order: ShopOrder = {}, tenant = "epic"): Promise<OngoingOrderSeen> {
    await this.place(id, order, tenant)
    await this.release(id, tenant)
    const [found] = await this.inOngoing(`${id}-1`)
    if (found === undefined)
      throw new Error(`${id} has not been exported: ${JSON.stringify(await this.items({}, tenant))}`)
    return found
  }

  /** The order as Omnium shows it. */
  async inOmnium(id: string, tenant = "epic"): Promise<OmniumOrderSeen> {
    // Tests assert what they read of it.
    return (await this.omnium("GET", `/Orders/${id}`, undefined, tenant)) as OmniumOrderSeen
  }

  // What happens in Ongoing

  async ongoingApi(method: string, path: string, body?: unknown): Promise<unknown> {
    const headers = { authorization: `Basic ${Buffer.from(`demo:${this.#passwords.ongoing}`).toString("base64")}` }
    return answerOf(
      await this.ongoing.fetch(requestOf(method, `http://${ongoingHost}/demo/api/v1${path}`, body, headers))
    )
  }

  /** Orders of this number, or all of the goods owner. */
  async inOngoing(orderNumber?: string, owner = 7): Promise<ReadonlyArray<OngoingOrderSeen>> {
    const query = orderNumber === undefined ? "" : `&orderNumber=${encodeURIComponent(orderNumber)}`
    // Tests assert what they read of it.
    return (await this.ongoingApi("GET", `/orders?goodsOwnerId=${owner}${query}`)) as ReadonlyArray<OngoingOrderSeen>
  }

  /** What the warehouse's staff do. */
  async warehouse(path: string, body: unknown = {}): Promise<unknown> {
    return answerOf(await this.ongoing.fetch(requestOf("POST", `http://${ongoingHost}/_simulator/${path}`, body)))
  }

  async act(orderId: number, ...actions: ReadonlyArray<string>): Promise<void> {
    for (const action of actions) await this.warehouse(`orders/${orderId}/${action}`)
  }
}

export const requestOf = (method: string, url: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  new Request(url, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })

export const answerOf = async (response: Response): Promise<unknown> => {
  if (!response.ok) throw new Error(`answered with ${response.status}: ${await response.text()}`)
  return json(response)
}

export const json = async (response: Response): Promise<unknown> => {
  const text = await response.text()
  return text === "" ? undefined : JSON.parse(text)
}
