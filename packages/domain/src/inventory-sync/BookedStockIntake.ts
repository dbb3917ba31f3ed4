import { Effect, Option } from "effect"
import type { OmniumOrder } from "../omnium/OmniumOrder.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium } from "../ports/Omnium.ts"
import { exportsOf, withoutShipment } from "../sync/VanishedExport.ts"
import { bookedStock } from "./BookedLines.ts"

/** Notes what orders that are in Ongoing reserve in Omnium. Only who compares precisely needs it, and pays for it. */
export const noteBookedOf = Effect.fn("noteBookedOf")(function* (orders: ReadonlyArray<OmniumOrder>) {
  const tenant = yield* CurrentTenant
  if (tenant.compareWith !== "precise" || orders.length === 0) return
  const journal = yield* Journal
  const orderTypes = yield* (yield* Omnium).orderTypes
  const typeOf = (order: OmniumOrder) => orderTypes.find((type) => type.name === order.orderType)
  const booked = orders.flatMap((order) => bookedStock(tenant.id, order, typeOf(order)))
  const gone = yield* Effect.forEach(orders, (order) =>
    Effect.map(journal.intentsBetween(...exportsOf(tenant.id, order.id)), (exports) => withoutShipment(exports, order))
  )
  const nothing = gone.flat().map(({ key }) => ({ tenant: tenant.id, key, warehouse: "", lines: [] }))
  yield* journal.commit({ booked: [...booked, ...nothing] })
})

/** As `noteBookedOf`, of an order as Omnium has it now. */
export const noteBooked = Effect.fn("noteBooked")(function* (orderId: string) {
  const tenant = yield* CurrentTenant
  if (tenant.compareWith !== "precise") return
  const omnium = yield* Omnium
  yield* noteBookedOf(Option.toArray(yield* omnium.order(orderId)))
})
