import { expect } from "bun:test"
import { mainWarehouse } from "../support/ShopOrder.ts"
import { secondWarehouse, sellableIn, stockIn } from "../support/Stock.ts"
import type { Model } from "./Model.ts"
import type { Rig } from "./Rig.ts"

export const skus = ["0123ABC", "0124VKX"] as const
export const warehouses = [mainWarehouse, secondWarehouse] as const

export type CompareWith = "inventory" | "available" | "precise"

export interface Sale {
  readonly id: string
  readonly sku: string
  readonly quantity: number
  /** Ongoing gets it once it is released. */
  state: "placed" | "released" | "sent" | "cancelled"
}

/** A shelf: a SKU in a warehouse. */
export const shelf = (warehouse: string, sku: string): string => `${warehouse} ${sku}`

const shelves = warehouses.flatMap((warehouse) => skus.map((sku) => shelf(warehouse, sku)))

type Levels = ReadonlyMap<string, number>

/** What the warehouses count and the shop sells; every sale is of the main warehouse. */
export class StockModel implements Model {
  readonly sales: Array<Sale> = []
  readonly counted: Map<string, number>
  readonly #compareWith: CompareWith
  /** Since the last rest: what Ongoing could sell at some time. */
  #sellable: ReadonlyArray<Levels> = []
  #before: Levels = new Map()

  private constructor(compareWith: CompareWith, counted: Levels) {
    this.#compareWith = compareWith
    this.counted = new Map(counted)
  }

  static async begin(rig: Rig, compareWith: CompareWith): Promise<StockModel> {
    const model = new StockModel(compareWith, await sellable(rig))
    await model.isReached(rig)
    return model
  }

  /** A change that was counted twice would show, even if the next run put it right. */
  readonly holds = async (rig: Rig): Promise<void> => {
    const inOmnium = await inventory(rig)
    this.#sellable = [...this.#sellable, await sellable(rig)]
    const sent = this.sales.filter((sale) => sale.state === "sent")
    for (const each of shelves) {
      const now = inOmnium.get(each) ?? 0
      const before = this.#before.get(each) ?? 0
      const taken = sent.filter(({ sku }) => each === shelf(mainWarehouse, sku)).map(({ quantity }) => quantity)
      const plain = [
        before,
        ...taken.map((quantity) => before - quantity),
        ...this.#sellable.map((all) => all.get(each))
      ]
      if (this.#compareWith === "inventory") expect(plain, `R11: what Omnium has on ${each}`).toContain(now)
    }
    this.#before = inOmnium
  }

  readonly isReached = async (rig: Rig): Promise<void> => {
    const inOmnium = await inventory(rig)
    const inOngoing = await sellable(rig)
    for (const each of shelves) {
      const of = (...states: ReadonlyArray<Sale["state"]>) =>
        this.sales
          .filter(({ sku, state }) => each === shelf(mainWarehouse, sku) && states.includes(state))
          .reduce((sum, { quantity }) => sum + quantity, 0)
      const expected = (this.counted.get(each) ?? 0) - of("released", "sent")
      expect(inOngoing.get(each), `what Ongoing can sell of ${each}`).toBe(expected)
      const reserved = { inventory: 0, available: of("placed", "released"), precise: of("released") }
      expect(inOmnium.get(each), `R10: what Omnium has on ${each}, by ${this.#compareWith}`).toBe(
        expected + reserved[this.#compareWith]
      )
    }
    expect(await rig.shown()).toEqual([])
    this.#sellable = [inOngoing]
    this.#before = inOmnium
  }

  /** Somebody else has changed what Omnium has. */
  setInOmnium(each: string, quantity: number): void {
    this.#before = new Map([...this.#before, [each, quantity]])
  }
}

const sellable = async ({ world }: Rig): Promise<Levels> => {
  const levels = new Map<string, number>()
  for (const [index, warehouse] of warehouses.entries()) {
    const all = await sellableIn(world, index + 1)
    for (const sku of skus) levels.set(shelf(warehouse, sku), all.get(sku) ?? 0)
  }
  return levels
}

const inventory = async ({ world }: Rig): Promise<Levels> => {
  const levels = new Map<string, number>()
  for (const warehouse of warehouses) {
    const all = await stockIn(world, warehouse)
    for (const sku of skus) levels.set(shelf(warehouse, sku), all.get(sku)?.inventory ?? 0)
  }
  return levels
}
