import { rmSync } from "node:fs"
import { violationsAtRest } from "./AtRest.ts"
import { Bookkeeping } from "./Bookkeeping.ts"
import { adminKey, Connector, noAnswer } from "./Connector.ts"
import { Dice } from "./Dice.ts"
import { EventLog } from "./EventLog.ts"
import { Network } from "./Network.ts"
import { Safety } from "./Safety.ts"
import type { DoorFault, Happening, PlacedOrder, Story } from "./Story.ts"
import { articleNumbers, connectorUrl, Systems, warehouseCodes } from "./Systems.ts"
import { stretchTripwire } from "./Tripwire.ts"
import type { Violation } from "./Violation.ts"
import { World } from "./World.ts"

export interface Result {
  readonly violations: ReadonlyArray<Violation>
  readonly hash: string
  readonly latest: ReadonlyArray<string>
  readonly counts: {
    readonly operations: number
    readonly crashes: number
    readonly faults: number
    readonly virtualDays: number
    readonly exported: number
    readonly shipped: number
  }
}

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
  for (const suffix of ["", "-wal", "-shm"]) rmSync(filename + suffix, { force: true })
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
  readonly #doors: Dice
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
    this.#doors = new Dice(story.seed, "doors")
  }

  async run(): Promise<Result> {
    const world = this.#world
    const { start, lasts, rest, happenings } = this.#story
    world.afterEvent = () => this.#safety.look()
    this.#connector.booting = () => this.#safety.forgetFailures()
    world.at(start, undefined, () => this.#systems.prepare(this.#story))
    world.at(start, undefined, () => this.#connector.boot())
    for (const happening of happenings) {
      world.at(start + 1000 + happening.at, undefined, async () => {
        await this.#perform(happening)
        this.#books.check()
      })
    }
    await this.#until(start + lasts)
    this.#network.clear()
    this.#connector.disarm()
    this.#doorFaults = []
    await this.#until(start + lasts + rest)
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
          blobs: this.#connector.blobs
        })
      )
    }
    for (const complaint of this.#connector.complaints) violations.push({ rule: "error log", words: complaint })
    if (world.foreign > 0) {
      violations.push({ rule: "foreign", words: `${world.foreign} steps waited for a promise of the real world.` })
    }
    this.#books.end()
    this.#connector.end()
    const orders = [...this.#systems.ongoing.world().state.orders.values()]
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
        shipped: orders.filter((order) => order.shipped !== null).length
      }
    }
  }

  /** Stops at the first violation: what follows one is only its consequence. */
  async #until(end: number): Promise<void> {
    while (this.#world.now < end && this.#safety.violations.length === 0) {
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
    const systems = this.#systems
    const until = (duration: number) => world.now + duration
    switch (happening.do) {
      case "order":
        return String(
          (await systems.omnium(happening.order.tenant, "POST", "/api/Orders", orderBody(happening.order))).status
        )
      case "trigger":
        return String(
          (
            await systems.omnium(happening.tenant, "POST", `/api/Orders/${happening.id}/UpdateStatus`, {
              status: "InProgress",
              skipRunWorkflow: happening.silent
            })
          ).status
        )
      case "edit": {
        const order = systems.omniums.get(happening.tenant)?.world().state.orders.get(happening.id)
        // Nobody changes what is on its way.
        if (order?.orderForm.shipments.some((shipment) => shipment.status === "Shipped")) return "shipped already"
        return String(
          (
            await systems.omnium(happening.tenant, "PATCH", `/api/Orders/${happening.id}/PatchUpdateOrderLines`, [
              { lineItemId: "1", quantity: happening.quantity }
            ])
          ).status
        )
      }
      case "cancel":
        return String(
          (
            await systems.omnium(happening.tenant, "POST", `/api/Orders/${happening.id}/UpdateStatus`, {
              status: "OrderCanceled"
            })
          ).status
        )
      case "stranger":
        return String((await systems.strangersOrder(happening.number)).status)
      case "poison":
        this.#network.poison(happening.number)
        return undefined
      case "set back": {
        const order = this.#ourOrder(happening.number)
        // What is cancelled stays so.
        if (order === undefined || order.status === 1000) return "no such order"
        return String((await systems.setStatus(order.id, 400)).status)
      }
      case "work":
        return this.#work(happening.number, happening.action, happening.nth)
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
      case "retry":
        return this.#retry(happening.tenant)
    }
  }

  #ourOrder(number: string) {
    return [...this.#systems.ongoing.world().state.orders.values()].find(
      (each) => each.number === number && !(each.header.goodsOwnerOrderId ?? "").startsWith("stranger/")
    )
  }

  async #work(number: string, action: string, nth: number): Promise<string> {
    const order = this.#ourOrder(number)
    if (order === undefined) return "no such order"
    // Late parcels only: what is packed comes first, unless it was sent unpacked.
    if (action === "addParcel" && order.parcels.length === 0 && order.shipped === null) return "nothing is packed yet"
    const isPacked = order.lines.some((line) => line.items.some((item) => item.parcelId !== null))
    const parcel = {
      parcelNumber: `P${number}-${nth}`,
      // Now and then a carrier gives no waybill, and never for what was sent unpacked.
      ...(nth === 3 || (order.shipped !== null && !isPacked)
        ? {}
        : { waybill: `WAYBILL${number}-${nth}`, trackingUrl: `https://tracking.example.com/${number}-${nth}` })
    }
    const back = { parcelNumber: `R${number}`, waybill: `RETURN${number}`, isReturn: true }
    const [route, body] = ((): readonly [string, unknown] => {
      switch (action) {
        case "pickSome":
          return ["pick", { lines: [{ rowNumber: order.lines[0]?.sent.rowNumber, quantity: 1 }] }]
        case "pack":
          return ["pack", { parcels: [parcel, back] }]
        case "ship":
          return ["ship", { labels: true }]
        case "addParcel":
          return ["addParcel", parcel]
        default:
          return [action, {}]
      }
    })()
    return String((await this.#systems.warehouse(`orders/${order.id}/${route}`, body)).status)
  }

  /** An operator asks for everything again that is dead or held. */
  async #retry(tenant: string): Promise<string> {
    const ask = (method: string, path: string) =>
      this.#connector.ask(
        new Request(`${connectorUrl}${path}`, { method, headers: { authorization: `Bearer ${adminKey}` } })
      )
    const listed = await ask("GET", `/api/tenants/${tenant}/items`)
    if (listed === noAnswer) return "no answer"
    const text = await listed.text()
    if (listed.status !== 200) return `${listed.status} ${text}`
    const items = JSON.parse(text) as ReadonlyArray<{ readonly id: number; readonly state: string }>
    const retried: Array<number> = []
    for (const item of items) {
      if (item.state !== "dead" && item.state !== "held") continue
      const answer = await ask("POST", `/api/items/${item.id}/retry`)
      if (answer !== noAnswer) retried.push(item.id)
    }
    return `retried ${retried.join(", ") || "nothing"}`
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

const orderBody = ({ id, number, shipments, article, hasAddress }: PlacedOrder) => {
  const line = (index: number) => ({
    lineItemId: String(index + 1),
    code: articleNumbers[(article + index) % articleNumbers.length],
    placedPrice: 100,
    quantity: shipments[index]?.quantity ?? 1,
    taxRate: 25
  })
  const address = {
    name: `Customer of ${number}`,
    line1: "Storgata 1",
    postalCode: "0155",
    city: "Oslo",
    countryCode: "NO"
  }
  return {
    id,
    orderNumber: number,
    orderType: "Online",
    status: "New",
    marketId: "epic_market_no",
    storeId: "epic_webshop_no",
    billingCurrency: "NOK",
    customerName: address.name,
    customerEmail: "customer@example.com",
    orderForm: {
      lineItems: shipments.map((_, index) => line(index)),
      shipments: shipments.map((shipment, index) => ({
        shipmentId: String(index + 1),
        warehouseCode: warehouseCodes[shipment.warehouse],
        shippingMethodName: "PostNord",
        shippingTotal: 49,
        lineItems: [line(index)],
        ...(hasAddress ? { address } : {})
      }))
    }
  }
}
