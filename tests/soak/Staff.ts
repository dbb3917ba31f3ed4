import type { Order } from "@omnium-ongoing/ongoing-simulator/Order"
import type { PurchaseOrder } from "@omnium-ongoing/ongoing-simulator/PurchaseOrder"
import { Dice } from "../chaos/Dice.ts"
import { Agenda } from "./Agenda.ts"
import { call } from "./Call.ts"
import { cancelOf } from "./Shop.ts"
import { skus, type Tenant, warehouseIds } from "./Tenant.ts"
import type { Row } from "./Witness.ts"

const second = 1000

type Step = readonly [action: string, body?: unknown]

/** The people of a tenant's warehouse: they see what comes in and work on it, as it is drawn for its number. */
export class Staff {
  readonly agenda = new Agenda()
  readonly #tenant: Tenant
  readonly #seed: number
  #isOpen = true

  constructor(tenant: Tenant, seed: number) {
    this.#tenant = tenant
    this.#seed = seed
    this.#count(1)
  }

  see(rows: ReadonlyArray<Row>): void {
    for (const { kind, before, after } of rows) {
      if (before !== null || after === null) continue
      // The tables of these kinds hold nothing else.
      if (kind === "order") this.#take("orders", (after as Order).id, this.#orderSteps(after as Order))
      if (kind === "purchaseOrder") this.#goods(after as PurchaseOrder)
    }
  }

  /** Looks for nothing more to do; what comes in is still worked on. */
  close(): void {
    this.#isOpen = false
  }

  #take(what: "orders" | "purchaseOrders", id: number, steps: ReadonlyArray<readonly [number, ...Step]>): void {
    let after = 0
    for (const [wait, action, body] of steps) {
      after += wait
      // What cannot be done, such as to pick what was cancelled, is refused and left.
      this.agenda.after(after, () => this.#back(`${what}/${id}/${action}`, body))
    }
  }

  #orderSteps(order: Order): ReadonlyArray<readonly [number, ...Step]> {
    const dice = new Dice(this.#seed, `warehouse ${this.#tenant.id} ${order.number}`)
    const rowNumber = order.lines[0]?.sent.rowNumber
    const one = { lines: [{ rowNumber, quantity: 1 }] }
    const parcel = (nth: number) => {
      const waybill = `W${order.number}-${nth}`
      const trackingUrl = `https://tracking.example.com/${waybill}`
      return { parcelNumber: `P${order.number}-${nth}`, waybill, trackingUrl }
    }
    const back = { parcelNumber: `R${order.number}`, waybill: `B${order.number}`, isReturn: true }
    const ship: Step = ["ship", { labels: true }]
    const pack = (nth: number): Step => ["pack", { parcels: nth === 1 ? [parcel(nth), back] : [parcel(nth)] }]
    const twice: ReadonlyArray<Step> = [["pick", one], pack(1), ship, ["pick"], pack(2), ship]
    const way = dice.next()
    const sent: ReadonlyArray<Step> =
      way < 0.7 ? [["pick"], pack(1), ship] : way < 0.85 ? twice : [["pick", one], pack(1), ship, ["closeShort"]]
    const after: ReadonlyArray<Step> = [
      ...(dice.chance(0.2) ? [["addParcel", parcel(3)] as const] : []),
      ...(dice.chance(0.8) ? [["collect"] as const] : []),
      ...(dice.chance(0.2)
        ? [["return", { lines: [{ rowNumber, quantity: 1, cause: dice.pick(causes) }] }] as const]
        : [])
    ]
    const touched: ReadonlyArray<Step> = dice.chance(0.1) ? [["release"]] : [["release"], ...sent, ...after]
    const [orderId = ""] = (order.header.goodsOwnerOrderId ?? "").split("/")
    const isCancelled = cancelOf(this.#seed, this.#tenant.id, orderId)?.isLate === false
    // Half of those cancelled lie there for good: only there is a cancel seen that went astray.
    const steps = dice.chance(isCancelled ? 0.5 : 0.15) ? [] : touched
    const first = isCancelled ? dice.int(45 * second, 75 * second) : dice.int(2 * second, 15 * second)
    return steps.map((step, index) => [index === 0 ? first : dice.int(0, 6 * second), ...step])
  }

  #goods(order: PurchaseOrder): void {
    const dice = new Dice(this.#seed, `goods ${this.#tenant.id} ${order.number}`)
    const part = order.lines.slice(0, 1).map(({ sent }) => ({ rowNumber: sent.rowNumber, quantity: 1 }))
    this.#take("purchaseOrders", order.id, [
      [dice.int(3 * second, 15 * second), "arrive"],
      [dice.int(second, 10 * second), "receive", { lines: part }],
      ...(dice.chance(0.8) ? [[dice.int(second, 20 * second), "receive", { lines: restOf(order) }] as const] : []),
      ...(dice.chance(0.7) ? [[dice.int(second, 10 * second), "finish", { accept: true }] as const] : [])
    ])
  }

  /** Shelves are counted, and something is found, broken or locked. */
  #count(nth: number): void {
    const dice = new Dice(this.#seed, `shelves ${this.#tenant.id} ${nth}`)
    this.agenda.after(dice.int(second, 6 * second), async () => {
      if (!this.#isOpen) return
      this.#count(nth + 1)
      const warehouseId = dice.pick([...warehouseIds.values()])
      const quantity = dice.int(-9, 9) || 1
      const forSale = dice.chance(0.5)
      const lock = { warehouseId, quantity: Math.abs(quantity), forSale }
      const [action, body] = dice.chance(0.3) ? ["lock", lock] : ["adjust", { warehouseId, quantity }]
      await this.#back(`articles/${dice.pick(skus)}/${action}`, body)
    })
  }

  #back(path: string, body: unknown = {}) {
    return call("POST", `${this.#tenant.ongoing}/_simulator/${path}`, body)
  }
}

const causes = ["Angrerett", "Reklamasjon", "Passer ikke"]

/** All but the piece of the first line that came before. */
const restOf = (order: PurchaseOrder) =>
  order.lines
    .map(({ sent, advised }, index) => ({ rowNumber: sent.rowNumber, quantity: index === 0 ? advised - 1 : advised }))
    .filter(({ quantity }) => quantity > 0)
