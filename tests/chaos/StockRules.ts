import type { InventoryItem } from "@omnium-ongoing/omnium-simulator/Stock"
import { type StockLevel, sellable } from "@omnium-ongoing/ongoing-simulator/Stock"
import type { LedgerRow } from "@omnium-ongoing/simulator-kit/Ledger"
import type { EndState } from "./AtRest.ts"
import type { Fail, Judge } from "./Judge.ts"
import type { Exchange } from "./Network.ts"
import type { Story } from "./Story.ts"
import { ongoingWarehouse, type Systems, warehouseCodes } from "./Systems.ts"
import type { Violation } from "./Violation.ts"

const stocked = ["main", "second"] as const
const warehouseOf: ReadonlyMap<string, number> = new Map(
  stocked.map((name) => [warehouseCodes[name], ongoingWarehouse[name]])
)

/** Of what Ongoing has never had. */
const nothing = [{ since: 0, quantity: 0 }]

const changes = new Set(["POST /api/Inventory/ProcessInventoryTransactions", "PUT /api/Inventory/UpdateMany"])

const isReturn = /^POST \/api\/Returns\//

/** Between Ongoing's answer and the write to Omnium lie some reads, each of which may be slow or fail and be repeated. */
const oldestReading = 15 * 60_000

/** Between reading what Omnium holds and writing the difference. */
const readBefore = 60_000

/** A scan of all is due each night. The four runs of a day may all fail, and the fifth reads what changed first. */
const longestWithoutAll = 54 * 3_600_000

/** No quantity that the connector gives Omnium is one that Ongoing did not have a moment ago. */
export class StockSafety implements Judge {
  readonly #fail: Fail
  readonly #compares: boolean
  /** What could be sold since when, by `{article}/{warehouse}`. */
  readonly #levels = new Map<string, Array<{ readonly since: number; readonly quantity: number }>>()
  /** When something else moved an item in Omnium. */
  readonly #moved = new Map<string, number>()
  /** When the latest scan of all began, by warehouse. */
  readonly #scanned = new Map<number, number>()
  /** When the latest page of a scan of all was read: one that was broken off goes on, and new articles come last. */
  readonly #read = new Map<number, number>()
  /** When an item came to be in Omnium. */
  readonly #made = new Map<string, number>()
  readonly #ahead: number

  constructor(story: Story, fail: Fail) {
    this.#fail = fail
    this.#ahead = story.ongoingAhead
    // What is reserved belongs to the quantity otherwise, and moves by itself.
    this.#compares = story.compareWith === "inventory"
  }

