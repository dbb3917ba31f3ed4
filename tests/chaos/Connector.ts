import { copyFileSync, existsSync, rmSync } from "node:fs"
import { connector, version } from "@omnium-ongoing/app/Connector"
import type { ConnectorApp } from "@omnium-ongoing/app/http/App"
import { httpApp } from "@omnium-ongoing/app/http/App"
import * as Database from "@omnium-ongoing/app/journal/Database"
import type { Settings } from "@omnium-ongoing/app/Settings"
import { CrashPoint } from "@omnium-ongoing/domain/ports/Upstream"
import {
  Cause,
  Clock,
  Context,
  DateTime,
  Effect,
  Exit,
  Layer,
  Logger,
  Random,
  Redacted,
  Scheduler,
  Scope
} from "effect"
import { HttpClient } from "effect/http"
import * as BlobStorageInMemory from "../support/BlobStorageInMemory.ts"
import { Dice } from "./Dice.ts"
import type { Network } from "./Network.ts"
import { Process } from "./Process.ts"
import type { Story } from "./Story.ts"
import { connectorUrl, omniumHost, ongoingHost, webhookSecret } from "./Systems.ts"
import { type World, waiting } from "./World.ts"

export const adminKey = "chaos-admin-key-0123456789-abcdefghij"

export const settingsOf = (story: Story): Settings => ({
  listen: { host: "connector.test", port: 80 },
  publicUrl: new URL(connectorUrl),
  dataDir: "",
  adminKey: Redacted.make(adminKey),
  tenants: story.tenants.map((tenant) => ({
    id: tenant.id,
    from: DateTime.makeUnsafe(story.start + tenant.from),
    webhookSecret: Redacted.make(webhookSecret),
    omnium: { host: new URL(`http://${omniumHost(tenant.id)}`), clientId: "demo", clientSecret: Redacted.make("demo") },
    connector: {
      Host: new URL(`http://${ongoingHost}/demo/api/v1`),
      Username: "demo",
      Password: Redacted.make("demo"),
      SyncOrders: true,
      SyncPurchaseOrders: story.switches.purchaseOrders,
      SyncInventory: story.switches.inventory,
      SyncReturns: story.switches.returns
    },
    exportStatuses: undefined,
    inventory: { compareWith: story.compareWith },
    tasks: {
      OngoingSyncScheduledTask: tenant.syncCron,
      OngoingProductSyncScheduledTask: tenant.productCron,
      exportPoll: tenant.exportCron
    },
    timeZone: story.timeZone
  }))
})

const journalParts = ["", "-wal"]
const copied = "-copy"

/** Milliseconds that a service manager waits between SIGTERM and SIGKILL. */
const untilKilled = 10_000

/** Nobody answers: the connector is not there, or died before it could. */
export const noAnswer = Symbol("no answer")

interface Life {
  readonly process: Process
  /** Asks everything of it to end, as SIGTERM does. */
  readonly end: () => void
  readonly close: () => void
  app: ConnectorApp | undefined
}

/** The real connector with a real SQLite file, killed and started again as the story wants it. */
export class Connector {
  crashes = 0
  boots = 0
  booting: () => void = () => {}
  /** The copy lies in the journal's place. */
  restored: () => void = () => {}
  /** Levels from warning up, with which nothing but people is concerned. */
  readonly complaints: Array<string> = []
  readonly blobs: BlobStorageInMemory.Blobs = new Map()
  readonly #world: World
  readonly #story: Story
  readonly #network: Network
  readonly #filename: string
  readonly #bombs = new Map<string, { left: number; readonly down: number }>()
  #life: Life | undefined

  constructor(world: World, story: Story, network: Network, filename: string) {
    this.#world = world
    this.#story = story
    this.#network = network
    this.#filename = filename
  }

  get isUp(): boolean {
    return this.#life !== undefined
  }

  /** How far its clock is ahead of everybody else's. */
  ahead = 0

