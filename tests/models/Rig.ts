import { Redacted } from "effect"
import { ConnectorWorld, ongoingHost, secretOf, type WorldOptions } from "../support/ConnectorWorld.ts"
import { broken, type MadeCall } from "../support/Network.ts"
import type { ItemSeen } from "../support/Seen.ts"

/** What the main task brings. */
export type Brings = "SyncOrders" | "SyncPurchaseOrders" | "SyncInventory" | "SyncReturns"

/** Whether the two systems tell of changes by themselves; if not, only the tasks find them. */
export interface Telling {
  readonly webhooks: boolean
  readonly events: boolean
}

export interface Loss {
  readonly system: "ongoing" | "omnium"
  /** A late call arrives when the connector has given up on it: half a minute it waits for an answer. */
  readonly what: "call" | "answer" | "late call"
}

const lateBy = 50_000

const doors = "http://connector.test/tenants/epic"

/** Articles are not played here: they are written before whatever names them, and would meet most losses. */
const isWrite = ({ method, path }: MadeCall): boolean =>
  method !== "GET" && !/\/(Token|Search\w*|Scroll|articles)(\/|$)/.test(path)

/** Cycles of the tasks, with what passes before each. The last finds what is looked for only now and then. */
const cycles = ["2 minutes", "6 hours"] as const
const longest = ["1 hour", "1 hour", "1 hour"] as const

/** Both systems with the real connector between them, and what can go wrong there. */
export class Rig implements AsyncDisposable {
  readonly world: ConnectorWorld
  readonly #losses: Array<Loss> = []

  private constructor(world: ConnectorWorld) {
    this.world = world
    world.network.between = async (request, forward, call) => {
      const at = this.#losses.findIndex(({ system }) => call.host.includes(system) && isWrite(call))
      const [loss] = at < 0 ? [] : this.#losses.splice(at, 1)
      if (loss === undefined) return forward(request)
      if (loss.what === "late call") {
        world.time.later(lateBy, () => void forward(request))
        return new Promise(() => {})
      }
      if (loss.what === "answer") await forward(request)
      throw broken("ECONNRESET")
    }
  }

  static async open(
    brings: ReadonlyArray<Brings>,
    { webhooks, events }: Telling,
    options: Omit<WorldOptions, "tenant"> & { readonly compareWith?: "inventory" | "available" | "precise" } = {}
  ): Promise<Rig> {
    const { compareWith = "inventory", ...rest } = options
    const is = (operation: Brings) => brings.includes(operation)
    const world = await ConnectorWorld.open({
      announced: events,
      ...rest,
      tenant: () => ({
        connector: {
          Host: new URL(`http://${ongoingHost}/demo/api/v1`),
          Username: "demo",
          Password: Redacted.make("demo"),
          SyncOrders: is("SyncOrders"),
          SyncPurchaseOrders: is("SyncPurchaseOrders"),
          SyncInventory: is("SyncInventory"),
          SyncReturns: is("SyncReturns")
        },
        inventory: { compareWith }
      })
    })
    if (webhooks) await world.warehouse("webhooks", { url: `${doors}/webhooks/ongoing`, token: secretOf("epic") })
    if (events) {
      const told = { url: `${doors}/events/omnium`, secret: secretOf("epic"), className: "Order" }
      await world.omniumBack("PUT", "eventSubscriptions", [told])
    }
    return new Rig(world)
  }

  /** The next write to a system does not arrive, or not in time, or its answer does not. */
  lose(loss: Loss): void {
    this.#losses.push(loss)
  }

  /** How many losses still lie in wait. */
  get losses(): number {
    return this.#losses.length
  }

  /** The connector dies at one of the points that it comes to next. */
  dieAt(nth: number): void {
    const dies = this.world.points.length + nth
    this.world.diesAt = (_, before) => before >= dies
  }

  /** Dead or alive, it is started with what the disk holds. */
  async restart(): Promise<void> {
    this.world.diesAt = () => false
    await this.world.restart()
  }

  /** Nobody waits for the report: the connector may die on the way. */
  async run(task: "OngoingSyncScheduledTask" | "exportPoll", body: object = {}): Promise<void> {
    this.world.admin("POST", `/api/tenants/epic/tasks/${task}/run`, body).catch(() => {})
    await this.world.quiet()
  }

  /** What a person sees in the list of work, by key. */
  async shown(key = ""): Promise<ReadonlyArray<ItemSeen>> {
    return (await this.world.items()).filter(
      (item) => (item.state === "dead" || item.state === "held") && item.key.startsWith(key)
    )
  }

  /** An operator retries what is dead or held. */
  async retry(): Promise<void> {
    if (this.world.isDead) return
    for (const { id } of await this.shown()) {
      if (!this.world.isDead) await this.world.admin("POST", `/api/items/${id}/retry`).catch(() => {})
      await this.world.quiet()
    }
  }

  /** Faults end, and the tasks run until nothing is left to do. */
  async settle(): Promise<void> {
    this.#losses.length = 0
    if (this.world.isDead) await this.restart()
    this.world.diesAt = () => false
    for (const pause of cycles) await this.#cycle(pause)
    for (const pause of longest) if (await this.#isBusy()) await this.#cycle(pause)
    const open = await this.world.items({ state: "open" })
    if (open.length > 0) throw new Error(`R21: work does not come to an end: ${JSON.stringify(open)}`)
  }

  async #cycle(pause: (typeof cycles | typeof longest)[number]): Promise<void> {
    await this.world.pass(pause)
    await this.run("exportPoll")
    await this.run("OngoingSyncScheduledTask")
  }

  async #isBusy(): Promise<boolean> {
    return (await this.world.items({ state: "open" })).length > 0
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.world[Symbol.asyncDispose]()
  }
}
