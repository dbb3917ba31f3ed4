import { componentsOf, type Order, pickedOn } from "./Order.ts"
import { stateOf } from "./OrderLifecycle.ts"
import { partlySent, picked } from "./OrderStatuses.ts"
import { orderLines } from "./OrderUpsert.ts"
import { type Refusal, refused } from "./Refusal.ts"
import { type Act, articleByNumber, saveOrder, type Warehouse } from "./Warehouse.ts"

/** The staff take a line off and put another article on instead: its row number and id match nothing that was sent. */
export const substitute = (
  warehouse: Warehouse,
  order: Order,
  rowNumber: string,
  articleNumber: string,
  quantity: number | undefined,
  act: Act
): Order | Refusal => {
  if (order.status >= picked && order.status !== partlySent)
    return refused(`${stateOf(order)}: its lines can no longer be changed.`)
  const line = order.lines.find((each) => each.sent.rowNumber === rowNumber && each.kit === null)
  if (line === undefined) return refused(`Order '${order.number}' has no row ${rowNumber}.`)
  const removed = [line, ...componentsOf(order, line)]
  if (removed.some((each) => pickedOn(each) > 0))
    return refused(`Row ${rowNumber} of order '${order.number}' is picked already.`)
  if (articleByNumber(warehouse, order.ownerId, articleNumber) === undefined)
    return refused(`There is no article with number '${articleNumber}'.`)
  const put = { rowNumber: freeRow(order), articleNumber, numberOfItems: quantity ?? line.ordered }
  const added = orderLines(warehouse, order.ownerId, put, undefined, act)
  if (!added.some((each) => each.shouldBePicked)) return refused(`Article '${articleNumber}' is nothing to be picked.`)
  const kept = order.lines.filter((each) => !removed.includes(each))
  const next = {
    ...order,
    lines: [...kept, ...added],
    updated: act.now
  }
  saveOrder(warehouse, next, act)
  return next
}

const freeRow = (order: Order): string => {
  for (let number = 1; ; number++) {
    const row = `WMS${number}`
    if (!order.lines.some((line) => line.sent.rowNumber === row)) return row
  }
}
