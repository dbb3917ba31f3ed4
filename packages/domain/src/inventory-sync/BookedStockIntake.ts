import { Effect, Option } from "effect"
import { CurrentTenant } from "../ports/CurrentTenant.ts"
import { Journal } from "../ports/Journal.ts"
import { Omnium } from "../ports/Omnium.ts"
import { bookedStock } from "./BookedLines.ts"

/** Notes what an order that is in Ongoing reserves in Omnium. Only who compares precisely needs it, and pays for it. */
export const noteBooked = Effect.fn("noteBooked")(function* (orderId: string) {
  const tenant = yield* CurrentTenant
  if (tenant.compareWith !== "precise") return
  const omnium = yield* Omnium
  const journal = yield* Journal
  const order = Option.getOrUndefined(yield* omnium.order(orderId))
  if (order === undefined) return
  const orderType = (yield* omnium.orderTypes).find((type) => type.name === order.orderType)
  yield* journal.commit({ booked: bookedStock(tenant.id, order, orderType) })
})
