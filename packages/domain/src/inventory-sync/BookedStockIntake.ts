import { Effect, Option } from "effect"
import type { OmniumOrder } from "../omnium/OmniumOrder.ts"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium } from "../ports/Omnium.ts"
import { bookedStock } from "./BookedLines.ts"

/** Notes what orders that are in Ongoing reserve in Omnium. Only who compares precisely needs it, and pays for it. */
export const noteBookedOf = Effect.fn("noteBookedOf")(function* (orders: ReadonlyArray<OmniumOrder>) {
  const tenant = yield* CurrentTenant
  if (tenant.compareWith !== "precise" || orders.length === 0) return
  const journal = yield* Journal
  const orderTypes = yield* (yield* Omnium).orderTypes
  const typeOf = (order: OmniumOrder) => orderTypes.find((type) => type.name === order.orderType)
  yield* journal.commit({ booked: orders.flatMap((order) => bookedStock(tenant.id, order, typeOf(order))) })
})

/** As `noteBookedOf`, of an order as Omnium has it now. */
export const noteBooked = Effect.fn("noteBooked")(function* (orderId: string) {
  const tenant = yield* CurrentTenant
  if (tenant.compareWith !== "precise") return
  const omnium = yield* Omnium
  yield* noteBookedOf(Option.toArray(yield* omnium.order(orderId)))
})
