import type { PurchaseOrder } from "./PurchaseOrder.ts"
import { abandon, finish, receive } from "./PurchaseOrderLifecycle.ts"
import { putPurchaseOrder } from "./PurchaseOrderUpsert.ts"
import { Refusal } from "./Refusal.ts"
import type { Act, Warehouse } from "./Warehouse.ts"

type Step = (warehouse: Warehouse, order: PurchaseOrder, act: Act) => PurchaseOrder | Refusal

const receiveOne: Step = (warehouse, order, act) => receive(warehouse, order, [{ rowNumber: "1", quantity: 1 }], act)
const receiveRest: Step = (warehouse, order, act) => receive(warehouse, order, undefined, act)
const end: Step = (warehouse, order, act) => finish(warehouse, order, false, act)

/** How far the example purchase orders have come, one after the other. */
const histories: ReadonlyArray<ReadonlyArray<Step>> = [
  [],
  [receiveOne],
  [receiveOne, receiveRest],
  [receiveRest, end],
  [receiveRest, receiveOne, end],
  [receiveOne, abandon]
]

/** Example purchase orders of a goods owner, an hour apart, over some of its articles. */
export const seedPurchaseOrders = (
  warehouse: Warehouse,
  ownerId: number,
  count: number,
  articleNumbers: ReadonlyArray<string>,
  start: Act
): void => {
  if (articleNumbers.length === 0) return
  for (let index = 0; index < count; index++) {
    const act = (step: number): Act => ({ ...start, now: start.now + index * 3_600_000 + step * 60_000 })
    const chosen = [2 * index, 2 * index + 1].map((at) => articleNumbers[at % articleNumbers.length] ?? "")
    const put = putPurchaseOrder(
      warehouse,
      {
        goodsOwnerId: ownerId,
        purchaseOrderNumber: `EXAMPLE${2001 + index}`,
        inDate: "2026-01-12",
        supplierInfo: { supplierNumber: "S100", supplierName: "Havgapet Tekstil AS" },
        purchaseOrderLines: [...new Set(chosen)].map((articleNumber, line) => ({
          rowNumber: String(line + 1),
          articleNumber,
          numberOfItems: 5 + line
        }))
      },
      undefined,
      act(0)
    )
    if (put instanceof Refusal) continue
    histories[index % histories.length]!.reduce<PurchaseOrder | Refusal>(
      (order, step, position) => (order instanceof Refusal ? order : step(warehouse, order, act(position + 1))),
      put.order
    )
  }
}
