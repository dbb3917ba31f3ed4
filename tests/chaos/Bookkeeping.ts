import { Database } from "bun:sqlite"
import { type Audit, auditViolations, orderIdOf } from "./AuditRules.ts"
import type { Exchange } from "./Network.ts"
import type { Safety } from "./Safety.ts"
import type { Story } from "./Story.ts"
import { ongoingHost, type Systems, warehouseCodes } from "./Systems.ts"
import type { Violation } from "./Violation.ts"

export interface StoredItem {
  readonly id: number
  readonly tenant: string
  readonly flow: string
  readonly key: string
  readonly reference: string | null
  readonly source: string
  readonly state: string
  readonly cause: string | null
  readonly message: string | null
  readonly created_at: number
  readonly finished_at: number | null
}

/** After three failures a call is held back for ten minutes, and a host that was away is asked every two. */
const longestWait = 15 * 60_000

const states = new Set(["open", "done", "skipped", "coalesced", "dead", "held"])

const ongoingWarehouses = new Set<string | undefined>([warehouseCodes.main, warehouseCodes.second])

/** The connector's own books: never evidence of what was done, but they must add up and agree with the ledgers. */
export class Bookkeeping {
  /** Calls that the connector answered with success: each is work that was asked for. */
  accepted = 0
  isUp: () => boolean = () => false
  /** When the copy that may be restored was made. */
  copiedAt: number | undefined
  restorations = 0
  /** The connector's clock is set in the story: what it noted by its own clock tells little of when it was. */
  readonly #isSet: boolean
  #acceptedThen = 0
  readonly #forgotten: Array<{ readonly after: number; readonly until: number }> = []
  readonly #violations: Array<Violation>
  readonly #story: Story
  readonly #systems: Systems
  readonly #safety: Safety
  readonly #filename: string
  readonly #cursors = new Map<string, number>()
  #file: Database | undefined