  ongoing(row: LedgerRow): void {
    if (row.kind !== "stock") return
    // The table of this kind holds levels.
    const [before, after] = [row.before as StockLevel, row.after as StockLevel]
    const levels = this.#levels.get(row.object) ?? [{ since: 0, quantity: sellable(before) }]
    levels.push({ since: row.at - this.#ahead, quantity: sellable(after) })
    this.#levels.set(row.object, levels)
  }

  answered({ operation, search, sentAt, status }: Exchange): void {
    if (operation !== "GET /articles/inventoryPerWarehouse" || status !== 200) return
    const asked = new URLSearchParams(search)
    const warehouses = asked.getAll("warehouseIds").map(Number)
    if (asked.has("stockInfoChangedFrom")) {
      const latest = Math.max(...warehouses.map((warehouse) => this.#scanned.get(warehouse) ?? 0))
      if (sentAt - latest > longestWithoutAll) {
        this.#fail(
          "R14",
          `Of warehouse ${warehouses.join(" and ")} only changes have been read for more than two days.`
        )
      }
      return
    }
    for (const warehouse of warehouses) {
      this.#read.set(warehouse, sentAt)
      if (asked.get("articleSystemIdFrom") === "0") this.#scanned.set(warehouse, sentAt)
    }
  }

  omnium(tenant: string, row: LedgerRow, exchange: Exchange | undefined): void {
    const item = row.after as InventoryItem | null // The table of this kind holds stock.
    const before = row.before as InventoryItem | null
    if (row.kind !== "Inventory" || item === null) return
    const named = `${tenant} ${item.sku} in ${item.warehouseCode}`
    if (before === null) this.#made.set(named, row.at)
    if (exchange !== undefined && isReturn.test(exchange.operation) && before?.inventory !== item.inventory) {
      this.#fail("R11", `A return moved ${named}: what came back is in the stock that Ongoing tells.`)
    }
    const isOurs = exchange !== undefined && changes.has(exchange.operation)
    if (!isOurs) {
      this.#moved.set(named, row.at)
      return
    }
    if (!this.#compares) return
    // No call changes stock only if it is as it was read: what comes between is added to what comes of it.
    if (exchange.operation.startsWith("POST") && exchange.sentAt - readBefore <= (this.#moved.get(named) ?? 0)) return
    const oldest = exchange.sentAt - oldestReading
    const warehouse = warehouseOf.get(item.warehouseCode)
    const known = this.#levels.get(`${item.sku}/${warehouse}`)
    if (known === undefined && (this.#read.get(warehouse ?? 0) ?? 0) <= (this.#made.get(named) ?? 0)) {
      this.#fail(
        "R13",
        `${named} was set to ${item.inventory}, and all of the warehouse has not been read since it came.`
      )
      return
    }
    const history = known ?? nothing
    const had = history.filter((_, index) => (history[index + 1]?.since ?? Number.POSITIVE_INFINITY) >= oldest)
    if (had.some(({ quantity }) => quantity === item.inventory)) return
    const rule = item.inventory === 0 ? "R13" : "R11"
    this.#fail(
      rule,
      `${named} was given ${item.inventory} pieces, and Ongoing could sell ${had.map((each) => each.quantity).join(" or ")}.`
    )
  }
}

/** At rest each system offers as much as the other. */
export const stockAtRest = (end: EndState): ReadonlyArray<Violation> =>
  end.story.switches.inventory
    ? end.story.tenants.flatMap(({ id }) => stocked.flatMap((warehouse) => stockIn(end, id, warehouse)))
    : []

const stockIn = ({ systems, story, items }: EndState, tenant: string, warehouse: (typeof stocked)[number]) => {
  const warehouseCode = warehouseCodes[warehouse]
  if (!systems.ongoingStores(tenant).has(warehouseCode)) return []
  return [...systems.ongoing.world().state.articles.values()].flatMap((article): ReadonlyArray<Violation> => {
    const held = article.levels.find((each) => each.warehouseId === ongoingWarehouse[warehouse])
    const product = productOf(systems, tenant, article.number)
    if (held === undefined || product?.status === "Deleted" || product === undefined || !article.keepsStock) return []
    if (article.sent.isActive === false) return []
    const key = `${warehouseCode}/${article.number}`
    const isVisible = items.some(
      (item) =>
        item.tenant === tenant && item.flow === "inventory-sync" && item.key === key && /^(dead|held)$/.test(item.state)
    )
    if (isVisible) return []
    const item = systems.omniums.get(tenant)?.world().state.inventory.get(key)
    const offers = sellable(held.level)
    const wanted = {
      inventory: () => offers,
      available: () => offers + (item?.reservedInventory ?? 0),
      precise: () => offers + bookedIn(systems, tenant, warehouseCode, article.number)
    }[story.compareWith]()
    const shown = item?.inventory ?? 0
    return shown === wanted
      ? []
      : [
          {
            rule: "R10",
            words: `${tenant} ${article.number} in ${warehouseCode}: Ongoing can sell ${offers}, so ${wanted} are wanted by "${story.compareWith}", and Omnium has ${shown}.`
          }
        ]
  })
}

const productOf = (systems: Systems, tenant: string, sku: string) =>
  [...(systems.omniums.get(tenant)?.world().state.products.values() ?? [])]
    .flatMap((product) => product.variants.map((variant) => ({ ...variant, status: variant.status ?? product.status })))
    .find((variant) => variant.skuId === sku)

/** What Omnium reserves for shipments that Ongoing has. */
const bookedIn = (systems: Systems, tenant: string, warehouseCode: string, sku: string): number =>
  [...(systems.omniums.get(tenant)?.world().state.orders.values() ?? [])]
    .flatMap((order) => (order.status === "OrderCanceled" ? [] : order.orderForm.shipments))
    .filter(
      (shipment) =>
        shipment.warehouseCode === warehouseCode &&
        shipment.status !== "Shipped" &&
        shipment.status !== "Cancelled" &&
        shipment.externalIds.some((each) => each.providerName === "OngoingOrderId")
    )
    .flatMap((shipment) => shipment.lineItems)
    .filter((line) => line.code === sku)
    .reduce((sum, line) => sum + line.quantity - line.canceledQuantity - line.deliveredQuantity, 0)
