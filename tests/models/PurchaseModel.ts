import { expect } from "bun:test"
import { delivered, deliveryOf, propertyOf, purchaseOrders, receptions } from "../support/Purchase.ts"
import { inventoryOf } from "../support/Stock.ts"
import type { Model } from "./Model.ts"
import type { Rig } from "./Rig.ts"

/** The SKUs of the lines of a purchase. */
export const skus = ["0123ABC", "0125ENG"]

export interface ModelPurchase {
  readonly id: string
  readonly quantities: ReadonlyArray<number>
  /** What the warehouse has taken in, line by line. */
  received: ReadonlyArray<number>
  status: number
  /** Given up, and Omnium has seen it: what is taken in before it is revived is not the delivery's any more. */
  wasGivenUp: boolean
}

export const isOver = ({ quantities, received }: ModelPurchase): boolean =>
  received.some((quantity, line) => quantity > (quantities[line] ?? 0))

const total = (quantities: ReadonlyArray<number>): number => quantities.reduce((sum, quantity) => sum + quantity, 0)

/** Deliveries in Omnium, and what the warehouse takes in of them. */
export class PurchaseModel implements Model {
  readonly purchases = new Map<string, ModelPurchase>()
  readonly #stock: ReadonlyArray<number>

  private constructor(stock: ReadonlyArray<number>) {
    this.#stock = stock
  }

  static async begin(rig: Rig): Promise<PurchaseModel> {
    return new PurchaseModel(await stockOf(rig))
  }

  readonly holds = async (rig: Rig): Promise<void> => {
    const { world } = rig
    for (const { id, received } of this.purchases.values()) {
      const found = await purchaseOrders(world, id)
      expect(found.length, `R16: the purchase orders of ${id}`).toBeLessThanOrEqual(1)
      const booked = await delivered(world, id)
      booked.forEach((quantity, line) => {
        expect(quantity, `R16: received of ${id}, line ${line}`).toBeLessThanOrEqual(received[line] ?? 0)
      })
      const all = await receptions(world, id)
      expect(new Set(all.map(([reception]) => reception)).size).toBe(all.length)
      expect(total(all.map(([, quantity]) => quantity))).toBe(total(booked))
    }
    await this.#stockHolds(rig)
  }

  readonly isReached = async (rig: Rig): Promise<void> => {
    await this.holds(rig)
    for (const purchase of this.purchases.values()) {
      const { id, quantities, received, status } = purchase
      const [order] = await purchaseOrders(rig.world, id)
      expect(
        order?.purchaseOrderLines.map((line) => [line.rowNumber, line.advisedNumberOfItems]),
        `R2: what Ongoing has of ${id}`
      ).toEqual(quantities.map((quantity, line) => [`${id}-${line + 1}`, quantity]))
      expect(await delivered(rig.world, id), `R16: received of ${id}`).toEqual([...received])
      const delivery = await deliveryOf(rig.world, id)
      // Before the warehouse has touched it nothing is brought of it.
      if (total(received) > 0 || status >= 400)
        expect(propertyOf(delivery, "OngoingPurchaseOrderStatus"), `the status of ${id}`).toBe(String(status))
      purchase.wasGivenUp = isGivenUp(purchase)
      if (isGivenUp(purchase) && received.some((quantity, line) => quantity < (quantities[line] ?? 0)))
        expect(delivery.deliveryStatus, `${id} is given up`).toBe("Cancelled")
      const notes = delivery.deliveryNotes.map((note) => note.detail)
      expect(notes, `what is told of ${id}, each once`).toEqual([...new Set(notes)])
      if (isOver(purchase))
        expect(notes.join(), `X2: that ${id} has more than was ordered is told`).toContain(" received")
    }
    expect(await rig.shown()).toEqual([])
  }

  /** Goods that are received are on the shelves in Omnium, once. */
  async #stockHolds(rig: Rig): Promise<void> {
    const booked = skus.map(() => 0)
    for (const { id } of this.purchases.values())
      for (const [line, quantity] of (await delivered(rig.world, id)).entries())
        booked[line] = (booked[line] ?? 0) + quantity
    const before = this.#stock
    expect(await stockOf(rig), "R16: on the shelves in Omnium").toEqual(
      booked.map((quantity, line) => quantity + (before[line] ?? 0))
    )
  }
}

export const isGivenUp = ({ status }: ModelPurchase): boolean => status === 900 || status === 1000

const stockOf = ({ world }: Rig): Promise<ReadonlyArray<number>> =>
  Promise.all(skus.map(async (sku) => (await inventoryOf(world, sku)) ?? 0))