  constructor(story: Story, systems: Systems, safety: Safety, filename: string) {
    this.#violations = safety.violations
    this.#story = story
    this.#systems = systems
    this.#safety = safety
    this.#filename = filename
    this.#isSet = story.happenings.some((each) => each.do === "clock")
    safety.wasBegun = (mark, by) =>
      this.#rows<{ readonly id: number }>(
        "SELECT id FROM audits WHERE key = ? AND operation = 'PUT /orders' AND at <= ? LIMIT 1",
        mark,
        this.#isSet ? Number.MAX_SAFE_INTEGER : by
      ).length > 0
  }

  copied(): void {
    this.copiedAt = this.#systems.now
    this.#acceptedThen = this.accepted
  }

  /** The books are those of an earlier time: of what came after they know nothing. */
  restored(): void {
    this.#forgotten.push({ after: this.copiedAt ?? 0, until: this.#systems.now })
    this.accepted = this.#acceptedThen
    this.restorations++
    this.#cursors.clear()
    this.end()
    this.#file = undefined
  }

  /** After each happening. */
  check(): void {
    this.#conservation()
    this.#positions()
    this.#waiting()
  }

  /** At the end: every write has its audit, and what is asked of one thing is done in the order in which it was asked. */
  audits(exchanges: ReadonlyArray<Exchange>): void {
    const isKnown = ({ sentAt }: Exchange) =>
      !this.#forgotten.some(({ after, until }) => isBetween(sentAt, after, until))
    this.#violations.push(
      ...auditViolations({
        audits: this.#rows<Audit>("SELECT * FROM audits ORDER BY id"),
        exchanges: exchanges.filter(isKnown),
        items: this.items(),
        isClockSet: this.#isSet,
        orderIn: (exchange) => this.#writtenBy(exchange)
      })
    )
  }

  items(): ReadonlyArray<StoredItem> {
    return this.#rows<StoredItem>("SELECT * FROM items ORDER BY id")
  }

  end(): void {
    this.#file?.close()
  }

  /** While nothing is wrong with the two systems, what may be done is. When somebody asked for it again is not known. */
  #waiting(): void {
    const { now } = this.#systems
    if (this.#isSet || !this.isUp() || !this.#safety.wasCalm(now - longestWait)) return
    const [waits] = this.#rows<{ readonly id: number; readonly flow: string; readonly key: string }>(
      `SELECT id, flow, key FROM items AS item WHERE state = 'open' AND source <> 'operator' AND MAX(created_at, IFNULL(not_before, 0)) < ?
        AND NOT EXISTS (SELECT 1 FROM items AS earlier WHERE earlier.state = 'open' AND earlier.tenant = item.tenant
          AND earlier.key = item.key AND earlier.id < item.id) LIMIT 1`,
      now - longestWait
    )
    if (waits !== undefined) {
      this.#fail("R23", `Item ${waits.id} (${waits.flow} ${waits.key}) waits, and nothing is in its way.`)
    }
  }

  #fail(rule: string, words: string): void {
    this.#violations.push({ rule, words })
  }

  #rows<Row>(sql: string, ...parameters: ReadonlyArray<string | number>): ReadonlyArray<Row> {
    try {
      this.#file ??= new Database(this.#filename, { readonly: true })
      return this.#file.query<Row, Array<string | number>>(sql).all(...parameters)
    } catch (error) {
      // Before the first boot has come to its end there is no table yet.
      if (error instanceof Error && /no such table|unable to open/.test(error.message)) return []
      throw error
    }
  }

  /** The Omnium order that a request was written for; none if it is no write. */
  #writtenBy(exchange: Exchange): string | undefined {
    if (exchange.operation === "PUT /orders") {
      // The connector's own body is a JSON object with this member.
      const { goodsOwnerOrderId } = JSON.parse(exchange.body ?? "{}") as { readonly goodsOwnerOrderId?: string }
      return orderIdOf(goodsOwnerOrderId ?? "")
    }
    if (exchange.operation === "DELETE /orders/{orderId}") {
      const id = Number(exchange.path.slice(exchange.path.lastIndexOf("/") + 1))
      return orderIdOf(this.#systems.ongoing.world().state.orders.get(id)?.header.goodsOwnerOrderId ?? "")
    }
    const order = writes.exec(exchange.path)?.[1]
    return order === undefined ? undefined : decodeURIComponent(order)
  }

  /** Nothing that was asked for disappears: ids have no gaps, and each row is in one of the known states. */
  #conservation(): void {
    const counts = this.#rows<{ readonly state: string; readonly count: number; readonly last: number }>(
      "SELECT state, COUNT(*) AS count, MAX(id) AS last FROM items GROUP BY state"
    )
    const count = counts.reduce((sum, row) => sum + row.count, 0)
    const last = Math.max(0, ...counts.map((row) => row.last))
    if (count !== last) this.#fail("R2", `${last} items were made and ${count} are there.`)
    const strange = counts.find((row) => !states.has(row.state))
    if (strange !== undefined) this.#fail("R2", `${strange.count} items are in the unknown state ${strange.state}.`)
    const [announced] = this.#rows<{ readonly count: number }>(
      "SELECT COUNT(*) AS count FROM items WHERE body_hash IS NOT NULL"
    )
    if ((announced?.count ?? 0) < this.accepted) {
      this.#fail("R2", `${this.accepted} calls were accepted and ${announced?.count ?? 0} of them are stored.`)
    }
  }

  #positions(): void {
    for (const { tenant, task, scope, position } of this.#rows<{
      readonly tenant: string
      readonly task: string
      readonly scope: string
      readonly position: number
    }>("SELECT * FROM cursors")) {
      const name = `${tenant} ${task} ${scope}`
      const before = this.#cursors.get(name)
      if (before === position) continue
      if (before !== undefined && position < before) {
        this.#fail(
          "R5",
          `The cursor ${name} went back from ${new Date(before).toISOString()} by ${before - position} ms.`
        )
      }
      this.#cursors.set(name, position)
      if (task === "exportPoll") this.#exportsBehind(tenant, position)
      if (task === "SyncOrders") this.#statusesBehind(tenant, position)
    }
  }

  /** Orders that wait for export and were last changed before the cursor must be in the journal. */
  #exportsBehind(tenant: string, position: number): void {
    const from = this.#story.start + (this.#story.tenants.find(({ id }) => id === tenant)?.from ?? 0)
    for (const order of this.#systems.omniums.get(tenant)?.world().state.orders.values() ?? []) {
      if (order.status !== "InProgress" || Date.parse(order.modified) >= position) continue
      if (Date.parse(order.created) < from) continue
      for (const shipment of order.orderForm.shipments) {
        if (!ongoingWarehouses.has(shipment.warehouseCode) || shipment.orderStatus !== "InProgress") continue
        if (shipment.externalIds.length > 0) continue
        // What waited for a warehouse to join is found by the first poll that knows of it, whatever the cursor.
        if (this.#story.secondJoins && shipment.warehouseCode === warehouseCodes.second) continue
        const key = `${order.id}/${shipment.shipmentId}`
        const items = this.#rows<{ readonly id: number }>(
          "SELECT id FROM items WHERE tenant = ? AND flow = 'order-export' AND key = ? LIMIT 1",
          tenant,
          key
        )
        if (items.length === 0)
          this.#fail("R4", `The cursor of ${tenant}'s export poll passed ${key}, which has no item.`)
      }
    }
  }

  /** Orders whose status changed before the cursor must have been in the journal since. */
  #statusesBehind(tenant: string, position: number): void {
    if (this.#isSet) return
    for (const order of this.#systems.ongoing.world().state.orders.values()) {
      const mark = order.header.goodsOwnerOrderId ?? ""
      if (order.statusChanged >= position || order.statusChanged === order.created) continue
      if (!this.#safety.versions.has(`${tenant} ${mark.slice(0, mark.lastIndexOf("/"))}`)) continue
      const changed = order.statusChanged - this.#story.ongoingAhead
      const [latest] = this.#rows<StoredItem>(
        `SELECT * FROM items WHERE tenant = ? AND flow = 'order-sync' AND reference = ?
          ORDER BY finished_at IS NULL DESC, MAX(created_at, COALESCE(finished_at, 0)) DESC LIMIT 1`,
        tenant,
        String(order.id)
      )
      const at = latest === undefined ? 0 : Math.max(latest.created_at, latest.finished_at ?? changed)
      // A status that went and came back between two looks is the one that was seen.
      if (at < changed && (latest === undefined || this.#safety.statusAt(order.id, at) !== order.status)) {
        this.#fail(
          "R4",
          `The cursor of ${tenant}'s order sync passed ${ongoingHost} order ${order.id}, which has no item.`
        )
      }
    }
  }
}

const writes = /^\/api\/Orders\/([^/]+)\/(UpdateStatus|PatchOrder|AddOrderLineProperties|OrderLinesUpdate)$/

const isBetween = (at: number, after: number, until: number): boolean => at >= after && at <= until
