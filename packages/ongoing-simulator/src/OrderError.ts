import { allocatedOn, type Order, pickedOn, total, withStatus } from "./Order.ts"
import { stateOf } from "./OrderLifecycle.ts"
import { inError, orderStatuses, picked, released } from "./OrderStatuses.ts"
import { type Refusal, refused } from "./Refusal.ts"
import { refuseLacking } from "./Statuses.ts"
import { type Act, saveOrder, type Warehouse } from "./Warehouse.ts"

/** Something about the order is wrong, so that nobody works on it until it is mended. */
export const putInError = (warehouse: Warehouse, order: Order, act: Act): Order | Refusal => {
  if (order.status === inError) return refused(`${stateOf(order)} already.`)
  if (order.status >= picked || total(order, pickedOn) > 0 || total(order, allocatedOn) > 0)
    return refused(`${stateOf(order)}: the work on it has begun.`)
  return (
    refuseLacking(orderStatuses(warehouse.settings), inError, "order status") ??
    save(warehouse, withStatus(order, inError, act.now), act)
  )
}

/** As it was when it came in; nothing has been done on it. */
export const mendError = (warehouse: Warehouse, order: Order, act: Act): Order | Refusal =>
  order.status === inError
    ? save(warehouse, withStatus(order, Math.min(warehouse.settings.orderStartStatus, released), act.now), act)
    : refused(`${stateOf(order)}: it has no error that could be mended.`)

const save = (warehouse: Warehouse, order: Order, act: Act): Order => {
  saveOrder(warehouse, order, act)
  return order
}
