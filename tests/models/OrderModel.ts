import { expect } from "bun:test"
import type { ShipmentSeen } from "../support/Seen.ts"
import type { Model } from "./Model.ts"
import type { Rig } from "./Rig.ts"

/** Quantities by row of the order. */
export type Rows = Readonly<Record<string, number>>

/** Omnium's statuses in their order, as far as a shipment goes through them. */
const places = ["InProgress", "InProgressWarehouse", "PackedAndReady", "PartiallyShipped", "Ship", "Completed"]

/** What Omnium shows for a status of Ongoing. A part that is sent leaves the shipment where it is. */
const shownFor: ReadonlyMap<number, string> = new Map([
  [200, "InProgressWarehouse"],
  [300, "InProgressWarehouse"],
  [320, "InProgressWarehouse"],
  [400, "PackedAndReady"],
  [425, "InProgressWarehouse"],
  [450, "Ship"],
  [500, "Completed"]
])

/** What was on its way to an order that the warehouse cancelled meanwhile is refused, and shown. */
const refusals = ["refused-by-ongoing", "change-refused"]

export interface ModelOrder {
  readonly id: string
  /** What Omnium wants of it, and all that it ever wanted. */
  wanted: Rows
  readonly versions: Array<Rows>
  released: boolean
  cancelled: boolean
  warehouse: "waits" | "works" | "cancelled"
  /** What the warehouse works on: the version it had when it began. */
  content: Rows
  picked: Rows
  sent: Rows
  readonly parcels: Array<string>
  /** What was left is not sent any more. */
  short: boolean
  /** The furthest status that Omnium has shown. */
  place: number
}

export const sum = (rows: Rows): number => Object.values(rows).reduce((total, quantity) => total + quantity, 0)

export const leftOf = ({ content, picked }: ModelOrder, row: string): number => (content[row] ?? 0) - (picked[row] ?? 0)

export const isSent = ({ content, sent, short }: ModelOrder): boolean =>
  short || (sum(sent) > 0 && sum(sent) === sum(content))

/** Whether this is the furthest that Omnium has shown of it. */
export const isShown = ({ place }: ModelOrder, status: string): boolean => places[place] === status

const packagesOf = (shipments: ReadonlyArray<ShipmentSeen>) =>
  shipments
    .flatMap((each) => each.packages ?? [])
    .map((each) => each.shipmentTracking?.shipmentTrackingNumber)
    .sort()

const isDelivered = ({ properties = [] }: ShipmentSeen): boolean =>
  properties.some(({ key, value }) => key === "IsDeliveredShipment" && value === "true")

/** What Omnium says has been delivered: the lines of the parts, and those of the shipment itself once it is. */
const deliveredIn = (shipments: ReadonlyArray<ShipmentSeen>): Rows => {
  const rows: Record<string, number> = {}
  for (const shipment of shipments)
    for (const { lineItemId, quantity, canceledQuantity, deliveredQuantity } of shipment.lineItems) {
      // The part of a line that is split off is numbered `{line}-{shipment}`.
      const row = lineItemId.split("-")[0] ?? ""
      const whole = shipment.shipmentId === "1" && isDelivered(shipment)
      const delivered = whole ? quantity - canceledQuantity : deliveredQuantity
      if (delivered > 0) rows[row] = (rows[row] ?? 0) + delivered
    }
  return rows
}

export class OrderModel implements Model {
  readonly orders = new Map<string, ModelOrder>()

  readonly holds = async (rig: Rig): Promise<void> => {
    for (const order of this.orders.values()) await this.#holds(order, rig)
  }

  readonly isReached = async (rig: Rig): Promise<void> => {
    await this.holds(rig)
    for (const order of this.orders.values()) await this.#isReached(order, rig)
  }

