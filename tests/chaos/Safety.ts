import type { Order as OmniumOrder, Shipment } from "@omnium-ongoing/omnium-simulator/Order"
import type { Order as OngoingOrder } from "@omnium-ongoing/ongoing-simulator/Order"
import type { LedgerRow } from "@omnium-ongoing/simulator-kit/Ledger"
import type { Fail, Judge } from "./Judge.ts"
import type { Exchange, Network } from "./Network.ts"
import type { Story } from "./Story.ts"
import { omniumHost, ongoingHost, type Systems, warehouseCodes } from "./Systems.ts"
import type { Violation } from "./Violation.ts"

const exporting = "InProgress"
const cancelled = "OrderCanceled"
const lockOut = { failures: 5, window: 10 * 60_000 }

/** Between reading the order and sending its export may lie some slow answers. */
const readBefore = 3 * 60_000

const ongoingWarehouses: ReadonlyMap<string | undefined, number> = new Map([
  [warehouseCodes.main, 1],
  [warehouseCodes.second, 2]
])

interface Version {
  readonly at: number
  readonly order: OmniumOrder
}

/** What must hold at every instant, judged by the systems' ledgers as they grow. */
export class Safety {
  readonly violations: Array<Violation> = []
  operations = 0
  /** Every version that Omnium had of an order, by tenant and id. */
  readonly versions = new Map<string, Array<Version>>()
  /** Of what is not an order. */
  judges: ReadonlyArray<Judge> = []
  readonly #story: Story
  readonly #systems: Systems
  readonly #network: Network
  readonly #byRequest = new Map<string, Exchange>()
  readonly #failures = new Map<string, Array<number>>()
  readonly #changedByOthers = new Map<string, number>()
  readonly #ongoingByMark = new Map<string, number>()
  readonly #statuses = new Map<number, Array<{ readonly since: number; readonly status: number }>>()
  #ongoingRead = 0
  #bootedAt = 0
  readonly #omniumRead = new Map<string, number>()

  constructor(story: Story, systems: Systems, network: Network) {
    this.#story = story
    this.#systems = systems
    this.#network = network
    network.answered = (exchange, now) => this.#answered(exchange, now)
  }

  /** A new life of the connector does not know of the failures of the one before. */
  forgetFailures(): void {
    this.#failures.clear()
    this.#bootedAt = this.#systems.now
  }

