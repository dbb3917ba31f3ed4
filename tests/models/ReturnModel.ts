import { expect } from "bun:test"
import { stockIn } from "../support/Stock.ts"
import type { Model } from "./Model.ts"
import { type Rows, sum } from "./OrderModel.ts"
import type { Rig } from "./Rig.ts"

export const orderId = "A-1"

interface Property {
  readonly key: string
  readonly value?: string
}

interface OrderSeen {
  readonly properties?: ReadonlyArray<Property>
  readonly returnOrderForms?: ReadonlyArray<{
    readonly properties?: ReadonlyArray<Property>
    readonly lineItems: ReadonlyArray<{ readonly lineItemId: string; readonly returnQuantity: number }>
  }>
}

interface WarehouseSeen {
  readonly orderLines: ReadonlyArray<{
    readonly id: number
    readonly rowNumber: string
    readonly reportedReturnedNumberOfItems: number | null
  }>
}

export const plus = (rows: Rows, row: string, quantity: number): Rows => ({
  ...rows,
  [row]: (rows[row] ?? 0) + quantity
})

const together = (...all: ReadonlyArray<Rows>): Rows =>
  all.flatMap((rows) => Object.entries(rows)).reduce<Rows>((rows, [row, quantity]) => plus(rows, row, quantity), {})

/** An order that was sent, and what comes back of it. */
export class ReturnModel implements Model {
  /** What the warehouse has taken back. */
  returned: Rows = {}
  /** Of that, what Omnium must show as returned, what was given up and is still to be decided, and what was let go. */
  made: Rows = {}
  dead: Rows = {}
  dismissed: Rows = {}
  /** Omnium cannot make returns: what comes back is given up. */
  refusing = false
  readonly sent: Rows
  readonly orderInOngoing: number
  readonly #stock: number | undefined

  private constructor(sent: Rows, orderInOngoing: number, stock: number | undefined) {
    this.sent = sent
    this.orderInOngoing = orderInOngoing
    this.#stock = stock
  }

  static async begin(rig: Rig, sent: Rows, orderInOngoing: number): Promise<ReturnModel> {
    return new ReturnModel(sent, orderInOngoing, await stockOf(rig))
  }

  readonly holds = async (rig: Rig): Promise<void> => {
    const { returns, reported } = await this.#seen(rig)
    for (const [row, quantity] of Object.entries(returns))
      expect(quantity, `R15: returned of row ${row} in Omnium`).toBeLessThanOrEqual(this.returned[row] ?? 0)
    // What is reported without a return stands in the list of work, dead or retried, unless somebody has let it go.
    const unreturned = sum(reported) - sum(returns) - sum(this.dismissed)
    if (unreturned > 0) {
      const shown = rig.world.journal((database) =>
        database.query("SELECT id FROM items WHERE flow = 'return-sync' AND state IN ('dead', 'open')").all()
      )
      expect(shown, `R15: what stands for ${unreturned} items that were only reported`).not.toEqual([])
    }
    expect(await stockOf(rig), "C19: a return puts nothing on the shelves in Omnium").toBe(this.#stock)
  }

  readonly isReached = async (rig: Rig): Promise<void> => {
    await this.holds(rig)
    const { returned, made, dead, dismissed } = this
    const newly = Object.fromEntries(
      Object.entries(returned).map(([row, quantity]) => [
        row,
        quantity - (made[row] ?? 0) - (dead[row] ?? 0) - (dismissed[row] ?? 0)
      ])
    )
    if (this.refusing) this.dead = together(dead, newly)
    else this.made = together(made, newly)
    const seen = await this.#seen(rig)
    expect(seen.returns, "R15: what Omnium has as returned").toEqual(none(this.made))
    expect(seen.given, "R15: what OngoingReturnError stands for").toEqual(none(this.dead))
    expect(seen.reported, "R15: what is reported to Ongoing").toEqual(none(returned))
    expect(seen.marked, "ReturnedByOngoing").toBe(sum(this.made) > 0)
    const causes = new Set((await rig.shown(orderId)).map((item) => item.cause))
    expect([...causes]).toEqual(sum(this.dead) > 0 ? ["refused-by-omnium"] : [])
  }

  /** What the two systems show, by row. */
  async #seen({ world }: Rig) {
    // Both are the shapes that the vendors document.
    const order = (await world.omnium("GET", `/Orders/${orderId}`)) as OrderSeen
    const { orderLines } = (await world.ongoingApi("GET", `/orders/${this.orderInOngoing}`)) as WarehouseSeen
    const lines = (order.returnOrderForms ?? []).flatMap((each) => each.lineItems)
    const error = order.properties?.find(({ key }) => key === "OngoingReturnError")?.value ?? ""
    const given = [...error.matchAll(/\bline (\d+): ([\d.]+)/g)].map(([, line, quantity]): Rows => {
      const row = orderLines.find(({ id }) => id === Number(line))?.rowNumber ?? `unknown ${line}`
      return { [row]: Number(quantity) }
    })
    return {
      // The part of a line that is split off is numbered `{line}-{shipment}`.
      returns: together(...lines.map((line) => ({ [line.lineItemId.split("-")[0] ?? ""]: line.returnQuantity }))),
      given: together(...given),
      reported: none(
        together(...orderLines.map((line) => ({ [line.rowNumber]: line.reportedReturnedNumberOfItems ?? 0 })))
      ),
      marked: order.properties?.some(({ key, value }) => key === "ReturnedByOngoing" && value === "true") ?? false
    }
  }
}

const stockOf = async ({ world }: Rig) => (await stockIn(world)).get("0123ABC")?.inventory

/** Without rows of which there is nothing. */
const none = (rows: Rows): Rows => Object.fromEntries(Object.entries(rows).filter(([, quantity]) => quantity > 0))
