import type { Warehouse } from "../Warehouse.ts"

/** After a PUT the real system does not always show the lines of an order at once: so many reads find none. */
export class LateLines {
  readonly #left = new WeakMap<Warehouse, Map<number, number>>()

  put(warehouse: Warehouse, orderId: number): void {
    const { lineDelayReads } = warehouse.settings
    if (lineDelayReads > 0) this.#of(warehouse).set(orderId, lineDelayReads)
  }

  /** Whether this read still finds no lines. */
  read(warehouse: Warehouse, orderId: number): boolean {
    const left = this.#of(warehouse).get(orderId) ?? 0
    if (left > 1) this.#of(warehouse).set(orderId, left - 1)
    else this.#of(warehouse).delete(orderId)
    return left > 0
  }

  #of(warehouse: Warehouse): Map<number, number> {
    const known = this.#left.get(warehouse)
    if (known !== undefined) return known
    const left = new Map<number, number>()
    this.#left.set(warehouse, left)
    return left
  }
}
