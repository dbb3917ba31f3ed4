import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createOmniumSimulator } from "@omnium-ongoing/omnium-simulator/OmniumSimulator"
import { createOngoingSimulator } from "@omnium-ongoing/ongoing-simulator/OngoingSimulator"
import { type Running, serve } from "@omnium-ongoing/simulator-kit/Serve"
import type { Host } from "@omnium-ongoing/simulator-kit/World"
import { answerOf, json, requestOf } from "../support/ConnectorWorld.ts"
import { root } from "../support/EmptyJournal.ts"
import type { ItemSeen } from "../support/Seen.ts"
import { type ChildOrder, Connector, type Death } from "./Connector.ts"
import { JumpingTime } from "./JumpingTime.ts"

const minute = 60_000
const publicUrl = "http://connector.test"
const secret = "the webhook secret of epic"

/** Omnium sends again what was not received, at the latest after this time. */
const lastRepetition = 30_000

export type Task = "OngoingSyncScheduledTask" | "OngoingProductSyncScheduledTask" | "exportPoll"

export interface CrashWorldOptions {
  /** The connector, as one file that can be run. */
  readonly program: string
  readonly dies?: Death
  readonly notes?: string
}

/** Both simulators on sockets of this process, and the connector in a process of its own that may die once. */
export class CrashWorld implements AsyncDisposable {
  readonly #directory = mkdtempSync(`${root}/crash-world-`)
  readonly ongoing: ReturnType<typeof createOngoingSimulator>
  readonly omnium: ReturnType<typeof createOmniumSimulator>
  /** What ended the connector, each time. */
  readonly deaths: Array<string> = []
  readonly #time = new JumpingTime()
  readonly #options: CrashWorldOptions
  readonly #servers: ReadonlyArray<Running>
  #calls = 0
  #connector: Connector | undefined

  private constructor(options: CrashWorldOptions) {
    this.#options = options
    const host: Host = { now: this.#time.now, later: this.#time.later, send: (request) => this.#passOn(request) }
    this.ongoing = createOngoingSimulator({
      host,
      orders: 0,
      articles: 4,
      settings: { unknownArticles: "refuse" },
      webhook: { url: `${publicUrl}/tenants/epic/webhooks/ongoing`, token: secret }
    })
    this.omnium = createOmniumSimulator({ host, orders: 0, products: 4 })
    this.#servers = [serve(this.ongoing, { port: 0 }), serve(this.omnium, { port: 0 })]
    this.#configure()
  }

  static async open(options: CrashWorldOptions): Promise<CrashWorld> {
    const world = new CrashWorld(options)
    const target = `${publicUrl}/tenants/epic`
    await world.omniumBack("PUT", "workflow", { url: `${target}/workflow`, secret })
    await world.omniumBack("PUT", "eventSubscriptions", [
      { url: `${target}/events/omnium`, secret, className: "Product" }
    ])
    await world.#start({ ...(options.dies && { dies: options.dies }), ...(options.notes && { notes: options.notes }) })
    return world
  }

  get #dataDirectory(): string {
    return `${this.#directory}/data`
  }

  /** The file of the journal. */
  get journal(): string {
    return `${this.#dataDirectory}/journal.sqlite`
  }

