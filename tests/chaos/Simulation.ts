import { rmSync } from "node:fs"
import { violationsAtRest } from "./AtRest.ts"
import { Bookkeeping } from "./Bookkeeping.ts"
import { adminKey, Connector, noAnswer } from "./Connector.ts"
import { Dice } from "./Dice.ts"
import { EventLog } from "./EventLog.ts"
import { Network } from "./Network.ts"
import { People } from "./People.ts"
import { ProductSafety } from "./ProductRules.ts"
import { ReceptionSafety } from "./ReceptionRules.ts"
import { ReturnSafety } from "./ReturnRules.ts"
import { Safety } from "./Safety.ts"
import { StockSafety } from "./StockRules.ts"
import type { DoorFault, Happening, Story } from "./Story.ts"
import { connectorUrl, Systems } from "./Systems.ts"
import { stretchTripwire } from "./Tripwire.ts"
import type { Violation } from "./Violation.ts"
import { World } from "./World.ts"

export const noCounts = {
  operations: 0,
  crashes: 0,
  faults: 0,
  virtualDays: 0,
  exported: 0,
  shipped: 0,
  returned: 0,
  received: 0,
  restored: 0,
  /** Times that the connector gave Omnium another quantity. */
  stockWrites: 0,
  articleWrites: 0
}
export type Counts = Readonly<typeof noCounts>

export interface Result {
  readonly violations: ReadonlyArray<Violation>
  readonly hash: string
  readonly latest: ReadonlyArray<string>
  readonly counts: Counts
}

/** A story in which less was exported than this proves nothing. */
const fewest = { requests: 60, exported: 1 }

const day = 24 * 3_600_000

/** Runs a story to its end, with a journal in a file of this name, and tells what did not hold. */
export const simulate = async (story: Story, filename: string, listen?: (line: string) => void): Promise<Result> => {
  removeFiles(filename)
  const giveBack = stretchTripwire()
  try {
    return await new Simulation(story, filename, listen).run()
  } finally {
    giveBack()
    removeFiles(filename)
  }
}

const removeFiles = (filename: string): void => {
  for (const suffix of ["", "-wal", "-shm", "-copy", "-copy-wal"]) rmSync(filename + suffix, { force: true })
}

class Simulation {
  readonly #story: Story
  readonly #log: EventLog
  readonly #world: World
  readonly #systems: Systems
  readonly #network: Network
  readonly #connector: Connector
  readonly #safety: Safety
  readonly #books: Bookkeeping
  readonly #people: People
  readonly #doors: Dice
  /** The story is at its end, by its time or its steps: what it still had in mind does not happen. */
  #isOver = false
  #doorFaults: Array<{ readonly kind: DoorFault; readonly delay: number }> = []

