import { levelIn } from "./Article.ts"
import { allocatedOn, leftOn, type Order, type OrderLine } from "./Order.ts"
import { sent } from "./OrderStatuses.ts"
import { isOpen } from "./PurchaseOrder.ts"
import { free, roundQuantity } from "./Stock.ts"
import type { Warehouse } from "./Warehouse.ts"
import { parseInstant } from "./wire/Fields.ts"

/** Best first: all orders can be filled; this one can with those before it; only without them; not at all. */
const grades = ["NothingToAllocate", "Ok", "ByPriority", "NotByPriority", "NotOk"] as const
export type Pickability = (typeof grades)[number]

export interface LinePickability {
  readonly pickability: Pickability
  /** When goods that are on their way could fill it; null if there are none. */
  readonly expectedAt: number | null
  readonly isPickableByAdvised: boolean
}

/** Which open orders could be filled from what is free now. Orders come first by priority, then by age. */
export class Pickabilities {
  readonly #warehouse: Warehouse
  readonly #earlier = new Map<string, number>()
  readonly #demand = new Map<string, number>()
  readonly #expected = new Map<string, number>()

  constructor(warehouse: Warehouse) {
    this.#warehouse = warehouse
    const open = [...warehouse.orders.values().filter((order) => order.status < sent)]
    open.sort((one, other) => priorityOf(one) - priorityOf(other) || one.id - other.id)
    for (const order of open)
      for (const line of order.lines) {
        const key = keyOf(order, line.articleId)
        const before = this.#demand.get(key) ?? 0
        this.#earlier.set(`${key}/${line.id}`, before)
        this.#demand.set(key, roundQuantity(before + openOn(order, line)))
      }
    for (const order of warehouse.purchaseOrders.values())
      if (isOpen(order))
        for (const line of order.lines) {
          const key = keyOf(order, line.articleId)
          const at = parseInstant(order.header.inDate ?? "") ?? Number.POSITIVE_INFINITY
          this.#expected.set(key, Math.min(this.#expected.get(key) ?? Number.POSITIVE_INFINITY, at))
        }
  }

  ofLine(order: Order, line: OrderLine): LinePickability {
    const article = this.#warehouse.articles.get(line.articleId)
    const quantity = openOn(order, line)
    if (quantity === 0 || article === undefined || !article.keepsStock)
      return { pickability: "NothingToAllocate", expectedAt: null, isPickableByAdvised: false }
    const key = keyOf(order, line.articleId)
    const level = levelIn(article, order.warehouseId)
    const there = free(level)
    const expectedAt = this.#expected.get(key) ?? Number.POSITIVE_INFINITY
    return {
      pickability:
        quantity > there
          ? "NotOk"
          : (this.#demand.get(key) ?? 0) <= there
            ? "Ok"
            : (this.#earlier.get(`${key}/${line.id}`) ?? 0) + quantity <= there
              ? "ByPriority"
              : "NotByPriority",
      expectedAt: Number.isFinite(expectedAt) ? expectedAt : null,
      isPickableByAdvised: quantity > there && quantity <= there + level.toReceive
    }
  }

  /** As bad as its worst line. */
  ofOrder(order: Order): LinePickability {
    const lines = order.lines.map((line) => this.ofLine(order, line))
    const short = lines.filter((line) => line.pickability === "NotOk")
    const times = short.flatMap((line) => line.expectedAt ?? [])
    return {
      pickability: grades[Math.max(0, ...lines.map((line) => grades.indexOf(line.pickability)))] ?? "NothingToAllocate",
      expectedAt: times.length === 0 ? null : Math.max(...times),
      isPickableByAdvised: short.length > 0 && short.every((line) => line.isPickableByAdvised)
    }
  }
}

const openOn = (order: Order, line: OrderLine): number => roundQuantity(leftOn(order, line) - allocatedOn(line))

const priorityOf = (order: Order): number => order.header.pickingPriority ?? Number.MAX_SAFE_INTEGER

const keyOf = (document: { readonly warehouseId: number }, articleId: number): string =>
  `${articleId}/${document.warehouseId}`
