import type { Order as OmniumOrder, OrderLine, Shipment } from "@omnium-ongoing/omnium-simulator/Order"
import type { OrderLine as OngoingLine, Order as OngoingOrder } from "@omnium-ongoing/ongoing-simulator/Order"
import type { Violation } from "../chaos/Violation.ts"
import type { Item } from "./Item.ts"
import type { Witness } from "./Witness.ts"

/** What the statuses of Ongoing are in Omnium, as the order type of the seed maps them. */
const mapped: ReadonlyMap<number, string> = new Map([
  [200, "InProgressWarehouse"],
  [300, "InProgressWarehouse"],
  [320, "InProgressWarehouse"],
  [400, "PackedAndReady"],
  [425, "InProgressWarehouse"],
  [450, "Ship"],
  [500, "Completed"],
  [1000, "OrderCanceled"]
])

const partlySent = 425
const sent: ReadonlySet<number> = new Set([partlySent, 450, 500])
const released = 300

/** Of every shipment that was to be exported: that it is one order in Ongoing, and both say the same of it. */
export const ordersAtRest = (witness: Witness, visible: ReadonlyArray<Item>): ReadonlyArray<Violation> => {
  const byMark = Map.groupBy(
    witness.ongoing.all<OngoingOrder>("order"),
    (order) => order.header.goodsOwnerOrderId ?? ""
  )
  const seen = new Set(visible.map((item) => item.key))
  const violations: Array<Violation> = []
  const fail = (rule: string, words: string) => violations.push({ rule, words: `${witness.tenant.id}: ${words}` })
  for (const order of witness.omnium.all<OmniumOrder>("Order"))
    for (const shipment of order.orderForm.shipments) {
      const mark = `${order.id}/${shipment.shipmentId}`
      if (!witness.triggered.has(mark)) continue
      const isVisible = seen.has(mark) || seen.has(order.id)
      const [exported] = byMark.get(mark) ?? []
      byMark.delete(mark)
      if (exported === undefined) {
        if (shipment.orderStatus !== "OrderCanceled" && !isVisible)
          fail("R2", `${mark} is neither in Ongoing nor visibly dead.`)
      } else ofExported(order, shipment, exported, isVisible, (rule, words) => fail(rule, `${mark} ${words}`))
    }
  for (const mark of byMark.keys()) fail("R3", `Ongoing has an order for ${mark}, which Omnium does not have.`)
  return violations
}

const ofExported = (
  order: OmniumOrder,
  shipment: Shipment,
  exported: OngoingOrder,
  isVisible: boolean,
  fail: (rule: string, words: string) => void
): void => {
  const id = String(exported.id)
  if (exported.number !== `${order.orderNumber}-${shipment.shipmentId}`) fail("R1", `is numbered ${exported.number}.`)
  if (shipment.orderStatus === "OrderCanceled" || exported.status === 1000) {
    if (!isVisible && (shipment.orderStatus !== "OrderCanceled" || exported.status !== 1000))
      fail("R6", `is ${shipment.orderStatus} in Omnium and ${exported.status} in Ongoing.`)
    return
  }
  if (ongoingIdOf(shipment) !== id) fail("R2", `is Ongoing order ${id}, and Omnium has ${ongoingIdOf(shipment)}.`)
  const parts = order.orderForm.shipments.filter(
    (each) => valueOf(each, "OngoingDeliveryKey") !== undefined && ongoingIdOf(each) === id
  )
  for (const parcel of exported.parcels.filter((each) => !each.isReturn)) {
    const times = [shipment, ...parts]
      .flatMap((each) => each.packages ?? [])
      .filter((each) => each.shipmentTracking?.shipmentTrackingNumber === parcel.waybill).length
    if (times !== 1) fail("R9", `has the parcel ${parcel.waybill} ${times} times in Omnium.`)
  }
  if (isVisible) return
  const status = mapped.get(exported.status)
  if (status !== shipment.orderStatus)
    fail("R7", `is ${shipment.orderStatus} in Omnium and ${exported.status} in Ongoing.`)
  const wanted = wantedBySku([shipment, ...parts])
  if (exported.status < released && shipment.address?.name !== exported.header.consignee.name)
    fail("R1", `is for ${exported.header.consignee.name} in Ongoing.`)
  const ordered = sumBySku(exported.lines, (line) => line.ordered)
  // A change that is seen after a part was sent is not taken over; what was delivered in the end tells of it.
  if (exported.status !== partlySent && !isSame(wanted, ordered))
    fail("R1", `wants ${shown(wanted)}, and Ongoing has ${shown(ordered)}.`)
  if (!sent.has(exported.status)) return
  const delivered = sumBySku(exported.lines, (line) => quantityOf(line, (item) => item.sentAt !== null))
  const isDone = valueOf(shipment, "IsDeliveredShipment")?.toLowerCase() === "true"
  const inOmnium = isDone ? wanted : deliveredBySku(parts)
  if (!isSame(delivered, inOmnium)) fail("R8", `has sent ${shown(delivered)}, and Omnium shows ${shown(inOmnium)}.`)
}

export const valueOf = (shipment: Pick<Shipment, "properties">, key: string): string | undefined =>
  shipment.properties.find((property) => property.key === key)?.value

export const ongoingIdOf = ({ externalIds }: Pick<Shipment, "externalIds">): string | undefined =>
  externalIds.find((each) => each.providerName === "OngoingOrderId")?.id

type Quantities = ReadonlyMap<string, number>

export const added = (pairs: ReadonlyArray<readonly [string | undefined, number]>): Quantities => {
  const sums = new Map<string, number>()
  for (const [sku = "", quantity] of pairs) if (quantity !== 0) sums.set(sku, (sums.get(sku) ?? 0) + quantity)
  return sums
}

const linesOf = (shipments: ReadonlyArray<Shipment>): ReadonlyArray<OrderLine> =>
  shipments.flatMap((shipment) => shipment.lineItems)

const wantedBySku = (shipments: ReadonlyArray<Shipment>): Quantities =>
  added(linesOf(shipments).map((line) => [line.code, line.quantity - line.canceledQuantity]))

const deliveredBySku = (shipments: ReadonlyArray<Shipment>): Quantities =>
  added(linesOf(shipments).map((line) => [line.code, line.deliveredQuantity]))

export const sumBySku = (lines: ReadonlyArray<OngoingLine>, quantity: (line: OngoingLine) => number): Quantities =>
  added(lines.map((line) => [line.sent.articleNumber, quantity(line)]))

export const quantityOf = (line: OngoingLine, counts: (item: OngoingLine["items"][number]) => boolean): number =>
  line.items.filter(counts).reduce((sum, item) => sum + item.quantity, 0)

export const isSame = (one: Quantities, other: Quantities): boolean =>
  one.size === other.size && [...one].every(([sku, quantity]) => other.get(sku) === quantity)

export const shown = (quantities: Quantities): string =>
  [...quantities].map(([sku, quantity]) => `${quantity} × ${sku}`).join(", ") || "nothing"
