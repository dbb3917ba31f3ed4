import type { PurchaseOrder as OmniumPurchaseOrder } from "@omnium-ongoing/omnium-simulator/PurchaseOrder"
import { type PurchaseOrder, receivedOn } from "@omnium-ongoing/ongoing-simulator/PurchaseOrder"
import type { LedgerRow } from "@omnium-ongoing/simulator-kit/Ledger"
import type { EndState } from "./AtRest.ts"
import type { Fail, Judge } from "./Judge.ts"
import type { Exchange } from "./Network.ts"
import type { Purchase } from "./Story.ts"
import { ongoingWarehouse, type Systems, warehouseCodes } from "./Systems.ts"
import type { Violation } from "./Violation.ts"

const ofNumber = (systems: Systems, number: string): ReadonlyArray<PurchaseOrder> =>
  [...systems.ongoing.world().state.purchaseOrders.values()].filter((each) => each.number === number)

const receivedInOngoing = (orders: ReadonlyArray<PurchaseOrder>, lineItemId: string): number =>
  orders
    .flatMap((order) => order.lines)
    .filter((line) => line.sent.rowNumber === lineItemId)
    .reduce((sum, line) => sum + receivedOn(line), 0)

/** Omnium books no goods that the warehouse has not received. */
export class ReceptionSafety implements Judge {
  readonly #systems: Systems
  readonly #fail: Fail

  constructor(systems: Systems, fail: Fail) {
    this.#systems = systems
    this.#fail = fail
  }

  omnium(tenant: string, row: LedgerRow, exchange: Exchange | undefined): void {
    const order = row.after as OmniumPurchaseOrder | null // The table of this kind holds purchase orders.
    if (row.kind !== "PurchaseOrder" || order === null || exchange === undefined) return
    for (const line of order.purchaseOrderForm.lineItems) {
      if (line.deliveredQuantity === 0) continue
      const received = receivedInOngoing(ofNumber(this.#systems, line.deliveryId ?? ""), line.lineItemId)
      if (line.deliveredQuantity > received) {
        this.#fail(
          "R16",
          `Of line ${line.lineItemId} of ${tenant} ${line.deliveredQuantity} are booked, and ${received} were received.`
        )
      }
    }
  }
}

/** At rest each delivery is one purchase order, and what was received of it is booked. */
export const receptionsAtRest = (end: EndState): ReadonlyArray<Violation> =>
  end.story.switches.purchaseOrders
    ? end.story.happenings.flatMap((each) => (each.do === "purchase" ? ofPurchase(end, each.purchase) : []))
    : []

const ofPurchase = (
  { story, systems, items }: EndState,
  { tenant, id, warehouse }: Purchase
): ReadonlyArray<Violation> => {
  const state = systems.omniums.get(tenant)?.world().state
  const delivery = state?.deliveries.get(id)
  const from = story.start + (story.tenants.find((each) => each.id === tenant)?.from ?? 0)
  // The story ended before.
  if (state === undefined || delivery === undefined) return []
  const isVisible = items.some((item) => item.tenant === tenant && item.key === id && /^(dead|held)$/.test(item.state))
  const wasDismissed = items.some((item) => item.tenant === tenant && item.key === id && item.cause === "dismissed")
  if (isVisible || wasDismissed || !systems.ongoingStores(tenant).has(warehouseCodes[warehouse])) return []
  const orders = ofNumber(systems, id)
  const [order, ...more] = orders
  const named = `${tenant}'s delivery ${id}`
  if (more.length > 0) return [{ rule: "R1", words: `${named} has ${orders.length} purchase orders in Ongoing.` }]
  if (Date.parse(delivery.created) < from) {
    return order === undefined
      ? []
      : [{ rule: "R26", words: `${named} is in Ongoing and older than the tenant's from.` }]
  }
  if (order === undefined) return [{ rule: "R2", words: `${named} is neither in Ongoing nor visibly dead.` }]
  if (order.warehouseId !== ongoingWarehouse[warehouse]) {
    return [{ rule: "R1", words: `${named} is in the wrong warehouse.` }]
  }
  const marked = delivery.properties?.find((each) => each.key === "OngoingPurchaseOrderId")?.value
  if (marked !== String(order.id)) {
    return [{ rule: "R2", words: `${named} is purchase order ${order.id}, but Omnium has ${marked ?? "no id"}.` }]
  }
  const shown = delivery.properties?.find((each) => each.key === "OngoingPurchaseOrderStatus")?.value
  // One whose status never moved says nothing yet.
  if (shown !== String(order.status) && order.statusChanged !== order.created) {
    return [{ rule: "R7", words: `${named} shows ${shown ?? "no status"}, and Ongoing says ${order.status}.` }]
  }
  return [...state.purchaseOrders.values()]
    .flatMap((each) => each.purchaseOrderForm.lineItems)
    .filter((line) => line.deliveryId === id)
    .flatMap((line): ReadonlyArray<Violation> => {
      const received = receivedInOngoing(orders, line.lineItemId)
      const booked = line.deliveredQuantity
      const words = `Of line ${line.lineItemId} of ${named} ${received} were received, and ${booked} are booked.`
      return booked === received ? [] : [{ rule: "R16", words }]
    })
}