  get #config(): string {
    return `${this.#directory}/config.json`
  }

  #configure(): void {
    const [ongoing, omnium] = this.#servers
    const connector = {
      Host: `${ongoing?.url}/demo`,
      Username: "demo",
      Password: "demo",
      SyncOrders: true,
      SyncPurchaseOrders: true,
      SyncInventory: true,
      SyncReturns: true
    }
    const epic = {
      id: "epic",
      from: "2026-01-01T00:00:00Z",
      webhookSecret: secret,
      omnium: { host: omnium?.url, clientId: "demo", clientSecret: "demo" },
      connector,
      inventory: { compareWith: "inventory" }
    }
    const listen = { host: "127.0.0.1", port: 0 }
    writeFileSync(this.#config, JSON.stringify({ listen, publicUrl, dataDir: this.#dataDirectory, tenants: [epic] }))
  }

  async #start(more: Pick<ChildOrder, "dies" | "notes"> = {}): Promise<void> {
    this.#connector = new Connector(this.#options.program, { config: this.#config, ahead: this.#time.ahead, ...more })
    await this.#connector.started()
    if (this.#connector.isDead) await this.#revive()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#connector?.kill()
    for (const server of this.#servers) await server.stop()
    rmSync(this.#directory, { recursive: true })
  }

  // The connector

  /** The simulators know it under one name, wherever it answers, and whether it does. */
  async #passOn(request: Request): Promise<Response> {
    this.#calls++
    try {
      return await fetch(new Request(request.url.replace(publicUrl, this.#connector?.url ?? ""), request))
    } finally {
      this.#calls--
    }
  }

  /** The power fails, and comes back when something has become of the files. */
  async powerFails(meanwhile: (journal: string) => void): Promise<void> {
    await this.drained()
    await this.#connector?.kill()
    rmSync(`${this.journal}-shm`)
    meanwhile(this.journal)
    await this.#start()
    await this.pass(2)
  }

  /** It has died: it is started again, and no call of its former life can arrive any more. */
  async #revive(): Promise<void> {
    this.deaths.push((await this.#connector?.ended()) ?? "")
    if (this.deaths.length > 1) throw new Error(`The connector has died again: ${this.deaths.at(-1)}`)
    await this.#start()
    await this.pass(2)
  }

  /** Asks its API, again if it dies of it. */
  async asked(path: string, body?: object): Promise<{ readonly status: number; readonly json: unknown }> {
    for (;;) {
      try {
        const method = body === undefined ? "GET" : "POST"
        const answer = await fetch(requestOf(method, `${this.#connector?.url}/api/${path}`, body))
        return { status: answer.status, json: await json(answer) }
      } catch {
        await this.#revive()
      }
    }
  }

  /** The bytes of a label, by its public link. */
  async file(link: string): Promise<Uint8Array> {
    const answer = await fetch(link.replace(publicUrl, this.#connector?.url ?? ""))
    return new Uint8Array(await answer.arrayBuffer())
  }

  /** A system has something to announce that it has not tried to, or waits for the answer. */
  get #isCalling(): boolean {
    const announced = [
      ...this.omnium.world().state.dispatches.values(),
      ...this.ongoing.world().state.deliveries.values()
    ]
    return this.#calls > 0 || announced.some(({ attempts }) => attempts.length === 0)
  }

  /** All that the systems have announced has arrived and is done, or waits. */
  async drained(): Promise<void> {
    for (;;) {
      while (this.#isCalling) await new Promise((resolve) => setImmediate(resolve))
      const { status } = await this.asked("tenants/epic/drain", { timeoutSeconds: 20 })
      if (status !== 200) throw new Error(`The connector does not come to an end: ${status}.`)
      if (this.#isCalling) continue
      if (!this.#time.isDueWithin(lastRepetition)) return
      await this.#jump(lastRepetition)
    }
  }

  /** The task, and all that comes of it; so late that reading a little again would not make up for what it loses. */
  async run(task: Task, body: object = {}): Promise<void> {
    await this.pass(3)
    const { status, json: told } = await this.asked(`tenants/epic/tasks/${task}/run`, body)
    if (status !== 200) throw new Error(`${task} was answered with ${status}: ${JSON.stringify(told)}`)
    await this.drained()
  }

  readonly sync = (...only: ReadonlyArray<string>): Promise<void> => this.run("OngoingSyncScheduledTask", { only })

  async items(): Promise<ReadonlyArray<ItemSeen>> {
    // The shape of our own API, which its tests fix.
    return (await this.asked("tenants/epic/items")).json as ReadonlyArray<ItemSeen>
  }

  /** An operator tries all again that is dead. */
  async retryDead(): Promise<void> {
    // Our own API, as above.
    const dead = (await this.asked("tenants/epic/items?state=dead")).json as ReadonlyArray<ItemSeen>
    for (const { id } of dead) await this.asked(`items/${id}/retry`, {})
    await this.drained()
  }

  // Time

  /** Nothing is under way when time jumps: a call would have taken too long. */
  async pass(minutes: number): Promise<void> {
    await this.drained()
    await this.#jump(minutes * minute)
  }

  async #jump(milliseconds: number): Promise<void> {
    const ahead = this.#time.ahead + milliseconds
    await this.#connector?.jumpTo(ahead)
    this.#time.jumpTo(ahead)
  }

  // The two systems

  #token: string | undefined

  async omniumApi(method: string, path: string, body?: unknown): Promise<unknown> {
    const url = `${this.#servers[1]?.url}/api`
    this.#token ??= await (
      await this.omnium.fetch(requestOf("POST", `${url}/Token?clientId=demo&clientSecret=demo`, undefined))
    ).text()
    const headers = { authorization: `Bearer ${this.#token}` }
    return answerOf(await this.omnium.fetch(requestOf(method, `${url}${path}`, body, headers)))
  }

  async omniumBack(method: string, path: string, body?: unknown): Promise<unknown> {
    return answerOf(await this.omnium.fetch(requestOf(method, `${this.#servers[1]?.url}/_simulator/${path}`, body)))
  }

  async ongoingApi(method: string, path: string, body?: unknown): Promise<unknown> {
    const headers = { authorization: `Basic ${btoa("demo:demo")}` }
    const url = `${this.#servers[0]?.url}/demo/api/v1${path}`
    return answerOf(await this.ongoing.fetch(requestOf(method, url, body, headers)))
  }

  /** What the warehouse's staff do. */
  async warehouse(path: string, body: unknown = {}): Promise<unknown> {
    return answerOf(await this.ongoing.fetch(requestOf("POST", `${this.#servers[0]?.url}/_simulator/${path}`, body)))
  }
}