  /** Whether the connector has been up since then, and all that it asked has been answered, but orders that always fail. */
  wasCalm(since: number): boolean {
    if (this.#bootedAt > since) return false
    const { exchanges } = this.#network
    const first = exchanges.findLastIndex(({ sentAt }) => sentAt < since) + 1
    return exchanges
      .slice(first)
      .every(
        ({ status, isWhole, operation }) =>
          (isWhole && status !== undefined && status < 300) || operation === "PUT /orders"
      )
  }

  /** Judges what the ledgers have grown by. */
  look(): void {
    // Versions first: what reaches Ongoing must be one of them.
    for (const { id } of this.#story.tenants) {
      const ledger = this.#systems.omniums.get(id)?.world().ledger
      const read = this.#omniumRead.get(id) ?? 0
      if (ledger === undefined || ledger.size === read) continue
      for (const row of ledger.since(read)) {
        if (row.kind === "Order") this.#omniumOrder(id, row)
        for (const judge of this.judges) judge.omnium?.(id, row, this.requestOf(omniumHost(id), row))
      }
      this.#omniumRead.set(id, ledger.size)
    }
    const { ledger } = this.#systems.ongoing.world()
    if (ledger.size === this.#ongoingRead) return
    for (const row of ledger.since(this.#ongoingRead)) {
      if (row.kind === "order") {
        this.#noteStatus(row)
        this.#ongoingOrder(row)
      }
      for (const judge of this.judges) judge.ongoing?.(row, this.requestOf(ongoingHost, row))
    }
    this.#ongoingRead = ledger.size
  }

  /** The connector's request that led to a row of a ledger, if one did. */
  requestOf(host: string, row: LedgerRow): Exchange | undefined {
    return row.requestId === null ? undefined : this.#byRequest.get(`${host} ${row.requestId}`)
  }

  readonly fail: Fail = (rule, words) => {
    this.violations.push({ rule, words })
  }

  #answered(exchange: Exchange, now: number): void {
    this.operations++
    for (const judge of this.judges) judge.answered?.(exchange)
    const { host, operation, requestId, status = 0 } = exchange
    if (requestId !== undefined) this.#byRequest.set(`${host} ${requestId}`, exchange)
    // What is refused for being too much is not counted as one more failure.
    if (exchange.system !== "ongoing" || status === 429) return
    if (status < 400) {
      this.#failures.delete(operation)
      return
    }
    const recent = (this.#failures.get(operation) ?? []).filter((at) => at > now - lockOut.window)
    recent.push(now)
    this.#failures.set(operation, recent)
    if (recent.length >= lockOut.failures) {
      this.fail("R19", `${recent.length} failures of ${operation} in a row within ten minutes: Ongoing locks us out.`)
    }
  }

  /** When the connector asked for the number for the last time before it sent this request. */
  #lookedAt(exchange: Exchange, number: string): number {
    const name = `orderNumbers=${encodeURIComponent(number)}`
    return (
      this.#network.exchanges.findLast(
        (each) => each.method === "GET" && each.sentAt <= exchange.sentAt && each.search.includes(name)
      )?.sentAt ?? 0
    )
  }

  #readAt(exchange: Exchange, orderId: string): number {
    const path = `/api/Orders/${encodeURIComponent(orderId)}`
    return (
      this.#network.exchanges.findLast(
        (each) =>
          each.host === exchange.host && each.sentAt <= exchange.sentAt && each.method === "GET" && each.path === path
      )?.sentAt ?? 0
    )
  }

  #omniumOrder(tenant: string, row: LedgerRow): void {
    // The table of this kind holds orders.
    const after = row.after as OmniumOrder | null
    const before = row.before as OmniumOrder | null
    if (after === null) return
    const key = `${tenant} ${after.id}`
    const versions = this.versions.get(key) ?? []
    versions.push({ at: row.at, order: after })
    this.versions.set(key, versions)
    const exchange = this.requestOf(omniumHost(tenant), row)
    if (exchange === undefined) this.#changedByOthers.set(key, row.at)
    if (before === null || exchange === undefined) return
    // No call changes an order only if it is as it was read: what comes between reading and writing is overwritten.
    const isStale = this.#readAt(exchange, after.id) <= (this.#changedByOthers.get(key) ?? 0)
    for (const shipment of after.orderForm.shipments) {
      const earlier = before.orderForm.shipments.find((each) => each.shipmentId === shipment.shipmentId)
      if (earlier === undefined) continue
      if (!isStale) this.#monotone(tenant, after, earlier, shipment)
      this.#packages(tenant, after, shipment)
    }
    this.#delivered(tenant, after)
  }

  /** No line is delivered further than the warehouse has picked it. */
  #delivered(tenant: string, order: OmniumOrder): void {
    // Omnium numbers the part of a line that it splits off `{line}-{shipment}`.
    const delivered = Map.groupBy(order.orderForm.lineItems, (line) => line.lineItemId.split("-")[0] ?? "")
    for (const [lineItemId, lines] of delivered) {
      const quantity = lines.reduce((sum, line) => sum + line.deliveredQuantity, 0)
      if (quantity === 0) continue
      const picked = [...this.#systems.ongoing.world().state.orders.values()]
        .filter((each) => (each.header.goodsOwnerOrderId ?? "").startsWith(`${order.id}/`))
        .flatMap((each) => each.lines)
        .filter((each) => each.sent.rowNumber === lineItemId)
        .flatMap((each) => each.items)
        .reduce((sum, item) => sum + (item.pickedAt === null ? 0 : item.quantity), 0)
      if (quantity > picked) {
        this.fail(
          "R8",
          `Of line ${lineItemId} of ${tenant} ${order.id} ${picked} are picked, and Omnium has ${quantity} delivered.`
        )
      }
    }
  }

  #monotone(tenant: string, order: OmniumOrder, before: Shipment, after: Shipment): void {
    const statuses = this.#systems.omniums.get(tenant)?.world().state.settings.orderTypes[0]?.orderStatuses ?? []
    const place = (name: string) => statuses.find((status) => status.name === name)?.order ?? 0
    if (place(after.orderStatus) < place(before.orderStatus)) {
      this.fail(
        "R7",
        `The connector moved shipment ${order.id}/${after.shipmentId} back from ${before.orderStatus} to ${after.orderStatus}.`
      )
    }
  }

  #packages(tenant: string, order: OmniumOrder, shipment: Shipment): void {
    const numbers = (shipment.packages ?? []).map((each) => each.shipmentTracking?.shipmentTrackingNumber)
    const repeated = numbers.find((number, index) => numbers.indexOf(number) !== index)
    if (repeated !== undefined) {
      this.fail("R9", `Shipment ${tenant} ${order.id}/${shipment.shipmentId} has the package ${repeated} twice.`)
    }
    const back = numbers.find((number) => number?.startsWith("RETURN"))
    if (back !== undefined) {
      this.fail("R9", `The return parcel ${back} of ${tenant} ${order.id} goes out as a package of the shipment.`)
    }
  }

  #noteStatus(row: LedgerRow): void {
    const after = row.after as OngoingOrder | null // The table of this kind holds orders.
    if (after === null) return
    const statuses = this.#statuses.get(after.id) ?? []
    if (statuses.at(-1)?.status === after.status) return
    statuses.push({ since: row.at - this.#story.ongoingAhead, status: after.status })
    this.#statuses.set(after.id, statuses)
  }

  /** Which status an order had in Ongoing then. */
  statusAt(orderId: number, at: number): number | undefined {
    return this.#statuses.get(orderId)?.findLast(({ since }) => since <= at)?.status
  }

  #ongoingOrder(row: LedgerRow): void {
    const after = row.after as OngoingOrder | null // The table of this kind holds orders.
    const before = row.before as OngoingOrder | null
    if (after === null) return
    const mark = after.header.goodsOwnerOrderId ?? ""
    const exchange = this.requestOf(ongoingHost, row)
    if (exchange === undefined) return
    const named = `Ongoing order ${after.id} (${after.number})`
    if (before !== null && before.header.goodsOwnerOrderId !== after.header.goodsOwnerOrderId) {
      // No call creates an order only if its number is free: what comes between looking and writing is overwritten.
      if (this.#lookedAt(exchange, after.number) <= before.created - this.#story.ongoingAhead) return
      this.fail("R1", `${named} of ${before.header.goodsOwnerOrderId} was overwritten by ${mark}.`)
      return
    }
    const first = this.#ongoingByMark.get(mark)
    if (first !== undefined && first !== after.id) {
      this.fail("R1", `Shipment ${mark} has two Ongoing orders, ${first} and ${after.id} (${after.number}).`)
    }
    this.#ongoingByMark.set(mark, after.id)
    const at = mark.lastIndexOf("/")
    const [orderId, shipmentId] = [mark.slice(0, at), mark.slice(at + 1)]
    const tenant = this.#story.tenants.find(({ id }) => this.versions.has(`${id} ${orderId}`))
    const versions = this.versions.get(`${tenant?.id} ${orderId}`) ?? []
    const latest = versions.at(-1)?.order
    if (tenant === undefined || latest === undefined) {
      this.fail("R3", `${named} is for ${mark}, which no Omnium has.`)
      return
    }
    if (after.number !== `${latest.orderNumber}-${shipmentId}`) {
      this.fail("R1", `${named} should be numbered ${latest.orderNumber}-${shipmentId}.`)
    }
    const shipments = versions.flatMap(({ order }) => {
      const shipment = order.orderForm.shipments.find((each) => each.shipmentId === shipmentId)
      return shipment === undefined ? [] : [shipment]
    })
    if (!shipments.some((shipment) => isContent(shipment, after))) {
      this.fail("R1", `${named} holds what Omnium never had: ${JSON.stringify(after.lines.map((line) => line.sent))}`)
    }
    if (before !== null) return
    if (shipments.some((shipment) => shipment.properties.some(({ key }) => key === "OngoingDeliveryKey"))) {
      this.fail("R25", `${named} was made of a shipment that a partial delivery has made.`)
    }
    if (!shipments.some((shipment) => shipment.orderStatus === exporting)) {
      this.fail("R3", `${named} was made although ${mark} was never in a status that exports.`)
    }
    const lastTriggered = versions.findLastIndex(({ order }) => order.status === exporting)
    const cancel = versions.find(({ order }, index) => index > lastTriggered && order.status === cancelled)
    if (
      cancel !== undefined &&
      exchange.sentAt > cancel.at + readBefore &&
      !this.wasBegun(mark, cancel.at + readBefore)
    ) {
      this.fail("R3", `${named} was made although ${mark} had been cancelled.`)
    }
    if (Date.parse(latest.created) < this.#story.start + tenant.from) {
      this.fail("R26", `${named} was made although ${mark} is older than the tenant's from.`)
    }
  }

  /** Whether its export had been written down by then; asked of the journal, because what was sent may be lost. */
  wasBegun: (mark: string, by: number) => boolean = () => false
}

/** What the warehouse has delivered: what lies in parcels that can be followed; where nothing does, what was picked. */
export const deliveredOf = (order: OngoingOrder): number => {
  const followed = new Set(order.parcels.filter((each) => !each.isReturn && each.waybill !== null).map(({ id }) => id))
  const picked = order.lines.flatMap((line) => line.items).filter((item) => item.pickedAt !== null)
  const inFollowed = picked.filter((item) => item.parcelId !== null && followed.has(item.parcelId))
  return (inFollowed.length > 0 ? inFollowed : picked).reduce((sum, item) => sum + item.quantity, 0)
}

export const isContent = (shipment: Shipment, order: OngoingOrder): boolean => {
  if (ongoingWarehouses.get(shipment.warehouseCode) !== order.warehouseId) return false
  if (shipment.address?.name !== order.header.consignee.name) return false
  const lines = shipment.lineItems.filter((line) => line.quantity - line.canceledQuantity - line.deliveredQuantity > 0)
  return (
    lines.length === order.lines.length &&
    lines.every((line) =>
      order.lines.some(
        ({ sent }) =>
          sent.articleNumber === line.code &&
          sent.numberOfItems === line.quantity - line.canceledQuantity - line.deliveredQuantity
      )
    )
  )
}
