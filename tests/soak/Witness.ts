import type { Order as OmniumOrder } from "@omnium-ongoing/omnium-simulator/Order"
import type { Order as OngoingOrder } from "@omnium-ongoing/ongoing-simulator/Order"
import type { Violation } from "../chaos/Violation.ts"
import { call } from "./Call.ts"
import { type Tenant, warehouseIds } from "./Tenant.ts"

/** A write that a simulator applied, as its ledger tells it. */
export interface Row {
  readonly seq: number
  readonly kind: string
  readonly object: string
  readonly before: unknown
  readonly after: unknown
}

/** One world's ledger, read on from where it was read last. */
class Ledger {
  /** The latest state of everything that was ever written, by kind and name. */
  readonly latest = new Map<string, Map<string, unknown>>()
  readonly #url: string
  #seq = 0

  constructor(world: string) {
    this.#url = `${world}/_simulator/ledger`
  }

  /** Nothing while its process is down. */
  async look(): Promise<ReadonlyArray<Row> | undefined> {
    const { status, json } = await call("GET", `${this.#url}?since=${this.#seq}`)
    if (status !== 200) return undefined
    const rows = json as ReadonlyArray<Row> // What the back door documents.
    for (const row of rows) {
      if (row.seq !== this.#seq + 1) throw new Error(`${this.#url} goes on with ${row.seq} after ${this.#seq}`)
      this.#seq = row.seq
      const ofKind = this.latest.get(row.kind) ?? new Map<string, unknown>()
      this.latest.set(row.kind, ofKind.set(row.object, row.after))
    }
    return rows
  }

  /** Of a kind that holds entities of this type only. */
  all<A>(kind: string): ReadonlyArray<A> {
    const ofKind = this.latest.get(kind) as ReadonlyMap<string, A | null> | undefined // What the type says.
    return [...(ofKind?.values() ?? [])].filter((entity) => entity !== null)
  }
}

/** The statuses that a shipment goes through in the warehouse, and never back. */
const line = ["InProgressWarehouse", "PackedAndReady", "Ship", "ReadyForPickup", "Completed"]

/** Sees every effect in both worlds of a tenant, and what must never be in any of them. */
export class Witness {
  readonly tenant: Tenant
  readonly omnium: Ledger
  readonly ongoing: Ledger
  readonly violations: Array<Violation> = []
  /** Shipments that were ever to be exported: `{order}/{shipment}`. */
  readonly triggered = new Set<string>()
  /** Ongoing orders that were ever made for a mark. */
  readonly #made = new Map<string, Array<number>>()
  readonly #unjudged: Array<OngoingOrder> = []

  constructor(tenant: Tenant) {
    this.tenant = tenant
    this.omnium = new Ledger(tenant.omnium)
    this.ongoing = new Ledger(tenant.ongoing)
  }

  /** What has been done in Ongoing since the last look, and whether anything has been done anywhere. */
  async look(): Promise<{ readonly ongoing: ReadonlyArray<Row>; readonly isQuiet: boolean }> {
    const ongoing = (await this.ongoing.look()) ?? []
    // Read after the orders of Ongoing, so that whatever led to one is seen.
    const seen = await this.omnium.look()
    const omnium = seen ?? []
    for (const row of omnium) if (row.kind === "Order") this.#inOmnium(row)
    for (const row of ongoing) if (row.kind === "order" && row.before === null) this.#inOngoing(row)
    if (seen !== undefined) for (const order of this.#unjudged.splice(0)) this.#judge(order)
    return { ongoing, isQuiet: ongoing.length + omnium.length === 0 }
  }

  get exported(): number {
    return this.#made.size
  }

  #inOmnium({ before, after }: Row): void {
    // The table of this kind holds orders.
    const [was, is] = [before as OmniumOrder | null, after as OmniumOrder | null]
    for (const shipment of is?.orderForm.shipments ?? []) {
      const mark = `${is?.id}/${shipment.shipmentId}`
      if (shipment.orderStatus === "InProgress" && warehouseIds.has(shipment.warehouseCode)) this.triggered.add(mark)
      const earlier = was?.orderForm.shipments.find((each) => each.shipmentId === shipment.shipmentId)
      const place = line.indexOf(shipment.orderStatus)
      if (place !== -1 && place < line.indexOf(earlier?.orderStatus ?? ""))
        this.#fail("R7", `${mark} went back from ${earlier?.orderStatus} to ${shipment.orderStatus}.`)
    }
  }

  #inOngoing({ after }: Row): void {
    const order = after as OngoingOrder // The table of this kind holds orders.
    const mark = order.header.goodsOwnerOrderId ?? ""
    const made = [...(this.#made.get(mark) ?? []), order.id]
    this.#made.set(mark, made)
    if (made.length > 1) this.#fail("R1", `${mark} was made into the Ongoing orders ${made.join(", ")}.`)
    this.#unjudged.push(order)
  }

  #judge(order: OngoingOrder): void {
    const mark = order.header.goodsOwnerOrderId ?? ""
    if (!this.triggered.has(mark)) this.#fail("R3", `Ongoing order ${order.id} (${order.number}) was never asked for.`)
  }

  #fail(rule: string, words: string): void {
    this.violations.push({ rule, words: `${this.tenant.id}: ${words}` })
  }
}