  /** Runs inside an event, as everything that starts a fiber must. */
  boot(): void {
    const world = this.#world
    const process = new Process(world, () => this.ahead)
    const dice = new Dice(this.#story.seed, `process ${this.boots++}`)
    // The driver closes the file at a crash; nobody ever closes the rest.
    const storage = Scope.makeUnsafe()
    const whole = Scope.makeUnsafe()
    world.note("boot")
    this.booting()
    const settings = settingsOf(this.#story)
    const surroundings = Context.empty().pipe(
      Context.add(Clock.Clock, process.clock),
      Context.add(Scheduler.Scheduler, process.scheduler),
      Context.add(Random.Random, { nextDoubleUnsafe: dice.next, nextIntUnsafe: () => dice.int(0, 2 ** 48) }),
      Context.add(HttpClient.TracerPropagationEnabled, false),
      Context.add(Logger.CurrentLoggers, new Set([this.#logger])),
      Context.add(CrashPoint, this.#reach)
    )
    const life: Life = {
      process,
      app: undefined,
      end: () => void Effect.runForkWith(surroundings)(Scope.close(whole, Exit.void)),
      close: () => Effect.runSync(Scope.close(storage, Exit.void))
    }
    this.#life = life
    const built = Effect.gen({ self: this }, function* () {
      const database = yield* Layer.buildWithScope(Database.layer(this.#filename), storage)
      const ground = Layer.mergeAll(
        this.#network.client(process),
        BlobStorageInMemory.layer(this.blobs, connectorUrl),
        Layer.succeedContext(database)
      )
      const services = yield* Layer.buildWithScope(
        Layer.provideMerge(connector(settings, { scheduled: true }), ground),
        whole
      )
      life.app = yield* Effect.provideContext(httpApp(settings, version), services)
    })
    Effect.runForkWith(surroundings)(
      Effect.tapCause(built, (cause) => Effect.sync(() => this.complaints.push(`boot: ${Cause.pretty(cause)}`)))
    )
  }

  /** The next time but so many that the point is reached, everything stops there. */
  arm(point: string, hit: number, down: number): void {
    this.#bombs.set(point, { left: hit, down })
  }

  disarm(): void {
    this.#bombs.clear()
  }

  /** As a backup between two events would: the file and what of it lies in the log yet. */
  copy(): void {
    for (const suffix of journalParts) {
      rmSync(this.#filename + copied + suffix, { force: true })
      if (existsSync(this.#filename + suffix)) copyFileSync(this.#filename + suffix, this.#filename + copied + suffix)
    }
  }

  /** Goes on from the copy, some time later. */
  restore(down: number): boolean {
    if (this.#life === undefined || !existsSync(this.#filename + copied)) return false
    this.crash("restored", down)
    this.#world.at(this.#world.now, undefined, () => {
      for (const suffix of [...journalParts, "-shm"]) rmSync(this.#filename + suffix, { force: true })
      for (const suffix of journalParts) {
        if (existsSync(this.#filename + copied + suffix)) {
          copyFileSync(this.#filename + copied + suffix, this.#filename + suffix)
        }
      }
      this.restored()
    })
    return true
  }

  /** It may bring to an end what it has begun, for a while. */
  stop(down: number): void {
    const ending = this.#life
    if (ending === undefined) return
    this.#world.note("stop")
    ending.app = undefined
    ending.end()
    this.#world.at(this.#world.now + untilKilled, undefined, () => {
      if (this.#life === ending) this.crash("stopped", down)
    })
  }

  crash(why: string, down: number): void {
    const dying = this.#life
    if (dying === undefined) return
    this.#life = undefined
    this.crashes++
    this.#world.note(`crash: ${why}`)
    dying.process.kill()
    // After the present turn, which may be in the middle of a transaction: closing rolls it back.
    this.#world.at(this.#world.now, undefined, () => dying.close())
    this.#world.at(this.#world.now + down, undefined, () => this.boot())
  }

  /** A request to its HTTP side. */
  async ask(request: Request): Promise<Response | typeof noAnswer> {
    const life = this.#life
    const app = life?.app
    if (life === undefined || app === undefined) return noAnswer
    const answer = await this.#world.inbound(() => app.fetch(request))
    return answer === waiting || !life.process.alive ? noAnswer : answer
  }

  /** Closes the file for good. */
  end(): void {
    const life = this.#life
    this.#life = undefined
    life?.process.kill()
    life?.close()
  }

  readonly #reach = (point: string): Effect.Effect<void> =>
    Effect.suspend(() => {
      const bomb = this.#bombs.get(point)
      if (bomb === undefined || --bomb.left > 0) return Effect.void
      this.#bombs.delete(point)
      this.crash(point, bomb.down)
      return Effect.never
    })

  readonly #logger = Logger.make(({ logLevel, message }) => {
    if (logLevel !== "Error" && logLevel !== "Fatal") return
    const words = (Array.isArray(message) ? message : [message])
      .map((part) =>
        Cause.isCause(part) ? Cause.pretty(part) : typeof part === "string" ? part : JSON.stringify(part)
      )
      .join(" ")
    this.complaints.push(words)
    this.#world.note(`log ${logLevel}: ${words.split("\n")[0]}`)
  })
}