  constructor(story: Story, filename: string, listen: ((line: string) => void) | undefined) {
    this.#story = story
    this.#log = new EventLog(listen)
    this.#world = new World(story.start, this.#log)
    this.#systems = new Systems(this.#world, story, (request) => this.#announce(request))
    this.#network = new Network(this.#world, new Dice(story.seed, "network"), this.#systems.servers)
    this.#connector = new Connector(this.#world, story, this.#network, filename)
    this.#safety = new Safety(story, this.#systems, this.#network)
    this.#books = new Bookkeeping(story, this.#systems, this.#safety, filename)
    this.#safety.judges = [
      new StockSafety(story, this.#safety.fail),
      new ReturnSafety(story, this.#systems, () => this.#books.items(), this.#safety.fail),
      new ReceptionSafety(this.#systems, this.#safety.fail),
      new ProductSafety(this.#systems, this.#safety.fail)
    ]
    this.#books.isUp = () => this.#connector.isUp
    this.#people = new People(this.#world, this.#systems)
    this.#doors = new Dice(story.seed, "doors")
  }

  async run(): Promise<Result> {
    const world = this.#world
    const { start, lasts, rest, happenings } = this.#story
    world.afterEvent = () => this.#safety.look()
    this.#connector.booting = () => this.#safety.forgetFailures()
    this.#connector.restored = () => this.#books.restored()
    world.at(start, undefined, () => this.#systems.prepare(this.#story))
    world.at(start, undefined, () => this.#connector.boot())
    for (const happening of happenings) {
      world.at(start + 1000 + happening.at, undefined, async () => {
        if (this.#isOver) return
        await this.#perform(happening)
        this.#books.check()
      })
    }
    await this.#until(start + lasts, () => this.#safety.operations < this.#story.mostSteps)
    this.#isOver = true
    this.#network.clear()
    this.#connector.disarm()
    this.#connector.ahead = 0
    this.#people.rest()
    this.#doorFaults = []
    await this.#until(world.now + 2 * day, () => !this.#connector.isUp)
    await this.#until(world.now + rest)
    const { violations } = this.#safety
    if (violations.length === 0) {
      this.#books.check()
      this.#books.audits(this.#network.exchanges)
      if (!this.#connector.isUp) violations.push({ rule: "boot", words: "The connector is down at the end." })
      violations.push(
        ...violationsAtRest({
          story: this.#story,
          systems: this.#systems,
          items: this.#books.items(),
          blobs: this.#connector.blobs,
          wasRestored: this.#books.restorations > 0
        })
      )
    }
    for (const complaint of this.#connector.complaints) violations.push({ rule: "error log", words: complaint })
    if (world.foreign > 0) {
      violations.push({ rule: "foreign", words: `${world.foreign} steps waited for a promise of the real world.` })
    }
    this.#books.end()
    this.#connector.end()
    const ongoing = this.#systems.ongoing.world().state
    const orders = [...ongoing.orders.values()]
    const { exchanges } = this.#network
    const made = (operation: string) => exchanges.filter((each) => each.operation === operation).length
    if (violations.length === 0 && (exchanges.length < fewest.requests || orders.length < fewest.exported)) {
      violations.push({
        rule: "floor",
        words: `The story proves nothing: ${exchanges.length} requests, ${orders.length} orders exported.`
      })
    }
    return {
      violations,
      hash: this.#log.digest(),
      latest: this.#log.latest,
      counts: {
        operations: this.#safety.operations,
        crashes: this.#connector.crashes,
        faults: this.#network.faultsFired,
        virtualDays: (world.now - start) / day,
        exported: orders.length,
        shipped: orders.filter((order) => order.shipped !== null).length,
        returned: orders.filter((order) => order.lastReturned !== null).length,
        received: [...ongoing.purchaseOrders.values()].filter((order) => order.lastReceived !== null).length,
        restored: this.#books.restorations,
        stockWrites: made("POST /api/Inventory/ProcessInventoryTransactions") + made("PUT /api/Inventory/UpdateMany"),
        articleWrites: made("PUT /articles")
      }
    }
  }

  /** Stops at the first violation: what follows one is only its consequence. */
  async #until(end: number, goesOn: () => boolean = () => true): Promise<void> {
    while (this.#world.now < end && this.#safety.violations.length === 0 && goesOn()) {
      await this.#world.run(Math.min(end, this.#world.now + 3_600_000))
    }
  }

  async #perform(happening: Happening): Promise<void> {
    const world = this.#world
    const outcome = await this.#outcomeOf(happening)
    const { at: _at, ...what } = happening
    world.note(`story ${JSON.stringify(what)}${outcome === undefined ? "" : ` → ${outcome}`}`)
  }

  async #outcomeOf(happening: Happening): Promise<string | undefined> {
    const world = this.#world
    const until = (duration: number) => world.now + duration
    switch (happening.do) {
      case "poison":
        this.#network.poison(happening.number)
        return undefined
      case "fault":
        this.#network.arm(happening)
        return undefined
      case "door":
        this.#doorFaults.push(happening)
        return undefined
      case "outage":
        this.#network.close({ ...happening, method: undefined, until: until(happening.for) })
        return undefined
      case "lock-out":
        this.#network.close({
          system: "ongoing",
          kind: "locked",
          method: happening.method,
          until: until(happening.for)
        })
        return undefined
      case "crash":
        this.#connector.arm(happening.point, happening.hit, happening.down)
        return undefined
      case "kill":
        this.#connector.crash("killed", happening.down)
        return undefined
      case "stop":
        this.#connector.stop(happening.down)
        return undefined
      case "retry":
        return this.#operate(happening.tenant, "retry")
      case "dismiss":
        return this.#operate(happening.tenant, "dismiss")
      case "clock":
        this.#connector.ahead = happening.ahead
        return undefined
      case "copy":
        this.#connector.copy()
        this.#books.copied()
        return undefined
      case "restore":
        return this.#restore(happening.down)
      default:
        return this.#people.act(happening)
    }
  }

  #restore(down: number): string {
    const copiedAt = this.#books.copiedAt
    if (copiedAt === undefined || !this.#connector.restore(down)) return "nothing to restore"
    return `as of ${new Date(copiedAt).toISOString()}`
  }

  /** An operator asks for everything again that is dead or held, or gives it up. */
  async #operate(tenant: string, action: "retry" | "dismiss"): Promise<string> {
    const ask = (method: string, path: string, body?: object) =>
      this.#connector.ask(
        new Request(`${connectorUrl}${path}`, {
          method,
          headers: { authorization: `Bearer ${adminKey}`, "content-type": "application/json" },
          ...(body === undefined ? {} : { body: JSON.stringify(body) })
        })
      )
    const listed = await ask("GET", `/api/tenants/${tenant}/items`)
    if (listed === noAnswer) return "no answer"
    const text = await listed.text()
    if (listed.status !== 200) return `${listed.status} ${text}`
    const items = JSON.parse(text) as ReadonlyArray<{ readonly id: number; readonly state: string }>
    const asked: Array<string> = []
    for (const item of items) {
      if (item.state !== "dead" && item.state !== "held") continue
      const note = action === "dismiss" ? { note: "Looked into by hand." } : undefined
      const answer = await ask("POST", `/api/items/${item.id}/${action}`, note)
      if (answer !== noAnswer) asked.push(`${item.id}: ${answer.status}`)
    }
    return `${action} ${asked.join(", ") || "nothing"}`
  }

  /** A call of one of the systems to the connector, which arrives a moment later. */
  #announce(request: Request): Promise<Response> {
    const world = this.#world
    const fault = this.#doorFaults.shift()
    const broken = (resolve: (answer: Promise<Response>) => void) =>
      resolve(Promise.reject(new Error("the connection broke")))
    return new Promise((resolve) => {
      const deliver = async (copy: Request, isFirst: boolean): Promise<void> => {
        const answer = fault?.kind === "refused" ? noAnswer : await this.#connector.ask(copy)
        const status = answer === noAnswer ? undefined : answer.status
        if (status !== undefined && status >= 200 && status < 300) this.#books.accepted++
        world.note(`announced ${new URL(request.url).pathname} → ${status ?? "no answer"}`)
        if (!isFirst) return
        if (answer === noAnswer || fault?.kind === "lost-answer") broken(resolve)
        // Without its body, which would have to be waited for.
        else resolve(new Response(null, { status: answer.status }))
        await world.settled()
      }
      const arrives = world.now + this.#doors.int(5, 300)
      if (fault?.kind === "twice") {
        const copy = new Request(request)
        world.at(arrives + fault.delay, undefined, () => deliver(copy, false))
      }
      const late = fault?.kind === "late" ? Math.min(fault.delay, 25_000) : 0
      world.at(arrives + late, undefined, () => deliver(request, true))
    })
  }
}