  async #holds(order: ModelOrder, { world }: Rig): Promise<void> {
    const { id, released, versions, sent, parcels } = order
    const found = await world.inOngoing(`${id}-1`)
    expect(found.length, `R1: the orders of ${id} in Ongoing`).toBeLessThanOrEqual(1)
    if (!released) expect(found, `R3: ${id} was never released`).toEqual([])
    const [ongoing] = found
    if (ongoing !== undefined) {
      expect(ongoing.orderInfo.goodsOwnerOrderId).toBe(`${id}/1`)
      expect(versions, `R1: what Ongoing has of ${id}`).toContainEqual(rowsOf(ongoing.orderLines))
    }
    const { shipments } = (await world.inOmnium(id)).orderForm
    const [shipment] = shipments
    const place = places.indexOf(shipment?.orderStatus ?? "")
    if (shipment?.orderStatus !== "OrderCanceled") {
      expect(place, `R7: the status of ${id}`).toBeGreaterThanOrEqual(order.place)
      order.place = place
    }
    for (const [row, quantity] of Object.entries(deliveredIn(shipments)))
      expect(quantity, `R8: delivered of row ${row} of ${id}`).toBeLessThanOrEqual(sent[row] ?? 0)
    const packages = packagesOf(shipments)
    expect(packages, `R9: the packages of ${id}`).toEqual([...new Set(packages)])
    expect(parcels).toEqual(expect.arrayContaining(packages))
  }

  async #isReached(order: ModelOrder, rig: Rig): Promise<void> {
    const { id, wanted, content, sent, warehouse } = order
    const [ongoing] = await rig.world.inOngoing(`${id}-1`)
    const status = ongoing?.orderInfo.orderStatus.number
    const given = order.cancelled || sum(wanted) === 0
    const causes = (await rig.shown(id)).map((item) => item.cause)
    if (!order.released) {
      expect(status).toBeUndefined()
      expect(causes).toEqual([])
      return
    }
    if (given && warehouse !== "works") {
      expect(status ?? 1000, `R6: ${id} is cancelled in Ongoing`).toBe(1000)
      expect(warehouse === "waits" ? [] : refusals).toEqual(expect.arrayContaining(causes))
      return
    }
    const { shipments } = (await rig.world.inOmnium(id)).orderForm
    if (warehouse === "cancelled") {
      expect([status, shipments[0]?.orderStatus], `${id} was cancelled by the warehouse`).toEqual([
        1000,
        "OrderCanceled"
      ])
      expect(refusals).toEqual(expect.arrayContaining(causes))
      return
    }
    const at = `${id} is at ${status} in Ongoing`
    expect(ongoing && rowsOf(ongoing.orderLines), `R2: what Ongoing has of ${id}`).toEqual(
      warehouse === "waits" ? wanted : content
    )
    if (given) {
      // Of what is closed short nothing is left to cancel, and what was sent is wanted.
      if (!order.short) expect(causes, `R6: that ${id} is cancelled and sent is shown`).not.toEqual([])
      return
    }
    expect(packagesOf(shipments), `R9: the packages of ${id}`).toEqual([...order.parcels].sort())
    const isEdited = !Bun.deepEquals(wanted, content)
    if (warehouse === "works" && !Bun.deepEquals(wanted, isSent(order) ? sent : content)) {
      // What was edited too late is told when the last part is sent: until then parts are all that is compared.
      if (sum(sent) === 0 || isSent(order)) expect(causes, `that ${id} differs is shown`).not.toEqual([])
      if (isEdited) return
      expect(causes, at).toEqual(["delivered-short"])
    } else {
      expect(causes, at).toEqual([])
      const mapped = places.indexOf(shownFor.get(status ?? 0) ?? "")
      expect(places[order.place], at).toBe(places[Math.max(mapped, order.place)] ?? "")
    }
    expect(deliveredIn(shipments), `R8: delivered of ${id}`).toEqual(sent)
  }
}

const rowsOf = (lines: ReadonlyArray<{ readonly rowNumber: string; readonly orderedNumberOfItems: number }>): Rows =>
  Object.fromEntries(lines.map((line) => [line.rowNumber, line.orderedNumberOfItems]))
